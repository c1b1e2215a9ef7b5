// What people are asked about a visit that is over, the same at a counter's display, at the kiosk
// and on the phone page, so that the answers can be counted together. Scales: docs/PROTOCOL.md,
// give_feedback.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/command.h"
#include "site/translations.h"

namespace foyer {

/// An answer that can be chosen.
struct FeedbackChoice {
  int value = 0;
  std::string words;  ///< "Very satisfied"; empty where the number speaks for itself.
};

struct FeedbackQuestion {
  std::optional<int> Rating::*answer = nullptr;  ///< Where it goes.
  std::string words;
  std::vector<FeedbackChoice> choices;  ///< As they stand on the page, the first one first.
  /// What the ends of a scale of numbers mean; empty where each choice has words.
  std::string least;
  std::string most;
};

/// Satisfaction, effort, recommendation, in this order.
[[nodiscard]] std::vector<FeedbackQuestion> feedback_questions(const Texts& in);

}  // namespace foyer
