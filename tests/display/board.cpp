#include "tests/display/board.h"

namespace foyer::test {
namespace {

constexpr int minute = 60;

/// By the rank in the line: each waits six minutes more than the one before.
void forecast_visits(Waits& waits, const State& state) {
  int rank = 0;
  for (const auto& [id, visit] : state.visits) {
    if (stage_of(visit) != NeedState::waiting) continue;
    const int p50_s = (2 + 6 * rank) * minute;
    waits.visits.push_back({id, rank, {WaitStatus::known, p50_s, p50_s * 3 / 2}});
    ++rank;
  }
}

}  // namespace

void wait_in_line(Morning& morning, std::string_view clock, const std::string& service, int count) {
  for (int i = 0; i < count; ++i) {
    IssueTicket issue;
    issue.services = {ServiceId{service}};
    issue.language = LanguageTag{"en"};
    morning.does(clock, issue);
  }
}

Advised advised_to(const Step& step, const Gain& gain, Instant at) {
  return {at, 40, Advice{step, gain}, std::nullopt};
}

Advised no_advice(NoAdvice reason, Instant at) {
  return {at, 40, std::nullopt, reason};
}

Advised open_counter_6(Instant at) {
  return advised_to({Action::open_counter, CounterId{"counter-6"}, {SkillId{"building"}}},
                    {7, 0, 7 * 12 * minute, 38000}, at);
}

BoardNews busy_board() {
  Morning morning;
  for (const char* counter : {"counter-1", "counter-2", "counter-3", "counter-4", "counter-5"}) {
    morning.opens("08:30", counter);
  }
  const VisitId tax = morning.called("08:50", "counter-1");
  morning.does("08:51", Serve{CounterId{"counter-1"}, tax});
  wait_in_line(morning, "08:55", "pay-property-tax", 2);
  morning.does("09:05", BreakCounter{CounterId{"counter-4"}, BreakReason::short_break});
  morning.does("09:06", CloseCounter{CounterId{"counter-5"}});
  wait_in_line(morning, "09:07", "pay-parking-ticket", 3);
  wait_in_line(morning, "09:12", "business-licence", 4);
  wait_in_line(morning, "09:15", "general-question", 1);
  const VisitId licence = morning.called("09:16", "counter-2", "business-licence");
  morning.does("09:17", Serve{CounterId{"counter-2"}, licence});
  wait_in_line(morning, "09:18", "register-for-class", 2);
  morning.called("09:19", "counter-3", "pay-clerk-fee");
  BoardNews news;
  news.state = morning.state();
  news.now = at("09:20");
  news.waits = morning.waits(news.now);
  forecast_visits(*news.waits, *news.state);
  news.advised = open_counter_6(news.now);
  return news;
}

protocol::DeviceReport all_problems(Instant now) {
  protocol::DeviceTrouble all{clarington().kiosks.front().id, {}};
  for (std::size_t i = 0; i < word_count<protocol::DeviceProblem>(); ++i) {
    const auto problem = static_cast<protocol::DeviceProblem>(i);
    all.problems.push_back({problem, now - std::chrono::minutes(i)});
  }
  const protocol::KnownProblem silent{protocol::DeviceProblem::silent,
                                      now - std::chrono::minutes(30)};
  const DeviceId display{clarington().displays.front().id.value};
  return {now, {all, {display, {silent}}, {DeviceId{"kiosk-in-the-store-room"}, {silent}}}};
}

BoardNews quiet_board() {
  Morning morning;
  morning.opens("08:30", "counter-1");
  BoardNews news;
  news.state = morning.state();
  news.now = at("08:35");
  news.waits = morning.waits(news.now);
  news.advised = no_advice(NoAdvice::nobody_waiting, news.now);
  return news;
}

display::ManagerView view_of(const BoardNews& news, const std::string& language) {
  return display::build_manager_view({.site = clarington(),
                                      .translations = clarington_texts(),
                                      .language = LanguageTag{language},
                                      .state = news.state ? &*news.state : nullptr,
                                      .waits = news.waits ? &*news.waits : nullptr,
                                      .advised = news.advised ? &*news.advised : nullptr,
                                      .devices = news.devices ? &*news.devices : nullptr,
                                      .now = news.now,
                                      .silent = news.silent});
}

}  // namespace foyer::test
