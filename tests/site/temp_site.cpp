#include "tests/site/temp_site.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace foyer {

TempSite::TempSite() {
  std::string pattern = (std::filesystem::temp_directory_path() / "foyer-site-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp");
  dir_ = pattern;
  std::filesystem::copy(FOYER_SOURCE_DIR "/tests/site/small", dir_,
                        std::filesystem::copy_options::recursive);
}

TempSite::~TempSite() {
  std::error_code ignored;
  std::filesystem::remove_all(dir_, ignored);
}

std::string TempSite::read(const std::string& file) const {
  std::ifstream stream(dir_ / file, std::ios::binary);
  REQUIRE(stream);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

void TempSite::write(const std::string& file, std::string_view text) const {
  std::ofstream stream(dir_ / file, std::ios::binary);
  stream << text;
  REQUIRE(stream);
}

void TempSite::change(const std::string& file, std::string_view from, std::string_view to) const {
  std::string text = read(file);
  const std::size_t at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, file << " has no " << from);
  write(file, text.replace(at, from.size(), to));
}

std::string TempSite::mistakes() const {
  try {
    [[maybe_unused]] const SiteFiles site = load_site(dir_);
  } catch (const SiteMistakes& mistakes) {
    return mistakes.what();
  }
  return "";
}

std::string TempSite::all_mistakes() const {
  std::string all;
  for (const Mistake& mistake : check_site(dir_)) {
    all += (all.empty() ? "" : "\n") + to_text(mistake);
  }
  return all;
}

}  // namespace foyer
