// What is private stays in private.sqlite: not in the journal, its copies, events, snapshots, logs
// or refusals; and it is gone when its time is over.
#include <doctest/doctest.h>

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/spdlog.h>
#include <sqlite3.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "queue-server/private_store.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

using protocol::GetPrivateRecord;
using protocol::SetContact;
using protocol::SetNote;
using server::PrivateRecord;
using server::PrivateStore;

constexpr VisitId first{1};
const std::string note_marker = "wz-note-7Qx2Lk9";
const std::string phone_marker = "905-555-0187";
const std::string email_marker = "wz.mail.4Rt8@home.example";

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

bool has_marker(const std::string& bytes) {
  return bytes.find(note_marker) != std::string::npos ||
         bytes.find(phone_marker) != std::string::npos ||
         bytes.find(email_marker) != std::string::npos;
}

/// As `sqlite3 journal.sqlite ".backup copy.sqlite"`.
void back_up(const std::filesystem::path& from, const std::filesystem::path& to) {
  sqlite3* source = nullptr;
  sqlite3* target = nullptr;
  REQUIRE_EQ(sqlite3_open_v2(from.c_str(), &source, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
  REQUIRE_EQ(sqlite3_open(to.c_str(), &target), SQLITE_OK);
  sqlite3_backup* backup = sqlite3_backup_init(target, "main", source, "main");
  REQUIRE(backup != nullptr);
  CHECK_EQ(sqlite3_backup_step(backup, -1), SQLITE_DONE);
  sqlite3_backup_finish(backup);
  sqlite3_close(source);
  sqlite3_close(target);
}

/// Every message that is published, all topics, until a heartbeat after `seq`.
class Listener {
 public:
  explicit Listener(const link::DeviceFile& device) : socket_(context_, zmq::socket_type::sub) {
    socket_.set(zmq::sockopt::curve_publickey, device.keys.public_key);
    socket_.set(zmq::sockopt::curve_secretkey, device.keys.secret_key);
    socket_.set(zmq::sockopt::curve_serverkey, device.server_public_key);
    socket_.set(zmq::sockopt::linger, 0);
    socket_.set(zmq::sockopt::rcvtimeo, 10'000);
    socket_.set(zmq::sockopt::subscribe, "");
    socket_.connect(device.event_endpoint);
  }
  std::string hears_until(std::int64_t seq) {
    std::string all;
    while (true) {
      zmq::message_t topic;
      zmq::message_t text;
      REQUIRE(socket_.recv(topic).has_value());
      REQUIRE(socket_.recv(text).has_value());
      all += text.to_string();
      if (topic.to_string_view() != protocol::topic_heartbeat) continue;
      const auto heartbeat = protocol::read_heartbeat(text.to_string_view());
      if (heartbeat && heartbeat->seq >= seq) return all;
    }
  }

 private:
  zmq::context_t context_;
  zmq::socket_t socket_;
};

/// Ana at desk-1, who serves the first visit to its end with a follow-up.
struct Desk {
  Lab lab;
  link::DeviceFile file = lab.enroll("desk-1", Role::counter);
  PlainClient client{file};
  int asked = 0;
  Token token;  ///< Of the first ticket.

  protocol::Answer ask(Command command) {
    return client.ask("c" + std::to_string(++asked), std::move(command));
  }
  protocol::Answer ask(protocol::Query query) {
    return client.ask("q" + std::to_string(++asked), std::move(query));
  }
  void sign_in() {
    lab.add_clerk("ana", "4711");
    REQUIRE(ask(protocol::Query(protocol::SignIn{ClerkId{"ana"}, "4711"})).ok());
  }
  void begin() {
    sign_in();
    REQUIRE(ask(Command(OpenCounter{CounterId{"c2"}})).ok());
    IssueTicket ticket = issue("passport");
    ticket.channel = Channel::welcome_desk;
    const auto issued = ask(Command(ticket));
    REQUIRE(issued.ok());
    token = std::get<TicketIssued>(issued.events.front().body).token;
    REQUIRE(ask(Command(CallNext{CounterId{"c2"}})).ok());
    REQUIRE(ask(Command(Serve{CounterId{"c2"}, first})).ok());
  }
  void finish() {
    const NeedResult result{NeedId{1}, Outcome::follow_up, {}, {}};
    REQUIRE(ask(Command(Finish{CounterId{"c2"}, first, {result}})).ok());
  }
};

}  // namespace

TEST_CASE("private: a note and a contact are told to clerks and nothing of it is anywhere else") {
  Desk desk;
  const TempFolder outside;
  const auto log_file = outside.path() / "server.log";
  auto logger = spdlog::basic_logger_mt("private-test", log_file.string());
  logger->set_level(spdlog::level::trace);
  logger->flush_on(spdlog::level::trace);
  const auto usual = spdlog::default_logger();
  spdlog::set_default_logger(logger);
  const link::DeviceFile follower_file = desk.lab.enroll("city", Role::follower);
  const link::DeviceFile kiosk_file = desk.lab.enroll("kiosk-1", Role::kiosk);
  Listener listener(desk.lab.enroll("wall", Role::display));

  desk.begin();
  CHECK(desk.ask(protocol::Query(SetNote{first, note_marker})).ok());
  CHECK(desk.ask(protocol::Query(SetContact{first, true, phone_marker, email_marker})).ok());
  // What is wrong is refused, and not said again.
  const auto refused = desk.ask(protocol::Query(SetContact{first, true, note_marker, ""}));
  CHECK_EQ(code_of(refused), "malformed");
  CHECK_FALSE(has_marker(protocol::write_answer(refused)));
  const auto malformed = desk.client.ask_text(
      R"({"v":1,"id":"x","command":"set_note","body":{"visit":")" + note_marker + R"("}})");
  CHECK_FALSE(has_marker(malformed.value()));
  desk.finish();

  const auto kept = desk.ask(protocol::Query(GetPrivateRecord{first}));
  CHECK(kept.private_record == protocol::PrivateRecord{note_marker, phone_marker, email_marker});
  PlainClient follower(follower_file);
  CHECK(follower.ask("f1", protocol::Query(GetPrivateRecord{first})).private_record ==
        protocol::PrivateRecord{"", phone_marker, email_marker});
  PlainClient kiosk(kiosk_file);
  CHECK_EQ(code_of(kiosk.ask("k1", protocol::Query(GetPrivateRecord{first}))), "not_allowed");

  // Everything that leaves: what is published, the snapshot, events, the log.
  std::string left = listener.hears_until(kept.seq);
  const auto snapshot = kiosk.ask_text(R"({"v":1,"id":"k2","command":"snapshot","body":{}})");
  const auto events = kiosk.ask_text(R"({"v":1,"id":"k3","command":"events","body":{"after":0}})");
  left += snapshot.value() + events.value() + bytes_of(log_file);
  CHECK(left.find("follow_up_opened") != std::string::npos);
  CHECK(left.find("sign-in at desk-1") != std::string::npos);
  CHECK_FALSE(has_marker(left));

  // Every file, while the server runs and after it; a copy of the journal as administrators make
  // it.
  const auto copy = outside.path() / "copy.sqlite";
  back_up(desk.lab.folder().journal(), copy);
  CHECK(bytes_of(copy).find("follow_up_opened") != std::string::npos);
  CHECK_FALSE(has_marker(bytes_of(copy)));
  const auto check_files = [&desk] {
    int searched = 0;
    bool is_kept = false;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(desk.lab.folder().path)) {
      if (!entry.is_regular_file()) continue;
      const bool own = entry.path().filename().string().starts_with("private.sqlite");
      const bool found = has_marker(bytes_of(entry.path()));
      is_kept = is_kept || (own && found);
      INFO(entry.path().string());
      CHECK((own || !found));
      ++searched;
    }
    CHECK(is_kept);  // The search finds what is there.
    CHECK_GE(searched, 4);
  };
  check_files();
  desk.lab.stop();
  check_files();
  const auto mode = std::filesystem::status(desk.lab.folder().private_records()).permissions();
  CHECK(mode == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  spdlog::set_default_logger(usual);
  spdlog::drop("private-test");
}

TEST_CASE("feedback: the phone finds its visit and its comment is for supervisors alone") {
  Desk desk;
  PlainClient phone(desk.lab.enroll("phone", Role::web));
  desk.begin();
  const auto snapshot_of = [&phone](const std::string& id) {
    return *phone.ask_text(R"({"v":1,"id":")" + id + R"(","command":"snapshot","body":{}})");
  };
  // Its token is told to the device that issued it alone.
  const Token token = desk.token;
  const auto found = phone.ask("w1", protocol::Query(protocol::FindVisit{token}));
  REQUIRE(found.found_visit.has_value());
  CHECK(found.found_visit->visit == first);
  const auto none =
      phone.ask("w2", protocol::Query(protocol::FindVisit{Token{std::string(32, '0')}}));
  REQUIRE(none.found_visit.has_value());
  CHECK_FALSE(none.found_visit->visit.has_value());

  const protocol::SetComment comment{first, token, note_marker};
  CHECK_EQ(code_of(phone.ask("w3", protocol::Query(comment))), "unknown_visit");
  const NeedResult result{NeedId{1}, Outcome::resolved, {}, {}};
  REQUIRE(desk.ask(Command(Finish{CounterId{"c2"}, first, {result}})).ok());
  CHECK_EQ(code_of(phone.ask("w4", protocol::Query(protocol::SetComment{first, {}, "a"}))),
           "not_your_visit");
  CHECK(phone.ask("w5", protocol::Query(comment)).ok());
  const GiveFeedback feedback{first, token, Rating{.satisfaction = 2}};
  CHECK(phone.ask("w6", Command(feedback)).ok());
  CHECK(phone.ask("w6", Command(feedback)).ok());  // The same request again: the same answer.
  CHECK_EQ(code_of(phone.ask("w7", Command(feedback))), "feedback_given");
  const std::string snapshot = snapshot_of("w8");
  CHECK(snapshot.find(R"("satisfaction":2)") != std::string::npos);
  CHECK_EQ(snapshot.find(token.value), std::string::npos);
  CHECK_FALSE(has_marker(snapshot));
  CHECK_FALSE(has_marker(bytes_of(desk.lab.folder().journal())));

  CHECK_EQ(code_of(desk.ask(protocol::Query(GetPrivateRecord{first}))), "unknown_visit");
  desk.lab.add_clerk("sue", "4712", {Right::supervise});
  REQUIRE(desk.ask(protocol::Query(protocol::SignIn{ClerkId{"sue"}, "4712"})).ok());
  const auto record = desk.ask(protocol::Query(GetPrivateRecord{first}));
  REQUIRE(record.private_record.has_value());
  CHECK_EQ(record.private_record->comment, note_marker);
}

TEST_CASE("private: what was said in words is deleted with the rest and older files get it") {
  const TempFolder folder;
  const auto file = folder.path() / "private.sqlite";
  {
    PrivateStore store(file, std::chrono::days(2));
    store.set_comment(first, note_marker, from_ms(0));
    CHECK_EQ(store.find(first).comment, note_marker);
    store.set_note(first, "a", from_ms(0));
    store.set_note(first, "", from_ms(0));
    CHECK_EQ(store.find(first).comment, note_marker);
    CHECK_EQ(store.forget_old(from_ms(0) + std::chrono::hours(47)), 0);
    CHECK_EQ(store.forget_old(from_ms(0) + std::chrono::hours(48)), 1);
    CHECK(store.find(first) == PrivateRecord{});
  }
  CHECK_FALSE(has_marker(bytes_of(file)));
  { storage::Database(file, storage::OpenMode::read_write).run("DROP TABLE comment"); }
  PrivateStore older(file, std::chrono::days(2));
  older.set_comment(first, "b", from_ms(0));
  CHECK_EQ(older.find(first).comment, "b");
}

TEST_CASE("follow-ups: who has the token of the ticket is told what goes on and nobody else") {
  Desk desk;
  PlainClient web(desk.lab.enroll("phone", Role::web));
  desk.sign_in();
  REQUIRE(desk.ask(Command(OpenCounter{CounterId{"c2"}})).ok());
  IssueTicket ticket = issue("passport");
  ticket.channel = Channel::welcome_desk;
  const auto issued = desk.ask(Command(ticket));
  REQUIRE(issued.ok());
  const Token token = std::get<TicketIssued>(issued.events.front().body).token;
  const auto follows = [&web](const std::string& id, const Token& with) {
    const auto answer = web.ask(id, protocol::Query(protocol::GetFollowUps{with}));
    REQUIRE(answer.follow_ups.has_value());
    CHECK_EQ(protocol::write_answer(answer).find("token"), std::string::npos);
    return *answer.follow_ups;
  };
  REQUIRE(desk.ask(Command(CallNext{CounterId{"c2"}})).ok());
  REQUIRE(desk.ask(Command(Serve{CounterId{"c2"}, first})).ok());
  CHECK(follows("w1", token).empty());
  const NeedResult result{NeedId{1}, Outcome::follow_up, {}, {}};
  const auto finished = desk.ask(Command(Finish{CounterId{"c2"}, first, {result}}));
  REQUIRE(finished.ok());
  CHECK_EQ(protocol::write_answer(finished).find(token.value), std::string::npos);
  desk.lab.stop();
  desk.lab.start();
  REQUIRE(desk.ask(Command(AdvanceFollowUp{"F1-1", FollowUpStatus::in_progress})).ok());
  const auto mine = follows("w2", token);
  REQUIRE_EQ(mine.size(), 1);
  CHECK(mine.front().status == FollowUpStatus::in_progress);
  CHECK_EQ(mine.front().milestones.size(), 1);
  CHECK(follows("w3", Token{std::string(32, '0')}).empty());
  const auto snapshot = web.ask_text(R"({"v":1,"id":"w4","command":"snapshot","body":{}})");
  CHECK(snapshot->find("F1-1") != std::string::npos);
  CHECK_EQ(snapshot->find(token.value), std::string::npos);
}

TEST_CASE("private: nobody asks without a clerk and about nobody who is not here") {
  Desk desk;
  CHECK_EQ(code_of(desk.ask(protocol::Query(GetPrivateRecord{first}))), "not_signed_in");
  CHECK_EQ(code_of(desk.ask(protocol::Query(SetNote{first, "a"}))), "not_signed_in");
  desk.begin();
  CHECK_EQ(code_of(desk.ask(protocol::Query(SetNote{VisitId{2}, "a"}))), "unknown_visit");
  const auto no = [&desk](bool consent, std::string phone, std::string email) {
    const auto answer =
        desk.ask(protocol::Query(SetContact{first, consent, std::move(phone), std::move(email)}));
    return answer.refusal ? answer.refusal->field : "ok";
  };
  CHECK_EQ(no(false, "905-555-0187", ""), "consent");
  CHECK_EQ(no(true, "", ""), "consent");
  CHECK_EQ(no(true, "call me", ""), "phone");
  CHECK_EQ(no(true, "", "ann"), "email");
  CHECK_EQ(no(true, "", "ann@a@b"), "email");
  CHECK_EQ(no(true, "", "ann@b\r\nBcc: x"), "email");
  CHECK_EQ(no(true, "+1 (905) 555-0187 x12", "ann@b.example"), "ok");
  CHECK_EQ(no(false, "", ""), "ok");
  CHECK(desk.ask(protocol::Query(GetPrivateRecord{first})).private_record ==
        protocol::PrivateRecord{});
}

TEST_CASE("private: it outlives a server that is killed between two days and the visit") {
  Desk desk;
  desk.begin();
  CHECK(desk.ask(protocol::Query(SetNote{first, note_marker})).ok());
  desk.finish();
  desk.lab.stop();
  desk.lab.start();
  // The follow-up goes on, so whoever works on it reads the note.
  CHECK(desk.ask(protocol::Query(GetPrivateRecord{first})).private_record->note == note_marker);
}

TEST_CASE("private store: what is replaced or deleted is not in the file any more") {
  const TempFolder folder;
  const auto file = folder.path() / "private.sqlite";
  PrivateStore store(file, std::chrono::days(30));
  const auto anywhere = [&folder] {
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
      if (has_marker(bytes_of(entry.path()))) return true;
    }
    return false;
  };
  store.set_note(first, note_marker, morning);
  CHECK(anywhere());
  store.set_note(first, "another", morning);
  CHECK_FALSE(anywhere());
  store.set_contact(first, phone_marker, email_marker, morning);
  CHECK(store.find(first) == PrivateRecord{"another", phone_marker, email_marker, morning});
  store.forget_contact(first, morning);
  CHECK_FALSE(anywhere());
  CHECK(store.find(first) == PrivateRecord{"another", "", "", std::nullopt});
  store.set_note(first, "", morning);
  CHECK(store.find(first) == PrivateRecord{});
}

TEST_CASE("private store: it is deleted when the site says and not before") {
  const TempFolder folder;
  const auto file = folder.path() / "private.sqlite";
  PrivateStore store(file, std::chrono::days(30));
  store.set_note(VisitId{1}, note_marker, morning);
  store.set_note(VisitId{2}, "later", morning + std::chrono::days(1));
  CHECK_EQ(store.forget_old(morning + std::chrono::days(30) - Milliseconds(1)), 0);
  CHECK_EQ(store.forget_old(morning + std::chrono::days(30)), 1);
  CHECK(store.find(VisitId{1}) == PrivateRecord{});
  CHECK_EQ(store.find(VisitId{2}).note, "later");
  CHECK_FALSE(has_marker(bytes_of(file)));
  CHECK_FALSE(has_marker(bytes_of(folder.path() / "private.sqlite-wal")));
}

}  // namespace foyer::test
