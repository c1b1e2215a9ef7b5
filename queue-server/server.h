// The queue server's sockets and its loop: one thread that takes all requests that are there, has
// them settled in one commit, answers, publishes, and sees to what time brings (heartbeat,
// deadlines, the day, waits). Nothing that arrives may stop it.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "engine/site.h"
#include "link/device_file.h"
#include "queue-server/day_plan.h"
#include "queue-server/journal.h"
#include "queue-server/token_bucket.h"
#include "sign-on/settings.h"

namespace foyer::server {

struct ServerOptions {
  std::string request_endpoint;  ///< "tcp://127.0.0.1:5570"; port * for any that is free.
  std::string event_endpoint;
  link::KeyPair keys;
  std::filesystem::path access_file;
  std::filesystem::path appointments_file;  ///< Made where it is missing; empty: no appointments.
  std::filesystem::path private_file;       ///< Likewise; empty: nothing private is kept.
  std::chrono::days private_kept_for{30};
  std::filesystem::path remarks_file;  ///< Made where it is missing; empty: no remarks are kept.
  std::set<std::string> articles;      ///< What clerks may say something of, by its id.
  DayPlan days;
  TokenBucket::Rate rate{20000, 40000};   ///< Requests of one device.
  TokenBucket::Rate kiosk_tickets{0, 0};  ///< Tickets of one kiosk; 0 a second: as many as asked.
  std::function<Instant()> clock;         ///< The system's time; may jump.
  Milliseconds heartbeat_every{1000};
  /// Devices report every minute; after so long without a report one counts as silent.
  Milliseconds device_silent_after{180'000};
  /// The provider of the city's accounts; nothing: clerks sign in with their PIN alone.
  std::optional<sign_on::Settings> sign_on = {};
  bool training = false;  ///< Every session says that nothing of it is real.
};

class Server {
 public:
  /// Reads the journal's open day and binds. What is passed by reference must outlive the server.
  /// Throws JournalFailure, JournalDamaged, AccessError, SqliteError, std::runtime_error (a port
  /// that is taken).
  Server(const Site& site, Journal& journal, ServerOptions options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// The endpoints with the ports that were really taken.
  [[nodiscard]] const std::string& request_endpoint() const;
  [[nodiscard]] const std::string& event_endpoint() const;

  /// Until stop().
  void run();
  /// From any thread, and from a signal handler.
  void stop() noexcept;

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace foyer::server
