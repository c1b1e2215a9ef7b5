// The welcome desk's page: what was found, the triage, the lobby at a glance. The column about the
// person is in view_welcome_person.cpp.
#include "counter-client/view_welcome_parts.h"

namespace foyer::counter_client {
namespace {

using What = WelcomeAct::What;

WelcomeAct open_act(WelcomeTask task) {
  WelcomeAct act;
  act.what = What::open;
  act.task = task;
  return act;
}

/// Where the words are typed.
void build_field(const Situation& now, WelcomeView& view) {
  const Texts& in = now.in;
  switch (now.form.welcome.task) {
    case WelcomeTask::services:
      view.search_label =
          now.form.welcome.person.add_to.value != 0 || !now.form.welcome.person.needs.empty()
              ? in(tr("What else do they need?"))
              : in(tr("What do they need?"));
      view.search_icon = "search";
      break;
    case WelcomeTask::check_in:
      view.search_label = in(tr("Code of the appointment"));
      view.search_icon = "calendar";
      break;
    case WelcomeTask::visits:
      view.search_label = in(tr("Ticket number"));
      view.search_icon = "ticket";
      break;
    case WelcomeTask::way:
      view.search_label = in(tr("Where do they want to go?"));
      view.search_icon = "way";
      break;
  }
  WelcomeAct again;
  again.what = What::again;
  view.again = welcome_button("again", in(tr("Type again")), "", "/", "/", again);
}

std::string empty_words(const Situation& now) {
  const Texts& in = now.in;
  const WelcomeForm& form = now.form.welcome;
  switch (form.task) {
    case WelcomeTask::services:
      return form.words.text.empty()
                 ? in(tr("Type a word or two, in any language of this site: fence, dog, tax."))
                 : in(tr("Nothing is called so. Try another word."));
    case WelcomeTask::check_in:
      return in(tr("Type the code, or scan it, then press Enter."));
    case WelcomeTask::visits:
      return in(tr("Nobody here has this number."));
    case WelcomeTask::way:
      return in(tr("No place is called so. Try another word."));
  }
  return {};
}

void build_rows(const Situation& now, const std::vector<Found>& found, const Found* taken,
                WelcomeView& view) {
  const WelcomeForm& form = now.form.welcome;
  for (const Found& one : found) view.rows.push_back(one.row);
  if (found.empty()) {
    view.empty = empty_words(now);
  } else {
    view.chosen = std::min(form.at, found.size() - 1);
    if (taken != nullptr) view.chosen = static_cast<std::size_t>(taken - found.data());
    view.rows[view.chosen].chosen = true;
    view.found =
        now.in(tr_plural("{n} found", "{n} found in all"), static_cast<std::int64_t>(found.size()));
    view.choose_hint = now.in(tr_context("with the arrow keys", "Choose"));
    view.enter.what = What::take;
    view.enter.id = view.rows[view.chosen].id;
  }
  if (form.task == WelcomeTask::check_in) view.enter.what = What::look_up;
}

void build_starts(const Situation& now, WelcomeView& view) {
  const Texts& in = now.in;
  view.starts_title = in(tr("Or start here"));
  WelcomeButton check_in = welcome_button("check-in", in(tr("Check in appointment")), "calendar",
                                          "F2", ui::Key::f2, open_act(WelcomeTask::check_in));
  if (now.site.appointments) view.starts.push_back(std::move(check_in));
  view.starts.push_back(welcome_button("find-visit", in(tr("Find a visit")), "ticket", "F3",
                                       ui::Key::f3, open_act(WelcomeTask::visits)));
  if (desk_place(now.site) != nullptr) {
    view.starts.push_back(welcome_button("show-way", in(tr("Show the way")), "way", "F4",
                                         ui::Key::f4, open_act(WelcomeTask::way)));
  }
  WelcomeAct all;
  all.what = What::all_services;
  view.starts.push_back(
      welcome_button("all-services", in(tr("All services")), "list", "F5", ui::Key::f5, all));
}

void build_figures(const Situation& now, WelcomeView& view) {
  std::int64_t waiting = 0;
  std::int64_t open = 0;
  Milliseconds longest{0};
  for (const auto& [id, visit] : now.state.visits) {
    if (!visit.counter.empty() || stage_of(visit) != NeedState::waiting) continue;
    ++waiting;
    longest = std::max(longest, now.now - visit.arrived_at);
  }
  for (const auto& [id, counter] : now.state.counters) {
    open += counter.state == CounterState::open ? 1 : 0;
  }
  const auto all = static_cast<std::int64_t>(now.site.counters.size());
  view.figures = {
      {now.in.number(waiting), now.in(tr_context("figure: how many", "waiting"))},
      {passed_minutes(now.in, longest), now.in(tr("longest wait"))},
      {now.in(tr("{n} of {all}"), {{"n", now.in.number(open)}, {"all", now.in.number(all)}}),
       now.in(tr_plural("counter open", "counters open"), open)}};
  WelcomeAct act;
  act.what = What::lobby;
  view.lobby = welcome_button("lobby", now.in(tr("Lobby")), "", "F6", ui::Key::f6, act);
}

// --- triage
std::string end_words(const Situation& now, const knowledge::Branch& branch) {
  if (!branch.words.empty()) return branch.words;
  return now.in(tr("Another article"));
}

std::string end_icon(knowledge::TriageEnd end) {
  switch (end) {
    case knowledge::TriageEnd::ticket:
      return "ticket";
    case knowledge::TriageEnd::answer:
      return "info";
    case knowledge::TriageEnd::refer:
      return "way";
    case knowledge::TriageEnd::article:
      break;
  }
  return "knowledge";
}

TriageRow::Branch branch_view(const Situation& now, bool yes,
                              const std::optional<knowledge::Branch>& branch) {
  TriageRow::Branch view;
  view.word = yes ? now.in(tr("Yes")) : now.in(tr("No"));
  view.key = yes ? now.keys.yes : now.keys.no;
  view.act.what = yes ? What::answer_yes : What::answer_no;
  if (!branch) return view;
  view.to = end_words(now, *branch);
  view.icon = end_icon(branch->end);
  if (branch->end == knowledge::TriageEnd::article) {
    view.act.what = What::jump;
    view.act.id = branch->article.value;
  }
  return view;
}

void build_triage(const Situation& now, const knowledge::Article& article, WelcomeView& view) {
  const Triage triage = triage_now(now, article);
  if (triage.questions.empty()) return;
  view.triage_title = now.in(tr("Ask in this order"));
  for (std::size_t i = 0; i < triage.questions.size(); ++i) {
    const knowledge::Question& question = triage.questions[i];
    TriageRow row;
    row.question = question.text;
    row.yes = branch_view(now, true, question.yes);
    row.no = branch_view(now, false, question.no);
    const bool answered =
        now.form.welcome.triage_of == article.id && i < now.form.welcome.triage.size();
    if (answered) {
      row.state = TriageRow::State::answered;
      (now.form.welcome.triage[i] ? row.yes : row.no).given = true;
    } else {
      row.state =
          i == triage.asked && !triage.end ? TriageRow::State::asked : TriageRow::State::coming;
    }
    view.triage.push_back(std::move(row));
  }
}

}  // namespace

WelcomeButton welcome_button(std::string id, std::string label, std::string icon, std::string key,
                             ui::Shortcut shortcut, WelcomeAct act) {
  WelcomeButton out;
  out.button.id = std::move(id);
  out.button.label = std::move(label);
  out.button.icon = std::move(icon);
  out.button.key = std::move(key);
  out.button.shortcuts = {std::move(shortcut)};
  out.act = std::move(act);
  return out;
}

Triage triage_now(const Situation& now, const knowledge::Article& article) {
  Triage triage;
  triage.questions = knowledge::triage_of(article);
  const WelcomeForm& form = now.form.welcome;
  if (form.triage_of != article.id) return triage;
  for (const bool answer : form.triage) {
    if (triage.asked >= triage.questions.size() || triage.end) break;
    const knowledge::Question& question = triage.questions[triage.asked++];
    triage.end = answer ? question.yes : question.no;
  }
  return triage;
}

const KioskInfo* desk_place(const SiteFiles& site) {
  if (!site.building || site.kiosks.empty()) return nullptr;
  const KioskInfo& first = site.kiosks.front();
  return first.spot ? &first : nullptr;
}

void build_welcome_keys(const Situation& now, PanelView& panel) {
  const Texts& in = now.in;
  const Keys& k = now.keys;
  panel.keys = {{in(tr("Typing")),
                 {{"↑ ↓", in(tr_context("with the arrow keys", "Choose"))},
                  {enter_key(in), in(tr("take what is chosen"))},
                  {escape_key(in), in(tr("the next person"))},
                  {"F3", in(tr("Find a visit"))},
                  {"F5", in(tr("All services"))},
                  {"F6", in(tr("Lobby"))}}},
                {in(tr("Something is taken")),
                 {{enter_key(in), in(tr("the big button"))},
                  {"1–6", in(tr("For them"))},
                  {k.yes + " " + k.no, in(tr("answer a question"))},
                  {k.answered, in(tr("Answered here"))},
                  {k.refer, in(tr("Refer"))},
                  {"F7", in(tr("print the paper, also again"))},
                  {"/", in(tr("Type again"))}}},
                {in(tr("Always")),
                 {{"F1", in(tr("all keys"))},
                  {"F8", in(tr("language, text size, contrast"))},
                  {"F9", in(tr("ask for help silently, pressed twice"))},
                  {"F12", in(tr("Sign out"))}}}};
}

void build_welcome(const Situation& now, CounterView& view) {
  WelcomeView& welcome = view.welcome.emplace();
  const WelcomeForm& form = now.form.welcome;
  const std::vector<Found> found = find_rows(now);
  const Found* taken = nullptr;
  for (const Found& one : found) {
    if (one.row.id == form.taken) taken = &one;
  }
  welcome.typing = taken == nullptr && !form.appointment;
  build_field(now, welcome);
  build_rows(now, found, taken, welcome);
  build_starts(now, welcome);
  build_figures(now, welcome);
  const Found* shown = found.empty() ? nullptr : &found[welcome.chosen];
  if (shown != nullptr && !form.lobby && (shown->article != nullptr || shown->service != nullptr)) {
    view.knowledge = build_article(now, shown->article, shown->service);
    if (shown == taken && shown->article != nullptr) build_triage(now, *shown->article, welcome);
  } else {
    view.lobby = build_lobby(now);
  }
  welcome.person = build_person(now, taken);
}

}  // namespace foyer::counter_client
