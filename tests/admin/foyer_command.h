// `foyer` as it is called in a shell.
#pragma once

#include <string>

namespace foyer::test {

struct Said {
  int exit_code = 0;
  std::string text;  ///< Standard output and error.

  [[nodiscard]] bool has(const std::string& part) const {
    return text.find(part) != std::string::npos;
  }
};

Said foyer_says(const std::string& arguments);

}  // namespace foyer::test
