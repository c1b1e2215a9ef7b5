// A kiosk as it stands in the lobby, for tests: the app on the real site, with the real engine in
// place of the server, frames without a window, and a clock that the test sets. Requests are
// answered when the test says so, so that "one moment" and a lost link can be seen.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"
#include "engine/forecaster.h"
#include "kiosk/app.h"
#include "site/calendar.h"
#include "ui/window.h"

namespace foyer::test {

/// Read once for all tests.
const SiteFiles& clarington();
const Translations& clarington_texts();
/// What residents may read of its articles. Every Stand has them.
std::shared_ptr<const knowledge::Library> clarington_articles();

/// The same with its second notice, which is important, shown until noon of the day of the tests.
const SiteFiles& with_two_notices();

/// A time of day on Thursday, 26 November 2026, in Clarington.
Instant at(std::string_view clock);

/// A kiosk that holds so many numbers of each letter, the server's own, for the day of the tests.
kiosk::AppOptions with_numbers(int count = 30);

/// The lobby that the kiosk hears of: decide and evolve, as the server does.
class Server {
 public:
  explicit Server(std::string_view clock = "10:42");
  void does(const Command& command, const std::string& clerk = "");
  /// Opens the counters of the desk and puts some people into the line.
  void gets_busy();
  void opens(const std::string& counter);
  void waits_for(const std::string& service, int count = 1);
  /// An appointment at this time of this day, or so much later.
  void books(const std::string& code, std::string_view clock,
             const std::vector<std::string>& services, Milliseconds later = {});
  /// What a code stands for.
  [[nodiscard]] protocol::Answer look_up(const std::string& request_id,
                                         const std::string& code) const;
  /// The answer to a kiosk's request. The same id again gets the same answer.
  protocol::Answer answer(const std::string& request_id, const Command& command);
  /// As it leases them to the first kiosk that asks: those of with_numbers().
  void lends() { answer("lease", LeaseNumbers{}); }
  /// What it publishes now.
  [[nodiscard]] Waits waits() const;

  State state;
  Instant now;
  std::int64_t seq = 0;

 private:
  std::vector<Event> run(const Command& command, const Context& context);
  std::vector<protocol::Answer> given_;
  std::map<std::string, Appointment> bookings_;
  mutable Forecaster forecaster_{clarington().lobby};
};

class Stand {
 public:
  explicit Stand(ui::Size size = {1080, 1920}, ui::Painting painting = ui::Painting::off,
                 kiosk::AppOptions options = {}, const SiteFiles& site = clarington());

  /// Hands over what was asked for, takes the answers, and draws until the page stands still.
  void serve();
  /// Draws until the page stands still and can be used again.
  void settle();
  /// Taps a control and lets the page arrive; does not answer requests.
  void tap(std::string_view id);
  /// The same wherever a long page has put the control: turns its parts over until it is there.
  void find(const std::string& id);
  /// Moves the focus there with Tab. Throws std::runtime_error where it never comes to it.
  void walk_to(std::string_view id);
  /// A key, as a tactile keypad sends it.
  void press(ui::Key key);
  void passes(Milliseconds span);
  /// Another language, text size or contrast, by the access bar.
  void choose(const std::string& language, int text_percent, ui::Scheme scheme);

  [[nodiscard]] bool shows(std::string_view text) const { return frames.record().shows(text); }
  [[nodiscard]] const kiosk::Form& form() const { return app.form(); }

  struct Sent {
    std::string id;
    Command command;
    std::optional<protocol::Query> query = {};  ///< Then there is no command.
  };

  Server server;
  /// `tap` finds the control by keys and presses Enter, as somebody with a keypad.
  bool by_keys = false;
  std::vector<ui::Utterance> heard_words;  ///< All that was said, in order.
  bool connected = true;
  bool heard = true;  ///< The server was heard at least once.
  std::vector<Sent> sent;
  /// Ids ("r1", "r2" …) of requests that the server cannot take when they come first.
  std::vector<std::string> refused_for_now;
  std::size_t answered = 0;
  std::optional<Waits> waits;  ///< In place of what the server publishes.
  Waits published;             ///< What the kiosk was told last.
  kiosk::App app;
  ui::Offscreen frames;  // last: it draws when it is made

 private:
  [[nodiscard]] kiosk::Lobby lobby();
  [[nodiscard]] kiosk::Outbox outbox();
  [[nodiscard]] kiosk::AppOptions with_ears(kiosk::AppOptions options);
  int ids_ = 0;
  int tokens_ = 0;
};

}  // namespace foyer::test
