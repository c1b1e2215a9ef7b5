// What a resident is told with a ticket, on a screen and on paper alike: the wait, and where to
// wait.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/waits.h"
#include "site/translations.h"

namespace foyer {

/// "3 people"; "nobody".
[[nodiscard]] std::string people(const Texts& in, int count);

/// Facts, or the honest words in their place.
struct WaitTold {
  struct Fact {
    std::string caption;
    std::string value;
  };
  std::vector<Fact> facts;
  std::string honest;
};
/// `before`: people, when the ticket was issued; nothing: not known.
[[nodiscard]] WaitTold wait_told(const Texts& in, const Wait& wait, std::optional<int> before);

/// Where to wait, and how the call comes.
struct WaitingPlace {
  std::string icon;
  std::string title;
  std::string text;
};
[[nodiscard]] WaitingPlace waiting_place(const Texts& in,
                                         const std::vector<SpecialNeed>& special_needs,
                                         const std::string& ticket);

}  // namespace foyer
