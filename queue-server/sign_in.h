// Checks secrets on a thread of its own, because argon2 is slow on purpose and the loop must not
// wait. The loop submits, is woken through a file descriptor, and collects.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "engine/ids.h"

namespace foyer::server {

class SignInWorker {
 public:
  struct Job {
    std::string ticket;  ///< The caller's own, to know the result by.
    std::string hash;
    std::string secret;
  };
  struct Result {
    std::string ticket;
    bool matches = false;
  };

  /// `wake` is called from the worker's thread when there is something to collect.
  explicit SignInWorker(std::function<void()> wake);
  /// Forgets what is not yet checked.
  ~SignInWorker();
  SignInWorker(const SignInWorker&) = delete;
  SignInWorker& operator=(const SignInWorker&) = delete;

  /// False, and nothing happens, while jobs_max are waiting.
  bool submit(Job job);
  std::vector<Result> collect();

  static constexpr std::size_t jobs_max = 32;

 private:
  void run();

  std::function<void()> wake_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;         // Guarded by mutex_.
  std::vector<Result> results_;  // Guarded by mutex_.
  bool stop_ = false;            // Guarded by mutex_.
  std::thread thread_;
};

}  // namespace foyer::server
