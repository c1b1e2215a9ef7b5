// What the engine must know of a site: plain data, checked by the room site/ before it gets here.
// Texts, opening hours, brand and map are not here; the engine decides nothing by them.
#pragma once

#include <string>
#include <vector>

#include "engine/ids.h"
#include "engine/words.h"

namespace foyer {

/// A letter for a group of services: tickets A001, A002 … I, O and Q look like digits and are never
/// used.
struct Group {
  GroupId id;
  char letter = 'A';
};

struct Service {
  ServiceId id;
  GroupId group;
  DepartmentId department;
  Job job{};
  Centralization centralization{};
  /// Off: its stage of the roll-out has not come. Nobody gets a ticket for it.
  bool on = true;
  /// What a counter needs to begin this. Empty for a referral.
  SkillId skill;
  /// Where the desk hands a partial service on to. Empty where there is no hand-off.
  SkillId specialist_skill;
  /// The promise: a share of visits (basis points) is called within this time.
  Seconds promised_wait{900};
  int standard_share_bp = 9000;
  /// What handling takes, before the lobby's own data says better; and what it should take.
  Seconds expected_handle{300};
  Seconds optimum_handle{300};
  /// So many open days after the visit a follow-up is due. 0: as the site's rules say.
  int follow_up_days = 0;
  /// What a resident must bring; what can be missing is one of these.
  std::vector<ItemId> bring;
  /// What can be handed out and is counted, e.g. "dog-tag".
  std::vector<ItemId> delivers;
};

struct CounterPlace {
  CounterId id;
  /// What stands on the sign: "5".
  std::string label;
  std::vector<SkillId> skills;  ///< Sorted.
  /// Can be reached without a step.
  bool step_free = true;
  /// Whoever comes is called at once while this is idle.
  bool auto_call = false;
  /// The display that stands there in front of the customer, who may give feedback at it. Empty:
  /// there is none.
  DeviceId customer_display = {};
};

/// The site's own limits, each with a default that suits a city hall.
struct Rules {
  int recalls_max = 3;
  Seconds recall_after{30};         ///< From the call, or the last recall.
  Seconds call_expires_after{180};  ///< Then the visit is a no-show by itself.
  Seconds take_back_within{5};
  Seconds undo_within{10};          ///< What a counter did with a visit can be undone so long.
  Seconds bring_back_within{3600};  ///< Who left, or did not come, is back within this time.
  Seconds park_max{3600};
  Seconds feedback_within{12 * 3600};  ///< After a visit, until the next day is opened. 0: none.
  /// Serving for so many times the usual is asked about, and then counts as forgotten; never before
  /// the least. 0: nobody is asked.
  int forgotten_after_factor = 3;
  Seconds forgotten_after_least{10 * 60};
  int needs_max = 8;       ///< Per visit.
  int present_max = 2000;  ///< Visits in the lobby at once.
  /// Priority visits: the promised wait times this share (basis points).
  int priority_share_bp = 5000;
  /// Whether a kiosk may ask for priority, or the welcome desk alone.
  bool kiosk_priority = false;

  /// So many numbers of each letter a kiosk holds to go on with while the server cannot be reached.
  /// 0: none, it does not go on alone.
  int alone_numbers = 30;

  /// One kiosk gets so many tickets at once, and so many a minute in the long run: more than people
  /// can ask for. 0 a minute: no limit.
  int kiosk_tickets_at_once = 6;
  int kiosk_tickets_a_minute = 12;

  /// So many open days after the visit a follow-up is due, where nothing else is said.
  int follow_up_days = 5;
  int follow_ups_max = 3000;  ///< Open at once, and those that ended today.

  // The weights of choose; docs/ASSIGNMENT.md says what each does and what it was tried against.

  /// Who has waited this long is passed over no more: the published bound. Longer keeps more
  /// promises on overloaded days and makes the longest wait longer.
  Seconds passed_over_max{60 * 60};
  /// How much room a promise needs to count as safe, in per cent of the work that is before it.
  /// More protects promises earlier, and departs from the order of arrival more often.
  int promise_margin_pct = 200;
  /// Within this much of the first, the fewest counters, the same clerk and the same language
  /// decide. 0: never.
  Seconds tie_slack{120};
  /// An appointment is called within this time of it; whoever comes later than late_max after it
  /// waits as if there had been none.
  Seconds appointment_wait{600};
  Seconds appointment_late_max{15 * 60};
  /// Nobody checks in for an appointment earlier than this before it.
  Seconds appointment_early_max{60 * 60};
  /// So much earlier is the place of those who need longer to the counter (step_free, cannot_see,
  /// more_time), and of those who took their ticket by phone.
  Seconds slow_head_start{60};
  Seconds far_head_start{120};

  // When the manager is advised to do something; docs/STAFFING.md says why these.

  /// Worth saying is what keeps so many promises more, or makes people wait so much less, all
  /// together, within the next hour; and only where it helps so many.
  int advice_promises_least = 2;
  Seconds advice_wait_least{60 * 60};
  int advice_visits_least = 3;
  /// It must be worth it for so long before it is said; after one, no other for so long; and so
  /// many a day. 0 a day: no advice.
  Seconds advice_after{180};
  Seconds advice_rest{30 * 60};
  int advice_day_max = 4;
  /// Nobody is called back from a break to rest before it has been so long.
  Seconds lunch_least{30 * 60};
  Seconds short_break_least{15 * 60};
};

/// Something that the city says to everybody. Prepared: only while a supervisor has switched it on.
struct SiteNotice {
  NoticeId id;
  bool prepared = false;
};

/// Invariant: services, counters, notices sorted by id; every reference resolves; letters are
/// unique.
struct Site {
  SiteId id;
  std::vector<Group> groups;
  std::vector<Service> services;
  std::vector<CounterPlace> counters;
  std::vector<DepartmentId> departments;
  std::vector<LanguageTag> languages;
  std::vector<SiteNotice> notices;
  Rules rules;
};

/// Null if there is none.
const Service* find_service(const Site& site, const ServiceId& id);
const CounterPlace* find_counter(const Site& site, const CounterId& id);
const Group* find_group(const Site& site, const GroupId& id);
const SiteNotice* find_notice(const Site& site, const NoticeId& id);

/// How long after arrival a need for `service` is due.
Milliseconds promised_wait(const Site& site, const Service& service, Priority priority);

}  // namespace foyer
