// Names and numbers in a language's own form, from ICU's data. For the room site/ alone.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "engine/ids.h"

namespace foyer {

class LanguageForms {
 public:
  /// `region`: the country of the site, where the tag names none. Throws std::runtime_error for a
  /// tag that ICU cannot read. Digits are always 0 to 9: tickets and clocks have no others.
  LanguageForms(const LanguageTag& tag, const std::string& region);
  ~LanguageForms();
  LanguageForms(LanguageForms&&) noexcept;
  LanguageForms& operator=(LanguageForms&&) noexcept;

  /// As they stand in a date: "Thu" or "Thursday". Monday is 0.
  std::array<std::string, 7> weekdays_brief;
  std::array<std::string, 7> weekdays_full;
  /// "Nov" or "November". January is 0.
  std::array<std::string, 12> months_brief;
  std::array<std::string, 12> months_full;
  bool right_to_left = false;

  /// With the language's marks between thousands. Safe from several threads.
  [[nodiscard]] std::string number(std::int64_t value) const;

 private:
  struct Formats;
  std::unique_ptr<const Formats> formats_;
};

}  // namespace foyer
