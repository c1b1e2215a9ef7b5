#include "protocol/message.h"

#include <algorithm>
#include <array>
#include <functional>

#include "protocol/json_reader.h"
#include "protocol/json_writer.h"

namespace foyer::protocol {
namespace {

using detail::FieldError;
using detail::JsonReader;
using detail::JsonWriter;
using nlohmann::json;

constexpr std::string_view request_id_signs =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

bool is_request_id(std::string_view text) {
  return !text.empty() && text.size() <= request_id_max &&
         text.find_first_not_of(request_id_signs) == std::string_view::npos;
}

/// One alternative of a variant by its wire word, read from JSON.
template <class Variant>
class Alternatives {
 public:
  /// Nothing if `word` is none of them.
  static std::optional<Variant> read(std::string_view word, const json& body,
                                     const std::string& path) {
    return read_from<0>(word, body, path);
  }

 private:
  template <std::size_t I>
  static std::optional<Variant> read_from(std::string_view word, const json& body,
                                          const std::string& path) {
    if constexpr (I == std::variant_size_v<Variant>) {
      return std::nullopt;
    } else {
      using T = std::variant_alternative_t<I, Variant>;
      if (wire_word<T>() != word) return read_from<I + 1>(word, body, path);
      T value;
      detail::read_object(body, value, path);
      return Variant(std::move(value));
    }
  }
};

/// Everything that can go wrong with text from outside ends here, as a refusal.
template <class T>
Result<T> guarded(std::string_view text, std::size_t bytes_max,
                  const std::function<T(const json&)>& read) {
  if (text.size() > bytes_max) {
    return refuse(RefusalCode::too_large, "at most " + std::to_string(bytes_max) + " bytes");
  }
  try {
    const json parsed = detail::parse_strictly(text);
    if (!parsed.is_object()) return refuse(RefusalCode::malformed, "must be a JSON object");
    const auto v = parsed.find("v");
    if (v == parsed.end()) return refuse(RefusalCode::malformed, "is missing", "v");
    if (*v != version) {
      return refuse(RefusalCode::wrong_version,
                    "this server speaks version " + std::to_string(version), "v");
    }
    return read(parsed);
  } catch (const FieldError& error) {
    return refuse(RefusalCode::malformed, error.reason, error.field);
  } catch (const Refusal& refusal) {
    return tl::unexpected<Refusal>(refusal);
  }
}

void write_envelope(JsonWriter& writer) {
  writer("v", version);
}

EventBody read_body(std::string_view kind, const json& body, const JsonReader& reader) {
  auto event = Alternatives<EventBody>::read(kind, body, reader.child("body"));
  if (!event) JsonReader::fail(reader.child("kind"), "there is no event of this kind");
  return std::move(*event);
}

Event read_event_object(const json& object, const std::string& path) {
  Event event;
  JsonReader reader(object, path);
  reader.find("v");
  std::string kind;
  reader("seq", event.seq, Bounds{1});
  reader("at_ms", event.at);
  reader("actor", event.actor);
  reader("kind", kind, Bounds{1, 64});
  const json* body = reader.find("body");
  if (body == nullptr) JsonReader::fail(reader.child("body"), "is missing");
  reader.close();
  event.body = read_body(kind, *body, reader);
  return event;
}

void write_answer_head(JsonWriter& writer, std::string_view id, bool ok, std::int64_t seq) {
  write_envelope(writer);
  writer("id", std::string(id));
  writer.raw("ok", ok ? "true" : "false");
  writer("seq", seq);
}

void write_events(std::string& out, JsonWriter& writer, const std::vector<std::string>& events) {
  writer.member("events");
  out += '[';
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (i > 0) out += ',';
    out += events[i];
  }
  out += ']';
}

Request read_request_object(const json& object) {
  Request request;
  JsonReader reader(object, "");
  reader.find("v");
  std::string name;
  reader("id", request.id, Bounds{1, static_cast<std::int64_t>(request_id_max)});
  reader("command", name, Bounds{1, 64});
  if (!is_request_id(request.id))
    JsonReader::fail("id", "may have letters, digits, '.', '_' and '-'");
  static const json empty = json::object();
  const json* body = reader.find("body");
  reader.close();
  if (body == nullptr) body = &empty;
  if (auto command = Alternatives<Command>::read(name, *body, "body")) {
    request.body = std::move(*command);
  } else if (auto query = Alternatives<Query>::read(name, *body, "body")) {
    request.body = std::move(*query);
  } else {
    throw Refusal{RefusalCode::unknown_command, "there is no command " + name, "command"};
  }
  return request;
}

Answer read_answer_object(const json& object) {
  Answer answer;
  JsonReader reader(object, "");
  reader.find("v");
  reader("id", answer.id, Bounds{0, static_cast<std::int64_t>(request_id_max)});
  reader("seq", answer.seq);
  const json* ok = reader.find("ok");
  if (ok == nullptr || !ok->is_boolean()) JsonReader::fail("ok", "must be true or false");
  reader("refusal", answer.refusal, Presence::optional);
  reader("snapshot", answer.snapshot, Presence::optional);
  reader("session", answer.session, Presence::optional);
  reader("appointment", answer.appointment, Presence::optional);
  reader("private_record", answer.private_record, Presence::optional);
  reader("follow_ups", answer.follow_ups, Bounds{0, needs_bounds.most}, Presence::optional);
  reader("found_visit", answer.found_visit, Presence::optional);
  reader("tickets", answer.tickets, Bounds{0, audit_max}, Presence::optional);
  if (const json* events = reader.find("events")) {
    if (!events->is_array()) JsonReader::fail("events", "must be a list");
    for (std::size_t i = 0; i < events->size(); ++i) {
      answer.events.push_back(read_event_object((*events)[i], "events[" + std::to_string(i) + "]"));
    }
  }
  reader.close();
  if (ok->get<bool>() == answer.refusal.has_value()) {
    JsonReader::fail("refusal", "is there exactly when ok is false");
  }
  return answer;
}

template <class T>
T read_published(const json& object) {
  T value;
  JsonReader reader(object, "");
  reader.find("v");
  fields(reader, value);
  reader.close();
  return value;
}

/// In the order of their keys, without two of the same.
template <class T, class Key>
bool each_once(const std::vector<T>& list, Key T::*key) {
  return std::adjacent_find(list.begin(), list.end(), [key](const T& a, const T& b) {
           return !(a.*key < b.*key);
         }) == list.end();
}

template <class T>
std::string write_published(const T& value) {
  std::string out;
  JsonWriter writer(out);
  write_envelope(writer);
  fields(writer, value);
  writer.close();
  return out;
}

}  // namespace

std::string write_request(const Request& request) {
  std::string out;
  JsonWriter writer(out);
  write_envelope(writer);
  writer("id", request.id);
  std::visit(
      [&](const auto& kind) {
        std::visit(
            [&](const auto& r) {
              using T = std::remove_cvref_t<decltype(r)>;
              writer("command", std::string(wire_word<T>()));
              writer.member("body");
              detail::write_object(out, r);
            },
            kind);
      },
      request.body);
  writer.close();
  return out;
}

std::string write_event_body(const EventBody& body) {
  std::string out;
  std::visit([&out](const auto& e) { detail::write_object(out, e); }, body);
  return out;
}

std::string write_event(const Event& event) {
  std::string out;
  JsonWriter writer(out);
  write_envelope(writer);
  writer("seq", event.seq);
  writer("at_ms", event.at);
  writer("actor", event.actor);
  writer.member("kind");
  out += '"';
  out += kind_of(event.body);
  out += '"';
  writer.member("body");
  std::visit([&out](const auto& e) { detail::write_object(out, e); }, event.body);
  writer.close();
  return out;
}

std::string write_events_answer(std::string_view id, std::int64_t seq,
                                const std::vector<std::string>& events) {
  std::string out;
  JsonWriter writer(out);
  write_answer_head(writer, id, true, seq);
  write_events(out, writer, events);
  writer.close();
  return out;
}

std::string write_answer(const Answer& answer) {
  std::string out;
  JsonWriter writer(out);
  write_answer_head(writer, answer.id, answer.ok(), answer.seq);
  writer("refusal", answer.refusal, Presence::optional);
  writer("snapshot", answer.snapshot, Presence::optional);
  writer("session", answer.session, Presence::optional);
  writer("appointment", answer.appointment, Presence::optional);
  writer("private_record", answer.private_record, Presence::optional);
  writer("follow_ups", answer.follow_ups, Presence::optional);
  writer("found_visit", answer.found_visit, Presence::optional);
  writer("tickets", answer.tickets, Presence::optional);
  if (!answer.events.empty()) {
    std::vector<std::string> events;
    for (const Event& event : answer.events) events.push_back(write_event(event));
    write_events(out, writer, events);
  }
  writer.close();
  return out;
}

std::string write_waits(const Waits& waits) {
  return write_published(waits);
}
std::string write_advice(const Advised& advised) {
  return write_published(advised);
}
std::string write_devices(const DeviceReport& report) {
  return write_published(report);
}
std::string write_heartbeat(const Heartbeat& heartbeat) {
  return write_published(heartbeat);
}

Result<Request> read_request(std::string_view text) {
  return guarded<Request>(text, request_bytes_max, read_request_object);
}

Result<Answer> read_answer(std::string_view text) {
  return guarded<Answer>(text, message_bytes_max, read_answer_object);
}

Result<Event> read_event(std::string_view text) {
  return guarded<Event>(text, message_bytes_max,
                        [](const json& object) { return read_event_object(object, ""); });
}

Result<Waits> read_waits(std::string_view text) {
  return guarded<Waits>(text, message_bytes_max, [](const json& object) {
    auto waits = read_published<Waits>(object);
    // find_wait relies on it.
    if (!each_once(waits.services, &ServiceWait::service)) {
      JsonReader::fail("services", "must be sorted by service, each once");
    }
    if (!each_once(waits.visits, &VisitWait::visit)) {
      JsonReader::fail("visits", "must be sorted by visit, each once");
    }
    return waits;
  });
}

Result<Advised> read_advice(std::string_view text) {
  return guarded<Advised>(text, message_bytes_max, [](const json& object) {
    auto advised = read_published<Advised>(object);
    if (advised.advice.has_value() == advised.reason.has_value()) {
      JsonReader::fail("reason", "is there exactly when there is no advice");
    }
    return advised;
  });
}

Result<DeviceReport> read_devices(std::string_view text) {
  return guarded<DeviceReport>(text, message_bytes_max, read_published<DeviceReport>);
}

Result<Heartbeat> read_heartbeat(std::string_view text) {
  return guarded<Heartbeat>(text, message_bytes_max, read_published<Heartbeat>);
}

Result<EventBody> read_event_body(std::string_view kind, std::string_view text) {
  try {
    auto event = Alternatives<EventBody>::read(kind, detail::parse_strictly(text), "body");
    if (!event) return refuse(RefusalCode::malformed, "there is no event of this kind", "kind");
    return std::move(*event);
  } catch (const FieldError& error) {
    return refuse(RefusalCode::malformed, error.reason, error.field);
  }
}

std::string request_id_of(std::string_view text) {
  if (text.size() > request_bytes_max) return {};
  const json parsed = json::parse(text, nullptr, false);
  if (!parsed.is_object()) return {};
  const auto id = parsed.find("id");
  if (id == parsed.end() || !id->is_string()) return {};
  const std::string& value = id->get_ref<const std::string&>();
  return is_request_id(value) ? value : std::string();
}

Event redacted(Event event) {
  if (auto* issued = std::get_if<TicketIssued>(&event.body)) issued->token = Token{};
  if (auto* opened = std::get_if<DayOpened>(&event.body)) {
    for (FollowUp& follow_up : opened->follow_ups) follow_up.token = Token{};
  }
  return event;
}

}  // namespace foyer::protocol
