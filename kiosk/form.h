// What the person at the kiosk has chosen and typed so far, and what they can ask for. Plain data:
// screens change what is only on the screen (typed letters, the part of a long page that is shown);
// everything else is an Intent that App carries out.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/event.h"
#include "kiosk/access.h"
#include "kiosk/check_in.h"
#include "site/way_words.h"
#include "ui/controls.h"
#include "ui/theme.h"

namespace foyer::kiosk {

enum class Page {
  home,
  search,
  services,
  service,
  article,
  for_you,
  ticket,
  find,
  way,
  check_in,
  appointment,
  hours,
  notices,
  pin,
  supervisor
};
enum class Sheet { none, languages, listen };
/// Of the keys on the screen; `more`: the second layer of a script with many letters.
enum class KeyLayer { letters, more, latin, figures };

/// Where in the program somebody is.
struct Place {
  Page page = Page::home;
  Job job{};
  ServiceId service;
  Destination way_to = {};  ///< Of the way page.
  friend bool operator==(const Place&, const Place&) = default;
};

/// A ticket that this kiosk was given for the person in front of it. It stays on the screen
/// whatever happens to the link.
struct IssuedTicket {
  VisitId visit;
  std::string ticket;
  Token token;
  std::vector<ServiceId> services;
  Wait promise;
  std::optional<int> before;  ///< People, when it was issued; nothing: not known.
  std::optional<Instant> appointment_at = {};
  friend bool operator==(const IssuedTicket&, const IssuedTicket&) = default;
};

/// Something of the checklist that was ticked off. It never leaves the kiosk.
struct Brought {
  ServiceId service;
  ItemId item;
  friend bool operator==(const Brought&, const Brought&) = default;
};

struct Form {
  Place place;
  std::vector<Place> history;  ///< For "Back"; at most history_max.

  LanguageTag language;
  int text_percent = 100;
  ui::Scheme scheme = ui::Scheme::light;
  Access access;

  std::vector<ServiceId> needs;  ///< Put on the ticket before the service that is shown now.
  std::vector<Brought> brought;
  LanguageTag clerk_language;  ///< Empty: the language of the screen.
  std::vector<SpecialNeed> special_needs;

  ui::TextEdit query;
  bool keyboard_shown = true;
  KeyLayer key_layer = KeyLayer::letters;

  std::optional<Lookup::Found> appointment;  ///< What the code stands for.

  ui::TextEdit pin;  ///< Of a supervisor, while it is typed.
  bool pin_wrong = false;

  /// Which way; nothing: without steps if that was asked for, otherwise the shortest.
  std::optional<wayfinding::Preference> way_preference;
  std::optional<wayfinding::LevelIndex> way_level;  ///< Nothing: where the way begins.

  Sheet sheet = Sheet::none;
  int part = 0;  ///< Which part of a page that is too long for the screen.

  std::optional<RefusalCode> problem;  ///< Why the last attempt gave no ticket.
  std::optional<IssuedTicket> ticket;
};

inline constexpr std::size_t history_max = 64;

/// Whether something is left on the screen that the next person must not find.
[[nodiscard]] bool is_fresh(const Form& form, const LanguageTag& first_language);

/// The one after this: 100, 125, 150, 175, 200, and 100 again.
[[nodiscard]] int next_text_percent(int percent);

struct StartOver {};
struct GoBack {};
struct OpenSearch {};
struct OpenJob {
  Job job{};
};
struct OpenService {
  ServiceId service;
};
/// What is known about a service.
struct OpenArticle {
  ServiceId service;
};
struct OpenForYou {};
/// "Anything else today?": keeps the service that is shown and lets the person choose another.
struct AddAnother {};
struct TakeOff {
  ServiceId service;
};
struct TickBrought {
  Brought brought;
};
struct TickNeed {
  SpecialNeed need{};
};
struct SpeakWithMe {
  LanguageTag language;
};
struct GetTicket {};
struct OpenSheet {
  Sheet sheet{};
};
struct ChooseLanguage {
  LanguageTag language;
};
struct NextTextSize {};
struct OtherContrast {};
struct ShowPart {
  int part = 0;
};
struct ShowKeyboard {
  bool shown = true;
};
struct KeepOpen {};
/// Places to look for, and the way to one.
struct OpenFind {};
struct ShowWay {
  Destination to;
};
struct ChooseWay {
  wayfinding::Preference preference{};
};
struct ShowLevel {
  wayfinding::LevelIndex level = 0;
};
/// The way that is shown, on paper.
struct PrintWay {};
/// "I have an appointment": asks for its code, looks it up, and takes a ticket for it.
struct OpenCheckIn {};
struct FindAppointment {};
struct CheckInNow {};
/// When the office is open in the coming days.
struct OpenHours {};
/// All notices at once, standing still.
struct OpenNotices {};
/// The paper that did not come out well.
struct PrintAgain {};
struct ChangeAccess {
  AccessChange change{};
};
enum class SpeechWish { repeat, spell };
struct Speak {
  SpeechWish wish{};
};
/// Asks for the PIN that leads to the supervisor's page.
struct OpenPin {};
struct TryPin {};
struct PrintTestPage {};
/// The language in which this kiosk's home screen begins.
struct SetFirstLanguage {
  LanguageTag language;
};
struct SetOutOfService {
  bool out = true;
};
/// Ends the program; what started it starts it again.
struct Restart {};

using Intent =
    std::variant<StartOver, GoBack, OpenSearch, OpenJob, OpenService, OpenArticle, OpenForYou,
                 AddAnother, TakeOff, TickBrought, TickNeed, SpeakWithMe, GetTicket, OpenSheet,
                 ChooseLanguage, NextTextSize, OtherContrast, ShowPart, ShowKeyboard, KeepOpen,
                 OpenFind, ShowWay, ChooseWay, ShowLevel, PrintWay, PrintAgain, OpenCheckIn,
                 FindAppointment, CheckInNow, OpenHours, OpenNotices, ChangeAccess, Speak, OpenPin,
                 TryPin, PrintTestPage, SetFirstLanguage, SetOutOfService, Restart>;
/// In the order in which they were asked for; rarely more than one a frame.
using Intents = std::vector<Intent>;

}  // namespace foyer::kiosk
