// The questions that the welcome desk asks before it sends somebody anywhere, in their order: each
// is answered with yes or no, and goes on to the next question or to an end. In an article they are
// the numbered list of a section `{triage}`; the ends are links:
//   1. Is it about somebody else's fence? [Report a by-law problem](yes:report-bylaw-problem)
//   2. Higher than 2 m? [Ticket: fence permit](yes:ticket) [No permit needed](no:answer)
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "knowledge/article.h"

namespace foyer::knowledge {

/// Where an answer ends: a ticket for the article's service, an answer on the spot, a referral to
/// its department, or another article.
FOYER_WORDS(TriageEnd, ticket, answer, refer, article)

struct Branch {
  TriageEnd end{};
  ArticleId article;  ///< Of `article`; else empty.
  std::string words;  ///< "Ticket: fence permit".
};

/// Without a branch the answer leads to the next question.
struct Question {
  std::string text;
  std::optional<Branch> yes;
  std::optional<Branch> no;
};

/// The questions of an article, in their order; empty where it has none. What is written wrong is
/// left out: read_articles says so.
[[nodiscard]] std::vector<Question> triage_of(const Article& article);

/// What is wrong with a question at this place of the list, for whoever writes it; empty: nothing.
[[nodiscard]] std::string objection_to_question(const Block& block, bool last);

/// The article that a link of a question leads to; empty: none.
[[nodiscard]] ArticleId article_of_link(const std::string& link);

}  // namespace foyer::knowledge
