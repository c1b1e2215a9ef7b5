// Who did what when, in sentences: the supervisor's panel of what happened today.
#include <type_traits>

#include "counter-client/view_panel_parts.h"
#include "counter-client/view_supervise.h"
#include "engine/why.h"

namespace foyer::counter_client {
namespace {

struct Told {
  std::string words;
  std::string icon;
};

/// One event in words. Holds what the sentences share.
class Teller {
 public:
  Teller(const Situation& now, const Event& event) : now_(now), in_(now.in), event_(event) {}

  Told told() const {
    return std::visit([this](const auto& body) { return tell(body); }, event_.body);
  }

 private:
  std::string ticket() const {
    const auto visit = visit_of(event_.body);
    if (const auto* issued = std::get_if<TicketIssued>(&event_.body)) return issued->ticket;
    if (!visit) return {};
    const auto known = now_.desk.audit->tickets.find(*visit);
    return known == now_.desk.audit->tickets.end() ? "…" : known->second;
  }
  std::string service(const ServiceId& id) const { return service_name(now_.site, in_, id); }
  std::string about(Text text) const { return in_(text, {{"ticket", ticket()}}); }
  std::string about(Text text, const CounterId& counter) const {
    return in_(text, {{"ticket", ticket()}, {"counter", counter_label(now_.site, counter)}});
  }
  std::string about(Text text, const ServiceId& id) const {
    return in_(text, {{"ticket", ticket()}, {"service", service(id)}});
  }
  /// Its service, where the visit is still here; else empty.
  std::string need_of(VisitId visit, NeedId id) const {
    const Visit* here = find_visit(now_.state, visit);
    if (here == nullptr) return {};
    for (const Need& need : here->needs) {
      if (need.id == id) return service(need.service);
    }
    return {};
  }
  std::string skills(const std::vector<SkillId>& ids) const {
    std::string list;
    for (const SkillId& id : ids) {
      const SkillInfo* skill = find_skill_info(now_.site, id);
      if (!list.empty()) list += ", ";
      list += skill == nullptr ? id.value : in_.of_site(skill->name);
    }
    return list;
  }
  /// As its id where the site's files have lost it.
  std::string notice_text(const NoticeId& id) const {
    for (const NoticeInfo& notice : now_.site.notices) {
      if (notice.id == id) return in_.of_site(notice.text);
    }
    return id.value;
  }
  std::string ending(Outcome outcome) const {
    if (outcome == Outcome::closed_out) return in_(tr_context("outcome", "The day ended"));
    if (outcome == Outcome::cancelled) return in_(tr_context("outcome", "Cancelled"));
    return word_of(in_, outcome);
  }

  /// What ended serving, and whether that was late.
  std::string late(const std::string& words, const std::optional<Instant>& forgotten_since) const {
    if (!forgotten_since) return words;
    return in_(tr("{what} · late, forgotten since {time}"),
               {{"what", words}, {"time", in_.time_24(*forgotten_since)}});
  }

  Told tell(const DayOpened&) const { return {in_(tr("The day began")), "door"}; }
  Told tell(const DayClosed&) const { return {in_(tr("The day ended")), "closed"}; }
  Told tell(const TicketIssued& e) const {
    const ServiceId first = e.needs.empty() ? ServiceId{} : e.needs.front().service;
    return {about(tr("{ticket} took a ticket: {service}"), first), "ticket"};
  }
  Told tell(const NumbersLeased& e) const {
    return {in_(tr("Ticket numbers set aside for {device}"), {{"device", e.device.value}}),
            "ticket"};
  }
  Told tell(const TicketLapsed& e) const {
    return {in_(tr("{ticket} was told of after its day"), {{"ticket", e.ticket}}), "ticket"};
  }
  Told tell(const NeedAdded& e) const {
    return {about(tr("{ticket} also came for: {service}"), e.need.service), "plus"};
  }
  Told tell(const VisitLeft&) const { return {about(tr("{ticket} left")), "exit"}; }
  Told tell(const CounterOpened& e) const {
    return {about(tr("Counter {counter} opened"), e.counter), "door"};
  }
  Told tell(const CounterOnBreak& e) const {
    const Fill fill = {{"counter", counter_label(now_.site, e.counter)},
                       {"clerk", clerk_name(e.in_place_of)},
                       {"reason", word_of(in_, e.reason)}};
    return {e.in_place_of.empty()
                ? in_(tr("Counter {counter} on a break: {reason}"), fill)
                : in_(tr("Counter {counter} of {clerk} put on a break: {reason}"), fill),
            "cup"};
  }
  Told tell(const CounterClosed& e) const {
    const Fill fill = {{"counter", counter_label(now_.site, e.counter)},
                       {"clerk", clerk_name(e.in_place_of)}};
    return {e.in_place_of.empty() ? in_(tr("Counter {counter} closed"), fill)
                                  : in_(tr("Counter {counter} of {clerk} closed"), fill),
            "closed"};
  }
  Told tell(const VisitCalled& e) const {
    return {e.rule == Rule::picked
                ? about(tr("{ticket} called out of order to counter {counter}"), e.counter)
                : about(tr("{ticket} called to counter {counter}"), e.counter),
            "megaphone"};
  }
  Told tell(const VisitRecalled& e) const {
    return {about(tr("{ticket} called again to counter {counter}"), e.counter), "bell"};
  }
  Told tell(const CallTakenBack&) const {
    return {about(tr("The call of {ticket} was taken back")), "undo"};
  }
  Told tell(const ServingStarted& e) const {
    return {about(tr("{ticket} is served at counter {counter}"), e.counter), "play"};
  }
  Told tell(const VisitNoShow& e) const {
    return {e.cause == Cause::time_limit ? about(tr("The call of {ticket} ran out"))
                                         : about(tr("{ticket} marked as a no-show")),
            "closed"};
  }
  Told tell(const VisitParked& e) const {
    return {late(in_(tr("{ticket} parked until {time}"),
                     {{"ticket", ticket()}, {"time", in_.time_24(e.until)}}),
                 e.forgotten_since),
            "park"};
  }
  Told tell(const VisitResumed&) const { return {about(tr("{ticket} waits again")), "play"}; }
  Told tell(const NeedTransferred& e) const {
    return {late(about(tr("{ticket} passed on: {service}"), e.service), e.forgotten_since),
            "transfer"};
  }
  Told tell(const NeedFinished& e) const {
    const std::string name = need_of(e.visit, e.need);
    if (name.empty()) {
      return {late(in_(tr("{ticket} closed: {outcome}"),
                       {{"ticket", ticket()}, {"outcome", ending(e.outcome)}}),
                   e.forgotten_since),
              "check"};
    }
    return {late(in_(tr("{ticket} closed: {service}, {outcome}"),
                     {{"ticket", ticket()}, {"service", name}, {"outcome", ending(e.outcome)}}),
                 e.forgotten_since),
            "check"};
  }
  Told tell(const StepsDone&) const {
    return {about(tr("What is done for {ticket} was noted")), "check"};
  }
  Told tell(const ServingConfirmed&) const {
    return {about(tr("{ticket} is still served")), "user"};
  }
  Told tell(const Undone&) const {
    return {about(tr("The last step with {ticket} undone")), "undo"};
  }
  Told tell(const VisitBroughtBack&) const {
    return {about(tr("{ticket} is here after all")), "user"};
  }
  Told tell(const AnswerRecorded& e) const {
    return {in_(tr("Helped without a ticket: {service}"), {{"service", service(e.service)}}),
            "check"};
  }
  Told tell(const PriorityChanged& e) const {
    return {e.priority == Priority::priority ? about(tr("{ticket} goes first"))
                                             : about(tr("{ticket} waits in the usual order")),
            "arrow-up"};
  }
  Told tell(const ServiceSwitched& e) const {
    const std::string name = service(e.service);
    return {e.to == Switch::on ? in_(tr("Offered again: {service}"), {{"service", name}})
                               : in_(tr("No more today: {service}"), {{"service", name}}),
            e.to == Switch::on ? "ticket" : "closed"};
  }
  Told tell(const NoticeSwitched& e) const {
    const Fill notice = {{"notice", notice_text(e.notice)}};
    return {e.to == Switch::on ? in_(tr("Notice shown: {notice}"), notice)
                               : in_(tr("Notice shown no more: {notice}"), notice),
            "megaphone"};
  }
  Told tell(const SkillsChanged& e) const {
    return {in_(tr("Counter {counter} serves: {skills}"),
                {{"counter", counter_label(now_.site, e.counter)}, {"skills", skills(e.skills)}}),
            "people"};
  }
  Told tell(const AlarmRaised& e) const {
    if (e.counter.empty()) return {in_(tr("The welcome desk asked for help")), "late"};
    return {about(tr("Counter {counter} asked for help"), e.counter), "late"};
  }
  Told tell(const AlarmCleared& e) const {
    if (e.counter.empty()) return {in_(tr("Help at the welcome desk was seen to")), "check"};
    return {about(tr("Help at counter {counter} was seen to"), e.counter), "check"};
  }
  Told tell(const FollowUpOpened& e) const {
    return {in_(tr("{reference} goes on: {service}"),
                {{"reference", e.reference}, {"service", service(e.service)}}),
            "doc"};
  }
  Told tell(const FollowUpAdvanced& e) const {
    return {in_(tr("{reference}: {status}"),
                {{"reference", e.reference}, {"status", word_of(in_, e.status)}}),
            "doc"};
  }
  Told tell(const FollowUpAssigned& e) const {
    const DepartmentInfo* info = find_department_info(now_.site, e.department);
    std::string whose = info == nullptr ? e.department.value : in_.of_site(info->name);
    if (!e.clerk.empty()) whose = clerk_name(e.clerk) + (whose.empty() ? "" : ", " + whose);
    return {in_(tr("{reference} was passed on to {whose}"),
                {{"reference", e.reference}, {"whose", whose}}),
            "doc"};
  }

  /// That somebody said something is no secret; what was said of whom is not for a list.
  Told tell(const FeedbackGiven& e) const {
    return {about(tr("Feedback was given on a visit at counter {counter}"), e.counter), "info"};
  }

  const Situation& now_;
  const Texts& in_;
  const Event& event_;
};

/// "Asha · counter-1", "kiosk-1", "by itself".
std::string who(const Situation& now, const Actor& actor) {
  if (!actor.clerk.empty()) return clerk_name(actor.clerk) + " · " + actor.device.value;
  // As the server calls itself in its journal.
  if (actor.device.value == "queue-server") return now.in(tr("by itself"));
  return actor.device.value;
}

}  // namespace

void build_audit(const Situation& now, PanelView& panel) {
  panel.title = now.in(tr("What happened today"));
  panel.search_label = now.in(tr("Search clerks, tickets, services"));
  if (!now.desk.audit) {
    panel.empty = now.in(tr("Asking the server …"));
    return;
  }
  const Audit& audit = *now.desk.audit;
  panel.text = now.in(tr("Newest first, as of {time}."), {{"time", now.in.time_24(audit.at)}});
  for (const Event& event : audit.events) {
    Told told = Teller(now, event).told();
    PanelRow row;
    row.action = Action::more_audit;
    row.label = std::move(told.words);
    row.text = who(now, event.actor);
    row.end = now.in.time_24(event.at);
    row.icon = std::move(told.icon);
    row.confirm = now.in(tr("Show earlier ones"));
    if (audit.complete) row.why_not = now.in(tr("that is all of today"));
    if (wanted(now, row.label + " " + row.text)) add_row(panel, std::move(row));
  }
}

}  // namespace foyer::counter_client
