// Finds rows by what the clerk types: every word must begin a word of the row, in any order, small
// or capital, with accents or without.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace foyer::counter_client {

/// Small letters, accents of Latin letters taken off, everything else as it is.
[[nodiscard]] std::string folded(std::string_view text);

/// Whether every word of `query` begins a word of `text`. An empty query matches everything.
[[nodiscard]] bool matches(std::string_view query, std::string_view text);

}  // namespace foyer::counter_client
