#include "queue-server/sign_in.h"

#include <utility>

#include "link/secret.h"

namespace foyer::server {

SignInWorker::SignInWorker(std::function<void()> wake)
    : wake_(std::move(wake)), thread_([this] { run(); }) {}

SignInWorker::~SignInWorker() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

bool SignInWorker::submit(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (jobs_.size() >= jobs_max) return false;
    jobs_.push_back(std::move(job));
  }
  changed_.notify_one();
  return true;
}

std::vector<SignInWorker::Result> SignInWorker::collect() {
  const std::lock_guard lock(mutex_);
  return std::exchange(results_, {});
}

void SignInWorker::run() {
  while (true) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stop_ || !jobs_.empty(); });
      if (stop_) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    // An empty hash is a clerk who is not there: checked all the same, so that the time taken
    // tells nothing.
    const bool known = !job.hash.empty();
    const bool matches =
        link::secret_matches(known ? job.hash : link::hash_of_nobody(), job.secret) && known;
    {
      const std::lock_guard lock(mutex_);
      results_.push_back({std::move(job.ticket), matches});
    }
    wake_();
  }
}

}  // namespace foyer::server
