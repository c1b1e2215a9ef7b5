#include "site/feedback_words.h"

namespace foyer {
namespace {

FeedbackQuestion satisfaction(const Texts& in) {
  return {&Rating::satisfaction,
          in(tr_context("feedback", "How satisfied are you with your visit?")),
          {{5, in(tr_context("feedback", "Very satisfied"))},
           {4, in(tr_context("feedback", "Satisfied"))},
           {3, in(tr_context("feedback", "In between"))},
           {2, in(tr_context("feedback", "Dissatisfied"))},
           {1, in(tr_context("feedback", "Very dissatisfied"))}},
          "",
          ""};
}

FeedbackQuestion effort(const Texts& in) {
  return {&Rating::effort,
          in(tr_context("feedback", "How easy was it to get what you came for?")),
          {{5, in(tr_context("feedback", "Very easy"))},
           {4, in(tr_context("feedback", "Easy"))},
           {3, in(tr_context("feedback", "In between"))},
           {2, in(tr_context("feedback", "Hard"))},
           {1, in(tr_context("feedback", "Very hard"))}},
          "",
          ""};
}

FeedbackQuestion recommendation(const Texts& in) {
  FeedbackQuestion question{
      &Rating::recommendation,
      in(tr_context("feedback", "How likely are you to speak well of this service to others?")),
      {},
      in(tr_context("feedback", "Not at all likely")),
      in(tr_context("feedback", "Very likely"))};
  for (int value = 0; value <= 10; ++value) question.choices.push_back({value, ""});
  return question;
}

}  // namespace

std::vector<FeedbackQuestion> feedback_questions(const Texts& in) {
  return {satisfaction(in), effort(in), recommendation(in)};
}

}  // namespace foyer
