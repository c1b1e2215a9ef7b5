#include "tests/display/morning.h"

#include <algorithm>
#include <stdexcept>

#include "engine/forecast.h"

namespace foyer::test {
namespace {

const std::filesystem::path assets = std::filesystem::path(FOYER_SOURCE_DIR) / "assets";

std::vector<SkillId> all_skills(const SiteFiles& site) {
  std::vector<SkillId> skills;
  for (const SkillInfo& skill : site.skills) skills.push_back(skill.id);
  std::sort(skills.begin(), skills.end());
  return skills;
}

}  // namespace

const SiteFiles& clarington() {
  static const SiteFiles site = load_site(assets / "sites" / "clarington");
  return site;
}

const Translations& clarington_texts() {
  static const Translations texts(assets, clarington());
  return texts;
}

const DisplayInfo& over_the_seats() {
  return clarington().displays.front();
}

Instant at(std::string_view clock) {
  const int hour = std::stoi(std::string(clock.substr(0, 2)));
  const int minute = std::stoi(std::string(clock.substr(3, 2)));
  const int second = clock.size() > 5 ? std::stoi(std::string(clock.substr(6, 2))) : 0;
  return instant_of(clarington().hours, BusinessDate{"2026-11-26"}, hour * 60 + minute) +
         Seconds(second);
}

Morning::Morning() : lobby_(clarington().lobby) {
  for (CounterPlace& counter : lobby_.counters) counter.skills = all_skills(clarington());
  does("06:00", OpenDay{BusinessDate{"2026-11-26"}, at("08:30"), at("16:30"), at("23:59")});
}

void Morning::does(std::string_view clock, const Command& command) {
  Context context;
  context.now = at(clock);
  context.actor = {DeviceId{"desk"}, ClerkId{"clerk"}};
  context.clerk_skills = all_skills(clarington());
  context.clerk_rights = {Right::call_out_of_order};
  context.token = Token{"0123456789abcdef0123456789abcdef"};
  std::visit(
      [&](const auto& c) {
        if constexpr (requires { c.counter; }) {
          context.actor.clerk = ClerkId{"clerk-of-" + c.counter.value};
        }
      },
      command);
  const auto events = decide(lobby_, state_, command, context);
  if (!events) throw std::runtime_error(std::string(clock) + ": " + events.error().text);
  for (const EventBody& body : *events) {
    evolve(state_, Event{++seq_, context.now, context.actor, body});
  }
}

void Morning::opens(std::string_view clock, const std::string& counter) {
  does(clock, OpenCounter{CounterId{counter}});
}

VisitId Morning::called(std::string_view clock, const std::string& counter,
                        const std::string& service, const std::string& language) {
  const VisitId visit = state_.next_visit;
  IssueTicket issue;
  issue.services = {ServiceId{service}};
  issue.language = LanguageTag{language};
  does(clock, issue);
  const Counter* there = find_counter(state_, CounterId{counter});
  if (there != nullptr && there->visit) leaves(clock, counter, *there->visit);
  does(clock, CallVisit{CounterId{counter}, visit});
  return visit;
}

void Morning::recalled(std::string_view clock, const std::string& counter, VisitId visit) {
  does(clock, Recall{CounterId{counter}, visit});
}

void Morning::taken_back(std::string_view clock, const std::string& counter, VisitId visit) {
  does(clock, TakeBack{CounterId{counter}, visit});
}

void Morning::leaves(std::string_view clock, const std::string& counter, VisitId visit) {
  const Visit* here = find_visit(state_, visit);
  if (here == nullptr) throw std::runtime_error("nobody to leave");
  if (stage_of(*here) == NeedState::called) does(clock, Serve{CounterId{counter}, visit});
  Finish finish{CounterId{counter}, visit, {}};
  for (const Need& need : find_visit(state_, visit)->needs) {
    finish.results.push_back({need.id, Outcome::resolved, {}, {}});
  }
  does(clock, finish);
}

Waits Morning::waits(Instant now) const {
  Waits waits{now, seq_, {}, {}};
  for (const Service& service : lobby_.services) {
    if (!service.on || service.centralization == Centralization::none) continue;
    const Wait wait = wait_for_newcomer(lobby_, state_, service, now);
    waits.services.push_back({service.id, wait, wait});
  }
  return waits;
}

std::string tickets(const std::vector<RecentCall>& calls) {
  std::string text;
  for (const RecentCall& call : calls) text += (text.empty() ? "" : " ") + call.ticket;
  return text;
}

display::LobbyView view_at(const Morning& morning, Instant now, Milliseconds silent) {
  display::CallQueue calls;
  calls.update(morning.state().recent_calls, now, 10'000);
  const Waits waits = morning.waits(now);
  return display::build_lobby_view({.site = clarington(),
                                    .translations = clarington_texts(),
                                    .display = over_the_seats(),
                                    .state = &morning.state(),
                                    .waits = &waits,
                                    .calls = calls,
                                    .now = now,
                                    .silent = silent});
}

}  // namespace foyer::test
