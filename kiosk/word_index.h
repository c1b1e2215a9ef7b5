// Finds things by words that people type, forgiving typing errors: services, places. Words are
// folded (folding.h); a query in Latin letters also finds words of other scripts by their sound.
// Plain data and pure; built once for each language.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/folding.h"

namespace foyer::kiosk {

/// A folded word, with what comparing needs.
struct IndexWord {
  explicit IndexWord(std::string folded);
  std::string text;
  std::vector<std::uint32_t> letters;
  std::uint64_t mask = 0;  ///< A bit for each letter in it; several letters share a bit.
  Script script{};
  std::string consonants;  ///< Of a word in Latin letters: consonants_of.
};

/// How well somebody who typed `typed` means `word`: 0 not at all, 100 the same. A beginning
/// counts, so does an error or two (Damerau and Levenshtein's distance in letters) in a long word.
[[nodiscard]] int likeness(const IndexWord& typed, const IndexWord& word);

class WordIndex {
 public:
  /// Adds the words of `text` to thing number `thing` (0, 1, 2 …). `weight`: 1..100, how much a
  /// word here says about the thing.
  void add(std::size_t thing, std::string_view text, int weight);
  /// All is added: gives back the memory that only adding needs, a third of the whole.
  void seal();

  /// The things that fit, best first, at most `count_max`; ties by number. Empty for an empty query
  /// and for what fits nothing.
  [[nodiscard]] std::vector<std::size_t> find(std::string_view query, std::size_t count_max) const;

 private:
  /// How a word of the index is compared: as it is written, as it sounds in Latin letters (in the
  /// words of other scripts), or its pinyin.
  enum class Kind { written, sound, pinyin };
  struct Known {
    IndexWord word;
    Kind kind{};
    int things = 0;  ///< In how many things it is.
  };
  struct Part {
    std::size_t known = 0;  ///< Index into known_.
    int weight = 0;
  };

  void add_word(std::size_t thing, std::string word, Kind kind, int weight);
  void add_pinyin(std::size_t thing, std::string_view word, int weight);
  static int likeness_of(const IndexWord& typed, const Known& known);
  [[nodiscard]] std::vector<int> scores(const std::vector<std::string>& asked) const;

  std::vector<Known> known_;                                                  ///< Each word once.
  std::map<std::pair<Kind, std::string>, std::size_t, std::less<>> numbers_;  ///< Until sealed.
  std::vector<std::vector<Part>> things_;
  /// Short texts as a whole, and the things that have them: who types just that means those.
  std::map<std::string, std::vector<std::size_t>, std::less<>> phrases_;
  bool has_pinyin_ = false;
};

}  // namespace foyer::kiosk
