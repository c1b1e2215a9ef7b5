// Tells when another program has written the journal or the followers' file: the kernel says so
// (inotify). It says so at the write, a moment before what was written is committed and can be
// read.
#pragma once

#include <filesystem>

namespace foyer::followers {

class FolderWatch {
 public:
  /// Throws std::system_error.
  explicit FolderWatch(const std::filesystem::path& folder);
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  /// Readable when there is something to take.
  [[nodiscard]] int fd() const { return fd_; }
  /// Takes what the kernel has told; true if it was about one of the databases.
  bool take();

 private:
  int fd_ = -1;
};

}  // namespace foyer::followers
