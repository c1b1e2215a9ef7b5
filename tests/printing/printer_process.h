// Files and programs that the tests of paper and printers use.
#pragma once

#include <filesystem>
#include <string>

namespace foyer::test {

/// A file that is gone with this.
class TempFile {
 public:
  explicit TempFile(const std::string& suffix);
  ~TempFile();
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct Output {
  int status = -1;
  std::string text;
};
/// Of a shell's command line.
Output output_of(const std::string& command);
/// Whether a shell finds the program.
bool has_program(const std::string& name);

}  // namespace foyer::test
