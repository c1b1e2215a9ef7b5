#include "tests/wayfinding/way_stand.h"

#include "site/calendar.h"

namespace foyer::test {
namespace {

const std::filesystem::path assets = std::filesystem::path(FOYER_SOURCE_DIR) / "assets";

kiosk::AppOptions options_of(const std::string& device, bool prints) {
  kiosk::AppOptions options;
  options.machine.device = device;
  options.machine.prints = prints;
  return options;
}

kiosk::Outbox no_server() {
  return {.send = [](const protocol::Request&) {},
          .fresh_id = [] { return std::string("1"); },
          .fresh_token = [] { return std::string(32, '7'); }};
}

}  // namespace

const SiteFiles& city_hall() {
  static const SiteFiles site = load_site(assets / "sites" / "city-hall");
  return site;
}

const Translations& city_hall_texts() {
  static const Translations texts(assets, city_hall());
  return texts;
}

WayStand::WayStand(const std::string& device, ui::Size size, ui::Painting painting, bool prints)
    : now(instant_of(city_hall().hours, BusinessDate{"2026-11-26"}, 10 * 60 + 42)),
      app(city_hall(), city_hall_texts(), no_server(), options_of(device, prints)),
      frames(
          size,
          [this](const ui::FrameContext& context) {
            kiosk::Lobby lobby;
            lobby.at = now;
            app.draw(context, lobby);
          },
          painting) {}

void WayStand::settle() {
  frames.frame();
  frames.advance(1000);
}

void WayStand::tap(std::string_view id) {
  frames.tap(id);
  settle();
}

void WayStand::find(const std::string& id) {
  while (frames.record().control(id) == nullptr) tap("more");
  tap(id);
}

void WayStand::type(std::string_view text) {
  tap("query");
  frames.type(text);
  settle();
}

void WayStand::choose(const std::string& language, int text_percent, ui::Scheme scheme) {
  if (form().language.value != language) {
    tap("access/language");
    tap("sheet/language/" + language);
  }
  while (form().text_percent != text_percent) tap("access/text");
  if (form().scheme != scheme) tap("access/contrast");
}

void WayStand::way_to(std::string_view words) {
  find("find");
  type(words);
  frames.key(ui::Key::enter);
  settle();
}

}  // namespace foyer::test
