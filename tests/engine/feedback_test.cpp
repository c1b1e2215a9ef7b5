// What people say of a visit that is over: who may, once, and for how long.
#include <doctest/doctest.h>

#include "tests/engine/lobby.h"

namespace foyer::test {
namespace {

constexpr std::string_view served = R"(
  08:00 open_day
  08:00 open_counter c2 ana
  08:01 issue passport -> A001
  08:02 call_next c2   -> A001
  08:03 serve c2 A001
)";

Lobby after(std::string_view more) {
  Lobby lobby;
  lobby.plays(served);
  lobby.plays(more);
  return lobby;
}

}  // namespace

TEST_CASE("feedback: who has the ticket's token says once how it was") {
  Lobby lobby = after(R"(
    08:10 finish c2 A001 resolved
    08:11 feedback A001 token=own satisfaction=4 recommendation=10
    08:12 feedback A001 token=own satisfaction=1 -> feedback_given visit
  )");
  const Departed* departed = find_departed(lobby.state(), VisitId{1});
  REQUIRE(departed != nullptr);
  CHECK(departed->rating == Rating{4, std::nullopt, 10});
  CHECK(departed->counter == CounterId{"c2"});
  CHECK(departed->clerk == ClerkId{"ana"});
}

TEST_CASE("feedback: not before the visit is over and not of who was never served") {
  after(R"(
    08:04 feedback A001 satisfaction=4 -> unknown_visit visit
    08:05 issue passport -> A002
    08:06 leave A002
    08:07 feedback A002 satisfaction=4 -> unknown_visit visit
  )");
}

TEST_CASE("feedback: not with another token and not without one") {
  after(R"(
    08:10 finish c2 A001 resolved
    08:11 feedback A001 satisfaction=4 -> not_your_visit token
    08:11 feedback A001 token=0123456789abcdef0123456789abcdef satisfaction=4 -> not_your_visit token
  )");
}

TEST_CASE("feedback: the display in front of the customer needs no token and others do") {
  Lobby lobby;
  for (CounterPlace& place : lobby.site().counters) {
    if (place.id == CounterId{"c2"}) place.customer_display = DeviceId{"customer-2"};
  }
  lobby.plays(served);
  lobby.plays("08:10 finish c2 A001 resolved");
  const GiveFeedback command{VisitId{1}, {}, Rating{.satisfaction = 5}};
  const auto by = [&](const std::string& device) {
    Context context;
    context.now = Lobby::at("08:11");
    context.actor.device = DeviceId{device};
    return decide(lobby.site(), lobby.state(), command, context);
  };
  CHECK(by("customer-2").has_value());
  CHECK(by("customer-3").error().code == RefusalCode::not_your_visit);
  CHECK(by("").error().code == RefusalCode::not_your_visit);
}

TEST_CASE("feedback: something must be said") {
  after(R"(
    08:10 finish c2 A001 resolved
    08:11 feedback A001 token=own -> malformed rating
  )");
}

TEST_CASE("feedback: as long as the site says and also when the day is closed") {
  Lobby lobby = after(R"(
    08:10 finish c2 A001 resolved
    08:11 close_day
    20:10 feedback A001 token=own effort=2
  )");
  CHECK(find_departed(lobby.state(), VisitId{1})->rating == Rating{std::nullopt, 2, std::nullopt});
  after(R"(
    08:10 finish c2 A001 resolved
    08:11 close_day
    20:11 feedback A001 token=own effort=2 -> too_late visit
  )");
}

TEST_CASE("feedback: who is undone is not over and what was spoken of is not undone") {
  Lobby lobby = after(R"(
    08:10:00 finish c2 A001 resolved
    08:10:02 undo c2 A001
    08:10:03 feedback A001 satisfaction=4 -> unknown_visit visit
    08:11:00 finish c2 A001 resolved
    08:11:02 feedback A001 token=own satisfaction=4
    08:11:03 undo c2 A001 -> nothing_to_undo
  )");
  CHECK_EQ(lobby.state().departed.size(), 1);
}

TEST_CASE("feedback: who was turned away at the day's end was not served") {
  Lobby lobby = after("08:10 close_day");
  CHECK(lobby.state().departed.empty());
}

}  // namespace foyer::test
