// What a voice gets in place of what an eye gets.
#include <algorithm>

#include "ui/voice.h"

namespace foyer::ui {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_letter(char c) {
  return is_capital(c) || (c >= 'a' && c <= 'z');
}

/// Bytes of the character that begins here.
std::size_t length_at(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return end - at;
}

/// "B042": one capital and two to four digits, and nothing that belongs to a longer word. 0: none.
std::size_t ticket_at(std::string_view text, std::size_t at) {
  if (!is_capital(text[at]) || (at > 0 && (is_letter(text[at - 1]) || is_digit(text[at - 1])))) {
    return 0;
  }
  std::size_t end = at + 1;
  while (end < text.size() && is_digit(text[end])) ++end;
  const std::size_t digits = end - at - 1;
  const bool longer = end < text.size() && is_letter(text[end]);
  return digits >= 2 && digits <= 4 && !longer ? end - at : 0;
}

struct Sign {
  std::string_view written;
  std::string_view heard;
};
// A dash between figures is a pause; other signs separate, or are for the eye alone.
constexpr Sign signs[] = {{"–", ", "},    {"·", ", "},    {"…", ". "},    {"“", "\""},
                          {"”", "\""},    {"\u2066", ""}, {"\u2067", ""}, {"\u2068", ""},
                          {"\u2069", ""}, {"\u200E", ""}, {"\u200F", ""}, {"●", "*"},
                          {"\n", ". "}};

}  // namespace

std::string spelled(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = length_at(text, at);
    const std::string_view one = text.substr(at, length);
    at += length;
    if (one == " ") continue;
    if (!out.empty()) out += ", ";
    out += one;
  }
  return out;
}

std::string speakable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t ticket = ticket_at(text, at); ticket > 0) {
      for (std::size_t i = 0; i < ticket; ++i) {
        if (i > 0) out += ' ';
        out += text[at + i];
      }
      at += ticket;
      continue;
    }
    const auto sign = std::find_if(std::begin(signs), std::end(signs), [&](const Sign& s) {
      return text.substr(at).starts_with(s.written);
    });
    if (sign != std::end(signs)) {
      out += sign->heard;
      at += sign->written.size();
      continue;
    }
    const std::size_t length = length_at(text, at);
    out += text.substr(at, length);
    at += length;
  }
  return out;
}

}  // namespace foyer::ui
