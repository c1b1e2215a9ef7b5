#include "site/ticket_words.h"

#include <algorithm>

namespace foyer {

std::string people(const Texts& in, int count) {
  return count == 0 ? in(tr_context("kiosk", "nobody"))
                    : in(tr_plural_context("kiosk", "{n} person", "{n} people"), count);
}

WaitTold wait_told(const Texts& in, const Wait& wait, std::optional<int> before) {
  WaitTold told;
  switch (wait.status) {
    case WaitStatus::known:
      told.facts.push_back({has_two_ends(wait) ? in(tr_context("kiosk", "Wait about"))
                                               : in(tr_context("kiosk", "Wait")),
                            in.wait(wait)});
      if (before)
        told.facts.push_back({in(tr_context("kiosk", "Before you")), people(in, *before)});
      break;
    case WaitStatus::no_counter_open:
      told.honest = in(tr_context(
          "kiosk", "No counter is open for this right now. You are called when one opens."));
      break;
    case WaitStatus::after_closing:
      told.honest = in(tr_context("kiosk",
                                  "We will probably not get to you before we close. Please ask at "
                                  "the welcome desk what can be done today."));
      break;
    case WaitStatus::not_told:
      told.honest = in(tr_context("kiosk", "You are called in the order of arrival."));
      break;
  }
  return told;
}

WaitingPlace waiting_place(const Texts& in, const std::vector<SpecialNeed>& special_needs,
                           const std::string& ticket) {
  const auto wants = [&](SpecialNeed need) {
    return std::find(special_needs.begin(), special_needs.end(), need) != special_needs.end();
  };
  if (wants(SpecialNeed::cannot_see)) {
    return {"eye-off", in(tr_context("kiosk", "Stay here")),
            in(tr_context("kiosk", "A clerk comes and takes you along."))};
  }
  if (wants(SpecialNeed::cannot_hear)) {
    return {"eye", in(tr_context("kiosk", "Wait in the seats")),
            in(tr_context("kiosk",
                          "The screens show {ticket} and your counter. A clerk also comes to you."),
               {{"ticket", ticket}})};
  }
  return {"eye", in(tr_context("kiosk", "Wait in the seats")),
          in(tr_context("kiosk", "The screens show {ticket} and your counter, with a chime."),
             {{"ticket", ticket}})};
}

}  // namespace foyer
