#include "kiosk/form.h"

namespace foyer::kiosk {

bool is_fresh(const Form& form, const LanguageTag& first_language) {
  return form.place.page == Page::home && form.history.empty() && form.language == first_language &&
         form.text_percent == 100 && form.scheme == ui::Scheme::light && form.access == Access{} &&
         form.needs.empty() && form.brought.empty() && form.clerk_language.value.empty() &&
         form.special_needs.empty() && form.query.text.empty() && !form.appointment &&
         form.sheet == Sheet::none && form.part == 0 && !form.problem && !form.ticket;
}

}  // namespace foyer::kiosk
