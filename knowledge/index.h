// Full-text search over articles, in the memory of the program that asks: SQLite's FTS5, filled
// anew at every start, so that it cannot differ from the files. One thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/article.h"

namespace foyer::knowledge {

/// What is found together: an article in one language, or only its service's words in another.
struct Page {
  std::size_t article = 0;  ///< What the caller calls it; given back by find.
  LanguageTag language;
  std::string title;
  std::string words;  ///< What people say: worth more than the body.
  std::string body;
};

class Index {
 public:
  /// Pages of at most 64 languages; of more the last ones are not found. Throws
  /// storage::SqliteError where SQLite has no FTS5.
  explicit Index(const std::vector<Page>& pages);
  ~Index();
  Index(Index&&) noexcept;
  Index& operator=(Index&&) noexcept;

  /// Articles that fit, best first, each once, at most `count`. All words must be there, the last
  /// one at least begun; where nothing is found so, words that are a slip away count too, and then
  /// pages that have some of the words, the rarest of them. Only pages of `languages`. Of `query`
  /// the first 200 bytes and 12 words are read.
  [[nodiscard]] std::vector<std::size_t> find(std::string_view query,
                                              const std::vector<LanguageTag>& languages,
                                              std::size_t count) const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace foyer::knowledge
