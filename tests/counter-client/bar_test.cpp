// A small bar beside other programs: what it says, that every key works in it, and when the whole
// window comes back.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "counter-client/preferences.h"
#include "counter-client/screens.h"
#include "tests/counter-client/scenes.h"

namespace {

using namespace foyer;
using namespace foyer::counter_client;
using namespace foyer::test;

const Scene& scene(std::string_view name) {
  for (const Scene& one : scenes()) {
    if (one.name == name) return one;
  }
  throw std::runtime_error("no such scene");
}

/// A clerk whose window is a bar where it should be, as the program does it.
struct Bar {
  explicit Bar(std::string_view name) : stage(scene(name), {1440, 900}, {}) { fit(); }
  void fit() { stage.client->screen.resize(stage.client->app.bar().value_or(ui::Size{1440, 900})); }
  void press(std::string_view key) {
    stage.client->press(key);
    stage.client->settle();
    fit();
  }
  [[nodiscard]] bool is_whole() const { return !stage.client->app.bar(); }
  [[nodiscard]] Page page() const { return stage.client->page(); }
  [[nodiscard]] const ui::AuditRecord& record() const { return stage.client->screen.record(); }
  Stage stage;
};

}  // namespace

TEST_CASE("bar: a whole visit by the same keys") {
  Bar bar("bar-idle");
  CHECK_EQ(bar.stage.client->app.bar()->h, 96);
  CHECK(is_bar(*bar.stage.client->app.bar()));
  bar.press("Space");
  CHECK(bar.page() == Page::called);
  CHECK_FALSE(bar.is_whole());
  bar.press("Space");
  CHECK(bar.page() == Page::serving);
  CHECK_FALSE(bar.is_whole());
  CHECK(bar.record().control("finish") != nullptr);
  // What came of it is asked on the whole page, and the bar is there again afterwards.
  bar.press("Space");
  CHECK(bar.page() == Page::finishing);
  CHECK(bar.is_whole());
  for (int need = 0; need < 3; ++need) {
    bar.press(keys_of(clarington_texts().in(LanguageTag{"en"})).resolved);
    bar.press("Down");
  }
  bar.press("Space");
  CHECK(bar.page() == Page::idle);
  CHECK_FALSE(bar.is_whole());
}

TEST_CASE("bar: a key that asks something opens the whole window until it is answered") {
  Bar bar("bar-serving");
  bar.press(keys_of(clarington_texts().in(LanguageTag{"en"})).park);
  CHECK(bar.is_whole());
  bar.press("Esc");
  CHECK_FALSE(bar.is_whole());
  bar.press("?");
  CHECK(bar.is_whole());
}

TEST_CASE("bar: F12 there and back and it is kept") {
  Bar bar("bar-idle");
  bar.press("F12");
  CHECK(bar.is_whole());
  bar.press("F12");
  CHECK_FALSE(bar.is_whole());
  const auto folder = std::filesystem::temp_directory_path() / "foyer-counter-bar-test";
  const auto file = folder / "desk-1.screen";
  CHECK(write_preferences(file, bar.stage.client->app.screen()));
  CHECK(read_preferences(file).bar);
  // A file of before there was a bar.
  std::ofstream(file) << "fr 125 1\n";
  CHECK(read_preferences(file) == ScreenChoice{"fr", 125, true, false});
  std::filesystem::remove_all(folder);
}

TEST_CASE("bar: a no-show is marked by two presses and the first one is said") {
  Bar bar("bar-called");
  const std::string no_show = keys_of(clarington_texts().in(LanguageTag{"en"})).no_show;
  bar.press(no_show);
  CHECK(bar.record().shows("Press N again"));
  bar.press("Esc");
  CHECK_FALSE(bar.record().shows("Press N again"));
  CHECK(bar.page() == Page::called);
  bar.press(no_show);
  bar.press(no_show);
  CHECK(bar.page() == Page::idle);
}

TEST_CASE("bar: a lost link and a training are said") {
  CHECK(Bar("bar-link-lost").record().shows("No link to the server since 10:49:30."));
  CHECK(Bar("bar-training").record().shows("Training: nothing here is real."));
}

TEST_CASE("bar: text size and a large screen make it larger") {
  CHECK_EQ(bar_size({"en", 150}, {1440, 900}).h, 144);
  CHECK_EQ(bar_size({"en", 100}, {3840, 2160}).h, 192);
}
