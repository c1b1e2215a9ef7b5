// Words of the counter client that stand in more than one place: the engine's words as people say
// them, refusals as sentences, and the letters of the keys, which follow the words of the language.
#pragma once

#include <string>
#include <vector>

#include "engine/result.h"
#include "engine/state.h"
#include "site/site_files.h"
#include "site/translations.h"

namespace foyer::counter_client {

/// Letters of the keys, each the one that stands on the button. One character.
struct Keys {
  std::string call_another, pause, close_counter;               // idle
  std::string quick, back_again, undo;                          // idle
  std::string recall, no_show, park, take_back;                 // called
  std::string transfer, refer, add_need;                        // serving
  std::string note;                                             // serving and finish
  std::string resolved, follow_up, referred, incomplete;        // finish
  std::string department;                                       // finish, referred
  std::string answered, leaves, yes, no;                        // welcome desk
  std::string follow_ups;                                       // everywhere but in finish
  std::string services, people, notices, audit, end_day;        // supervise
  std::string line, knowledge, sign_out, other_counter, again;  // everywhere they make sense
};
[[nodiscard]] Keys keys_of(const Texts& in);

/// Names of keys as printed: "Space", "Esc", "Enter".
[[nodiscard]] std::string space_key(const Texts& in);
[[nodiscard]] std::string escape_key(const Texts& in);
[[nodiscard]] std::string enter_key(const Texts& in);

[[nodiscard]] std::string word_of(const Texts& in, BreakReason reason);
[[nodiscard]] std::string word_of(const Texts& in, SpecialNeed need);
[[nodiscard]] std::string icon_of(SpecialNeed need);
/// Only those that a clerk can choose have words; the others are empty.
[[nodiscard]] std::string word_of(const Texts& in, Outcome outcome);
[[nodiscard]] std::string icon_of(Outcome outcome);
[[nodiscard]] std::string word_of(const Texts& in, FollowUpStatus status);

/// A language in the clerk's words; its own name where there are none.
[[nodiscard]] std::string language_name(const SiteFiles& site, const Texts& in,
                                        const LanguageTag& language);
/// "asha" -> "Asha": what a clerk signs in with, as a name.
[[nodiscard]] std::string clerk_name(const ClerkId& clerk);
/// What stands on the counter's sign; its id where the site's files have lost it.
[[nodiscard]] std::string counter_label(const SiteFiles& site, const CounterId& counter);
[[nodiscard]] std::string service_name(const SiteFiles& site, const Texts& in,
                                       const ServiceId& service);

/// "0:38", "6:12", "1:02:03". Never negative.
[[nodiscard]] std::string running_clock(Milliseconds span);
/// Whole minutes that have passed, for "waited 17 min".
[[nodiscard]] std::string passed_minutes(const Texts& in, Milliseconds span);

/// What happened (bold) and what is next.
struct Sentence {
  std::string lead;
  std::string text;
};

struct RefusedAsk {
  const SiteFiles& site;
  const State* state = nullptr;  ///< Null: the lobby was never heard.
  VisitId visit;                 ///< That was asked for; none where none was.
  std::string ticket;            ///< Its number, also when it has gone.
  std::string next_ticket;       ///< Who is next here; empty: nobody.
  CounterId counter;             ///< Where the clerk is.
  bool supervises = false;       ///< A supervisor's change, of the lobby or another counter.
};
/// A refusal in words of people, never a code.
[[nodiscard]] Sentence refusal_words(const Texts& in, const Refusal& refusal,
                                     const RefusedAsk& ask);

}  // namespace foyer::counter_client
