// Secrets that people type (PINs of clerks and of a kiosk): argon2id through libsodium, made slow
// on purpose (about a tenth of a second), so never on a loop that others wait for. And random
// tokens.
#pragma once

#include <string>
#include <string_view>

namespace foyer::link {

inline constexpr std::size_t secret_bytes_least = 4;
inline constexpr std::size_t secret_bytes_most = 128;

/// The hash with its salt and costs, as text. Throws std::runtime_error if memory is short.
[[nodiscard]] std::string hash_secret(std::string_view secret);

[[nodiscard]] bool secret_matches(const std::string& hash, std::string_view secret);

/// A hash that no secret matches and that takes as long to check as any: for a clerk who is not
/// there, so that the time tells nothing.
[[nodiscard]] const std::string& hash_of_nobody();

/// 32 hex digits, unguessable.
[[nodiscard]] std::string random_token();

/// Six capitals and figures that nobody takes for each other (no I, O, 0, 1), unguessable: a
/// thousand million of them, and whoever guesses is slowed.
[[nodiscard]] std::string random_code();

}  // namespace foyer::link
