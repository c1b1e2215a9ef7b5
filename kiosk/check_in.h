// Checking in for an appointment: what a code stands for, and codes that a scanner types. No clock
// and no sockets.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/message.h"
#include "ui/input.h"

namespace foyer::kiosk {

inline constexpr std::size_t code_characters_least = 6;
inline constexpr std::size_t code_characters_most = 40;

/// What a QR code or a person gives: the code itself, or the address of a page that ends with it.
/// Empty where it is too short or too long to be one.
[[nodiscard]] std::string code_in(std::string_view scanned);

/// Asks the server what a code stands for; one at a time, a new question forgets the old one.
class Lookup {
 public:
  /// `send` takes a request; `fresh_id` names it: unique for ever.
  Lookup(std::function<void(protocol::Request)> send, std::function<std::string()> fresh_id)
      : send_(std::move(send)), fresh_id_(std::move(fresh_id)) {}

  void ask(std::string code, std::int64_t now_ms);
  [[nodiscard]] bool waits() const { return !request_id_.empty(); }
  [[nodiscard]] std::int64_t waits_since_ms() const { return since_ms_; }
  void forget() { request_id_.clear(); }

  struct Found {
    std::string code;
    protocol::FoundAppointment appointment;
    friend bool operator==(const Found&, const Found&) = default;
  };
  /// The answer to the last question: the appointment, or why there is none. Nothing for others.
  std::optional<Result<Found>> answered(const protocol::Answer& answer);

 private:
  std::function<void(protocol::Request)> send_;
  std::function<std::string()> fresh_id_;
  std::string request_id_;
  std::string code_;
  std::int64_t since_ms_ = 0;
};

/// A hand scanner is a keyboard that types very fast and ends with Enter. Takes what it typed out
/// of the keys, so that its Enter presses nothing.
class Scanner {
 public:
  /// No person types two keys in so short a time, over and over.
  static constexpr std::int64_t gap_ms = 80;

  /// For every frame in which letters have no meaning of their own. `keys` loses what is the
  /// scanner's. What was scanned, once its Enter is there.
  std::optional<std::string> take(std::vector<ui::KeyPress>& keys, std::int64_t now_ms);

 private:
  std::string typed_;
  std::int64_t last_ms_ = 0;
};

}  // namespace foyer::kiosk
