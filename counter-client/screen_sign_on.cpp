// While a clerk confirms with the city's account: the square for a phone, the address and the code
// for a browser, and how long they are valid.
#include <algorithm>
#include <cmath>

#include "counter-client/screen_parts.h"

namespace foyer::counter_client {
namespace {

using ui::Rect;
using ui::Weight;
namespace type = ui::type;

struct Line {
  const std::string& text;
  ui::TextStyle style;
  float gap = 0;  // Under it.
};

std::vector<Line> lines_of(Drawing& d) {
  const ConfirmView& v = d.view.confirm;
  const ui::Theme& t = d.ui.theme();
  ui::TextStyle code = words(d.ui, type::desk_figure, Weight::bold, t.ink);
  code.tabular = true;
  ui::TextStyle left = words(d.ui, type::desk_body, Weight::regular, t.ink_soft);
  left.tabular = true;
  const ui::TextStyle soft = words(d.ui, type::desk_body, Weight::regular, t.ink_soft);
  return {{v.title, words(d.ui, type::desk_title, Weight::bold, t.ink), d.ui.px(8)},
          {v.text, soft, d.ui.px(8)},
          {v.address, words(d.ui, type::desk_body, Weight::bold, t.ink), d.ui.px(16)},
          {v.code_label, soft, d.ui.px(8)},
          {v.code, code, d.ui.px(16)},
          {v.left, left, d.ui.px(16)}};
}

}  // namespace

void draw_confirm(Drawing& d, const Rect& rect) {
  const ConfirmView& v = d.view.confirm;
  const ui::Theme& t = d.ui.theme();
  const ui::QrCode qr = ui::encode_qr(v.qr_url);
  const float module = std::max(3.0F, std::floor(d.ui.px(248) / static_cast<float>(qr.outer())));
  const float side = module * static_cast<float>(qr.outer());
  const float pad = d.ui.px(32);
  const float wide = std::min(rect.w - d.ui.px(48), d.ui.canvas.grown(440) + side + pad);
  const float text_w = wide - 3 * pad - side;
  const std::vector<Line> lines = lines_of(d);
  float text_h = 0;
  for (const Line& line : lines)
    text_h += height_of(d.ui, line.text, line.style, text_w) + line.gap;
  const float notice_h =
      d.view.notice ? ui::banner_height(d.ui, text_w, *d.view.notice) + d.ui.px(16) : 0;
  const float button_h = ui::staff_button_height(d.ui, v.cancel.button);
  text_h += notice_h + button_h + reason_height(d.ui, v.cancel);
  const float height = 2 * pad + std::max(side, text_h);
  const float y = rect.y + std::max(d.ui.px(16), std::floor((rect.h - height) * 0.4F));
  const Rect card{rect.x + std::floor((rect.w - wide) / 2), y, wide, height};
  d.ui.canvas.box(card, {.fill = t.card,
                         .edge = t.high_contrast() ? t.edge : t.line,
                         .edge_px = d.ui.px(t.desk_border),
                         .radius = d.ui.px(t.radius)});
  Rect rest = card.inset(pad);
  const Rect square = ui::cut_start(rest, side, pad);
  d.ui.canvas.qr({square.x, square.y}, qr, static_cast<int>(module));
  for (const Line& line : lines) {
    const float high = height_of(d.ui, line.text, line.style, rest.w);
    d.ui.canvas.text(ui::cut_top(rest, high, line.gap), line.text, line.style);
  }
  if (d.view.notice) {
    ui::banner(d.ui, ui::cut_top(rest, notice_h - d.ui.px(16), d.ui.px(16)), *d.view.notice);
  }
  const float button_w = std::min(rest.w, ui::staff_button_width(d.ui, v.cancel.button));
  action_button(d, {rest.x, rest.y, button_w, button_h}, v.cancel);
}

}  // namespace foyer::counter_client
