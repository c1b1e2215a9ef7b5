#include "bench/figures.h"

#include <fmt/format.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

namespace foyer::bench {
namespace {

std::string processor() {
  std::ifstream info("/proc/cpuinfo");
  std::string line;
  while (std::getline(info, line)) {
    if (line.rfind("model name", 0) == 0) return line.substr(line.find(':') + 2);
  }
  return "unknown";
}

double load_average() {
  double load = -1;
  std::ifstream("/proc/loadavg") >> load;
  return load;
}

std::string number(double value) {
  if (value >= 1000) return fmt::format("{:.0f}", value);
  return fmt::format("{:.{}f}", value, value >= 100 ? 0 : value >= 10 ? 1 : 2);
}

std::string aim_text(const Figure& figure) {
  if (!figure.aim) return "";
  return fmt::format("{} {} {}",
                     figure.aim->better == Better::lower ? "<=" : ">=", number(figure.aim->value),
                     figure.aim->met_by(figure.value) ? "met" : "MISSED");
}

}  // namespace

std::string to_table(const Figures& figures) {
  std::size_t width = 0;
  for (const Figure& figure : figures) width = std::max(width, figure.what.size());
  std::string table;
  for (const Figure& figure : figures) {
    table += fmt::format("{:<{}}  {:>10} {:<6} {}", figure.what, width, number(figure.value),
                         figure.unit, aim_text(figure));
    table.erase(table.find_last_not_of(' ') + 1);
    table += '\n';
  }
  table += fmt::format("{}, {} processors, load {:.2f}\n", processor(),
                       ::sysconf(_SC_NPROCESSORS_ONLN), load_average());
  return table;
}

std::string to_json(const Figures& figures) {
  utsname system{};
  ::uname(&system);
  nlohmann::json json;
  json["machine"] = {{"processor", processor()},
                     {"processors", ::sysconf(_SC_NPROCESSORS_ONLN)},
                     {"system", std::string(system.sysname) + " " + system.release},
                     {"load", load_average()}};
  json["figures"] = nlohmann::json::array();
  for (const Figure& figure : figures) {
    nlohmann::json entry{{"name", figure.name},
                         {"what", figure.what},
                         {"value", figure.value},
                         {"unit", figure.unit}};
    if (figure.aim) {
      entry["aim"] = figure.aim->value;
      entry["met"] = figure.aim->met_by(figure.value);
    }
    json["figures"].push_back(std::move(entry));
  }
  return json.dump(2) + "\n";
}

void Samples::add(std::chrono::steady_clock::duration span) {
  values_us_.push_back(std::chrono::duration<double, std::micro>(span).count());
}

double Samples::quantile_us(double share) const {
  if (values_us_.empty()) return 0;
  std::vector<double> sorted = values_us_;
  std::sort(sorted.begin(), sorted.end());
  const double rank = std::ceil(share * static_cast<double>(sorted.size()));
  return sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

}  // namespace foyer::bench
