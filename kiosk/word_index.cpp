#include "kiosk/word_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace foyer::kiosk {
namespace {

constexpr std::size_t query_words_max = 8;
// Longer words are compared as they are, without errors.
constexpr std::size_t letters_max = 40;
// Nobody types words of so many bytes; they are not in the index.
constexpr std::size_t word_bytes_max = 10'000;
// Pinyin is entered from every sign of a text on, so many syllables far.
constexpr std::size_t syllables_max = 6;
// Of 100: what a likeness by sound is worth beside one of the letters themselves.
constexpr int worth_of_sound = 60;
constexpr int worth_of_pinyin = 80;
constexpr int same_consonants = 50;

using Letters = std::span<const std::uint32_t>;

/// Optimal string alignment of `a` with the first `b_size` letters of `b`: a swap of two neighbours
/// is one error. Both have at most letters_max letters.
int distance(Letters a, Letters b, std::size_t b_size) {
  std::array<std::array<int, letters_max + 1>, 3> rows;
  for (std::size_t j = 0; j <= b_size; ++j) rows[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& before = rows[(i + 2) % 3];
    const auto& before_that = rows[(i + 1) % 3];
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b_size; ++j) {
      const int change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({before[j] + 1, row[j - 1] + 1, before[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_that[j - 2] + 1);
      }
    }
  }
  return rows[a.size() % 3][b_size];
}

/// Consonants carry a word where vowels are signs on them or are not written: such words are short.
int errors_allowed(const WordView& typed) {
  const std::size_t letters = typed.letters.size();
  const bool dense = typed.script == Script::arabic || typed.script == Script::indic;
  const std::size_t first = dense ? 3 : 4;
  if (letters < first) return 0;
  return letters < first + 3 ? 1 : 2;
}

/// The fewest errors with which `typed` is a beginning of the longer `word`.
int distance_to_beginning(Letters typed, Letters word) {
  int best = static_cast<int>(typed.size());
  const std::size_t shortest = typed.size() > 1 ? typed.size() - 1 : 1;
  for (std::size_t n = shortest; n <= std::min(word.size(), typed.size() + 1); ++n) {
    best = std::min(best, distance(typed, word, n));
  }
  return best;
}

int likeness_with_errors(const WordView& typed, const WordView& word) {
  const int allowed = errors_allowed(typed);
  const Letters a = typed.letters;
  const Letters b = word.letters;
  if (allowed == 0 || a.size() > letters_max || b.size() > letters_max) return 0;
  // Every letter that the word lacks is an error.
  if (std::popcount(typed.mask & ~word.mask) > allowed) return 0;
  const auto longer = static_cast<int>(b.size()) - static_cast<int>(a.size());
  if (longer >= -allowed && longer <= allowed) {
    const int whole = distance(a, b, b.size());
    if (whole <= allowed) return 70 - 15 * whole;
  }
  if (longer > 0) {
    const int beginning = distance_to_beginning(a, b);
    if (beginning <= allowed) return 55 - 15 * beginning;
  }
  return 0;
}

/// Chinese is written without spaces: what was typed may stand anywhere, and with a wrong sign the
/// pairs of neighbours still tell.
int likeness_of_signs(const WordView& typed, const WordView& word) {
  if (word.text.find(typed.text) != std::string_view::npos) return 80;
  const Letters a = typed.letters;
  const Letters b = word.letters;
  if (a.size() < 2) return 0;
  int found = 0;
  for (std::size_t i = 0; i + 1 < a.size(); ++i) {
    if (std::search(b.begin(), b.end(), a.begin() + static_cast<std::ptrdiff_t>(i),
                    a.begin() + static_cast<std::ptrdiff_t>(i) + 2) != b.end()) {
      ++found;
    }
  }
  const int pairs = static_cast<int>(a.size()) - 1;
  return found * 2 < pairs ? 0 : 70 * found / pairs;
}

/// Small words say nothing beside a longer one ("a fence", "la taxe", "शादी का"); a Chinese sign
/// does.
bool is_small(const std::string& word) {
  if (script_of_word(word) == Script::han) return false;
  const auto characters =
      std::count_if(word.begin(), word.end(), [](char c) { return (c & 0xC0) != 0x80; });
  return characters <= 2;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string all;
  for (const std::string& word : words) {
    if (!all.empty()) all += between;
    all += word;
  }
  return all;
}

std::vector<std::string> words_of_query(std::string_view query) {
  std::vector<std::string> asked = words_in(query);
  if (!std::all_of(asked.begin(), asked.end(), is_small)) std::erase_if(asked, is_small);
  if (asked.size() > query_words_max) asked.resize(query_words_max);
  return asked;
}

}  // namespace

IndexWord::IndexWord(std::string folded)
    : text(std::move(folded)), letters(letters_of(text)), script(script_of_word(text)) {
  for (const std::uint32_t letter : letters) mask |= std::uint64_t{1} << (letter % 64);
  if (script == Script::latin) consonants = consonants_of(text);
}

int likeness(const WordView& typed, const WordView& word) {
  if (typed.text.empty() || word.text.empty()) return 0;
  if (typed.text == word.text) return 100;
  if (word.text.starts_with(typed.text)) return 85;
  if (typed.script == Script::han) return likeness_of_signs(typed, word);
  if (typed.script != word.script) return 0;
  const std::size_t typed_size = typed.letters.size();
  const std::size_t word_size = word.letters.size();
  // A plural, or a word somebody typed further than it goes: "fences" for "fence".
  if (typed.text.starts_with(word.text) && word_size >= 4 && typed_size - word_size <= 2) return 75;
  if (const int with_errors = likeness_with_errors(typed, word); with_errors > 0) {
    return with_errors;
  }
  const bool inside = typed_size >= 3 && word.text.find(typed.text) != std::string_view::npos;
  return inside ? 40 : 0;
}

WordView WordIndex::view_of(const Known& known) const {
  return {std::string_view(texts_).substr(known.text_at, known.text_size),
          std::span(letters_).subspan(known.letters_at, known.letters_size), known.mask,
          known.script};
}

std::string_view WordIndex::consonants_of_known(const Known& known) const {
  return std::string_view(texts_).substr(known.text_at + known.text_size, known.consonants_size);
}

int WordIndex::likeness_of(const IndexWord& typed, const Known& known) const {
  const WordView word = view_of(known);
  switch (known.kind) {
    case Kind::written:
      return likeness(typed.view(), word);
    case Kind::sound: {
      if (typed.script != Script::latin) return 0;
      const std::string& consonants = typed.consonants;
      const bool same = consonants.size() >= 3 && consonants == consonants_of_known(known);
      return std::max(same ? same_consonants : 0,
                      likeness(typed.view(), word) * worth_of_sound / 100);
    }
    case Kind::pinyin:
      return typed.script == Script::latin && typed.letters.size() > 1
                 ? likeness(typed.view(), word) * worth_of_pinyin / 100
                 : 0;
  }
  return 0;
}

std::uint32_t WordIndex::number_of(const std::string& word, Kind kind) {
  const auto number = static_cast<std::uint32_t>(known_.size());
  const auto [at, is_new] = numbers_.try_emplace({kind, word}, number);
  if (!is_new) return at->second;
  const IndexWord made(word);
  const std::string consonants = kind == Kind::sound ? made.consonants : std::string();
  known_.push_back({made.mask, static_cast<std::uint32_t>(texts_.size()),
                    static_cast<std::uint32_t>(letters_.size()),
                    static_cast<std::uint16_t>(made.text.size()),
                    static_cast<std::uint16_t>(made.letters.size()),
                    static_cast<std::uint16_t>(consonants.size()), made.script, kind});
  texts_ += made.text + consonants;
  letters_.insert(letters_.end(), made.letters.begin(), made.letters.end());
  return number;
}

/// The word's index into known_; none for one that is too long.
std::uint32_t WordIndex::add_word(std::size_t thing, const std::string& word, Kind kind,
                                  int weight) {
  if (word.size() > word_bytes_max) return none;
  const std::uint32_t number = number_of(word, kind);
  std::vector<Part>& parts = things_[thing];
  const auto part = std::find_if(parts.begin(), parts.end(),
                                 [&](const Part& other) { return other.known == number; });
  if (part != parts.end()) {
    part->weight = std::max(part->weight, weight);
  } else {
    parts.push_back({number, weight});
  }
  return number;
}

void WordIndex::add_pinyin(std::size_t thing, std::string_view word, int weight) {
  has_pinyin_ = true;
  const std::vector<std::string> syllables = pinyin_of(word);
  for (std::size_t first = 0; first < syllables.size(); ++first) {
    std::string run;
    for (std::size_t i = first; i < std::min(first + syllables_max, syllables.size()); ++i) {
      run += syllables[i];
    }
    add_word(thing, run, Kind::pinyin, weight);
  }
}

void WordIndex::add(std::size_t thing, std::string_view text, int weight) {
  if (thing >= things_.size()) things_.resize(thing + 1);
  const std::vector<std::string> words = words_in(text);
  Phrase phrase{{none, none, none, none}, static_cast<std::uint32_t>(thing)};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const Script script = script_of_word(word);
    if (script == Script::han) {
      add_pinyin(thing, word, weight);
    } else if (script != Script::latin) {
      add_word(thing, romanized(word), Kind::sound, weight);
    }
    const std::uint32_t number = add_word(thing, word, Kind::written, weight);
    if (i < phrase_words_max) phrase.words[i] = number;
  }
  if (!words.empty() && words.size() <= phrase_words_max) phrases_.push_back(phrase);
}

void WordIndex::seal() {
  numbers_.clear();
  known_.shrink_to_fit();
  texts_.shrink_to_fit();
  letters_.shrink_to_fit();
  phrases_.shrink_to_fit();
  for (std::vector<Part>& parts : things_) parts.shrink_to_fit();
}

std::vector<int> WordIndex::scores(const std::vector<std::string>& asked) const {
  std::vector<int> totals(things_.size());
  std::vector<int> found(things_.size());
  std::vector<int> alike(known_.size());
  for (const std::string& text : asked) {
    const IndexWord typed(text);
    for (std::size_t i = 0; i < known_.size(); ++i) alike[i] = likeness_of(typed, known_[i]);
    for (std::size_t thing = 0; thing < things_.size(); ++thing) {
      int best = 0;
      for (const Part& part : things_[thing]) {
        best = std::max(best, alike[part.known] * part.weight);
      }
      totals[thing] += best;
      if (best > 0) ++found[thing];
    }
  }
  // A word that is not there costs more than its share: "dog park" is not about every dog.
  const int words = static_cast<int>(asked.size());
  for (std::size_t thing = 0; thing < things_.size(); ++thing) {
    totals[thing] = totals[thing] * found[thing] * found[thing] / (words * words * words);
  }
  return totals;
}

std::uint32_t WordIndex::written(std::string_view word) const {
  const auto at = std::find_if(known_.begin(), known_.end(), [&](const Known& known) {
    return known.kind == Kind::written && view_of(known).text == word;
  });
  return at == known_.end() ? none : static_cast<std::uint32_t>(at - known_.begin());
}

void WordIndex::raise_whole_phrases(const std::vector<std::string>& asked,
                                    std::vector<int>& totals) const {
  if (asked.empty() || asked.size() > phrase_words_max) return;
  PhraseWords words{none, none, none, none};
  for (std::size_t i = 0; i < asked.size(); ++i) {
    words[i] = written(asked[i]);
    if (words[i] == none) return;
  }
  for (const Phrase& phrase : phrases_) {
    if (phrase.words == words) totals[phrase.thing] += totals[phrase.thing] / 2;
  }
}

std::vector<std::size_t> WordIndex::find(std::string_view query, std::size_t count_max) const {
  const std::vector<std::string> asked = words_of_query(query);
  if (asked.empty()) return {};
  std::vector<int> totals = scores(asked);
  if (has_pinyin_ && asked.size() > 1) {
    // Pinyin is typed with and without a space between syllables.
    const std::vector<int> of_joined = scores({joined(asked, "")});
    for (std::size_t i = 0; i < totals.size(); ++i) totals[i] = std::max(totals[i], of_joined[i]);
  }
  raise_whole_phrases(words_in(query), totals);
  std::vector<std::size_t> found;
  for (std::size_t thing = 0; thing < totals.size(); ++thing) {
    if (totals[thing] > 0) found.push_back(thing);
  }
  std::stable_sort(found.begin(), found.end(),
                   [&](std::size_t a, std::size_t b) { return totals[a] > totals[b]; });
  // What fits far worse than the best is noise.
  std::size_t kept = 0;
  while (kept < std::min(found.size(), count_max) &&
         totals[found[kept]] * 4 >= totals[found.front()]) {
    ++kept;
  }
  found.resize(kept);
  return found;
}

}  // namespace foyer::kiosk
