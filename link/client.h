// A device's link to the queue server, on a thread of its own: requests with retry under one
// request id, and a replica's food (snapshot, then every event in order, gaps asked for again).
// What arrives is handed over through poll(), so that the program's own thread owns its State and
// no lock is needed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "link/device_file.h"
#include "protocol/message.h"

namespace foyer::link {

/// Connected: the last heartbeat is less than `Options::lost_after` old.
struct LinkChanged {
  bool connected = false;
};

/// The answer to the request with this id: each once, also when it was sent several times.
struct Answered {
  protocol::Answer answer;
};

/// A new start of the replica: replace the State.
struct SnapshotArrived {
  protocol::Snapshot snapshot;
};

/// The next event in order; evolve the State.
struct EventArrived {
  Event event;
};

struct WaitsArrived {
  Waits waits;
};

/// For devices of the roles display, manager and admin alone.
struct AdviceArrived {
  Advised advised;
};

/// Likewise.
struct DevicesArrived {
  protocol::DeviceReport report;
};

struct HeartbeatArrived {
  protocol::Heartbeat heartbeat;
};

using Update = std::variant<LinkChanged, Answered, SnapshotArrived, EventArrived, WaitsArrived,
                            AdviceArrived, DevicesArrived, HeartbeatArrived>;

struct Options {
  DeviceFile device;
  /// Follow the lobby (snapshot and events); without it only requests go.
  bool follow = true;
  Milliseconds lost_after{3000};
  Milliseconds retry_first{500};  ///< Then doubled, with jitter, up to retry_most.
  Milliseconds retry_most{4000};
  std::size_t outstanding_max = 256;  ///< Requests without an answer; more are refused at once.
};

class Client {
 public:
  /// `on_update` is called from the link's thread when poll() has something; it must only wake the
  /// program's own thread. Starts at once; being unreachable is not an error, it is retried for
  /// ever.
  Client(Options options, std::function<void()> on_update);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Sends the command and returns its request id: a fresh one, unique for ever (128 random bits).
  /// The same request is sent again until an answer is there; a server that had it already answers
  /// the same. One that is throttled is sent again when the server says, and not handed over; but
  /// who signs in is told to wait.
  std::string send(Command command);
  std::string send(protocol::Query query);
  /// With an id of the caller's, to go on after a restart with what was not answered.
  void send(protocol::Request request);
  /// Stops retrying this request. What it asked for may still happen.
  void give_up(const std::string& request_id);

  /// Everything that arrived since the last call, in order. Never waits.
  std::vector<Update> poll();

 private:
  class Thread;
  std::unique_ptr<Thread> thread_;
};

}  // namespace foyer::link
