// What is known about a service, as plain data: an article of assets/sites/NAME/knowledge/. Screens
// draw it block by block; no Markdown is left in it. What to bring is no part of an article: it
// stands at the service (ServiceInfo::bring), so that it is never told in two ways.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/ids.h"
#include "engine/words.h"

namespace foyer::knowledge {

/// The name of the file, without its language: "fence-permit", "triage".
using ArticleId = Name<struct ArticleTag>;

/// Who may read it. Residents never see what is for staff.
enum class Audience { everybody, staff };

/// A part of a line that looks alike.
struct Span {
  std::string text;
  bool strong = false;
  bool emphasized = false;
  std::string link;  ///< "https://…", "tel:…", or the id of another article; empty: none.
  friend bool operator==(const Span&, const Span&) = default;
};

FOYER_WORDS(BlockKind, paragraph, point, step, question)

/// A paragraph, an entry of a list (point), one with a number (step), or a question; what answers
/// a question are the blocks after it up to the next one.
struct Block {
  BlockKind kind{};
  int number = 0;  ///< Of a step, from 1.
  std::vector<Span> spans;
  friend bool operator==(const Block&, const Block&) = default;
};

/// What a section is about, whatever its heading says in its language. `notes`: anything else.
/// `triage`: questions in an order, for the welcome desk; see triage.h.
FOYER_WORDS(SectionKind, notes, bring, steps, fees, questions, pass_on, triage)

struct Section {
  SectionKind kind{};
  Audience audience{};
  std::string title;
  std::vector<Block> blocks;  ///< At least one.
};

struct Article {
  ArticleId id;
  std::string file;  ///< Relative to the site's folder: "knowledge/fence-permit.md".
  LanguageTag language;
  std::string title;
  std::vector<ServiceId> services;  ///< May be empty: it is about the desk's work at large.
  Audience audience{};  ///< Of the whole; a section may be for staff in an open article.
  DepartmentId owner;   ///< Who keeps it right.
  BusinessDate reviewed_on;
  int review_after_months = 12;
  std::vector<std::string> words;  ///< What people say when they mean it.
  std::vector<Block> summary;      ///< Before the first heading; at least one.
  std::vector<Section> sections;
};

/// The words of a block without their looks.
[[nodiscard]] std::string plain_text(const Block& block);

/// The day up to which the last review holds. Empty where reviewed_on is no date.
[[nodiscard]] BusinessDate review_due(const Article& article);

/// Whether it should have been reviewed before `today`.
[[nodiscard]] bool is_stale(const Article& article, const BusinessDate& today);

/// The first section of a kind that `reader` may read; null if there is none.
[[nodiscard]] const Section* find_section(const Article& article, SectionKind kind,
                                          Audience reader);

/// Whether a section, or an article, of this audience is for a reader of that one.
[[nodiscard]] constexpr bool may_read(Audience reader, Audience of) {
  return reader == Audience::staff || of == Audience::everybody;
}

}  // namespace foyer::knowledge
