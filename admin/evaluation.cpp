#include "admin/evaluation.h"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

namespace foyer::admin {
namespace {

/// Sums up pairs of what was predicted and what was waited.
class Scoring {
 public:
  void add(double predicted_s, double waited_s) {
    const double off_s = predicted_s - waited_s;
    ++n_;
    absolute_ += std::abs(off_s);
    squared_ += off_s * off_s;
    sum_ += off_s;
    late_ += waited_s > predicted_s ? 1 : 0;
  }
  [[nodiscard]] Score score() const {
    if (n_ == 0) return {};
    const double n = n_;
    return {n_, absolute_ / n, std::sqrt(squared_ / n), sum_ / n, late_ / n};
  }

 private:
  int n_ = 0;
  double absolute_ = 0;
  double squared_ = 0;
  double sum_ = 0;
  int late_ = 0;
};

/// What a promise of the quantile `share` costs (Koenker and Bassett, Regression Quantiles, 1978).
double pinball(double predicted_s, double waited_s, double share) {
  const double over_s = waited_s - predicted_s;
  return over_s > 0 ? share * over_s : (share - 1) * over_s;
}

/// A field as a reader of such files takes it.
std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"") == std::string::npos) return text;
  std::string field = "\"";
  for (const char c : text) field += c == '"' ? std::string("\"\"") : std::string(1, c);
  return field + '"';
}

}  // namespace

Evaluation evaluate(const std::vector<LoggedVisit>& log,
                    const std::vector<Prediction>& predictions) {
  Scoring of_forecast;
  Scoring of_naive;
  Evaluation sums;
  for (std::size_t row = 0; row < log.size(); ++row) {
    if (log[row].outcome != LoggedOutcome::served || log[row].wait_s.value_or(0) <= 0) continue;
    const double waited_s = *log[row].wait_s;
    const Prediction& predicted = predictions[row];
    of_forecast.add(predicted.p50_s, waited_s);
    of_naive.add(predicted.naive_s, waited_s);
    sums.coverage_p80 += waited_s <= predicted.p80_s ? 1 : 0;
    sums.coverage_p90 += waited_s <= predicted.p90_s ? 1 : 0;
    sums.mean_p80_s += predicted.p80_s;
    sums.pinball_p80_s += pinball(predicted.p80_s, waited_s, 0.8);
  }
  sums.score = of_forecast.score();
  sums.naive = of_naive.score();
  const double n = std::max(sums.score.n, 1);
  for (double* sum :
       {&sums.coverage_p80, &sums.coverage_p90, &sums.mean_p80_s, &sums.pinball_p80_s}) {
    *sum /= n;
  }
  return sums;
}

std::string to_json(const Evaluation& e) {
  return fmt::format(
      R"({{"n":{},"mae_s":{:.2f},"rmse_s":{:.2f},"bias_s":{:.2f},"coverage_p80":{:.4f},)"
      R"("coverage_p90":{:.4f},"mean_p80_s":{:.1f},"pinball_p80_s":{:.2f},)"
      R"("naive":{{"mae_s":{:.2f},"rmse_s":{:.2f},"bias_s":{:.2f}}}}})",
      e.score.n, e.score.mae_s, e.score.rmse_s, e.score.bias_s, e.coverage_p80, e.coverage_p90,
      e.mean_p80_s, e.pinball_p80_s, e.naive.mae_s, e.naive.rmse_s, e.naive.bias_s);
}

std::string to_table(const Evaluation& e) {
  const auto line = [](std::string_view name, const Score& score) {
    return fmt::format("{:<28}{:>8.1f}{:>8.1f}{:>8.1f}{:>8.1f}\n", name, score.mae_s, score.rmse_s,
                       score.bias_s, score.late * 100);
  };
  return fmt::format("{:<28}{:>8}{:>8}{:>8}{:>8}\n", "", "MAE s", "RMSE s", "bias s", "late %") +
         line("forecast", e.score) + line("waiting x mean / servers", e.naive) +
         fmt::format("80 % kept: {:.1f} %, told {:.0f} s on average. 90 % kept: {:.1f} %.\n",
                     e.coverage_p80 * 100, e.mean_p80_s, e.coverage_p90 * 100);
}

std::string to_csv(const std::vector<LoggedVisit>& log,
                   const std::vector<Prediction>& predictions) {
  std::string text = "id,date,arrive,type,p50_s,p80_s,p90_s\n";
  for (std::size_t row = 0; row < log.size(); ++row) {
    const LoggedVisit& visit = log[row];
    const Prediction& p = predictions[row];
    text += fmt::format("{},{},{},{},{},{},{}\n", quoted(visit.id), visit.date, visit.arrive_s,
                        quoted(visit.type), p.p50_s, p.p80_s, p.p90_s);
  }
  return text;
}

}  // namespace foyer::admin
