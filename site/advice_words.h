// What the manager is advised to do, in words: the one place for them. Boards and desks show the
// same sentences. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/advice.h"
#include "site/site_files.h"
#include "site/translations.h"

namespace foyer {

struct AdviceWords {
  std::string headline;                ///< "Open counter 3 (Property tax)", without a full stop.
  std::vector<std::string> sentences;  ///< What it brings, or why nothing is said; at least one.
};

/// What to do, and what it changes for those who wait now.
[[nodiscard]] AdviceWords words_of(const Texts& in, const SiteFiles& site, const Advice& advice);
/// Why there is nothing to do, or nothing is said.
[[nodiscard]] AdviceWords words_of(const Texts& in, const SiteFiles& site, NoAdvice reason);

}  // namespace foyer
