#include "tests/admin/foyer_command.h"

#include <doctest/doctest.h>
#include <stdio.h>
#include <sys/wait.h>

namespace foyer::test {

Said foyer_says(const std::string& arguments) {
  const std::string command = std::string(FOYER_BINARY_DIR "/foyer ") + arguments + " 2>&1";
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  Said said;
  char buffer[4096];
  for (std::size_t got = 0; (got = ::fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
    said.text.append(buffer, got);
  }
  said.exit_code = WEXITSTATUS(::pclose(pipe));
  return said;
}

}  // namespace foyer::test
