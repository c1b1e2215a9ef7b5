// The welcome desk's page: what is typed and found, the article or the lobby, the person.
#include <algorithm>
#include <cmath>
#include <utility>

#include "counter-client/screen_parts.h"
#include "counter-client/screen_welcome.h"

namespace foyer::counter_client {
namespace {

using ui::Rect;
using ui::Weight;
namespace type = ui::type;
using What = WelcomeAct::What;

constexpr const char* field_id = "welcome-words";

/// Below this width (of 100 % text) the article and the person share a column.
constexpr float three_columns_least = 1100;

void type_again(Drawing& d) {
  WelcomeForm& form = d.form.welcome;
  form.words.clear();
  form.taken.clear();
  form.at = 0;
  form.lobby = false;
  form.all = false;
  form.appointment.reset();
  form.triage.clear();
  d.form.knowledge_first = 0;
  form.refocus = true;
}

/// From now on letters and digits are keys.
void take(Drawing& d, const std::string& id) {
  WelcomeForm& form = d.form.welcome;
  form.taken = id;
  form.issued.reset();
  form.said.clear();
  form.lobby = false;
  form.triage.clear();
  form.triage_of = {};
  d.form.knowledge_first = 0;
  d.form.side = SideColumn::by_state;
  d.ui.state().focus_on({});
}

void open_task(Drawing& d, WelcomeTask task) {
  WelcomePerson person = std::move(d.form.welcome.person);
  d.form.welcome = {};
  d.form.welcome.person = std::move(person);
  d.form.welcome.task = task;
  type_again(d);
}

/// The need that is chosen is kept, and another one is looked for; a visit that is chosen gets it.
void ask_for_another(Drawing& d) {
  WelcomeForm& form = d.form.welcome;
  constexpr std::string_view service = "service/";
  constexpr std::string_view visit = "visit/";
  if (form.taken.starts_with(service)) {
    form.person.needs.push_back(ServiceId{form.taken.substr(service.size())});
  } else if (form.taken.starts_with(visit)) {
    form.person = {};
    form.person.add_to.value = std::strtoll(form.taken.c_str() + visit.size(), nullptr, 10);
  }
  form.task = WelcomeTask::services;
  type_again(d);
}

void answer_question(Drawing& d, bool yes) {
  WelcomeForm& form = d.form.welcome;
  const std::size_t slash = form.taken.find('/');
  const knowledge::ArticleId article{form.taken.substr(slash + 1)};
  if (form.triage_of != article) form.triage.clear();
  form.triage_of = article;
  form.triage.push_back(yes);
}

void jump_to(Drawing& d, const std::string& article) {
  WelcomeForm& form = d.form.welcome;
  // Looked for by its own name, so that it stands in the list too.
  form.words.clear();
  form.words.insert(article, 80);
  std::replace(form.words.text.begin(), form.words.text.end(), '-', ' ');
  form.task = WelcomeTask::services;
  form.all = false;
  form.at = 0;
  take(d, "service/" + article);
}

void next_language(Drawing& d, const std::string& next) {
  d.form.welcome.person.language = LanguageTag{next};
}

template <class T>
void toggle(std::set<T>& set, const T& value) {
  if (!set.insert(value).second) set.erase(value);
}

}  // namespace

void perform(Drawing& d, const WelcomeAct& act) {
  WelcomeForm& form = d.form.welcome;
  switch (act.what) {
    case What::none:
      return;
    case What::take:
      return take(d, act.id);
    case What::again:
      return type_again(d);
    case What::open:
      return open_task(d, act.task);
    case What::all_services:
      open_task(d, WelcomeTask::services);
      form.all = true;
      return;
    case What::lobby:
      form.lobby = !form.lobby;
      d.form.knowledge_first = 0;
      return;
    case What::language:
      return next_language(d, act.id);
    case What::special_need:
      return toggle(form.person.special_needs, act.need);
    case What::priority:
      form.person.priority =
          form.person.priority == Priority::priority ? Priority::normal : Priority::priority;
      return;
    case What::another_need:
      return ask_for_another(d);
    case What::answer_yes:
      return answer_question(d, true);
    case What::answer_no:
      return answer_question(d, false);
    case What::jump:
      return jump_to(d, act.id);
    case What::look_up:
      form.code = form.words.text;
      d.out.intent = WantAppointment{form.code};
      return;
    case What::command:
      if (act.command) d.out.command(*act.command);
      return;
    case What::print:
      if (act.paper) d.out.intent = WantPrint{*act.paper};
      return;
  }
}

void welcome_button(Drawing& d, const Rect& rect, const WelcomeButton& button) {
  if (ui::staff_button(d.ui, rect, button.button).pressed) perform(d, button.act);
}

namespace {

bool quiet_button(Drawing& d, const Rect& rect, const WelcomeButton& button) {
  ActionView view;
  view.button = button.button;
  if (!quiet_action(d, rect, view)) return false;
  perform(d, button.act);
  return true;
}

float quiet_width(Drawing& d, const WelcomeButton& button) {
  ActionView view;
  view.button = button.button;
  return quiet_action_width(d.ui, view);
}

/// Whether a control of the last frame has it: a panel that stood over the page takes it along.
bool has_focus(const ui::UiState& state) {
  return std::any_of(state.known.begin(), state.known.end(),
                     [&state](const ui::UiState::Known& known) { return known.id == state.focus; });
}

// --- the first column
void draw_field(Drawing& d, Rect& rest) {
  const WelcomeView& v = *d.view.welcome;
  const float again_w = quiet_width(d, v.again);
  ui::TextFieldOptions field;
  field.id = field_id;
  Rect row = ui::cut_top(rest, d.ui.canvas.grown(60), d.ui.px(12));
  const Rect again = v.typing ? Rect{} : ui::cut_end(row, again_w, d.ui.px(8));
  field.rect = row;
  field.spoken = v.search_label;
  field.hint = v.search_label;
  field.icon = v.search_icon;
  field.size = type::desk_title;
  field.characters_max = 60;
  const bool lost = v.typing && !has_focus(d.ui.state());
  if (std::exchange(d.form.welcome.refocus, false) || lost) d.ui.state().focus_on(field_id);
  const ui::TextFieldResult result = d.ui.text_field(d.form.welcome.words, field);
  WelcomeForm& form = d.form.welcome;
  if (result.changed) {
    form.at = 0;
    form.taken.clear();
    form.lobby = false;
    form.appointment.reset();
  }
  if (result.entered) perform(d, v.enter);
  if (v.typing) return;
  quiet_button(d, ui::centered(again, {again_w, d.ui.canvas.grown(36)}), v.again);
}

struct RowLook {
  ui::TextStyle label, text, end, end_text;
  float end_w = 0, label_h = 0, text_h = 0, height = 0;
};

RowLook row_look(Drawing& d, const WelcomeRow& row, float width) {
  const ui::Theme& t = d.ui.theme();
  RowLook look;
  look.label = words(d.ui, type::desk_body, Weight::bold, t.ink);
  look.text = words(d.ui, type::desk_caption, Weight::regular, t.ink_soft);
  look.end = words(d.ui, type::desk_body, Weight::bold, t.ink, ui::VAlign::top, ui::Align::end);
  look.end_text = look.text;
  look.end_text.align = ui::Align::end;
  look.end_w = std::min(
      std::max(width_of(d.ui, row.end, look.end), width_of(d.ui, row.end_text, look.end_text)),
      width * 0.4F);
  const float room = width - d.ui.px(12 + 20 + 16 + 12 + 12) - look.end_w;
  look.label_h = height_of(d.ui, row.label, look.label, room);
  look.text_h = height_of(d.ui, row.text, look.text, room);
  const float end_h = height_of(d.ui, row.end, look.end, look.end_w) +
                      height_of(d.ui, row.end_text, look.end_text, look.end_w);
  look.height =
      std::max(d.ui.canvas.grown(56), std::max(look.label_h + look.text_h, end_h) + d.ui.px(16));
  return look;
}

void draw_row(Drawing& d, const Rect& rect, const WelcomeRow& row, const RowLook& look) {
  const ui::Theme& t = d.ui.theme();
  const ui::ControlBox box(
      d.ui, {.id = row.id,
             .rect = rect,
             .spoken = row.label + ". " + row.text + " " + row.end + " " + row.end_text,
             .radius = d.ui.px(t.radius_small),
             .focusable = false});
  if (row.chosen || box.result.held) {
    d.ui.canvas.box(rect, {.fill = t.accent_soft,
                           .edge = t.accent,
                           .edge_px = d.ui.px(row.chosen && !d.view.welcome->typing ? 2 : 1),
                           .radius = d.ui.px(t.radius_small)});
  } else {
    hairline(d.ui, rect, rect.bottom() - d.ui.px(1));
    if (box.result.hovered) d.ui.canvas.edge(rect, t.edge, d.ui.px(1), d.ui.px(t.radius_small));
  }
  Rect rest = rect.inset({d.ui.px(12), 0, d.ui.px(12), 0});
  d.ui.canvas.icon(ui::cut_start(rest, d.ui.px(20), d.ui.px(16)), row.icon,
                   row.chosen ? t.accent : t.ink_soft);
  Rect end = ui::cut_end(rest, look.end_w, d.ui.px(12));
  const float end_h = height_of(d.ui, row.end, look.end, look.end_w);
  const float end_text_h = height_of(d.ui, row.end_text, look.end_text, look.end_w);
  end = ui::centered(end, {end.w, end_h + end_text_h});
  d.ui.canvas.text(ui::cut_top(end, end_h), row.end, look.end);
  if (end_text_h > 0) d.ui.canvas.text(end, row.end_text, look.end_text);
  rest = ui::centered(rest, {rest.w, look.label_h + look.text_h});
  d.ui.canvas.text(ui::cut_top(rest, look.label_h), row.label, look.label);
  if (look.text_h > 0) d.ui.canvas.text(rest, row.text, look.text);
  if (box.result.pressed) {
    WelcomeAct act;
    act.what = What::take;
    act.id = row.id;
    perform(d, act);
  }
}

/// The rows around the chosen one, as many as fit.
void draw_rows(Drawing& d, Rect rest) {
  const WelcomeView& v = *d.view.welcome;
  const ui::Theme& t = d.ui.theme();
  if (v.rows.empty()) {
    const float high = ui::tip_height(d.ui, rest.w, v.empty);
    if (high <= rest.h) ui::tip(d.ui, ui::cut_top(rest, high), "info", v.empty);
    return;
  }
  Rect head = ui::cut_top(rest, d.ui.canvas.grown(28), d.ui.px(4));
  const int step =
      arrow_keys(d, ui::cut_end(head, arrow_keys_width(d.ui, v.choose_hint)), v.choose_hint);
  if (step != 0) {
    const int last = static_cast<int>(v.rows.size()) - 1;
    const int next = std::clamp(static_cast<int>(v.chosen) + step, 0, last);
    d.form.welcome.at = static_cast<std::size_t>(next);
    if (!d.form.welcome.taken.empty()) take(d, v.rows[static_cast<std::size_t>(next)].id);
  }
  d.ui.canvas.text(head, v.found,
                   words(d.ui, type::desk_caption, Weight::bold, t.ink_soft, ui::VAlign::middle));
  std::vector<RowLook> looks;
  for (const WelcomeRow& row : v.rows) looks.push_back(row_look(d, row, rest.w));
  std::size_t first = v.chosen;
  float used = looks[first].height;
  while (first > 0 && used + looks[first - 1].height <= rest.h * 0.7F) {
    used += looks[--first].height;
  }
  for (std::size_t i = first; i < looks.size() && looks[i].height <= rest.h; ++i) {
    draw_row(d, ui::cut_top(rest, looks[i].height), v.rows[i], looks[i]);
  }
}

void draw_starts(Drawing& d, Rect& rest) {
  const WelcomeView& v = *d.view.welcome;
  std::vector<ActionView> buttons;
  for (const WelcomeButton& start : v.starts) {
    buttons.emplace_back();
    buttons.back().button = start.button;
  }
  const ButtonRows rows = lay_buttons(d.ui, buttons, rest.w);
  const float title_h = d.ui.canvas.grown(24) + d.ui.px(8);
  const bool titled = rest.h > rows.height + title_h + d.ui.canvas.grown(240);
  Rect at = ui::cut_bottom(rest, rows.height + (titled ? title_h : 0), d.ui.px(12));
  if (titled) {
    d.ui.canvas.text(
        ui::cut_top(at, d.ui.canvas.grown(24), d.ui.px(8)), v.starts_title,
        words(d.ui, type::desk_caption, Weight::bold, d.ui.theme().ink_soft, ui::VAlign::middle));
  }
  for (std::size_t i = 0; i < v.starts.size(); ++i) {
    const Rect& r = rows.rects[i];
    welcome_button(d, {at.x + r.x, at.y + r.y, r.w, r.h}, v.starts[i]);
  }
}

/// The lobby in three figures, where there is room for them.
void draw_figures(Drawing& d, Rect& column) {
  const WelcomeView& v = *d.view.welcome;
  const ui::Theme& t = d.ui.theme();
  const ui::TextStyle big = words(d.ui, type::desk_lead, Weight::bold, t.ink);
  const ui::TextStyle small = words(d.ui, type::desk_caption, Weight::regular, t.ink_soft);
  const float high = line_of(d.ui, type::desk_lead) + line_of(d.ui, type::desk_caption);
  const float lobby_w = quiet_width(d, v.lobby);
  if (column.h < d.ui.canvas.grown(520)) {
    // By its key alone.
    if (d.ui.shortcut(v.lobby.button.shortcuts.front())) perform(d, v.lobby.act);
    return;
  }
  Rect strip = ui::cut_bottom(column, high + d.ui.px(28));
  hairline(d.ui, strip, strip.y);
  strip = strip.inset({d.ui.px(32), d.ui.px(14), d.ui.px(24), d.ui.px(14)});
  Rect lobby = ui::cut_end(strip, lobby_w, d.ui.px(12));
  quiet_button(d, ui::centered(lobby, {lobby_w, d.ui.canvas.grown(32)}), v.lobby);
  for (const WelcomeView::Figure& figure : v.figures) {
    const float wide =
        std::max(width_of(d.ui, figure.number, big), width_of(d.ui, figure.words, small));
    if (wide > strip.w) break;
    Rect cell = ui::cut_start(strip, wide, d.ui.px(28));
    d.ui.canvas.text(ui::cut_top(cell, line_of(d.ui, type::desk_lead)), figure.number, big);
    d.ui.canvas.text(cell, figure.words, small);
  }
}

void draw_first(Drawing& d, Rect column) {
  draw_figures(d, column);
  Rect rest = column.inset({d.ui.px(32), d.ui.px(20), d.ui.px(16), d.ui.px(16)});
  if (d.view.notice) {
    const float high = ui::banner_height(d.ui, rest.w, *d.view.notice);
    ui::banner(d.ui, ui::cut_top(rest, high, d.ui.px(12)), *d.view.notice);
  }
  draw_field(d, rest);
  draw_starts(d, rest);
  draw_rows(d, rest);
}

}  // namespace

void draw_welcome(Drawing& d, const Rect& rect) {
  const ui::Theme& t = d.ui.theme();
  Rect rest = rect;
  const float text = static_cast<float>(d.ui.canvas.look().metrics.text_percent) / 100;
  const bool three = rect.w >= d.ui.px(three_columns_least) * text;
  const Rect first = ui::cut_start(rest, std::floor(rect.w * (three ? 0.4F : 0.5F)));
  // The person has what must be pressed: where there is one column for both, it is seen first.
  if (!three && d.ui.shortcut(d.view.knowledge_key) && d.view.knowledge) {
    const bool known = d.form.side == SideColumn::knowledge;
    d.form.side = known ? SideColumn::by_state : SideColumn::knowledge;
  }
  const bool person = three || d.form.side != SideColumn::knowledge || !d.view.knowledge;
  if (three) {
    const Rect last =
        ui::cut_end(rest, std::max(d.ui.canvas.grown(330), std::floor(rect.w * 0.25F)));
    d.ui.canvas.fill(first, t.card);
    d.ui.canvas.fill(last, t.card);
    d.ui.canvas.vline(rest.x, rest.y, rest.h, t.line, d.ui.px(t.desk_border));
    d.ui.canvas.vline(last.x, last.y, last.h, t.line, d.ui.px(t.desk_border));
    draw_first(d, first);
    draw_middle(d, rest);
    return draw_person(d, last);
  }
  d.ui.canvas.vline(rest.x, rest.y, rest.h, t.line, d.ui.px(t.desk_border));
  draw_first(d, first);
  const bool lobby = d.form.welcome.lobby;
  person && !lobby ? draw_person(d, rest) : draw_middle(d, rest);
}

}  // namespace foyer::counter_client
