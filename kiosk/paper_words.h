// What the papers of a kiosk say: pure functions of the site, the language and the ticket.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/form.h"
#include "kiosk/paper.h"
#include "site/translations.h"
#include "site/way_words.h"

namespace foyer::kiosk {

/// What every paper is made of. References must outlive the call only.
struct PaperContext {
  const SiteFiles& site;
  const Texts& in;  ///< Of the person.
  Instant at;       ///< Printed on it.
};

/// The way as it is told on the screen.
struct PaperWay {
  std::string title;  ///< "The way to the seats".
  Way way;
  std::string url;  ///< The same on a phone; empty: none.
};

/// The ticket: number, what for, the wait or the honest words, where to wait, the way there if
/// there is one to tell, what to bring, and the code to follow it by phone.
[[nodiscard]] Paper paper_of_ticket(const PaperContext& context, const IssuedTicket& issued,
                                    const std::vector<SpecialNeed>& special_needs,
                                    const std::optional<PaperWay>& way);

/// The way alone, to take along.
[[nodiscard]] Paper paper_of_way(const PaperContext& context, const PaperWay& way);

/// For staff: shows that the printer takes every script of the site, and its whole width.
[[nodiscard]] Paper paper_of_test(const PaperContext& context, const std::string& device,
                                  const std::string& printer);

}  // namespace foyer::kiosk
