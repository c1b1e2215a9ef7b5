// Finds things by words that people type, forgiving typing errors: services, places. Words are
// folded (folding.h); a query in Latin letters also finds words of other scripts by their sound.
// Plain data and pure; built once for each language.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/folding.h"

namespace foyer::kiosk {

/// A folded word, with what comparing needs; its text and letters are kept elsewhere.
struct WordView {
  std::string_view text;
  std::span<const std::uint32_t> letters;
  std::uint64_t mask = 0;  ///< A bit for each letter in it; several letters share a bit.
  Script script{};
};

/// A folded word on its own.
struct IndexWord {
  explicit IndexWord(std::string folded);
  [[nodiscard]] WordView view() const { return {text, letters, mask, script}; }
  std::string text;
  std::vector<std::uint32_t> letters;
  std::uint64_t mask = 0;
  Script script{};
  std::string consonants;  ///< Of a word in Latin letters: consonants_of.
};

/// How well somebody who typed `typed` means `word`: 0 not at all, 100 the same. A beginning
/// counts, so does an error or two (Damerau and Levenshtein's distance in letters) in a long word.
[[nodiscard]] int likeness(const WordView& typed, const WordView& word);

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
  enum class Kind : std::uint8_t { written, sound, pinyin };
  /// A word of which thousands are kept, for every language of the site: 24 bytes beside its text
  /// and its letters, which stand in texts_ and letters_ one after the other.
  struct Known {
    std::uint64_t mask = 0;
    std::uint32_t text_at = 0;
    std::uint32_t letters_at = 0;
    std::uint16_t text_size = 0;
    std::uint16_t letters_size = 0;
    std::uint16_t consonants_size = 0;  ///< Of a `sound`: they stand behind its text.
    Script script{};
    Kind kind{};
  };
  struct Part {
    std::uint32_t known = 0;  ///< Index into known_.
    std::int32_t weight = 0;
  };
  static constexpr std::size_t phrase_words_max = 4;
  /// The words of a short text by their index into known_; `none` where it has fewer.
  using PhraseWords = std::array<std::uint32_t, phrase_words_max>;
  struct Phrase {
    PhraseWords words;
    std::uint32_t thing = 0;
  };
  static constexpr std::uint32_t none = UINT32_MAX;

  std::uint32_t add_word(std::size_t thing, const std::string& word, Kind kind, int weight);
  std::uint32_t number_of(const std::string& word, Kind kind);
  void add_pinyin(std::size_t thing, std::string_view word, int weight);
  [[nodiscard]] WordView view_of(const Known& known) const;
  [[nodiscard]] std::string_view consonants_of_known(const Known& known) const;
  [[nodiscard]] int likeness_of(const IndexWord& typed, const Known& known) const;
  [[nodiscard]] std::vector<int> scores(const std::vector<std::string>& asked) const;
  [[nodiscard]] std::uint32_t written(std::string_view word) const;
  void raise_whole_phrases(const std::vector<std::string>& asked, std::vector<int>& totals) const;

  std::vector<Known> known_;  ///< Each word once.
  std::string texts_;
  std::vector<std::uint32_t> letters_;
  std::map<std::pair<Kind, std::string>, std::uint32_t> numbers_;  ///< Until sealed.
  std::vector<std::vector<Part>> things_;
  std::vector<Phrase> phrases_;  ///< Who types just such a text means the thing that has it.
  bool has_pinyin_ = false;
};

}  // namespace foyer::kiosk
