// Reads a struct from JSON by its list in fields.h, checking everything: presence, type, bounds,
// shape of names, and that nothing is there which is not in the list. Private to protocol/.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/message_fields.h"

namespace foyer::protocol::detail {

/// What is wrong and where; turned into a Refusal at the edge of protocol/.
struct FieldError {
  std::string field;
  std::string reason;
};

inline constexpr std::size_t nesting_max = 16;

/// JSON as json::parse reads it, but what that would let pass is a FieldError: a member that is
/// there twice (the last one would win), nesting past nesting_max, and what is not valid JSON.
nlohmann::json parse_strictly(std::string_view text);

bool is_name(std::string_view text);
bool is_language_tag(std::string_view text);
bool is_date(std::string_view text);
bool is_token(std::string_view text);
bool is_ticket(std::string_view text);
bool is_reference(std::string_view text);

class JsonReader {
 public:
  /// `path` names the object in messages: "body.results[0]"; empty for the whole.
  JsonReader(const nlohmann::json& json, std::string path) : json_(json), path_(std::move(path)) {
    if (!json_.is_object()) fail(path_, "must be an object");
  }

  template <class T>
  void operator()(std::string_view name, T& value) {
    read_required(name, value, Bounds{});
  }
  template <class T>
  void operator()(std::string_view name, T& value, Bounds bounds) {
    read_required(name, value, bounds);
  }
  void operator()(std::string_view name, std::string& ticket, TicketShape) {
    (*this)(name, ticket);
    if (!is_ticket(ticket)) fail(child(name), "must be a ticket like A001");
  }
  void operator()(std::string_view name, std::string& reference, ReferenceShape) {
    (*this)(name, reference);
    if (!is_reference(reference)) fail(child(name), "must be a reference like F7-1");
  }
  template <class T>
  void operator()(std::string_view name, T& value, Presence) {
    read_optional(name, value, Bounds{});
  }
  template <class T>
  void operator()(std::string_view name, T& value, Bounds bounds, Presence) {
    read_optional(name, value, bounds);
  }

  /// After the last member: what was not read is unknown.
  void close() const {
    if (read_ == json_.size()) return;
    for (const auto& [name, value] : json_.items()) {
      if (std::find(names_.begin(), names_.end(), name) == names_.end()) {
        fail(child(name.substr(0, 64)), "is not known");
      }
    }
  }

  [[noreturn]] static void fail(std::string field, std::string reason) {
    throw FieldError{std::move(field), std::move(reason)};
  }

  /// A member that is an object or list read by other means; null if it is not there.
  const nlohmann::json* find(std::string_view name) {
    auto found = json_.find(name);
    names_.push_back(name);
    if (found == json_.end()) return nullptr;
    ++read_;
    return &*found;
  }

  [[nodiscard]] std::string child(std::string_view name) const {
    return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
  }

 private:
  template <class T>
  void read_required(std::string_view name, T& value, Bounds bounds) {
    const nlohmann::json* member = find(name);
    if (member == nullptr) fail(child(name), "is missing");
    read(*member, value, bounds, child(name));
  }
  template <class T>
  void read_optional(std::string_view name, T& value, Bounds bounds) {
    const nlohmann::json* member = find(name);
    if (member != nullptr) read(*member, value, bounds, child(name));
  }

  static std::int64_t read_number(const nlohmann::json& json, Bounds bounds,
                                  const std::string& path);
  static const std::string& read_text(const nlohmann::json& json, const std::string& path);

  static void read(const nlohmann::json& json, std::int64_t& out, Bounds bounds,
                   const std::string& path) {
    out = read_number(json, bounds, path);
  }
  static void read(const nlohmann::json& json, int& out, Bounds bounds, const std::string& path) {
    bounds.most = std::min<std::int64_t>(bounds.most, std::numeric_limits<int>::max());
    out = static_cast<int>(read_number(json, bounds, path));
  }
  static void read(const nlohmann::json& json, bool& out, Bounds, const std::string& path) {
    if (!json.is_boolean()) fail(path, "must be true or false");
    out = json.get<bool>();
  }
  static void read(const nlohmann::json& json, Instant& out, Bounds, const std::string& path) {
    out = from_ms(read_number(json, instant_bounds, path));
  }
  static void read(const nlohmann::json& json, Seconds& out, Bounds bounds,
                   const std::string& path) {
    out = Seconds(read_number(json, bounds, path));
  }
  static void read(const nlohmann::json& json, std::string& out, Bounds bounds,
                   const std::string& path);
  template <class Tag>
  static void read(const nlohmann::json& json, Id<Tag>& out, Bounds, const std::string& path) {
    out.value = read_number(json, id_bounds, path);
  }
  template <class Tag>
  static void read(const nlohmann::json& json, Name<Tag>& out, Bounds, const std::string& path) {
    const std::string& text = read_text(json, path);
    if (!is_name(text)) fail(path, "must be 1 to 64 of a-z, 0-9 and -");
    out.value = text;
  }
  static void read(const nlohmann::json& json, LanguageTag& out, Bounds, const std::string& path) {
    const std::string& text = read_text(json, path);
    if (!is_language_tag(text)) fail(path, "must be a language tag like fr or zh-Hans");
    out.value = text;
  }
  static void read(const nlohmann::json& json, BusinessDate& out, Bounds, const std::string& path) {
    const std::string& text = read_text(json, path);
    if (!is_date(text)) fail(path, "must be a date like 2026-11-26");
    out.value = text;
  }
  static void read(const nlohmann::json& json, Token& out, Bounds, const std::string& path) {
    const std::string& text = read_text(json, path);
    if (!is_token(text)) fail(path, "must be 32 hexadecimal digits");
    out.value = text;
  }
  template <class E>
  requires std::is_enum_v<E>
  static void read(const nlohmann::json& json, E& out, Bounds, const std::string& path) {
    const auto value = from_word<E>(read_text(json, path));
    if (!value) fail(path, "must be one of: " + std::string(words_of(E{})));
    out = *value;
  }
  template <class T>
  static void read(const nlohmann::json& json, std::optional<T>& out, Bounds bounds,
                   const std::string& path) {
    read(json, out.emplace(), bounds, path);
  }
  template <class List>
  static void read_list(const nlohmann::json& json, List& out, Bounds bounds,
                        const std::string& path) {
    if (!json.is_array()) fail(path, "must be a list");
    const auto size = static_cast<std::int64_t>(json.size());
    if (size < bounds.least || size > bounds.most) {
      fail(path, "must have " + std::to_string(bounds.least) + " to " +
                     std::to_string(bounds.most) + " elements");
    }
    for (std::size_t i = 0; i < json.size(); ++i) {
      read(json[i], out.emplace_back(), Bounds{}, path + "[" + std::to_string(i) + "]");
    }
  }
  template <class T>
  static void read(const nlohmann::json& json, std::vector<T>& out, Bounds bounds,
                   const std::string& path) {
    read_list(json, out, bounds, path);
  }
  template <class T>
  static void read(const nlohmann::json& json, std::deque<T>& out, Bounds bounds,
                   const std::string& path) {
    read_list(json, out, bounds, path);
  }
  /// What an element of a list that is a map in memory goes by.
  static const auto& key_of(const auto& item) {
    if constexpr (requires { item.reference; }) {
      return item.reference;
    } else {
      return item.id;
    }
  }
  template <class Key, class T>
  static void read(const nlohmann::json& json, std::map<Key, T>& out, Bounds,
                   const std::string& path) {
    if (!json.is_array()) fail(path, "must be a list");
    for (std::size_t i = 0; i < json.size(); ++i) {
      T item;
      const std::string item_path = path + "[" + std::to_string(i) + "]";
      read(json[i], item, Bounds{}, item_path);
      const Key key = key_of(item);
      if (!out.emplace(key, std::move(item)).second) fail(item_path, "is there twice");
    }
  }
  static void read(const nlohmann::json& json, std::map<char, int>& out, Bounds,
                   const std::string& path);
  template <class T>
  requires requires(JsonReader& r, T& t) { fields(r, t); }
  static void read(const nlohmann::json& json, T& out, Bounds, const std::string& path) {
    JsonReader inner(json, path);
    fields(inner, out);
    inner.close();
  }

  const nlohmann::json& json_;
  std::string path_;
  std::vector<std::string_view> names_;
  std::size_t read_ = 0;
};

template <class T>
void read_object(const nlohmann::json& json, T& out, std::string path) {
  JsonReader reader(json, std::move(path));
  fields(reader, out);
  reader.close();
}

}  // namespace foyer::protocol::detail
