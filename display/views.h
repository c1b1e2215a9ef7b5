// What a lobby display shows, in words and numbers: a pure function of the lobby, the site, the
// texts and the time. Nothing here draws, and nothing here is a name of a person.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "display/call_queue.h"
#include "protocol/message.h"
#include "site/hours_words.h"
#include "site/site_files.h"
#include "site/translations.h"

namespace foyer::display {

/// Fixed words change their language so often.
inline constexpr Milliseconds language_turn{10'000};
/// So long without a heartbeat: calls may be missing.
inline constexpr Milliseconds missing_after{10'000};
/// So long: the waits are not known any more, and the newest call no longer claims to be new.
inline constexpr Milliseconds stale_after{120'000};

/// What the view is built from. References must outlive the call alone.
struct LobbyNow {
  const SiteFiles& site;
  const Translations& translations;
  const DisplayInfo& display;
  const State* state = nullptr;  ///< Null: nothing was heard from the server yet.
  const Waits* waits = nullptr;  ///< What the server forecasts; null: not known.
  const CallQueue& calls;
  Instant now;            ///< The server's time.
  Milliseconds silent{};  ///< How long the server was not heard.
};

/// A word in a language of its own.
struct Word {
  std::string text;
  std::string language;
};

struct CallView {
  std::string ticket;
  std::string counter;              ///< Its label: "5".
  std::optional<int> arrow_eighth;  ///< Turn of the icon bigarrow; nothing: not known here.
  /// "Counter". In the band: in the site's language, then in the ticket's; below: in the turn's.
  std::vector<Word> words;
};

struct WaitRow {
  std::string letter;
  std::string name;
  std::string figure;  ///< "5–10", "under 5"; empty where there is no number,
  std::string unit;    ///< " min";
  std::string words;   ///< then this says why: "no counter is open".
};

/// Before the first call: how it works. Beside it the waits stand as always.
struct Step {
  std::string icon;
  std::string title;
  std::string text;
};

/// At the foot of the screen: that the link is lost, else what the city says to everybody.
struct Notice {
  std::string lead;  ///< Bold; may be empty.
  std::string text;
  std::string icon = "late";
};

enum class Page { calls, idle, closed };

struct LobbyView {
  Page page = Page::idle;
  std::string base_language;  ///< Gives the page its direction; never changes.
  std::string language;       ///< Whose turn it is.

  std::string name;  ///< "Municipality of Clarington".
  std::filesystem::path logo;
  std::string date;
  std::string clock;       ///< "10:42"
  std::string clock_half;  ///< " am"; may be empty.

  std::optional<CallView> newest;  ///< Page::calls.
  std::vector<CallView> last;      ///< Below it, newest first.
  bool stale = false;              ///< The newest no longer claims to be new.
  float arrival = 1;               ///< 0..1, eased; 1: at rest. Set by the app, not by the builder.
  std::size_t moved = 0;           ///< So many of `last` move down by one place meanwhile.

  std::string headline;        ///< Page::idle and closed.
  std::string subline;         ///< May be empty.
  std::vector<Step> steps;     ///< Stand in the place of the last calls while there are none.
  std::vector<DayWords> days;  ///< Page::closed: a week from today.

  std::string waits_title;
  std::vector<WaitRow> waits;
  /// Where the rows do not fit on one page: which page, modulo their number. Each page stays for
  /// the turn of every language.
  std::size_t waits_page = 0;
  std::optional<Notice> notice;
};

[[nodiscard]] LobbyView build_lobby_view(const LobbyNow& lobby);

/// The turn of the icon bigarrow (which points up and to the right) for a direction.
[[nodiscard]] int bigarrow_turn(Direction direction);

/// What somebody waits who joins this group of services now: the medians over those of its services
/// whose waits are known, since one line cannot speak for each; where none is, why. Nothing if the
/// group has no service that gives tickets here. `waits`: null while nothing was heard.
[[nodiscard]] std::optional<Wait> wait_of_group(const SiteFiles& site, const Waits* waits,
                                                const GroupId& group);

/// When this view changes by itself although nothing happens: the next turn of the languages (on
/// which the clock's minutes fall, too) or the next stage of a lost link.
[[nodiscard]] Milliseconds changes_after(Instant now, Milliseconds silent);

}  // namespace foyer::display
