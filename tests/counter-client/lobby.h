// A morning at counter 1 of Clarington for the counter client's tests: the real site, the real
// engine as the server, and a clock that the test sets. Time is the site's own, 26 November 2026.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "counter-client/app.h"
#include "engine/engine.h"
#include "engine/forecaster.h"
#include "site/calendar.h"
#include "site/site_files.h"
#include "site/translations.h"
#include "tests/printing/tray.h"
#include "ui/window.h"

namespace foyer::test {

/// Read once for all tests.
const SiteFiles& clarington();
const Translations& clarington_texts();
const knowledge::Library& clarington_library();

/// "10:42" or "10:42:30".
Instant at(std::string_view clock);

/// The lobby with a server's manners: requests are decided at once, answers wait to be collected.
class Lobby {
 public:
  Lobby();

  // --- what others do
  void opens(std::string_view clock, const std::string& counter, const std::string& clerk);
  /// A silent call from a welcome desk where this clerk is signed in.
  void calls_from(const std::string& device, const std::string& clerk);
  VisitId comes(std::string_view clock, std::vector<std::string> services,
                const std::string& language = "en", std::vector<SpecialNeed> needs = {});
  /// By the clerk of that counter. Throws std::runtime_error with the refusal.
  void does(std::string_view clock, const Command& command, const std::string& clerk = {});

  // --- the client
  /// The clerk who signs in is "asha", her PIN "2468"; "throttled" is refused for 30 s.
  counter_client::App::Send sender();
  [[nodiscard]] counter_client::News news() const;
  std::vector<protocol::Answer> collect();
  /// From now on the client sees the lobby as it is now, until the news is released.
  void hold_news() {
    held_ = state_;
    held_seq_ = seq_;
  }
  void release_news() { held_.reset(); }

  Instant now;
  std::vector<LanguageTag> clerks_speak;  ///< Who opens a counter from now on.
  std::vector<Right> rights{Right::call_out_of_order};
  bool training = false;  ///< What the session says.
  bool connected = true;
  Milliseconds silent{0};
  bool answers = true;                   ///< false: the server has it but no answer comes yet.
  std::vector<protocol::Query> remarks;  ///< Votes and proposals of the client, in order.
  std::vector<Command> asked;            ///< Commands of the client, in order.
  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] const std::vector<Event>& history() const { return history_; }
  [[nodiscard]] const Visit& visit(VisitId id) const { return *find_visit(state_, id); }
  [[nodiscard]] std::string ticket(VisitId id) const { return visit(id).ticket; }
  ClerkId signed_in;
  std::vector<protocol::SignInWay> ways;    ///< What the session says of them.
  std::optional<protocol::SignOn> sign_on;  ///< Likewise; a code where one is asked for.
  std::map<VisitId, std::string> notes;     ///< What is kept privately.
  bool keeps_notes = true;                  ///< false: what is private is refused.
  /// What every code stands for; nothing: no such code.
  std::optional<protocol::FoundAppointment> appointment;
  std::optional<Tray> tray;    ///< The client's printer, from the start.
  std::optional<Waits> waits;  ///< In place of what the server publishes.

 private:
  protocol::Answer answer_to(const Command& command);
  protocol::Answer answer_to(const protocol::Query& query);
  protocol::Answer audit(const protocol::ReadAudit& query) const;
  Result<std::vector<Event>> run(const Command& command, const ClerkId& clerk);
  Event take(const EventBody& body, const Actor& actor);

  Site lobby_;
  State state_;
  std::int64_t seq_ = 0;
  std::vector<Event> history_;
  std::optional<State> held_;
  std::int64_t held_seq_ = 0;
  std::int64_t requests_ = 0;
  std::deque<protocol::Answer> answers_;
  mutable Forecaster forecaster_{clarington().lobby};
  mutable Waits published_;
};

/// The client in a window of no pixels, or of some.
class Client {
 public:
  explicit Client(Lobby& desk, ui::Size size = {1440, 900},
                  counter_client::ScreenChoice screen = {},
                  const std::string& counter = "counter-1",
                  ui::Painting painting = ui::Painting::off);
  /// Lets time pass, for the lobby and for the screen, and draws.
  void at(std::string_view clock);
  /// Past the time in which keys are deaf.
  void settle();
  /// A key as it is printed: "Space", "Enter", "Esc", "Up", "Down", "F2", "F7" to "F12", or one
  /// character. Settles before.
  void press(std::string_view key);
  /// The letter that has this meaning in the screen's language.
  void press(std::string counter_client::Keys::*key);
  void types(std::string_view text);
  [[nodiscard]] counter_client::CounterView view() const { return app.view(desk_.news()); }
  [[nodiscard]] counter_client::Page page() const { return view().page; }
  [[nodiscard]] bool shows(std::string_view text) const { return screen.record().shows(text); }

 private:
  Lobby& desk_;

 public:
  counter_client::App app;
  ui::Offscreen screen;
};

}  // namespace foyer::test
