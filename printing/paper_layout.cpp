#include "printing/paper_layout.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "ui/assets.h"
#include "ui/icons.h"
#include "ui/qr.h"

namespace foyer::printing {
namespace {

// Dots, as in the picture of the paper ticket.
constexpr int margin_80 = 24;
constexpr int margin_58 = 12;
constexpr float type_min = 24;
constexpr float type_small = 24;
constexpr float type_body = 26;
constexpr float type_heading = 30;
constexpr float type_name = 38;
constexpr float type_number = 216;
constexpr int line_thin = 3;
constexpr int line_thick = 4;
constexpr int logo_size = 56;
constexpr int icon_size = 40;
constexpr float icon_lines = 4.5F;  // of 48 units: 3.75 dots
constexpr int box_size = 28;
constexpr int band_height = 48;
constexpr int step_column = 44;
constexpr int dash = 12;
constexpr int module_beside = 7;  // dots of a QR module with words beside it
constexpr int module_max = 10;
constexpr int module_min = 5;
constexpr int words_beside_min = 200;
constexpr int bottom = 16;

ui::TextStyle type(float px, float line_height, ui::Weight weight = ui::Weight::regular) {
  ui::TextStyle style;
  style.px = px;
  style.line_height = line_height;
  style.weight = weight;
  return style;
}

/// The brand's mark in lines: what is a coloured field on the screen stays white.
ui::Theme line_theme() {
  ui::Theme theme = ui::light_theme();
  theme.accent = {255, 255, 255, 255};
  theme.on_accent = {0, 0, 0, 255};
  return theme;
}

}  // namespace

struct PaperTools {
  ui::TextEngine text;
  ui::IconSet icons{ui::asset_folder() / "icons"};
};

namespace {

/// One paper while it is laid out, from the top down. Horizontal places count from the side on
/// which reading begins.
class Sheet {
 public:
  Sheet(PaperTools& tools, const Paper& paper, PaperWidth width)
      : tools_(tools),
        raster_(dots(width)),
        language_(paper.language.value),
        page_(ui::direction_of(paper.language.value)),
        margin_(width == PaperWidth::mm_80 ? margin_80 : margin_58),
        y_(margin_) {}

  Raster finish() {
    raster_.grow(y_ + bottom);
    return std::move(raster_);
  }

  void operator()(const PaperHead& head) {
    const int logo = head.logo.empty() ? 0 : logo_size;
    const int beside = logo == 0 ? 0 : logo + 16;
    if (logo != 0) {
      raster_.stamp(ui::render_svg(head.logo, logo, logo, line_theme()), left(0, logo), y_);
    }
    const int top = y_;
    const int room = content() - beside;
    put(head.name, fitting(head.name, type(28, 36, ui::Weight::bold), room), beside, room);
    put(head.line, fitting(head.line, type(type_body, 36), room), beside, room);
    y_ = std::max(y_, top + logo) + 16;
  }

  void operator()(const PaperBand& band) {
    ui::TextStyle style = type(type_heading, 0, ui::Weight::bold);
    const int room = content() - 32;
    const auto too_large = [&] {
      const ui::TextSize size = measured(band.text, style, 0);
      return size.width > static_cast<float>(room) ||
             size.ink.h > static_cast<float>(band_height - 4);
    };
    while (style.px > type_min && too_large()) style.px -= 1;
    raster_.fill(margin_, y_, content(), band_height);
    const ui::TextSize size = measured(band.text, style, 0);
    // By its ink: the lines of some scripts are higher than the band.
    const float top = (static_cast<float>(band_height) - size.ink.h) / 2 - size.ink.y;
    stamp(band.text, style, 16, room, y_ + static_cast<int>(std::lround(top)), Tone::white);
    y_ += band_height;
  }

  void operator()(const PaperNumber& number) {
    ui::TextStyle style = type(type_number, 0, ui::Weight::bold);
    const auto ink_width = [&] { return measured(number.text, style, 0).ink.w; };
    if (ink_width() > static_cast<float>(content())) {
      style.px = std::floor(style.px * static_cast<float>(content()) / ink_width());
    }
    const ui::TextSize size = measured(number.text, style, 0);
    // Its ink begins where the other lines begin.
    const float inset =
        page_ == ui::Direction::right_to_left ? size.width - size.ink.x - size.ink.w : size.ink.x;
    y_ += 32;
    stamp(number.text, style, -static_cast<int>(std::lround(inset)),
          static_cast<int>(std::ceil(size.width)), y_ - static_cast<int>(std::lround(size.ink.y)),
          Tone::black);
    y_ += static_cast<int>(std::ceil(size.ink.h)) + 28;
  }

  void operator()(const PaperName& name) {
    put(name.text, fitting(name.text, type(type_name, 48, ui::Weight::bold), content()), 0,
        content());
    y_ += 12;
  }

  void operator()(const PaperFacts& facts) {
    if (facts.facts.empty()) return;
    rule(line_thick);
    y_ += 12;
    if (!put_in_columns(facts)) {
      for (const PaperFact& fact : facts.facts) put_fact(fact, value_style(32), 0, content());
    }
    y_ += 12;
    rule(line_thick);
  }

  void operator()(const PaperHeading& heading) {
    y_ += 24;
    put(heading.text, fitting(heading.text, type(type_heading, 40, ui::Weight::bold), content()), 0,
        content());
    y_ += 4;
  }

  void operator()(const PaperText& text) {
    y_ += 4;
    put(text.text, fitting(text.text, type(type_body, 36), content()), 0, content());
  }

  void operator()(const PaperNote& note) {
    y_ += 8;
    const ui::Mask icon = tools_.icons.render(note.icon, icon_size, icon_lines, false, 0);
    const int beside = icon_size + 12;
    const int room = content() - beside;
    const auto style = fitting(note.text, type(type_small, 34, ui::Weight::bold), room);
    const int high = height_of(note.text, style, room);
    raster_.stamp(icon, left(0, icon_size), y_ + std::max(0, (std::min(high, 44) - icon_size) / 2));
    put_beside(note.text, style, beside, room, icon_size);
  }

  void operator()(const PaperCheck& check) {
    y_ += 4;
    const int x = left(0, box_size);
    const int beside = box_size + 16;
    const int room = content() - beside;
    const auto style = fitting(check.text, type(type_body, 36), room);
    const ui::TextSize size = measured(check.text, style, static_cast<float>(room));
    const int first_line = static_cast<int>(size.height) / std::max(1, size.lines);
    const int y = y_ + (first_line - box_size) / 2;
    raster_.fill(x, y, box_size, box_size);
    raster_.fill(x + line_thin, y + line_thin, box_size - 2 * line_thin, box_size - 2 * line_thin,
                 false);
    put_beside(check.text, style, beside, room, box_size);
    y_ += 2;
  }

  void operator()(const PaperStep& step) {
    y_ += 4;
    const std::string number = std::to_string(step.number);
    const int room = content() - step_column;
    const auto style = fitting(step.text, type(type_body, 36), room);
    // On the line of the first words.
    const ui::TextStyle bold = type(type_body, 36, ui::Weight::bold);
    const float words = measured(step.text, style, static_cast<float>(room)).baseline;
    const float figures = measured(number, bold, 0).baseline;
    stamp(number, bold, 0, step_column, y_ + static_cast<int>(std::lround(words - figures)),
          Tone::black);
    put_beside(step.text, style, step_column, room, 36);
    put(step.help, fitting(step.help, type(type_small, 32), room), step_column, room);
  }

  void operator()(const PaperCut& /*cut*/) {
    y_ += 20;
    for (int x = 0; x < content(); x += 2 * dash) {
      const int wide = std::min(dash, content() - x);
      raster_.fill(left(x, wide), y_, wide, line_thick);
    }
    y_ += line_thick + 12;
  }

  void operator()(const PaperQr& qr) {
    const ui::QrCode code = ui::encode_qr(qr.url);
    const int beside_room = raster_.width() - module_beside * code.outer() - margin_;
    if (beside_room >= words_beside_min) return put_with_words_beside(code, qr, beside_room);
    const int module = std::min(module_max, raster_.width() / code.outer());
    // Finer than that no phone reads it from thermal paper: the words would promise too much.
    if (module < module_min) return;
    y_ += 8;
    put(qr.title, fitting(qr.title, type(type_heading, 40, ui::Weight::bold), content()), 0,
        content());
    put(qr.text, fitting(qr.text, type(type_body, 36), content()), 0, content());
    draw_code(code, module, (raster_.width() - module * code.outer()) / 2);
    y_ += module * code.outer();
  }

  void operator()(const PaperFoot& foot) {
    y_ += 8;
    ui::TextStyle style = fitting(foot.text, type(type_small, 34), content());
    style.align = ui::Align::center;
    put(foot.text, style, 0, content());
  }

 private:
  enum class Tone { black, white };

  [[nodiscard]] int content() const { return raster_.width() - 2 * margin_; }

  /// From the left side of the paper; `from_start` counts from the margin.
  [[nodiscard]] int left(int from_start, int width) const {
    return page_ == ui::Direction::right_to_left ? raster_.width() - margin_ - from_start - width
                                                 : margin_ + from_start;
  }

  ui::TextSize measured(std::string_view text, ui::TextStyle style, float wrap) {
    style.language = language_;
    return tools_.text.measure(text, style, wrap, page_);
  }

  int height_of(std::string_view text, const ui::TextStyle& style, int room) {
    return static_cast<int>(std::ceil(measured(text, style, static_cast<float>(room)).height));
  }

  /// The same type smaller, where a single word is wider than the paper.
  ui::TextStyle fitting(std::string_view text, ui::TextStyle style, int room) {
    while (style.px > type_min && measured(text, style, static_cast<float>(room)).broken) {
      style.px -= 1;
    }
    return style;
  }

  void stamp(std::string_view text, ui::TextStyle style, int from_start, int room, int y,
             Tone tone) {
    if (text.empty()) return;
    style.language = language_;
    const auto wrap = static_cast<float>(room);
    const ui::TextSize size = tools_.text.measure(text, style, wrap, page_);
    const int wide = static_cast<int>(std::ceil(size.width));
    const int x = style.align == ui::Align::center ? left(from_start, room) + (room - wide) / 2
                                                   : left(from_start, wide);
    raster_.stamp(tools_.text.render(text, style, wrap, page_), x, y, tone == Tone::black);
  }

  /// Lines of text, and down past them.
  void put(std::string_view text, const ui::TextStyle& style, int from_start, int room) {
    if (text.empty()) return;
    stamp(text, style, from_start, room, y_, Tone::black);
    y_ += height_of(text, style, room);
  }

  /// The same beside something that is `least` high: one line of text stands in its middle.
  void put_beside(std::string_view text, const ui::TextStyle& style, int from_start, int room,
                  int least) {
    const int high = height_of(text, style, room);
    const int down = std::max(0, (least - high) / 2);
    stamp(text, style, from_start, room, y_ + down, Tone::black);
    y_ += std::max(least, high);
  }

  void rule(int thick) {
    raster_.fill(margin_, y_, content(), thick);
    y_ += thick;
  }

  static ui::TextStyle value_style(float px) { return type(px, px + 10, ui::Weight::bold); }

  void put_fact(const PaperFact& fact, const ui::TextStyle& value, int from_start, int room) {
    put(fact.caption, type(type_body, 36), from_start, room);
    put(fact.value, fitting(fact.value, value, room), from_start, room);
  }

  /// False where two facts do not fit beside each other, or are not two.
  bool put_in_columns(const PaperFacts& facts) {
    if (facts.facts.size() != 2) return false;
    constexpr int gap = 24;
    for (const float px : {38.0F, 35.0F, 32.0F}) {
      const ui::TextStyle value = value_style(px);
      const auto wide = [&](const PaperFact& fact) {
        return static_cast<int>(
            std::ceil(std::max(measured(fact.caption, type(type_body, 36), 0).width,
                               measured(fact.value, value, 0).width)));
      };
      const int first = wide(facts.facts[0]);
      const int second = std::max(wide(facts.facts[1]), content() * 2 / 5 - gap);
      if (first + 2 * gap + line_thin + wide(facts.facts[1]) > content()) continue;
      const int end = std::min(second, content() - first - 2 * gap - line_thin);
      const int top = y_;
      put_fact(facts.facts[0], value, 0, first + 1);
      const int first_bottom = std::exchange(y_, top);
      put_fact(facts.facts[1], value, content() - end, end);
      y_ = std::max(y_, first_bottom);
      raster_.fill(left(content() - end - gap - line_thin, line_thin), top, line_thin, y_ - top);
      return true;
    }
    return false;
  }

  void put_with_words_beside(const ui::QrCode& code, const PaperQr& qr, int room) {
    const int side = module_beside * code.outer();
    const int top = y_;
    draw_code(code, module_beside,
              page_ == ui::Direction::right_to_left ? raster_.width() - side : 0);
    const auto title = fitting(qr.title, type(type_body, 36, ui::Weight::bold), room);
    const auto text = fitting(qr.text, type(type_small, 34), room);
    const int high = height_of(qr.title, title, room) + height_of(qr.text, text, room);
    y_ += std::max(0, (side - high) / 2);
    const int from_start = side - margin_;
    put(qr.title, title, from_start, room);
    put(qr.text, text, from_start, room);
    y_ = std::max(y_, top + side);
  }

  void draw_code(const ui::QrCode& code, int module, int x) {
    for (int row = 0; row < code.size; ++row) {
      for (int column = 0; column < code.size; ++column) {
        if (!code.at(column, row)) continue;
        raster_.fill(x + (ui::QrCode::quiet + column) * module,
                     y_ + (ui::QrCode::quiet + row) * module, module, module);
      }
    }
  }

  PaperTools& tools_;
  Raster raster_;
  std::string language_;
  ui::Direction page_;
  int margin_;
  int y_;
};

}  // namespace

PaperLayout::PaperLayout() : tools_(std::make_unique<PaperTools>()) {}
PaperLayout::~PaperLayout() = default;

Raster PaperLayout::lay_out(const Paper& paper, PaperWidth width) {
  Sheet sheet(*tools_, paper, width);
  for (const PaperPart& part : paper.parts) std::visit(sheet, part);
  return sheet.finish();
}

}  // namespace foyer::printing
