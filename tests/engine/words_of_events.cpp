#include "tests/engine/words_of_events.h"

namespace foyer::test {
namespace {

class Sentence {
 public:
  explicit Sentence(const std::function<std::string(VisitId)>& ticket_of) : ticket_of_(ticket_of) {}

  template <class E>
  void tell(const E& e) {
    add(E::kind);
    if constexpr (requires { e.ticket; }) {
      add(e.ticket);
    } else if constexpr (requires { e.visit; }) {
      add(ticket_of_(e.visit));
    }
    if constexpr (requires { e.counter; }) add(e.counter.value);
    if constexpr (requires { e.clerk; }) add(e.clerk.value);
    if constexpr (requires { e.rule; }) add(word(e.rule));
    if constexpr (requires { e.cause; }) add(word(e.cause));
    if constexpr (requires { e.transfer; }) add(word(e.transfer));
    if constexpr (requires { e.reason; }) add(word(e.reason));
    if constexpr (requires { e.outcome; }) add(word(e.outcome));
    details(e);
  }

  std::string text;

 private:
  void add(std::string_view word) {
    if (word.empty()) return;
    if (!text.empty()) text += ' ';
    text += word;
  }

  void details(const auto&) {}
  void details(const VisitCalled& e) {
    if (e.runner_up) add("before " + ticket_of_(*e.runner_up));
  }
  void details(const NumbersLeased& e) {
    for (const NumberBlock& block : e.blocks) add(block.first + "-" + block.last);
  }
  void details(const NeedTransferred& e) {
    add(e.service.value);
    add(e.skill.value);
    add(e.only_counter.value);
    add(e.only_clerk.value);
    if (e.forgotten_since) add("late");
  }
  void details(const NeedFinished& e) {
    for (const ItemId& item : e.missing) add(item.value);
    for (const Delivered& delivered : e.delivered) add(delivered.item.value);
    add(e.department.value);
    add(e.reference);
    if (e.forgotten_since) add("late");
  }
  void details(const VisitParked& e) {
    if (e.forgotten_since) add("late");
  }
  void details(const StepsDone& e) {
    for (const ItemId& item : e.brought) add(item.value);
    for (const StepId& step : e.steps) add(std::to_string(step.value));
  }
  void details(const FollowUpOpened& e) { add(e.reference); }
  void details(const FollowUpAdvanced& e) {
    add(e.reference);
    add(word(e.status));
  }
  void details(const FollowUpAssigned& e) {
    add(e.reference);
    add(e.department.value);
  }
  void details(const FeedbackGiven& e) {
    const auto answer = [this](const char* question, const std::optional<int>& said) {
      if (said) add(question + std::to_string(*said));
    };
    answer("satisfaction=", e.rating.satisfaction);
    answer("effort=", e.rating.effort);
    answer("recommendation=", e.rating.recommendation);
  }
  void details(const AnswerRecorded& e) {
    add(e.service.value);
    for (const Delivered& delivered : e.delivered) add(delivered.item.value);
    add(e.department.value);
  }
  void details(const ServiceSwitched& e) {
    add(e.service.value);
    add(word(e.to));
  }
  void details(const NoticeSwitched& e) {
    add(e.notice.value);
    add(word(e.to));
  }
  void details(const AlarmRaised& e) { add(e.device.value); }
  void details(const AlarmCleared& e) { add(e.device.value); }
  void details(const CounterOnBreak& e) { add(e.in_place_of.value); }
  void details(const CounterClosed& e) { add(e.in_place_of.value); }
  void details(const SkillsChanged& e) {
    for (const SkillId& skill : e.skills) add(skill.value);
  }
  void details(const PriorityChanged& e) { add(word(e.priority)); }
  void details(const CounterOpened& e) {
    for (const SkillId& skill : e.skills) add(skill.value);
  }

  const std::function<std::string(VisitId)>& ticket_of_;
};

}  // namespace

std::string words_of_event(const EventBody& event,
                           const std::function<std::string(VisitId)>& ticket_of) {
  Sentence sentence(ticket_of);
  std::visit([&sentence](const auto& e) { sentence.tell(e); }, event);
  return sentence.text;
}

}  // namespace foyer::test
