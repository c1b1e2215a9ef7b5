// Events to another system, one POST each, in order, at least once: the next one goes when the one
// before was answered with 2xx. docs/FOLLOW-UPS.md tells the receiver what to expect.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "followers/backoff.h"
#include "followers/bell.h"
#include "followers/follower_store.h"
#include "followers/http.h"
#include "queue-server/journal.h"

namespace foyer::followers {

struct Endpoint {
  std::string name;
  std::string url;
  std::string secret;
  std::vector<std::string> kinds;  ///< Sorted; empty: all.
  enum class Start { now, beginning };
  Start start = Start::now;       ///< Where it begins when it is new.
  std::filesystem::path ca_file;  ///< Empty: the system's certificates.
};

/// What a worker has from the program.
struct Surroundings {
  std::function<Instant()> clock;
  std::function<double()> chance;  ///< From 0 to 1; called by several threads.
  Backoff backoff;
  Http::Options http;
};

/// The value of the header Foyer-Signature: "t=SECONDS,v1=HEX", HEX being HMAC-SHA256 under the
/// secret over "SECONDS." and the body.
[[nodiscard]] std::string signature(std::string_view secret, std::string_view body, Seconds at);

/// Runs in a thread of its own.
class WebhookWorker {
 public:
  /// `site` goes with each event. Throws StoreError, SqliteError.
  WebhookWorker(Endpoint endpoint, std::string site, std::unique_ptr<server::Journal> journal,
                const std::filesystem::path& store, Surroundings surroundings, Bell& bell);

  /// Until the bell stops. What fails is written down and tried again; nothing ends it.
  void run();

 private:
  /// How long there is nothing to do; nothing: until the bell rings. Zero: go on.
  std::optional<Milliseconds> work();
  std::optional<Milliseconds> deliver_from(const Progress& progress);
  [[nodiscard]] bool wants(const Event& event) const;
  HttpAnswer post(const Event& event);

  Endpoint endpoint_;
  std::string site_;
  std::unique_ptr<server::Journal> journal_;
  FollowerStore store_;
  Surroundings surroundings_;
  Bell& bell_;
  Http http_;
};

}  // namespace foyer::followers
