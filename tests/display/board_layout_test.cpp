// The manager's board in every language and theme, on every kind of screen, up to double the text
// size: nothing is cut off, overlaps or is hard to read, and every group and counter gets its turn.
// With FOYER_PICTURES=FOLDER the pages are written there as PNG.
#include <doctest/doctest.h>

#include <cstdlib>
#include <functional>
#include <set>

#include "tests/display/board.h"
#include "ui/audit.h"

using namespace foyer;
using namespace foyer::test;

namespace {

struct Scene {
  std::string name;
  std::function<BoardNews()> news;
};

BoardNews busy_with(const Advised& advised) {
  BoardNews news = busy_board();
  news.advised = advised;
  return news;
}

BoardNews silent_for(Milliseconds silent) {
  BoardNews news = busy_board();
  news.silent = silent;
  news.now += silent;
  return news;
}

/// As many as there are, or the first of them alone.
BoardNews with_alarms(BoardNews news, std::size_t most = 100) {
  news.devices = all_problems(news.now);
  news.devices->devices.resize(most < 100 ? 1 : news.devices->devices.size());
  auto& problems = news.devices->devices.front().problems;
  if (problems.size() > most) problems.resize(most);
  return news;
}

std::vector<Scene> scenes() {
  const Instant now = test::at("09:20");
  return {
      {"starting", [] { return BoardNews{}; }},
      {"quiet", quiet_board},
      {"busy", busy_board},
      {"freed",
       [=] {
         return busy_with(
             advised_to({Action::lend_skill, CounterId{"counter-4"}, {SkillId{"administration"}}},
                        {3, 2, 5000, 12000}, now));
       }},
      {"break",
       [=] {
         return busy_with(
             advised_to({Action::end_break, CounterId{"counter-4"}, {SkillId{"clerks"}}},
                        {1, 0, 4000, 4000}, now));
       }},
      {"impossible", [=] { return busy_with(no_advice(NoAdvice::nothing_possible, now)); }},
      {"not-yet", [=] { return busy_with(no_advice(NoAdvice::not_yet, now)); }},
      {"link-lost", [] { return silent_for(Seconds(20)); }},
      {"link-long-lost", [] { return silent_for(Seconds(200)); }},
      {"closed",
       [] {
         BoardNews news = quiet_board();
         news.state->day.reset();
         news.advised = no_advice(NoAdvice::day_not_open, news.now);
         return news;
       }},
      {"alarm", [] { return with_alarms(busy_board(), 1); }},
      {"alarms", [] { return with_alarms(busy_board()); }},
      {"alarms-quiet", [] { return with_alarms(quiet_board(), 2); }},
      {"alarms-link-lost", [] { return with_alarms(silent_for(Seconds(20))); }},
      {"alarms-link-long-lost", [] { return with_alarms(silent_for(Seconds(200))); }},
  };
}

struct Shape {
  std::string name;
  ui::Size size;
};

const std::vector<Shape> shapes{{"landscape", {1920, 1080}},
                                {"hd", {1280, 720}},
                                {"portrait", {1080, 1920}},
                                {"4k", {3840, 2160}},
                                {"old", {1280, 1024}}};

void write_picture(BoardScreen& screen, const std::string& name) {
  const char* folder = std::getenv("FOYER_PICTURES");
  std::filesystem::create_directories(folder);
  screen.frames.save_png(std::filesystem::path(folder) / (name + ".png"));
}

struct Case {
  const Scene& scene;
  const Shape& shape;
  std::string language;
  int text_percent = 100;
  ui::Scheme scheme = ui::Scheme::light;
};

/// Looks at pages until each has had its turn.
void check(const Case& c) {
  constexpr int turns = 16;
  const bool painted = std::getenv("FOYER_PICTURES") != nullptr && c.shape.size.w < 2000;
  BoardNews news = c.scene.news();
  // Silence is counted from the start of the program: it has run for so long.
  const Milliseconds silent = std::exchange(news.silent, Milliseconds(0));
  BoardScreen screen(c.shape.size, {LanguageTag{c.language}, c.text_percent, c.scheme}, news,
                     painted ? ui::Painting::on : ui::Painting::off);
  screen.frames.advance(300'000);
  screen.news.silent = silent;
  screen.frames.frame();
  std::set<std::string> seen;
  for (int turn = 0; turn < turns; ++turn) {
    const std::string name = "manager-" + c.scene.name + "-" + c.shape.name + "-" + c.language +
                             (c.text_percent == 100 ? "" : "-" + std::to_string(c.text_percent)) +
                             (c.scheme == ui::Scheme::light ? "" : "-contrast") +
                             (turn == 0 ? "" : "-" + std::to_string(turn + 1));
    CAPTURE(name);
    const auto findings = ui::audit(screen.frames.record());
    CHECK_MESSAGE(findings.empty(), name << ":\n" << ui::describe(findings));
    if (painted && turn < 4) write_picture(screen, name);
    for (const ui::AuditText& text : screen.frames.record().texts) seen.insert(text.text);
    screen.passes(display::page_turn);
  }
  if (!news.state) return;
  const display::ManagerView view = view_of(screen.news, c.language);
  for (const display::GroupRow& row : view.groups) CHECK(seen.contains(row.name));
  for (const display::CounterTile& tile : view.counters) CHECK(seen.contains(tile.label));
  for (const display::Alarm& alarm : view.alarms) {
    CHECK(seen.contains(alarm.title.words));
    CHECK(seen.contains(alarm.text));
  }
  for (const display::Figure& figure : view.figures) CHECK(seen.contains(figure.title));
}

}  // namespace

TEST_CASE("board layout: every scene in both languages on every screen") {
  for (const Scene& scene : scenes()) {
    for (const Shape& shape : shapes) {
      for (const char* language : {"en", "fr"}) check({scene, shape, language});
    }
  }
}

TEST_CASE("board layout: larger text comes on more pages and is whole") {
  const auto all = scenes();
  for (const Scene& scene : {all[2], all[3], all[8], all[10], all[11], all[13]}) {
    for (const Shape& shape : shapes) {
      for (const char* language : {"en", "fr"}) {
        for (const int percent : {130, 160, 200}) check({scene, shape, language, percent});
      }
    }
  }
}

TEST_CASE("board layout: in high contrast") {
  const auto all = scenes();
  for (const Scene& scene : {all[1], all[2], all[7], all[11]}) {
    for (const Shape& shape : shapes) {
      check({scene, shape, "fr", 100, ui::Scheme::high_contrast});
    }
  }
}
