// What is shown and said, in every language of a site. English stands in the code and in the site's
// files; the other languages are GNU gettext catalogues:
//   assets/translations/LANG.po                what the programs show to residents
//   assets/translations/staff/LANG.po          to clerks and managers, where site.toml says that
//   staff
//                                              read the language; others show it in English
//   assets/sites/NAME/translations/LANG.po     the site's texts
// They are read when a program starts, by Debian's msgfmt: nothing to build, nothing to install. A
// text without a translation is shown in English and counted (missing()).
//
// How a screen marks its texts, so that xgettext finds them (scripts/translations.sh):
//   const Texts in = translations.in(visit.language);
//   in(tr("Start over"))
//   in(tr("Go to counter {counter}"), {{"counter", label}})
//   in(tr_plural("{n} person", "{n} people"), waiting)          // {n} is filled in
//   in(tr_context("button", "Open"))                            // where a word has two
//   translations in.of_site(service.name)                                    // a text of the site
// The argument of tr is a literal, always; a word from words.h is turned into a text by a switch.
// A sentence is one text with placeholders, never glued together from parts.
// Forms of times and dates are texts with a context that begins with "format": their translations
// may use other placeholders.
#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/event.h"
#include "engine/ids.h"
#include "site/site_files.h"

namespace foyer {

struct Text {
  const char* context;
  const char* english;
};
struct PluralText {
  const char* context;
  const char* one;
  const char* many;
};

consteval Text tr(const char* english) {
  return {"", english};
}
consteval Text tr_context(const char* context, const char* english) {
  return {context, english};
}
consteval PluralText tr_plural(const char* one, const char* many) {
  return {"", one, many};
}
consteval PluralText tr_plural_context(const char* context, const char* one, const char* many) {
  return {context, one, many};
}

/// Values for {placeholders}. A placeholder without a value stays as it is. In a language from
/// right to left the texts hold direction marks (U+2068, U+2069) around values and times.
using Fill = std::initializer_list<std::pair<std::string_view, std::string>>;

/// `full`: "5 to 15 minutes". `brief`: "5–15 min".
enum class Length { full, brief };

/// A wait as people are told it, in minutes: multiples of 5, beyond half an hour of 10; where
/// `high` is beyond in_minutes_max, both of 30. high >= 5. low 0: "under".
struct WaitRange {
  int low = 0;
  int high = 5;
  friend bool operator==(const WaitRange&, const WaitRange&) = default;
};

/// Ranges up to so many minutes are told in minutes, longer ones in hours and halves.
inline constexpr int in_minutes_max = 90;

/// p50 to the nearest step, p90 up to the next one. Precondition: wait.status is known.
[[nodiscard]] WaitRange round_wait(const Wait& wait);

/// "10 to 20": its caption says "about", where others have "under" or "about" in themselves.
[[nodiscard]] bool has_two_ends(const Wait& wait);

class Translations;

/// The texts in one language. A light handle into Translations, which must outlive it. Never throws
/// for what it is given; all strings are UTF-8. Safe from several threads.
class Texts {
 public:
  [[nodiscard]] std::string operator()(Text text, Fill fill = {}) const;
  [[nodiscard]] std::string operator()(PluralText text, std::int64_t n, Fill fill = {}) const;
  /// A text of the site's files, given in English. Empty stays empty.
  [[nodiscard]] std::string of_site(std::string_view english) const;

  [[nodiscard]] const LanguageTag& tag() const;
  [[nodiscard]] const std::string& own_name() const;  ///< "Français".
  [[nodiscard]] bool right_to_left() const;

  /// "1,234", "1 234".
  [[nodiscard]] std::string number(std::int64_t value) const;
  /// "90 %", of basis points, to whole per cents.
  [[nodiscard]] std::string share(int share_bp) const;

  /// For residents: "10:42 am", "10 h 42".
  [[nodiscard]] std::string time_of_day(Instant at) const;
  /// For staff and managers: "10:42".
  [[nodiscard]] std::string time_24(Instant at) const;
  [[nodiscard]] std::string date(Instant at) const;       ///< "Thu 26 Nov", "jeu. 26 nov."
  [[nodiscard]] std::string date_full(Instant at) const;  ///< "Thursday 26 November"

  /// "1 minute", "20 minutes"; brief "20 min". Rounded up to whole minutes.
  [[nodiscard]] std::string minutes(Seconds span, Length length = Length::full) const;
  /// "5 to 15 minutes", "under 5 minutes", "about 10 minutes", "1½ to 2 hours"; brief "5–15 min",
  /// "under 5 min", "10 min", "1½–2 h". The first and the last are put after a word that says
  /// "about": see has_two_ends.
  [[nodiscard]] std::string wait(WaitRange range, Length length = Length::full) const;
  /// The same of a forecast; where it has no number, why: "no counter is open for this".
  [[nodiscard]] std::string wait(const Wait& wait, Length length = Length::full) const;
  /// "9 in 10 within 20 min"; shares that are no tenths: "85 % within 20 min".
  [[nodiscard]] std::string promise(int share_bp, Seconds within) const;

 private:
  friend class Translations;
  struct Language;
  [[nodiscard]] std::string wait_in_minutes(WaitRange range, Length length) const;
  [[nodiscard]] std::string wait_in_hours(WaitRange range, Length length) const;
  [[nodiscard]] std::string half_hours(int minutes) const;
  explicit Texts(const Language* language) : language_(language) {}
  const Language* language_;
};

/// A text that a language lacks. `site`: of the site's files, otherwise of the programs.
struct MissingText {
  LanguageTag language;
  std::string english;
  bool of_site = false;
  friend auto operator<=>(const MissingText&, const MissingText&) = default;
};

class Translations {
 public:
  /// Reads the catalogues of all languages of the site, at once, so that a screen can change its
  /// language in a moment; English needs none. `assets`: the folder
  /// that has translations/ in it. Throws std::runtime_error with msgfmt's own words, file and line
  /// for a catalogue that is missing or wrong, and if msgfmt cannot be run.
  Translations(const std::filesystem::path& assets, const SiteFiles& site);
  ~Translations();
  Translations(Translations&&) noexcept;
  Translations& operator=(Translations&&) noexcept;

  /// The texts in `language`; English where the site has no such language.
  [[nodiscard]] Texts in(const LanguageTag& language) const;
  /// All languages of the site, in its order.
  [[nodiscard]] const std::vector<LanguageTag>& languages() const;

  /// What was asked for and had no translation so far, sorted, each once; at most 1,000.
  [[nodiscard]] std::vector<MissingText> missing() const;

 private:
  struct All;
  std::unique_ptr<All> all_;
};

}  // namespace foyer
