// What a misspelt word may have meant: the words of the index that are a slip or two of the finger
// away. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace foyer::knowledge {

class Vocabulary {
 public:
  /// `term`: small letters without accents, as the index has them. `languages`: one bit each.
  /// Terms come in their order, each once.
  void add(std::string_view term, std::uint64_t languages, std::int64_t documents);

  /// How many pages have this term, if it is one of these languages; 0: it is unknown in them.
  [[nodiscard]] std::int64_t documents(std::string_view term, std::uint64_t languages) const;
  /// Whether a term of these languages begins so.
  [[nodiscard]] bool has_prefix(std::string_view prefix, std::uint64_t languages) const;

  enum class Ending { whole, open };  ///< open: the word may not be typed to its end yet.

  /// The nearest terms, at most `count`; none where nothing is near enough: one slip in words of
  /// 4 letters, two from 8 on. A slip is a letter too many, too few, another, or two exchanged.
  [[nodiscard]] std::vector<std::string> nearest(std::string_view term, std::uint64_t languages,
                                                 Ending ending, std::size_t count) const;

 private:
  struct Entry {
    std::string term;
    std::u32string letters;
    std::uint64_t languages = 0;
    std::uint64_t letter_bits = 0;  ///< Which letters are in it, folded into 64 bits.
    std::int64_t documents = 0;
  };
  std::vector<Entry> entries_;  ///< Sorted by term.
};

/// Slips between two words, exchanged neighbours counted as one (optimal string alignment); more
/// than `most` is told as most + 1. `ending` open: `typed` may end anywhere within `meant`.
[[nodiscard]] int slips(std::u32string_view typed, std::u32string_view meant, int most,
                        Vocabulary::Ending ending);

}  // namespace foyer::knowledge
