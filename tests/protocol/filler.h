// Valid values for any struct of the protocol, drawn by the very lists of protocol/: whatever is
// added to a list is tested without a further line.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "protocol/message_fields.h"
#include "tests/engine/random_source.h"

namespace foyer::protocol::test {

/// full: every optional member is there. bare: none is. random: some are.
enum class Filling { full, bare, random };

/// A visitor of fields().
class Filler {
 public:
  Filler(foyer::test::RandomSource& random, Filling filling) : random_(random), filling_(filling) {}

  template <class T>
  T make() {
    T value{};
    fields(*this, value);
    return value;
  }

  template <class T>
  void operator()(std::string_view, T& value) {
    fill(value, Bounds{});
  }
  template <class T>
  void operator()(std::string_view, T& value, Bounds bounds) {
    fill(value, bounds);
  }
  void operator()(std::string_view, std::string& ticket, TicketShape) {
    ticket = text("ABCDEFGHJKLMNPRSTUVWXYZ", 1) + text("0123456789", 3);
  }
  void operator()(std::string_view, std::string& reference, ReferenceShape) {
    reference = "F" + text("0123456789", 5) + "-" + text("0123456789", 1);
  }
  template <class T>
  void operator()(std::string_view name, T& value, Presence) {
    (*this)(name, value, Bounds{}, Presence::optional);
  }
  template <class T>
  void operator()(std::string_view, T& value, Bounds bounds, Presence) {
    if (filling_ == Filling::bare) return;
    if (filling_ == Filling::random && random_.percent(50)) return;
    bounds.least = std::max<std::int64_t>(bounds.least, 1);  // Empty would be left out.
    fill(value, bounds);
  }

 private:
  std::int64_t number(Bounds bounds) {
    if (random_.percent(5)) return bounds.least;
    if (random_.percent(5)) return bounds.most;
    return random_.between(bounds.least, std::min(bounds.most, bounds.least + 100'000));
  }
  std::string text(std::string_view signs, std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += random_.one_of(signs);
    return text;
  }
  std::size_t size(Bounds bounds, std::int64_t usual) {
    const std::int64_t most = std::min(bounds.most, bounds.least + usual);
    return static_cast<std::size_t>(random_.between(bounds.least, most));
  }

  void fill(std::int64_t& out, Bounds bounds) { out = number(bounds); }
  void fill(int& out, Bounds bounds) {
    bounds.most = std::min<std::int64_t>(bounds.most, std::numeric_limits<int>::max());
    out = static_cast<int>(number(bounds));
  }
  void fill(bool& out, Bounds) { out = random_.percent(50); }
  void fill(Instant& out, Bounds) { out = from_ms(number(instant_bounds)); }
  void fill(Seconds& out, Bounds bounds) { out = Seconds(number(bounds)); }
  template <class Tag>
  void fill(Id<Tag>& out, Bounds) {
    out.value = number(id_bounds);
  }
  template <class Tag>
  void fill(Name<Tag>& out, Bounds) {
    out.value = text("abcdefghijklmnopqrstuvwxyz0123456789-", size(Bounds{1, 64}, 63));
  }
  void fill(LanguageTag& out, Bounds) {
    out.value = text("efz", 1) + text("abcHN0-", size(Bounds{1, 15}, 14));
  }
  void fill(BusinessDate& out, Bounds) { out.value = "2026-11-2" + text("0123456789", 1); }
  void fill(Token& out, Bounds) { out.value = text("0123456789abcdef", 32); }
  /// Any text: also what must be escaped, and more than ASCII.
  void fill(std::string& out, Bounds bounds) {
    const std::size_t bytes = size(bounds, 30);
    out.clear();
    while (out.size() < bytes) {
      static const std::vector<std::string> signs = {"a",    " ", "\"", "\\", "/",  "\n", "\x01",
                                                     "\x7f", "é", "<",  "'",  "中", "🎫"};
      const std::string& sign = random_.one_of(signs);
      if (out.size() + sign.size() <= bytes) out += sign;
    }
  }
  template <class E>
  requires std::is_enum_v<E>
  void fill(E& out, Bounds) { out = static_cast<E>(random_.below(word_count<E>())); }
  template <class T>
  void fill(std::optional<T>& out, Bounds bounds) {
    fill(out.emplace(), bounds);
  }
  template <class List>
  void fill_list(List& out, Bounds bounds) {
    const std::size_t count = size(bounds, 3);
    out.clear();
    for (std::size_t i = 0; i < count; ++i) fill(out.emplace_back(), Bounds{});
  }
  template <class T>
  void fill(std::vector<T>& out, Bounds bounds) {
    fill_list(out, bounds);
  }
  template <class T, class Key>
  static void each_once(std::vector<T>& list, Key T::*key) {
    std::sort(list.begin(), list.end(), [key](const T& a, const T& b) { return a.*key < b.*key; });
    list.erase(std::unique(list.begin(), list.end(),
                           [key](const T& a, const T& b) { return a.*key == b.*key; }),
               list.end());
  }
  /// These two stand in their order.
  void fill(std::vector<ServiceWait>& out, Bounds bounds) {
    fill_list(out, bounds);
    each_once(out, &ServiceWait::service);
  }
  void fill(std::vector<VisitWait>& out, Bounds bounds) {
    fill_list(out, bounds);
    each_once(out, &VisitWait::visit);
  }
  template <class T>
  void fill(std::deque<T>& out, Bounds bounds) {
    fill_list(out, bounds);
  }
  template <class Key, class T>
  void fill(std::map<Key, T>& out, Bounds) {
    const std::size_t count = filling_ == Filling::bare ? 1 : 1 + random_.below(3);
    for (std::size_t i = 0; i < count; ++i) {
      T item{};
      fill(item, Bounds{});
      Key key;
      if constexpr (requires { item.reference; }) {
        key = item.reference;
      } else {
        key = item.id;
      }
      out.emplace(key, std::move(item));
    }
  }
  void fill(std::map<char, int>& out, Bounds) {
    out['A'] = static_cast<int>(random_.below(1000));
    if (random_.percent(50)) out['Z'] = 999;
  }
  template <class T>
  requires requires(Filler& f, T& t) { fields(f, t); }
  void fill(T& out, Bounds) { fields(*this, out); }

  foyer::test::RandomSource& random_;
  Filling filling_;
};

}  // namespace foyer::protocol::test
