// Whoever hammers at the kiosk gets nothing that they did not ask for: thousands of random touches,
// swipes, keys, scanned rubbish and new window sizes, with the engine behind. What a ticket needs
// is known from outside: its button was on the screen, a finger went down on it and off it again,
// or a key that had its focus was pressed.
#include <doctest/doctest.h>

#include <set>

#include "link/secret.h"
#include "tests/engine/random_source.h"
#include "tests/kiosk/stand.h"

using namespace foyer;
using namespace foyer::test;

namespace {

constexpr int inputs = 20'000;

/// A PIN that no random run finds.
kiosk::AppOptions guarded(int& kept, int& restarted) {
  kiosk::AppOptions options = with_numbers(4000);
  options.pin_hash = link::hash_secret("926451873040");
  options.machine.device = "kiosk-1";
  options.keep = [&kept](const kiosk::Settings&) { ++kept; };
  options.restart = [&restarted] { ++restarted; };
  return options;
}

bool gives_a_ticket(const Command& command) {
  return std::holds_alternative<IssueTicket>(command) || std::holds_alternative<CheckIn>(command);
}

class Vandal {
 public:
  Vandal(Stand& stand, std::uint64_t seed) : stand_(stand), random_(seed) {}

  void act() {
    confirmed_ = false;
    switch (random_.below(12)) {
      case 0:
      case 1:
      case 2:
      case 3:
        tap(on_a_control());
        break;
      case 4:
        tap(anywhere());
        break;
      case 5:
        hold_or_swipe();
        break;
      case 6:
        key();
        break;
      case 7:
        scan();
        break;
      case 8:
        stand_.frames.wheel(random_.percent(50) ? 3.0F : -3.0F);
        break;
      case 9:
        stand_.passes(Milliseconds(random_.between(1, 700)));
        break;
      case 10:
        stand_.serve();
        break;
      default:
        change_the_world();
    }
  }

  /// Requests for a ticket since the last call, each of which must have been confirmed by what was
  /// just done. Returns how many there were.
  int check() {
    int fresh = 0;
    for (; seen_ < stand_.sent.size(); ++seen_) {
      const Stand::Sent& request = stand_.sent[seen_];
      if (request.query || !gives_a_ticket(request.command)) continue;
      // The same id again is the same wish: the server answers it as before.
      if (ids_.insert(request.id).second) ++fresh;
    }
    return fresh;
  }
  [[nodiscard]] bool confirmed() const { return confirmed_; }
  [[nodiscard]] int presses() const { return presses_; }

 private:
  [[nodiscard]] ui::Point anywhere() {
    return {static_cast<float>(random_.below(static_cast<std::size_t>(size_.w))),
            static_cast<float>(random_.below(static_cast<std::size_t>(size_.h)))};
  }

  [[nodiscard]] ui::Point on_a_control() {
    const auto& known = stand_.frames.state().known;
    if (known.empty()) return anywhere();
    const ui::Rect& rect = known[random_.below(known.size())].rect;
    ui::Point at{rect.x + rect.w / 2, rect.y + rect.h / 2};
    if (stand_.frames.record().mirrored) at.x = size_.w - at.x;
    return at;
  }

  /// Is this the button that gives a ticket, as a person sees it?
  [[nodiscard]] bool is_confirmation(const std::string& id) {
    const kiosk::Page page = stand_.form().place.page;
    // Where a need is kept, the first page has the button too.
    const bool home = page == kiosk::Page::home && !stand_.form().needs.empty();
    return (id == "get-ticket" && (page == kiosk::Page::service || home)) ||
           (id == "get-ticket" && page == kiosk::Page::for_you) ||
           (id == "check-in" && page == kiosk::Page::appointment);
  }

  [[nodiscard]] bool confirms(ui::Point at) {
    if (stand_.frames.record().mirrored) at.x = size_.w - at.x;
    for (const auto& known : stand_.frames.state().known) {
      if (known.enabled && known.rect.contains(at) && is_confirmation(known.id)) return true;
    }
    return false;
  }

  void press_confirms() {
    confirmed_ = true;
    ++presses_;
  }

  void tap(ui::Point at) {
    if (confirms(at)) press_confirms();
    stand_.frames.tap(at);
  }

  void hold_or_swipe() {
    const ui::Point from = random_.percent(60) ? on_a_control() : anywhere();
    const bool began = confirms(from);
    stand_.frames.finger_down(from);
    ui::Point to = from;
    for (std::size_t i = random_.below(4); i > 0; --i) {
      to = anywhere();
      stand_.frames.finger_move(to);
    }
    if (random_.percent(30)) stand_.passes(Milliseconds(random_.between(1, 5000)));
    if (began && confirms(to)) press_confirms();
    stand_.frames.finger_up(to);
  }

  void key() {
    static constexpr ui::Key keys[] = {ui::Key::enter,
                                       ui::Key::space,
                                       ui::Key::escape,
                                       ui::Key::tab,
                                       ui::Key::tab,
                                       ui::Key::tab,
                                       ui::Key::backtab,
                                       ui::Key::backspace,
                                       ui::Key::left,
                                       ui::Key::right,
                                       ui::Key::up,
                                       ui::Key::down,
                                       ui::Key::home,
                                       ui::Key::end,
                                       ui::Key::headphones_in,
                                       ui::Key::headphones_out,
                                       ui::Key::help,
                                       ui::Key::f12,
                                       ui::Key::f1};
    const ui::Key key = random_.one_of(keys);
    const bool acts = key == ui::Key::enter || key == ui::Key::space;
    if (acts && is_confirmation(stand_.frames.state().focus)) press_confirms();
    stand_.frames.key(key);
  }

  /// A scanner types what it likes, and ends with Enter.
  void scan() {
    static constexpr std::string_view signs = "0123456789ABCDEFGHKMPQRSTXYZ:/-%?=";
    std::string text = random_.percent(20) ? "K7M2QP" : "";
    for (std::size_t i = random_.below(40); i > 0; --i) text += signs[random_.below(signs.size())];
    stand_.frames.type(text);
    if (is_confirmation(stand_.frames.state().focus)) press_confirms();
    stand_.frames.key(ui::Key::enter);
  }

  void change_the_world() {
    static constexpr ui::Size sizes[] = {{1080, 1920}, {1920, 1080}, {720, 1280}, {1280, 720}};
    const std::size_t what = random_.below(20);
    if (what == 0) {
      size_ = random_.one_of(sizes);
      stand_.frames.resize(size_);
    } else if (what < 4) {
      stand_.connected = !stand_.connected;
    } else if (what < 6) {
      stand_.passes(Seconds(random_.between(5, 90)));
    } else {
      stand_.settle();
    }
  }

  Stand& stand_;
  RandomSource random_;
  ui::Size size_{1080, 1920};
  std::size_t seen_ = 0;
  std::set<std::string> ids_;
  bool confirmed_ = false;
  int presses_ = 0;
};

}  // namespace

TEST_CASE("misuse: twenty thousand random inputs give nothing that was not confirmed") {
  const std::uint64_t seed = seed_of_run();
  MESSAGE("FOYER_SEED=", seed);
  int kept = 0;
  int restarted = 0;
  Stand stand({1080, 1920}, ui::Painting::off, guarded(kept, restarted));
  stand.server.gets_busy();
  stand.server.books("K7M2QP", "10:50", {"pay-property-tax"});
  stand.settle();
  Vandal vandal(stand, seed);
  int tickets = 0;
  for (int i = 0; i < inputs; ++i) {
    INFO("FOYER_SEED=", seed, " input ", i);
    const bool waited = stand.app.waits_for_ticket();
    vandal.act();
    const int fresh = vandal.check();
    REQUIRE(fresh <= (vandal.confirmed() && !waited ? 1 : 0));
    REQUIRE(stand.form().place.page != kiosk::Page::supervisor);
    REQUIRE(kept == 0);
    REQUIRE(restarted == 0);
    tickets += fresh;
  }
  MESSAGE("tickets asked for: ", tickets, " by ", vandal.presses(), " presses");
  // It is no test where nobody ever gets to the button.
  CHECK(tickets > 0);
  CHECK(tickets <= vandal.presses());
  // They go away: what they did goes with them.
  stand.connected = true;
  for (int minute = 0; minute < 10; ++minute) {
    stand.passes(Seconds(60));
    stand.serve();
  }
  CHECK(stand.form().place.page == kiosk::Page::home);
  CHECK(stand.form().history.empty());
  CHECK(stand.form().text_percent == 100);
  CHECK(stand.form().needs.empty());
}
