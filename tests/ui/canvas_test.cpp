#include "ui/canvas.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "ui/components.h"
#include "ui/image.h"
#include "ui/screen_list.h"
#include "ui/sound.h"
#include "ui/staff_components.h"
#include "ui/window.h"

namespace foyer::ui {
namespace {

using Kind = Finding::Kind;

int count(const std::vector<Finding>& findings, Kind kind) {
  int n = 0;
  for (const Finding& f : findings) n += f.kind == kind ? 1 : 0;
  return n;
}

template <class Draw>
Offscreen open(Size size, const Look& look, Draw draw, Painting painting = Painting::off) {
  return Offscreen(
      size,
      [&look, draw](const FrameContext& f) {
        Ui ui(f, look);
        ui.canvas.clear(ui.theme().paper);
        draw(ui);
      },
      painting);
}

TEST_CASE("audit: a clean page has no findings") {
  const Look look;
  Offscreen screen = open({800, 400}, look, [](Ui& ui) {
    button(ui, {20, 20, 300, 120}, {.id = "a", .label = "Back"});
    button(ui, {340, 20, 300, 120}, {.id = "b", .label = "Go on", .kind = ButtonKind::primary});
    ui.canvas.text({20, 200, 700, 60}, "A sentence.", ui.canvas.style(type::body));
  });
  CHECK(describe(audit(screen.record(), {.target_min_px = 96})) == "");
}

TEST_CASE("audit: the list of the screen says where things are seen in both directions") {
  const auto list_in = [](const char* language) {
    Look look;
    look.language = language;
    Offscreen screen = open({800, 400}, look, [](Ui& ui) {
      button(ui, {20, 30, 300, 120}, {.id = "a", .label = "1"});
    });
    return screen_list(screen.record());
  };
  CHECK(list_in("en").starts_with("button\ta\tenabled\t20\t30\t300\t120\t1\t\n"));
  CHECK(list_in("ur").starts_with("button\ta\tenabled\t480\t30\t300\t120\t1\t\n"));
}

TEST_CASE("audit: the list of the screen says what is ticked and where the keys are") {
  const Look look;
  bool on = false;
  const auto draw = [&on](Ui& ui) {
    need_row(ui, {20, 30, 600, 80}, {.id = "need", .name = "Dog tag", .ticked = on});
    if (check_item(ui, {20, 150, 600, 40}, {"bring", "Proof", on}).pressed) on = !on;
  };
  Offscreen screen = open({800, 400}, look, draw);
  const auto line_of = [&screen](const char* id) {
    const std::string list = screen_list(screen.record());
    const std::size_t at = list.find(std::string("check\t") + id);
    REQUIRE(at != std::string::npos);
    return list.substr(at, list.find('\n', at) - at);
  };
  CHECK(line_of("need").ends_with("\t"));
  screen.key(Key::tab);
  CHECK(line_of("need").ends_with("\tfocus"));
  screen.key(Key::tab);
  screen.key(Key::enter);
  CHECK(line_of("need").ends_with("\ton"));
  CHECK(line_of("bring").ends_with("\ton focus"));
}

TEST_CASE("audit: finds what is wrong with a page") {
  const Look look;
  Offscreen screen = open({800, 400}, look, [](Ui& ui) {
    TextStyle style = ui.canvas.style(type::body);
    ui.canvas.text({20, 20, 300, 40}, "One over", style);
    ui.canvas.text({40, 30, 300, 40}, "the other", style);
    style.lines_max = 1;
    ui.canvas.text({20, 100, 120, 40}, "This is cut off", style);
    style.lines_max = 0;
    ui.canvas.text({20, 150, 60, 200}, "Incomprehensibilities", style);
    ui.canvas.text({700, 150, 300, 40}, "Out of the window", style);
    ui.canvas.text({400, 20, 90, 30}, "Too much for the box it has", style);
    style.color = ui.theme().line;
    ui.canvas.text({400, 300, 300, 40}, "Pale", style);
  });
  const auto findings = audit(screen.record());
  CAPTURE(describe(findings));
  CHECK(count(findings, Kind::texts_overlap) >= 1);
  CHECK(count(findings, Kind::text_cut) >= 1);
  CHECK(count(findings, Kind::word_broken) == 1);
  CHECK(count(findings, Kind::text_outside_window) == 1);
  CHECK(count(findings, Kind::text_outside_box) >= 1);
  CHECK(count(findings, Kind::contrast) == 1);
}

TEST_CASE("audit: finds what is wrong with controls") {
  const Look look;
  Offscreen screen = open({800, 400}, look, [](Ui& ui) {
    button(ui, {20, 20, 300, 120}, {.id = "a", .label = "Back"});
    button(ui, {200, 100, 300, 120}, {.id = "b", .label = "Over it"});
    chip(ui, {600, 20, 60, 60}, {.id = "c", .label = "X"});
    button(ui, {700, 300, 300, 120}, {.id = "a", .label = "Out"});
    ui.canvas.text({60, 60, 200, 40}, "Under the button", ui.canvas.style(type::body));
  });
  const auto findings = audit(screen.record(), {.target_min_px = 96});
  CAPTURE(describe(findings));
  CHECK(count(findings, Kind::controls_overlap) == 1);
  CHECK(count(findings, Kind::control_too_small) == 1);
  CHECK(count(findings, Kind::control_outside_window) == 1);
  CHECK(count(findings, Kind::duplicate_id) == 1);
  CHECK(count(findings, Kind::text_under_control) >= 1);
}

TEST_CASE("audit: a layer above is not compared with what it covers") {
  const Look look;
  Offscreen screen = open({800, 400}, look, [](Ui& ui) {
    ui.canvas.text({20, 20, 300, 40}, "One over", ui.canvas.style(type::body));
    const Canvas::Layer layer(ui.canvas);
    ui.canvas.fill({0, 0, 400, 200}, ui.theme().card);
    ui.canvas.text({20, 20, 300, 40}, "the other", ui.canvas.style(type::body));
  });
  CHECK(describe(audit(screen.record())) == "");
}

TEST_CASE("canvas: a right-to-left page is the mirror image and its pictures are not") {
  Look look;
  const auto draw = [](Ui& ui) {
    ui.canvas.fill({20, 20, 100, 50}, rgb(0xFF0000));
    ui.canvas.qr({20, 100}, encode_qr("https://example.org/s/abc"), 3);
  };
  Offscreen ltr = open({400, 300}, look, draw, Painting::on);
  const Pixels a = ltr.pixels();
  CHECK(a.at(30, 30) == rgb(0xFF0000));
  CHECK(a.at(370, 30) != rgb(0xFF0000));
  Look urdu;
  urdu.language = "ur";
  Offscreen rtl = open({400, 300}, urdu, draw, Painting::on);
  const Pixels b = rtl.pixels();
  CHECK(b.at(370, 30) == rgb(0xFF0000));
  CHECK(b.at(30, 30) != rgb(0xFF0000));
  // The code stands at the other side, its modules in the same order.
  const int side = encode_qr("https://example.org/s/abc").outer() * 3;
  bool same = true;
  for (int y = 100; y < 100 + side; ++y) {
    for (int x = 0; x < side; ++x) same = same && a.at(20 + x, y) == b.at(400 - 20 - side + x, y);
  }
  CHECK(same);
}

TEST_CASE("canvas: edges are inside the box and crisp") {
  const Look look;
  Offscreen screen = open(
      {200, 200}, look,
      [](Ui& ui) {
        ui.canvas.box({20, 20, 100, 60},
                      {.fill = rgb(0xFFFFFF), .edge = rgb(0), .edge_px = 2, .radius = 12});
      },
      Painting::on);
  const Pixels p = screen.pixels();
  const Color paper = look.theme.paper;
  CHECK(p.at(60, 19) == paper);
  CHECK(p.at(60, 20) == rgb(0));
  CHECK(p.at(60, 21) == rgb(0));
  CHECK(p.at(60, 22) == rgb(0xFFFFFF));
  CHECK(p.at(60, 79) == rgb(0));
  CHECK(p.at(60, 80) == paper);
  CHECK(p.at(20, 20) == paper);  // the round corner
  CHECK(p.at(119, 50) == rgb(0));
  CHECK(p.at(120, 50) == paper);
}

TEST_CASE("canvas: text and icons take their colour") {
  const Look look;
  Offscreen screen = open(
      {300, 100}, look,
      [](Ui& ui) {
        TextStyle style = ui.canvas.style(type::display, Weight::bold, rgb(0x0000FF));
        ui.canvas.text({10, 0, 120, 90}, "I", style);
        ui.canvas.icon({150, 20, 56, 56}, "check", rgb(0xFF0000));
      },
      Painting::on);
  const Pixels p = screen.pixels();
  bool blue = false;
  bool red = false;
  for (int y = 0; y < 100; ++y) {
    for (int x = 0; x < 300; ++x) {
      blue = blue || p.at(x, y) == rgb(0x0000FF);
      red = red || p.at(x, y) == rgb(0xFF0000);
    }
  }
  CHECK(blue);
  CHECK(red);
}

TEST_CASE("canvas: every icon of the assets can be drawn") {
  IconSet icons(std::filesystem::path(FOYER_SOURCE_DIR) / "assets/icons");
  int seen = 0;
  for (const auto& file : std::filesystem::directory_iterator(
           std::filesystem::path(FOYER_SOURCE_DIR) / "assets/icons")) {
    if (file.path().extension() != ".svg") continue;
    CAPTURE(file.path().string());
    const Mask mask = icons.render(file.path().stem().string(), 48, 3.5F, false, 0);
    int ink = 0;
    for (const std::uint8_t a : mask.alpha) ink += a > 128 ? 1 : 0;
    CHECK(ink > 30);
    ++seen;
  }
  CHECK(seen > 50);
  CHECK_THROWS_AS((void)icons.render("no-such-icon", 48, 3.5F, false, 0), std::runtime_error);
}

TEST_CASE("canvas: nothing changes on the screen while nothing happens") {
  const Look look;
  Offscreen screen = open(
      {400, 300}, look,
      [](Ui& ui) {
        button(ui, {20, 20, 300, 120}, {.id = "a", .label = "Back"});
      },
      Painting::on);
  const Pixels before = screen.pixels();
  screen.frame();
  screen.advance(5000);
  CHECK(screen.pixels().rgba == before.rgba);
  CHECK_FALSE(screen.next_ms().has_value());
}

TEST_CASE("qr: a reader finds the text in the picture of the screen") {
  const std::string text = "https://foyer.example.org/t/4f7Qk2mZ9xW1";
  const Look look;
  Offscreen screen = open(
      {500, 400}, look,
      [&](Ui& ui) {
        ui.canvas.qr({40, 40}, encode_qr(text), 7);
      },
      Painting::on);
  const auto file = std::filesystem::temp_directory_path() / "foyer-ui-test-qr.png";
  screen.save_png(file);
  if (std::system("command -v zbarimg >/dev/null 2>&1") != 0) {
    MESSAGE("skipped: zbarimg (package zbar-tools) is not installed");
    return;
  }
  FILE* reader = popen(("zbarimg -q --raw " + file.string() + " 2>/dev/null").c_str(), "r");
  REQUIRE(reader != nullptr);
  char line[256] = {};
  const char* got = std::fgets(line, sizeof line, reader);
  pclose(reader);
  std::filesystem::remove(file);
  REQUIRE(got != nullptr);
  CHECK(std::string(got) == text + "\n");
}

TEST_CASE("sound: the chime is short and soft and ends in silence") {
  const auto pcm = chime();
  CHECK(pcm.size() == static_cast<std::size_t>(0.9 * sound_rate_hz));
  int loudest = 0;
  for (const std::int16_t v : pcm) loudest = std::max(loudest, std::abs(static_cast<int>(v)));
  CHECK(loudest > 6000);
  CHECK(loudest < 32000);
  CHECK(std::abs(static_cast<int>(pcm.back())) < 200);
}

}  // namespace
}  // namespace foyer::ui
