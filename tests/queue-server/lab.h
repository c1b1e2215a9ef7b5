// What the tests of the journal and the queue server share: a folder that goes away, a clock that
// is set by hand, a journal that fails when it is told to, a server on free ports with its devices.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>
#include <zmq.hpp>

#include "link/device_file.h"
#include "protocol/message.h"
#include "queue-server/data_folder.h"
#include "queue-server/journal.h"
#include "queue-server/lobby.h"
#include "queue-server/server.h"
#include "queue-server/sqlite_journal.h"
#include "tests/engine/town.h"

namespace foyer::test {

/// What the server says to an operator would be noise here.
void no_log();

/// A folder of its own; removed at the end.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Wraps a journal and fails at the n-th append: before anything is written, or after the commit,
/// as when the disk's answer is lost.
class FaultyJournal : public server::Journal {
 public:
  enum class When { before_write, after_commit };

  explicit FaultyJournal(server::Journal& journal) : journal_(journal) {}
  /// The append after `n` - 1 more ones fails.
  void fail_at(int n, When when) {
    left_ = n;
    when_ = when;
  }
  [[nodiscard]] int appends() const { return appends_; }

  void append(std::span<const server::Line> lines,
              std::span<const server::AppliedRequest> requests) override;
  std::vector<std::optional<server::Applied>> applied(
      std::span<const server::RequestKey> keys) override {
    return journal_.applied(keys);
  }
  std::vector<server::StoredEvent> read(std::int64_t after, std::size_t limit) override {
    return journal_.read(after, limit);
  }
  std::int64_t last_seq() override { return journal_.last_seq(); }
  std::int64_t last_day_start() override { return journal_.last_day_start(); }
  std::int64_t first_day_start(std::int64_t from_seq, Instant since) override {
    return journal_.first_day_start(from_seq, since);
  }
  std::unique_ptr<server::Journal> reader() const override { return journal_.reader(); }

 private:
  server::Journal& journal_;
  int left_ = 0;
  When when_ = When::before_write;
  int appends_ = 0;
};

/// Tokens in order, so that two runs give the same journal.
std::function<std::string()> counted_tokens();

/// A day from 08:00 to 16:30 of 26 November 2026, UTC, in the small town of tests/engine.
inline const Instant morning = from_ms(1795680000000);
[[nodiscard]] OpenDay open_day(Instant from);
/// Opens a day at once, and again if it is over.
[[nodiscard]] server::DayPlan day_at_once();
[[nodiscard]] Instant system_now();

[[nodiscard]] IssueTicket issue(std::string service);

/// A queue server in this process, on free ports of the loopback, with a data folder that outlives
/// a restart.
class Lab {
 public:
  struct Options {
    server::TokenBucket::Rate rate{1e7, 1e7};
    Milliseconds heartbeat_every{100};
    Site site = town();
    std::function<Instant()> clock = system_now;  ///< Called from the server's threads.
    server::TokenBucket::Rate kiosk_tickets{};    ///< Nothing: as many as asked.
    Milliseconds device_silent_after{180'000};
    bool training = false;
  };
  Lab() : Lab(Options{}) {}
  explicit Lab(Options options);
  ~Lab();
  Lab(const Lab&) = delete;
  Lab& operator=(const Lab&) = delete;

  /// Ends the server, cleanly.
  void stop();
  /// Starts it again, at the same ports.
  void start();

  /// Makes a key, enrols it, and gives what the device would have as its file.
  link::DeviceFile enroll(const std::string& name, Role role);
  void revoke(const std::string& name);
  /// Adds a clerk who can do everything that the site knows.
  void add_clerk(const std::string& id, const std::string& secret,
                 const std::vector<Right>& rights = {});

  [[nodiscard]] const server::DataFolder& folder() const { return folder_; }
  [[nodiscard]] const Site& site() const { return site_; }
  /// What the journal on disk gives when it is read again.
  [[nodiscard]] State replayed();

 private:
  TempFolder temp_;
  server::DataFolder folder_;
  Site site_;
  Options options_;
  link::KeyPair keys_;
  server::Endpoints endpoints_{"tcp://127.0.0.1:*", "tcp://127.0.0.1:*"};
  std::unique_ptr<server::SqliteJournal> journal_;
  std::unique_ptr<server::Server> server_;
  std::thread thread_;
};

/// Asks and waits for the answer, as the simplest client would. Not for use by several threads.
class PlainClient {
 public:
  explicit PlainClient(const link::DeviceFile& device);
  /// Sends this text, as it is, and returns the answer; nothing if none comes within `wait`.
  std::optional<std::string> ask_text(std::string_view text,
                                      Milliseconds wait = Milliseconds(5000));
  /// Fails the test if there is no answer, or it cannot be read.
  protocol::Answer ask(const protocol::Request& request);
  protocol::Answer ask(std::string id, Command command);
  protocol::Answer ask(std::string id, protocol::Query query);
  void send_text(std::string_view text);
  std::optional<std::string> receive(Milliseconds wait);
  zmq::socket_t& socket() { return socket_; }

 private:
  zmq::context_t context_;
  zmq::socket_t socket_;
};

/// The refusal's wire word; "ok" if there is none.
[[nodiscard]] std::string code_of(const protocol::Answer& answer);

/// The state as everybody but the issuing device knows it.
[[nodiscard]] State without_tokens(State state);

}  // namespace foyer::test
