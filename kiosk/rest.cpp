#include "kiosk/rest.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kiosk/draw_items.h"
#include "kiosk/screen_parts.h"
#include "kiosk/view_parts.h"
#include "site/notices.h"

namespace foyer::kiosk {

using ui::Rect;

bool Rest::woken_by(std::int64_t now_ms, bool fresh, bool touched) {
  const bool was_on = on_;
  if (!fresh || touched) {
    on_ = false;
    since_ms_ = fresh ? now_ms : 0;
    return was_on;
  }
  if (since_ms_ == 0) since_ms_ = now_ms;
  if (!on_ && after_ms_ > 0 && now_ms >= since_ms_ + after_ms_) {
    on_ = true;
    since_ms_ = now_ms;
  }
  return false;
}

std::int64_t Rest::next_ms(std::int64_t now_ms, std::int64_t turn_ms) const {
  if (on_) return since_ms_ + (turn(now_ms, turn_ms) + 1) * turn_ms;
  if (after_ms_ == 0 || since_ms_ == 0) return std::numeric_limits<std::int64_t>::max();
  return since_ms_ + after_ms_;
}

namespace {

void say_front(const ViewContext& context, RestView& view) {
  const Texts& in = context.in;
  switch (parts::front_of(context)) {
    case parts::Front::open:
    case parts::Front::alone:
      view.question = in(tr_context("kiosk", "What would you like to do today?"));
      break;
    case parts::Front::no_link:
      view.question = in(tr_context("kiosk", "We cannot issue tickets right now"));
      view.more = in(tr_context("kiosk", "Please go to the welcome desk."));
      break;
    case parts::Front::closed: {
      view.question = in(tr_context("kiosk", "We are closed now"));
      const std::string opening = parts::next_opening_words(context);
      if (!opening.empty()) {
        view.more = in(tr_context("kiosk", "Opens {time}"), {{"time", opening}});
      }
      break;
    }
  }
}

}  // namespace

RestView build_rest_view(const ViewContext& context, std::int64_t turn) {
  const Texts& in = context.in;
  RestView view;
  view.header.name = in.of_site(context.site.brand.name);
  view.header.short_name = in.of_site(context.site.brand.short_name);
  view.header.logo = context.site.brand.logo;
  if (knows_time(context.lobby)) view.header.time = in.time_of_day(context.lobby.at);
  view.position = static_cast<int>(turn % rest_positions);
  for (const LanguageInfo& language : context.site.languages) {
    view.languages.push_back({language.tag.value, language.own_name});
  }
  if (context.machine != nullptr && context.machine->settings.out_of_service) {
    view.question = in(tr_context("kiosk", "This kiosk is out of service"));
    view.more = in(tr_context("kiosk", "Please go to the welcome desk."));
    return view;
  }
  view.invitation = in(tr_context("kiosk", "Touch the screen to begin"));
  say_front(context, view);
  // Each notice goes through all languages.
  const auto languages = static_cast<std::int64_t>(std::max<std::size_t>(1, view.languages.size()));
  const Lobby& lobby = context.lobby;
  const auto notices = notices_at(context.site, NoticePlace::kiosk, lobby.at, lobby.state);
  if (notices.empty() || !knows_time(lobby)) return view;
  const Milliseconds first_for(rest_turn_ms * languages);
  const auto newest = just_switched_on(notices, lobby.at, lobby.state, first_for);
  const NoticeInfo& notice =
      *notices[newest.value_or(static_cast<std::size_t>(turn / languages) % notices.size())];
  view.notice = NoticeText{notice.severity == NoticeSeverity::important, in.of_site(notice.text)};
  return view;
}

namespace {

/// What stands small over the languages: the notice of the turn, or words for staff.
struct Aside {
  std::string icon;
  std::string text;
};

Aside aside_of(const RestView& view) {
  if (!view.for_staff.empty()) return {"info", view.for_staff};
  if (view.notice) return {view.notice->important ? "warn" : "info", view.notice->text};
  return {};
}

/// From the bottom of `rest`.
void draw_aside(ui::Ui& ui, Rect& rest, const RestView& view) {
  const Aside aside = aside_of(view);
  if (aside.text.empty()) return;
  const ui::TypeSize size = view.for_staff.empty() ? ui::TypeSize{34, 44} : ui::TypeSize{26, 36};
  const ui::TextStyle style = ui.canvas.style(size, ui::Weight::regular, ui.theme().line);
  const float side = ui.px(48);
  const float h = std::max(side, text_height(ui, aside.text, style, rest.w - side - ui.px(24)));
  Rect line = ui::cut_bottom(rest, h, ui.px(32));
  const Rect at = ui::cut_start(line, side, ui.px(24));
  ui.canvas.icon({at.x, at.y, side, side}, aside.icon, ui.theme().line);
  ui.canvas.text(line, aside.text, style);
}

struct RestLook {
  ui::TextStyle name;
  ui::TextStyle time;
  ui::TextStyle question;
  ui::TextStyle more;
  ui::TextStyle invitation;
  ui::TextStyle language;
};

RestLook rest_look(ui::Ui& ui) {
  const ui::Theme& theme = ui.theme();
  RestLook look{ui.canvas.style({34, 44}, ui::Weight::regular, theme.line),
                ui.canvas.style({38, 48}, ui::Weight::bold, theme.line),
                ui.canvas.style(ui::type::display, ui::Weight::bold, theme.paper),
                ui.canvas.style(ui::type::tile, ui::Weight::regular, theme.line),
                ui.canvas.style({56, 72}, ui::Weight::bold, theme.on_accent),
                ui.canvas.style({30, 44}, ui::Weight::regular, theme.line)};
  look.name.valign = look.time.valign = look.invitation.valign = ui::VAlign::middle;
  look.language.align = look.invitation.align = ui::Align::center;
  look.name.lines_max = look.time.lines_max = 1;
  look.question.tracking = -0.02F;
  return look;
}

void draw_head(ui::Ui& ui, Rect bar, const RestView& view, const RestLook& look) {
  if (!view.header.logo.empty()) {
    const Rect mark = ui::cut_start(bar, ui.px(64), ui.px(24));
    ui.canvas.image(ui::centered(mark, {ui.px(64), ui.px(64)}), view.header.logo);
  }
  if (!view.header.time.empty()) {
    const float time_w = std::ceil(ui.canvas.measure(view.header.time, look.time).width) + 2;
    ui.canvas.text(ui::cut_end(bar, time_w, ui.px(24)), view.header.time, look.time);
  }
  if (view.header.name.empty()) return;
  const bool full = ui.canvas.measure(view.header.name, look.name).width <= bar.w;
  ui.canvas.text(bar, full ? view.header.name : view.header.short_name, look.name);
}

/// All languages by their own names, so that everybody finds theirs.
void draw_languages(ui::Ui& ui, const Rect& area, const RestView& view, const RestLook& look) {
  const int across = landscape(ui) ? 7 : 5;
  const int rows = (static_cast<int>(view.languages.size()) + across - 1) / across;
  const float row_h = ui.px(72);  // the tallest scripts stand in it
  Rect rest = area;
  Rect grid = ui::cut_bottom(rest, row_h * static_cast<float>(rows));
  for (std::size_t i = 0; i < view.languages.size(); i += static_cast<std::size_t>(across)) {
    const Rect row = ui::cut_top(grid, row_h);
    const auto cells = ui::columns(row, across, ui.px(16));
    for (std::size_t k = 0; k < cells.size() && i + k < view.languages.size(); ++k) {
      ui::TextStyle style = look.language;
      style.language = view.languages[i + k].tag;
      style.valign = ui::VAlign::middle;
      ui.canvas.text(cells[k], view.languages[i + k].own_name, style);
    }
  }
}

void draw_invitation(ui::Ui& ui, const Rect& area, const RestView& view, const RestLook& look) {
  const float pad = ui.px(48);
  const float wide = std::min(area.w, ui.px(952));
  const float question_h = text_height(ui, view.question, look.question, area.w);
  const float words_h = text_height(ui, view.invitation, look.invitation, wide - 2 * pad);
  const float pill_h = words_h + 2 * ui.px(40);
  const float gap = ui.px(56);
  const float more_h = text_height(ui, view.more, look.more, area.w);
  const float spare = std::max(0.0F, area.h - question_h - more_h - gap - pill_h);
  const float share = 0.3F + 0.2F * static_cast<float>(view.position);
  const float y = std::round(area.y + spare * share);
  ui.canvas.text({area.x, y, area.w, question_h}, view.question, look.question);
  ui.canvas.text({area.x, y + question_h, area.w, more_h}, view.more, look.more);
  if (view.invitation.empty()) return;
  const Rect pill{area.x, y + question_h + more_h + gap, wide, pill_h};
  ui.canvas.fill(pill, ui.theme().accent, ui.px(ui.theme().radius));
  const ui::Canvas::Container inside(ui.canvas, pill, "invitation");
  ui.canvas.text(pill.inset({pad, 0, pad, 0}), view.invitation, look.invitation);
}

}  // namespace

void draw_rest(ui::Ui& ui, const RestView& view) {
  const RestLook look = rest_look(ui);
  ui.canvas.clear(ui.theme().ink);
  const float margin = margin_of(ui);
  Rect rest = ui.canvas.bounds().inset({margin, 0, margin, margin});
  draw_head(ui, ui::cut_top(rest, ui.px(120)), view, look);
  const Rect languages = ui::cut_bottom(rest, ui.px(landscape(ui) ? 160 : 240), ui.px(32));
  if (view.languages.size() > 1) draw_languages(ui, languages, view, look);
  draw_aside(ui, rest, view);
  draw_invitation(ui, rest, view, look);
}

}  // namespace foyer::kiosk
