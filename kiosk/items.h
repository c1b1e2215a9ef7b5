// The parts that a kiosk screen is made of, as plain values with their words and what they lead to.
// Views make lists of them, the drawing code measures and places them. So every screen pages,
// mirrors and grows in the same way, and a view can be tested without a window.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/form.h"
#include "kiosk/way_items.h"
#include "ui/components.h"

namespace foyer::kiosk {

/// What a page is about: a small line with an icon, the title, a sentence.
struct Title {
  std::string icon;  ///< Of the crumb; empty with it.
  std::string crumb;
  bool crumb_may_go = false;  ///< In landscape, where every line counts.
  std::string title;
  std::string text;  ///< May be empty.
};
/// The large question of the home screen.
struct Question {
  std::string text;
  std::string more;  ///< A sentence under it; may be empty.
};
/// Over a list; `end` stands over the column of waits.
struct Heading {
  std::string text;
  std::string end;
  bool strong = false;
};
/// Looks like a field, leads to the search.
struct SearchDoor {
  std::string hint;
  std::string spoken;
};
struct TileItem {
  ui::Tile tile;
  Intent intent;
};
struct Tiles {
  std::vector<TileItem> tiles;
};
struct Row {
  ui::ServiceRow row;
  Intent intent;
};
struct LinkItem {
  ui::LinkCard card;
  Intent intent;
};
/// Side by side where the text size allows it.
struct Links {
  std::vector<LinkItem> links;
};
struct FactsStrip {
  std::vector<ui::Fact> facts;
  std::optional<Intent> intent = {};  ///< Of the fact that has an id.
};
struct Check {
  ui::CheckRow row;
  Intent intent;
};
struct Note {
  std::string icon;
  std::string text;
};
/// "Do this now".
struct Notice {
  std::string icon;
  std::string text;
};
/// What the city says to everybody.
struct NoticeText {
  bool important = false;
  std::string text;
};
/// One notice at a time. It is as high as the longest, so that nothing moves when they take turns.
struct NoticeBar {
  std::vector<NoticeText> notices;  ///< Never empty.
  std::size_t shown = 0;
  std::string count;  ///< "1 of 2"; with it the bar leads to all of them.
  std::string spoken;
};
/// A day and when the office is open on it.
struct DayLine {
  std::string name;
  std::string text;  ///< Under it, small; may be empty.
  std::string hours;
  bool today = false;
  bool first = false;  ///< No hairline above it.
};
struct QrCard {
  std::string url;
  std::string title;
  std::string text;
  bool large = false;  ///< To be read from a step away: the ticket's.
};
struct InfoCard {
  std::string icon;
  std::string title;
  std::string text;  ///< May be empty.
};
struct OptionItem {
  ui::OptionCard card;
  Intent intent;
};
struct Options {
  std::vector<OptionItem> options;
};
struct ChipItem {
  ui::Chip chip;
  Intent intent;
};
struct Chips {
  std::vector<ChipItem> chips;
  bool wide = false;  ///< Words with symbols, which need more room than the name of a language.
};
struct TicketCard {
  std::string caption;
  std::string number;
  std::string name;  ///< What it is for.
  std::vector<ui::Fact> facts;
  std::string honest;  ///< In place of the facts: why there is no wait.
};
/// A piece of an article, in the article's language.
struct Prose {
  enum class Kind { heading, paragraph, point, step, question };
  Kind kind{};
  std::string text;
  std::string number = {};     ///< Of a step.
  std::size_t bold_bytes = 0;  ///< So much of the text, from its start.
  std::string language = {};   ///< Tag; empty: the page's.
};
struct TimeLine {
  std::string text;
  float share = 0;  ///< Of the time, what is left.
};

using Item = std::variant<Title, Question, Heading, SearchDoor, Tiles, Row, Links, FactsStrip,
                          Check, Note, Notice, NoticeBar, DayLine, QrCard, InfoCard, Options, Chips,
                          TicketCard, Prose, TimeLine, Switch, Plan, Steps>;
using Items = std::vector<Item>;

/// One page between header and action bar. Portrait: one under the other, `foot` at the bottom.
/// Landscape: `head` and `foot` over the whole width, `start` (with `tail` under it) and `end` side
/// by side. What is too long for that goes on in parts, with More and Back up.
struct Body {
  Items head;
  Items start;
  Items end;
  Items tail;
  Items foot;
  /// In place of the foot where that would make a second part; where even this does, there is none.
  Items foot_short;
  bool foot_stays = false;  ///< The short one, which ends the foot, is below every part.
  /// In landscape its links are buttons of the action bar, if they have room there.
  bool foot_in_actions = false;
  Items pinned;              ///< At the bottom in every part: what must not be missed.
  float start_share = 0.5F;  ///< Of the width, in landscape.
};

/// A button of the action bar.
struct Action {
  ui::Button button;
  Intent intent;
};

}  // namespace foyer::kiosk
