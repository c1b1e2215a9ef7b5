#include "tests/printing/printer_process.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace foyer::test {

TempFile::TempFile(const std::string& suffix) {
  std::string name =
      (std::filesystem::temp_directory_path() / ("foyer-paper-XXXXXX" + suffix)).string();
  const int fd = mkstemps(name.data(), static_cast<int>(suffix.size()));
  if (fd < 0) throw std::runtime_error("cannot make " + name);
  close(fd);
  path_ = name;
}

TempFile::~TempFile() {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

Output output_of(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
  Output output;
  char part[4096];
  std::size_t count = 0;
  while ((count = fread(part, 1, sizeof part, pipe)) > 0) output.text.append(part, count);
  const int status = pclose(pipe);
  output.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return output;
}

bool has_program(const std::string& name) {
  return output_of("command -v " + name + " 2>/dev/null").status == 0;
}

}  // namespace foyer::test
