// Inside kiosk/: measures and draws the items of a screen.
#pragma once

#include <string_view>

#include "kiosk/flow.h"
#include "kiosk/items.h"

namespace foyer::kiosk {

/// The blocks of these items at this width, as they are to be put one under the other. What is
/// pressed in them goes into `intents`. Everything must outlive the blocks.
[[nodiscard]] Blocks blocks_of(ui::Ui& ui, const Items& items, float width, Intents& intents);

/// Whether it is only to be read: nothing in it can be touched.
[[nodiscard]] bool is_only_read(const Item& item);

/// Whole pixels that a text needs at this width; 0 for none.
[[nodiscard]] float text_height(ui::Ui& ui, std::string_view text, const ui::TextStyle& style,
                                float width);
/// From 130 % on, two columns become one and tiles become rows.
[[nodiscard]] bool large_text(ui::Ui& ui);
[[nodiscard]] bool landscape(ui::Ui& ui);

/// Whether a strip of facts ends with a line, or with the card that it stands on.
enum class StripLines { both, above };
enum class FactSize { small, large };

/// The facts in one row, each as wide as it needs to be, or one under the other where they are too
/// wide for that.
[[nodiscard]] float facts_strip_height(ui::Ui& ui, float width, const std::vector<ui::Fact>& facts,
                                       FactSize size = FactSize::small);
/// True: the fact that has an id was pressed.
bool facts_strip(ui::Ui& ui, const ui::Rect& rect, const std::vector<ui::Fact>& facts,
                 StripLines lines = StripLines::both, FactSize size = FactSize::small);
/// As many in a row as have room there, in order.
[[nodiscard]] std::vector<std::vector<ui::Fact>> fact_rows(ui::Ui& ui, float width,
                                                           const std::vector<ui::Fact>& facts);
/// Their width in one row, and without the lines above and below: for the header.
[[nodiscard]] float facts_row_width(ui::Ui& ui, const std::vector<ui::Fact>& facts,
                                    FactSize size = FactSize::small);
bool facts_row(ui::Ui& ui, const ui::Rect& rect, const std::vector<ui::Fact>& facts);

[[nodiscard]] Blocks ticket_blocks(ui::Ui& ui, const TicketCard& card, float width);
[[nodiscard]] Block qr_block(ui::Ui& ui, const QrCard& card, float width);
/// The same in two that share a card, where it would be very high.
[[nodiscard]] Blocks qr_blocks(ui::Ui& ui, const QrCard& card, float width);
[[nodiscard]] Block info_block(ui::Ui& ui, const InfoCard& card, float width);
[[nodiscard]] Block switch_block(ui::Ui& ui, const Switch& item, float width, Intents& intents);
[[nodiscard]] Block plan_block(ui::Ui& ui, const Plan& plan, Intents& intents);
/// The lift of levels beside a plan.
void draw_lift(ui::Ui& ui, const ui::Rect& rect, const Plan& plan, Intents& intents);
/// How high it must be at least.
[[nodiscard]] float lift_height(ui::Ui& ui, const Lift& lift);
[[nodiscard]] Blocks steps_blocks(ui::Ui& ui, const Steps& steps, float width, Intents& intents);
[[nodiscard]] Block notice_block(ui::Ui& ui, const NoticeBar& bar, float width, Intents& intents);
[[nodiscard]] Block day_block(ui::Ui& ui, const DayLine& line, float width);
/// In several where it is a long text, so that each has room on a part of a page.
[[nodiscard]] Blocks prose_blocks(ui::Ui& ui, const Prose& prose, float width);
[[nodiscard]] Block time_block(ui::Ui& ui, const TimeLine& line, float width);

}  // namespace foyer::kiosk
