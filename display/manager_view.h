// What the manager's board shows, in words and numbers: how the lobby stands now, and the one best
// thing to do about it. A pure function of the lobby, the site, the forecast, the texts and the
// time. Nothing here draws. For staff: it says who is at which counter.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/advice.h"
#include "protocol/message.h"
#include "site/site_files.h"
#include "site/translations.h"
#include "ui/staff_components.h"

namespace foyer::display {

/// What does not fit on one page comes in turn, each part so long.
inline constexpr Milliseconds page_turn{10'000};

/// What the view is built from. References must outlive the call alone.
struct ManagerNow {
  const SiteFiles& site;
  const Translations& translations;
  LanguageTag language;
  const State* state = nullptr;      ///< Null: nothing was heard from the server yet.
  const Waits* waits = nullptr;      ///< What the server forecasts; null: not known.
  const Advised* advised = nullptr;  ///< What it advises, or why nothing; null: not known.
  const protocol::DeviceReport* devices =
      nullptr;            ///< What is wrong with devices; null: not known.
  Instant now;            ///< The server's time.
  Milliseconds silent{};  ///< How long the server was not heard.
};

/// The one best action, or that there is none, or that it is not known.
struct BestAction {
  bool to_do = false;
  std::string title;  ///< "Best action now".
  std::string headline;
  std::vector<std::string> sentences;
};

struct Figure {
  std::string title;
  std::string value;  ///< "13"; a dash where there is none.
  std::string unit;   ///< "min"; may be empty.
  std::string note;
  std::optional<ui::StateMark> mark;  ///< In place of the note.
};

struct CounterTile {
  enum class Is { closed, on_break, free, calling, serving };
  Is is = Is::closed;
  std::string label;  ///< On the sign: "5".
  std::string name;   ///< What it is for: "Property tax".
  std::string clerk;  ///< Empty while closed.
  std::string icon;
  std::string words;                ///< "Serving A116".
  std::string since;                ///< "since 10:39", "4 of 5 min"; may be empty.
  std::optional<ui::ClockBar> bar;  ///< While serving.
  bool over = false;                ///< Serves longer than it should take.
  bool advised = false;             ///< The best action is about this one.
};

struct GroupRow {
  std::string letter;
  std::string name;
  std::string waiting;
  std::string longest;  ///< "13 min"; a dash while nobody waits.
  std::string joining;  ///< "5–10 min", or why there is no number.
  int at_risk = 0;
  int late = 0;
  /// The same of who waits, for where columns do not fit.
  std::string summary;
};

/// Heads of the columns; `longest` stands in the rows' order.
struct GroupHeads {
  std::string waiting;
  std::string longest;
  std::string joining;
  std::string at_risk;
  std::string late;
};

/// A device that staff should see to.
struct Alarm {
  ui::StateMark title;  ///< late: somebody must go there; at_risk: somebody should look.
  std::string text;     ///< Since when, and what to do.
};

struct ManagerView {
  std::string language;
  std::string name;        ///< "Municipality of Clarington".
  std::string short_name;  ///< Where that is too long.
  std::filesystem::path logo;
  std::string link;  ///< "Connected"; empty while it is not, the notice says so.
  std::string clock;
  std::string notice_lead;  ///< Bold; empty: no notice.
  std::string notice;
  bool stale = false;  ///< What is shown is so old that it claims nothing any more.

  BestAction best;
  /// The gravest first; empty: nothing is wrong, or nothing is known of it.
  std::vector<Alarm> alarms;
  std::string alarms_title;
  std::string alarms_count;  ///< "2 alarms".
  std::vector<Figure> figures;
  std::string counters_title;
  std::string counters_note;  ///< "4 open, 1 on a break, 3 closed".
  std::vector<CounterTile> counters;
  std::string groups_title;
  GroupHeads heads;
  std::vector<GroupRow> groups;
  std::string explained;  ///< What the figures mean.
  std::size_t turn = 0;   ///< Which page it is the turn of, modulo their number.
};

[[nodiscard]] ManagerView build_manager_view(const ManagerNow& lobby);

/// How many of those who wait have a promise that is late (its end is past) or at risk: by the
/// forecast they are called after its end, more likely than not, or nobody who is there can serve
/// them. Without a forecast: less than a quarter of the promised time is left.
struct PromiseCount {
  int at_risk = 0;
  int late = 0;
  friend bool operator==(const PromiseCount&, const PromiseCount&) = default;
};
[[nodiscard]] PromiseCount count_promises(const std::vector<const Visit*>& waiting,
                                          const Waits* waits, Instant now);

}  // namespace foyer::display
