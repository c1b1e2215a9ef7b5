#include "ui/assets.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

namespace foyer::ui {

namespace fs = std::filesystem;

fs::path asset_folder() {
  std::vector<fs::path> places;
  if (const char* named = std::getenv("FOYER_ASSETS"); named != nullptr && *named != '\0') {
    places.emplace_back(named);
  } else {
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
    if (!program.empty()) places.push_back(program.parent_path().parent_path() / "share/foyer");
    places.emplace_back(FOYER_SOURCE_ASSETS);
  }
  std::string looked;
  for (const fs::path& place : places) {
    std::error_code ignored;
    if (fs::is_regular_file(place / "fonts/fonts.conf", ignored)) return place;
    looked += " " + place.string();
  }
  throw std::runtime_error("no folder with Foyer's fonts and icons; looked in:" + looked +
                           " (set FOYER_ASSETS)");
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace foyer::ui
