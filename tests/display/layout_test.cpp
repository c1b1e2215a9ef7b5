// Every page of the display, in every language and theme, on every kind of screen: nothing is cut
// off, overlaps or is hard to read. With FOYER_PICTURES=FOLDER the pages are written there as PNG;
// FOYER_LANGUAGE=ur chooses one language, FOYER_ALL_MANNERS=1 goes through all of them everywhere.
#include <doctest/doctest.h>

#include <cstdlib>
#include <functional>

#include "tests/display/screen.h"
#include "ui/audit.h"

using namespace foyer;
using namespace foyer::test;

namespace {

struct PageCase {
  std::string name;
  std::function<void(Screen&)> show;
};

/// The newest call is for somebody who reads `language`.
Morning busy_morning(const std::string& language = "fr") {
  Morning morning;
  for (int i = 1; i <= 7; ++i) morning.opens("08:30", "counter-" + std::to_string(i));
  morning.called("08:52", "counter-6", "pay-parking-ticket");
  morning.called("08:54", "counter-5", "register-for-class", language);
  morning.called("08:55", "counter-4", "business-licence");
  morning.called("08:57", "counter-1");
  morning.called("08:58", "counter-2", "general-question");
  morning.called("08:59", "counter-7", "pay-clerk-fee", language);
  return morning;
}

void wait_in_line(Morning& morning, std::string_view clock, const std::string& service, int count) {
  for (int i = 0; i < count; ++i) {
    IssueTicket issue;
    issue.services = {ServiceId{service}};
    issue.language = LanguageTag{"en"};
    morning.does(clock, issue);
  }
}

std::vector<PageCase> pages(const std::string& language) {
  return {
      {"starting", [](Screen& s) { s.frames.frame(); }},
      {"idle",
       [](Screen& s) {
         Morning morning;
         morning.opens("08:30", "counter-1");
         s.hears(morning, test::at("08:35"));
       }},
      {"first-call",
       [](Screen& s) {
         Morning morning;
         morning.opens("08:30", "counter-1");
         morning.called("08:36", "counter-1");
         s.hears(morning, test::at("08:36"));
       }},
      {"calls",
       [=](Screen& s) {
         Morning morning = busy_morning(language);
         wait_in_line(morning, "09:00", "pay-parking-ticket", 9);
         wait_in_line(morning, "09:00", "pay-clerk-fee", 3);
         s.hears(morning, test::at("09:00"));
       }},
      {"counters-closed",
       [=](Screen& s) {
         Morning morning = busy_morning(language);
         morning.does("09:00", BreakCounter{CounterId{"counter-3"}, BreakReason::lunch});
         for (const char* id :
              {"counter-1", "counter-2", "counter-4", "counter-5", "counter-6", "counter-7"}) {
           const Counter* counter = find_counter(morning.state(), CounterId{id});
           if (counter->visit) morning.leaves("09:00", id, *counter->visit);
           morning.does("09:00", CloseCounter{CounterId{id}});
         }
         s.hears(morning, test::at("09:00"));
       }},
      {"link-lost",
       [=](Screen& s) { s.hears(busy_morning(language), test::at("09:00"), Seconds(20)); }},
      {"link-long-lost",
       [=](Screen& s) {
         s.hears(busy_morning(language), test::at("09:00"));
         s.passes(Seconds(200));
         s.hears(busy_morning(language), test::at("09:03:20"), Seconds(200));
       }},
      {"closing", [=](Screen& s) { s.hears(busy_morning(language), test::at("16:35")); }},
      {"closed",
       [](Screen& s) {
         Morning morning;
         s.hears(morning, test::at("18:00"));
       }},
      {"closed-holiday",
       [](Screen& s) {
         Morning morning;
         morning.does("16:40", CloseDay{});
         s.hears(morning, test::at("12:00") + std::chrono::hours(24 * 29));
       }},
  };
}

struct Shape {
  std::string name;
  ui::Size size;
};

const std::vector<Shape> shapes{{"landscape", {1920, 1080}}, {"portrait", {1080, 1920}},
                                {"4k", {3840, 2160}},        {"4k-portrait", {2160, 3840}},
                                {"hd", {1280, 720}},         {"old", {1280, 1024}}};

void write_picture(Screen& screen, const std::string& name) {
  const char* folder = std::getenv("FOYER_PICTURES");
  if (folder == nullptr) return;
  std::filesystem::create_directories(folder);
  screen.frames.save_png(std::filesystem::path(folder) / (name + ".png"));
}

/// As if the city had marked this language, and no other, for its lobby.
SiteFiles lobby_in(const LanguageTag& language) {
  SiteFiles site = clarington();
  site.lobby_languages = {language};
  return site;
}

void check_page(const PageCase& page, const Shape& shape, ui::Scheme scheme,
                const SiteFiles& site) {
  const bool painted = std::getenv("FOYER_PICTURES") != nullptr && shape.size.w < 2000;
  Screen screen(shape.size, {.reduce_motion = true, .scheme = scheme},
                painted ? ui::Painting::on : ui::Painting::off, site);
  // Silence is counted from the start of the program: let it run long enough to be silent.
  screen.passes(Seconds(300));
  page.show(screen);
  const std::string name = "display-" + page.name + "-" + shape.name +
                           (scheme == ui::Scheme::light ? "-" : "-contrast-") +
                           site.lobby_languages.front().value;
  CAPTURE(name);
  const auto findings = ui::audit(screen.frames.record());
  CHECK_MESSAGE(findings.empty(), name << ":\n" << ui::describe(findings));
  if (painted) write_picture(screen, name);
}

/// Every page in every language, each on some of the screens in turn.
void check_language(const SiteFiles& site, std::size_t at) {
  const std::vector<PageCase> cases = pages(site.lobby_languages.front().value);
  constexpr std::size_t turns = 4;
  for (std::size_t page = 0; page < cases.size(); ++page) {
    for (std::size_t shape = 0; shape < shapes.size(); ++shape) {
      for (const auto scheme : {ui::Scheme::light, ui::Scheme::high_contrast}) {
        const auto turn = at + page + shape + (scheme == ui::Scheme::light ? 0U : 2U);
        const bool all = std::getenv("FOYER_ALL_MANNERS") != nullptr;
        if (all || turn % turns == 0) check_page(cases[page], shapes[shape], scheme, site);
      }
    }
  }
}

}  // namespace

TEST_CASE("layout: every page in every language and theme on every screen") {
  const char* only = std::getenv("FOYER_LANGUAGE");
  const auto& languages = clarington().languages;
  for (std::size_t i = 0; i < languages.size(); ++i) {
    if (only != nullptr && languages[i].tag.value != only) continue;
    check_language(lobby_in(languages[i].tag), i);
  }
}

TEST_CASE("layout: an arriving call slides over the one before and pushes the last calls down") {
  Screen screen({1920, 1080}, {}, ui::Painting::on);
  Morning morning = busy_morning();
  screen.hears(morning, test::at("09:00"));
  morning.called("09:01", "counter-2");
  screen.hears(morning, test::at("09:01"));
  screen.passes(Milliseconds(40));
  const auto& texts = screen.frames.record().texts;
  const auto top_of = [&](std::string_view ticket) {
    std::vector<float> tops;
    for (const ui::AuditText& text : texts) {
      if (text.text == ticket) tops.push_back(text.ink.y);
    }
    return tops;
  };
  // The former newest is still under the new one, and on its way to the first place below.
  CHECK(top_of("C002").size() == 2);
  CHECK(top_of("A003").size() == 1);
  write_picture(screen, "display-arriving");
  screen.passes(Milliseconds(200));
  CHECK(top_of("C002").size() == 1);
}
