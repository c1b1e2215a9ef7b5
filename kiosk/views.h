// What each screen says: pure functions of what is known and what was chosen. All words, figures
// and units are made here, in the language of the page; nothing here draws, sends or asks for the
// time.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/availability.h"
#include "kiosk/form.h"
#include "kiosk/indexes.h"
#include "kiosk/items.h"
#include "kiosk/keyboard.h"
#include "kiosk/settings.h"
#include "printing/paperwork.h"
#include "site/translations.h"

namespace foyer::knowledge {
class Library;
}

namespace foyer::kiosk {

/// How far the request for a ticket is.
enum class Busy {
  no,
  sent,        ///< Just now: the button is deaf, nothing else is to be seen.
  one_moment,  ///< After 150 ms.
  long_wait,   ///< Something is wrong; we go on trying, the person need not stay.
};

/// The time that is left before the screen forgets the person.
struct TimeLeft {
  int seconds = 0;
  float share = 1;  ///< 0..1
};

/// The kiosk as a machine, for the supervisor's page.
struct Machine {
  std::string device;
  std::string version;
  std::string screen;  ///< "1080 × 1920, opengl".
  Settings settings{};
  std::int64_t pin_wait_ms = 0;  ///< So long no PIN is looked at; 0: now.
  bool prints = false;           ///< It has a printer.
  std::string printer{};         ///< Its address.
  std::vector<printing::PrinterProblem> printer_problems{};
  printing::PaperState paper = printing::PaperState::none;  ///< Of the person who stands there.
  bool speaks = true;                                       ///< It may read the screen aloud.
  Orientation orientation = Orientation::portrait;
  bool moves = true;  ///< Pages slide, unless the person wants none of it.
};

/// Everything a view is made of. References must outlive the call only.
struct ViewContext {
  const SiteFiles& site;
  const Texts& in;  ///< Of the form's language.
  Indexes& indexes;
  Lobby lobby;
  Busy busy = Busy::no;
  std::optional<TimeLeft> time_left;  ///< Where it is to be shown.
  const Machine* machine = nullptr;   ///< May be null in tests of other pages.
  ui::PlanPictures* plans = nullptr;  ///< Null: plans are not drawn.
  float way_progress = 1;             ///< How much of the route is drawn.
  std::int64_t notice_turn = 0;       ///< Which of the notices is shown, modulo their number.
  const knowledge::Library* library = nullptr;  ///< For residents; null: no articles.
};

struct HeaderView {
  std::string name;        ///< "Municipality of Clarington"
  std::string short_name;  ///< Where that is too long.
  std::string date;
  std::string time;
  std::filesystem::path logo;
  std::vector<ui::Fact> facts;  ///< Of the home page: stand in the header in landscape.
};

struct SearchView {
  std::string label;  ///< Of the field, for speech.
  std::string hint;
  std::string clear_word;
  std::optional<KeyboardView> keyboard;
  std::string icon = "search";
  std::optional<Intent> on_enter = {};  ///< Nothing: the first result.
};

struct PinView {
  std::string label;    ///< Of the field, for speech.
  std::string problem;  ///< Wrong, or how long to wait; may be empty.
  std::string delete_word;
};

/// Over the page; takes fingers and keys alone.
struct SheetView {
  std::string title;
  std::string text;
  std::optional<TimeLine> time;
  std::vector<ChipItem> chips;
  std::vector<Action> actions;
};

struct AccessItem {
  ui::AccessCell cell;
  Intent intent;
};

struct KioskView {
  HeaderView header;
  Body body;
  std::optional<SearchView> search;  ///< The body is its results.
  std::optional<PinView> pin;        ///< The body is what stands over its keys.
  std::vector<Action> actions;       ///< None on home.
  std::vector<AccessItem> access;
  std::optional<SheetView> sheet;
  std::string more_word;
  std::string back_up_word;
  std::string spoken_title;  ///< What the page is, for a log of screens and for speech.
  std::string urgent;        ///< To be said at once; may be empty.
  /// Low reach: nothing above this share of the screen's height is to be touched.
  std::optional<float> reach_from;
  std::string reach_note;
};

[[nodiscard]] KioskView build_kiosk_view(const ViewContext& context, const Form& form);

/// Why there is no ticket, and what to do now; never a code.
[[nodiscard]] std::string words_of_refusal(const Texts& in, RefusalCode code);

/// Everything that is to be on the ticket: what was chosen before, and the service that is shown if
/// it gives one.
[[nodiscard]] std::vector<ServiceId> services_for_ticket(const ViewContext& context,
                                                         const Form& form);

}  // namespace foyer::kiosk
