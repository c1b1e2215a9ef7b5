#include "knowledge/index.h"

#include <algorithm>
#include <map>

#include "knowledge/spelling.h"
#include "storage/sqlite.h"

namespace foyer::knowledge {
namespace {

constexpr std::size_t query_bytes_max = 200;
constexpr std::size_t query_words_max = 12;
constexpr std::size_t spellings_max = 6;
constexpr std::size_t languages_max = 64;
constexpr std::size_t hits_max = 500;  ///< Nobody reads on; bounds the time of a search.

// "typed" holds what is looked for, so that the same tokenizer takes both apart. `terms` says which
// word stands on which page: what a word may be misspelt into depends on the language.
constexpr const char* tables = R"(
  CREATE VIRTUAL TABLE page USING fts5(title, words, body, content='', prefix='1 2 3',
                                       tokenize="unicode61 remove_diacritics 2");
  CREATE VIRTUAL TABLE page_term USING fts5vocab(page, instance);
  CREATE VIRTUAL TABLE typed USING fts5(text, content='', tokenize="unicode61 remove_diacritics 2");
  CREATE VIRTUAL TABLE typed_term USING fts5vocab(typed, instance);
)";

/// A title counts ten times, what people say six times what stands in the body.
constexpr const char* best_first =
    "SELECT rowid FROM page WHERE page MATCH ?1 ORDER BY bm25(page, 10.0, 6.0, 1.0), rowid";

std::string as_string(std::string_view term) {
  return "\"" + std::string(term) + "\"";
}

/// Cut where a letter ends.
std::string_view bounded(std::string_view query) {
  if (query.size() <= query_bytes_max) return query;
  std::size_t end = query_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(query[end]) & 0xC0U) == 0x80U) --end;
  return query.substr(0, end);
}

/// A query that is found nowhere as it stands is looked for by some of its words: the rarest, so
/// many at most, and none that is on more than every fourth page beside others. "How", "do" and
/// "my" say nothing, and cost most.
constexpr std::size_t rare_words = 5;
constexpr std::int64_t common_part = 4;

/// One word of the query, and how many pages have it.
struct Asked {
  std::string match;
  std::int64_t documents = 0;
};

std::string joined(const std::vector<Asked>& words, std::string_view by) {
  std::string match;
  for (const Asked& word : words) (match += match.empty() ? "" : by) += word.match;
  return match;
}

}  // namespace

struct Index::Inside {
  Inside() : db(":memory:", storage::OpenMode::read_write) { db.run(tables); }

  void fill(const std::vector<Page>& all);
  void read_vocabulary();
  [[nodiscard]] std::uint64_t bit_of(const LanguageTag& language) const;
  std::vector<std::string> words_of(std::string_view query);
  /// The word, or what it may be misspelt from.
  [[nodiscard]] Asked forgive(const std::string& word, bool last, std::uint64_t languages) const;
  void keep_rare(std::vector<Asked>& words, std::uint64_t languages) const;
  /// In titles the shortest is best: the query says most of it.
  enum class Where { title, anywhere };
  void collect(const std::string& match, Where where, std::uint64_t languages, std::size_t count,
               std::vector<std::size_t>& found);

  struct Row {
    std::size_t article = 0;
    std::uint64_t language = 0;
    std::size_t title_bytes = 0;
  };
  storage::Database db;
  std::vector<Row> rows;  ///< By rowid - 1.
  std::vector<LanguageTag> languages;
  Vocabulary vocabulary;
  std::unique_ptr<storage::Statement> search, clear_typed, type, read_typed;
};

void Index::Inside::fill(const std::vector<Page>& all) {
  storage::Transaction transaction(db);
  storage::Statement insert(db, "INSERT INTO page(rowid, title, words, body) VALUES(?1,?2,?3,?4)");
  for (const Page& page : all) {
    if (bit_of(page.language) == 0 && languages.size() < languages_max) {
      languages.push_back(page.language);
    }
    rows.push_back({page.article, bit_of(page.language), page.title.size()});
    insert.bind(1, static_cast<std::int64_t>(rows.size()));
    insert.bind(2, page.title).bind(3, page.words).bind(4, page.body).run();
  }
  transaction.commit();
  db.run("INSERT INTO page(page) VALUES('optimize')");
}

std::uint64_t Index::Inside::bit_of(const LanguageTag& language) const {
  const auto it = std::find(languages.begin(), languages.end(), language);
  return it == languages.end() ? 0 : std::uint64_t{1} << (it - languages.begin());
}

void Index::Inside::read_vocabulary() {
  storage::Statement terms(db, "SELECT term, doc FROM page_term ORDER BY term, doc");
  std::string term;
  std::uint64_t spoken_in = 0;
  std::int64_t documents = 0;
  std::int64_t last = 0;
  const auto add = [&] {
    if (documents > 0) vocabulary.add(term, spoken_in, documents);
  };
  while (terms.step()) {
    if (terms.text(0) != term) {
      add();
      term = std::string(terms.text(0));
      spoken_in = 0;
      documents = last = 0;
    }
    const std::int64_t row = terms.number(1);
    if (row == last) continue;
    last = row;
    ++documents;
    spoken_in |= rows[static_cast<std::size_t>(row - 1)].language;
  }
  add();
}

std::vector<std::string> Index::Inside::words_of(std::string_view query) {
  clear_typed->run();
  const std::string text(bounded(query));
  type->bind(1, text).run();
  std::vector<std::string> words;
  const storage::ResetAtEnd reset(*read_typed);
  while (words.size() < query_words_max && read_typed->step()) {
    words.emplace_back(read_typed->text(0));
  }
  // The s of "neighbour's" and the l of "l'impôt" say nothing beside other words.
  const auto says_something = [](const std::string& word) { return word.size() > 1; };
  if (std::any_of(words.begin(), words.end(), says_something)) {
    std::erase_if(words, [&](const std::string& word) { return !says_something(word); });
  }
  return words;
}

Asked Index::Inside::forgive(const std::string& word, bool last, std::uint64_t spoken) const {
  const std::string as_typed = as_string(word) + (last ? "*" : "");
  const std::int64_t pages = vocabulary.documents(word, spoken);
  const bool known = pages > 0 || (last && vocabulary.has_prefix(word, spoken));
  auto near = vocabulary.nearest(word, spoken, Vocabulary::Ending::whole, spellings_max);
  if (near.empty() && last && !known) {
    near = vocabulary.nearest(word, spoken, Vocabulary::Ending::open, spellings_max);
  }
  Asked asked{known || near.empty() ? as_typed : std::string(), pages};
  for (const std::string& term : near) {
    (asked.match += asked.match.empty() ? "" : " OR ") += as_string(term);
    asked.documents += vocabulary.documents(term, spoken);
  }
  asked.match = "(" + asked.match + ")";
  return asked;
}

void Index::Inside::keep_rare(std::vector<Asked>& words, std::uint64_t spoken) const {
  const auto in_them = [&](const Row& row) { return (row.language & spoken) != 0; };
  const std::int64_t common = std::count_if(rows.begin(), rows.end(), in_them) / common_part;
  std::stable_sort(words.begin(), words.end(),
                   [](const Asked& a, const Asked& b) { return a.documents < b.documents; });
  while (words.size() > 1 && (words.size() > rare_words || words.back().documents > common)) {
    words.pop_back();
  }
}

void Index::Inside::collect(const std::string& match, Where where, std::uint64_t spoken,
                            std::size_t count, std::vector<std::size_t>& found) {
  const std::string asked = where == Where::title ? "{title} : (" + match + ")" : match;
  std::vector<Row> hits;
  search->bind(1, asked);
  const storage::ResetAtEnd reset(*search);
  while (search->step()) {
    const Row& row = rows[static_cast<std::size_t>(search->number(0) - 1)];
    if ((row.language & spoken) != 0) hits.push_back(row);
    if (hits.size() == hits_max) break;
  }
  if (where == Where::title) {
    std::stable_sort(hits.begin(), hits.end(),
                     [](const Row& a, const Row& b) { return a.title_bytes < b.title_bytes; });
  }
  for (const Row& row : hits) {
    if (found.size() == count) return;
    if (std::find(found.begin(), found.end(), row.article) == found.end()) {
      found.push_back(row.article);
    }
  }
}

Index::Index(const std::vector<Page>& pages) : inside_(std::make_unique<Inside>()) {
  Inside& in = *inside_;
  in.fill(pages);
  in.read_vocabulary();
  in.search = std::make_unique<storage::Statement>(in.db, best_first);
  in.clear_typed =
      std::make_unique<storage::Statement>(in.db, "INSERT INTO typed(typed) VALUES('delete-all')");
  in.type =
      std::make_unique<storage::Statement>(in.db, "INSERT INTO typed(rowid, text) VALUES(1, ?1)");
  in.read_typed =
      std::make_unique<storage::Statement>(in.db, "SELECT term FROM typed_term ORDER BY offset");
}

Index::~Index() = default;
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

std::vector<std::size_t> Index::find(std::string_view query,
                                     const std::vector<LanguageTag>& languages,
                                     std::size_t count) const {
  std::vector<std::size_t> found;
  std::uint64_t spoken = 0;
  for (const LanguageTag& language : languages) spoken |= inside_->bit_of(language);
  const std::vector<std::string> words = inside_->words_of(query);
  // One Latin letter begins a word on every page.
  const bool too_little = words.size() == 1 && words.front().size() == 1;
  if (words.empty() || too_little || spoken == 0) return found;
  std::vector<Asked> asked;
  for (const std::string& word : words) asked.push_back({as_string(word), 0});
  using Where = Inside::Where;
  // Titles before all others: a long article pays for its length in bm25, whatever its title says.
  inside_->collect(joined(asked, " AND "), Where::title, spoken, count, found);
  inside_->collect(joined(asked, " AND "), Where::anywhere, spoken, count, found);
  asked.back().match += "*";
  inside_->collect(joined(asked, " AND "), Where::title, spoken, count, found);
  inside_->collect(joined(asked, " AND "), Where::anywhere, spoken, count, found);
  if (!found.empty()) return found;
  asked.clear();
  for (const std::string& word : words) {
    asked.push_back(inside_->forgive(word, &word == &words.back(), spoken));
  }
  inside_->collect(joined(asked, " AND "), Where::anywhere, spoken, count, found);
  if (!found.empty() || asked.size() == 1) return found;
  inside_->keep_rare(asked, spoken);
  inside_->collect(joined(asked, " OR "), Where::anywhere, spoken, count, found);
  return found;
}

}  // namespace foyer::knowledge
