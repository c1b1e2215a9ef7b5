#include "site/language_forms.h"

#include <unicode/dtfmtsym.h>
#include <unicode/localebuilder.h>
#include <unicode/numfmt.h>

#include <stdexcept>

namespace foyer {

namespace {

void require_success(UErrorCode status, const LanguageTag& tag) {
  if (U_FAILURE(status) == 0) return;
  throw std::runtime_error("no forms of the language \"" + tag.value +
                           "\": " + u_errorName(status));
}

icu::Locale make_locale(const LanguageTag& tag, const std::string& region) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale = icu::Locale::forLanguageTag(tag.value, status);
  require_success(status, tag);
  icu::LocaleBuilder builder;
  builder.setLocale(locale);
  if (*locale.getCountry() == '\0') builder.setRegion(region);
  locale = builder.setUnicodeLocaleKeyword("nu", "latn").build(status);
  require_success(status, tag);
  return locale;
}

using Symbols = icu::DateFormatSymbols;

std::array<std::string, 7> weekdays_of(const Symbols& symbols, Symbols::DtWidthType width) {
  std::int32_t count = 0;
  const icu::UnicodeString* names = symbols.getWeekdays(count, Symbols::FORMAT, width);
  std::array<std::string, 7> weekdays;
  // ICU counts from Sunday, which is 1.
  for (std::size_t i = 0; i < 7; ++i) names[i == 6 ? 1 : i + 2].toUTF8String(weekdays[i]);
  return weekdays;
}

std::array<std::string, 12> months_of(const Symbols& symbols, Symbols::DtWidthType width) {
  std::int32_t count = 0;
  const icu::UnicodeString* names = symbols.getMonths(count, Symbols::FORMAT, width);
  std::array<std::string, 12> months;
  for (std::size_t i = 0; i < 12; ++i) names[i].toUTF8String(months[i]);
  return months;
}

}  // namespace

struct LanguageForms::Formats {
  std::unique_ptr<icu::NumberFormat> number;
};

LanguageForms::LanguageForms(const LanguageTag& tag, const std::string& region) {
  const icu::Locale locale = make_locale(tag, region);
  right_to_left = locale.isRightToLeft() != 0;

  UErrorCode status = U_ZERO_ERROR;
  const Symbols symbols(locale, status);
  require_success(status, tag);
  weekdays_brief = weekdays_of(symbols, Symbols::ABBREVIATED);
  weekdays_full = weekdays_of(symbols, Symbols::WIDE);
  months_brief = months_of(symbols, Symbols::ABBREVIATED);
  months_full = months_of(symbols, Symbols::WIDE);

  auto formats = std::make_unique<Formats>();
  formats->number.reset(icu::NumberFormat::createInstance(locale, status));
  require_success(status, tag);
  formats_ = std::move(formats);
}

LanguageForms::~LanguageForms() = default;
LanguageForms::LanguageForms(LanguageForms&&) noexcept = default;
LanguageForms& LanguageForms::operator=(LanguageForms&&) noexcept = default;

std::string LanguageForms::number(std::int64_t value) const {
  icu::UnicodeString text;
  formats_->number->format(value, text);
  std::string utf8;
  return text.toUTF8String(utf8);
}

}  // namespace foyer
