#include "kiosk/search.h"

#include <glib.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace foyer::kiosk {
namespace {

constexpr int weight_name = 10;
constexpr int weight_search_word = 9;
constexpr int weight_description = 4;
constexpr int weight_department = 2;
constexpr std::size_t query_words_max = 8;
constexpr std::size_t results_max = 24;

struct Free {
  void operator()(char* text) const { g_free(text); }
};
using GText = std::unique_ptr<char, Free>;

std::string_view one_character(const char* at) {
  return {at, static_cast<std::size_t>(g_utf8_next_char(at) - at)};
}

bool is_accent(gunichar c) {
  return c >= 0x0300 && c <= 0x036F;
}

std::vector<gunichar> letters_of(std::string_view text) {
  std::vector<gunichar> letters;
  for (const char *at = text.data(), *end = text.data() + text.size(); at < end;
       at = g_utf8_next_char(at)) {
    letters.push_back(g_utf8_get_char(at));
  }
  return letters;
}

/// Optimal string alignment: a swap of two neighbours is one error.
int distance(const std::vector<gunichar>& a, const std::vector<gunichar>& b) {
  const std::size_t columns = b.size() + 1;
  std::vector<int> table((a.size() + 1) * columns);
  const auto at = [&](std::size_t i, std::size_t j) -> int& { return table[i * columns + j]; };
  for (std::size_t i = 0; i <= a.size(); ++i) at(i, 0) = static_cast<int>(i);
  for (std::size_t j = 0; j <= b.size(); ++j) at(0, j) = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int change = a[i - 1] == b[j - 1] ? 0 : 1;
      at(i, j) = std::min({at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        at(i, j) = std::min(at(i, j), at(i - 2, j - 2) + 1);
      }
    }
  }
  return at(a.size(), b.size());
}

int errors_allowed(std::size_t letters) {
  if (letters < 4) return 0;
  return letters < 7 ? 1 : 2;
}

/// The fewest errors with which `typed` is a beginning of `word`.
int distance_to_beginning(const std::vector<gunichar>& typed, const std::vector<gunichar>& word) {
  int best = static_cast<int>(typed.size());
  const std::size_t shortest = typed.size() > 1 ? typed.size() - 1 : 1;
  for (std::size_t n = shortest; n <= std::min(word.size(), typed.size() + 1); ++n) {
    const auto end = word.begin() + static_cast<std::ptrdiff_t>(n);
    best = std::min(best, distance(typed, std::vector<gunichar>(word.begin(), end)));
  }
  return best;
}

}  // namespace

std::string fold(std::string_view text) {
  const auto length = static_cast<gssize>(text.size());
  if (g_utf8_validate(text.data(), length, nullptr) == FALSE) return {};
  const GText small(g_utf8_casefold(text.data(), length));
  const GText parts(g_utf8_normalize(small.get(), -1, G_NORMALIZE_ALL));
  std::string folded;
  for (const char* at = parts.get(); *at != '\0'; at = g_utf8_next_char(at)) {
    if (!is_accent(g_utf8_get_char(at))) folded.append(one_character(at));
  }
  return folded;
}

std::vector<std::string> words_in(std::string_view text) {
  const std::string folded = fold(text);
  std::vector<std::string> words;
  std::string word;
  for (const char* at = folded.c_str(); *at != '\0'; at = g_utf8_next_char(at)) {
    const gunichar c = g_utf8_get_char(at);
    if (g_unichar_isalnum(c) != FALSE || g_unichar_ismark(c) != FALSE) {
      word.append(one_character(at));
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) words.push_back(word);
  return words;
}

int likeness(std::string_view typed, std::string_view word) {
  if (typed.empty() || word.empty()) return 0;
  if (typed == word) return 100;
  if (word.starts_with(typed)) return 85;
  const std::vector<gunichar> a = letters_of(typed);
  const std::vector<gunichar> b = letters_of(word);
  // A plural, or a word somebody typed further than it goes: "fences" for "fence".
  if (typed.starts_with(word) && b.size() >= 4 && a.size() - b.size() <= 2) return 75;
  const int allowed = errors_allowed(a.size());
  if (allowed > 0) {
    const int whole = distance(a, b);
    if (whole <= allowed) return 70 - 15 * whole;
    const int beginning = distance_to_beginning(a, b);
    if (beginning <= allowed && b.size() > a.size()) return 55 - 15 * beginning;
  }
  const bool inside = a.size() >= 3 && word.find(typed) != std::string_view::npos;
  // Languages written without spaces: the words of a query stand anywhere in a sentence.
  const bool wide = a.front() >= 0x2E80 && word.find(typed) != std::string_view::npos;
  if (wide) return 80;
  return inside ? 40 : 0;
}

SearchIndex::SearchIndex(const SiteFiles& site, const Texts& texts) {
  for (const ServiceInfo& service : site.services) {
    Entry entry{service.id, {}};
    add(entry, service.name, weight_name);
    add(entry, texts.of_site(service.name), weight_name);
    add(entry, service.description, weight_description);
    add(entry, texts.of_site(service.description), weight_description);
    for (const auto& [language, phrases] : service.search) {
      if (language != "en" && language != texts.tag().value) continue;
      for (const std::string& phrase : phrases) add(entry, phrase, weight_search_word);
    }
    if (const DepartmentInfo* department = find_department_info(site, service.department)) {
      add(entry, department->name, weight_department);
      add(entry, texts.of_site(department->name), weight_department);
    }
    entries_.push_back(std::move(entry));
  }
}

void SearchIndex::add(Entry& entry, std::string_view text, int weight) {
  for (std::string& word : words_in(text)) {
    const auto known = std::find_if(entry.words.begin(), entry.words.end(),
                                    [&](const Word& other) { return other.text == word; });
    if (known == entry.words.end()) {
      entry.words.push_back({std::move(word), weight});
    } else {
      known->weight = std::max(known->weight, weight);
    }
  }
}

int SearchIndex::score(const Entry& entry, const std::vector<std::string>& asked) {
  int total = 0;
  int found = 0;
  for (const std::string& typed : asked) {
    int best = 0;
    for (const Word& word : entry.words) {
      best = std::max(best, likeness(typed, word.text) * word.weight);
    }
    if (best > 0) ++found;
    total += best;
  }
  // A word that is not there costs more than its share: "dog park" is not about every dog.
  const int words = static_cast<int>(asked.size());
  return total * found * found / (words * words * words);
}

std::vector<ServiceId> SearchIndex::find(std::string_view query) const {
  std::vector<std::string> asked = words_in(query);
  // Small words say nothing beside a longer one ("a fence", "la taxe").
  const bool has_long = std::any_of(asked.begin(), asked.end(),
                                    [](const std::string& word) { return word.size() > 2; });
  if (has_long) std::erase_if(asked, [](const std::string& word) { return word.size() <= 2; });
  if (asked.size() > query_words_max) asked.resize(query_words_max);
  if (asked.empty()) return {};

  struct Hit {
    int score;
    std::size_t index;
  };
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const int value = score(entries_[i], asked);
    if (value > 0) hits.push_back({value, i});
  }
  std::stable_sort(hits.begin(), hits.end(),
                   [](const Hit& a, const Hit& b) { return a.score > b.score; });
  std::vector<ServiceId> found;
  for (const Hit& hit : hits) {
    // What fits far worse than the best is noise.
    if (hit.score * 4 < hits.front().score || found.size() == results_max) break;
    found.push_back(entries_[hit.index].service);
  }
  return found;
}

}  // namespace foyer::kiosk
