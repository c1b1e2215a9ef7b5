// Inside kiosk/: what the views of access share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/views.h"

namespace foyer::kiosk::parts {

/// The cells of the access bar: what this kiosk and this site offer.
[[nodiscard]] std::vector<AccessItem> access_items(const ViewContext& context, const Form& form);
/// Volume, speed, repeating, spelling, pausing.
[[nodiscard]] SheetView listen_sheet(const ViewContext& context, const Form& form);
/// "Volume 4 of 8. Speed: Normal."
[[nodiscard]] std::string sound_words(const Texts& in, const Speech& speech);
/// From where on this screen is in reach; see reached_from().
[[nodiscard]] std::optional<float> reach_of(const ViewContext& context);
/// The machine that this is, as the site's files describe it; nullptr: not known.
[[nodiscard]] const KioskInfo* this_kiosk(const ViewContext& context);

}  // namespace foyer::kiosk::parts
