// Writes a struct as JSON by its list in fields.h. Private to protocol/.
#pragma once

#include <charconv>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/message_fields.h"

namespace foyer::protocol::detail {

/// Appends `text` in quotes, escaped.
void append_quoted(std::string& out, std::string_view text);

/// A visitor of fields(): one JSON object. Straight into one string, because every acknowledged
/// command is written once for journal, answer and subscribers, and a tree of values in between is
/// most of its cost.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) { out_ += '{'; }
  void close() { out_ += '}'; }

  template <class T>
  void operator()(std::string_view name, const T& value) {
    member(name);
    write(value);
  }
  template <class T>
  void operator()(std::string_view name, const T& value, Bounds) {
    (*this)(name, value);
  }
  void operator()(std::string_view name, const std::string& ticket, TicketShape) {
    (*this)(name, ticket);
  }
  void operator()(std::string_view name, const std::string& reference, ReferenceShape) {
    (*this)(name, reference);
  }
  template <class T>
  void operator()(std::string_view name, const T& value, Bounds, Presence) {
    if (!is_empty(value)) (*this)(name, value);
  }
  template <class T>
  void operator()(std::string_view name, const T& value, Presence) {
    if (!is_empty(value)) (*this)(name, value);
  }

  void member(std::string_view name) {
    if (out_.back() != '{') out_ += ',';
    out_ += '"';
    out_ += name;
    out_ += "\":";
  }

  /// Text that is JSON already.
  void raw(std::string_view name, std::string_view json) {
    member(name);
    out_ += json;
  }

 private:
  static bool is_empty(const auto& value) {
    if constexpr (requires { value.has_value(); }) {
      return !value.has_value();
    } else if constexpr (requires { value.value.empty(); }) {
      return value.value.empty();
    } else if constexpr (requires { value.empty(); }) {
      return value.empty();
    } else {
      return value == std::remove_cvref_t<decltype(value)>{};
    }
  }

  void write(std::int64_t number) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out_.append(digits, end);
  }
  void write(int number) { write(static_cast<std::int64_t>(number)); }
  void write(bool flag) { out_ += flag ? "true" : "false"; }
  void write(Instant at) { write(to_ms(at)); }
  void write(Seconds seconds) { write(static_cast<std::int64_t>(seconds.count())); }
  void write(const std::string& text) { append_quoted(out_, text); }
  template <class Tag>
  void write(const Id<Tag>& id) {
    write(id.value);
  }
  template <class Tag>
  void write(const Name<Tag>& name) {
    append_quoted(out_, name.value);
  }
  void write(const LanguageTag& tag) { append_quoted(out_, tag.value); }
  void write(const BusinessDate& date) { append_quoted(out_, date.value); }
  void write(const Token& token) { append_quoted(out_, token.value); }
  template <class E>
  requires std::is_enum_v<E>
  void write(E value) {
    out_ += '"';
    out_ += word(value);
    out_ += '"';
  }
  template <class T>
  void write(const std::optional<T>& value) {
    write(*value);
  }
  template <class Items>
  void write_list(const Items& items) {
    out_ += '[';
    bool first = true;
    for (const auto& item : items) {
      if (!first) out_ += ',';
      first = false;
      write(item);
    }
    out_ += ']';
  }
  template <class T>
  void write(const std::vector<T>& items) {
    write_list(items);
  }
  template <class T>
  void write(const std::deque<T>& items) {
    write_list(items);
  }
  /// Maps of things that know their own key go as lists.
  template <class Key, class T>
  void write(const std::map<Key, T>& items) {
    out_ += '[';
    bool first = true;
    for (const auto& [key, item] : items) {
      if (!first) out_ += ',';
      first = false;
      write(item);
    }
    out_ += ']';
  }
  void write(const std::map<char, int>& numbers) {
    out_ += '{';
    for (const auto& [letter, number] : numbers) {
      member(std::string_view(&letter, 1));
      write(number);
    }
    out_ += '}';
  }
  template <class T>
  requires requires(JsonWriter& w, const T& t) { fields(w, t); }
  void write(const T& value) {
    JsonWriter inner(out_);
    fields(inner, value);
    inner.close();
  }

  std::string& out_;
};

template <class T>
void write_object(std::string& out, const T& value) {
  JsonWriter writer(out);
  fields(writer, value);
  writer.close();
}

}  // namespace foyer::protocol::detail
