// Which program runs with a device on this machine, so that the desktop's own shortcut can bring
// its window to the front: `PROGRAM --raise`.
#pragma once

#include <filesystem>

namespace foyer::program {

/// While it lives, the file says that this process runs: it is locked and has its number in it.
/// Where the file cannot be written, or another one has it, nobody is told of this one; it runs all
/// the same.
class RunningMark {
 public:
  /// `file` may be empty: none.
  explicit RunningMark(const std::filesystem::path& file);
  ~RunningMark();
  RunningMark(const RunningMark&) = delete;
  RunningMark& operator=(const RunningMark&) = delete;

 private:
  int fd_ = -1;
};

/// Asks the process of that file to come to the front. Throws std::runtime_error in plain words
/// where none runs.
void raise_running(const std::filesystem::path& file);

}  // namespace foyer::program
