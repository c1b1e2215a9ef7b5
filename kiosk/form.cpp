#include "kiosk/form.h"

namespace foyer::kiosk {

bool is_fresh(const Form& form, const LanguageTag& first_language) {
  return form.place.page == Page::home && form.history.empty() && form.language == first_language &&
         form.text_percent == 100 && form.scheme == ui::Scheme::light && form.access == Access{} &&
         form.needs.empty() && form.brought.empty() && form.clerk_language.value.empty() &&
         form.special_needs.empty() && form.query.text.empty() && !form.appointment &&
         form.sheet == Sheet::none && form.part == 0 && !form.problem && !form.ticket;
}

int next_text_percent(int percent) {
  constexpr int percents[] = {100, 125, 150, 175, 200};
  for (const int step : percents) {
    if (step > percent) return step;
  }
  return percents[0];
}

}  // namespace foyer::kiosk
