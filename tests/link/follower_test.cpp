#include <doctest/doctest.h>

#include "link/follower.h"

namespace foyer::test {
namespace {

using link::Follower;
using link::Update;

Event event(std::int64_t seq) {
  return {seq, {}, {}, CounterClosed{{"c1"}}};
}

protocol::Answer snapshot(std::int64_t seq) {
  protocol::Answer answer;
  answer.seq = seq;
  answer.snapshot = protocol::Snapshot{};
  answer.snapshot->seq = seq;
  return answer;
}

protocol::Answer events(std::int64_t first, std::int64_t last, std::int64_t seq) {
  protocol::Answer answer;
  answer.seq = seq;
  for (std::int64_t i = first; i <= last; ++i) answer.events.push_back(event(i));
  return answer;
}

protocol::Answer refusal(RefusalCode code) {
  protocol::Answer answer;
  answer.refusal = Refusal{code, "", ""};
  return answer;
}

/// A follower and what it handed on: "S5 6 7" is a snapshot of 5, then events 6 and 7.
struct Desk {
  Follower follower;
  std::vector<Update> out;

  std::string handed_on() {
    std::string text;
    for (const Update& update : out) {
      if (!text.empty()) text += ' ';
      if (const auto* s = std::get_if<link::SnapshotArrived>(&update)) {
        text += "S" + std::to_string(s->snapshot.seq);
      } else {
        text += std::to_string(std::get<link::EventArrived>(update).event.seq);
      }
    }
    out.clear();
    return text;
  }
  void publish(std::int64_t seq) { follower.on_event(event(seq), out); }
  void answer(protocol::Answer answer) { follower.on_answer(std::move(answer), out); }
  std::string question() {
    const auto query = follower.next_question();
    if (!query) return "none";
    const auto* after = std::get_if<protocol::GetEvents>(&*query);
    return after == nullptr ? "snapshot" : "events after " + std::to_string(after->after);
  }
};

/// One that has everything up to seq 5.
Desk at_five() {
  Desk desk;
  CHECK(desk.question() == "snapshot");
  desk.answer(snapshot(5));
  CHECK(desk.handed_on() == "S5");
  return desk;
}

}  // namespace

TEST_CASE("follower: events before the snapshot are kept and put behind it") {
  Desk desk;
  CHECK(desk.question() == "snapshot");
  CHECK(desk.question() == "none");
  desk.publish(5);
  desk.publish(6);
  CHECK(desk.handed_on().empty());
  desk.answer(snapshot(5));
  CHECK(desk.handed_on() == "S5 6");
  CHECK(desk.question() == "none");
}

TEST_CASE("follower: an event twice is one event") {
  Desk desk = at_five();
  desk.publish(6);
  desk.publish(6);
  desk.publish(4);
  CHECK(desk.handed_on() == "6");
}

TEST_CASE("follower: a gap is asked for and filled in order") {
  Desk desk = at_five();
  desk.publish(8);
  desk.publish(9);
  CHECK(desk.handed_on().empty());
  CHECK(desk.question() == "events after 5");
  CHECK(desk.question() == "none");
  desk.publish(10);
  desk.answer(events(6, 8, 10));
  CHECK(desk.handed_on() == "6 7 8 9 10");
  CHECK(desk.question() == "none");
}

TEST_CASE("follower: a heartbeat shows what was missed at the end") {
  Desk desk = at_five();
  desk.follower.on_heartbeat(5);
  CHECK(desk.question() == "none");
  desk.follower.on_heartbeat(7);
  CHECK(desk.question() == "events after 5");
  desk.answer(events(6, 6, 7));
  CHECK(desk.handed_on() == "6");
  CHECK(desk.question() == "events after 6");
}

TEST_CASE("follower: a seq that the server does not know leads to a snapshot") {
  Desk desk = at_five();
  desk.follower.on_heartbeat(3);
  CHECK(desk.question() == "events after 5");
  desk.answer(refusal(RefusalCode::seq_unknown));
  CHECK(desk.question() == "snapshot");
  desk.answer(snapshot(3));
  desk.publish(4);
  CHECK(desk.handed_on() == "S3 4");
}

TEST_CASE("follower: what cannot be answered now is asked again at the next heartbeat") {
  Desk desk;
  CHECK(desk.question() == "snapshot");
  desk.answer(refusal(RefusalCode::unavailable));
  CHECK(desk.question() == "none");
  desk.follower.on_heartbeat(5);
  CHECK(desk.question() == "snapshot");
}

TEST_CASE("follower: what waits for a gap is bounded") {
  Desk desk = at_five();
  for (std::int64_t seq = 7; seq < 10000; ++seq) desk.publish(seq);
  CHECK(desk.question() == "events after 5");
  desk.answer(events(6, 1005, 9999));
  CHECK(desk.handed_on().ends_with(" 1005"));
  CHECK(desk.question() == "events after 1005");
  desk.answer(events(1006, 9990, 9999));
  CHECK(desk.handed_on().ends_with(" 9999"));
  CHECK(desk.question() == "none");
}

}  // namespace foyer::test
