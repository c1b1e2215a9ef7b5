#include "knowledge/spelling.h"

#include <algorithm>
#include <array>
#include <bit>

namespace foyer::knowledge {
namespace {

/// Longer words are looked up as they are.
constexpr std::size_t letters_max = 40;

/// Of UTF-8 as SQLite's tokenizer hands it out: valid.
std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t letter = length == 1 ? first : first & (0x7FU >> length);
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k) {
      letter = (letter << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    }
    letters += letter;
    i += length;
  }
  return letters;
}

std::uint64_t bits_of(std::u32string_view letters) {
  std::uint64_t bits = 0;
  for (const char32_t letter : letters) bits |= std::uint64_t{1} << (letter % 64);
  return bits;
}

int slips_allowed(std::size_t letters) {
  if (letters < 4) return 0;
  return letters < 8 ? 1 : 2;
}

}  // namespace

int slips(std::u32string_view typed, std::u32string_view meant, int most,
          Vocabulary::Ending ending) {
  if (typed.size() > letters_max || meant.size() > letters_max) return most + 1;
  using Row = std::array<int, letters_max + 1>;
  Row before{};
  Row above{};
  Row row{};
  for (std::size_t j = 0; j <= meant.size(); ++j) above[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= typed.size(); ++i) {
    row[0] = static_cast<int>(i);
    int least = row[0];
    for (std::size_t j = 1; j <= meant.size(); ++j) {
      const int other = typed[i - 1] == meant[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + other});
      const bool exchanged =
          i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1];
      if (exchanged) row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > most) return most + 1;
    before = above;
    above = row;
  }
  int result = above[meant.size()];
  if (ending == Vocabulary::Ending::open) {
    result = *std::min_element(above.begin(), above.begin() + static_cast<long>(meant.size()) + 1);
  }
  return std::min(result, most + 1);
}

void Vocabulary::add(std::string_view term, std::uint64_t languages, std::int64_t documents) {
  Entry entry;
  entry.term = std::string(term);
  entry.letters = letters_of(term);
  entry.languages = languages;
  entry.letter_bits = bits_of(entry.letters);
  entry.documents = documents;
  entries_.push_back(std::move(entry));
}

std::int64_t Vocabulary::documents(std::string_view term, std::uint64_t languages) const {
  const auto it =
      std::lower_bound(entries_.begin(), entries_.end(), term,
                       [](const Entry& entry, std::string_view t) { return entry.term < t; });
  const bool known = it != entries_.end() && it->term == term && (it->languages & languages) != 0;
  return known ? it->documents : 0;
}

bool Vocabulary::has_prefix(std::string_view prefix, std::uint64_t languages) const {
  auto it = std::lower_bound(entries_.begin(), entries_.end(), prefix,
                             [](const Entry& entry, std::string_view t) { return entry.term < t; });
  for (; it != entries_.end() && it->term.starts_with(prefix); ++it) {
    if ((it->languages & languages) != 0) return true;
  }
  return false;
}

std::vector<std::string> Vocabulary::nearest(std::string_view term, std::uint64_t languages,
                                             Ending ending, std::size_t count) const {
  const std::u32string typed = letters_of(term);
  const std::uint64_t typed_bits = bits_of(typed);
  const int most = slips_allowed(typed.size());
  struct Near {
    int slips;
    const Entry* entry;
  };
  std::vector<Near> near;
  if (most == 0) return {};
  int best = most;
  for (const Entry& entry : entries_) {
    if ((entry.languages & languages) == 0) continue;
    const std::size_t letters = entry.letters.size();
    const auto slack = static_cast<std::size_t>(best);
    if (letters + slack < typed.size()) continue;
    if (ending == Ending::whole && letters > typed.size() + slack) continue;
    // Every slip explains at most one letter of the typed word that the term does not have.
    if (std::popcount(typed_bits & ~entry.letter_bits) > best) continue;
    const int far = slips(typed, entry.letters, best, ending);
    if (far > best) continue;
    best = far;
    near.push_back({far, &entry});
  }
  std::sort(near.begin(), near.end(), [](const Near& a, const Near& b) {
    if (a.slips != b.slips) return a.slips < b.slips;
    if (a.entry->documents != b.entry->documents) return a.entry->documents > b.entry->documents;
    return a.entry->term < b.entry->term;
  });
  std::vector<std::string> terms;
  for (const Near& one : near) {
    if (one.slips > best || terms.size() == count) break;
    terms.push_back(one.entry->term);
  }
  return terms;
}

}  // namespace foyer::knowledge
