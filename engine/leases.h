// Which ticket numbers are on lease: kiosks hold a few of each letter to go on with while they
// cannot reach the server (docs/ALONE.md). Pure functions of the state.
#pragma once

#include <string>
#include <string_view>

#include "engine/state.h"

namespace foyer {

inline constexpr int numbers_per_letter = 999;

/// 42 of "B042": a letter and three digits.
[[nodiscard]] int number_of(std::string_view ticket);

/// "B042". `number`: 1 to numbers_per_letter.
[[nodiscard]] std::string ticket_of(char letter, int number);

[[nodiscard]] bool holds(const NumberBlock& block, std::string_view ticket);
/// Whether it is of this lease, used or not.
[[nodiscard]] bool holds(const Lease& lease, std::string_view ticket);

/// How many numbers.
[[nodiscard]] int size_of(const NumberBlock& block);

/// The lowest number of the letter that is leased to anybody; numbers_per_letter + 1 if none is.
[[nodiscard]] int lowest_leased(const State& state, char letter);

/// Null if there is none.
[[nodiscard]] const Lease* find_lease(const State& state, const DeviceId& device);

}  // namespace foyer
