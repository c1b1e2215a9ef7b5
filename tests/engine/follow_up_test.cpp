// What goes on after the visit, from the counter to the day on which it is done.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/engine/lobby.h"

namespace foyer::test {
namespace {

constexpr std::string_view morning = R"(
  08:00 open_day
  08:00 open_counter c2 ana
  08:01 issue passport -> A001
  08:02 call_next c2   -> A001
  08:03 serve c2 A001
)";

const FollowUp& follow_up(const Lobby& lobby, const std::string& reference) {
  const auto found = lobby.state().follow_ups.find(reference);
  REQUIRE(found != lobby.state().follow_ups.end());
  return found->second;
}

const DayOpened& last_opening(const Lobby& lobby) {
  const auto& journal = lobby.journal();
  const auto found = std::find_if(journal.rbegin(), journal.rend(), [](const Event& event) {
    return std::holds_alternative<DayOpened>(event.body);
  });
  REQUIRE(found != journal.rend());
  return std::get<DayOpened>(found->body);
}

}  // namespace

TEST_CASE("follow-up: a need that ends so opens one under its reference") {
  Lobby lobby;
  lobby.plays(morning);
  const Token token = lobby.visit("A001").token;
  lobby.plays("08:10 finish c2 A001 follow_up -> follow_up_opened F1-1 need_finished F1-1");
  const FollowUp& opened = follow_up(lobby, "F1-1");
  CHECK_EQ(opened.service.value, "passport");
  CHECK_EQ(opened.department.value, "clerks-office");
  CHECK(opened.clerk.empty());
  CHECK(opened.status == FollowUpStatus::opened);
  CHECK(opened.token == token);
  CHECK(opened.opened_at == Lobby::at("08:10"));
  CHECK(opened.due_at == Lobby::at("08:10") + std::chrono::hours(5 * 24));
  lobby.plays("A001 is gone");
}

TEST_CASE("follow-up: it is due at closing time of an open day by its service or the site") {
  const std::vector<Instant> closings{Lobby::at("40:30"), Lobby::at("112:30"), Lobby::at("136:30")};
  const auto due_with = [&closings](int of_service, int of_site) {
    Lobby lobby;
    for (Service& service : lobby.site().services) service.follow_up_days = of_service;
    lobby.site().rules.follow_up_days = of_site;
    lobby.plays(morning);
    Context context;
    context.now = Lobby::at("08:10");
    context.actor = {DeviceId{"device"}, ClerkId{"ana"}};
    context.coming_closings = &closings;
    Finish finish{CounterId{"c2"}, VisitId{1}, {NeedResult{NeedId{1}, Outcome::follow_up, {}, {}}}};
    const auto events = decide(lobby.site(), lobby.state(), Command(finish), context);
    REQUIRE(events.has_value());
    return std::get<FollowUpOpened>(events->front()).due_at;
  };
  CHECK(due_with(0, 2) == Lobby::at("112:30"));
  CHECK(due_with(3, 2) == Lobby::at("136:30"));
  // The calendar is not known so far ahead: every day counts.
  CHECK(due_with(0, 4) == Lobby::at("08:10") + std::chrono::hours(4 * 24));
}

TEST_CASE("follow-up: milestones say when and by whom and the newest are kept") {
  Lobby lobby;
  lobby.plays(morning);
  lobby.plays(R"(
    08:10 finish c2 A001 follow_up
    08:20 advance F1-1 accepted by eve -> follow_up_advanced F1-1 accepted
    08:30 advance F1-1 opened by eve   -> malformed status
    08:30 assign F1-1 parks -          -> follow_up_assigned F1-1 parks
    08:31 assign F1-1 - eve            -> follow_up_assigned eve F1-1 parks
    08:32 assign F1-1 - eve            -> follow_up_unchanged
    08:33 assign F1-1 moon -           -> unknown_department department
    08:34 assign F1-1 - -              -> malformed department
    08:35 advance F1-2 done            -> unknown_follow_up reference
  )");
  CHECK(follow_up(lobby, "F1-1").milestones ==
        std::vector<Milestone>{{FollowUpStatus::accepted, Lobby::at("08:20"), ClerkId{"eve"}}});
  CHECK_EQ(follow_up(lobby, "F1-1").clerk.value, "eve");
  lobby.plays("08:36 assign F1-1 clerks-office -");
  CHECK(follow_up(lobby, "F1-1").clerk.empty());
  for (int i = 0; i < 10; ++i) {
    lobby.plays("08:40 advance F1-1 in_progress \n 08:40 advance F1-1 waiting_for_resident");
  }
  CHECK_EQ(follow_up(lobby, "F1-1").milestones.size(), milestones_max);
  CHECK(follow_up(lobby, "F1-1").milestones.back().status == FollowUpStatus::waiting_for_resident);
}

TEST_CASE("follow-up: it goes on at night and over days and ends with the day it was done on") {
  Lobby lobby;
  lobby.plays(morning);
  lobby.plays(R"(
    08:05 add_need A001 property-tax
    08:10 finish c2 A001 follow_up -> F1-1 F1-2
    17:00 tick
    20:00 advance F1-2 done        -> follow_up_advanced F1-2 done
    20:01 advance F1-2 in_progress -> follow_up_advanced
    20:02 advance F1-2 done
    31:00 open_day 32:00 40:00 41:00
  )");
  const FollowUp before = follow_up(lobby, "F1-1");
  CHECK(last_opening(lobby).follow_ups == std::vector<FollowUp>{before});
  lobby.plays("32:10 advance F1-2 in_progress -> unknown_follow_up reference");
  lobby.plays("32:11 advance F1-1 cancelled");
  lobby.plays("41:00 tick \n 55:00 open_day 56:00 64:00 65:00");
  CHECK(last_opening(lobby).follow_ups.empty());
  CHECK(lobby.state().follow_ups.empty());
}

TEST_CASE("follow-up: a service that has left the files still gets one") {
  Lobby lobby;
  lobby.plays(morning);
  std::erase_if(lobby.site().services, [](const Service& s) { return s.id.value == "passport"; });
  lobby.plays("08:10 finish c2 A001 follow_up -> follow_up_opened F1-1");
  CHECK(follow_up(lobby, "F1-1").department.empty());
  CHECK(is_overdue(follow_up(lobby, "F1-1"), Lobby::at("08:10") + std::chrono::days(6)));
  CHECK_FALSE(is_overdue(follow_up(lobby, "F1-1"), Lobby::at("08:10") + std::chrono::days(4)));
}

}  // namespace foyer::test
