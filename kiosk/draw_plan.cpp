// The plan with its route, marks and labels.
#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/draw_items.h"
#include "kiosk/plan_frame.h"

namespace foyer::kiosk {
namespace {

using ui::Point;
using ui::Rect;
using ui::Weight;

class PlanDrawing {
 public:
  PlanDrawing(ui::Ui& ui, const Plan& plan, const Rect& frame)
      : ui_(ui), plan_(plan), frame_(frame), clear_(frame.inset(ui.px(4))) {
    const double most = 16.0 * static_cast<double>(ui.px(100)) / 100;
    view_ = fitted(plan, static_cast<int>(frame.w), static_cast<int>(frame.h), most);
  }

  void draw() {
    draw_picture();
    // First what must be seen, so that names give way to it; drawn in the order of what is on top.
    const std::vector<std::vector<Point>> lines = lines_of_way();
    for (const auto& line : lines) {
      for (std::size_t i = 1; i < line.size(); ++i) {
        clear_.take_line(line[i - 1], line[i], ui_.px(30));
      }
    }
    clear_.take(north_box());
    take_fixed();
    draw_north();
    draw_labels();
    draw_lines(lines);
    for (const PlanExit& exit : plan_.exits) draw_exit(exit);
    draw_marks();
    if (plan_.goal) draw_goal();
    if (plan_.here) draw_here();
  }

 private:
  [[nodiscard]] Point at(PlanPoint point) const {
    const Point in_picture = view_.to_picture(point);
    return {frame_.x + in_picture.x, frame_.y + in_picture.y};
  }

  [[nodiscard]] static Rect around(Point at, float width, float height) {
    return {at.x - width / 2, at.y - height / 2, width, height};
  }

  [[nodiscard]] int percent() const { return ui_.canvas.look().metrics.text_percent; }

  void draw_picture() {
    if (plan_.pictures == nullptr || !ui_.canvas.paints()) {
      ui_.canvas.fill(frame_, ground());
      return;
    }
    const auto found = plan_.pictures->find(plan_.level.plan, view_, ui_.theme());
    ui_.canvas.fill(frame_, ground());
    if (found.pixels != nullptr) {
      ui_.canvas.pixels(frame_, found.key, *found.pixels, ground());
    }
  }

  [[nodiscard]] ui::Color ground() const {
    return ui_.theme().high_contrast() ? ui_.theme().paper : ui_.theme().room;
  }

  [[nodiscard]] std::vector<std::vector<Point>> lines_of_way() const {
    std::vector<std::vector<Point>> lines;
    for (const auto& route : plan_.routes) {
      std::vector<Point> line;
      for (const PlanPoint point : route) line.push_back(at(point));
      lines.push_back(std::move(line));
    }
    return lines;
  }

  // --- what must be seen

  [[nodiscard]] ui::TextStyle words(Weight weight, ui::Color color) const {
    ui::TextStyle style = ui_.canvas.style(ui::type::caption, weight, color);
    // Names on a plan grow a little with the text size; the steps, which say the same, grow fully.
    const float growth = std::min(1.3F, static_cast<float>(percent()) / 100);
    style.px = std::round(ui_.px(24) * growth);
    style.line_height = std::round(ui_.px(30) * growth);
    style.align = ui::Align::center;
    style.valign = ui::VAlign::middle;
    style.lines_max = 1;
    return style;
  }

  [[nodiscard]] Rect pill_of(std::string_view text) const {
    const auto size = ui_.canvas.measure(text, words(Weight::bold, ui_.theme().ink));
    return {0, 0, std::ceil(size.width) + ui_.px(28), std::ceil(size.height) + ui_.px(12)};
  }

  /// Beside a point where there is room: left, right, above, below; otherwise where it is cut
  /// least.
  Rect beside(Point point, const Rect& pill, float gap) {
    for (const float far : {gap, 2 * gap, 3.2F * gap}) {
      const std::array<Point, 6> offsets = {{{-far - pill.w, -pill.h / 2},
                                             {far, -pill.h / 2},
                                             {-pill.w / 2, far},
                                             {-pill.w / 2, -far - pill.h},
                                             {-pill.w - gap / 2, far},
                                             {gap / 2, -far - pill.h}}};
      for (const Point offset : offsets) {
        const Rect rect{std::round(point.x + offset.x), std::round(point.y + offset.y), pill.w,
                        pill.h};
        if (clear_.try_take(rect)) return rect;
      }
    }
    Rect rect{point.x - pill.w / 2, point.y + gap, pill.w, pill.h};
    rect.x = std::round(std::clamp(rect.x, frame_.x, std::max(frame_.x, frame_.end() - pill.w)));
    rect.y = std::round(std::clamp(rect.y, frame_.y, std::max(frame_.y, frame_.bottom() - pill.h)));
    clear_.take(rect);
    return rect;
  }

  void take_fixed() {
    for (const PlanExit& exit : plan_.exits) clear_.take(around(at(exit.at), exit_w(), exit_h()));
    if (plan_.here) clear_.take(around(at(*plan_.here), ui_.px(52), ui_.px(52)));
    if (plan_.goal) clear_.take(around(at(*plan_.goal), ui_.px(56), ui_.px(56)));
    place_marks();
    if (plan_.here) here_pill_ = beside(at(*plan_.here), pill_of(plan_.here_words), ui_.px(30));
    if (plan_.goal) goal_pill_ = beside(at(*plan_.goal), pill_of(plan_.goal_words), ui_.px(32));
  }

  void draw_pill(const Rect& rect, std::string_view text, ui::Color fill, ui::Color color) {
    ui_.canvas.fill(rect, fill, ui_.px(10));
    ui_.canvas.text(rect, text, words(Weight::bold, color));
  }

  void draw_here() {
    const ui::Theme& theme = ui_.theme();
    draw_pill(here_pill_, plan_.here_words, theme.ink, theme.paper);
    const Point point = at(*plan_.here);
    ui_.canvas.circle(point, ui_.px(22), theme.call, theme.ink, ui_.px(5));
    ui_.canvas.circle(point, ui_.px(8), theme.ink);
  }

  void draw_goal() {
    const ui::Theme& theme = ui_.theme();
    draw_pill(goal_pill_, plan_.goal_words, theme.accent, theme.on_accent);
    const Point point = at(*plan_.goal);
    ui_.canvas.circle(point, ui_.px(26), theme.accent, theme.card, ui_.px(4));
    ui_.canvas.icon(around(point, ui_.px(34), ui_.px(34)), "pin", theme.on_accent);
  }

  [[nodiscard]] float exit_w() const { return ui_.px(132); }
  [[nodiscard]] float exit_h() const { return ui_.px(64); }

  void draw_exit(const PlanExit& exit) {
    const ui::Theme& theme = ui_.theme();
    Rect box = around(at(exit.at), exit_w(), exit_h());
    box.x = std::round(std::clamp(box.x, frame_.x, frame_.end() - box.w));
    box.y = std::round(std::clamp(box.y, frame_.y, frame_.bottom() - box.h));
    ui_.canvas.box(box, {.fill = theme.accent,
                         .edge = theme.card,
                         .edge_px = ui_.px(3),
                         .radius = ui_.px(theme.radius_small)});
    Rect rest = box.inset({ui_.px(10), 0, ui_.px(8), 0});
    ui_.canvas.icon(ui::cut_start(rest, ui_.px(44)), exit.icon, theme.on_accent);
    ui_.canvas.icon(ui::cut_start(rest, ui_.px(30)), exit.up ? "arrow-up" : "arrow-down",
                    theme.on_accent);
    ui::TextStyle style = ui_.canvas.style({34, 40}, Weight::bold, theme.on_accent);
    style.align = ui::Align::center;
    style.valign = ui::VAlign::middle;
    style.lines_max = 1;
    // A plan does not grow with the text size; the steps say the same.
    style.px = ui_.px(34);
    style.line_height = ui_.px(40);
    ui_.canvas.text(rest, exit.sign, style);
  }

  // --- the way

  void draw_lines(const std::vector<std::vector<Point>>& lines) {
    const ui::Theme& theme = ui_.theme();
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::vector<Point> shown = beginning_of(lines[i], plan_.progress);
      if (shown.size() < 2) continue;
      ui_.canvas.polyline(shown, theme.card, ui_.px(24));
      const bool ends = i + 1 == lines.size();
      if (ends) draw_head(shown, theme.card, ui_.px(24));
      ui_.canvas.polyline(shown, theme.accent, ui_.px(14));
      if (ends) draw_head(shown, theme.accent, ui_.px(14));
    }
  }

  /// Two strokes back from the tip, as on the signs.
  void draw_head(const std::vector<Point>& line, ui::Color color, float width) {
    const Point tip = line.back();
    // Back along the line, not only its last piece, which may be short.
    Point back = line.front();
    for (auto it = line.rbegin(); it != line.rend(); ++it) {
      back = *it;
      if (std::hypot(tip.x - back.x, tip.y - back.y) > ui_.px(20)) break;
    }
    const float length = std::hypot(tip.x - back.x, tip.y - back.y);
    if (length < 1 || plan_.goal.has_value()) return;
    const Point way{(tip.x - back.x) / length, (tip.y - back.y) / length};
    const float arm = ui_.px(24);
    const Point left{tip.x + arm * (-way.x + way.y), tip.y + arm * (-way.y - way.x)};
    const Point right{tip.x + arm * (-way.x - way.y), tip.y + arm * (-way.y + way.x)};
    ui_.canvas.polyline({left, tip, right}, color, width);
  }

  /// Numbers that would stand on each other or on something else are left out: the line says it.
  void place_marks() {
    Clear marks(frame_);
    for (const PlanExit& exit : plan_.exits) marks.take(around(at(exit.at), exit_w(), exit_h()));
    if (plan_.here) marks.take(around(at(*plan_.here), ui_.px(48), ui_.px(48)));
    if (plan_.goal) marks.take(around(at(*plan_.goal), ui_.px(56), ui_.px(56)));
    for (const PlanMark& mark : plan_.marks) {
      Point point = at(mark.at);
      const bool at_exit = std::any_of(plan_.exits.begin(), plan_.exits.end(),
                                       [&](const PlanExit& exit) { return exit.at == mark.at; });
      if (at_exit) {
        point = {point.x + exit_w() / 2 - ui_.px(4), point.y + exit_h() / 2};
        point.x = std::min(point.x, frame_.end() - ui_.px(24));
        point.y = std::min(point.y, frame_.bottom() - ui_.px(24));
      }
      const Rect disc = around(point, ui_.px(46), ui_.px(46));
      if (!marks.try_take(disc) && !at_exit) continue;
      clear_.take(disc);
      marks_.emplace_back(point, mark.number);
    }
  }

  void draw_marks() {
    const ui::Theme& theme = ui_.theme();
    for (const auto& [point, number] : marks_) {
      ui_.canvas.circle(point, ui_.px(22), theme.accent, theme.card, ui_.px(3));
      ui::TextStyle style = words(Weight::bold, theme.on_accent);
      style.px = ui_.px(24);
      style.line_height = ui_.px(32);
      ui_.canvas.text(around(point, ui_.px(40), ui_.px(40)), number, style);
    }
  }

  // --- names

  void draw_labels() {
    std::vector<const PlanLabel*> labels;
    for (const PlanLabel& label : plan_.labels) labels.push_back(&label);
    const auto rank = [](LabelSize size) {
      return size == LabelSize::large ? 0 : size == LabelSize::normal ? 1 : 2;
    };
    std::stable_sort(labels.begin(), labels.end(), [&](const PlanLabel* a, const PlanLabel* b) {
      return rank(a->size) < rank(b->size);
    });
    for (const PlanLabel* label : labels) draw_label(*label);
  }

  void draw_label(const PlanLabel& label) {
    const ui::Theme& theme = ui_.theme();
    const Point point = at(label.at);
    const Rect mine = frame_.inset(ui_.px(4));
    if (point.x < mine.x || point.x > mine.end() || point.y < mine.y || point.y > mine.bottom()) {
      return;
    }
    const float side = label.icon.empty() ? 0 : ui_.px(40);
    if (side > 0) {
      const Rect box = around(point, side, side);
      if (!clear_.try_take(box)) return;
      ui_.canvas.box(box, {.fill = theme.ink_soft, .radius = ui_.px(6)});
      ui_.canvas.icon(box.inset(ui_.px(5)), label.icon,
                      theme.high_contrast() ? theme.paper : theme.card);
      if (label.size == LabelSize::small) return;
    }
    const Weight weight = label.size == LabelSize::large ? Weight::bold : Weight::regular;
    const ui::TextStyle style = words(weight, theme.ink);
    place_words(label.text, style, point, side);
  }

  /// In the middle of its point, or a little above or below; with a symbol under, over or beside
  /// it. Long names may take two lines.
  void place_words(const std::string& text, ui::TextStyle style, Point point, float symbol) {
    const auto one = ui_.canvas.measure(text, style);
    std::vector<ui::TextSize> sizes{one};
    std::vector<int> lines{1};
    if (one.width > ui_.px(150) && text.find(' ') != std::string::npos) {
      ui::TextStyle two = style;
      two.lines_max = 2;
      const auto wrapped = ui_.canvas.measure(text, two, std::max(one.width * 0.6F, ui_.px(110)));
      if (!wrapped.cut && !wrapped.broken && wrapped.lines == 2) {
        sizes.insert(sizes.begin(), wrapped);
        lines.insert(lines.begin(), 2);
      }
    }
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      const float w = std::ceil(sizes[i].width) + 2;
      const float h = std::ceil(sizes[i].height);
      for (const Point offset : offsets(w, h, symbol)) {
        const Rect rect{std::round(point.x + offset.x - w / 2),
                        std::round(point.y + offset.y - h / 2), w, h};
        if (!clear_.try_take(rect)) continue;
        style.lines_max = lines[i];
        // Over walls and furniture the words need a ground of their own.
        ui::Color plate = ground();
        plate.a = 170;
        ui_.canvas.fill(rect.inset(-ui_.px(3)), plate, ui_.px(6));
        ui_.canvas.text(rect, text, style);
        return;
      }
    }
  }

  [[nodiscard]] std::vector<Point> offsets(float w, float h, float symbol) const {
    const float gap = ui_.px(4);
    if (symbol == 0) {
      return {{0, 0},        {0, -h * 0.7F}, {0, h * 0.7F}, {-w * 0.4F, 0},
              {w * 0.4F, 0}, {0, -h * 1.4F}, {0, h * 1.4F}};
    }
    const float down = symbol / 2 + gap + h / 2;
    const float aside = symbol / 2 + 2 * gap + w / 2;
    return {{0, down}, {0, -down}, {aside, 0}, {-aside, 0}};
  }

  /// Empty where no arrow is drawn.
  [[nodiscard]] Rect north_box() const {
    if (!plan_.north_degrees) return {};
    return {frame_.end() - ui_.px(64), frame_.y + ui_.px(12), ui_.px(52), ui_.px(84)};
  }

  void draw_north() {
    if (!plan_.north_degrees) return;
    const ui::Theme& theme = ui_.theme();
    const float size = ui_.px(34);
    const Rect box = north_box();
    const Point middle{box.x + box.w / 2, box.y + ui_.px(26)};
    const double turn = (*plan_.north_degrees + plan_.turn_degrees) * 3.14159265358979 / 180;
    const auto turned = [&](double x, double y) {
      return Point{middle.x + static_cast<float>(x * std::cos(turn) - y * std::sin(turn)),
                   middle.y + static_cast<float>(x * std::sin(turn) + y * std::cos(turn))};
    };
    const double half = static_cast<double>(size) / 2;
    const Point tip = turned(0, -half * 1.4);
    const Point notch = turned(0, half * 0.4);
    ui_.canvas.polygon({tip, turned(half * 0.7, half), notch}, theme.ink);
    ui_.canvas.polygon({tip, notch, turned(-half * 0.7, half)}, theme.ink);
    ui::TextStyle style = words(Weight::bold, theme.ink);
    style.px = ui_.px(24);
    style.line_height = ui_.px(30);
    ui_.canvas.text({box.x, box.y + ui_.px(54), box.w, ui_.px(30)}, plan_.north_sign, style);
  }

  ui::Ui& ui_;
  const Plan& plan_;
  Rect frame_;
  Clear clear_;
  ui::PlanView view_;
  std::vector<std::pair<Point, std::string>> marks_;
  Rect here_pill_;
  Rect goal_pill_;
};

void draw_map(ui::Ui& ui, const Rect& rect, const Plan& plan) {
  const ui::Theme& theme = ui.theme();
  ui.canvas.box(rect, {.fill = theme.high_contrast() ? theme.paper : theme.room,
                       .edge = theme.high_contrast() ? theme.ink : theme.line,
                       .edge_px = ui.px(theme.hair),
                       .radius = ui.px(theme.radius)});
  const Rect inner = ui.canvas.to_physical(rect.inset(ui.px(10)));
  const ui::Canvas::Unmirrored unmirrored(ui.canvas);
  const ui::Canvas::Clip clip(ui.canvas, inner);
  PlanDrawing(ui, plan, inner).draw();
}

}  // namespace

Block plan_block(ui::Ui& ui, const Plan& plan, Intents& intents) {
  const bool wide = landscape(ui);
  const float least = ui.px(wide ? 360 : 456);
  const bool with_lift = !plan.lift.levels.empty();
  const float lift_w = with_lift ? ui.px(272) : 0;
  const float gap = with_lift ? ui.px(24) : 0;
  Block block{ui.px(24), 0, false, false, 0, {}};
  block.height = std::max(least, with_lift ? lift_height(ui, plan.lift) : 0);
  block.grows = std::max(0.0F, ui.px(wide ? 800 : 760) - block.height);

  block.draw = [&ui, &plan, &intents, lift_w, gap, with_lift](const Rect& r) {
    Rect rest = r;
    const Rect lift = with_lift ? ui::cut_end(rest, lift_w, gap) : Rect{};
    draw_map(ui, rest, plan);
    if (with_lift) draw_lift(ui, lift, plan, intents);
  };
  return block;
}

}  // namespace foyer::kiosk
