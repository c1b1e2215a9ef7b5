// Reading TOML into checked values: a site's files, and the profiles of simulation/. Nothing is
// thrown for a mistake in a file: it is noted with file, line and key, a harmless value stands in,
// and reading goes on, so that one run tells all mistakes.
#pragma once

#include <toml++/toml.h>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ids.h"
#include "engine/words.h"
#include "site/site_files.h"

namespace foyer::site_reading {

/// What one run over a site's files gathers.
struct Reading {
  std::filesystem::path dir;
  std::vector<Mistake> mistakes;
  std::vector<SiteText> texts;  ///< Every text that people see, as often as it stands there.
};

/// Ids of one kind that were declared so far, and where.
struct Declared {
  std::string kind;                          ///< "group"; its plural adds an s.
  std::map<std::string, std::string> where;  ///< id -> "groups.toml:12".
};

enum class Presence { required, optional };

struct Bounds {
  std::int64_t min;
  std::int64_t max;
};

struct Bring {
  std::string item;
  std::string help;
  int line = 0;
};

class Table {
 public:
  /// `label` names the table in mistakes, e.g. `service "pay-property-tax"`; empty for a whole
  /// file.
  Table(Reading& reading, std::string file, const toml::table& table, std::string label);

  /// A text of 1 to `length_max` bytes in one line without blanks at its ends. Missing and
  /// optional: "".
  std::string text(std::string_view key, Presence presence, std::size_t length_max = 200);
  /// The same, and people see it: it is one of texts_of_site.
  std::string shown(std::string_view key, Presence presence, std::size_t length_max = 200);
  /// A word of [a-z0-9-]; the table's own id is noted in `declared`, once.
  std::string id(Declared& declared) { return own_id("id", declared, Presence::required); }
  /// The same under another key. Missing and optional: "".
  std::string own_id(std::string_view key, Declared& declared, Presence presence);
  /// An id that was declared before.
  std::string reference(std::string_view key, const Declared& declared, Presence presence);
  std::vector<std::string> references(std::string_view key, const Declared& declared,
                                      Presence presence);
  /// Words or phrases, each once.
  std::vector<std::string> texts(std::string_view key, Presence presence, std::size_t count_max);
  std::int64_t integer(std::string_view key, Bounds bounds, std::int64_t otherwise);
  std::int64_t integer(std::string_view key, Bounds bounds);
  double decimal(std::string_view key, double min, double max);
  /// 2.0 as 20: one decimal place.
  std::optional<int> stage(std::string_view key, Presence presence);
  bool flag(std::string_view key, bool otherwise);
  /// "90 s", "15 min", "1 h".
  Seconds duration(std::string_view key, Bounds bounds_s, Seconds otherwise);
  Seconds duration(std::string_view key, Bounds bounds_s);
  /// "8:30-16:30" or "closed".
  std::optional<OpeningTime> opening(std::string_view key, Presence presence);
  BusinessDate date(std::string_view key);
  /// 2026-11-26T08:30:00, or 2026-11-26 for the begin or the end of that day, by the site's clock.
  /// Nothing where the key is missing.
  enum class DayEdge { begin, end };
  std::optional<Instant> local_time(std::string_view key, const Hours& hours, DayEdge edge);
  std::string https_url(std::string_view key, Presence presence);
  /// Items to bring: "photo-id", or { item = "photo-id", help = "…" }.
  std::vector<Bring> bring(std::string_view key, const Declared& items);
  template <class E>
  E word(std::string_view key);
  template <class E>
  E word(std::string_view key, E otherwise);

  /// The table `key`, or an empty one.
  void table(std::string_view key, Presence presence, const std::function<void(Table&)>& read);
  /// Every table of the array `key`, labelled `service "its id"`.
  void tables(std::string_view key, Bounds counts, const std::function<void(Table&)>& read);
  /// Keys of the table as they stand in the file by name; marks them as read.
  std::vector<std::string> keys();

  [[nodiscard]] bool has(std::string_view key) const;
  void mistake(std::string_view key, std::string reason);
  void mistake_at(int line, std::string_view key, std::string reason);
  /// What is wrong with a key, for what can only be seen later.
  [[nodiscard]] Mistake at(std::string_view key, std::string reason) const;
  [[nodiscard]] int line_of(std::string_view key) const;
  [[nodiscard]] std::string where() const;
  /// Reports keys that nobody asked for. Call it last.
  void finish();

 private:
  const toml::node* node(std::string_view key, Presence presence);
  const toml::array* array(std::string_view key, Presence presence);
  std::string checked_text(const toml::node& node, std::string_view key, std::size_t length_max);
  std::string checked_id(const toml::node& node, std::string_view key);
  void check_reference(const std::string& id, int line, std::string_view key,
                       const Declared& declared);
  std::optional<Seconds> parsed_duration(std::string_view key, Bounds bounds_s, Presence presence);
  std::string choose_word(std::string_view key, Presence presence,
                          const std::vector<std::string_view>& words);

  Reading& reading_;
  std::string file_;
  const toml::table& table_;
  std::string label_;
  std::set<std::string, std::less<>> read_;
};

template <class E>
E Table::word(std::string_view key) {
  const auto& table = word_table<E>;
  const std::string text = choose_word(key, Presence::required, {table.begin(), table.end()});
  return from_word<E>(text).value_or(E{});
}

template <class E>
E Table::word(std::string_view key, E otherwise) {
  const auto& table = word_table<E>;
  const std::string text = choose_word(key, Presence::optional, {table.begin(), table.end()});
  return from_word<E>(text).value_or(otherwise);
}

/// Reads `dir/file` and hands its table over; a missing or unreadable file is a mistake.
void read_file(Reading& reading, const std::string& file, const std::function<void(Table&)>& read);

/// "a, b, c" of at most 16, or of a longer list the nearest to `wrong`.
std::string choices(const std::string& plural, const std::vector<std::string_view>& all,
                    std::string_view wrong);

}  // namespace foyer::site_reading
