// For measuring: one line per presented frame, "steady time in ms, tab, newest ticket". The time is
// that of CLOCK_MONOTONIC after the frame was presented, so that another program on this machine
// (Python: time.monotonic()) can compare it with its own.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace foyer::display {

class FrameLog {
 public:
  /// Begins the file anew. Throws std::runtime_error where it cannot be written.
  explicit FrameLog(const std::filesystem::path& file);
  void presented(const std::string& newest_ticket);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace foyer::display
