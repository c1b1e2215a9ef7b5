// Draws every screen of the counter client into PNG files, to be looked at:
//   FOYER_PICTURES=FOLDER foyer-counter-pictures [PART-OF-A-NAME]
// Not installed.
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

#include "tests/counter-client/scenes.h"

int main(int argc, char** argv) {
  using namespace foyer::test;
  const char* folder = std::getenv("FOYER_PICTURES");
  if (folder == nullptr) {
    std::cerr << "FOYER_PICTURES names the folder for the pictures\n";
    return 2;
  }
  const std::string part = argc > 1 ? argv[1] : "";
  std::filesystem::create_directories(folder);
  struct Style {
    std::string name;
    foyer::ui::Size size;
    foyer::counter_client::ScreenChoice screen;
  };
  const Style styles[] = {{"", {1440, 900}, {}},
                          {"-fr", {1440, 900}, {"fr", 100, false}},
                          {"-contrast", {1440, 900}, {"en", 100, true}},
                          {"-small", {1280, 720}, {}},
                          {"-small-fr-150", {1280, 720}, {"fr", 150, false}},
                          {"-large", {1920, 1080}, {"en", 125, false}}};
  for (const Scene& scene : scenes()) {
    for (const Style& style : styles) {
      const std::string name = scene.name + style.name;
      if (name.find(part) == std::string::npos) continue;
      Stage stage(scene, style.size, style.screen, foyer::ui::Painting::on);
      stage.client->screen.save_png(std::filesystem::path(folder) / (name + ".png"));
    }
  }
  return 0;
}
