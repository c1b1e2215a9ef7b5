#include "kiosk/draw_items.h"

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <utility>

namespace foyer::kiosk {
namespace {

using ui::Rect;
using ui::Weight;

/// Turns one item after the other into blocks. Lengths in design pixels, as in the design.
class Builder {
 public:
  Builder(ui::Ui& ui, float width, Intents& intents) : ui_(ui), width_(width), intents_(intents) {}
  Blocks take() { return std::move(blocks_); }
  /// Of the blocks since the last call: whether something in them can be touched.
  void mark(bool touch) {
    for (; marked_ < blocks_.size(); ++marked_) blocks_[marked_].touch = touch;
  }

  void operator()(const Title& title) {
    Block block{ui_.px(24), 0, false, false, 0, {}};
    const bool crumb = !title.crumb.empty() && !(title.crumb_may_go && landscape(ui_));
    const ui::TextStyle small = ui_.canvas.style({30, 40}, Weight::bold, ui_.theme().accent);
    ui::TextStyle large = ui_.canvas.style(ui::type::title, Weight::bold);
    large.tracking = large_text(ui_) ? 0 : -0.01F;
    const ui::TextStyle soft =
        ui_.canvas.style(ui::type::body, Weight::regular, ui_.theme().ink_soft);
    const float icon = ui_.px(40);
    const float small_room = width_ - icon - ui_.px(12);
    const float h1 =
        crumb ? std::max(icon, text_height(ui_, title.crumb, small, small_room)) + ui_.px(8) : 0;
    const float h2 = text_height(ui_, title.title, large, width_);
    const float h3 =
        title.text.empty() ? 0 : ui_.px(8) + text_height(ui_, title.text, soft, width_);
    block.height = h1 + h2 + h3;
    block.draw = [this_ui = &ui_, &title, small, large, soft, icon, small_room, h1, h2,
                  h3](const Rect& r) {
      ui::Ui& ui = *this_ui;
      if (h1 > 0) {
        ui.canvas.icon({r.x, r.y, icon, icon}, title.icon, ui.theme().accent);
        ui.canvas.text({r.x + icon + ui.px(12), r.y, small_room, h1}, title.crumb, small);
      }
      ui.canvas.text({r.x, r.y + h1, r.w, h2}, title.title, large);
      if (h3 == 0) return;
      ui.canvas.text({r.x, r.y + h1 + h2 + ui.px(8), r.w, h3 - ui.px(8)}, title.text, soft);
    };
    blocks_.push_back(std::move(block));
  }

  void operator()(const Question& question) {
    // A low screen with large letters, or with more to say, has no room for a large question.
    const bool low = landscape(ui_) && (large_text(ui_) || !question.more.empty());
    ui::TextStyle large = ui_.canvas.style(low ? ui::type::title : ui::type::display, Weight::bold);
    large.tracking = large_text(ui_) ? 0 : -0.02F;
    // Nor has a line for every word of every language.
    if (!low && ui_.canvas.measure(question.text, large, width_).broken) {
      large = ui_.canvas.style(ui::type::title, Weight::bold);
      large.tracking = 0;
    }
    const ui::TextStyle soft =
        ui_.canvas.style(ui::type::name, Weight::regular, ui_.theme().ink_soft);
    const float h1 = text_height(ui_, question.text, large, width_);
    const float h2 = text_height(ui_, question.more, soft, width_);
    const float gap = h2 > 0 ? ui_.px(16) : 0;
    add(40, h1 + gap + h2, [&ui = ui_, &question, large, soft, h1, h2, gap](const Rect& r) {
      ui.canvas.text({r.x, r.y, r.w, h1}, question.text, large);
      if (h2 > 0) ui.canvas.text({r.x, r.y + h1 + gap, r.w, h2}, question.more, soft);
    });
  }

  void operator()(const Heading& heading) {
    const ui::Color color = heading.strong ? ui_.theme().ink : ui_.theme().ink_soft;
    const ui::TextStyle style = ui_.canvas.style(
        heading.strong ? ui::TypeSize{36, 48} : ui::TypeSize{28, 36}, Weight::bold, color);
    ui::TextStyle end = style;
    end.align = ui::Align::end;
    // The waits end where the chevron of the rows begins.
    const float inset = ui_.px(24 + 40 + 16);
    const float end_w =
        heading.end.empty() ? 0 : std::ceil(ui_.canvas.measure(heading.end, end).width) + 2;
    const float room = width_ - (end_w > 0 ? end_w + inset + ui_.px(24) : 0);
    // Large letters of a language with long words: one under the other.
    if (end_w > 0 && room < width_ * 0.4F) return add_tall_heading(heading, style, end);
    const float h = text_height(ui_, heading.text, style, room);
    add(heading.strong ? 40 : 32, h,
        [&ui = ui_, &heading, style, end, inset, end_w, room](const Rect& r) {
          ui.canvas.text({r.x, r.y, room, r.h}, heading.text, style);
          if (end_w == 0) return;
          ui.canvas.text({r.end() - inset - end_w, r.y, end_w, r.h}, heading.end, end);
        });
    blocks_.back().with_next = true;
  }

  void add_tall_heading(const Heading& heading, const ui::TextStyle& style,
                        const ui::TextStyle& end) {
    const float h = text_height(ui_, heading.text, style, width_);
    const float end_h = text_height(ui_, heading.end, end, width_);
    add(heading.strong ? 40 : 32, h + end_h,
        [&ui = ui_, &heading, style, end, h, end_h](const Rect& r) {
          ui.canvas.text({r.x, r.y, r.w, h}, heading.text, style);
          ui.canvas.text({r.x, r.y + h, r.w, end_h}, heading.end, end);
        });
    blocks_.back().with_next = true;
  }

  void operator()(const SearchDoor& door) {
    const ui::TextStyle style = door_style();
    const float room = width_ - ui_.px(32 + 48 + 24 + 32);
    const float h = std::max(ui_.px(120), text_height(ui_, door.hint, style, room) + ui_.px(32));
    add(32, h, [this_ui = &ui_, &door, style, &intents = intents_](const Rect& r) {
      ui::Ui& ui = *this_ui;
      const ui::ControlBox box(ui, {.id = "search",
                                    .rect = r,
                                    .spoken = door.spoken + ". " + door.hint,
                                    .radius = ui.px(ui.theme().radius)});
      ui::BoxStyle look = ui::control_box(ui, box.result, false, ui.theme().radius);
      look.edge_px = ui.px(4);
      if (!box.result.held) look.edge = ui.theme().ink;
      ui.canvas.box(r, look);
      Rect rest = r.inset({ui.px(32), 0, ui.px(32), 0});
      ui.canvas.icon(ui::cut_start(rest, ui.px(48), ui.px(24)), "search", ui.theme().ink);
      ui.canvas.text(rest, door.hint, style);
      if (box.result.pressed) intents.push_back(OpenSearch{});
    });
  }

  void operator()(const Tiles& tiles) {
    const auto shape = large_text(ui_) ? ui::TileShape::row : ui::TileShape::tile;
    const int per_row = shape == ui::TileShape::row ? 1 : 2;
    in_rows(
        tiles.tiles, per_row, shape == ui::TileShape::row ? 16.0F : 24.0F,
        [this, shape](const TileItem& item, float w) {
          return ui::tile_height(ui_, w, item.tile, shape);
        },
        [&ui = ui_, shape](const TileItem& item, const Rect& r, float least) {
          const float spacing = (r.h - least) / ui::tile_growth(ui);
          return ui::tile(ui, r, item.tile, shape, spacing).pressed;
        });
    // The four doors are what the page is for: they take what room there is.
    const std::size_t lines = (tiles.tiles.size() + 1) / static_cast<std::size_t>(per_row);
    const std::size_t drawn = std::min(lines, blocks_.size());
    if (shape == ui::TileShape::row) return;
    for (std::size_t i = blocks_.size() - drawn; i < blocks_.size(); ++i) {
      blocks_[i].grows = ui::tile_growth(ui_) + ui_.px(56);
    }
  }

  void operator()(const Row& row) {
    add(16, ui::service_row_height(ui_, width_, row.row),
        [&ui = ui_, &row, &intents = intents_](const Rect& r) {
          if (ui::service_row(ui, r, row.row).pressed) intents.push_back(row.intent);
        });
  }

  void operator()(const Links& links) {
    // On a wide screen they stand in its narrow column.
    const int per_row = large_text(ui_) || landscape(ui_) ? 1 : 2;
    in_rows(
        links.links, std::min(per_row, static_cast<int>(links.links.size())),
        landscape(ui_) ? 16.0F : 24.0F,
        [this](const LinkItem& item, float w) { return ui::link_card_height(ui_, w, item.card); },
        [&ui = ui_](const LinkItem& item, const Rect& r, float) {
          return ui::link_card(ui, r, item.card).pressed;
        });
  }

  void operator()(const FactsStrip& strip) {
    if (strip.facts.empty()) return;
    // Each row may go to the next part by itself.
    bool first = true;
    for (std::vector<ui::Fact>& row : fact_rows(ui_, width_, strip.facts)) {
      const float h = facts_strip_height(ui_, width_, row);
      add(std::exchange(first, false) ? 32 : 0, h,
          [&ui = ui_, row = std::move(row), &strip, &intents = intents_](const Rect& r) {
            if (facts_strip(ui, r, row) && strip.intent) intents.push_back(*strip.intent);
          });
    }
  }

  void operator()(const Check& check) {
    add(check.row.first ? 20 : 0, ui::check_row_height(ui_, width_, check.row),
        [&ui = ui_, &check, &intents = intents_](const Rect& r) {
          if (ui::check_row(ui, r, check.row).pressed) intents.push_back(check.intent);
        });
    blocks_.back().carded = true;
  }

  void operator()(const Note& note) {
    add(20, ui::note_height(ui_, width_, note.text),
        [&ui = ui_, &note](const Rect& r) { ui::note(ui, r, note.icon, note.text); });
  }

  void operator()(const Notice& notice) {
    add(24, ui::notice_height(ui_, width_, notice.text),
        [&ui = ui_, &notice](const Rect& r) { ui::notice(ui, r, notice.icon, notice.text); });
  }

  void operator()(const NoticeBar& bar) {
    blocks_.push_back(notice_block(ui_, bar, width_, intents_));
  }
  void operator()(const DayLine& line) { blocks_.push_back(day_block(ui_, line, width_)); }
  void operator()(const QrCard& card) {
    for (Block& block : qr_blocks(ui_, card, width_)) blocks_.push_back(std::move(block));
  }
  void operator()(const InfoCard& card) { blocks_.push_back(info_block(ui_, card, width_)); }
  void operator()(const Prose& prose) {
    for (Block& block : prose_blocks(ui_, prose, width_)) blocks_.push_back(std::move(block));
  }
  void operator()(const TimeLine& line) { blocks_.push_back(time_block(ui_, line, width_)); }

  void operator()(const Switch& item) {
    blocks_.push_back(switch_block(ui_, item, width_, intents_));
  }
  void operator()(const Plan& plan) { blocks_.push_back(plan_block(ui_, plan, intents_)); }
  void operator()(const Steps& steps) {
    for (Block& block : steps_blocks(ui_, steps, width_, intents_)) {
      blocks_.push_back(std::move(block));
    }
  }

  void operator()(const TicketCard& card) {
    for (Block& block : ticket_blocks(ui_, card, width_)) blocks_.push_back(std::move(block));
  }

  void operator()(const Options& options) {
    const int per_row = large_text(ui_) ? 1 : 2;
    in_rows(
        options.options, per_row, 24,
        [this](const OptionItem& item, float w) {
          return ui::option_card_height(ui_, w, item.card);
        },
        [&ui = ui_](const OptionItem& item, const Rect& r, float) {
          return ui::option_card(ui, r, item.card).pressed;
        });
  }

  void operator()(const Chips& chips) {
    const int percent = ui_.canvas.look().metrics.text_percent;
    // Five of 184 px in portrait, wider where there are few; from 130 % three, from 175 % two; as
    // many more as the page is wider.
    const bool few = chips.chips.size() <= 3 || chips.wide;
    const float usual = percent >= 175 ? 464.0F : percent >= 130 || few ? 304.0F : 184.0F;
    const float design = chips.wide && percent > 100 ? 464.0F : usual;
    // Half of a sheet is a little less than half of a page.
    const float half = std::floor((width_ - ui_.px(8)) / 2);
    const float each = std::min(ui_.px(design), half) + ui_.px(8);
    int per_row = std::max(1, static_cast<int>((width_ + ui_.px(8)) / each));
    if (chips.wide) per_row = whole_words(chips, per_row);
    in_rows(
        chips.chips, per_row, 8,
        [this](const ChipItem& item, float w) { return ui::chip_height(ui_, w, item.chip); },
        [&ui = ui_](const ChipItem& item, const Rect& r, float) {
          return ui::chip(ui, r, item.chip).pressed;
        });
  }

 private:
  ui::TextStyle door_style() {
    ui::TextStyle style = ui_.canvas.style({34, 44}, Weight::regular, ui_.theme().ink_soft);
    style.valign = ui::VAlign::middle;
    return style;
  }

  /// No more of them in a row than have room without a word torn apart.
  int whole_words(const Chips& chips, int per_row) {
    const auto torn = [&](const ChipItem& item) {
      const float w = (width_ + ui_.px(8)) / static_cast<float>(per_row) - ui_.px(8);
      return !ui::chip_holds(ui_, std::floor(w), item.chip);
    };
    while (per_row > 1 && std::any_of(chips.chips.begin(), chips.chips.end(), torn)) --per_row;
    return per_row;
  }

  void add(float gap_design, float height, std::function<void(const Rect&)> draw) {
    const float gap = gap_design > 0 ? ui_.px(gap_design) : 0;
    blocks_.push_back({gap, height, false, false, 0, std::move(draw)});
  }

  /// A grid, one block a row, so that a long one can go on in the next column. `draw` gets the cell
  /// and what height() wanted for its row.
  template <class T, class Height, class Draw>
  void in_rows(const std::vector<T>& cells, int per_row, float gap_design, Height height,
               Draw draw) {
    const float gap = ui_.px(gap_design);
    const auto step = static_cast<std::size_t>(std::max(1, per_row));
    for (std::size_t i = 0; i < cells.size(); i += step) {
      const std::size_t count = std::min(step, cells.size() - i);
      const std::vector<Rect> widths = ui::columns({0, 0, width_, 0}, static_cast<int>(step), gap);
      float h = 0;
      for (std::size_t k = 0; k < count; ++k) h = std::max(h, height(cells[i + k], widths[k].w));
      add(i == 0 ? 24 : gap_design, h,
          [&cells, &intents = intents_, draw, widths, i, count, h](const Rect& r) {
            for (std::size_t k = 0; k < count; ++k) {
              const Rect cell{r.x + widths[k].x, r.y, widths[k].w, r.h};
              if (draw(cells[i + k], cell, h)) intents.push_back(cells[i + k].intent);
            }
          });
    }
  }

  ui::Ui& ui_;
  float width_;
  Intents& intents_;
  Blocks blocks_;
  std::size_t marked_ = 0;
};

}  // namespace

float text_height(ui::Ui& ui, std::string_view text, const ui::TextStyle& style, float width) {
  if (text.empty()) return 0;
  return std::ceil(ui.canvas.measure(text, style, std::max(1.0F, width)).height);
}

bool large_text(ui::Ui& ui) {
  return ui.canvas.look().metrics.text_percent >= 130;
}

bool landscape(ui::Ui& ui) {
  return ui.canvas.size().w > ui.canvas.size().h;
}

Blocks blocks_of(ui::Ui& ui, const Items& items, float width, Intents& intents) {
  Builder builder(ui, width, intents);
  for (const Item& item : items) {
    std::visit(builder, item);
    builder.mark(!is_only_read(item));
  }
  return builder.take();
}

bool is_only_read(const Item& item) {
  if (const auto* bar = std::get_if<NoticeBar>(&item)) return bar->count.empty();
  return std::visit(
      [](const auto& part) {
        using T = std::decay_t<decltype(part)>;
        return std::is_same_v<T, Title> || std::is_same_v<T, Question> ||
               std::is_same_v<T, Heading> || std::is_same_v<T, FactsStrip> ||
               std::is_same_v<T, Note> || std::is_same_v<T, Notice> || std::is_same_v<T, QrCard> ||
               std::is_same_v<T, InfoCard> || std::is_same_v<T, TicketCard> ||
               std::is_same_v<T, TimeLine> || std::is_same_v<T, DayLine> ||
               std::is_same_v<T, Prose>;
      },
      item);
}

}  // namespace foyer::kiosk
