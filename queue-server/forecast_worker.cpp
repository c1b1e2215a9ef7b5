#include "queue-server/forecast_worker.h"

#include <pthread.h>
#include <sched.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "protocol/message.h"
#include "queue-server/past_days.h"
#include "queue-server/throwing_asserts.h"

namespace foyer::server {
namespace {

constexpr std::int64_t piece = 2000;
// However full the lobby is, forecasts take a tenth of a processor at most.
constexpr int rest_per_work = 9;

/// After which an advice may be done, or pointless.
bool changes_counters(const EventBody& event) {
  return std::holds_alternative<CounterOpened>(event) ||
         std::holds_alternative<CounterOnBreak>(event) ||
         std::holds_alternative<CounterClosed>(event) || std::holds_alternative<DayOpened>(event) ||
         std::holds_alternative<DayClosed>(event);
}

/// Where processors are few, the loop and the other programs go before this thread, which is only
/// ever a moment late by it.
void give_way() {
  const sched_param none{};
  // Also out of real-time priority, if that is how the program was started.
  ::pthread_setschedparam(::pthread_self(), SCHED_BATCH, &none);
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), 10);
}

}  // namespace

ForecastWorker::ForecastWorker(const Site& site, std::unique_ptr<Journal> reader, Position position,
                               std::function<Instant()> clock, std::function<void()> wake,
                               Pace pace)
    : site_(site),
      start_(position),
      clock_(std::move(clock)),
      wake_(std::move(wake)),
      pace_(pace),
      reader_(std::move(reader)),
      forecaster_(std::make_unique<Forecaster>(site)),
      seq_(std::max<std::int64_t>(position.day_start - 1, 0)),
      adviser_(site),
      thread_([this] { run(); }) {}

ForecastWorker::~ForecastWorker() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void ForecastWorker::observe(std::vector<Event> events) {
  if (events.empty()) return;
  bool was_empty = false;
  {
    const std::lock_guard lock(mutex_);
    was_empty = inbox_.empty();
    if (was_empty) {
      inbox_ = std::move(events);
    } else {
      std::move(events.begin(), events.end(), std::back_inserter(inbox_));
    }
  }
  // Who has work already looks here by itself.
  if (was_empty) changed_.notify_one();
}

std::optional<ForecastWorker::Told> ForecastWorker::collect() {
  const std::lock_guard lock(mutex_);
  return std::exchange(told_, std::nullopt);
}

void ForecastWorker::hand_over(Told told) {
  {
    const std::lock_guard lock(mutex_);
    // A text that was not collected yet says the same as these waits.
    if (told_ && told.text.empty() && told.waits) told.text = std::move(told_->text);
    if (told_ && told.advice.empty()) told.advice = std::move(told_->advice);
    told_ = std::move(told);
  }
  wake_();
}

void ForecastWorker::run() {
  give_way();
  const ThrowingAsserts guard;
  try {
    work();
  } catch (const std::exception& e) {
    // Tickets, calls and everything else go on; promises are made without what was learnt.
    spdlog::error("there is no forecast any more until the next start: {}", e.what());
    hand_over({});
  }
}

void ForecastWorker::work() {
  take_in(*forecaster_, seq_, start_.seq);
  open_past();
  while (wait_for_work(past_ != nullptr || learner_ != nullptr)) {
    std::vector<Event> events;
    {
      const std::lock_guard lock(mutex_);
      events.swap(inbox_);
    }
    for (const Event& event : events) take(event);
    changed_since_ = changed_since_ || !events.empty();
    const auto now = Steady::now();
    if (now >= due_ || (changed_since_ && now >= may_again_)) forecast();
    learn();
  }
}

void ForecastWorker::take(const Event& event) {
  forecaster_->observe(event);
  seq_ = event.seq;
  const bool shown = !adviser_.reason().has_value();
  advice_in_doubt_ = advice_in_doubt_ || (shown && changes_counters(event.body));
}

/// Sleeps until there is something to do; not at all while `busy` with the past. False: stop.
bool ForecastWorker::wait_for_work(bool busy) {
  std::unique_lock lock(mutex_);
  if (!busy) {
    changed_.wait_until(lock, due_, [this] { return stop_ || !inbox_.empty() || changed_since_; });
    // What comes within the pause is taken in together.
    changed_.wait_until(lock, std::min(may_again_, due_), [this] { return stop_; });
  }
  return !stop_;
}

/// From the journal, up to `until`.
void ForecastWorker::take_in(Forecaster& forecaster, std::int64_t& seq, std::int64_t until) {
  while (seq < until) {
    const auto limit = static_cast<std::size_t>(std::min(piece, until - seq));
    const std::vector<StoredEvent> events = reader_->read(seq, limit);
    if (events.empty()) throw JournalDamaged(seq + 1, "is missing");
    for (const StoredEvent& stored : events) forecaster.observe(stored.event);
    seq = events.back().event.seq;
    const std::lock_guard lock(mutex_);
    if (stop_) return;
  }
}

void ForecastWorker::open_past() {
  try {
    past_ = std::make_unique<PastDays>(
        site_, *reader_, PastDays::Bounds{clock_() - pace_.learns_from, start_.day_start});
  } catch (const std::runtime_error& e) {
    spdlog::warn("the forecast does not learn from past days: {}", e.what());
  }
}

void ForecastWorker::learn() {
  if (!reader_) return;
  try {
    if (learn_on()) return;
  } catch (const std::exception& e) {
    spdlog::warn("the forecast goes on without past days: {}", e.what());
  }
  past_.reset();
  learner_.reset();
  reader_.reset();
}

/// One piece of the past, then of today; then what was learnt takes over. False: nothing is left.
bool ForecastWorker::learn_on() {
  if (past_) {
    if (past_->read_on()) return true;
    if (past_->days() == 0) return false;
    learner_ = past_->take();
    learner_seq_ = std::max<std::int64_t>(start_.day_start - 1, 0);
    spdlog::info("the forecast has learnt from {} past days", past_->days());
    past_.reset();
  }
  if (!learner_) return false;
  take_in(*learner_, learner_seq_, std::min(seq_, learner_seq_ + piece));
  if (learner_seq_ < seq_) return true;
  forecaster_ = std::move(learner_);
  due_ = Steady::now();
  return false;
}

void ForecastWorker::forecast() {
  const auto start = Steady::now();
  const Instant now = std::max(clock_(), forecaster_->state().last_at);
  auto waits = std::make_shared<const Waits>(forecaster_->forecast(now));
  const bool differs =
      !last_ || waits->services != last_->services || waits->visits != last_->visits;
  Told told{waits, {}, {}};
  if (differs || start - published_ >= pace_.renewed) {
    told.text = protocol::write_waits(*waits);
    published_ = start;
  }
  last_ = std::move(waits);
  hand_over(std::move(told));
  const auto end = Steady::now();
  may_again_ = end + std::max<Steady::duration>(pace_.between, rest_per_work * (end - start));
  due_ = std::max(may_again_, start + pace_.renewed);
  changed_since_ = false;
  if (!advice_due(now)) return;
  if (end >= may_advise_) {
    advise(now);
  } else {
    due_ = std::min(due_, may_advise_);
  }
}

bool ForecastWorker::advice_due(Instant now) const {
  // A clock that was set back must not silence it.
  return advice_in_doubt_ || !advised_at_ || now < *advised_at_ ||
         now - *advised_at_ >= pace_.advised;
}

/// It takes as many forecasts as there are things to do, so it comes after the waits are out.
void ForecastWorker::advise(Instant now) {
  const auto start = Steady::now();
  Advised advised{now, seq_, {}, {}};
  advised.advice = adviser_.advise(forecaster_->state(), now, [&](const State& lobby) {
    return forecaster_->waits_in(lobby, now);
  });
  advised.reason = adviser_.reason();
  advised_at_ = now;
  advice_in_doubt_ = false;
  hand_over({last_, {}, protocol::write_advice(advised)});
  const auto end = Steady::now();
  may_advise_ = end + rest_per_work * (end - start);
}

}  // namespace foyer::server
