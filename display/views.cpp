#include "display/views.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "site/calendar.h"
#include "site/hours_words.h"
#include "site/notices.h"

namespace foyer::display {
namespace {

constexpr std::size_t last_calls_max = 8;
constexpr int days_max = 7;

/// "5–10 min" into "5–10" and " min", "2–2½ h" into "2–2½" and " h", "10:42 am" into "10:42" and
/// " am": what comes after the last digit is smaller.
std::pair<std::string, std::string> split_after_figure(const std::string& text) {
  constexpr std::string_view half = "½";
  const std::size_t digit = text.find_last_of("0123456789");
  const std::size_t last_half = text.rfind(half);
  std::size_t end = digit == std::string::npos ? 0 : digit + 1;
  if (last_half != std::string::npos) end = std::max(end, last_half + half.size());
  return {text.substr(0, end), text.substr(end)};
}

/// The upper one of two middle values: rather too long than too short.
int median(std::vector<int> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// As split_after_figure, but "10 h" stays whole: it stands beside "10 h 42".
std::pair<std::string, std::string> split_clock(const std::string& text) {
  const auto split = split_after_figure(text);
  const bool minutes = split.first.find_first_not_of("0123456789") != std::string::npos;
  return minutes ? split : std::pair(text, std::string());
}

std::int64_t turn_at(Instant now) {
  return to_ms(now) / language_turn.count();
}

const LanguageTag& language_of_turn(const LobbyNow& lobby) {
  const auto& languages = lobby.site.lobby_languages;
  const auto index = static_cast<std::uint64_t>(turn_at(lobby.now)) % languages.size();
  return languages[index];
}

CallView call_view(const LobbyNow& lobby, const RecentCall& call) {
  CallView view;
  view.ticket = call.ticket;
  const CounterInfo* counter = find_counter_info(lobby.site, call.counter);
  view.counter = counter == nullptr ? call.counter.value : counter->label;
  const auto arrow = lobby.display.arrows.find(call.counter);
  if (arrow != lobby.display.arrows.end()) view.arrow_eighth = bigarrow_turn(arrow->second);
  return view;
}

Word counter_word(const LobbyNow& lobby, const LanguageTag& language) {
  const Texts in = lobby.translations.in(language);
  return {in(tr_context("lobby display", "Counter")), in.tag().value};
}

/// In the band no word may change while somebody reads it: there the site's language and the
/// ticket's stand together.
CallView newest_view(const LobbyNow& lobby, const RecentCall& call) {
  CallView view = call_view(lobby, call);
  view.words.push_back(counter_word(lobby, lobby.site.languages.front().tag));
  Word own = counter_word(lobby, call.language);
  if (own.text != view.words.front().text) view.words.push_back(std::move(own));
  return view;
}

void add_calls(const LobbyNow& lobby, const Texts& in, LobbyView& view) {
  const auto& shown = lobby.calls.shown();
  view.newest = newest_view(lobby, shown.front());
  if (lobby.calls.arrival()) view.moved = lobby.calls.arrival()->moved;
  for (std::size_t i = 1; i < std::min(shown.size(), last_calls_max + 1); ++i) {
    CallView call = call_view(lobby, shown[i]);
    call.words.push_back(counter_word(lobby, in.tag()));
    view.last.push_back(std::move(call));
  }
}

std::vector<Step> steps_view(const Texts& in) {
  return {
      {"ticket", in(tr_context("lobby display", "Take a ticket")),
       in(tr_context("lobby display", "At the kiosk, or ask at the welcome desk"))},
      {"listen", in(tr_context("lobby display", "Watch and listen")),
       in(tr_context("lobby display", "Your number appears here with a chime"))},
      {"way", in(tr_context("lobby display", "Follow the arrow")),
       in(tr_context("lobby display", "It points to your counter"))},
  };
}

bool counters_may_call(const LobbyNow& lobby) {
  const State& state = *lobby.state;
  // A server that has gone silent cannot open the day: then the site's own hours are believed.
  if (lobby.silent >= missing_after && is_open(lobby.site.hours, lobby.now)) return true;
  if (!state.day) return false;
  if (!state.visits.empty()) return true;
  return lobby.now >= state.day->opens_at && lobby.now < state.day->closes_at;
}

std::string opening_sentence(const LobbyNow& lobby, const Texts& in) {
  const auto opening = next_opening(lobby.site.hours, lobby.now);
  if (!opening) return {};
  const auto today = business_date(lobby.site.hours, lobby.now);
  const auto day = business_date(lobby.site.hours, *opening);
  const std::string time = in.time_of_day(*opening);
  if (day == today)
    return in(tr_context("lobby display", "We open today at {time}"), {{"time", time}});
  if (day == next_date(today))
    return in(tr_context("lobby display", "We open tomorrow at {time}"), {{"time", time}});
  return in(tr_context("lobby display", "We open on {date} at {time}"),
            {{"date", in.date_full(*opening)}, {"time", time}});
}

void add_closed(const LobbyNow& lobby, const Texts& in, LobbyView& view) {
  view.headline = in(tr_context("lobby display", "We are closed"));
  view.subline = opening_sentence(lobby, in);
  view.days =
      words_of_days(lobby.site.hours, in, business_date(lobby.site.hours, lobby.now), days_max);
}

void add_idle(const LobbyNow& lobby, const Texts& in, LobbyView& view) {
  view.headline = in(tr_context("lobby display", "Your number will appear here"));
  view.subline = in(tr_context("lobby display", "Please take a seat"));
  if (lobby.silent < missing_after) return;
  view.headline = in(tr_context("lobby display", "Please listen for the clerks"));
  view.subline = in(tr_context("lobby display", "They call your number aloud"));
}

void add_page(const LobbyNow& lobby, const Texts& in, LobbyView& view) {
  if (lobby.state != nullptr && !counters_may_call(lobby)) {
    view.page = Page::closed;
    add_closed(lobby, in, view);
    return;
  }
  view.steps = steps_view(in);
  if (lobby.calls.shown().empty()) {
    view.page = Page::idle;
    add_idle(lobby, in, view);
    return;
  }
  view.page = Page::calls;
  add_calls(lobby, in, view);
}

/// Why there is no number now, the same for every group; empty if there may be one.
std::string words_for_all(const LobbyNow& lobby, const Texts& in) {
  if (lobby.state == nullptr || !lobby.state->day || lobby.waits == nullptr ||
      lobby.silent >= stale_after) {
    return in(tr_context("lobby display", "not known now"));
  }
  const Day& day = *lobby.state->day;
  if (lobby.now < day.opens_at) {
    return in(tr_context("lobby display", "opens {time}"),
              {{"time", in.time_of_day(day.opens_at)}});
  }
  if (lobby.now < day.closes_at) return {};
  const auto opening = next_opening(lobby.site.hours, lobby.now);
  return opening ? in(tr_context("lobby display", "opens {date}"), {{"date", in.date(*opening)}})
                 : in(tr_context("lobby display", "closed"));
}

void add_waits(const LobbyNow& lobby, const Texts& in, LobbyView& view) {
  view.waits_title = in(tr_context("lobby display", "Wait if you join now"));
  view.waits_page =
      static_cast<std::size_t>(turn_at(lobby.now)) / lobby.site.lobby_languages.size();
  const std::string for_all = words_for_all(lobby, in);
  for (const GroupInfo& group : lobby.site.groups) {
    const auto wait = wait_of_group(lobby.site, lobby.waits, group.id);
    if (!wait) continue;
    WaitRow row{std::string(1, group.letter), in.of_site(group.name), {}, {}, for_all};
    if (for_all.empty() && wait->status == WaitStatus::known) {
      std::tie(row.figure, row.unit) =
          split_after_figure(in.wait(round_wait(*wait), Length::brief));
    } else if (for_all.empty()) {
      row.words = wait->status == WaitStatus::after_closing
                      ? in(tr_context("lobby display", "not before closing"))
                      : in(tr_context("lobby display", "no counter is open"));
    }
    view.waits.push_back(std::move(row));
  }
}

std::optional<Notice> link_notice(const LobbyNow& lobby, const Texts& in) {
  if (lobby.silent < missing_after) return std::nullopt;
  Notice notice{in(tr_context("lobby display", "Calls may be missing.")), {}};
  if (lobby.state == nullptr) {
    notice.text = in(tr_context("lobby display", "Please listen for the clerks."));
    return notice;
  }
  const std::string time = in.time_of_day(lobby.now - lobby.silent);
  if (lobby.silent < Seconds(60)) {
    notice.text = in(tr_context("lobby display", "Last news {time}. Please listen for the clerks."),
                     {{"time", time}});
    return notice;
  }
  // Whole minutes that have passed: what is rounded up would say "2 minutes" after one.
  const auto passed = std::chrono::floor<std::chrono::minutes>(lobby.silent);
  notice.text = in(
      tr_context("lobby display", "Last news {time}, {minutes} ago. Please listen for the clerks."),
      {{"time", time}, {"minutes", in.minutes(passed)}});
  return notice;
}

/// The city's own, in turn: each stays for the turn of every language.
std::optional<Notice> site_notice(const LobbyNow& lobby, const Texts& in) {
  const auto notices = notices_at(lobby.site, NoticePlace::display, lobby.now, lobby.state);
  if (notices.empty()) return std::nullopt;
  const std::size_t languages = lobby.site.lobby_languages.size();
  const auto turn = static_cast<std::size_t>(turn_at(lobby.now)) / languages;
  const auto newest = just_switched_on(notices, lobby.now, lobby.state,
                                       language_turn * static_cast<std::int64_t>(languages));
  const NoticeInfo& shown = *notices[newest.value_or(turn % notices.size())];
  Notice notice{{}, in.of_site(shown.text)};
  notice.icon = shown.severity == NoticeSeverity::important ? "warn" : "info";
  return notice;
}

}  // namespace

int bigarrow_turn(Direction direction) {
  return (static_cast<int>(direction) + 7) % 8;
}

std::optional<Wait> wait_of_group(const SiteFiles& site, const Waits* waits, const GroupId& group) {
  bool offered = false;
  Wait wait;
  std::vector<int> p50_s;
  std::vector<int> p90_s;
  for (const Service& service : site.lobby.services) {
    if (service.group != group || !service.on || service.centralization == Centralization::none) {
      continue;
    }
    offered = true;
    const ServiceWait* told = waits == nullptr ? nullptr : find_wait(*waits, service.id);
    if (told == nullptr) continue;
    if (told->wait.status == WaitStatus::after_closing) wait = told->wait;
    if (told->wait.status != WaitStatus::known) continue;
    p50_s.push_back(told->wait.p50_s);
    p90_s.push_back(told->wait.p90_s);
  }
  if (!offered) return std::nullopt;
  if (p50_s.empty()) return wait;
  return Wait{WaitStatus::known, median(std::move(p50_s)), median(std::move(p90_s))};
}

Milliseconds changes_after(Instant now, Milliseconds silent) {
  const Milliseconds into_turn(to_ms(now) % language_turn.count());
  Milliseconds after = language_turn - into_turn;
  for (const Milliseconds stage : {missing_after, stale_after}) {
    if (silent < stage) after = std::min(after, stage - silent);
  }
  return after;
}

LobbyView build_lobby_view(const LobbyNow& lobby) {
  const Texts in = lobby.translations.in(language_of_turn(lobby));
  LobbyView view;
  view.base_language = lobby.site.languages.front().tag.value;
  view.language = in.tag().value;
  view.name = in.of_site(lobby.site.brand.name);
  view.logo = lobby.site.brand.logo;
  view.date = in.date(lobby.now);
  std::tie(view.clock, view.clock_half) = split_clock(in.time_of_day(lobby.now));
  view.stale = lobby.silent >= stale_after;
  add_page(lobby, in, view);
  if (view.page == Page::closed) {
    view.notice = site_notice(lobby, in);
    return view;
  }
  add_waits(lobby, in, view);
  view.notice = link_notice(lobby, in);
  if (!view.notice) view.notice = site_notice(lobby, in);
  return view;
}

}  // namespace foyer::display
