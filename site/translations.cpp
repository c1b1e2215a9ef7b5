#include "site/translations.h"

#include <algorithm>
#include <array>
#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <mutex>
#include <set>
#include <span>
#include <stdexcept>

#include "engine/assert.h"
#include "site/calendar.h"
#include "site/language_forms.h"
#include "site/po_file.h"

namespace foyer {

namespace {

constexpr std::size_t missing_max = 1000;
// Waits up to so many minutes are told to 5 minutes.
constexpr int fine_max = 30;

/// Where a text is looked up; one .mo file each. A language that staff do not read lacks `staff`.
enum class Domain { residents, staff, site };
constexpr std::array<const char*, 3> domain_names{"residents", "staff", "site"};
using Catalogues = std::array<std::vector<char>, 3>;  // By Domain.

/// A locale with the catalogues of all domains.
std::locale with_catalogues(const LanguageTag& tag, const Catalogues& catalogues) {
  boost::locale::gnu_gettext::messages_info info;
  info.language = tag.value.substr(0, tag.value.find('-'));
  info.encoding = "UTF-8";
  info.paths.emplace_back("");
  for (const char* name : domain_names) info.domains.emplace_back(std::string(name));
  // Asked for ".../residents.mo": no name of a domain ends in another's.
  info.callback = [&](const std::string& file, const std::string&) {
    std::size_t domain = 0;
    while (!file.ends_with(std::string(domain_names[domain]) + ".mo")) ++domain;
    return catalogues[domain];
  };
  return {std::locale::classic(), boost::locale::gnu_gettext::create_messages_facet<char>(info)};
}

using Value = std::pair<std::string_view, std::string>;

/// Between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE: text from right to left around it does
/// not tear it apart.
std::string isolated(const std::string& value) {
  return "\u2068" + value + "\u2069";
}

/// A bare number is left alone: figures with a colon or a dash between them belong together.
bool needs_isolation(std::string_view value) {
  return std::any_of(value.begin(), value.end(), [](char c) { return c < '0' || c > '9'; });
}

/// One pass: what stands in a value is never taken for a placeholder.
std::string filled(std::string_view text, std::span<const Value> fill) {
  std::string result;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    result += text.substr(0, open);
    text.remove_prefix(open);
    const std::size_t close = text.find('}');
    if (close == std::string_view::npos) break;
    const std::string_view name = text.substr(1, close - 1);
    const auto value = std::find_if(fill.begin(), fill.end(),
                                    [&](const Value& pair) { return pair.first == name; });
    result += value == fill.end() ? text.substr(0, close + 1) : std::string_view(value->second);
    text.remove_prefix(close + 1);
  }
  return result.append(text);
}

/// Remembers what had no translation. Asked from every thread that draws or speaks.
class MissingTexts {
 public:
  void add(MissingText text) {
    const std::lock_guard lock(mutex_);
    if (texts_.size() < missing_max) texts_.insert(std::move(text));
  }
  std::vector<MissingText> all() const {
    const std::lock_guard lock(mutex_);
    return {texts_.begin(), texts_.end()};
  }

 private:
  mutable std::mutex mutex_;
  std::set<MissingText> texts_;  // Guarded by mutex_.
};

int whole_minutes(Seconds span) {
  return static_cast<int>((span.count() + 59) / 60);
}

}  // namespace

struct Texts::Language {
  LanguageTag tag;
  std::string own_name;
  LanguageForms forms;
  bool is_english = false;
  std::locale locale;
  const boost::locale::message_format<char>* messages = nullptr;  ///< Of `locale`; null in English.
  std::array<int, 3> domains{};  ///< The facet's numbers, by Domain.
  const Hours* hours = nullptr;
  MissingTexts* missing = nullptr;

  [[nodiscard]] int number_of(Domain domain) const {
    return domains[static_cast<std::size_t>(domain)];
  }

  [[nodiscard]] std::string find(const char* context, const char* english) const {
    const char* const in_context = *context == '\0' ? nullptr : context;
    const char* found = nullptr;
    for (const Domain domain : {Domain::residents, Domain::staff}) {
      if (messages == nullptr || found != nullptr) break;
      found = messages->get(number_of(domain), in_context, english);
    }
    if (found == nullptr && !is_english) missing->add({tag, english, false});
    return found == nullptr ? english : found;
  }

  [[nodiscard]] std::string find(const PluralText& text, std::int64_t n) const {
    const char* const in_context = *text.context == '\0' ? nullptr : text.context;
    // The facet counts with int; every rule of plurals looks at the last digits, or at 0 and 1.
    const int count = static_cast<int>(n > 1'000'000 ? 1'000'000 + n % 1'000'000 : n);
    const char* found = nullptr;
    for (const Domain domain : {Domain::residents, Domain::staff}) {
      if (messages == nullptr || found != nullptr) break;
      found = messages->get(number_of(domain), in_context, text.one, count);
    }
    if (found == nullptr && !is_english) missing->add({tag, text.one, false});
    return found != nullptr ? found : n == 1 ? text.one : text.many;
  }

  void read_catalogues(const Catalogues& catalogues) {
    locale = with_catalogues(tag, catalogues);
    messages = &std::use_facet<boost::locale::message_format<char>>(locale);
    for (std::size_t i = 0; i < domains.size(); ++i) domains[i] = messages->domain(domain_names[i]);
  }

  /// The text with the values in it; from right to left each value is kept together, but in the
  /// forms of times and dates, which are one piece themselves.
  [[nodiscard]] std::string with_values(const char* context, const std::string& text,
                                        std::span<const Value> fill) const {
    if (!forms.right_to_left || std::string_view(context).starts_with("format")) {
      return filled(text, fill);
    }
    std::vector<Value> kept(fill.begin(), fill.end());
    for (auto& [name, value] : kept) {
      if (needs_isolation(value)) value = isolated(value);
    }
    return filled(text, kept);
  }

  [[nodiscard]] std::string dated(const Texts& in, Instant at, Length length) const;
};

namespace {

std::span<const Value> values_of(const Fill& fill) {
  return {fill.begin(), fill.size()};
}

}  // namespace

std::string Texts::operator()(Text text, Fill fill) const {
  return language_->with_values(text.context, language_->find(text.context, text.english),
                                values_of(fill));
}

std::string Texts::operator()(PluralText text, std::int64_t n, Fill fill) const {
  std::vector<Value> values(fill);
  values.emplace_back("n", number(n));
  return language_->with_values(text.context, language_->find(text, n), values);
}

std::string Texts::of_site(std::string_view english) const {
  std::string text(english);
  if (text.empty() || language_->is_english) return text;
  const char* found =
      language_->messages->get(language_->number_of(Domain::site), nullptr, text.c_str());
  if (found != nullptr) return found;
  language_->missing->add({language_->tag, text, true});
  return text;
}

const LanguageTag& Texts::tag() const {
  return language_->tag;
}

const std::string& Texts::own_name() const {
  return language_->own_name;
}

bool Texts::right_to_left() const {
  return language_->forms.right_to_left;
}

std::string Texts::number(std::int64_t value) const {
  return language_->forms.number(value);
}

std::string Texts::share(int share_bp) const {
  return (*this)(tr("{percent}\u00a0%"), {{"percent", number((share_bp + 50) / 100)}});
}

// The ways to write a time or a date are texts with the context "format": a translation may use
// other placeholders of the same list.
std::string Texts::time_of_day(Instant at) const {
  const LocalTime local = local_time(*language_->hours, at);
  // TRANSLATORS: {hour} counts from 0 to 23, {hour_12} from 1 to 12, {half} is am or pm.
  const Text usual = tr_context("format of a time of day", "{hour_12}:{minute} {half}");
  // TRANSLATORS: The same at a full hour: "10 h".
  const Text full_hour = tr_context("format of a full hour", "{hour_12}:{minute} {half}");
  std::string time =
      (*this)(local.minute == 0 ? full_hour : usual,
              {{"hour", std::to_string(local.hour)},
               {"hour_12", std::to_string(local.hour % 12 == 0 ? 12 : local.hour % 12)},
               {"minute", (local.minute < 10 ? "0" : "") + std::to_string(local.minute)},
               {"half", local.hour < 12 ? (*this)(tr("am")) : (*this)(tr("pm"))}});
  return right_to_left() ? isolated(time) : time;
}

std::string Texts::time_24(Instant at) const {
  return clock_24(*language_->hours, at);
}

std::string Texts::date(Instant at) const {
  return language_->dated(*this, at, Length::brief);
}

std::string Texts::date_full(Instant at) const {
  return language_->dated(*this, at, Length::full);
}

std::string Texts::Language::dated(const Texts& in, Instant at, Length length) const {
  const LocalTime local = local_time(*hours, at);
  const bool full = length == Length::full;
  const auto weekday = static_cast<std::size_t>(local.weekday);
  const auto month = static_cast<std::size_t>(local.month - 1);
  // TRANSLATORS: Names of weekdays and months are filled in, short or in full.
  const Text usual = tr_context("format of a date", "{weekday} {day} {month}");
  // TRANSLATORS: The same on the first of a month: "{weekday} {day}er {month}" in French.
  const Text first = tr_context("format of a date, first of the month", "{weekday} {day} {month}");
  return in(local.day == 1 ? first : usual,
            {{"weekday", (full ? forms.weekdays_full : forms.weekdays_brief)[weekday]},
             {"day", std::to_string(local.day)},
             {"month", (full ? forms.months_full : forms.months_brief)[month]}});
}

std::string Texts::minutes(Seconds span, Length length) const {
  const int count = whole_minutes(span);
  return length == Length::full ? (*this)(tr_plural("{n} minute", "{n} minutes"), count)
                                : (*this)(tr("{minutes} min"), {{"minutes", number(count)}});
}

std::string Texts::wait(WaitRange range, Length length) const {
  return range.high > in_minutes_max ? wait_in_hours(range, length)
                                     : wait_in_minutes(range, length);
}

std::string Texts::wait_in_minutes(WaitRange range, Length length) const {
  const bool full = length == Length::full;
  const Value low{"low", number(range.low)};
  const Value high{"high", number(range.high)};
  if (range.low <= 0) {
    return full ? (*this)(tr("under {high} minutes"), {high})
                : (*this)(tr("under {high} min"), {high});
  }
  if (range.low >= range.high) {
    return full ? (*this)(tr("about {high} minutes"), {high}) : (*this)(tr("{high} min"), {high});
  }
  return full ? (*this)(tr("{low} to {high} minutes"), {low, high})
              : (*this)(tr("{low}–{high} min"), {low, high});
}

/// "1½", in French "1 h 30": the unit stands where the language puts it.
std::string Texts::half_hours(int minutes) const {
  const int hours = minutes / 60;
  const Value count{"hours", number(hours)};
  if (minutes % 60 == 0) return (*this)(tr_context("hours of a wait", "{hours}"), {count});
  if (hours == 0) return (*this)(tr_context("hours of a wait", "½"));
  return (*this)(tr_context("hours of a wait", "{hours}½"), {count});
}

std::string Texts::wait_in_hours(WaitRange range, Length length) const {
  const bool full = length == Length::full;
  const Value low{"low", half_hours(range.low)};
  const Value high{"high", half_hours(range.high)};
  if (range.low <= 0) {
    return full ? (*this)(tr("under {high} hours"), {high}) : (*this)(tr("under {high} h"), {high});
  }
  if (range.low >= range.high) {
    return full ? (*this)(tr("about {high} hours"), {high}) : (*this)(tr("{high} h"), {high});
  }
  return full ? (*this)(tr("{low} to {high} hours"), {low, high})
              : (*this)(tr("{low}–{high} h"), {low, high});
}

std::string Texts::wait(const Wait& wait, Length length) const {
  const bool full = length == Length::full;
  switch (wait.status) {
    case WaitStatus::known:
      return this->wait(round_wait(wait), length);
    case WaitStatus::no_counter_open:
      return full ? (*this)(tr("no counter is open for this")) : (*this)(tr("no counter is open"));
    case WaitStatus::after_closing:
      return full ? (*this)(tr("probably not before closing time"))
                  : (*this)(tr("not before closing"));
    case WaitStatus::not_told:
      return (*this)(tr("not known"));
  }
  return {};
}

std::string Texts::promise(int share_bp, Seconds within) const {
  const std::string minutes = number(whole_minutes(within));
  if (share_bp % 1000 == 0) {
    return (*this)(tr("{tenths} in 10 within {minutes} min"),
                   {{"tenths", number(share_bp / 1000)}, {"minutes", minutes}});
  }
  return (*this)(tr("{percent}\u00a0% within {minutes} min"),
                 {{"percent", number(share_bp / 100)}, {"minutes", minutes}});
}

WaitRange round_wait(const Wait& wait) {
  FOYER_ASSERT(wait.status == WaitStatus::known);
  const auto up = [&wait](int step_min) {
    return (wait.p90_s + step_min * 60 - 1) / (step_min * 60) * step_min;
  };
  const auto nearest = [&wait](int step_min) {
    return (wait.p50_s + step_min * 30) / (step_min * 60) * step_min;
  };
  // A range is told in one unit: the upper end decides which.
  constexpr int half_hour = 30;
  const int high = up(5) <= fine_max ? up(5) : up(10);
  if (high > in_minutes_max) {
    const int low = nearest(half_hour);
    return {.low = low, .high = std::max(up(half_hour), low)};
  }
  const int low = nearest(5) <= fine_max ? nearest(5) : nearest(10);
  return {.low = low, .high = std::max({high, low, 5})};
}

bool has_two_ends(const Wait& wait) {
  if (wait.status != WaitStatus::known) return false;
  const WaitRange range = round_wait(wait);
  return range.low > 0 && range.low < range.high;
}

struct Translations::All {
  std::vector<LanguageTag> tags;
  std::vector<Texts::Language> languages;  // As tags. Texts point into it: it never grows.
  Hours hours;
  MissingTexts missing;
};

Translations::Translations(const std::filesystem::path& assets, const SiteFiles& site)
    : all_(std::make_unique<All>()) {
  all_->hours = site.hours;
  all_->languages.reserve(site.languages.size());
  for (const LanguageInfo& info : site.languages) {
    Texts::Language language{.tag = info.tag,
                             .own_name = info.own_name,
                             .forms = LanguageForms(info.tag, site.region),
                             .is_english = info.tag.value == "en",
                             .locale = {},
                             .hours = &all_->hours,
                             .missing = &all_->missing};
    if (!language.is_english) {
      const std::string file = info.tag.value + ".po";
      language.read_catalogues(
          {compile_po(assets / "translations" / file),
           info.staff ? compile_po(assets / "translations/staff" / file) : std::vector<char>(),
           // A site that could not be read has no texts.
           site.dir.empty() ? std::vector<char>() : compile_po(site.dir / "translations" / file)});
    }
    all_->tags.push_back(info.tag);
    all_->languages.push_back(std::move(language));
  }
  FOYER_ASSERT(!all_->languages.empty());
}

Translations::~Translations() = default;
Translations::Translations(Translations&&) noexcept = default;
Translations& Translations::operator=(Translations&&) noexcept = default;

Texts Translations::in(const LanguageTag& language) const {
  const auto it = std::find(all_->tags.begin(), all_->tags.end(), language);
  // The first is English: load_site sees to that.
  const auto index = it == all_->tags.end() ? 0 : it - all_->tags.begin();
  return Texts(&all_->languages[static_cast<std::size_t>(index)]);
}

const std::vector<LanguageTag>& Translations::languages() const {
  return all_->tags;
}

std::vector<MissingText> Translations::missing() const {
  return all_->missing.all();
}

}  // namespace foyer
