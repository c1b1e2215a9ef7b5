#include "knowledge/triage.h"

#include <string_view>

namespace foyer::knowledge {
namespace {

constexpr std::string_view yes = "yes:";
constexpr std::string_view no = "no:";

bool is_answer(const std::string& link) {
  return link.starts_with(yes) || link.starts_with(no);
}

std::string target_of(const std::string& link) {
  return link.substr(link.starts_with(yes) ? yes.size() : no.size());
}

Branch branch_of(const Span& span) {
  Branch branch{TriageEnd::article, {}, span.text};
  const std::string target = target_of(span.link);
  const auto end = from_word<TriageEnd>(target);
  if (end && *end != TriageEnd::article) {
    branch.end = *end;
  } else {
    branch.article = ArticleId{target};
  }
  return branch;
}

std::string trimmed(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace

ArticleId article_of_link(const std::string& link) {
  if (!is_answer(link)) return ArticleId{link};
  const std::string target = target_of(link);
  const auto end = from_word<TriageEnd>(target);
  return end && *end != TriageEnd::article ? ArticleId{} : ArticleId{target};
}

std::string objection_to_question(const Block& block, bool last) {
  if (block.kind != BlockKind::step) return "the questions of a triage are a numbered list";
  int yeses = 0;
  int noes = 0;
  std::string text;
  for (const Span& span : block.spans) {
    const bool blank = span.text.find_first_not_of(' ') == std::string::npos;
    if (span.link.starts_with(yes)) {
      ++yeses;
    } else if (span.link.starts_with(no)) {
      ++noes;
    } else if (!span.link.empty()) {
      return "a link of a question begins with \"yes:\" or \"no:\"";
    } else if (yeses + noes == 0) {
      text += span.text;
    } else if (!blank) {
      return "after the links of a question nothing else is read";
    }
  }
  if (text.find_first_not_of(' ') == std::string::npos) return "a question begins with its words";
  if (yeses > 1 || noes > 1) return "a question has one \"yes:\" and one \"no:\" at most";
  if (yeses + noes == 0) return "a question leads somewhere: [words](yes:ticket)";
  if (!last && yeses + noes == 2) return "both answers end here: the next question is never asked";
  if (last && yeses + noes < 2) return "the last question needs a \"yes:\" and a \"no:\"";
  return {};
}

std::vector<Question> triage_of(const Article& article) {
  std::vector<Question> questions;
  const Section* section = find_section(article, SectionKind::triage, Audience::staff);
  if (section == nullptr) return questions;
  for (const Block& block : section->blocks) {
    Question question;
    for (const Span& span : block.spans) {
      if (span.link.starts_with(yes)) {
        question.yes = branch_of(span);
      } else if (span.link.starts_with(no)) {
        question.no = branch_of(span);
      } else if (!question.yes && !question.no) {
        question.text += span.text;
      }
    }
    question.text = trimmed(std::move(question.text));
    questions.push_back(std::move(question));
  }
  return questions;
}

}  // namespace foyer::knowledge
