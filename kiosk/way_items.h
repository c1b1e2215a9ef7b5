// The items of the way page: a plan with the route on it, the lift of levels beside it, the steps.
// Plain values, as all items.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/form.h"
#include "site/site_files.h"
#include "ui/components.h"
#include "ui/plan.h"

namespace foyer::kiosk {

/// One of several, side by side.
struct Switch {
  std::vector<ui::Segment> segments;
  std::size_t chosen = 0;
  std::vector<Intent> intents;  ///< One for each segment.
};

/// Something on the plan that has a name or a symbol.
struct PlanLabel {
  PlanPoint at;
  std::string text;
  std::string icon;  ///< May be empty; then the text must not be.
  LabelSize size{};
};

/// The number of a step, where it begins.
struct PlanMark {
  PlanPoint at;
  std::string number;
};

/// Where the way leaves this level: "elevator, up, 3".
struct PlanExit {
  PlanPoint at;
  std::string icon;
  bool up = true;
  std::string sign;  ///< Of the level it leads to.
};

struct LiftLevel {
  std::string id;  ///< Of its button.
  std::string sign;
  std::string spoken;
  bool shown = false;
  bool start = false;
  bool goal = false;
  Intent intent;
};

struct LiftShaft {
  std::string icon;
  std::string label;
  std::vector<std::size_t> stops;  ///< Indexes of levels, from the top one down.
  /// The rides of the way: from one level to another.
  std::vector<std::pair<std::size_t, std::size_t>> trips;
};

/// All levels, the highest first.
struct Lift {
  std::vector<LiftLevel> levels;
  std::vector<LiftShaft> shafts;
};

struct Plan {
  LevelInfo level;
  double turn_degrees = 0;  ///< So that what the person looks at is up.
  std::optional<double> north_degrees;
  std::string north_sign;  ///< "N"
  /// Each in the order of the way; mostly one.
  std::vector<std::vector<PlanPoint>> routes;
  bool continues = false;  ///< The last of them ends at an exit, not at the goal.
  std::optional<PlanPoint> here;
  std::string here_words;
  std::optional<PlanPoint> goal;
  std::string goal_words;
  std::vector<PlanMark> marks;
  std::vector<PlanExit> exits;
  std::vector<PlanLabel> labels;
  Lift lift;
  float progress = 1;  ///< How much of the route is drawn, 0..1.
  ui::PlanPictures* pictures = nullptr;
};

struct StepRow {
  std::string number;
  std::string icon;
  std::string title;
  std::string help;
};

/// What is done on the level that is shown.
struct Steps {
  std::vector<StepRow> rows;
  /// Leads to the level on which the way goes on; an empty title: it does not.
  std::string next_title;
  std::string next_text;
  std::optional<Intent> next;
  /// Beside the rows where there is room, otherwise under them; an empty url: none.
  std::string url;
  std::string url_title;
  std::string url_text;
};

}  // namespace foyer::kiosk
