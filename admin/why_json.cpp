#include <nlohmann/json.hpp>

#include "admin/why_text.h"
#include "protocol/message.h"

namespace foyer::admin {
namespace {

using Json = nlohmann::ordered_json;

Json span_s(Milliseconds span) {
  return std::chrono::floor<Seconds>(std::max(span, Milliseconds{0})).count();
}

Json standing_json(const Standing& standing) {
  Json json{{"visit", standing.visit.value},
            {"ticket", standing.ticket},
            {"stage", word(standing.stage)},
            {"service", standing.service.value},
            {"priority", word(standing.priority)},
            {"language", standing.language.value},
            {"arrived_at_ms", to_ms(standing.arrived_at)},
            {"waits_from_ms", to_ms(standing.waits_from)},
            {"place_at_ms", to_ms(standing.place_at)},
            {"due_at_ms", to_ms(standing.due_at)},
            {"counters", standing.counters}};
  if (standing.appointment_at) json["appointment_at_ms"] = to_ms(*standing.appointment_at);
  if (!standing.only_counter.empty()) json["only_counter"] = standing.only_counter.value;
  if (!standing.only_clerk.empty()) json["only_clerk"] = standing.only_clerk.value;
  if (!standing.served_by.empty()) json["served_by"] = standing.served_by.value;
  return json;
}

struct Where {
  CounterId counter;
  ClerkId clerk;
  Instant at;
};

Json compared_json(const Compared& compared, const Where& where, const Naming& naming) {
  Json json = standing_json(compared.other);
  json["reason"] = word(compared.why);
  json["why"] = other_words(compared, where.counter, where.clerk, where.at, naming);
  return json;
}

Json call_json(const CallStory& call, const Naming& naming) {
  const Where where{call.counter, call.clerk, call.at};
  Json json{{"seq", call.seq},
            {"at_ms", to_ms(call.at)},
            {"counter", call.counter.value},
            {"clerk", call.clerk.value},
            {"by_itself", call.by_itself},
            {"waited_s", span_s(call.at - call.called.waits_from)},
            {"rule", word(call.rule)},
            {"why", rule_words(call.rule, call.called, call.counter, call.clerk, naming)},
            {"called", standing_json(call.called)}};
  if (call.runner_up) json["runner_up"] = compared_json(*call.runner_up, where, naming);
  json["passed_over"] = Json::array();
  for (const Compared& other : call.passed_over) {
    json["passed_over"].push_back(compared_json(other, where, naming));
  }
  return json;
}

Json overtaking_json(const Overtaking& one, const Naming& naming) {
  return {{"seq", one.seq},
          {"at_ms", to_ms(one.at)},
          {"counter", one.counter.value},
          {"clerk", one.clerk.value},
          {"rule", word(one.rule)},
          {"called", standing_json(one.called)},
          {"reason", word(one.before.why)},
          {"why", rule_words(one.rule, one.called, one.counter, one.clerk, naming) + "; " +
                      other_words(one.before, one.counter, one.clerk, one.at, naming)},
          {"due_at_ms", to_ms(one.before.other.due_at)}};
}

}  // namespace

std::string why_json(const TicketStory& story, const Naming& naming) {
  const Visit& visit = story.visit;
  Json json{{"ticket", visit.ticket},
            {"date", story.date.value},
            {"visit", visit.id.value},
            {"arrived_at_ms", to_ms(visit.arrived_at)},
            {"waits_from_ms", to_ms(visit.waits_from)}};
  if (visit.appointment_at) json["appointment_at_ms"] = to_ms(*visit.appointment_at);
  json["promise"] = Json{{"status", word(visit.promise.status)},
                         {"p50_s", visit.promise.p50_s},
                         {"p90_s", visit.promise.p90_s}};
  for (const char* list : {"events", "calls", "overtaken"}) json[list] = Json::array();
  for (const Event& event : story.events) {
    json["events"].push_back(Json::parse(protocol::write_event(protocol::redacted(event))));
  }
  for (const CallStory& call : story.calls) json["calls"].push_back(call_json(call, naming));
  for (const Overtaking& one : story.overtaken) {
    json["overtaken"].push_back(overtaking_json(one, naming));
  }
  return json.dump();
}

}  // namespace foyer::admin
