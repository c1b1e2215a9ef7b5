// A site's files, read and checked: what the engine must know (`lobby`) and what only people see.
// Everything here is plain data. Every text is English as it stands in the files; a screen shows it
// through Texts::of_site (site/translations.h), which has the other languages. Nothing here asks
// for the time: see site/calendar.h. How a city writes the files: assets/sites/README.md.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/ids.h"
#include "engine/site.h"
#include "engine/words.h"
#include "wayfinding/building.h"

namespace foyer {

using TouchpointId = Name<struct TouchpointTag>;

/// One thing that is wrong in a site's files.
struct Mistake {
  std::string file;    ///< Relative to the site's folder: "services/taxation.toml".
  int line = 0;        ///< From 1; 0 where no line is at fault, as with a missing file.
  std::string key;     ///< service "pay-property-tax".group; empty where no key is at fault.
  std::string reason;  ///< What is wrong, and what would be right.
  friend auto operator<=>(const Mistake&, const Mistake&) = default;
};

/// "services/taxation.toml:41: service \"pay-property-tax\".group: no group \"Z\"; groups are …"
[[nodiscard]] std::string to_text(const Mistake& mistake);

/// All mistakes of a site at once, one a line in what().
class SiteMistakes : public std::runtime_error {
 public:
  explicit SiteMistakes(std::vector<Mistake> mistakes);
  [[nodiscard]] const std::vector<Mistake>& mistakes() const { return mistakes_; }

 private:
  std::vector<Mistake> mistakes_;
};

struct LanguageInfo {
  LanguageTag tag;
  std::string own_name;  ///< "Français", never translated.
  std::string voice{};   ///< Of espeak-ng, where the site wants another than ours; may be empty.
  /// Clerks and managers read it too: their texts are translated. Always true for English.
  bool staff = false;
  /// Lobby displays show their texts in it, in turn with the others. Always true for English. A
  /// ticket's language is another thing: who has it hears it at the kiosk and reads it on paper.
  bool lobby = false;
};

/// Where to go or whom to call. Empty: not known.
struct Contact {
  std::string phone;       ///< As it is shown: "905-555-0142". Not translated.
  std::string place;       ///< Short: "Level 2".
  std::string directions;  ///< A sentence: "Take the elevator to level 2 and turn left."
  PlaceId place_id;        ///< Where that is in the building; empty: not said.
};

/// A department of the city, or a part of one (`part_of`): Animal Services of Legislative Services.
struct DepartmentInfo {
  DepartmentId id;
  std::string name;
  std::string inventory_name;  ///< As the city's own service inventory calls it. Not shown.
  DepartmentId part_of;        ///< Empty at the top.
  SkillId skill;               ///< The specialists of this department; empty if none has a counter.
  Contact contact;             ///< Complete: what a part leaves out is its department's.
  int follow_up_days = 0;      ///< See Service; 0: as the site's rules say.
};

struct SkillInfo {
  SkillId id;
  std::string name;
};

struct ItemInfo {
  ItemId id;
  std::string name;  ///< "Photo ID".
  std::string help;  ///< "A driver's licence or a passport"; may be empty.
};

struct GroupInfo {
  GroupId id;
  char letter = 'A';
  std::string name;  ///< "Taxes and payments".
};

/// A tile of the kiosk's home screen.
struct JobInfo {
  Job job{};
  std::string name;      ///< "Pay".
  std::string line;      ///< "Property tax, parking ticket, licence or class".
  std::string question;  ///< "What would you like to pay?"
};

/// A row of the city's service inventory (Clarington: Appendix III of the 2021 review), in its
/// words.
struct Touchpoint {
  TouchpointId id;
  DepartmentId department;
  std::string text;
  std::string items;
  Job job{};
  Centralization centralization{};
  std::optional<int> stage_tenths;  ///< 20 is stage 2.0.
  bool listed = true;               ///< false: work inside the city, nobody comes for it.
};

struct OnlineInfo {
  std::string url;
  std::string text;  ///< "Pay through your bank, or on our website."
};

/// One thing to bring: the item's own help, or what this service says of it.
struct BringInfo {
  ItemId item;
  std::string name;
  std::string help;
};

/// What people see of a service; what the engine sees is find_service(lobby, id).
struct ServiceInfo {
  ServiceId id;
  TouchpointId touchpoint;
  GroupId group;
  DepartmentId department;
  Job job{};  ///< Of the touchpoint, unless residents look for it under another tile.
  Centralization centralization{};
  std::optional<int> stage_tenths;
  /// false: its stage of the roll-out has not come; a screen shows it as "not here yet", with the
  /// referral. Always true for Centralization::none.
  bool on = true;
  std::string name;         ///< "Pay my property tax".
  std::string description;  ///< One sentence.
  /// What people may type, by language tag ("en", "fr"); beside the words of name and description.
  std::map<std::string, std::vector<std::string>> search;
  std::vector<BringInfo> bring;    ///< In the order of the files.
  std::vector<ItemInfo> delivers;  ///< What is handed out and counted.
  std::optional<OnlineInfo> online;
  Contact referral;  ///< The department's, unless the service has its own.
};

struct CounterInfo {
  CounterId id;
  std::string label;  ///< On the sign: "5". Not translated.
  std::string name;   ///< "Service desk", for staff.
  PlanPoint place;
  std::optional<wayfinding::Spot> spot;  ///< In the building, where the site describes it.
};

struct KioskInfo {
  DeviceId id;
  std::string name;  ///< Where it stands: "Main entrance".
  PlanPoint place;
  std::optional<wayfinding::Spot> spot;  ///< As of a counter.
  double facing_degrees = 0;             ///< Which way somebody looks who uses it; see DisplayInfo.
  /// Height of the screen's lower and upper edge above the floor, in millimetres: what is above
  /// 1,220 mm is out of reach for some.
  int screen_bottom_mm = 0;
  int screen_top_mm = 0;
};

struct DisplayInfo {
  DeviceId id;
  std::string name;
  PlanPoint place;
  /// Which way somebody looks who reads it, on the plan: 0 up, 90 right, 180 down, 270 left.
  double facing_degrees = 0;
  /// The arrow to every counter, drawn on this display.
  std::map<CounterId, Direction> arrows;
};

/// Opening time of one day: minutes after local midnight, opens < closes.
struct OpeningTime {
  int opens_minute = 0;
  int closes_minute = 0;
  friend bool operator==(const OpeningTime&, const OpeningTime&) = default;
};

struct Holiday {
  BusinessDate date;
  std::string name;
  std::optional<OpeningTime> hours;  ///< A shorter day; nothing: closed.
};

struct Hours {
  std::string time_zone;                                 ///< IANA: "America/Toronto". It exists.
  std::array<std::optional<OpeningTime>, 7> by_weekday;  ///< Monday first.
  std::vector<Holiday> holidays;                         ///< Sorted by date, one per date.
};

/// How a notice looks: quiet, or "look at this".
FOYER_WORDS(NoticeSeverity, information, important)
FOYER_WORDS(NoticePlace, kiosk, display)

/// Something that is said to everybody for some days; see site/notices.h.
struct NoticeInfo {
  NoticeId id;
  std::string text;  ///< One or two sentences.
  NoticeSeverity severity{};
  std::vector<NoticePlace> where{NoticePlace::kiosk, NoticePlace::display};
  std::vector<ServiceId> services;  ///< Whose pages show it, too.
  std::optional<Instant> from;      ///< Nothing: since ever.
  std::optional<Instant> until;     ///< It is no longer shown then. Nothing: until it is deleted.
  bool prepared = false;            ///< Shown only while a supervisor has switched it on.
};

struct Brand {
  std::string name;            ///< "Municipality of Clarington".
  std::string short_name;      ///< "Clarington".
  std::string accent;          ///< "#0B5D66".
  std::filesystem::path logo;  ///< An SVG file; it exists.
};

struct Privacy {
  /// Whether the display in front of the customer says who is helping, by first name.
  bool clerk_first_name = false;
  int private_days = 30;      ///< Notes and phone numbers are deleted after so many days.
  Seconds screen_idle{60};    ///< Then a kiosk warns,
  Seconds screen_clears{25};  ///< and after this it forgets whoever stood there.
};

struct LevelInfo {
  LevelId id;
  std::string sign;            ///< As the elevators' buttons have it: "3", "P". Not translated.
  std::string name;            ///< "Level 3".
  std::filesystem::path plan;  ///< An SVG file; 1 user unit is 0.1 m. It exists.
  /// What the plan shows: from this point so far to the right and down.
  PlanPoint plan_from;
  double plan_width_m = 0;
  double plan_height_m = 0;
};

/// What a door, elevators, stairs or a ramp are called; empty where they have no name. All empty
/// for a corridor.
struct PassageInfo {
  PassageId id;
  std::string name;    ///< "Tower elevators".
  std::string phrase;  ///< The same within a sentence: "the tower elevators"; never empty with it.
  std::string sign;    ///< The same where there is little room: "Tower".
};

/// How large the plan names a place; a smaller one gives way where names are too close.
FOYER_WORDS(LabelSize, normal, large, small, none)

struct PlaceInfo {
  PlaceId id;
  std::string name;         ///< "Café".
  std::string phrase;       ///< The same within a sentence: "the café". Never empty.
  std::string sign;         ///< The same on the plan, short. Never empty.
  std::string door;         ///< Its number: "302". Not translated; may be empty.
  DepartmentId department;  ///< Whose it is; may be empty.
  LabelSize label{};
  /// What people may type, by language tag; as of a service.
  std::map<std::string, std::vector<std::string>> search;
};

/// The building around the lobby. The lists are as those of `graph`, one for one.
struct BuildingInfo {
  wayfinding::Building graph;
  std::vector<LevelInfo> levels;
  std::vector<PassageInfo> passages;
  std::vector<PlaceInfo> places;
  std::optional<double> north_degrees;  ///< Where north is on the plans: 0 up, 90 right.
};

struct SiteFiles {
  Site lobby;
  std::filesystem::path dir;
  Brand brand;
  std::string region;         ///< ISO 3166: "CA"; for the form of numbers and dates.
  int stage_tenths = 0;       ///< How far the roll-out is: 20 is stage 2.0.
  bool appointments = false;  ///< Kiosks ask for codes of appointments.
  std::string status_url;     ///< "https://queue.example/t/{token}".
  std::string way_url;        ///< "https://city.example/way?from={from}&to={to}"; may be empty.
  Privacy privacy;
  Hours hours;
  std::vector<LanguageTag> lobby_languages;     ///< Those that take turns on lobby displays.
  std::vector<LanguageInfo> languages;          ///< In the order of the site; English is the first.
  std::array<JobInfo, word_count<Job>()> jobs;  ///< Indexed by Job; shown in job_order.
  std::vector<Job> job_order;
  std::vector<SkillInfo> skills;  ///< The five lists in the order of the files.
  std::vector<GroupInfo> groups;
  std::vector<DepartmentInfo> departments;
  std::vector<ItemInfo> items;
  std::vector<Touchpoint> touchpoints;
  std::vector<ServiceInfo> services;  ///< Files by name, services as they stand there.
  std::vector<CounterInfo> counters;
  std::vector<KioskInfo> kiosks;
  std::vector<DisplayInfo> displays;
  std::vector<NoticeInfo> notices;       ///< In the order of the file.
  std::optional<BuildingInfo> building;  ///< Nothing: the site does not describe it.
};

/// Reads the TOML files of a site. Throws SiteMistakes with all that is wrong in them, and
/// std::filesystem::filesystem_error if `dir` cannot be read. Reads no translations.
[[nodiscard]] SiteFiles load_site(const std::filesystem::path& dir);

/// All that is wrong in a site's files, sorted by file and line: what load_site finds and, for
/// every language, translations that are missing, unused, or have other placeholders than the
/// English text. Empty: the site is good. Throws only if `dir` cannot be read.
[[nodiscard]] std::vector<Mistake> check_site(const std::filesystem::path& dir);

/// How far the translations of one language are.
struct ReviewState {
  LanguageTag language;
  int texts = 0;       ///< Of the site, that have a translation.
  int unreviewed = 0;  ///< Of those: nobody has confirmed them yet (marked fuzzy).
};

/// Of every language but English, in the order of the site. A catalogue that cannot be read has
/// none: check_site says why. Throws only if `dir` cannot be read.
[[nodiscard]] std::vector<ReviewState> review_of_site(const std::filesystem::path& dir);

/// A text of the site that is shown to people, and where it stands.
struct SiteText {
  std::string text;
  std::string file;
  int line = 0;
};

/// Every text to translate, each once, in the order of the files.
[[nodiscard]] std::vector<SiteText> texts_of_site(const std::filesystem::path& dir);

/// Those texts as a gettext template (.pot), for msgmerge and msginit.
[[nodiscard]] std::string template_of(const std::vector<SiteText>& texts);

/// The status page of one visit: status_url with the token in it.
[[nodiscard]] std::string status_url_of(const SiteFiles& site, const Token& token);

/// Null if there is none.
const ServiceInfo* find_service_info(const SiteFiles& site, const ServiceId& id);
const CounterInfo* find_counter_info(const SiteFiles& site, const CounterId& id);
const GroupInfo* find_group_info(const SiteFiles& site, const GroupId& id);
const DepartmentInfo* find_department_info(const SiteFiles& site, const DepartmentId& id);
const SkillInfo* find_skill_info(const SiteFiles& site, const SkillId& id);
const ItemInfo* find_item_info(const SiteFiles& site, const ItemId& id);
const PlaceInfo* find_place_info(const SiteFiles& site, const PlaceId& id);
const PassageInfo* find_passage_info(const SiteFiles& site, const PassageId& id);
/// Where a contact, or else its department or what that is a part of, is in the building.
const PlaceInfo* place_of(const SiteFiles& site, const Contact& contact,
                          const DepartmentId& department);
const Touchpoint* find_touchpoint(const SiteFiles& site, const TouchpointId& id);
const KioskInfo* find_kiosk(const SiteFiles& site, const DeviceId& id);
const DisplayInfo* find_display(const SiteFiles& site, const DeviceId& id);
const JobInfo& job_info(const SiteFiles& site, Job job);

}  // namespace foyer
