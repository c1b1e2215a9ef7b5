#include "admin/why_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace foyer::admin {
namespace {

constexpr std::size_t passed_over_shown = 5;

/// "8 min 30 s", "45 s", "1 h 5 min".
std::string span_words(Milliseconds span) {
  const auto seconds = std::chrono::floor<Seconds>(std::max(span, Milliseconds{0})).count();
  const auto hours = seconds / 3600;
  const auto minutes = seconds / 60 % 60;
  const auto rest = seconds % 60;
  std::string text;
  if (hours > 0) text += fmt::format("{} h ", hours);
  if (minutes > 0) text += fmt::format("{} min ", minutes);
  if (hours == 0 && (rest > 0 || minutes == 0)) text += fmt::format("{} s ", rest);
  text.pop_back();
  return text;
}

std::string promise_words(const Wait& promise) {
  switch (promise.status) {
    case WaitStatus::known:
      if (promise.p90_s == 0) return "told that it would be called at once";
      return fmt::format("told that half wait {} at most and nine in ten {}",
                         span_words(Seconds{promise.p50_s}), span_words(Seconds{promise.p90_s}));
    case WaitStatus::no_counter_open:
      return "told that no counter was open for it";
    case WaitStatus::after_closing:
      return "told that it might not be served before the day's end";
    case WaitStatus::not_told:
      return "told no wait: the kiosk could not reach the server";
  }
  return "";
}

/// The time in front of a line, and the same room without one.
constexpr std::size_t margin = 10;

class Text {
 public:
  Text(const TicketStory& story, const Naming& naming) : story_(story), naming_(naming) {}

  std::string take() {
    head();
    auto call = story_.calls.begin();
    for (const Event& event : story_.events) {
      at_ = event.at;
      if (std::holds_alternative<VisitCalled>(event.body)) {
        told_call(*call);
        ++call;
      } else {
        std::visit([&](const auto& body) { happened(event, body); }, event.body);
      }
    }
    told_overtaken();
    return std::move(text_);
  }

 private:
  void line(const std::string& words) {
    text_ += fmt::format("{:<{}}{}\n", naming_.clock(at_), margin, words);
  }
  void more(const std::string& words) { text_ += std::string(margin, ' ') + words + "\n"; }

  void head() {
    text_ = fmt::format("{} of {}; times are {}\n\n", story_.visit.ticket, story_.date.value,
                        naming_.time_zone());
  }

  // --- what happened, by kind of event

  void happened(const Event& event, const TicketIssued& e) {
    std::vector<std::string> services;
    for (const NewNeed& need : e.needs) services.push_back(naming_.service(need.service));
    std::string words = fmt::format("ticket issued at {} for {}", event.actor.device.value,
                                    fmt::join(services, ", "));
    if (e.priority == Priority::priority) words += "; priority";
    for (const SpecialNeed need : e.special_needs) words += "; " + std::string(word(need));
    words += "; language " + e.language.value;
    line(words);
    const Visit& visit = story_.visit;
    if (e.appointment_at) {
      const bool counts = visit.waits_from == *e.appointment_at;
      more("appointment at " + naming_.clock(*e.appointment_at) +
           (counts ? ", from which its wait counts" : ""));
    }
    for (const Need& need : visit.needs) {
      more(fmt::format("{}: due {}, its place in the order {}", naming_.service(need.service),
                       naming_.clock(need.due_at), naming_.clock(need.place_at)));
    }
    more(promise_words(e.promise));
  }

  void happened(const Event&, const NeedAdded& e) {
    line(fmt::format("{} added: due {}", naming_.service(e.need.service),
                     naming_.clock(e.need.due_at)));
  }
  void happened(const Event&, const VisitLeft&) { line("left of its own will"); }
  void happened(const Event&, const VisitRecalled& e) {
    line("called again to " + naming_.counter(e.counter));
  }
  void happened(const Event&, const CallTakenBack&) {
    --calls_;
    line("the call was taken back: it stood where it had stood before");
  }
  void happened(const Event&, const ServingStarted& e) {
    line("served at " + naming_.counter(e.counter));
  }
  void happened(const Event&, const VisitNoShow& e) {
    line(e.cause == Cause::clerk ? "did not come: said by the clerk"
                                 : "did not come in the time there is for it");
  }
  void happened(const Event&, const VisitParked& e) {
    line("set aside until " + naming_.clock(e.until) + "; it keeps its place");
  }
  void happened(const Event&, const VisitResumed& e) {
    line(e.cause == Cause::clerk ? "back in the line by a clerk"
                                 : "back in the line because the time was over");
  }
  void happened(const Event&, const NeedTransferred& e) {
    std::string where = naming_.service(e.service);
    if (!e.only_counter.empty()) where += " at " + naming_.counter(e.only_counter);
    if (!e.only_clerk.empty()) where += " with " + e.only_clerk.value;
    if (e.transfer == TransferKind::specialist) where += ", skill " + e.skill.value;
    line("passed on to " + where + "; it keeps its place");
  }
  void happened(const Event&, const NeedFinished& e) {
    const auto service = service_of(e.need);
    std::string late;
    if (e.forgotten_since) {
      late = ", closed late: forgotten since " + naming_.clock(*e.forgotten_since);
    }
    line(fmt::format("{} ended: {}{}", service, word(e.outcome), late));
  }
  void happened(const Event&, const StepsDone& e) {
    line(fmt::format("{}: {} of what to bring is there, {} of the steps are done",
                     service_of(e.need), e.brought.size(), e.steps.size()));
  }
  void happened(const Event&, const ServingConfirmed&) { line("the clerk said that it goes on"); }
  /// Not about a visit.
  template <class Other>
  void happened(const Event&, const Other&) {}

  [[nodiscard]] std::string service_of(NeedId id) const {
    std::string service = "need " + std::to_string(id.value);
    for (const Event& event : story_.events) {
      if (const auto* issued = std::get_if<TicketIssued>(&event.body)) {
        for (const NewNeed& need : issued->needs) {
          if (need.need == id) service = naming_.service(need.service);
        }
      } else if (const auto* added = std::get_if<NeedAdded>(&event.body)) {
        if (added->need.need == id) service = naming_.service(added->need.service);
      } else if (const auto* moved = std::get_if<NeedTransferred>(&event.body)) {
        if (moved->need == id && event.at <= at_) service = naming_.service(moved->service);
      }
    }
    return service;
  }

  // --- calls

  void told_call(const CallStory& call) {
    std::string words =
        fmt::format("called to {} ({})", naming_.counter(call.counter), call.clerk.value);
    if (call.by_itself) words += " by itself";
    words += fmt::format(" after {}", span_words(call.at - call.called.waits_from));
    if (++calls_ == 1) {
      words += call.at <= call.called.due_at
                   ? ", within the promise"
                   : ", " + span_words(call.at - call.called.due_at) + " late";
    }
    line(words);
    more("Why: " + rule_words(call.rule, call.called, call.counter, call.clerk, naming_) + ".");
    if (call.runner_up) {
      more("Next: " + other_words(*call.runner_up, call.counter, call.clerk, call.at, naming_) +
           ".");
    }
    told_passed_over(call);
  }

  void told_passed_over(const CallStory& call) {
    std::size_t shown = 0;
    std::size_t others = 0;
    for (const Compared& compared : call.passed_over) {
      if (call.runner_up && compared.other.visit == call.runner_up->other.visit) continue;
      if (++shown > passed_over_shown) {
        ++others;
        continue;
      }
      more("Though it came later than " + compared.other.ticket + ": " +
           other_words(compared, call.counter, call.clerk, call.at, naming_) + ".");
    }
    if (others > 0) more(fmt::format("Though it came later than {} more.", others));
  }

  // --- who was called before it

  void told_overtaken() {
    const std::string& ticket = story_.visit.ticket;
    if (story_.overtaken.empty()) {
      text_ += "\nNobody who came later than " + ticket + " was called before it.\n";
      return;
    }
    text_ += "\nCalled before " + ticket + " although they came later:\n";
    Others no_skill;
    Others away;
    for (const Overtaking& one : story_.overtaken) {
      if (one.before.why == WhyBefore::no_skill) {
        no_skill.add(one, naming_);
      } else if (one.before.why == WhyBefore::not_waiting) {
        away.add(one, naming_);
      } else {
        at_ = one.at;
        line(fmt::format("{} at {}: {}; {}.", one.called.ticket, naming_.counter(one.counter),
                         rule_words(one.rule, one.called, one.counter, one.clerk, naming_),
                         other_words(one.before, one.counter, one.clerk, one.at, naming_)));
      }
    }
    if (no_skill.count > 0) {
      more(fmt::format("{} at {}, which could not serve {}: {}.", no_skill.count,
                       fmt::join(no_skill.counters, ", "), ticket, no_skill.tickets));
    }
    if (away.count > 0) {
      more(fmt::format("{} while {} was set aside: {}.", away.count, ticket, away.tickets));
    }
  }

  /// Many with one reason.
  struct Others {
    int count = 0;
    std::string tickets;
    std::set<std::string> counters;
    void add(const Overtaking& one, const Naming& naming) {
      ++count;
      tickets += (tickets.empty() ? "" : ", ") + one.called.ticket;
      counters.insert(naming.counter(one.counter));
    }
  };

  const TicketStory& story_;
  const Naming& naming_;
  std::string text_;
  Instant at_;     ///< Of the event that is told.
  int calls_ = 0;  ///< Told so far, without those taken back.
};

}  // namespace

std::string why_text(const TicketStory& story, const Naming& naming) {
  return Text(story, naming).take();
}

}  // namespace foyer::admin
