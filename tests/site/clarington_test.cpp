#include <doctest/doctest.h>

#include "site/site_files.h"

namespace foyer {

TEST_CASE("clarington: its files have no mistake") {
  std::string all;
  for (const Mistake& mistake : check_site(FOYER_SOURCE_DIR "/assets/sites/clarington")) {
    all += to_text(mistake) + "\n";
  }
  CHECK(all == "");
}

}  // namespace foyer
