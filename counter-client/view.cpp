#include "counter-client/view.h"

#include <cstdio>

#include "counter-client/view_supervise.h"
#include "site/calendar.h"

namespace foyer::counter_client {
namespace {

constexpr Milliseconds linked_again_shown{5000};

/// Mine: open or on a break, with me in it.
const Counter* my_counter(const ViewInput& input) {
  if (input.state == nullptr || input.desk.counter.empty()) return nullptr;
  const Counter* counter = find_counter(*input.state, input.desk.counter);
  const bool mine = counter != nullptr && counter->state != CounterState::closed &&
                    counter->clerk == input.desk.clerk;
  return mine ? counter : nullptr;
}

Page page_of(const ViewInput& input, const Counter* counter, const Visit* visit) {
  if (!input.desk.session_known) return Page::connecting;
  if (is_confirming(input.desk)) return Page::confirm;
  if (input.desk.clerk.empty()) return Page::sign_in;
  if (input.state == nullptr) return Page::connecting;
  if (input.desk.welcome) return Page::welcome;
  if (input.desk.counter.empty()) return Page::choose_counter;
  if (counter == nullptr) return Page::closed;
  if (counter->state == CounterState::on_break) return Page::on_break;
  if (visit == nullptr) return Page::idle;
  if (stage_of(*visit) == NeedState::called) return Page::called;
  const bool finishing = input.form.finishing && input.form.visit == visit->id;
  return finishing ? Page::finishing : Page::serving;
}

ui::Pill state_pill(const Texts& in, const Counter* counter) {
  if (counter == nullptr) {
    return {in(tr_context("state of a counter", "Closed")), "closed", ui::PillKind::plain};
  }
  if (counter->state == CounterState::on_break) {
    return {in(tr_context("state of a counter", "Break")), "cup", ui::PillKind::warn};
  }
  return {in(tr_context("state of a counter", "Open")), "dot", ui::PillKind::good};
}

std::string serves(const ViewInput& input, const Counter* counter) {
  std::string list;
  if (counter == nullptr) return list;
  for (const SkillInfo& skill : input.site.skills) {
    if (!has_skill(counter->skills, skill.id)) continue;
    if (!list.empty()) list += ", ";
    list += input.in.of_site(skill.name);
  }
  return list;
}

ActionView bar_action(Action action, std::string id, std::string label, std::string icon,
                      std::string key, ui::Shortcut shortcut) {
  ActionView view;
  view.action = action;
  view.button.id = std::move(id);
  view.button.label = std::move(label);
  view.button.icon = std::move(icon);
  view.button.key = std::move(key);
  view.button.shortcuts = {std::move(shortcut)};
  view.button.kind = ui::StaffButtonKind::quiet;
  return view;
}

/// Nothing where there is nothing of hers, so that the bar stays short.
void add_follow_ups(const Situation& now, Page page, TopBarView& bar) {
  const bool usable = page == Page::closed || page == Page::on_break || page == Page::idle ||
                      page == Page::called || page == Page::serving;
  if (!usable) return;
  const auto mine = my_follow_ups(now);
  if (mine.empty()) return;
  const bool overdue = is_overdue(*mine.front(), now.now);
  bar.actions.insert(
      bar.actions.begin(),
      bar_action(Action::show_follow_ups, "show-follow-ups",
                 now.in(tr("Follow-ups: {n}"), {{"n", std::to_string(mine.size())}}),
                 overdue ? "late" : "doc", now.keys.follow_ups, now.keys.follow_ups));
}

/// Also before a counter is chosen: a supervisor may stand at none.
void add_supervise(const Situation& now, Page page, TopBarView& bar) {
  if (!may_supervise(now.desk)) return;
  if (!at_counter(page) && page != Page::choose_counter && page != Page::welcome) return;
  bar.actions.insert(bar.actions.begin(),
                     bar_action(Action::show_supervise, "show-supervise", now.in(tr("Supervise")),
                                "eye", "F10", ui::Key::f10));
}

TopBarView build_bar(const ViewInput& input, Page page, const Counter* counter) {
  const Texts& in = input.in;
  TopBarView bar;
  if (page == Page::welcome) {
    bar.counter = in(tr("Welcome desk"));
    bar.serves = in(tr("{n} helped without a ticket today"),
                    {{"n", in.number(input.state->totals.answered)}});
    bar.actions.push_back(
        bar_action(Action::sign_out, "sign-out", in(tr("Sign out")), "exit", "F12", ui::Key::f12));
  } else if (!input.desk.counter.empty()) {
    bar.counter =
        in(tr("Counter {counter}"), {{"counter", counter_label(input.site, input.desk.counter)}});
  } else {
    bar.counter = in.of_site(input.site.brand.short_name);
  }
  bar.clerk = clerk_name(input.desk.clerk);
  if (at_counter(page)) {
    bar.state = state_pill(in, counter);
    bar.serves = serves(input, counter);
  }
  if (input.library != nullptr && at_counter(page) && page != Page::finishing) {
    bar.actions.push_back(
        bar_action(Action::search, "search", in(tr("Search")), "search", "/", "/"));
  }
  // At the welcome desk "?" is typed like every other character.
  bar.actions.push_back(bar_action(Action::show_keys, "show-keys", in(tr("Keys")), "info",
                                   page == Page::welcome ? "F1" : "?", "?"));
  bar.actions.back().button.shortcuts.emplace_back(ui::Key::f1);
  bar.actions.push_back(bar_action(Action::show_screen, "show-screen", in(tr("Screen")), "contrast",
                                   "F8", ui::Key::f8));
  bar.linked = input.desk.connected;
  bar.link = bar.linked ? in(tr("Connected")) : in(tr("No link"));
  bar.clock = in.time_24(input.now);
  return bar;
}

/// What asks something, or has been refused, is not said in a bar.
BarWindowView build_bar_window(const Situation& now, const CounterView& view) {
  BarWindowView bar;
  bar.next = now.in(tr_context("visit", "Next"));
  bar.open = bar_action(Action::show_bar, "whole", now.in(tr_context("window", "Open")), "expand",
                        "F12", ui::Key::f12);
  bar.open.button.kind = ui::StaffButtonKind::plain;
  bar.wanted = now.form.screen.bar && at_counter(view.page) && view.page != Page::finishing &&
               !view.panel && !view.alarm && !view.forgotten && !view.notice;
  return bar;
}

std::string time_with_seconds(const ViewInput& input, Instant at) {
  const LocalTime local = local_time(input.site.hours, at);
  char text[16];
  std::snprintf(text, sizeof text, "%02d:%02d:%02d", local.hour, local.minute, local.second);
  return text;
}

std::optional<ui::Banner> build_link(const ViewInput& input) {
  const Texts& in = input.in;
  const Desk& desk = input.desk;
  if (!desk.connected && desk.was_connected) {
    return ui::Banner{
        "late",
        in(tr("No link to the server since {time}."),
           {{"time", time_with_seconds(input, desk.last_news)}}),
        in(tr("You see the line of then. Calling waits; finishing is kept here and sent later.")),
        ui::BannerKind::bad, true};
  }
  if (desk.linked_again && input.now < *desk.linked_again + linked_again_shown) {
    return ui::Banner{"hourglass", in(tr("Linked again.")),
                      in(tr("What was waiting has been sent once; nothing was done twice.")),
                      ui::BannerKind::warn, true};
  }
  return std::nullopt;
}

std::optional<ui::Banner> build_notice(const ViewInput& input) {
  const Desk& desk = input.desk;
  if (desk.notice) {
    if (desk.notice_good) {
      return ui::Banner{"check", desk.notice->lead, desk.notice->text, ui::BannerKind::info, false};
    }
    return ui::Banner{"warn", desk.notice->lead, desk.notice->text,
                      desk.notice_bad ? ui::BannerKind::bad : ui::BannerKind::warn, false};
  }
  if (desk.sign_on) {
    const Sentence said = sign_on_words(input.in, desk.sign_on->state);
    if (!said.lead.empty()) {
      return ui::Banner{"warn", said.lead, said.text, ui::BannerKind::warn, false};
    }
  }
  if (desk.closed && !desk.closed->references.empty()) {
    std::string references;
    for (const std::string& reference : desk.closed->references) {
      if (!references.empty()) references += ", ";
      references += reference;
    }
    return ui::Banner{"clock",
                      input.in(tr("{ticket} goes on: {references}."),
                               {{"ticket", desk.closed->ticket}, {"references", references}}),
                      input.in(tr_plural("Give the resident this reference.",
                                         "Give the resident these references."),
                               static_cast<std::int64_t>(desk.closed->references.size())),
                      ui::BannerKind::info, false};
  }
  return std::nullopt;
}

void build_choose(const ViewInput& input, const Situation& now, CounterView& view) {
  const Texts& in = input.in;
  view.choose.title = in(tr("Which counter are you at?"));
  view.choose.text = in(tr("Signed in as {clerk}"), {{"clerk", clerk_name(input.desk.clerk)}});
  for (const CounterInfo& info : input.site.counters) {
    CounterRow row;
    row.counter = info.id;
    row.label = in(tr("Counter {counter}"), {{"counter", info.label}});
    row.name = in.of_site(info.name);
    const Counter* counter = find_counter(*input.state, info.id);
    const bool taken = counter != nullptr && counter->state != CounterState::closed;
    row.enabled = !taken || counter->clerk == input.desk.clerk;
    row.state = taken ? in(tr("{clerk} is there"), {{"clerk", clerk_name(counter->clerk)}})
                      : in(tr("free"));
    if (view.choose.rows.size() < 9) row.key = std::to_string(view.choose.rows.size() + 1);
    row.spoken = row.label + ", " + row.name + ", " + row.state;
    view.choose.rows.push_back(std::move(row));
  }
  view.choose.sign_out = make_action(now, Action::sign_out);
}

/// Nothing where the panel has nothing to be chosen.
std::optional<ActionView> panel_confirm(const Situation& now, const PanelView& panel) {
  if (panel.keep) return panel.keep;
  if (panel.rows.empty() && !panel.searchable) return std::nullopt;
  const Texts& in = now.in;
  ActionView confirm;
  ui::StaffButton& button = confirm.button;
  button.id = "confirm";
  button.kind = ui::StaffButtonKind::primary;
  button.key = panel.searchable ? enter_key(in) : space_key(in);
  button.shortcuts = {panel.searchable ? ui::Key::enter : ui::Key::space};
  if (!panel.searchable) button.shortcuts.push_back(ui::Key::enter);
  if (panel.rows.empty()) {
    button.label = in(tr("Choose"));
    button.icon = "check";
    button.enabled = false;
  } else {
    const PanelRow& row = panel.rows[panel.chosen];
    confirm.action = row.action;
    const ActionView like = make_action(now, row.action);
    button.icon = like.button.icon;
    button.busy = like.button.busy;
    button.enabled = like.button.enabled;
    button.reason = like.button.reason;
    if (!row.why_not.empty()) {
      button.enabled = false;
      button.reason = row.why_not;
    }
    button.label = row.confirm;
    confirm.short_label = like.button.label;
  }
  return confirm;
}

/// With a panel open the big button does what the panel asks for.
void confirm_by_panel(const Situation& now, const PanelView& panel, CustomerView& customer) {
  auto confirm = panel_confirm(now, panel);
  if (!confirm) {
    if (!is_supervisors(panel.kind)) return;
    // Nothing to choose, and nothing behind it is to be done by mistake.
    confirm.emplace();
    confirm->button.id = "confirm";
    confirm->button.kind = ui::StaffButtonKind::primary;
    confirm->button.label = now.in(tr("Choose"));
    confirm->button.icon = "check";
    confirm->button.enabled = false;
  }
  customer.primary = std::move(*confirm);
  customer.others = {panel.back};
  customer.add_need.reset();
  if (customer.note) customer.note->write.reset();
  customer.toast.reset();
  // Digits choose in the panel now.
  for (NeedView& need : customer.needs) need.row.key.clear();
}

void build_work(const Situation& now, Page page, CounterView& view) {
  view.customer = build_customer(now, page);
  view.customer.note = build_note(now, page);
  view.line = build_line(now, page);
  for (const LineRowView& row : view.line.rows) {
    if (row.row.ticket != now.form.line_why_not || row.why_not.empty()) continue;
    view.notice =
        ui::Banner{"info", row.row.ticket + ":", row.why_not, ui::BannerKind::info, false};
  }
  if (page != Page::finishing) view.knowledge = build_open_article(now);
  if (!view.knowledge && (page == Page::called || page == Page::serving)) {
    view.knowledge = build_knowledge(now);
  }
  if (page == Page::idle || page == Page::on_break || page == Page::closed) {
    view.lobby = build_lobby(now);
  }
  if (page == Page::finishing) view.finish = build_finish(now);
  if (view.panel) confirm_by_panel(now, *view.panel, view.customer);
}

/// At the clerk's counter, or at the welcome desk; not a second time before somebody has come.
std::optional<RaiseAlarm> call_for_help(const Situation& now, Page page) {
  if (page == Page::welcome) {
    if (now.state.desk_alarms.contains(now.desk.device)) return std::nullopt;
    return RaiseAlarm{};
  }
  if (now.counter == nullptr || now.counter->alarm_since) return std::nullopt;
  return RaiseAlarm{now.counter->id};
}

}  // namespace

bool at_counter(Page page) {
  return page != Page::connecting && page != Page::sign_in && page != Page::confirm &&
         page != Page::choose_counter && page != Page::welcome;
}

CounterView build_view(const ViewInput& input) {
  static const State nothing;
  const Counter* counter = my_counter(input);
  const Visit* visit =
      counter != nullptr && counter->visit ? find_visit(*input.state, *counter->visit) : nullptr;
  const Situation now{
      input,      input.in,   input.site, input.state == nullptr ? nothing : *input.state,
      input.desk, input.form, input.now,  keys_of(input.in),
      counter,    visit};
  CounterView view;
  view.page = page_of(input, counter, visit);
  view.counter = input.desk.counter;
  view.bar = build_bar(input, view.page, counter);
  add_follow_ups(now, view.page, view.bar);
  add_supervise(now, view.page, view.bar);
  view.link = build_link(input);
  view.notice = build_notice(input);
  view.old_news = !input.desk.connected;
  view.alarm = build_alarm(now);
  view.forgotten = build_forgotten(now, view.page);
  if (input.desk.training) view.training = input.in(tr("Training: nothing here is real."));
  view.panel = build_panel(now, view.page);
  if (view.panel && !at_counter(view.page)) {
    view.panel->alone = true;
    if (is_supervisors(view.panel->kind)) view.panel->confirm = panel_confirm(now, *view.panel);
  }
  view.call_for_help = call_for_help(now, view.page);
  view.more_hint = input.in(tr("More"));
  view.knowledge_key = now.keys.knowledge;
  if (view.page == Page::connecting) {
    view.connecting_title = input.in(tr("Looking for the queue server …"));
    view.connecting_text = input.in(tr("This goes on by itself as soon as it answers."));
  } else if (view.page == Page::sign_in) {
    build_sign_in(input, view);
  } else if (view.page == Page::confirm) {
    build_confirm(input, view);
  } else if (view.page == Page::choose_counter) {
    build_choose(input, now, view);
  } else if (view.page == Page::welcome) {
    build_welcome(now, view);
  } else {
    build_work(now, view.page, view);
  }
  view.bar_window = build_bar_window(now, view);
  return view;
}

}  // namespace foyer::counter_client
