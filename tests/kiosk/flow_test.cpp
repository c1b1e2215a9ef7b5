#include "kiosk/flow.h"

#include <doctest/doctest.h>

using namespace foyer;
using namespace foyer::kiosk;

namespace {

Blocks blocks(const std::vector<float>& heights) {
  Blocks all;
  for (const float height : heights) all.push_back({10, height, false, false, 0, {}});
  return all;
}

}  // namespace

TEST_CASE("flow: the first block of a column has no gap") {
  const Blocks all = blocks({40, 50});
  CHECK(height_of(all) == 100);
  const Part part = stacked(all, {5, 100, 300, 0});
  CHECK(part[0].rect == ui::Rect{5, 100, 300, 40});
  CHECK(part[1].rect == ui::Rect{5, 150, 300, 50});
}

TEST_CASE("flow: what does not fit goes to the next column and then to the next part") {
  const Blocks all = blocks({60, 60, 60, 60, 60});
  const std::vector<Part> parts = flowed(all, {{0, 0, 100, 130}, {110, 0, 100, 130}});
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].size() == 4);
  CHECK(parts[0][2].rect == ui::Rect{110, 0, 100, 60});
  CHECK(parts[1].size() == 1);
}

TEST_CASE("flow: a heading is never the last of a column") {
  Blocks all = blocks({60, 30, 60});
  all[1].with_next = true;
  const std::vector<Part> parts = flowed(all, {{0, 0, 100, 110}});
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].size() == 1);
  CHECK(parts[1].size() == 2);
}

TEST_CASE("flow: a block that is higher than a column stands alone") {
  const Blocks all = blocks({20, 500, 20});
  const std::vector<Part> parts = flowed(all, {{0, 0, 100, 100}});
  CHECK(parts.size() == 3);
}

TEST_CASE("flow: room that is left goes to blocks that may grow and no further than they may") {
  Blocks all = blocks({100, 100, 100});
  all[0].grows = 30;
  all[2].grows = 30;
  grow(all, 40);
  CHECK(all[0].height == 120);
  CHECK(all[1].height == 100);
  grow(all, 1000);
  CHECK(all[2].height == 150);
}
