// What goes on after the visit: a need that ended with the outcome follow_up, until the city has
// done what it said. It has a reference that the resident asks by, a department, perhaps a clerk,
// a day by which it is promised, and milestones. Who did what and when is in the journal; a follow-
// up holds the newest milestones, so that a screen needs no journal.
#pragma once

#include <string>
#include <vector>

#include "engine/ids.h"
#include "engine/words.h"

namespace foyer {

/// opened: nobody has taken it yet. accepted: the department has. waiting_for_resident: it goes on
/// when the resident has done something. done and cancelled end it.
FOYER_WORDS(FollowUpStatus, opened, accepted, in_progress, waiting_for_resident, done, cancelled)

struct Milestone {
  FollowUpStatus status{};
  Instant at;
  ClerkId clerk;  ///< Empty: no clerk, a device by itself (the city's own system).
  friend bool operator==(const Milestone&, const Milestone&) = default;
};

/// Invariant: `milestones` are in the order of time, at most milestones_max, the newest; where
/// there is any, the last one's status is `status`.
struct FollowUp {
  std::string reference;  ///< "F12-1": not a secret, and not a key to anything.
  VisitId visit;
  Token token;  ///< Of the visit's ticket: who has it may follow. Never published.
  ServiceId service;
  DepartmentId department;  ///< Empty where the service has left the site's files.
  ClerkId clerk;            ///< Empty: nobody's in particular.
  FollowUpStatus status{};
  Instant opened_at;
  Instant due_at;
  std::vector<Milestone> milestones;
  friend bool operator==(const FollowUp&, const FollowUp&) = default;
};

inline constexpr std::size_t milestones_max = 8;
/// The most that a site's rules may allow: all of them are in every snapshot, and those that go on
/// are carried from day to day.
inline constexpr std::size_t follow_ups_most = 3000;

[[nodiscard]] inline bool is_open(FollowUpStatus status) {
  return status != FollowUpStatus::done && status != FollowUpStatus::cancelled;
}

[[nodiscard]] inline bool is_overdue(const FollowUp& follow_up, Instant now) {
  return is_open(follow_up.status) && follow_up.due_at < now;
}

}  // namespace foyer
