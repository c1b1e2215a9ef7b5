// What the display in front of the customer at a counter shows, in words: whose turn it is, and
// afterwards how it was. A pure function of the lobby, the texts and the time. Nothing here draws,
// and nothing but the ticket says who somebody is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "engine/state.h"
#include "site/feedback_words.h"
#include "site/site_files.h"
#include "site/translations.h"

namespace foyer::display {

/// After a visit somebody is asked for so long; an answer starts it again.
inline constexpr Milliseconds asked_for{45'000};
inline constexpr Milliseconds thanked_for{6'000};

/// What somebody has said so far of a visit that was served here and is over.
struct Said {
  VisitId visit;
  Rating rating;
  std::size_t question = 0;  ///< Which is asked now.
  bool sent = false;         ///< Nothing more is asked.
  bool taken = false;        ///< The server has it.
  bool refused = false;      ///< It was said elsewhere, or cannot be said any more.
};

/// What the view is built from. References must outlive the call alone.
struct CustomerNow {
  const SiteFiles& site;
  const Translations& translations;
  const CounterId& counter;
  const State* state = nullptr;  ///< Null: nothing was heard from the server yet.
  const Said* said = nullptr;    ///< Null: nobody is asked.
  Instant now;                   ///< The server's time.
  Milliseconds silent{};         ///< How long the server was not heard.
};

struct CustomerView {
  enum class Page { resting, called, serving, asking, thanks };
  Page page = Page::resting;
  std::string language;
  std::string counter_word;  ///< "Counter".
  std::string counter;       ///< "5".
  std::string name;          ///< What it is for: "Property tax".
  std::string ticket;        ///< Empty while resting.
  std::string headline;
  std::string subline;  ///< May be empty.
  std::string notice;   ///< The link is lost; empty: it is not.

  // Page::asking
  std::optional<FeedbackQuestion> question;
  std::string progress;  ///< "Question 1 of 3".
  std::string skip;      ///< On the key that goes on without an answer.
  std::string done;      ///< On the key that ends it.
};

[[nodiscard]] CustomerView build_customer_view(const CustomerNow& lobby);

/// The visit that somebody at this counter may be asked about now: the last that ended there, as
/// long as nobody else stands there, nothing was said of it, and asked_for has not passed. Null:
/// none, or the site asks nobody.
[[nodiscard]] const Departed* visit_to_ask_about(const SiteFiles& site, const State& state,
                                                 const CounterId& counter, Instant now);

}  // namespace foyer::display
