// The vocabulary: every word that stands in a command, an event, a table and a document is an
// enumerator here, spelled as on the wire. FOYER_WORDS makes the enum and its table in one place,
// so that they cannot differ. A journal word never changes its meaning: add a new one.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace foyer {

namespace detail {

constexpr std::size_t count_words(std::string_view list) {
  std::size_t count = 1;
  for (char c : list) count += c == ',' ? 1U : 0U;
  return count;
}

constexpr std::string_view nth_word(std::string_view list, std::size_t n) {
  for (; n > 0; --n) list.remove_prefix(list.find(',') + 1);
  list = list.substr(0, list.find(','));
  while (!list.empty() && list.front() == ' ') list.remove_prefix(1);
  return list;
}

}  // namespace detail

#define FOYER_WORDS(Name, ...)                \
  enum class Name { __VA_ARGS__ };            \
  constexpr std::string_view words_of(Name) { \
    return #__VA_ARGS__;                      \
  }

/// How many enumerators `E` has; they count from 0 without gaps.
template <class E>
constexpr std::size_t word_count() {
  return detail::count_words(words_of(E{}));
}

template <class E>
inline constexpr auto word_table = [] {
  std::array<std::string_view, word_count<E>()> table{};
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = detail::nth_word(words_of(E{}), i);
  return table;
}();

/// The wire word of an enumerator.
template <class E>
constexpr std::string_view word(E value) {
  return word_table<E>[static_cast<std::size_t>(value)];
}

/// The enumerator of a wire word; nothing if there is none.
template <class E>
constexpr std::optional<E> from_word(std::string_view text) {
  for (std::size_t i = 0; i < word_count<E>(); ++i) {
    if (word_table<E>[i] == text) return static_cast<E>(i);
  }
  return std::nullopt;
}

/// What a resident wants to get done (Clarington's review, "jobs to be done").
FOYER_WORDS(Job, inquiry, payment, approval, use)

/// full: the desk owns the whole interaction. partial: the desk begins, a specialist takes over
/// where the service agreement says. none: a referral, no ticket.
FOYER_WORDS(Centralization, full, partial, none)

FOYER_WORDS(Channel, kiosk, welcome_desk, web)

FOYER_WORDS(SpecialNeed, step_free, cannot_hear, cannot_see, more_time)

FOYER_WORDS(Priority, normal, priority)

FOYER_WORDS(NeedState, waiting, called, serving, parked, done)

/// How a need ended. closed_out: the day was closed while it was open; never counted in standards.
FOYER_WORDS(Outcome, resolved, follow_up, referred, incomplete, no_show, left, cancelled,
            closed_out)

FOYER_WORDS(CounterState, closed, open, on_break)

FOYER_WORDS(BreakReason, lunch, short_break, meeting, paperwork, other)

/// Why `choose` named this visit (docs/ASSIGNMENT.md). first_come: first in the order of arrival,
/// and every promise can still be kept. earliest_due: its promise would have been broken first.
/// waited_longest: it had waited as long as a visit may be passed over. fewest_counters,
/// same_clerk, same_language: of those nearly first it has the fewest counters that can serve it,
/// this clerk served it before, or speaks its language. transferred_here: it was sent to this
/// counter or clerk. picked: a clerk called it out of order.
FOYER_WORDS(Rule, earliest_due, transferred_here, picked, first_come, waited_longest,
            fewest_counters, same_clerk, same_language)

/// Who ended a call, or brought a parked visit back.
FOYER_WORDS(Cause, clerk, time_limit)

FOYER_WORDS(TransferKind, service, counter, clerk, specialist)

/// no_counter_open: nobody who could serve this is open, so there is no honest number.
/// after_closing: as things are it would not be served before the day ends.
/// not_told: of a ticket that a kiosk issued alone; nobody could tell it a wait.
FOYER_WORDS(WaitStatus, known, no_counter_open, after_closing, not_told)

FOYER_WORDS(Switch, on, off)

/// What a clerk may do beside serving whom the engine calls. call_out_of_order: call somebody who
/// is not next. supervise: change counters, services, notices and priorities, see to alarms.
FOYER_WORDS(Right, call_out_of_order, supervise)

/// What a device may be. Least rights: see may() in protocol/access.h. follower: a program that
/// passes on what happens to another system of the city, and what that says of follow-ups.
FOYER_WORDS(Role, kiosk, counter, display, web, manager, admin, follower)

/// Why a command was refused. One enumerator per reason; the first block is the engine's, the
/// second the boundary's (protocol, link, access).
FOYER_WORDS(RefusalCode,                                                                        //
            day_not_open, day_already_open, office_closed, unknown_service, service_off,        //
            service_is_referral, no_needs, too_many_needs, duplicate_need, lobby_full,          //
            numbers_exhausted, not_leased, handed_in_already, unknown_appointment,              //
            checked_in_already, appointment_other_day,                                          //
            unknown_visit, unknown_need, unknown_counter,                                       //
            unknown_notice, unknown_department, unknown_clerk, unknown_item, unknown_language,  //
            counter_closed,                                                                     //
            counter_already_open, counter_on_break, counter_busy, counter_taken,                //
            clerk_elsewhere, not_your_counter, not_your_visit, not_signed_in, no_skills,        //
            nobody_waiting,                                                                     //
            visit_not_waiting, cannot_serve, not_at_counter, not_called, not_serving,           //
            not_parked, visit_being_served, recall_limit, too_soon, too_late,                   //
            park_too_long, unknown_follow_up, follow_up_unchanged, follow_ups_full, no_specialist,
            need_done, outcome_missing,  //
            outcome_not_allowed, missing_not_named, nothing_due, nothing_to_undo, already_so,
            feedback_given,
            out_of_order,                                                       //
            malformed, too_large, wrong_version, unknown_command, not_allowed,  //
            unavailable, throttled, wrong_secret, request_id_reused, seq_unknown)

}  // namespace foyer
