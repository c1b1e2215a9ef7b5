#include "simulation/tally.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace foyer::simulation {
namespace {

Milliseconds mean(const std::vector<Milliseconds>& values) {
  if (values.empty()) return {};
  const auto sum = std::accumulate(values.begin(), values.end(), Milliseconds{});
  return sum / static_cast<std::int64_t>(values.size());
}

Milliseconds scaled(Milliseconds span, double factor) {
  return Milliseconds(std::llround(static_cast<double>(span.count()) * factor));
}

std::string minutes(Milliseconds span) {
  return fmt::format("{:.1f} min", static_cast<double>(span.count()) / 60'000.0);
}

}  // namespace

Milliseconds quantile(std::vector<Milliseconds> values, double share) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  const double rank = std::ceil(share * static_cast<double>(values.size()));
  return values[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

void Tally::count(const TicketIssued& issued, Instant at) {
  ++issued_;
  Presence& presence = present_[issued.visit];
  presence.arrived_at = at;
  presence.needs_open = static_cast<int>(issued.needs.size());
}

void Tally::called(VisitId visit, Instant at) {
  const auto found = present_.find(visit);
  if (found == present_.end() || found->second.called) return;
  found->second.called = true;
  waits_.push_back(at - found->second.arrived_at);
}

void Tally::left_counter(VisitId visit, Instant at, bool late) {
  const auto found = present_.find(visit);
  if (found == present_.end() || !found->second.serving_since) return;
  if (!late) handles_.push_back(at - *found->second.serving_since);
  found->second.serving_since.reset();
  found->second.served = true;
}

void Tally::count(const NeedFinished& finished, Instant at) {
  const auto found = present_.find(finished.visit);
  if (found == present_.end()) return;
  if (--found->second.needs_open > 0) return;
  left_counter(finished.visit, at, finished.forgotten_since.has_value());
  if (finished.outcome == Outcome::closed_out)
    ++closed_out_;
  else
    ++served_;
  present_.erase(found);
}

void Tally::count(const Event& event) {
  const Instant at = event.at;
  if (const auto* issued = std::get_if<TicketIssued>(&event.body)) {
    count(*issued, at);
  } else if (const auto* added = std::get_if<NeedAdded>(&event.body)) {
    const auto found = present_.find(added->visit);
    if (found != present_.end()) ++found->second.needs_open;
  } else if (const auto* call = std::get_if<VisitCalled>(&event.body)) {
    called(call->visit, at);
  } else if (const auto* started = std::get_if<ServingStarted>(&event.body)) {
    const auto found = present_.find(started->visit);
    if (found != present_.end()) found->second.serving_since = at;
  } else if (const auto* parked = std::get_if<VisitParked>(&event.body)) {
    left_counter(parked->visit, at, parked->forgotten_since.has_value());
  } else if (const auto* moved = std::get_if<NeedTransferred>(&event.body)) {
    left_counter(moved->visit, at, moved->forgotten_since.has_value());
  } else if (const auto* finished = std::get_if<NeedFinished>(&event.body)) {
    count(*finished, at);
  } else if (const auto* left = std::get_if<VisitLeft>(&event.body)) {
    left_ += static_cast<int>(present_.erase(left->visit));
  } else if (const auto* missed = std::get_if<VisitNoShow>(&event.body)) {
    no_shows_ += static_cast<int>(present_.erase(missed->visit));
  }
}

Milliseconds Tally::wait_mean() const {
  return scaled(mean(waits_), speed_);
}

Report Tally::report() const {
  Report report;
  report.acknowledged = acknowledged_;
  report.issued = issued_;
  report.served = served_;
  report.left = left_;
  report.no_shows = no_shows_;
  report.closed_out = closed_out_;
  report.wait_mean = wait_mean();
  report.wait_p90 = scaled(quantile(waits_, 0.9), speed_);
  report.handle_mean = scaled(mean(handles_), speed_);
  report.refusals = refusals_;
  report.problems = problems_;
  return report;
}

std::string to_text(const Report& report) {
  std::string text = fmt::format(
      "issued {} ({} of them simulated), served {}, left {}, no-show {}, closed out {}\n",
      report.issued, report.acknowledged.size(), report.served, report.left, report.no_shows,
      report.closed_out);
  text +=
      fmt::format("wait mean {}, P90 {}; handle mean {} (simulated time)\n",
                  minutes(report.wait_mean), minutes(report.wait_p90), minutes(report.handle_mean));
  text += "refusals:";
  if (report.refusals.empty()) text += " none";
  for (const auto& [code, count] : report.refusals) {
    text += fmt::format(" {} {}", word(code), count);
  }
  text += '\n';
  for (const std::string& problem : report.problems) text += "problem: " + problem + '\n';
  return text;
}

}  // namespace foyer::simulation
