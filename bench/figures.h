// What the benchmarks report: figures with their unit and, where the project has promised one, the
// aim. A missed aim is reported, never an error: a busy machine is no bug.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace foyer::bench {

enum class Better { lower, higher };

struct Aim {
  double value = 0;
  Better better{};
  [[nodiscard]] bool met_by(double measured) const {
    return better == Better::lower ? measured <= value : measured >= value;
  }
};

struct Figure {
  std::string name;  ///< "issue_ticket_p50", for machines.
  std::string what;  ///< For people.
  double value = 0;
  std::string unit;
  std::optional<Aim> aim;
};

using Figures = std::vector<Figure>;

/// A table with a line for each figure.
[[nodiscard]] std::string to_table(const Figures& figures);
/// {"machine": …, "figures": [{"name", "what", "value", "unit", "aim", "met"}, …]}
[[nodiscard]] std::string to_json(const Figures& figures);

/// Spans of one kind, in microseconds.
class Samples {
 public:
  void add(std::chrono::steady_clock::duration span);
  /// The smallest value that `share` of the samples do not exceed; 0 of none.
  [[nodiscard]] double quantile_us(double share) const;
  [[nodiscard]] std::size_t size() const { return values_us_.size(); }

 private:
  std::vector<double> values_us_;
};

}  // namespace foyer::bench
