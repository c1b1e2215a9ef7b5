// A printer for tests that prints when it is told to.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "printing/paperwork.h"

namespace foyer::test {

struct Tray {
  struct Job {
    std::string name;
    printing::Paper paper;
  };
  std::vector<Job> jobs;
  std::vector<printing::PrintReport> reports;
  std::vector<printing::PrinterProblem> problems;
  bool full = false;

  /// The tray must outlive it, and stay where it is.
  printing::PaperDesk desk() {
    return {.printer = "tcp:10.0.0.7:9100",
            .print =
                [this](std::string name, printing::Paper paper) {
                  if (full) return false;
                  jobs.push_back({std::move(name), std::move(paper)});
                  return true;
                },
            .reports = [this] { return std::exchange(reports, {}); },
            .problems = [this] { return problems; }};
  }
  void ends(std::size_t job, printing::PrintOutcome outcome) {
    reports.push_back({jobs.at(job).name, outcome, std::nullopt, {}});
  }
};

/// The large number on a paper; empty where there is none.
inline std::string number_on(const printing::Paper& paper) {
  for (const auto& part : paper.parts) {
    if (const auto* number = std::get_if<printing::PaperNumber>(&part)) return number->text;
  }
  return {};
}

}  // namespace foyer::test
