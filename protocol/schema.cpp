// The third visitor of the lists: JSON Schemas, so that what is published is what is checked.
#include <deque>
#include <map>
#include <nlohmann/json.hpp>

#include "protocol/message.h"
#include "protocol/message_fields.h"

namespace foyer::protocol {
namespace {

constexpr std::int64_t bytes_of_a_character = 4;  // UTF-8, at most

using Schema = nlohmann::ordered_json;

constexpr const char* draft = "https://json-schema.org/draft/2020-12/schema";

Schema text_schema(const char* pattern) {
  return {{"type", "string"}, {"pattern", pattern}};
}

class SchemaWriter {
 public:
  template <class T>
  void operator()(std::string_view name, T& value) {
    add(name, value, Bounds{}, Presence::required);
  }
  template <class T>
  void operator()(std::string_view name, T& value, Bounds bounds) {
    add(name, value, bounds, Presence::required);
  }
  void operator()(std::string_view name, std::string&, TicketShape) {
    property(name, text_schema("^[A-Z][0-9]{3}$"));
  }
  void operator()(std::string_view name, std::string&, ReferenceShape) {
    property(name, text_schema("^F[0-9]{1,16}-[0-9]{1,16}$"));
  }
  template <class T>
  void operator()(std::string_view name, T& value, Presence presence) {
    add(name, value, Bounds{}, presence);
  }
  template <class T>
  void operator()(std::string_view name, T& value, Bounds bounds, Presence presence) {
    add(name, value, bounds, presence);
  }

  void property(std::string_view name, Schema schema, Presence presence = Presence::required) {
    properties_[std::string(name)] = std::move(schema);
    if (presence == Presence::required) required_.push_back(std::string(name));
  }

  [[nodiscard]] Schema object() const {
    return {{"type", "object"},
            {"properties", properties_},
            {"required", required_},
            {"additionalProperties", false}};
  }

  template <class T>
  static Schema of_struct() {
    SchemaWriter writer;
    T value{};
    fields(writer, value);
    return writer.object();
  }

 private:
  template <class T>
  void add(std::string_view name, T& value, Bounds bounds, Presence presence) {
    property(name, schema(value, bounds), presence);
  }

  static Schema whole_number(Bounds bounds) {
    Schema number = {{"type", "integer"}, {"minimum", bounds.least}};
    if (bounds.most != Bounds{}.most) number["maximum"] = bounds.most;
    return number;
  }

  static Schema list(Schema items, Bounds bounds) {
    Schema array = {{"type", "array"}, {"items", std::move(items)}};
    if (bounds.least > 0) array["minItems"] = bounds.least;
    if (bounds.most != Bounds{}.most) array["maxItems"] = bounds.most;
    return array;
  }

  static Schema schema(bool&, Bounds) { return {{"type", "boolean"}}; }
  static Schema schema(std::int64_t&, Bounds bounds) { return whole_number(bounds); }
  static Schema schema(int&, Bounds bounds) { return whole_number(bounds); }
  static Schema schema(Instant&, Bounds) { return whole_number(instant_bounds); }
  static Schema schema(Seconds&, Bounds bounds) { return whole_number(bounds); }
  static Schema schema(std::string&, Bounds bounds) {
    // A schema counts characters, we count bytes, of which a character has four at most: what we
    // take must be right by the schema.
    return {{"type", "string"},
            {"minLength", (bounds.least + bytes_of_a_character - 1) / bytes_of_a_character},
            {"maxLength", bounds.most}};
  }
  template <class Tag>
  static Schema schema(Id<Tag>&, Bounds) {
    return whole_number(id_bounds);
  }
  template <class Tag>
  static Schema schema(Name<Tag>&, Bounds) {
    return text_schema("^[a-z0-9-]{1,64}$");
  }
  static Schema schema(LanguageTag&, Bounds) { return text_schema("^[a-z][A-Za-z0-9-]{1,15}$"); }
  static Schema schema(BusinessDate&, Bounds) {
    return text_schema("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
  }
  static Schema schema(Token&, Bounds) { return text_schema("^[0-9a-f]{32}$"); }
  template <class E>
  requires std::is_enum_v<E>
  static Schema schema(E&, Bounds) {
    Schema words = Schema::array();
    for (std::string_view w : word_table<E>) words.push_back(std::string(w));
    return {{"enum", words}};
  }
  template <class T>
  static Schema schema(std::optional<T>&, Bounds bounds) {
    T value{};
    return schema(value, bounds);
  }
  template <class T>
  static Schema schema(std::vector<T>&, Bounds bounds) {
    T value{};
    return list(schema(value, Bounds{}), bounds);
  }
  template <class T>
  static Schema schema(std::deque<T>&, Bounds bounds) {
    T value{};
    return list(schema(value, Bounds{}), bounds);
  }
  template <class Key, class T>
  static Schema schema(std::map<Key, T>&, Bounds bounds) {
    T value{};
    return list(schema(value, Bounds{}), bounds);
  }
  static Schema schema(std::map<char, int>&, Bounds) {
    return {{"type", "object"},
            {"patternProperties", {{"^[A-Z]$", whole_number(Bounds{0, 999})}}},
            {"additionalProperties", false}};
  }
  template <class T>
  requires requires(SchemaWriter& w, T& t) { fields(w, t); }
  static Schema schema(T&, Bounds) { return of_struct<T>(); }

  Schema properties_ = Schema::object();
  Schema required_ = Schema::array();
};

Schema request_id_schema() {
  return text_schema("^[A-Za-z0-9._-]{1,64}$");
}

SchemaFile file(const std::string& name, std::string title, Schema schema) {
  Schema whole = {{"$schema", draft}, {"title", std::move(title)}};
  whole.update(schema);
  return SchemaFile{name + ".json", whole.dump(2) + "\n"};
}

template <class T>
SchemaFile request_file() {
  const std::string name(wire_word<T>());
  SchemaWriter request;
  request.property("v", {{"const", version}});
  request.property("id", request_id_schema());
  request.property("command", {{"const", name}});
  Schema body = SchemaWriter::of_struct<T>();
  const bool may_be_absent = body["required"].empty();
  request.property("body", std::move(body),
                   may_be_absent ? Presence::optional : Presence::required);
  return file(name + ".command", "Request: " + name, request.object());
}

template <class T>
SchemaFile event_file() {
  const std::string kind(wire_word<T>());
  SchemaWriter event;
  event.property("v", {{"const", version}});
  event.property("seq", {{"type", "integer"}, {"minimum", 1}});
  Instant at;
  event("at_ms", at);
  event.property("actor", SchemaWriter::of_struct<Actor>());
  event.property("kind", {{"const", kind}});
  event.property("body", SchemaWriter::of_struct<T>());
  return file(kind + ".event", "Event: " + kind, event.object());
}

template <class Variant, std::size_t... I>
void add_requests(std::vector<SchemaFile>& files, std::index_sequence<I...>) {
  (files.push_back(request_file<std::variant_alternative_t<I, Variant>>()), ...);
}

template <std::size_t... I>
void add_events(std::vector<SchemaFile>& files, std::index_sequence<I...>) {
  (files.push_back(event_file<std::variant_alternative_t<I, EventBody>>()), ...);
}

SchemaFile answer_file() {
  SchemaWriter answer;
  answer.property("v", {{"const", version}});
  answer.property("id", {{"type", "string"}, {"maxLength", request_id_max}});
  answer.property("ok", {{"type", "boolean"}});
  answer.property("seq", {{"type", "integer"}, {"minimum", 0}});
  answer.property("refusal", SchemaWriter::of_struct<Refusal>(), Presence::optional);
  answer.property("snapshot", SchemaWriter::of_struct<Snapshot>(), Presence::optional);
  answer.property("session", SchemaWriter::of_struct<Session>(), Presence::optional);
  answer.property("private_record", SchemaWriter::of_struct<PrivateRecord>(), Presence::optional);
  answer.property("follow_ups",
                  {{"type", "array"},
                   {"items", SchemaWriter::of_struct<FollowUp>()},
                   {"maxItems", needs_bounds.most}},
                  Presence::optional);
  answer.property("found_visit", SchemaWriter::of_struct<FoundVisit>(), Presence::optional);
  answer.property("tickets",
                  {{"type", "array"},
                   {"items", SchemaWriter::of_struct<TicketOfVisit>()},
                   {"maxItems", audit_max}},
                  Presence::optional);
  answer.property("appointment", SchemaWriter::of_struct<FoundAppointment>(), Presence::optional);
  answer.property(
      "events",
      {{"type", "array"},
       {"description", "Each as in KIND.event.json"},
       {"items", {{"type", "object"}, {"required", {"v", "seq", "at_ms", "kind", "body"}}}}},
      Presence::optional);
  Schema schema = answer.object();
  schema["oneOf"] = Schema::array({
      Schema{{"properties", {{"ok", {{"const", true}}}}}, {"not", {{"required", {"refusal"}}}}},
      Schema{{"properties", {{"ok", {{"const", false}}}}}, {"required", {"refusal"}}},
  });
  return file("answer", "Answer to any request", std::move(schema));
}

SchemaFile advice_file() {
  SchemaWriter message;
  message.property("v", {{"const", version}});
  Advised value;
  fields(message, value);
  Schema schema = message.object();
  schema["oneOf"] =
      Schema::array({Schema{{"required", {"advice"}}}, Schema{{"required", {"reason"}}}});
  return file(std::string(topic_advice), "Published: what is best done now, or why nothing is",
              std::move(schema));
}

template <class T>
SchemaFile published_file(std::string_view topic, std::string title) {
  SchemaWriter message;
  message.property("v", {{"const", version}});
  T value{};
  fields(message, value);
  return file(std::string(topic), std::move(title), message.object());
}

}  // namespace

std::vector<SchemaFile> schemas() {
  std::vector<SchemaFile> files;
  add_requests<Command>(files, std::make_index_sequence<std::variant_size_v<Command>>());
  add_requests<Query>(files, std::make_index_sequence<std::variant_size_v<Query>>());
  add_events(files, std::make_index_sequence<std::variant_size_v<EventBody>>());
  files.push_back(answer_file());
  files.push_back(
      published_file<Waits>(topic_waits, "Published: waits of who joins now and of who waits"));
  files.push_back(advice_file());
  files.push_back(published_file<DeviceReport>(topic_devices,
                                               "Published: devices that something is wrong with"));
  files.push_back(published_file<Heartbeat>(topic_heartbeat, "Published: every second"));
  return files;
}

}  // namespace foyer::protocol
