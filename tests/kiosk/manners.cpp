#include "tests/kiosk/manners.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "tests/kiosk/stand.h"

namespace foyer::test {
namespace {

const char* picture_folder() {
  return std::getenv("FOYER_PICTURES");
}

bool is_wanted_language(const std::string& language) {
  const char* only = std::getenv("FOYER_LANGUAGE");
  return only == nullptr || language == only;
}

/// `count` of so many, as far apart as can be; each screen begins seven further on.
std::vector<std::size_t> in_turn(std::size_t screen, std::size_t count, std::size_t all) {
  std::vector<std::size_t> chosen;
  const std::size_t wanted = std::getenv("FOYER_ALL_MANNERS") != nullptr ? all : count;
  const std::size_t step = std::max<std::size_t>(1, all / wanted);
  for (std::size_t i = 0; i < wanted; ++i) chosen.push_back((screen * 7 + i * step) % all);
  return chosen;
}

}  // namespace

std::vector<Manner> all_manners() {
  std::vector<Manner> manners;
  for (const LanguageInfo& language : clarington().languages) {
    for (const int percent : {100, 150, 200}) {
      manners.push_back({language.tag.value, percent, ui::Scheme::light});
    }
  }
  for (const char* language : {"en", "ur"}) {
    for (const int percent : {100, 200}) {
      manners.push_back({language, percent, ui::Scheme::high_contrast});
    }
  }
  return manners;
}

std::vector<Manner> manners_in_turn(std::size_t screen, std::size_t count) {
  const std::vector<Manner> all = all_manners();
  std::vector<Manner> some;
  for (const std::size_t i : in_turn(screen, count, all.size())) {
    if (is_wanted_language(all[i].language)) some.push_back(all[i]);
  }
  return some;
}

std::vector<std::string> languages_in_turn(std::size_t screen, std::size_t count) {
  const std::vector<LanguageInfo>& all = clarington().languages;
  std::vector<std::string> some;
  // Not a whole multiple of seven screens further on: seven divides fourteen languages.
  for (const std::size_t i : in_turn(screen * 3, count, all.size())) {
    if (is_wanted_language(all[i].tag.value)) some.push_back(all[i].tag.value);
  }
  return some;
}

bool is_wanted_screen(const std::string& name) {
  const char* only = std::getenv("FOYER_SCREEN");
  return only == nullptr || name == only;
}

ui::Painting painting() {
  return picture_folder() != nullptr ? ui::Painting::on : ui::Painting::off;
}

std::string name_of(const std::string& prefix, const std::string& screen, const Shape& shape,
                    const Manner& manner) {
  return prefix + "-" + screen + "-" + shape.name + "-" + manner.language + "-" +
         std::to_string(manner.text_percent) +
         (manner.scheme == ui::Scheme::light ? "" : "-contrast");
}

void save_picture(ui::Offscreen& frames, const std::string& name) {
  if (picture_folder() == nullptr) return;
  std::filesystem::create_directories(picture_folder());
  frames.save_png(std::filesystem::path(picture_folder()) / (name + ".png"));
}

void check_layout(ui::Offscreen& frames, const Shape& shape, const std::string& name) {
  ui::AuditRules rules;
  // 20 mm: 96 px on a screen of 32 inches are 35 mm, on one of 22 inches 24 mm.
  rules.target_min_px = 0.081F * std::min(shape.size.w, shape.size.h);
  const auto findings = ui::audit(frames.record(), rules);
  CHECK_MESSAGE(findings.empty(), name << ":\n" << ui::describe(findings));
  save_picture(frames, name);
}

}  // namespace foyer::test
