// Draws the display in front of the customer, and says what was pressed.
#pragma once

#include <optional>
#include <variant>

#include "display/customer_view.h"
#include "ui/controls.h"

namespace foyer::display {

struct Answered {
  int value = 0;
};
struct Skipped {};
struct Ended {};
using CustomerIntent = std::variant<Answered, Skipped, Ended>;

/// Real pixels per design pixel of 1280×800, or of 800×1280 in portrait.
[[nodiscard]] ui::Metrics customer_metrics(ui::Size window, int text_percent);

std::optional<CustomerIntent> draw_customer_display(ui::Ui& ui, const CustomerView& view);

}  // namespace foyer::display
