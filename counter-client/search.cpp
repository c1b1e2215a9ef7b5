#include "counter-client/search.h"

#include <array>

namespace foyer::counter_client {
namespace {

/// The letters of U+00C0 to U+00FF without their accents; '-': no letter.
constexpr std::string_view latin_1 =
    "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty";

bool is_word(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> all;
  std::size_t from = 0;
  while (from < text.size()) {
    while (from < text.size() && !is_word(text[from])) ++from;
    std::size_t to = from;
    while (to < text.size() && is_word(text[to])) ++to;
    if (to > from) all.push_back(text.substr(from, to - from));
    from = to;
  }
  return all;
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    if (static_cast<unsigned char>(c) == 0xC3 && next >= 0x80 && next < 0xC0 &&
        latin_1[next - 0x80] != '-') {
      out += latin_1[next - 0x80];
      ++i;
    } else {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return out;
}

bool matches(std::string_view query, std::string_view text) {
  const std::string wanted = folded(query);
  const std::string given = folded(text);
  const std::vector<std::string_view> there = words(given);
  for (std::string_view word : words(wanted)) {
    bool found = false;
    for (std::string_view candidate : there) found = found || candidate.starts_with(word);
    if (!found) return false;
  }
  return true;
}

}  // namespace foyer::counter_client
