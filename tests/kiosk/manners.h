// What tests of the kiosk's screens share: shapes of screens, the manners in which people have them
// (language, text size, contrast), which of them a test goes through, and pictures.
// FOYER_PICTURES=FOLDER writes the screens there as PNG; FOYER_SCREEN=home and FOYER_LANGUAGE=ur
// choose some; FOYER_ALL_MANNERS=1 goes through every language at every size.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ui/audit.h"
#include "ui/theme.h"
#include "ui/window.h"

namespace foyer::test {

struct Shape {
  std::string name;
  ui::Size size;
};

inline const Shape portrait{"portrait", {1080, 1920}};
inline const Shape landscape{"landscape", {1920, 1080}};

struct Manner {
  std::string language;
  int text_percent = 100;
  ui::Scheme scheme = ui::Scheme::light;
};

/// Every language of Clarington at 100, 150 and 200 %, and English and Urdu in high contrast.
[[nodiscard]] std::vector<Manner> all_manners();
/// So many of all_manners(), beginning elsewhere for each screen, so that the screens together see
/// all of them. With FOYER_LANGUAGE only those in it, with FOYER_ALL_MANNERS all.
[[nodiscard]] std::vector<Manner> manners_in_turn(std::size_t screen, std::size_t count);
/// The languages in turn: `count` of them for each screen.
[[nodiscard]] std::vector<std::string> languages_in_turn(std::size_t screen, std::size_t count);

/// Not left out by FOYER_SCREEN.
[[nodiscard]] bool is_wanted_screen(const std::string& name);
/// Painted where pictures are wanted.
[[nodiscard]] ui::Painting painting();
/// "kiosk-home-portrait-ur-150"; "-contrast" at the end where it is high.
[[nodiscard]] std::string name_of(const std::string& prefix, const std::string& screen,
                                  const Shape& shape, const Manner& manner);
void save_picture(ui::Offscreen& frames, const std::string& name);

/// Nothing is cut off, overlaps, is hard to read or too small to touch: 20 mm on a screen of 22
/// inches. Writes the picture.
void check_layout(ui::Offscreen& frames, const Shape& shape, const std::string& name);

/// `check` with the name of each part of the page that is shown, from where it stands to the end.
/// A sheet over it, or a request that is on its way, keeps it from turning.
template <class AnyStand>
void for_each_part(AnyStand& stand, const std::string& name,
                   const std::function<void(const std::string&)>& check) {
  check(name);
  constexpr int parts_max = 60;
  for (int part = 2; part < parts_max && !stand.app.waits_for_ticket(); ++part) {
    const ui::AuditBox* more = stand.frames.record().control("more");
    if (more == nullptr || more->layer < stand.frames.record().modal_layer) return;
    stand.tap("more");
    check(name + "-part" + std::to_string(part));
  }
}

}  // namespace foyer::test
