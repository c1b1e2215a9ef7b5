// Running another program without a shell: what it writes, and how it ended.
#pragma once

#include <string>
#include <vector>

namespace foyer {

struct SubprocessResult {
  int status = 0;      ///< Exit status; 128 + the signal that killed it.
  std::string output;  ///< Standard output, all bytes.
  std::string error;   ///< Standard error.
};

/// Runs `arguments[0]`, found through PATH, with an empty standard input and messages in English,
/// and waits until it ends. Throws std::runtime_error if it cannot be started.
[[nodiscard]] SubprocessResult run_subprocess(const std::vector<std::string>& arguments);

}  // namespace foyer
