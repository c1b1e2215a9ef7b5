// The real site against the city's own inventory, its holidays and its promises to residents.
#include <date/date.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "site/calendar.h"
#include "site/translations.h"

namespace foyer {

namespace {

const char* const folder = FOYER_SOURCE_DIR "/assets/sites/clarington";

const SiteFiles& clarington() {
  static const SiteFiles site = load_site(folder);
  return site;
}

using Row = std::vector<std::string>;

/// Appendix III of the review: department, business line, touchpoint, items, job, centralization,
/// stage and two columns that concern nobody in the lobby.
std::vector<Row> inventory() {
  std::ifstream file(FOYER_SOURCE_DIR "/tests/site/clarington-services.tsv");
  REQUIRE(file);
  std::vector<Row> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    Row& row = rows.emplace_back();
    std::istringstream cells(line);
    std::string cell;
    while (std::getline(cells, cell, '\t')) row.push_back(cell);
    row.resize(9);
  }
  return rows;
}

std::string stage_text(std::optional<int> tenths) {
  if (!tenths) return "";
  return std::to_string(*tenths / 10) + "." + std::to_string(*tenths % 10);
}

std::string centralization_text(Centralization centralization) {
  switch (centralization) {
    case Centralization::full:
      return "Full";
    case Centralization::partial:
      return "Partial";
    case Centralization::none:
      return "None";
  }
  return "";
}

Row row_of(const Touchpoint& touchpoint) {
  const DepartmentInfo* line = find_department_info(clarington(), touchpoint.department);
  REQUIRE(line != nullptr);
  const DepartmentInfo* department = find_department_info(clarington(), line->part_of);
  REQUIRE(department != nullptr);
  return {department->inventory_name,
          line->inventory_name,
          touchpoint.text,
          touchpoint.items,
          std::string(word(touchpoint.job)),
          centralization_text(touchpoint.centralization),
          stage_text(touchpoint.stage_tenths)};
}

bool has_service(const Touchpoint& touchpoint) {
  const auto& all = clarington().services;
  return std::any_of(all.begin(), all.end(),
                     [&](const ServiceInfo& one) { return one.touchpoint == touchpoint.id; });
}

const ServiceInfo& service(const char* id) {
  const ServiceInfo* found = find_service_info(clarington(), {id});
  REQUIRE_MESSAGE(found != nullptr, id);
  return *found;
}

std::string date_text(date::sys_days day) {
  return date::format("%F", day);
}

/// Gregorian Easter by the algorithm of Meeus, Jones and Butcher (Astronomical Algorithms, 1991).
date::sys_days easter(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int g = (8 * b + 13) / 25;
  const int h = (19 * a + b - b / 4 - g + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int month = (h + l - 7 * m + 114) / 31;
  const int day = (h + l - 7 * m + 114) % 31 + 1;
  return date::year(year) / month / day;
}

/// A holiday on a Saturday or Sunday is kept on the next day that is neither, nor taken.
std::set<std::string> kept_on_working_days(std::vector<date::sys_days> days) {
  std::set<std::string> kept;
  for (date::sys_days day : days) {
    while (date::weekday(day).iso_encoding() > 5 || kept.contains(date_text(day))) {
      day += date::days(1);
    }
    kept.insert(date_text(day));
  }
  return kept;
}

std::set<std::string> ontario_holidays(int number) {
  using namespace date::literals;
  const date::year year(number);
  // Victoria Day is the Monday before 25 May.
  date::sys_days victoria = year / 5 / 24;
  while (date::weekday(victoria) != date::Monday) victoria -= date::days(1);
  return kept_on_working_days(
      {year / 1 / 1, date::sys_days(year / 2 / date::Monday[3]), easter(number) - date::days(2),
       victoria, year / 7 / 1, date::sys_days(year / 8 / date::Monday[1]),
       date::sys_days(year / 9 / date::Monday[1]), date::sys_days(year / 10 / date::Monday[2]),
       year / 12 / 25, year / 12 / 26});
}

}  // namespace

TEST_CASE("clarington: its files and its French have no mistake") {
  std::string all;
  for (const Mistake& mistake : check_site(folder)) all += to_text(mistake) + "\n";
  CHECK(all == "");
}

TEST_CASE("clarington: all 47 rows of the inventory are there as they stand") {
  const std::vector<Row> rows = inventory();
  REQUIRE(rows.size() == 47);
  REQUIRE(clarington().touchpoints.size() == 47);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(i);
    CHECK(row_of(clarington().touchpoints[i]) == Row(rows[i].begin(), rows[i].begin() + 7));
  }
}

TEST_CASE("clarington: every row is something to ask for or work inside the municipality") {
  std::vector<std::string> inside;
  for (const Touchpoint& touchpoint : clarington().touchpoints) {
    CAPTURE(touchpoint.id.value);
    CHECK(has_service(touchpoint) == touchpoint.listed);
    if (!touchpoint.listed) {
      CHECK(touchpoint.centralization == Centralization::none);
      inside.push_back(touchpoint.id.value);
    }
  }
  CHECK(inside ==
        std::vector<std::string>{"events-support", "it-amanda", "special-projects-support"});
}

TEST_CASE("clarington: a service is what its row says") {
  for (const ServiceInfo& info : clarington().services) {
    CAPTURE(info.id.value);
    const Touchpoint* row = find_touchpoint(clarington(), info.touchpoint);
    const Service* lobby = find_service(clarington().lobby, info.id);
    REQUIRE(row != nullptr);
    REQUIRE(lobby != nullptr);
    CHECK(lobby->centralization == row->centralization);
    CHECK(lobby->department == row->department);
    CHECK(lobby->skill.empty() == (row->centralization == Centralization::none));
    CHECK(lobby->specialist_skill.empty() == (row->centralization != Centralization::partial));
    CHECK(info.on == (row->stage_tenths.value_or(0) <= 20));
    CHECK(lobby->on == info.on);
    CHECK_FALSE(info.referral.phone.empty());
  }
}

TEST_CASE("clarington: what residents come for most") {
  CHECK(service("pay-property-tax").name == "Pay my property tax");
  CHECK(service("pay-property-tax").on);
  CHECK(service("pay-parking-ticket").centralization == Centralization::full);
  CHECK(service("marriage-licence").centralization == Centralization::partial);
  CHECK(service("marriage-licence").referral.place == "Level 2");
  // Stage 3.0: not here yet, with whom to call instead.
  for (const char* id : {"deck-permit", "fence-permit", "dog-tag", "ask-zoning"}) {
    CAPTURE(id);
    CHECK_FALSE(service(id).on);
    CHECK_FALSE(service(id).referral.phone.empty());
  }
  CHECK(service("civil-marriage").on);
  CHECK(service("civil-marriage").centralization == Centralization::none);
}

TEST_CASE("clarington: every service is found by everyday words in every language") {
  for (const ServiceInfo& info : clarington().services) {
    CAPTURE(info.id.value);
    for (const LanguageInfo& language : clarington().languages) {
      const auto words = info.search.find(language.tag.value);
      REQUIRE(words != info.search.end());
      CHECK(words->second.size() >= 4);
    }
  }
}

TEST_CASE("clarington: phone numbers and addresses lead to nobody") {
  for (const ServiceInfo& info : clarington().services) {
    CAPTURE(info.id.value);
    const std::string& phone = info.referral.phone;
    CHECK((phone == "9-1-1" || (phone.starts_with("905-555-01") && phone.size() == 12)));
    if (info.online) CHECK(info.online->url.starts_with("https://www.clarington.example/"));
  }
}

TEST_CASE("clarington: the desk serves all that is full and begins all that is partial") {
  for (const char* id : {"counter-1", "counter-2"}) {
    const CounterPlace* counter = find_counter(clarington().lobby, {id});
    REQUIRE(counter != nullptr);
    CHECK(counter->skills == std::vector<SkillId>{{"front-desk"}});
  }
  for (const Service& one : clarington().lobby.services) {
    if (one.centralization != Centralization::none) CHECK(one.skill.value == "front-desk");
  }
}

TEST_CASE("clarington: Ontario's holidays of 2026 and 2027") {
  std::set<std::string> written;
  for (const Holiday& holiday : clarington().hours.holidays) written.insert(holiday.date.value);
  std::set<std::string> computed = ontario_holidays(2026);
  computed.merge(ontario_holidays(2027));
  CHECK(written == computed);
  CHECK(computed.size() == 20);
}

TEST_CASE("clarington: open Monday to Friday from 8:30 to 16:30") {
  const Hours& hours = clarington().hours;
  const auto day = business_day(hours, {"2026-11-26"});
  REQUIRE(day);
  CHECK(clock_24(hours, day->opens_at) == "08:30");
  CHECK(clock_24(hours, day->closes_at) == "16:30");
  CHECK_FALSE(business_day(hours, {"2026-11-28"}));
  CHECK_FALSE(business_day(hours, {"2026-12-25"}));
}

TEST_CASE("clarington: arrows of the display in the lobby") {
  const DisplayInfo* display = find_display(clarington(), {"lobby-1"});
  REQUIRE(display != nullptr);
  CHECK(display->arrows.size() == 8);
  CHECK(display->arrows.at({"counter-1"}) == Direction::left);
  CHECK(display->arrows.at({"counter-3"}) == Direction::ahead);
  CHECK(display->arrows.at({"counter-4"}) == Direction::ahead_right);
  CHECK(display->arrows.at({"counter-8"}) == Direction::right);
}

TEST_CASE("clarington: all that people see has a French form") {
  const Translations all(FOYER_SOURCE_DIR "/assets", clarington());
  const Texts french = all.in({"fr"});
  for (const SiteText& text : texts_of_site(folder)) CHECK(french.of_site(text.text) != "");
  CHECK(all.missing().empty());
  CHECK(french.of_site("Pay my property tax") == "Payer mes impôts fonciers");
}

TEST_CASE("site: arrows turn with the way the viewer looks") {
  const PlanPoint here{.x_m = 5, .y_m = 5};
  CHECK(direction_towards(here, {5, 1}, 0) == Direction::ahead);
  CHECK(direction_towards(here, {9, 5}, 0) == Direction::right);
  CHECK(direction_towards(here, {9, 5}, 90) == Direction::ahead);
  CHECK(direction_towards(here, {1, 5}, 0) == Direction::left);
  CHECK(direction_towards(here, {5, 9}, 0) == Direction::behind);
  CHECK(direction_towards(here, {1, 1}, 0) == Direction::ahead_left);
  CHECK(direction_towards(here, {9, 9}, 270) == Direction::behind_left);
  CHECK(direction_towards(here, here, 90) == Direction::ahead);
}

TEST_CASE("site: the status address of a visit") {
  CHECK(status_url_of(clarington(), {"00112233445566778899aabbccddeeff"}) ==
        "https://queue.clarington.example/t/00112233445566778899aabbccddeeff");
}

TEST_CASE("site: the template of its texts can be read again") {
  const std::vector<SiteText> texts = texts_of_site(folder);
  CHECK(texts.size() > 250);
  const std::string text = template_of(texts);
  CHECK(text.find("\n#: services/taxation.toml:") != std::string::npos);
  CHECK(text.find("msgid \"Pay my property tax\"\nmsgstr \"\"\n") != std::string::npos);
}

}  // namespace foyer
