// While a visit is served: what is done of it goes along to the next counter, and who was forgotten
// at a counter is asked about and counts in no figure of handling times.
#include <doctest/doctest.h>

#include "engine/forecaster.h"
#include "engine/learner.h"
#include "tests/engine/lobby.h"

namespace foyer::test {
namespace {

/// Ana serves A001 at c2 from 08:03 on, for a passport.
constexpr std::string_view serving = R"(
  08:00 open_day
  08:00 open_counter c2 ana
  08:01 issue passport -> A001
  08:02 call_next c2   -> A001
  08:03 serve c2 A001
)";

/// How long the forecaster takes handling a passport to be after these days.
double learnt_handle_s(const Lobby& lobby) {
  Learner learner(lobby.site());
  State state;
  for (const Event& event : lobby.journal()) {
    learner.before(state, event);
    evolve(state, event);
    learner.after(state, event);
  }
  return learner.experience().handle_s(ServiceId{"passport"});
}

}  // namespace

TEST_CASE("set_steps: what is done goes along to the next counter") {
  Lobby lobby;
  lobby.plays(serving);
  lobby.plays(R"(
    08:03 steps c2 A001 photo,2,id,1,2 -> steps_done A001 c2 id photo 1 2
    08:03 steps c2 A001 id,photo,1,2 -> already_so need
    08:03 steps c2 A001 site-plan -> unknown_item brought[0]
    08:03 steps c2 A001/2 id -> unknown_need need
    08:04 park c2 A001 10
    08:04 steps c2 A001 id -> not_at_counter visit
    08:05 resume A001
    08:05 call_visit c2 A001
    08:05 steps c2 A001 id -> not_serving need
  )");
  const Need& need = lobby.visit("A001").needs.front();
  CHECK(need.brought == std::vector<ItemId>{ItemId{"id"}, ItemId{"photo"}});
  CHECK(need.steps == std::vector<StepId>{StepId{1}, StepId{2}});
  lobby.plays(R"(
    08:06 serve c2 A001
    08:07 steps c2 A001 -> steps_done
  )");
  CHECK(lobby.visit("A001").needs.front().brought.empty());
  CHECK(lobby.visit("A001").needs.front().steps.empty());
}

TEST_CASE("set_steps: another service has other steps") {
  Lobby lobby;
  lobby.plays(serving);
  lobby.plays(R"(
    08:03 steps c2 A001 id,1
    08:04 transfer c2 A001 service dog-licence
  )");
  CHECK(lobby.visit("A001").needs.front().brought.empty());
  CHECK(lobby.visit("A001").needs.front().steps.empty());
}

TEST_CASE("set_steps: undo of a transfer brings them back with the visit") {
  Lobby lobby;
  lobby.plays(serving);
  lobby.plays(R"(
    08:03 steps c2 A001 id,1
    08:04 transfer c2 A001 service dog-licence
    08:04:05 undo c2 A001 -> undone
  )");
  CHECK(lobby.visit("A001").needs.front().brought == std::vector<ItemId>{ItemId{"id"}});
}

TEST_CASE("forgotten: closed after three times the usual it is marked as late") {
  Lobby lobby;
  lobby.site().rules.forgotten_after_least = Seconds{60};
  lobby.plays(serving);
  const Visit visit = lobby.visit("A001");
  const Seconds usual = visit.needs.front().expected;
  const Instant from = Lobby::at("08:03") + 3 * usual;
  CHECK(forgotten_at(lobby.site().rules, visit) == from);
  const Finish finish{CounterId{"c2"}, visit.id, {{NeedId{1}, Outcome::resolved, {}, {}}}};
  Lobby in_time = lobby;
  const auto on_the_second = in_time.tries(from, finish, "ana");
  REQUIRE(on_the_second.has_value());
  CHECK_FALSE(is_closed_late(on_the_second->front()));
  const auto late = lobby.tries(from + Milliseconds{1}, finish, "ana");
  REQUIRE(late.has_value());
  CHECK(std::get<NeedFinished>(late->front()).forgotten_since == from);
}

TEST_CASE("forgotten: never before ten minutes and never where the site does not ask") {
  Lobby lobby;
  lobby.plays(serving);
  Visit visit = lobby.visit("A001");
  visit.needs.front().expected = Seconds{60};
  CHECK(forgotten_at(lobby.site().rules, visit) == Lobby::at("08:13"));
  visit.serving_since.reset();
  CHECK_FALSE(forgotten_at(lobby.site().rules, visit).has_value());
  lobby.site().rules.forgotten_after_factor = 0;
  CHECK_FALSE(forgotten_at(lobby.site().rules, lobby.visit("A001")).has_value());
  lobby.plays("16:00 finish c2 A001 resolved -> need_finished resolved");
  CHECK_FALSE(is_closed_late(lobby.last_events().front()));
}

TEST_CASE("forgotten: still here asks again after as long and such a close is not late") {
  Lobby lobby;
  lobby.plays(serving);
  lobby.plays(R"(
    09:59 still_here c2 A001 -> serving_confirmed A001 c2
    10:05 finish c2 A001 resolved -> need_finished
  )");
  CHECK_FALSE(is_closed_late(lobby.last_events().front()));
  Lobby again;
  again.plays(serving);
  again.plays(R"(
    08:30 still_here c2 A001
    11:00 park c2 A001 10 -> visit_parked A001 late
    11:01 still_here c2 A001 -> not_at_counter visit
    11:02 resume A001
    11:02 call_visit c2 A001
    11:02 still_here c2 A001 -> not_serving visit
    11:03 serve c2 A001
    11:04 finish c2 A001 resolved -> need_finished resolved
  )");
  CHECK_FALSE(is_closed_late(again.last_events().front()));
}

TEST_CASE("forgotten: a referral and a transfer are late too") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport+dog-licence -> A001
    08:02 call_next c2 -> A001
    08:03 serve c2 A001
    12:00 refer c2 A001/1 parks -> need_finished referred late
  )");
  Lobby passed;
  passed.plays(serving);
  passed.plays("12:00 transfer c2 A001 service dog-licence -> need_transferred late");
}

TEST_CASE("forgotten: what was closed late teaches nothing about handling times") {
  Lobby late;
  late.plays(serving);
  Lobby none = late;
  late.plays("12:00 finish c2 A001 resolved -> need_finished resolved late");
  Lobby meant = none;
  meant.plays("11:59 still_here c2 A001");
  meant.plays("12:00 finish c2 A001 resolved -> need_finished resolved");
  CHECK_EQ(learnt_handle_s(late), learnt_handle_s(none));
  CHECK(learnt_handle_s(meant) > learnt_handle_s(none));
}

TEST_CASE("forgotten: the journal played again is the same lobby") {
  Lobby lobby;
  lobby.plays(serving);
  lobby.plays(R"(
    08:03 steps c2 A001 id,1
    09:00 still_here c2 A001
  )");
  State again;
  for (const Event& event : lobby.journal()) evolve(again, event);
  CHECK(again == lobby.state());
  CHECK(again.visits.begin()->second.confirmed_at == Lobby::at("09:00"));
}

}  // namespace foyer::test
