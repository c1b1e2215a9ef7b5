#include "queue-server/digest.h"

#include <concepts>
#include <type_traits>

#include "protocol/fields.h"

namespace foyer::server {
namespace {

class Digest {
 public:
  template <class T>
  void operator()(std::string_view name, const T& value, protocol::Bounds,
                  protocol::Presence presence = protocol::Presence::required) {
    (*this)(name, value, presence);
  }

  template <class T>
  void operator()(std::string_view name, const T& value,
                  protocol::Presence presence = protocol::Presence::required) {
    if (presence == protocol::Presence::optional && is_empty(value)) return;
    add(name);
    add(value);
  }

  void operator()(std::string_view name, const std::string& ticket, protocol::TicketShape) {
    (*this)(name, ticket);
  }
  void operator()(std::string_view name, const std::string& reference, protocol::ReferenceShape) {
    (*this)(name, reference);
  }

  void add(std::string_view text) {
    add_number(text.size());
    for (char c : text) add_byte(static_cast<unsigned char>(c));
  }

  [[nodiscard]] std::int64_t value() const { return static_cast<std::int64_t>(hash_); }

 private:
  template <class T>
  static bool is_empty(const T& value) {
    if constexpr (requires { value.empty(); })
      return value.empty();
    else if constexpr (requires { value.value.empty(); })
      return value.value.empty();
    else if constexpr (requires { value.has_value(); })
      return !value.has_value();
    else
      return false;
  }

  template <class T>
  void add(const T& value) {
    if constexpr (std::is_enum_v<T>)
      add(word(value));
    else if constexpr (std::is_integral_v<T>)
      add_number(static_cast<std::uint64_t>(value));
    else if constexpr (requires { value.has_value(); })
      add(*value);
    else if constexpr (std::is_convertible_v<const T&, std::string_view>)
      add(std::string_view(value));
    else if constexpr (requires { value.time_since_epoch(); })
      add(value.time_since_epoch());
    else if constexpr (requires { value.count(); })
      add(value.count());
    else if constexpr (requires { value.value; })
      add(value.value);
    else if constexpr (requires { value.begin(); }) {
      add_number(value.size());
      for (const auto& element : value) add(element);
    } else {
      protocol::fields(*this, value);
    }
  }

  void add(const std::pair<const char, int>& number_of_letter) {
    add_byte(static_cast<unsigned char>(number_of_letter.first));
    add(number_of_letter.second);
  }

  void add_number(std::uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8) {
      add_byte(static_cast<unsigned char>((number >> shift) & 0xFFU));
    }
  }

  void add_byte(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x100000001B3U; }

  std::uint64_t hash_ = 0xCBF29CE484222325U;
};

}  // namespace

std::int64_t digest_of(const Command& command) {
  Digest digest;
  digest.add(name_of(command));
  std::visit([&](const auto& c) { protocol::fields(digest, c); }, command);
  return digest.value();
}

std::int64_t digest_of(std::string_view text) {
  Digest digest;
  digest.add(text);
  return digest.value();
}

}  // namespace foyer::server
