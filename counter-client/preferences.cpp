#include "counter-client/preferences.h"

#include <fstream>
#include <string>

namespace foyer::counter_client {

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
  // Files of before there was a bar end here.
  in >> choice.bar;
  return choice;
}

bool write_preferences(const std::filesystem::path& file, const ScreenChoice& choice) {
  std::error_code failed;
  std::filesystem::create_directories(file.parent_path(), failed);
  std::ofstream out(file, std::ios::trunc);
  out << choice.language << ' ' << choice.text_percent << ' ' << choice.high_contrast << ' '
      << choice.bar << '\n';
  return static_cast<bool>(out.flush());
}

}  // namespace foyer::counter_client
