// What is written is read as the same again.
#include <doctest/doctest.h>

#include "tests/protocol/messages.h"

namespace foyer::protocol::test {
namespace {

using foyer::test::RandomSource;
using foyer::test::seed_of_run;

bool same(const Answer& a, const Answer& b) {
  return a.id == b.id && a.seq == b.seq && a.refusal == b.refusal && a.events == b.events &&
         a.snapshot == b.snapshot && a.session == b.session;
}

void check_requests(Filler& filler) {
  for (const Request& request : every_request(filler)) {
    const std::string text = write_request(request);
    INFO("text: ", text);
    const auto read = read_request(text);
    REQUIRE_MESSAGE(read, read.error().field, " ", read.error().text);
    CHECK(*read == request);
    CHECK_EQ(request_id_of(text), request.id);
  }
}

void check_events(Filler& filler) {
  for (const Event& event : every_event(filler)) {
    const std::string text = write_event(event);
    INFO("text: ", text);
    const auto read = read_event(text);
    REQUIRE_MESSAGE(read, read.error().field, " ", read.error().text);
    CHECK(*read == event);
    const auto body = read_event_body(kind_of(event.body), write_event_body(event.body));
    REQUIRE(body);
    CHECK(*body == event.body);
  }
}

void check_answers(Filler& filler) {
  for (const Answer& answer : every_answer(filler)) {
    const std::string text = write_answer(answer);
    INFO("text: ", text);
    const auto read = read_answer(text);
    REQUIRE_MESSAGE(read, read.error().field, " ", read.error().text);
    CHECK(same(*read, answer));
  }
}

void check_published(Filler& filler) {
  const auto waits = filler.make<Waits>();
  const auto read_again = read_waits(write_waits(waits));
  REQUIRE(read_again);
  CHECK(*read_again == waits);
  const auto advised = some_advice(filler);
  const auto advised_again = read_advice(write_advice(advised));
  REQUIRE(advised_again);
  CHECK(*advised_again == advised);
  const auto devices = filler.make<DeviceReport>();
  const auto devices_again = read_devices(write_devices(devices));
  REQUIRE(devices_again);
  CHECK(*devices_again == devices);
  const auto heartbeat = filler.make<Heartbeat>();
  const auto beat_again = read_heartbeat(write_heartbeat(heartbeat));
  REQUIRE(beat_again);
  CHECK(*beat_again == heartbeat);
}

// How many members a struct has, so that one left out of its list is found.
struct Anything {
  template <class T>
  requires(!requires(T t) { t.has_value(); }) operator T() const;  // NOLINT: means to convert.
};

template <class T, std::size_t... I>
constexpr bool has_members(std::index_sequence<I...>) {
  return requires {
    T{(static_cast<void>(I), Anything{})...};
  };
}

template <class T, std::size_t n = 32>
constexpr std::size_t member_count() {
  if constexpr (n == 0 || has_members<T>(std::make_index_sequence<n>())) {
    return n;
  } else {
    return member_count<T, n - 1>();
  }
}

struct CountMembers {
  std::size_t count = 0;
  void operator()(std::string_view, auto&&...) { ++count; }
};

template <class T>
void check_list_is_whole() {
  CountMembers counter;
  T value{};
  fields(counter, value);
  INFO("of ", typeid(T).name());
  CHECK_EQ(counter.count, member_count<T>());
}

}  // namespace

TEST_CASE("round trip: every message with every optional member") {
  RandomSource random(1);
  Filler filler(random, Filling::full);
  check_requests(filler);
  check_events(filler);
  check_answers(filler);
  check_published(filler);
}

TEST_CASE("round trip: every message with no optional member") {
  RandomSource random(2);
  Filler filler(random, Filling::bare);
  check_requests(filler);
  check_events(filler);
  check_answers(filler);
  check_published(filler);
}

TEST_CASE("round trip: many messages at random") {
  const std::uint64_t seed = seed_of_run();
  MESSAGE("FOYER_SEED=", seed);
  RandomSource random(seed);
  Filler filler(random, Filling::random);
  for (int i = 0; i < 100; ++i) {
    check_requests(filler);
    check_events(filler);
    check_answers(filler);
    check_published(filler);
  }
}

TEST_CASE("lists: name every member of every struct") {
  const auto check = []<class T>(std::type_identity<T>) { check_list_is_whole<T>(); };
  for_each_alternative<Command>(check);
  for_each_alternative<Query>(check);
  for_each_alternative<EventBody>(check);
  check_list_is_whole<Delivered>();
  check_list_is_whole<NeedResult>();
  check_list_is_whole<Wait>();
  check_list_is_whole<NewNeed>();
  check_list_is_whole<Actor>();
  check_list_is_whole<Need>();
  check_list_is_whole<Visit>();
  check_list_is_whole<Counter>();
  check_list_is_whole<Day>();
  check_list_is_whole<RecentCall>();
  check_list_is_whole<DayTotals>();
  check_list_is_whole<State>();
  check_list_is_whole<Refusal>();
  check_list_is_whole<Session>();
  check_list_is_whole<Snapshot>();
  check_list_is_whole<ServiceWait>();
  check_list_is_whole<VisitWait>();
  check_list_is_whole<Waits>();
  check_list_is_whole<Step>();
  check_list_is_whole<Gain>();
  check_list_is_whole<Advice>();
  check_list_is_whole<Advised>();
  check_list_is_whole<DeviceTrouble>();
  check_list_is_whole<DeviceReport>();
  check_list_is_whole<Heartbeat>();
}

TEST_CASE("waits: out of their order or twice the same are refused by name") {
  const Wait wait{WaitStatus::known, 60, 120};
  const ServiceWait tax{ServiceId{"tax"}, wait, wait};
  const ServiceWait dog{ServiceId{"dog"}, wait, wait};
  const VisitWait one{VisitId{1}, 0, wait};
  const VisitWait two{VisitId{2}, 1, wait};
  const auto field = [](const Waits& waits) {
    const auto read = read_waits(write_waits(waits));
    return read ? std::string("ok") : read.error().field;
  };
  CHECK_EQ(field({from_ms(1), 1, {dog, tax}, {one, two}}), "ok");
  CHECK_EQ(field({from_ms(1), 1, {tax, dog}, {one, two}}), "services");
  CHECK_EQ(field({from_ms(1), 1, {dog, dog}, {}}), "services");
  CHECK_EQ(field({from_ms(1), 1, {}, {two, one}}), "visits");
  CHECK_EQ(field({from_ms(1), 1, {}, {one, one}}), "visits");
}

TEST_CASE("advice: it is there or the reason why not and nothing in it makes anything worse") {
  Advice advice{{Action::open_counter, CounterId{"c4"}, {SkillId{"tax"}}}, {7, 0, 5040, 38000}};
  const auto field = [](const Advised& advised) {
    const auto read = read_advice(write_advice(advised));
    return read ? std::string("ok") : read.error().field;
  };
  CHECK_EQ(field({from_ms(1), 1, advice, {}}), "ok");
  CHECK_EQ(field({from_ms(1), 1, {}, NoAdvice::nobody_waiting}), "ok");
  CHECK_EQ(field({from_ms(1), 1, advice, NoAdvice::nobody_waiting}), "reason");
  CHECK_EQ(field({from_ms(1), 1, {}, {}}), "reason");
  advice.gain.saved_s = -1;
  CHECK_EQ(field({from_ms(1), 1, advice, {}}), "advice.gain.saved_s");
  advice.gain.saved_s = 1;
  advice.step.skills.clear();
  CHECK_EQ(field({from_ms(1), 1, advice, {}}), "advice.step.skills");
}

TEST_CASE("round trip: commands and queries and events have words of their own") {
  std::vector<std::string_view> words;
  for_each_alternative<Command>(
      [&]<class T>(std::type_identity<T>) { words.push_back(wire_word<T>()); });
  for_each_alternative<Query>(
      [&]<class T>(std::type_identity<T>) { words.push_back(wire_word<T>()); });
  std::sort(words.begin(), words.end());
  CHECK(std::adjacent_find(words.begin(), words.end()) == words.end());
  CHECK_EQ(words.front(), "add_need");
  CHECK_EQ(wire_word<Transfer>(), "transfer");
  CHECK_EQ(wire_word<NeedTransferred>(), "need_transferred");
}

TEST_CASE("written: a request is one line of JSON as the specification shows it") {
  CHECK_EQ(write_request({"k.1", Command(CallNext{CounterId{"c2"}})}),
           R"({"v":1,"id":"k.1","command":"call_next","body":{"counter":"c2"}})");
  CHECK_EQ(write_request({"k.2", Query(GetSnapshot{})}),
           R"({"v":1,"id":"k.2","command":"snapshot","body":{}})");
  CHECK_EQ(write_request({"k.3", Query(GetEvents{17})}),
           R"({"v":1,"id":"k.3","command":"events","body":{"after":17}})");
}

TEST_CASE("written: an event names seq and time and actor and kind") {
  const Event event{7, from_ms(1795000000123), Actor{DeviceId{"desk-1"}, ClerkId{"ana"}},
                    VisitCalled{VisitId{3},
                                CounterId{"c2"},
                                {NeedId{1}},
                                Rule::earliest_due,
                                VisitId{9},
                                from_ms(1795000180123)}};
  CHECK_EQ(write_event(event),
           R"({"v":1,"seq":7,"at_ms":1795000000123,"actor":{"device":"desk-1","clerk":"ana"},)"
           R"("kind":"visit_called","body":{"visit":3,"counter":"c2","needs":[1],)"
           R"("rule":"earliest_due","runner_up":9,"expires_at_ms":1795000180123}})");
}

TEST_CASE("written: an answer of events is the same from events and from their texts") {
  Answer answer;
  answer.id = "x.1";
  answer.seq = 12;
  RandomSource random(3);
  Filler filler(random, Filling::full);
  answer.events = every_event(filler);
  std::vector<std::string> texts;
  for (const Event& event : answer.events) texts.push_back(write_event(event));
  CHECK_EQ(write_events_answer("x.1", 12, texts), write_answer(answer));
  const auto none = read_answer(write_events_answer("x.2", 12, {}));
  REQUIRE(none);
  CHECK(none->events.empty());
}

TEST_CASE("written: text is escaped") {
  const auto written = [](const std::string& text) {
    Answer answer;
    answer.refusal = Refusal{RefusalCode::malformed, text, {}};
    return write_answer(answer);
  };
  const auto has = [](const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
  };
  CHECK(has(written("a \"b\" \\ c"), R"(a \"b\" \\ c)"));
  CHECK(has(written("only \"quotes\""), R"(only \"quotes\")"));
  CHECK(has(written("only \\"), R"(only \\)"));
  CHECK(has(written("\n\t\x01"), R"(\n\t\u0001)"));
  CHECK(has(written("Müller 中 🎫"), "Müller 中 🎫"));
  // What is not UTF-8 must not make the whole message unreadable.
  const auto read = read_answer(written("bad \xff\xc3 end"));
  REQUIRE(read);
  CHECK_EQ(read->refusal->text, "bad \uFFFD\uFFFD end");
}

TEST_CASE("redacted: takes the token and nothing else") {
  RandomSource random(4);
  Filler filler(random, Filling::full);
  for (Event event : every_event(filler)) {
    const Event shown = redacted(event);
    if (auto* issued = std::get_if<TicketIssued>(&event.body)) {
      CHECK_FALSE(issued->token.value.empty());
      issued->token = Token{};
      CHECK_EQ(write_event(shown).find("token"), std::string::npos);
    }
    if (auto* opened = std::get_if<DayOpened>(&event.body)) {
      REQUIRE_FALSE(opened->follow_ups.empty());
      for (FollowUp& follow_up : opened->follow_ups) follow_up.token = Token{};
      CHECK_EQ(write_event(shown).find("token"), std::string::npos);
    }
    CHECK(shown == event);
  }
}

}  // namespace foyer::protocol::test
