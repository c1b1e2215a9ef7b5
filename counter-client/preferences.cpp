#include "counter-client/preferences.h"

#include <cstdlib>
#include <fstream>
#include <string>

namespace foyer::counter_client {

std::filesystem::path preference_folder() {
  if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state != '\0') {
    return std::filesystem::path(state) / "foyer";
  }
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') {
    return std::filesystem::path(home) / ".local" / "state" / "foyer";
  }
  return {};
}

ScreenChoice read_preferences(const std::filesystem::path& file) {
  ScreenChoice choice;
  std::ifstream in(file);
  std::string language;
  int percent = 0;
  bool contrast = false;
  if (!(in >> language >> percent >> contrast)) return choice;
  choice.language = language;
  if (percent == 125 || percent == 150) choice.text_percent = percent;
  choice.high_contrast = contrast;
  return choice;
}

bool write_preferences(const std::filesystem::path& file, const ScreenChoice& choice) {
  std::error_code failed;
  std::filesystem::create_directories(file.parent_path(), failed);
  std::ofstream out(file, std::ios::trunc);
  out << choice.language << ' ' << choice.text_percent << ' ' << choice.high_contrast << '\n';
  return static_cast<bool>(out.flush());
}

}  // namespace foyer::counter_client
