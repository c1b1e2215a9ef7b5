#include "queue-server/past_days.h"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace foyer::server {
namespace {

constexpr std::int64_t piece = 2000;
// Each damaged day makes the reading start over; after so many, what is before the last one is
// given up.
constexpr std::size_t damaged_max = 5;

}  // namespace

PastDays::PastDays(const Site& site, Journal& journal, const Bounds& bounds)
    : site_(site), journal_(journal), bounds_(bounds) {
  first_ = journal_.first_day_start(std::max<std::int64_t>(1, bounds.until_seq - bounds.events_max),
                                    bounds.since);
  start_over();
}

void PastDays::start_over() {
  forecaster_ = std::make_unique<Forecaster>(site_);
  days_ = 0;
  end_ = first_;
  next_day();
}

/// The day that begins at end_, or the first one after it that can be read.
void PastDays::next_day() {
  do {
    day_ = end_ == 0 || end_ >= bounds_.until_seq ? 0 : end_;
    if (day_ == 0) return;
    end_ = journal_.first_day_start(day_ + 1, Instant::min());
    if (end_ == 0) end_ = bounds_.until_seq;
    seq_ = day_ - 1;
  } while (damaged_.contains(day_));
}

bool PastDays::read_on() {
  if (day_ == 0) return false;
  try {
    read_piece();
  } catch (const std::runtime_error& e) {
    leave_out(e);
  } catch (const std::logic_error& e) {
    leave_out(e);  // An event that cannot have happened.
  }
  return day_ != 0;
}

void PastDays::read_piece() {
  const std::int64_t limit = std::min(piece, end_ - 1 - seq_);
  const auto events = journal_.read(seq_, static_cast<std::size_t>(limit));
  if (events.empty()) throw JournalDamaged(seq_ + 1, "is missing");
  for (const StoredEvent& stored : events) {
    forecaster_->observe(stored.event);
    seq_ = stored.event.seq;
  }
  if (seq_ + 1 < end_) return;
  ++days_;
  next_day();
}

void PastDays::leave_out(const std::exception& why) {
  spdlog::warn("the forecast does not learn from the day that begins with seq {}: {}", day_,
               why.what());
  damaged_.insert(day_);
  if (damaged_.size() > damaged_max) {
    first_ = end_;
    damaged_.clear();
  }
  // What the forecaster took in of this day cannot be taken out again.
  start_over();
}

}  // namespace foyer::server
