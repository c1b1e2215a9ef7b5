#include "knowledge/article.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

namespace foyer::knowledge {
namespace {

/// "2026-09-14" as a date; one that is not ok() where it is none.
std::chrono::year_month_day date_of(std::string_view text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (text.size() != 10) return {};
  std::from_chars(text.data(), text.data() + 4, year);
  std::from_chars(text.data() + 5, text.data() + 7, month);
  std::from_chars(text.data() + 8, text.data() + 10, day);
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
}

}  // namespace

std::string plain_text(const Block& block) {
  std::string text;
  for (const Span& span : block.spans) text += span.text;
  return text;
}

BusinessDate review_due(const Article& article) {
  std::chrono::year_month_day date = date_of(article.reviewed_on.value);
  if (!date.ok()) return {};
  date += std::chrono::months(article.review_after_months);
  // 31 August and a month: the last of September.
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return {fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()))};
}

bool is_stale(const Article& article, const BusinessDate& today) {
  return review_due(article) < today;
}

const Section* find_section(const Article& article, SectionKind kind, Audience reader) {
  const auto it =
      std::find_if(article.sections.begin(), article.sections.end(), [&](const Section& section) {
        return section.kind == kind && may_read(reader, section.audience);
      });
  return it == article.sections.end() ? nullptr : &*it;
}

}  // namespace foyer::knowledge
