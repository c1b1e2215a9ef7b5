// What stands on the welcome desk's page between frames; a part of CounterForm.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/command.h"
#include "engine/ids.h"
#include "knowledge/article.h"
#include "printing/paper_words.h"
#include "protocol/message.h"
#include "site/way_words.h"
#include "ui/controls.h"

namespace foyer::counter_client {

/// What the words that are typed look for.
enum class WelcomeTask { services, check_in, visits, way };

/// A paper for the one who stands at the desk: one of ticket, way and referral.
struct PrintOrder {
  LanguageTag language;  ///< Theirs.
  std::optional<printing::PrintedTicket> ticket;
  std::vector<SpecialNeed> special_needs;
  std::optional<Destination> way;
  ServiceId referral;  ///< What is not done here.
  friend bool operator==(const PrintOrder&, const PrintOrder&) = default;
};

/// The one who stands at the desk, as far as was said.
struct WelcomePerson {
  LanguageTag language;  ///< Empty: the site's first.
  std::set<SpecialNeed> special_needs;
  Priority priority{};
  std::vector<ServiceId> needs;  ///< Beside the one that is chosen.
  VisitId add_to;                ///< Has a ticket already, and gets a need more.
};

struct WelcomeForm {
  WelcomeTask task{};
  ui::TextEdit words;
  bool all = false;    ///< Every service is listed although nothing is typed.
  bool lobby = false;  ///< The lobby is in the middle, whatever is chosen.
  std::size_t at = 0;  ///< The row that the arrows stand on.
  /// Id of the row that was taken with Enter: letters and digits are keys from then on, and what
  /// arrives meanwhile puts nobody else in its place. Empty: still typing.
  std::string taken;
  WelcomePerson person;
  knowledge::ArticleId triage_of;
  std::vector<bool> triage;  ///< Answers to the first questions of that article.

  std::string code;  ///< Of the appointment that was asked for,
  std::optional<protocol::FoundAppointment> appointment;  ///< and what it is.

  /// The ticket that was issued here last; until something else is taken.
  struct Issued {
    VisitId visit;
    std::string ticket;
    Token token;
    Wait promise;
    PrintOrder paper;
  };
  std::optional<Issued> issued;
  bool refocus = true;  ///< The field gets the focus in the next frame.
  std::string said;     ///< What was recorded last: "Answered: Fence permit".
};

/// Ready for the next person; what was done last stays to be seen.
inline void next_person(WelcomeForm& form) {
  WelcomeForm fresh;
  fresh.issued = std::move(form.issued);
  fresh.said = std::move(form.said);
  form = std::move(fresh);
}

}  // namespace foyer::counter_client
