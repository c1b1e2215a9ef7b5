// The story of a ticket in plain words, and as data.
#pragma once

#include <string>

#include "engine/why.h"
#include "site/site_files.h"

namespace foyer::admin {

/// How ids and times are told: with a site in its words and by its clock, without in UTC. What the
/// site does not know, because its files have changed since, is told by its id.
class Naming {
 public:
  /// `site` must outlive it; null for none.
  explicit Naming(const SiteFiles* site) : site_(site) {}

  /// "10:02", or "10:02:07".
  [[nodiscard]] std::string clock(Instant at) const;
  /// "America/Toronto" or "UTC".
  [[nodiscard]] std::string time_zone() const;
  /// "counter 5".
  [[nodiscard]] std::string counter(const CounterId& id) const;
  [[nodiscard]] std::string service(const ServiceId& id) const;

 private:
  const SiteFiles* site_;
};

/// Lines for people: what happened to it, each call with its reason, and who was called before it
/// although they came later.
[[nodiscard]] std::string why_text(const TicketStory& story, const Naming& naming);

/// Why this one was called, as a clause: "its promise would have been broken first: due 10:40".
[[nodiscard]] std::string rule_words(Rule rule, const Standing& called, const CounterId& counter,
                                     const ClerkId& clerk, const Naming& naming);

/// What of the other one was in favour of who was called at `at`: "A007 (waiting since 10:05) would
/// still be in time until 10:52".
[[nodiscard]] std::string other_words(const Compared& compared, const CounterId& counter,
                                      const ClerkId& clerk, Instant at, const Naming& naming);

/// The same as one JSON object: times are *_at_ms, spans *_s, words those of the vocabulary, and
/// `why` the sentences. Tokens are left out.
[[nodiscard]] std::string why_json(const TicketStory& story, const Naming& naming);

}  // namespace foyer::admin
