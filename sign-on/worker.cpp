#include "sign-on/worker.h"

#include <algorithm>
#include <utility>

namespace foyer::sign_on {
namespace {

/// RFC 8628, section 3.5.
constexpr Seconds slower_by{5};

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

}  // namespace

Worker::Worker(Settings settings, std::function<Instant()> clock, std::function<void()> wake)
    : clock_(std::move(clock)),
      wake_(std::move(wake)),
      provider_(std::move(settings), clock_, stop_),
      thread_([this] { run(); }) {}

Worker::~Worker() {
  {
    const std::lock_guard lock(mutex_);
    stop_.store(true);
  }
  changed_.notify_one();
  thread_.join();
}

bool Worker::submit(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (jobs_.size() >= jobs_max) return false;
    jobs_.push_back(std::move(job));
  }
  changed_.notify_one();
  return true;
}

bool Worker::begin(std::string ticket) {
  return submit(BeginJob{std::move(ticket)});
}

bool Worker::renew(std::string ticket, std::string refresh_token, std::string subject) {
  return submit(RenewJob{std::move(ticket), std::move(refresh_token), std::move(subject)});
}

bool Worker::revoke(std::string refresh_token) {
  return submit(RevokeJob{std::move(refresh_token)});
}

void Worker::watch(std::string ticket, DeviceCode code) {
  const auto due = Steady::now() + code.interval;
  {
    const std::lock_guard lock(mutex_);
    watched_[std::move(ticket)] = {std::move(code), due};
  }
  changed_.notify_one();
}

void Worker::forget(const std::string& ticket) {
  const std::lock_guard lock(mutex_);
  watched_.erase(ticket);
}

std::vector<News> Worker::collect() {
  const std::lock_guard lock(mutex_);
  return std::exchange(news_, {});
}

void Worker::tell(News news) {
  {
    const std::lock_guard lock(mutex_);
    news_.push_back(std::move(news));
  }
  wake_();
}

void Worker::wait_for_work(std::unique_lock<std::mutex>& lock) {
  while (!stop_.load() && jobs_.empty()) {
    if (watched_.empty()) {
      changed_.wait(lock);
      continue;
    }
    const auto first =
        std::min_element(watched_.begin(), watched_.end(),
                         [](const auto& a, const auto& b) { return a.second.due < b.second.due; });
    if (first->second.due <= Steady::now()) return;
    // By its value: while this waits, the code may be forgotten.
    const Steady::time_point due = first->second.due;
    changed_.wait_until(lock, due);
  }
}

void Worker::run() {
  while (true) {
    std::unique_lock lock(mutex_);
    wait_for_work(lock);
    if (stop_.load()) return;
    if (!jobs_.empty()) {
      Job job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      do_job(std::move(job));
      continue;
    }
    const auto due =
        std::min_element(watched_.begin(), watched_.end(),
                         [](const auto& a, const auto& b) { return a.second.due < b.second.due; });
    const std::string ticket = due->first;
    const DeviceCode code = due->second.code;
    lock.unlock();
    ask_about(ticket, code);
  }
}

void Worker::do_job(Job job) {
  std::visit(Overloaded{[this](BeginJob& wanted) {
                          auto code = provider_.begin();
                          tell(Begun{std::move(wanted.ticket), std::move(code)});
                        },
                        [this](RenewJob& wanted) {
                          auto grant = provider_.renew(wanted.refresh_token, wanted.subject);
                          tell(Renewed{std::move(wanted.ticket), std::move(grant)});
                        },
                        [this](RevokeJob& wanted) {
                          auto done = provider_.revoke(wanted.refresh_token);
                          tell(Revoked{std::move(wanted.refresh_token), std::move(done)});
                        }},
             job);
}

void Worker::ask_about(const std::string& ticket, const DeviceCode& code) {
  auto grant = provider_.poll(code);
  bool again = false;
  bool slower = false;
  if (!grant) {
    const Fault::Kind kind = grant.error().kind;
    // Who cannot be reached now may say it later; a code that has passed can only be a new one.
    again = kind == Fault::Kind::pending || kind == Fault::Kind::slow_down ||
            kind == Fault::Kind::unreachable;
    slower = kind == Fault::Kind::slow_down;
    if (again && code.expires_at <= clock_()) {
      grant = tl::unexpected(Fault{Fault::Kind::expired, "the code has expired"});
      again = false;
    }
  }
  const std::lock_guard lock(mutex_);
  const auto found = watched_.find(ticket);
  if (again) {
    if (found == watched_.end()) return;
    Watched& watched = found->second;
    if (slower) {
      watched.code.interval = std::min(watched.code.interval + slower_by, Provider::interval_most);
    }
    watched.due = Steady::now() + watched.code.interval;
    return;
  }
  if (found != watched_.end()) watched_.erase(found);
  news_.push_back(Confirmed{ticket, std::move(grant)});
  wake_();
}

}  // namespace foyer::sign_on
