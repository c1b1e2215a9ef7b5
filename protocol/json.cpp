#include <algorithm>
#include <cctype>

#include "protocol/json_reader.h"
#include "protocol/json_writer.h"

namespace foyer::protocol::detail {
namespace {

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7f &&
           c != '"' && c != '\\';
  });
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool all_of(std::string_view text, auto predicate) {
  return std::all_of(text.begin(), text.end(), predicate);
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
  if (is_plain(text)) {
    out += '"';
    out += text;
    out += '"';
    return;
  }
  out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= name_length_max &&
         all_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

bool is_language_tag(std::string_view text) {
  return text.size() >= 2 && text.size() <= 16 && is_lower(text.front()) &&
         all_of(text, [](char c) { return is_lower(c) || is_upper(c) || is_digit(c) || c == '-'; });
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  return all_of(text.substr(0, 4), is_digit) && all_of(text.substr(5, 2), is_digit) &&
         all_of(text.substr(8, 2), is_digit);
}

bool is_token(std::string_view text) {
  return text.size() == 32 &&
         all_of(text, [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

bool is_ticket(std::string_view text) {
  return text.size() == 4 && is_upper(text.front()) && all_of(text.substr(1), is_digit);
}

bool is_reference(std::string_view text) {
  constexpr std::size_t digits_max = 16;  // Of 2^53.
  const std::size_t dash = text.find('-');
  if (text.empty() || text.front() != 'F' || dash == std::string_view::npos) return false;
  const auto is_number = [](std::string_view part) {
    return !part.empty() && part.size() <= digits_max && all_of(part, is_digit);
  };
  return is_number(text.substr(1, dash - 1)) && is_number(text.substr(dash + 1));
}

std::int64_t JsonReader::read_number(const nlohmann::json& json, Bounds bounds,
                                     const std::string& path) {
  if (!json.is_number_integer()) fail(path, "must be a whole number");
  // An unsigned number past the signed range would wrap round on conversion.
  const bool too_large = json.is_number_unsigned() &&
                         json.get<std::uint64_t>() >
                             static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const std::int64_t number = too_large ? bounds.most : json.get<std::int64_t>();
  if (too_large || number < bounds.least || number > bounds.most) {
    fail(path, "must be " + std::to_string(bounds.least) + " to " + std::to_string(bounds.most));
  }
  return number;
}

const std::string& JsonReader::read_text(const nlohmann::json& json, const std::string& path) {
  if (!json.is_string()) fail(path, "must be a text");
  return json.get_ref<const std::string&>();
}

void JsonReader::read(const nlohmann::json& json, std::string& out, Bounds bounds,
                      const std::string& path) {
  const std::string& text = read_text(json, path);
  const auto size = static_cast<std::int64_t>(text.size());
  if (size < bounds.least || size > bounds.most) {
    fail(path, "must have " + std::to_string(bounds.least) + " to " + std::to_string(bounds.most) +
                   " bytes");
  }
  out = text;
}

void JsonReader::read(const nlohmann::json& json, std::map<char, int>& out, Bounds,
                      const std::string& path) {
  if (!json.is_object()) fail(path, "must be an object");
  for (const auto& [letter, number] : json.items()) {
    const std::string member = path + "." + letter.substr(0, 8);
    if (letter.size() != 1 || !is_upper(letter.front())) fail(member, "must be one letter");
    out[letter.front()] = static_cast<int>(read_number(number, Bounds{0, 999}, member));
  }
}

}  // namespace foyer::protocol::detail
