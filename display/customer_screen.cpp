#include "display/customer_screen.h"

#include <algorithm>
#include <vector>

#include "display/parts.h"
#include "ui/components.h"

namespace foyer::display {
namespace {

using ui::Align;
using ui::Canvas;
using ui::Rect;
using ui::TextStyle;
using ui::TypeSize;
using ui::VAlign;
using ui::Weight;

constexpr float margin = 40;
constexpr float gap = 16;
constexpr TypeSize ticket_size{240, 240};
constexpr TypeSize headline_sizes[] = {{72, 84}, {56, 68}, {44, 56}, {36, 46}, {30, 40}};
constexpr TypeSize question_sizes[] = {{48, 58}, {40, 50}, {34, 44}, {28, 36}, {24, 32}};

/// The largest of the sizes in which the text is no higher than `height` and no wider than `width`.
template <std::size_t N>
TextStyle largest(Canvas& c, const TypeSize (&sizes)[N], const std::string& text, float width,
                  float height) {
  TextStyle style;
  for (const TypeSize& size : sizes) {
    style = c.style(size, Weight::bold);
    const ui::TextSize measured = c.measure(text, style, width);
    if (measured.height <= height && measured.width <= width) break;
  }
  return style;
}

/// "Counter 5 · Property tax".
void draw_head(ui::Ui& ui, const CustomerView& view, Rect& rest) {
  Canvas& c = ui.canvas;
  TextStyle style = c.style(ui::type::name, Weight::bold);
  style.valign = VAlign::middle;
  const std::string words = view.counter_word + " " + view.counter + " · " + view.name;
  const ui::TextSize size = c.measure(words, style, rest.w - 2 * c.px(margin));
  const Rect head = ui::cut_top(rest, std::max(c.px(80), size.height + c.px(24)));
  c.text(head.inset({c.px(margin), 0, c.px(margin), 0}), words, style);
  c.hline(head.x, head.bottom() - c.px(2), head.w, ui.theme().ink, c.px(2));
}

/// What the server's silence means, at the foot.
void draw_lost_link(ui::Ui& ui, const CustomerView& view, Rect& rest) {
  if (view.notice.empty()) return;
  Canvas& c = ui.canvas;
  TextStyle style = c.style(ui::type::body);
  style.align = Align::center;
  style.valign = VAlign::middle;
  const float width = rest.w - 2 * c.px(margin);
  const Rect foot =
      ui::cut_bottom(rest, c.measure(view.notice, style, width).height + c.px(2 * gap));
  c.hline(foot.x, foot.y, foot.w, ui.theme().line, c.px(1));
  c.text(foot.inset({c.px(margin), 0, c.px(margin), 0}), view.notice, style);
}

/// The words in the middle of what is left, the ticket above them where somebody is here.
void draw_words(ui::Ui& ui, const CustomerView& view, Rect rest) {
  Canvas& c = ui.canvas;
  const bool called = view.page == CustomerView::Page::called;
  if (called) c.fill(rest, ui.theme().call);
  const ui::Color ink = called ? ui.theme().on_call : ui.theme().ink;
  const Canvas::Container inside(c, rest, "words");
  rest = rest.inset({c.px(margin), c.px(margin), c.px(margin), c.px(margin)});
  if (!view.ticket.empty()) {
    TextStyle number = c.style(ticket_size, Weight::bold, ink);
    number = fitted(c, view.ticket, number, rest.w);
    number.align = Align::center;
    number.valign = VAlign::middle;
    c.text(ui::cut_top(rest, std::min(rest.h / 2, c.measure(view.ticket, number).height)),
           view.ticket, number);
  }
  TextStyle below = c.style(ui::type::lead, Weight::regular, ink);
  below.align = Align::center;
  const float below_h =
      view.subline.empty() ? 0 : c.measure(view.subline, below, rest.w).height + c.px(gap);
  TextStyle style = largest(c, headline_sizes, view.headline, rest.w, rest.h - below_h);
  style.color = ink;
  style.align = Align::center;
  const float headline_h = c.measure(view.headline, style, rest.w).height;
  const float top = rest.y + std::max(0.0F, (rest.h - headline_h - below_h) / 2);
  c.text({rest.x, top, rest.w, headline_h}, view.headline, style);
  if (view.subline.empty()) return;
  c.text({rest.x, top + headline_h + c.px(gap), rest.w, below_h - c.px(gap)}, view.subline, below);
}

ui::Button answer_button(const FeedbackChoice& choice, const std::string& question) {
  ui::Button button;
  button.id = "answer/" + std::to_string(choice.value);
  button.label = choice.words.empty() ? std::to_string(choice.value) : choice.words;
  button.spoken = question + " " + button.label;
  if (choice.value < 10) button.shortcuts = {std::to_string(choice.value)};
  return button;
}

/// One under the other, each with its words.
std::optional<int> draw_choices(ui::Ui& ui, const FeedbackQuestion& question, const Rect& box) {
  std::optional<int> pressed;
  const auto boxes =
      ui::rows(box, static_cast<int>(question.choices.size()), ui.canvas.px(gap * 0.75F));
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    ui::Button button = answer_button(question.choices[i], question.words);
    button.size = ui::type::body;
    if (ui::button(ui, boxes[i], button).pressed) pressed = question.choices[i].value;
  }
  return pressed;
}

/// Numbers, as many in a row as are large enough for a finger, with what the ends mean above them.
std::optional<int> draw_scale(ui::Ui& ui, const FeedbackQuestion& question, Rect box) {
  Canvas& c = ui.canvas;
  TextStyle ends = c.style(ui::type::help);
  const auto note = [&](const std::string& number, const std::string& words, Rect at) {
    c.text(at, number + ": " + words, ends);
  };
  const auto height_of = [&](const std::string& words) {
    return c.measure("10: " + words, ends, box.w).height;
  };
  note("0", question.least, ui::cut_top(box, height_of(question.least)));
  note("10", question.most, ui::cut_top(box, height_of(question.most), c.px(gap)));
  const int per_row = box.w >= c.grown(11 * 72) ? 11 : box.w >= c.grown(6 * 72) ? 6 : 4;
  const int count = static_cast<int>(question.choices.size());
  const int lines = (count + per_row - 1) / per_row;
  const float most =
      (box.h - static_cast<float>(lines - 1) * c.px(gap)) / static_cast<float>(lines);
  const float cell_h = std::min(c.grown(112), most);
  std::optional<int> pressed;
  const auto boxes = ui::grid(box, count, per_row, cell_h, c.px(gap));
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    ui::Button button = answer_button(question.choices[i], question.words);
    if (ui::button(ui, boxes[i], button).pressed) pressed = question.choices[i].value;
  }
  return pressed;
}

/// Skip and End, side by side at the foot.
std::optional<CustomerIntent> draw_keys(ui::Ui& ui, const CustomerView& view, Rect& rest) {
  Canvas& c = ui.canvas;
  ui::Button skip{.id = "skip", .label = view.skip, .shortcuts = {"s"}, .size = ui::type::body};
  ui::Button end{
      .id = "end", .label = view.done, .shortcuts = {ui::Key::escape}, .size = ui::type::body};
  const float half = (rest.w - c.px(gap)) / 2;
  const float height =
      std::max({c.px(96), ui::button_height(ui, half, skip), ui::button_height(ui, half, end)});
  const auto boxes = ui::columns(ui::cut_bottom(rest, height, c.px(gap)), 2, c.px(gap));
  if (ui::button(ui, boxes[0], skip).pressed) return Skipped{};
  if (ui::button(ui, boxes[1], end).pressed) return Ended{};
  return std::nullopt;
}

/// The question, and beside it (in portrait below it) what can be answered.
std::optional<CustomerIntent> draw_question(ui::Ui& ui, const CustomerView& view, Rect rest) {
  Canvas& c = ui.canvas;
  rest = rest.inset({c.px(margin), c.px(24), c.px(margin), c.px(24)});
  const bool beside = rest.w > rest.h * 1.2F;
  Rect asked = beside ? ui::cut_start(rest, rest.w * 0.4F, c.px(margin))
                      : ui::cut_top(rest, rest.h * 0.3F, c.px(gap));
  TextStyle small = c.style(ui::type::help);
  const float progress_h = c.measure(view.progress, small, asked.w).height;
  c.text(ui::cut_top(asked, progress_h, c.px(gap)), view.progress, small);
  c.text(asked, view.headline, largest(c, question_sizes, view.headline, asked.w, asked.h));
  auto intent = draw_keys(ui, view, rest);
  const auto value = view.question->least.empty() ? draw_choices(ui, *view.question, rest)
                                                  : draw_scale(ui, *view.question, rest);
  if (value) intent = Answered{*value};
  return intent;
}

}  // namespace

ui::Metrics customer_metrics(ui::Size window, int text_percent) {
  const bool portrait = window.h > window.w;
  const float w = portrait ? 800 : 1280;
  const float h = portrait ? 1280 : 800;
  return {.scale = std::min(window.w / w, window.h / h), .text_percent = text_percent};
}

std::optional<CustomerIntent> draw_customer_display(ui::Ui& ui, const CustomerView& view) {
  Canvas& c = ui.canvas;
  c.clear(ui.theme().paper);
  Rect rest = c.bounds();
  draw_head(ui, view, rest);
  draw_lost_link(ui, view, rest);
  if (view.page == CustomerView::Page::asking) return draw_question(ui, view, rest);
  draw_words(ui, view, rest);
  return std::nullopt;
}

}  // namespace foyer::display
