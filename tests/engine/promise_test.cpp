// What a ticket is promised: what the newest waits say, as long as they can be true.
#include <doctest/doctest.h>

#include "tests/engine/lobby.h"

namespace foyer::test {
namespace {

constexpr Wait ten_minutes{WaitStatus::known, 600, 900};
constexpr Wait five_minutes{WaitStatus::known, 300, 450};
constexpr Wait after_closing{WaitStatus::after_closing, 0, 0};
constexpr Wait nobody_there{};

/// c2 is open for everything.
Lobby one_counter() {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
  )");
  return lobby;
}

/// Of services in the order of their ids.
Waits told(std::vector<ServiceWait> services) {
  return {Lobby::at("08:59"), 3, std::move(services), {}};
}

Wait promise(const Lobby& lobby, const Waits* waits, std::vector<ServiceId> services,
             Priority priority = Priority::normal) {
  IssueTicket command;
  command.services = std::move(services);
  command.language = LanguageTag{"en"};
  command.priority = priority;
  Context context;
  context.now = Lobby::at("09:00");
  context.token = Token{"0123456789abcdef0123456789abcdef"};
  context.waits = waits;
  const auto events = decide(lobby.site(), lobby.state(), command, context);
  REQUIRE(events);
  return std::get<TicketIssued>(events->front()).promise;
}

}  // namespace

TEST_CASE("promise: is what the newest waits say and for priority the shorter one") {
  const Lobby lobby = one_counter();
  const Waits waits = told({{{"passport"}, ten_minutes, five_minutes}});
  CHECK(promise(lobby, &waits, {{"passport"}}) == ten_minutes);
  CHECK(promise(lobby, &waits, {{"passport"}}, Priority::priority) == five_minutes);
}

TEST_CASE("promise: of several needs that which can be had soonest") {
  const Lobby lobby = one_counter();
  const Waits waits = told(
      {{{"passport"}, ten_minutes, five_minutes}, {{"property-tax"}, five_minutes, five_minutes}});
  CHECK(promise(lobby, &waits, {{"passport"}, {"property-tax"}}) == five_minutes);
  CHECK(promise(lobby, &waits, {{"property-tax"}, {"passport"}}) == five_minutes);
}

TEST_CASE("promise: not before closing time is said unless something can be had sooner") {
  const Lobby lobby = one_counter();
  const Waits waits = told({{{"passport"}, after_closing, after_closing},
                            {{"property-tax"}, ten_minutes, five_minutes}});
  CHECK(promise(lobby, &waits, {{"passport"}}) == after_closing);
  CHECK(promise(lobby, &waits, {{"passport"}, {"property-tax"}}) == ten_minutes);
  CHECK(promise(lobby, &waits, {{"property-tax"}, {"passport"}}) == ten_minutes);
}

TEST_CASE("promise: without waits the forecast without learning stands in") {
  const Lobby lobby = one_counter();
  CHECK(promise(lobby, nullptr, {{"passport"}}) == Wait{WaitStatus::known, 0, 0});
  const Waits of_others = told({{{"property-tax"}, ten_minutes, five_minutes}});
  CHECK(promise(lobby, &of_others, {{"passport"}}) == Wait{WaitStatus::known, 0, 0});
}

TEST_CASE("promise: waits from before the first counter opened are not believed") {
  const Lobby lobby = one_counter();
  const Waits waits = told({{{"passport"}, nobody_there, nobody_there}});
  CHECK(promise(lobby, &waits, {{"passport"}}).status == WaitStatus::known);
}

TEST_CASE("promise: waits from before the last counter closed are not believed") {
  Lobby lobby = one_counter();
  const Waits waits = told({{{"passport"}, ten_minutes, five_minutes}});
  const Waits none_today = told({{{"passport"}, after_closing, after_closing}});
  lobby.plays("08:30 break_counter c2 lunch");
  CHECK(promise(lobby, &waits, {{"passport"}}) == nobody_there);
  CHECK(promise(lobby, &none_today, {{"passport"}}) == nobody_there);
}

}  // namespace foyer::test
