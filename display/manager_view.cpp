#include "display/manager_view.h"

#include <algorithm>
#include <map>

#include "display/manager_view_parts.h"
#include "display/views.h"
#include "site/advice_words.h"
#include "site/calendar.h"

namespace foyer::display {
namespace {

using Waiting = std::vector<const Visit*>;

const std::string dash = "–";

/// Whole minutes that have passed: what is rounded up would say a minute at once.
std::string passed_minutes(const Texts& in, Milliseconds span) {
  const auto whole = std::chrono::floor<std::chrono::minutes>(std::max(span, Milliseconds{0}));
  return in.minutes(whole, Length::brief);
}

Milliseconds waited(const Situation& now, const Visit& visit) {
  return std::max(now.now - visit.waits_from, Milliseconds{0});
}

const Need& first_due(const Visit& visit) {
  const Need* first = nullptr;
  for (const Need& need : visit.needs) {
    if (need.state != NeedState::waiting) continue;
    if (first == nullptr || need.due_at < first->due_at) first = &need;
  }
  return first == nullptr ? visit.needs.front() : *first;
}

GroupId group_of(const SiteFiles& site, const Visit& visit) {
  const Service* service = find_service(site.lobby, first_due(visit).service);
  return service == nullptr ? GroupId{} : service->group;
}

const Visit* longest_waiting(const Situation& now, const Waiting& waiting) {
  const auto longest = std::max_element(
      waiting.begin(), waiting.end(),
      [&](const Visit* a, const Visit* b) { return waited(now, *a) < waited(now, *b); });
  return longest == waiting.end() ? nullptr : *longest;
}

// --- figures -----------------------------------------------------------------------------------

/// "13 min" into "13" and "min". The space between them may be one that does not break.
Figure split(std::string title, const std::string& minutes) {
  const std::size_t digit = minutes.find_last_of("0123456789");
  const std::size_t end = digit == std::string::npos ? minutes.size() : digit + 1;
  std::string unit = minutes.substr(end);
  for (const std::string_view space : {" ", "\u00a0", "\u202f"}) {
    if (unit.starts_with(space)) unit.erase(0, space.size());
  }
  return {std::move(title), minutes.substr(0, end), std::move(unit), {}, {}};
}

Figure waiting_figure(const Situation& now) {
  const auto count = static_cast<std::int64_t>(now.waiting.size());
  return {now.in(tr_context("manager board", "Waiting now")),
          now.in.number(count),
          {},
          now.in(tr_plural_context("manager board", "{n} arrived today", "{n} arrived today"),
                 now.state.totals.issued),
          {}};
}

Figure longest_figure(const Situation& now) {
  std::string title = now.in(tr_context("manager board", "Longest wait so far"));
  const Visit* visit = longest_waiting(now, now.waiting);
  if (visit == nullptr) {
    return {std::move(title), dash, {}, now.in(tr_context("advice", "Nobody is waiting.")), {}};
  }
  Figure figure = split(std::move(title), passed_minutes(now.in, waited(now, *visit)));
  const GroupInfo* group = find_group_info(now.lobby.site, group_of(now.lobby.site, *visit));
  figure.note = visit->ticket;
  if (group != nullptr) figure.note += ", " + now.in.of_site(group->name);
  return figure;
}

Figure promises_figure(const Situation& now) {
  const PromiseCount count = count_promises(now.waiting, now.waits, now.now);
  Figure figure{now.in(tr_context("manager board", "Promises at risk")),
                now.in.number(count.at_risk),
                {},
                {},
                {}};
  figure.mark =
      count.late > 0
          ? ui::StateMark{ui::Mark::late,
                          now.in(tr_plural_context("manager board", "{n} more is late already",
                                                   "{n} more are late already"),
                                 count.late)}
          : ui::StateMark{ui::Mark::kept, now.in(tr_context("manager board", "none is late"))};
  return figure;
}

// --- groups ------------------------------------------------------------------------------------

std::string joining_words(const Situation& now, const GroupId& group) {
  const auto wait = wait_of_group(now.lobby.site, now.waits, group);
  if (!now.state.day) return now.in(tr_context("lobby display", "closed"));
  if (now.now < now.state.day->opens_at) {
    return now.in(tr_context("lobby display", "opens {time}"),
                  {{"time", now.in.time_24(now.state.day->opens_at)}});
  }
  if (now.now >= now.state.day->closes_at) {
    return now.in(tr_context("lobby display", "closed"));
  }
  if (now.waits == nullptr || !wait) return now.in(tr_context("lobby display", "not known now"));
  return now.in.wait(*wait, Length::brief);
}

GroupRow group_row(const Situation& now, const GroupInfo& group, const Waiting& waiting) {
  GroupRow row;
  const auto count = static_cast<std::int64_t>(waiting.size());
  const PromiseCount promises = count_promises(waiting, now.waits, now.now);
  row.letter = std::string(1, group.letter);
  row.name = now.in.of_site(group.name);
  row.waiting = now.in.number(count);
  row.longest = dash;
  row.at_risk = promises.at_risk;
  row.late = promises.late;
  row.joining = joining_words(now, group.id);
  row.summary = now.in(tr_plural("{n} waiting", "{n} waiting"), count);
  if (const Visit* visit = longest_waiting(now, waiting)) {
    row.longest = passed_minutes(now.in, waited(now, *visit));
    row.summary +=
        ", " + now.in(tr_context("manager board", "up to {time}"), {{"time", row.longest}});
  }
  if (row.at_risk > 0) {
    row.summary += ", " + now.in(tr_plural("{n} at risk", "{n} at risk"), row.at_risk);
  }
  if (row.late > 0) {
    row.summary += ", " + now.in(tr_plural("{n} late", "{n} late"), row.late);
  }
  return row;
}

void add_groups(const Situation& now, ManagerView& view) {
  std::map<GroupId, Waiting> by_group;
  for (const Visit* visit : now.waiting) {
    by_group[group_of(now.lobby.site, *visit)].push_back(visit);
  }
  view.groups_title = now.in(tr_context("manager board", "By service group"));
  view.heads = {now.in(tr_context("manager board", "waiting")),
                now.in(tr_context("manager board", "longest")),
                now.in(tr_context("manager board", "joining now")),
                now.in(tr_context("manager board", "at risk")),
                now.in(tr_context("manager board", "late"))};
  for (const GroupInfo& group : now.lobby.site.groups) {
    if (!wait_of_group(now.lobby.site, now.waits, group.id)) continue;
    view.groups.push_back(group_row(now, group, by_group[group.id]));
  }
}

// --- the best action and the link --------------------------------------------------------------

BestAction best_action_view(const ManagerNow& lobby, const Texts& in) {
  BestAction best;
  best.title = in(tr_context("manager board", "Best action now"));
  AdviceWords words;
  if (lobby.advised == nullptr || lobby.silent >= stale_after) {
    words = {in(tr_context("manager board", "Not known now")),
             {in(tr_context("manager board", "The queue server has not said what is best done."))}};
  } else if (lobby.advised->advice) {
    words = words_of(in, lobby.site, *lobby.advised->advice);
    best.to_do = true;
  } else {
    words = words_of(in, lobby.site, lobby.advised->reason.value_or(NoAdvice::nothing_possible));
  }
  best.headline = std::move(words.headline);
  best.sentences = std::move(words.sentences);
  return best;
}

void add_link(const ManagerNow& lobby, const Texts& in, ManagerView& view) {
  view.stale = lobby.silent >= stale_after;
  if (lobby.silent < missing_after) {
    if (lobby.state != nullptr) view.link = in(tr_context("manager board", "Connected"));
    return;
  }
  view.notice_lead = in(tr_context("manager board", "The link to the queue server is lost."));
  if (lobby.state == nullptr) {
    view.notice = in(tr_context("manager board", "Nothing is known of the lobby yet."));
    return;
  }
  const std::string time = in.time_24(lobby.now - lobby.silent);
  const auto passed = std::chrono::floor<std::chrono::minutes>(lobby.silent);
  view.notice =
      passed.count() < 1
          ? in(tr_context("manager board", "What is shown is of {time}."), {{"time", time}})
          : in(tr_context("manager board", "What is shown is of {time}, {minutes} ago."),
               {{"time", time}, {"minutes", in.minutes(passed)}});
}

Waiting everybody_waiting(const State& state) {
  Waiting waiting;
  for (const auto& [id, visit] : state.visits) {
    if (stage_of(visit) == NeedState::waiting) waiting.push_back(&visit);
  }
  return waiting;
}

/// By what the server forecasts, when it is called, as likely before as after; nothing where it
/// does not say. `never`: as things are, not at all.
struct Call {
  std::optional<Instant> at;
  bool never = false;
};

Call forecast_call(const Waits* waits, VisitId visit) {
  const VisitWait* told = waits == nullptr ? nullptr : find_wait(*waits, visit);
  if (told == nullptr) return {};
  if (told->wait.status != WaitStatus::known) return {std::nullopt, true};
  return {waits->at + Seconds(told->wait.p50_s), false};
}

}  // namespace

PromiseCount count_promises(const std::vector<const Visit*>& waiting, const Waits* waits,
                            Instant now) {
  PromiseCount count;
  for (const Visit* visit : waiting) {
    // What was promised is the wait to the first call.
    if (visit->first_called_at) continue;
    const Instant due = first_due(*visit).due_at;
    if (due < now) {
      ++count.late;
      continue;
    }
    const Call call = forecast_call(waits, visit->id);
    const bool forecast = call.at || call.never;
    const bool missed = call.never || (call.at && *call.at > due);
    const bool nearly_over = (due - now) * 4 < due - visit->arrived_at;
    if (missed || (!forecast && nearly_over)) ++count.at_risk;
  }
  return count;
}

ManagerView build_manager_view(const ManagerNow& lobby) {
  const Texts in = lobby.translations.in(lobby.language);
  ManagerView view;
  view.language = in.tag().value;
  view.name = in.of_site(lobby.site.brand.name);
  view.short_name = in.of_site(lobby.site.brand.short_name);
  view.logo = lobby.site.brand.logo;
  view.clock = in.time_24(lobby.now);
  view.turn = static_cast<std::size_t>(to_ms(lobby.now) / page_turn.count());
  view.best = best_action_view(lobby, in);
  view.explained =
      in(tr_context("manager board",
                    "Joining now: from half of the visits to 9 in 10. At risk: by the forecast, "
                    "called after the promised time. Late: that time is over."));
  add_link(lobby, in, view);
  if (lobby.state == nullptr) return view;
  const bool believed = lobby.silent < stale_after;
  const Instant shown = lobby.silent < missing_after ? lobby.now : lobby.now - lobby.silent;
  const Situation now{lobby,
                      shown,
                      in,
                      *lobby.state,
                      believed ? lobby.waits : nullptr,
                      everybody_waiting(*lobby.state)};
  view.figures = {waiting_figure(now), longest_figure(now), promises_figure(now)};
  add_alarms(lobby, in, view);
  add_counters(now, view);
  add_groups(now, view);
  return view;
}

}  // namespace foyer::display
