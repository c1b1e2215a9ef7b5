// How far each follower has come, in a file of its own beside the journal: followers.sqlite. It can
// be thrown away; then the followers begin as their files say. Written by foyer-followers, and by
// `foyer webhooks` while it runs.
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ids.h"
#include "storage/open_file.h"

namespace foyer::followers {

/// What was kept of a follower is gone.
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One place that events go to.
struct Progress {
  std::string name;
  std::int64_t cursor = 0;  ///< The last event that is done with: delivered, or none of its kinds.
  std::int64_t delivered = 0;
  bool paused = false;
  int failures = 0;                 ///< In a row.
  std::optional<Instant> retry_at;  ///< Not before.
  std::optional<Instant> last_success_at;
  std::string last_trouble;  ///< Of the failures in a row; empty without.
  friend bool operator==(const Progress&, const Progress&) = default;
};

[[nodiscard]] storage::Database open_follower_file(const std::filesystem::path& file,
                                                   storage::OpenMode mode);

/// Used by one thread at a time; several threads and processes each have their own. Throws
/// SqliteError.
class FollowerStore {
 public:
  /// As storage::open_file.
  FollowerStore(const std::filesystem::path& file, storage::OpenMode mode);

  /// By name.
  [[nodiscard]] std::vector<Progress> all();
  [[nodiscard]] std::optional<Progress> find(std::string_view name);
  /// Begins after `cursor`, where the name is new.
  void add(std::string_view name, std::int64_t cursor);

  /// Everything up to `seq` is done with; never goes back. `delivered` more than before went out.
  void advance(std::string_view name, std::int64_t seq, int delivered, Instant at);
  void failed(std::string_view name, std::string_view trouble, Instant retry_at);

  // For an administrator; false if there is no such name.
  /// Either way what waits for another try is tried at once.
  bool pause(std::string_view name, bool paused);
  /// Leaves out the event after the cursor, if it is still this one.
  bool skip(std::string_view name, std::int64_t seq);

 private:
  storage::Database db_;
};

}  // namespace foyer::followers
