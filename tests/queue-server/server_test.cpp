#include <doctest/doctest.h>

#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

using protocol::Answer;
using protocol::GetEvents;
using protocol::GetSession;
using protocol::GetSnapshot;
using protocol::SignIn;
using protocol::SignOut;

/// The answer to a text, as its refusal's word; "silence" if there is none.
std::string code_of_text(PlainClient& client, std::string_view text,
                         Milliseconds wait = Milliseconds(5000)) {
  const auto answer = client.ask_text(text, wait);
  if (!answer) return "silence";
  const auto read = protocol::read_answer(*answer);
  return read ? code_of(*read) : "unreadable";
}

std::string field_of_text(PlainClient& client, std::string_view text) {
  const auto read = protocol::read_answer(client.ask_text(text).value_or(""));
  return read && read->refusal ? read->refusal->field : "?";
}

void wait_for_day(PlainClient& client) {
  for (int i = 0; i < 1000; ++i) {
    if (client.ask("day-" + std::to_string(i), GetSnapshot{}).snapshot->state.day) return;
  }
  FAIL("no day was opened");
}

constexpr Milliseconds silence(300);

/// Follows what is published under one topic.
class Subscriber {
 public:
  Subscriber(const link::DeviceFile& device, std::string_view topic)
      : socket_(context_, zmq::socket_type::sub) {
    socket_.set(zmq::sockopt::curve_serverkey, device.server_public_key);
    socket_.set(zmq::sockopt::curve_publickey, device.keys.public_key);
    socket_.set(zmq::sockopt::curve_secretkey, device.keys.secret_key);
    socket_.set(zmq::sockopt::linger, 0);
    socket_.set(zmq::sockopt::rcvtimeo, 20000);
    socket_.set(zmq::sockopt::subscribe, topic);
    socket_.connect(device.event_endpoint);
  }

  /// The next ones until this event is in them.
  Waits waits_of(std::int64_t seq) {
    while (true) {
      zmq::message_t topic;
      zmq::message_t body;
      REQUIRE(socket_.recv(topic));
      REQUIRE(socket_.recv(body));
      const auto waits = protocol::read_waits(body.to_string_view());
      REQUIRE(waits);
      if (waits->seq >= seq) return *waits;
    }
  }

 private:
  zmq::context_t context_;
  zmq::socket_t socket_;
};

}  // namespace

TEST_CASE("server: malformed messages are refused by name and the server goes on") {
  Lab lab;
  PlainClient kiosk(lab.enroll("kiosk-1", Role::kiosk));
  CHECK(code_of_text(kiosk, "") == "malformed");
  CHECK(code_of_text(kiosk, "hello") == "malformed");
  CHECK(code_of_text(kiosk, "[]") == "malformed");
  CHECK(code_of_text(kiosk, std::string(300, '[')) == "malformed");
  CHECK(code_of_text(kiosk, std::string("\0\xff\xfe", 3)) == "malformed");
  CHECK(field_of_text(kiosk, R"({"v":1,"id":"a","command":"leave","body":{}})") == "body.visit");
  CHECK(field_of_text(kiosk, R"({"v":1,"id":"a b","command":"leave","body":{"visit":1}})") == "id");
  CHECK(code_of_text(kiosk, R"({"v":2,"id":"a","command":"leave","body":{"visit":1}})") ==
        "wrong_version");
  CHECK(code_of_text(kiosk, R"({"v":1,"id":"a","command":"dance"})") == "unknown_command");
  CHECK(kiosk.ask("b", GetSession{}).ok());
}

TEST_CASE("server: a request in several frames is malformed and a REQ socket's is not") {
  Lab lab;
  PlainClient kiosk(lab.enroll("kiosk-1", Role::kiosk));
  const std::string question = protocol::write_request({"q", protocol::Query(GetSession{})});
  kiosk.socket().send(zmq::buffer(question), zmq::send_flags::sndmore);
  CHECK(code_of_text(kiosk, question) == "malformed");
  kiosk.socket().send(zmq::message_t(), zmq::send_flags::sndmore);
  kiosk.send_text(question);
  CHECK(kiosk.receive(Milliseconds(5000)) == "");
  const auto answer = protocol::read_answer(kiosk.receive(Milliseconds(5000)).value_or(""));
  REQUIRE(answer.has_value());
  CHECK(answer->ok());
}

TEST_CASE("server: too long a message is refused and a far too long one cuts the connection") {
  Lab lab;
  const link::DeviceFile device = lab.enroll("kiosk-1", Role::kiosk);
  PlainClient kiosk(device);
  CHECK(code_of_text(kiosk, std::string(protocol::request_bytes_max + 1, ' ')) == "too_large");
  CHECK(code_of_text(kiosk, std::string(1024 * 1024, ' '), silence) == "silence");
  CHECK(PlainClient(device).ask("b", GetSession{}).ok());
}

TEST_CASE("server: without an enrolled key nobody is heard") {
  Lab lab;
  const link::DeviceFile device = lab.enroll("kiosk-1", Role::kiosk);
  const std::string question = protocol::write_request({"q", protocol::Query(GetSession{})});
  SUBCASE("no encryption") {
    link::DeviceFile plain = device;
    plain.server_public_key.clear();
    CHECK(code_of_text(*std::make_unique<PlainClient>(plain), question, silence) == "silence");
  }
  SUBCASE("a key that nobody knows") {
    link::DeviceFile stranger = device;
    stranger.keys = link::make_key_pair();
    CHECK(code_of_text(*std::make_unique<PlainClient>(stranger), question, silence) == "silence");
  }
  SUBCASE("the public key of another device without its secret") {
    link::DeviceFile thief = device;
    thief.keys.secret_key = link::make_key_pair().secret_key;
    CHECK(code_of_text(*std::make_unique<PlainClient>(thief), question, silence) == "silence");
  }
  SUBCASE("another server's key") {
    link::DeviceFile lost = device;
    lost.server_public_key = link::make_key_pair().public_key;
    CHECK(code_of_text(*std::make_unique<PlainClient>(lost), question, silence) == "silence");
  }
  CHECK(PlainClient(device).ask("b", GetSession{}).ok());
}

TEST_CASE("server: a role may do what is its own and nothing else") {
  Lab lab;
  PlainClient kiosk(lab.enroll("kiosk-1", Role::kiosk));
  PlainClient display(lab.enroll("display-1", Role::display));
  PlainClient admin(lab.enroll("admin-1", Role::admin));
  wait_for_day(kiosk);
  CHECK(code_of(kiosk.ask("a", CallNext{{"c1"}})) == "not_allowed");
  CHECK(code_of(kiosk.ask("b", SignIn{{"ana"}, "4711"})) == "not_allowed");
  CHECK(code_of(display.ask("a", issue("passport"))) == "not_allowed");
  CHECK(code_of(display.ask("b", GetSnapshot{})) == "ok");
  CHECK(code_of(admin.ask("a", Tick{})) == "not_allowed");
  CHECK(code_of(kiosk.ask("c", issue("passport"))) == "ok");
}

TEST_CASE("server: clerks sign in and stay so over a restart") {
  Lab lab;
  lab.add_clerk("ana", "4711");
  const link::DeviceFile device = lab.enroll("desk-1", Role::counter);
  {
    PlainClient desk(device);
    wait_for_day(desk);
    CHECK(code_of(desk.ask("a", OpenCounter{{"c1"}})) == "not_signed_in");
    CHECK(code_of(desk.ask("b", SignIn{{"ana"}, "4712"})) == "wrong_secret");
    CHECK(code_of(desk.ask("c", SignIn{{"nobody"}, "4711"})) == "wrong_secret");
    const Answer session = desk.ask("d", SignIn{{"ana"}, "4711"});
    REQUIRE(session.session.has_value());
    CHECK(session.session->clerk == ClerkId{"ana"});
    CHECK(session.session->role == Role::counter);
    CHECK(code_of(desk.ask("b", SignIn{{"ana"}, "4712"})) == "wrong_secret");
    CHECK(code_of(desk.ask("a", OpenCounter{{"c1"}})) == "not_signed_in");
    CHECK(code_of(desk.ask("e", OpenCounter{{"c1"}})) == "ok");
  }
  lab.stop();
  lab.start();
  PlainClient desk(device);
  CHECK(desk.ask("f", GetSession{}).session->clerk == ClerkId{"ana"});
  CHECK(code_of(desk.ask("g", CallNext{{"c1"}})) == "nobody_waiting");
  CHECK(desk.ask("h", SignOut{}).session->clerk.empty());
  CHECK(code_of(desk.ask("i", CallNext{{"c1"}})) == "not_signed_in");
}

TEST_CASE("server: a counter device acts for visitors only while a clerk is signed in") {
  Lab lab;
  lab.add_clerk("ana", "4711");
  PlainClient kiosk(lab.enroll("kiosk-1", Role::kiosk));
  PlainClient desk(lab.enroll("desk-1", Role::counter));
  wait_for_day(kiosk);
  const Answer issued = kiosk.ask("a", issue("passport"));
  REQUIRE(issued.ok());
  const auto ticket = std::get<TicketIssued>(issued.events.front().body);
  CHECK(code_of(desk.ask("a", Leave{ticket.visit})) == "not_signed_in");
  CHECK(code_of(desk.ask("b", AddNeed{ticket.visit, {"property-tax"}})) == "not_signed_in");
  CHECK(code_of(desk.ask("c", Resume{ticket.visit})) == "not_signed_in");
  CHECK(desk.ask("d", SignIn{{"ana"}, "4711"}).ok());
  const Answer added = desk.ask("e", AddNeed{ticket.visit, {"property-tax"}});
  CHECK(added.ok());
  CHECK(code_of(desk.ask("f", Resume{ticket.visit})) == "not_parked");
  // What was done is answered the same although the clerk has gone meanwhile.
  CHECK(desk.ask("g", SignOut{}).ok());
  CHECK(desk.ask("e", AddNeed{ticket.visit, {"property-tax"}}).events == added.events);
}

TEST_CASE("server: a kiosk gives a visit back by its token and issues tickets of its own kind") {
  Lab lab;
  PlainClient kiosk(lab.enroll("kiosk-1", Role::kiosk));
  PlainClient other(lab.enroll("kiosk-2", Role::kiosk));
  wait_for_day(kiosk);
  const Answer issued = kiosk.ask("a", issue("passport"));
  REQUIRE(issued.ok());
  const auto ticket = std::get<TicketIssued>(issued.events.front().body);
  const Answer bare = other.ask("b", Leave{ticket.visit});
  CHECK(code_of(bare) == "not_allowed");
  CHECK(bare.refusal->field == "token");
  const Token guessed{std::string(32, '0')};
  CHECK(code_of(other.ask("c", Leave{ticket.visit, guessed})) == "not_your_visit");
  CHECK(code_of(kiosk.ask("d", Leave{ticket.visit, ticket.token})) == "ok");
  IssueTicket urgent = issue("passport");
  urgent.priority = Priority::priority;
  const Answer refused = kiosk.ask("e", urgent);
  CHECK(code_of(refused) == "not_allowed");
  CHECK(refused.refusal->field == "priority");
  IssueTicket desk = issue("passport");
  desk.channel = Channel::welcome_desk;
  CHECK(kiosk.ask("f", desk).refusal->field == "channel");
  IssueTicket unknown = issue("passport");
  unknown.language = {"xx"};
  CHECK(code_of(kiosk.ask("g", unknown)) == "unknown_language");
}

TEST_CASE("server: guessing a PIN is throttled") {
  Lab lab;
  lab.add_clerk("ana", "4711");
  PlainClient desk(lab.enroll("desk-1", Role::counter));
  for (int i = 0; i < 3; ++i) {
    CHECK(code_of(desk.ask("w" + std::to_string(i), SignIn{{"ana"}, "0000"})) == "wrong_secret");
  }
  const Answer refused = desk.ask("x", SignIn{{"ana"}, "4711"});
  CHECK(code_of(refused) == "throttled");
  const auto wait = refused.refusal->retry_after.value_or(Seconds(0));
  CHECK(Seconds(1) <= wait);
  CHECK(wait <= Seconds(2));
  PlainClient other(lab.enroll("desk-2", Role::counter));
  CHECK(code_of(other.ask("x", SignIn{{"ana"}, "4711"})) == "ok");
}

TEST_CASE("server: the loop goes on while a secret is checked") {
  Lab lab;
  lab.add_clerk("ana", "4711");
  PlainClient desk(lab.enroll("desk-1", Role::counter));
  wait_for_day(desk);
  desk.send_text(protocol::write_request({"in", protocol::Query(SignIn{{"ana"}, "4711"})}));
  desk.send_text(protocol::write_request({"in", protocol::Query(SignIn{{"ana"}, "4711"})}));
  desk.send_text(protocol::write_request({"in2", protocol::Query(SignIn{{"ana"}, "4711"})}));
  IssueTicket ticket = issue("passport");
  ticket.channel = Channel::welcome_desk;
  desk.send_text(protocol::write_request({"t", Command(ticket)}));
  std::vector<std::string> order;
  for (int i = 0; i < 3; ++i) {
    const auto answer = protocol::read_answer(desk.receive(Milliseconds(5000)).value_or(""));
    REQUIRE(answer.has_value());
    order.push_back(answer->id + " " + code_of(*answer));
  }
  CHECK(order == std::vector<std::string>{"in2 throttled", "t ok", "in ok"});
}

TEST_CASE("server: a revoked device is refused at once and its subscription ends") {
  Lab lab;
  const link::DeviceFile device = lab.enroll("kiosk-1", Role::kiosk);
  PlainClient kiosk(device);
  PlainClient other(lab.enroll("kiosk-2", Role::kiosk));
  wait_for_day(kiosk);
  zmq::context_t context;
  zmq::socket_t events(context, zmq::socket_type::sub);
  events.set(zmq::sockopt::curve_serverkey, device.server_public_key);
  events.set(zmq::sockopt::curve_publickey, device.keys.public_key);
  events.set(zmq::sockopt::curve_secretkey, device.keys.secret_key);
  events.set(zmq::sockopt::linger, 0);
  events.set(zmq::sockopt::rcvtimeo, 5000);
  events.set(zmq::sockopt::subscribe, "");
  events.connect(device.event_endpoint);
  zmq::message_t frame;
  REQUIRE(events.recv(frame));
  CHECK(code_of(kiosk.ask("a", issue("passport"))) == "ok");
  lab.revoke("kiosk-1");
  CHECK(code_of(kiosk.ask("b", issue("passport"))) == "not_allowed");
  CHECK(code_of(other.ask("c", issue("passport"))) == "ok");
  // What was published before the cut may still be on its way; then there is silence.
  events.set(zmq::sockopt::rcvtimeo, 500);
  for (int i = 0; i < 100 && events.recv(frame); ++i) {
  }
  CHECK_FALSE(events.recv(frame));
}

TEST_CASE("server: too many requests of one device are throttled and others are not") {
  Lab lab(Lab::Options{{1, 1500}, Milliseconds(100)});
  PlainClient greedy(lab.enroll("kiosk-1", Role::kiosk));
  PlainClient modest(lab.enroll("kiosk-2", Role::kiosk));
  CHECK(code_of(greedy.ask("a", GetSnapshot{})) == "ok");
  const Answer refused = greedy.ask("b", GetSnapshot{});
  CHECK(code_of(refused) == "throttled");
  // 500 of 1500 are left, a second brings one more; what the first took time to do, too.
  const auto wait = refused.refusal->retry_after.value_or(Seconds(0));
  CHECK(wait > Seconds(400));
  CHECK(wait <= Seconds(500));
  CHECK(code_of(greedy.ask("c", GetSession{})) == "ok");
  CHECK(code_of(modest.ask("a", GetSession{})) == "ok");
}

TEST_CASE("server: a repeated request is answered from the journal after a restart") {
  Lab lab;
  const link::DeviceFile device = lab.enroll("kiosk-1", Role::kiosk);
  Answer first;
  {
    PlainClient kiosk(device);
    wait_for_day(kiosk);
    first = kiosk.ask("a", issue("passport"));
    CHECK(code_of(first) == "ok");
  }
  lab.stop();
  lab.start();
  PlainClient kiosk(device);
  const Answer again = kiosk.ask("a", issue("passport"));
  CHECK(again.events == first.events);
  CHECK(again.seq == first.seq);
  CHECK(code_of(kiosk.ask("a", issue("property-tax"))) == "request_id_reused");
  CHECK(kiosk.ask("s", GetSnapshot{}).snapshot->state == without_tokens(lab.replayed()));
}

TEST_CASE("server: a port that is taken ends the second server with a reason") {
  Lab lab;
  const link::DeviceFile device = lab.enroll("kiosk-1", Role::kiosk);
  const TempFolder other;
  const server::DataFolder folder{other.path() / "data"};
  server::init_data_folder(folder);
  server::SqliteJournal journal(folder.journal(), server::OpenMode::read_write);
  server::ServerOptions options;
  options.request_endpoint = device.request_endpoint;
  options.event_endpoint = device.event_endpoint;
  options.keys = server::read_server_key(folder);
  options.access_file = folder.access();
  options.days = day_at_once();
  options.clock = system_now;
  CHECK_THROWS_WITH_AS(server::Server(lab.site(), journal, options),
                       doctest::Contains("cannot listen at tcp://127.0.0.1:"), std::runtime_error);
}

TEST_CASE("server: waits are published when something happens and given to whoever comes later") {
  Lab lab;
  lab.add_clerk("ana", "4711");
  const link::DeviceFile device = lab.enroll("kiosk-1", Role::kiosk);
  PlainClient kiosk(device);
  PlainClient desk(lab.enroll("desk-1", Role::counter));
  wait_for_day(kiosk);
  Subscriber early(device, protocol::topic_waits);
  const std::int64_t issued = kiosk.ask("a", issue("passport")).seq;
  const Waits nobody_there = early.waits_of(issued);
  const ServiceWait* passport = find_wait(nobody_there, ServiceId{"passport"});
  REQUIRE(passport != nullptr);
  CHECK(passport->wait.status == WaitStatus::no_counter_open);
  CHECK(find_wait(nobody_there, ServiceId{"court-date"}) == nullptr);
  CHECK(find_wait(nobody_there, ServiceId{"garden-tour"}) == nullptr);
  REQUIRE(find_wait(nobody_there, VisitId{1}) != nullptr);
  CHECK(find_wait(nobody_there, VisitId{1})->wait.status == WaitStatus::no_counter_open);
  CHECK(code_of(desk.ask("s", SignIn{{"ana"}, "4711"})) == "ok");
  const Answer opened = desk.ask("o", OpenCounter{{"c2"}});
  REQUIRE(opened.ok());
  const Waits somebody = early.waits_of(opened.seq);
  CHECK(find_wait(somebody, ServiceId{"passport"})->wait.status == WaitStatus::known);
  Subscriber late(device, protocol::topic_waits);
  CHECK(late.waits_of(opened.seq).services == somebody.services);
}

TEST_CASE("server: after a restart the waits are there again at once") {
  Lab lab;
  const link::DeviceFile device = lab.enroll("kiosk-1", Role::kiosk);
  std::int64_t seq = 0;
  {
    PlainClient kiosk(device);
    wait_for_day(kiosk);
    seq = kiosk.ask("a", issue("passport")).seq;
  }
  lab.stop();
  lab.start();
  Subscriber subscriber(device, protocol::topic_waits);
  const Waits waits = subscriber.waits_of(seq);
  CHECK(waits.seq == seq);
  CHECK(find_wait(waits, VisitId{1}) != nullptr);
}

TEST_CASE("server: events after a seq or a snapshot instead") {
  Lab lab;
  PlainClient kiosk(lab.enroll("kiosk-1", Role::kiosk));
  wait_for_day(kiosk);
  for (int i = 0; i < 3; ++i) kiosk.ask("t" + std::to_string(i), issue("passport"));
  const Answer events = kiosk.ask("e1", GetEvents{2});
  REQUIRE(events.events.size() == 2);
  CHECK(events.events[0].seq == 3);
  CHECK(events.seq == 4);
  CHECK(code_of(kiosk.ask("e2", GetEvents{5})) == "seq_unknown");
}

}  // namespace foyer::test
