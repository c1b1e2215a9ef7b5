// A finger is answered before it is lifted: whatever is touched looks different while it is held,
// also what is chosen already and would change nothing.
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/kiosk/manners.h"
#include "tests/kiosk/screens_of_kiosk.h"
#include "ui/audit.h"

using namespace foyer;
using namespace foyer::test;

namespace {

constexpr ui::Size small{540, 960};

/// Of the box, how many pixels differ.
int changed_pixels(const ui::Pixels& a, const ui::Pixels& b, const ui::Rect& box) {
  int changed = 0;
  for (int y = static_cast<int>(box.y); y < static_cast<int>(box.bottom()); ++y) {
    for (int x = static_cast<int>(box.x); x < static_cast<int>(box.end()); ++x) {
      changed += a.at(x, y) == b.at(x, y) ? 0 : 1;
    }
  }
  return changed;
}

/// Controls that can be used now, one of each sort: "job/payment" stands for all of "job/", but a
/// chosen one does not stand for the others.
std::vector<ui::SpokenItem> one_of_each(const ui::AuditRecord& record) {
  std::set<std::pair<std::string, bool>> seen;
  std::vector<ui::SpokenItem> some;
  for (const ui::SpokenItem& item : record.spoken) {
    const ui::AuditBox* box = record.control(item.id);
    if (box == nullptr || !box->enabled || box->layer < record.modal_layer) continue;
    if (item.role == ui::SpokenItem::Role::field) continue;  // its answer is the keyboard
    const std::string sort = item.id.substr(0, item.id.find('/'));
    const bool single = sort == "access";
    if (seen.emplace(single ? item.id : sort, item.on).second) some.push_back(item);
  }
  return some;
}

void check_held(Stand& stand, const std::string& name) {
  const ui::Pixels before = stand.frames.pixels();
  for (const ui::SpokenItem& item : one_of_each(stand.frames.record())) {
    const ui::Rect box = stand.frames.record().control(item.id)->rect;
    stand.frames.finger_down({box.x + box.w / 2, box.y + box.h / 2});
    const ui::Pixels held = stand.frames.pixels();
    // An edge of one pixel all round is the least that an eye can see.
    const float least = 2 * (box.w + box.h) * 0.8F;
    CHECK_MESSAGE(
        static_cast<float>(changed_pixels(before, held, box)) >= least,
        name << ": " << item.id << std::string(item.on ? " (chosen)" : "") << " looks the same");
    stand.frames.finger_move({-50, -50});
    stand.frames.finger_up({-50, -50});
  }
}

void check_all(ui::Scheme scheme) {
  for (const ScreenCase& screen : kiosk_screens()) {
    if (!is_wanted_screen(screen.name)) continue;
    Stand stand(small, ui::Painting::on, screen.options ? screen.options() : kiosk::AppOptions{},
                screen.site());
    arrive(stand, screen, {"en", 100, scheme});
    check_held(stand, screen.name);
  }
}

}  // namespace

TEST_CASE("held: every control of every screen answers the finger before it is lifted") {
  check_all(ui::Scheme::light);
}

TEST_CASE("held: the same in high contrast") {
  check_all(ui::Scheme::high_contrast);
}
