// What papers say: pure functions of the site, the language and the ticket.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/waits.h"
#include "printing/paper.h"
#include "site/site_files.h"
#include "site/translations.h"
#include "site/way_words.h"

namespace foyer::printing {

/// What every paper is made of. References must outlive the call only.
struct PaperContext {
  const SiteFiles& site;
  const Texts& in;  ///< Of the person.
  Instant at;       ///< Printed on it.
};

/// A ticket, as it was issued.
struct PrintedTicket {
  std::string ticket;
  Token token;  ///< To follow it by phone; empty: no code is printed.
  std::vector<ServiceId> services;
  Wait promise;
  std::optional<int> before = {};  ///< People, when it was issued; nothing: not known.
  friend bool operator==(const PrintedTicket&, const PrintedTicket&) = default;
};

/// The way as it is told on the screen.
struct PaperWay {
  std::string title;  ///< "The way to the seats".
  Way way;
  std::string url;  ///< The same on a phone; empty: none.
};

/// The ticket: number, what for, the wait or the honest words, where to wait, the way there if
/// there is one to tell, what to bring, and the code to follow it by phone.
[[nodiscard]] Paper paper_of_ticket(const PaperContext& context, const PrintedTicket& issued,
                                    const std::vector<SpecialNeed>& special_needs,
                                    const std::optional<PaperWay>& way);

/// From there to the nearest seats; nothing where the site does not describe it. `from` may be
/// null.
[[nodiscard]] std::optional<PaperWay> way_to_seats(const PaperContext& context,
                                                   const KioskInfo* from,
                                                   wayfinding::Preference preference);

/// Where somebody is sent for a service that is not done here: department, place, telephone, and
/// the way there if there is one to tell.
[[nodiscard]] Paper paper_of_referral(const PaperContext& context, const ServiceInfo& service,
                                      const std::optional<PaperWay>& way);

/// The way alone, to take along.
[[nodiscard]] Paper paper_of_way(const PaperContext& context, const PaperWay& way);

/// For staff: shows that the printer takes every script of the site, and its whole width.
[[nodiscard]] Paper paper_of_test(const PaperContext& context, const std::string& device,
                                  const std::string& printer);

}  // namespace foyer::printing
