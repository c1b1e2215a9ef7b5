#include "tests/protocol/messages.h"

namespace foyer::protocol::test {
namespace {

Request request_of(std::variant<Command, Query> body) {
  static std::int64_t count = 0;
  return Request{"kiosk-1.request_" + std::to_string(++count), std::move(body)};
}

template <auto read>
std::optional<Refusal> read_as(std::string_view text) {
  const auto result = read(text);
  return result ? std::nullopt : std::optional(result.error());
}

std::string name_of_request(const Request& request) {
  return std::visit(
      [](const auto& kind) {
        return std::visit([]<class T>(const T&) { return std::string(wire_word<T>()); }, kind);
      },
      request.body);
}

}  // namespace

std::vector<Request> every_request(Filler& filler) {
  std::vector<Request> requests;
  for_each_alternative<Command>([&]<class T>(std::type_identity<T>) {
    requests.push_back(request_of(Command(filler.make<T>())));
  });
  for_each_alternative<Query>([&]<class T>(std::type_identity<T>) {
    requests.push_back(request_of(Query(filler.make<T>())));
  });
  return requests;
}

std::vector<Event> every_event(Filler& filler) {
  std::vector<Event> events;
  for_each_alternative<EventBody>([&]<class T>(std::type_identity<T>) {
    events.push_back(Event{static_cast<std::int64_t>(events.size()) + 1, from_ms(1795000000000),
                           filler.make<Actor>(), filler.make<T>()});
  });
  return events;
}

std::vector<Answer> every_answer(Filler& filler) {
  std::vector<Answer> answers;
  const auto answer = [&answers]() -> Answer& {
    Answer& added = answers.emplace_back();
    added.id = "desk-1.7";
    added.seq = 42;
    return added;
  };
  answer();
  answer().id.clear();
  answer().refusal = filler.make<Refusal>();
  answer().events = every_event(filler);
  answer().snapshot = filler.make<Snapshot>();
  answer().session = filler.make<Session>();
  answer().follow_ups = std::vector<FollowUp>{};
  answer().follow_ups = std::vector{filler.make<FollowUp>(), filler.make<FollowUp>()};
  answer().found_visit = filler.make<protocol::FoundVisit>();
  answer().tickets = std::vector{filler.make<TicketOfVisit>(), filler.make<TicketOfVisit>()};
  answer().private_record = filler.make<PrivateRecord>();
  answer().appointment = filler.make<FoundAppointment>();
  return answers;
}

Advised some_advice(Filler& filler) {
  auto advised = filler.make<Advised>();
  if (advised.advice) advised.reason.reset();
  if (!advised.advice && !advised.reason) advised.reason = NoAdvice::resting;
  return advised;
}

std::vector<Written> every_message(Filler& filler) {
  std::vector<Written> messages;
  for (const Request& request : every_request(filler)) {
    messages.push_back({name_of_request(request) + ".command.json", write_request(request),
                        read_as<read_request>});
  }
  for (const Event& event : every_event(filler)) {
    messages.push_back({std::string(kind_of(event.body)) + ".event.json", write_event(event),
                        read_as<read_event>});
  }
  for (const Answer& answer : every_answer(filler)) {
    messages.push_back({"answer.json", write_answer(answer), read_as<read_answer>});
  }
  messages.push_back({"waits.json", write_waits(filler.make<Waits>()), read_as<read_waits>});
  messages.push_back({"advice.json", write_advice(some_advice(filler)), read_as<read_advice>});
  messages.push_back(
      {"devices.json", write_devices(filler.make<DeviceReport>()), read_as<read_devices>});
  messages.push_back(
      {"heartbeat.json", write_heartbeat(filler.make<Heartbeat>()), read_as<read_heartbeat>});
  return messages;
}

}  // namespace foyer::protocol::test
