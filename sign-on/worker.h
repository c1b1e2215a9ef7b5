// Talks to the provider on a thread of its own, so that the server's loop never waits for it. The
// loop says what is wanted, is woken when there is news, and collects it. Codes are asked about
// here, as often as the provider allows, until the person has confirmed, refused, or let it pass.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "sign-on/provider.h"

namespace foyer::sign_on {

/// What came of something; `ticket` is the caller's own, to know it by.
struct Begun {
  std::string ticket;
  Answered<DeviceCode> code;
};
/// Of a code that was watched: a grant, or why there is none (never pending or slow_down; never
/// unreachable before the code has expired).
struct Confirmed {
  std::string ticket;
  Answered<Grant> grant;
};
struct Renewed {
  std::string ticket;
  Answered<Grant> grant;
};
struct Revoked {
  std::string token;
  Answered<bool> done;
};
using News = std::variant<Begun, Confirmed, Renewed, Revoked>;

class Worker {
 public:
  /// `wake` is called from the worker's thread when there is something to collect.
  Worker(Settings settings, std::function<Instant()> clock, std::function<void()> wake);
  /// Ends what is under way; nothing more is told.
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// False, and nothing happens, while jobs_max are waiting.
  bool begin(std::string ticket);
  bool renew(std::string ticket, std::string refresh_token, std::string subject);
  bool revoke(std::string refresh_token);

  /// Until it is decided, or forgotten.
  void watch(std::string ticket, DeviceCode code);
  /// What is told of it all the same was under way.
  void forget(const std::string& ticket);

  std::vector<News> collect();

  static constexpr std::size_t jobs_max = 256;

 private:
  using Steady = std::chrono::steady_clock;
  struct BeginJob {
    std::string ticket;
  };
  struct RenewJob {
    std::string ticket, refresh_token, subject;
  };
  struct RevokeJob {
    std::string refresh_token;
  };
  using Job = std::variant<BeginJob, RenewJob, RevokeJob>;
  struct Watched {
    DeviceCode code;
    Steady::time_point due;
  };

  bool submit(Job job);
  void run();
  void wait_for_work(std::unique_lock<std::mutex>& lock);
  void do_job(Job job);
  void ask_about(const std::string& ticket, const DeviceCode& code);
  void tell(News news);

  const std::function<Instant()> clock_;
  const std::function<void()> wake_;
  std::atomic<bool> stop_ = false;
  Provider provider_;  // Of the worker's thread alone.
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;                    // Guarded by mutex_.
  std::map<std::string, Watched> watched_;  // Guarded by mutex_.
  std::vector<News> news_;                  // Guarded by mutex_.
  std::thread thread_;                      // Last: all else is there when it begins.
};

}  // namespace foyer::sign_on
