#include "counter-client/words.h"

#include <algorithm>
#include <cstdio>

namespace foyer::counter_client {

Keys keys_of(const Texts& in) {
  Keys keys;
  keys.call_another = in(tr_context("key: call another, go to the list", "L"));
  keys.line = keys.call_another;
  keys.pause = in(tr_context("key: break", "B"));
  keys.close_counter = in(tr_context("key: close counter", "X"));
  keys.quick = in(tr_context("key: helped without a ticket", "Q"));
  keys.back_again = in(tr_context("key: here after all", "H"));
  keys.undo = in(tr_context("key: undo", "Z"));
  keys.recall = in(tr_context("key: recall", "R"));
  keys.no_show = in(tr_context("key: no-show", "N"));
  keys.park = in(tr_context("key: park", "P"));
  keys.take_back = in(tr_context("key: take back", "Z"));
  keys.transfer = in(tr_context("key: transfer", "T"));
  keys.refer = in(tr_context("key: refer", "E"));
  keys.add_need = in(tr_context("key: add a need", "A"));
  keys.note = in(tr_context("key: note", "M"));
  keys.resolved = in(tr_context("key: resolved", "R"));
  keys.follow_up = in(tr_context("key: follow-up", "F"));
  keys.referred = in(tr_context("key: referred", "E"));
  keys.incomplete = in(tr_context("key: incomplete", "I"));
  keys.department = in(tr_context("key: another department", "D"));
  keys.answered = in(tr_context("key: answered here", "A"));
  keys.leaves = in(tr_context("key: gives up", "G"));
  keys.yes = in(tr_context("key: yes", "Y"));
  keys.no = in(tr_context("key: no", "N"));
  keys.follow_ups = in(tr_context("key: follow-ups", "U"));
  keys.services = in(tr_context("key: services", "S"));
  keys.people = in(tr_context("key: who waits", "W"));
  keys.notices = in(tr_context("key: notices", "N"));
  keys.audit = in(tr_context("key: what happened", "H"));
  keys.end_day = in(tr_context("key: end the day", "E"));
  keys.knowledge = in(tr_context("key: knowledge", "K"));
  keys.sign_out = in(tr_context("key: sign out", "S"));
  keys.other_counter = in(tr_context("key: another counter", "C"));
  return keys;
}

std::string space_key(const Texts& in) {
  return in(tr_context("key", "Space"));
}
std::string escape_key(const Texts& in) {
  return in(tr_context("key", "Esc"));
}
std::string enter_key(const Texts& in) {
  return in(tr_context("key", "Enter"));
}

std::string word_of(const Texts& in, BreakReason reason) {
  switch (reason) {
    case BreakReason::lunch:
      return in(tr_context("reason for a break", "Lunch"));
    case BreakReason::short_break:
      return in(tr_context("reason for a break", "Short break"));
    case BreakReason::meeting:
      return in(tr_context("reason for a break", "Meeting"));
    case BreakReason::paperwork:
      return in(tr_context("reason for a break", "Paperwork"));
    case BreakReason::other:
      return in(tr_context("reason for a break", "Something else"));
  }
  return {};
}

std::string word_of(const Texts& in, SpecialNeed need) {
  switch (need) {
    case SpecialNeed::step_free:
      return in(tr("Step-free"));
    case SpecialNeed::cannot_hear:
      return in(tr("Can't hear the call"));
    case SpecialNeed::cannot_see:
      return in(tr("Can't see the screen"));
    case SpecialNeed::more_time:
      return in(tr("More time"));
  }
  return {};
}

std::string icon_of(SpecialNeed need) {
  switch (need) {
    case SpecialNeed::step_free:
      return "stepfree";
    case SpecialNeed::cannot_hear:
      return "ear-off";
    case SpecialNeed::cannot_see:
      return "eye-off";
    case SpecialNeed::more_time:
      return "hourglass";
  }
  return "info";
}

std::string word_of(const Texts& in, Outcome outcome) {
  switch (outcome) {
    case Outcome::resolved:
      return in(tr_context("outcome", "Resolved"));
    case Outcome::follow_up:
      return in(tr_context("outcome", "Follow-up"));
    case Outcome::referred:
      return in(tr_context("outcome", "Referred"));
    case Outcome::incomplete:
      return in(tr_context("outcome", "Incomplete"));
    case Outcome::no_show:
    case Outcome::left:
    case Outcome::cancelled:
    case Outcome::closed_out:
      return {};
  }
  return {};
}

std::string word_of(const Texts& in, FollowUpStatus status) {
  switch (status) {
    case FollowUpStatus::opened:
      return in(tr_context("follow-up", "Not begun"));
    case FollowUpStatus::accepted:
      return in(tr_context("follow-up", "Accepted"));
    case FollowUpStatus::in_progress:
      return in(tr_context("follow-up", "In progress"));
    case FollowUpStatus::waiting_for_resident:
      return in(tr_context("follow-up", "Waiting for the resident"));
    case FollowUpStatus::done:
      return in(tr_context("follow-up", "Done"));
    case FollowUpStatus::cancelled:
      return in(tr_context("follow-up", "Cancelled"));
  }
  return {};
}

std::string icon_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::resolved:
      return "kept";
    case Outcome::follow_up:
      return "clock";
    case Outcome::referred:
      return "way";
    case Outcome::incomplete:
    case Outcome::no_show:
    case Outcome::left:
    case Outcome::cancelled:
    case Outcome::closed_out:
      return "closed";
  }
  return "closed";
}

std::string language_name(const SiteFiles& site, const Texts& in, const LanguageTag& language) {
  const std::string& tag = language.value;
  if (tag == "en") return in(tr("English"));
  if (tag == "fr") return in(tr("French"));
  for (const LanguageInfo& known : site.languages) {
    if (known.tag == language) return known.own_name;
  }
  return tag;
}

std::string clerk_name(const ClerkId& clerk) {
  std::string name = clerk.value;
  bool starts = true;
  for (char& c : name) {
    if (starts) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    starts = c == '-';
    if (starts) c = ' ';
  }
  return name;
}

std::string counter_label(const SiteFiles& site, const CounterId& counter) {
  const CounterInfo* info = find_counter_info(site, counter);
  return info == nullptr ? counter.value : info->label;
}

std::string service_name(const SiteFiles& site, const Texts& in, const ServiceId& service) {
  const ServiceInfo* info = find_service_info(site, service);
  return info == nullptr ? service.value : in.of_site(info->name);
}

std::string running_clock(Milliseconds span) {
  const long long total = std::max<long long>(0, std::chrono::duration_cast<Seconds>(span).count());
  char text[32];
  if (total >= 3600) {
    std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", total / 3600, total / 60 % 60,
                  total % 60);
  } else {
    std::snprintf(text, sizeof text, "%lld:%02lld", total / 60, total % 60);
  }
  return text;
}

std::string passed_minutes(const Texts& in, Milliseconds span) {
  const auto whole = std::chrono::floor<std::chrono::minutes>(std::max(span, Milliseconds{0}));
  return in.minutes(std::chrono::duration_cast<Seconds>(whole), Length::brief);
}

}  // namespace foyer::counter_client
