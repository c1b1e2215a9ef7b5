// How good predictions of waits were.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "admin/log_replay.h"

namespace foyer::admin {

/// Over customers who waited (wait > 0) and were served. All 0 of none.
struct Score {
  int n = 0;
  double mae_s = 0;
  double rmse_s = 0;
  double bias_s = 0;  ///< Predicted - waited.
  double late = 0;    ///< Share that waited longer than predicted.
};

struct Evaluation {
  Score score;  ///< Of p50_s.
  Score naive;
  double coverage_p80 = 0;
  double coverage_p90 = 0;
  double mean_p80_s = 0;
  double pinball_p80_s = 0;
};

[[nodiscard]] Evaluation evaluate(const std::vector<LoggedVisit>& log,
                                  const std::vector<Prediction>& predictions);

/// One line of JSON.
[[nodiscard]] std::string to_json(const Evaluation& evaluation);
/// The forecast beside what queue systems show, for people.
[[nodiscard]] std::string to_table(const Evaluation& evaluation);

/// The file of predictions: id,date,arrive,type,p50_s,p80_s,p90_s.
[[nodiscard]] std::string to_csv(const std::vector<LoggedVisit>& log,
                                 const std::vector<Prediction>& predictions);

}  // namespace foyer::admin
