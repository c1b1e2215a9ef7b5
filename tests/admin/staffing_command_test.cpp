// foyer staffing as it is called: what it says of a lobby's journal, and of what it cannot do.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/admin/foyer_command.h"
#include "tests/admin/past_journal.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

const std::string clarington = FOYER_SOURCE_DIR "/assets/sites/clarington";

/// Six weeks of weekdays to Friday 2026-11-20, with two at the desk; made once.
class PastWeeks {
 public:
  PastWeeks() : site_(load_site(clarington)) {
    const auto profile = simulation::read_profile(clarington + "/profiles/weekday.toml", site_);
    PastJournal journal(folder_.path(), site_);
    for (const BusinessDate& date : working_days(site_, "2026-10-13", 29)) {
      journal.add_day(date, profile, 1,
                      {worker_at(site_, "counter-1"), worker_at(site_, "counter-2")});
    }
    // A Monday on which one clerk is alone.
    journal.add_day(BusinessDate{"2026-11-23"}, profile, 1, {worker_at(site_, "counter-1")});
  }
  [[nodiscard]] const SiteFiles& site() const { return site_; }
  [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }
  [[nodiscard]] std::string arguments() const {
    return "--data " + folder_.path().string() + " --site " + clarington;
  }

 private:
  SiteFiles site_;
  TempFolder folder_;
};

const PastWeeks& past() {
  static const PastWeeks weeks;
  return weeks;
}

nlohmann::json planned(const std::string& arguments) {
  const Said said = foyer_says("staffing plan " + past().arguments() + " --json " + arguments);
  REQUIRE_MESSAGE(said.exit_code == 0, said.text);
  return nlohmann::json::parse(said.text);
}

std::filesystem::path shifts_file(const TempFolder& folder, const std::string& text) {
  const auto file = folder.path() / "shifts.toml";
  std::ofstream(file) << text;
  return file;
}

}  // namespace

TEST_CASE("foyer staffing plan: learns a coming day from the journal's past ones") {
  const nlohmann::json plan = planned("--date 2026-11-26");
  CHECK_EQ(plan["weekday_days"], 6);
  CHECK_EQ(plan["days"], 30);
  CHECK_EQ(plan["first_day"], "2026-10-13");
  CHECK_EQ(plan["last_day"], "2026-11-23");
  CHECK_EQ(plan["opens"], "8:30");
  CHECK_EQ(plan["closes"], "16:30");
  // 113 visits a day, all of one skill; no day is like another by more than chance.
  CHECK_EQ(plan["arrivals"].get<double>(), doctest::Approx(113).epsilon(0.08));
  CHECK(plan["spread_known"].get<bool>());
  CHECK(plan["busy_factor"].get<double>() < 1.12);
  REQUIRE_EQ(plan["pools"].size(), 1);
  const nlohmann::json& desk = plan["pools"][0];
  CHECK_EQ(desk["skills"], nlohmann::json{"front-desk"});
  CHECK_EQ(desk["counters"], nlohmann::json({"counter-1", "counter-2"}));
  // Some 7 minutes of handling by the profile, 25 s of walking, and 36 s between two visits.
  CHECK(desk["handle_s"].get<double>() > 420);
  CHECK(desk["handle_s"].get<double>() < 560);
  REQUIRE_EQ(desk["half_hours"].size(), 16);
  CHECK_EQ(desk["half_hours"][0]["from"], "8:30");
  // 20 an hour in the first half hour, 8 in the last.
  CHECK_EQ(desk["half_hours"][0]["arrivals"].get<double>(), doctest::Approx(10).epsilon(0.2));
  CHECK_EQ(desk["half_hours"][15]["arrivals"].get<double>(), doctest::Approx(4).epsilon(0.35));
  for (const nlohmann::json& half_hour : desk["half_hours"]) {
    CHECK(half_hour["needed"] >= 2);
    CHECK(half_hour["needed"] <= 5);
    CHECK(half_hour["needed_busy"] >= half_hour["needed"]);
    CHECK_FALSE(half_hour.contains("present"));
  }
}

TEST_CASE("foyer staffing plan: only from days before and only so many weeks") {
  CHECK_EQ(planned("--date 2026-11-05")["days"], 17);
  CHECK_EQ(planned("--date 2026-11-05")["last_day"], "2026-11-04");
  CHECK_EQ(planned("--date 2026-11-26 --weeks 2")["weekday_days"], 2);
  CHECK_EQ(planned("--date 2026-11-26 --weeks 2")["first_day"], "2026-11-12");
}

TEST_CASE("foyer staffing plan: holds shifts against what is needed") {
  const TempFolder folder;
  const auto two = shifts_file(folder, R"(
[[shift]]
counter = "counter-1"
hours = "8:30-16:30"
[[shift.break]]
hours = "12:00-12:30"
[[shift]]
counter = "counter-2"
hours = "8:30-16:30"
[[shift]]
counter = "counter-3"
hours = "10:00-16:30"
)");
  const nlohmann::json plan = planned("--date 2026-11-26 --shifts " + two.string());
  const nlohmann::json& half_hours = plan["pools"][0]["half_hours"];
  for (std::size_t i = 0; i < 16; ++i) {
    CAPTURE(i);
    const nlohmann::json& at = half_hours[i];
    // 12:00 is the eighth half hour: one is at the desk.
    CHECK_EQ(at["present"], i == 7 ? 1 : 2);
    CHECK_EQ(at["short"].get<int>(),
             std::max(0, at["needed"].get<int>() - at["present"].get<int>()));
    // Nobody comes for taxation alone: counter 3 helps nobody.
    CHECK_EQ(plan["all"][i]["over"], i < 3 ? 0 : 1);
    CHECK_EQ(plan["all"][i]["present"], (i == 7 ? 1 : 2) + (i < 3 ? 0 : 1));
  }
  // A line builds up: the promise is kept less and less until noon and least after the break.
  CHECK(half_hours[0]["kept_share"].get<double>() > half_hours[6]["kept_share"].get<double>());
  CHECK(half_hours[6]["kept_share"].get<double>() > half_hours[8]["kept_share"].get<double>());
  const Said said = foyer_says("staffing plan " + past().arguments() +
                               " --date 2026-11-26 --shifts " + two.string());
  CHECK_EQ(said.exit_code, 0);
  CHECK(said.has("Thursday 2026-11-26, 8:30 to 16:30"));
  CHECK(said.has("Learnt from 6 Thursdays of 30 days (2026-10-13 to 2026-11-23)."));
  CHECK(said.has("Service desk (counters 1, 2)"));
  CHECK(said.has("12:00-12:30"));
}

TEST_CASE("foyer staffing plan: says why it cannot") {
  const auto says = [](const std::string& rest) {
    return foyer_says("staffing plan " + past().arguments() + " " + rest);
  };
  const Said christmas = says("--date 2026-12-25");
  CHECK_EQ(christmas.exit_code, 1);
  CHECK(christmas.has("closed on 2026-12-25 (Christmas Day)"));
  CHECK(says("--date 2026-11-28").has("closed on 2026-11-28"));
  CHECK(says("--date 2026-13-40").has("2026-13-40 is no date"));
  // Of Tuesday the 13th nothing is known on Wednesday the 14th.
  const Said wednesday = says("--date 2026-10-14");
  CHECK_EQ(wednesday.exit_code, 1);
  CHECK(wednesday.has("of the 1 days"));
  CHECK(wednesday.has("none is of this weekday"));
  CHECK_EQ(says("").exit_code, 2);
  CHECK_EQ(says("--date 2026-11-26 --weeks 0").exit_code, 2);
  CHECK_EQ(says("--date 2026-11-26 --shifts nowhere.toml").exit_code, 2);
  const TempFolder folder;
  const Said wrong = says("--date 2026-11-26 --shifts " +
                          shifts_file(folder, "[[shift]]\ncounter = \"counter-77\"\n").string());
  CHECK_EQ(wrong.exit_code, 3);
  CHECK(wrong.has("shifts.toml:2: "));
  CHECK(wrong.has("no counter \"counter-77\""));
  const Said empty = foyer_says("staffing plan --data " + folder.path().string() + " --site " +
                                clarington + " --date 2026-11-26");
  CHECK_EQ(empty.exit_code, 1);
  CHECK(empty.has("there is no journal in"));
}

TEST_CASE("foyer staffing: a journal that cannot be right is told with its seq") {
  const TempFolder folder;
  std::filesystem::copy(past().folder() / "journal.sqlite", folder.path() / "journal.sqlite");
  sqlite3* db = nullptr;
  REQUIRE_EQ(sqlite3_open((folder.path() / "journal.sqlite").c_str(), &db), SQLITE_OK);
  const char* damage =
      "UPDATE event SET kind = 'visit_left', body = '{\"visit\":4711}' WHERE seq = 200";
  REQUIRE_EQ(sqlite3_exec(db, damage, nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(db);
  for (const std::string what : {"plan --date 2026-11-26", "now --at 2026-10-13T18:00:00Z"}) {
    const Said said = foyer_says("staffing " + what + " --data " + folder.path().string() +
                                 " --site " + clarington);
    CHECK_EQ(said.exit_code, 4);
    CHECK_MESSAGE(said.has("journal, seq 200: "), said.text);
  }
}

TEST_CASE("foyer staffing now: the one action that is worth it") {
  const auto says = [](const std::string& at) {
    return foyer_says("staffing now " + past().arguments() + " --at " + at);
  };
  // A clerk alone: by 10:30 local time the lobby is full.
  const Said full = says("2026-11-23T15:30:00Z");
  CHECK_EQ(full.exit_code, 0);
  CHECK_MESSAGE(full.has("Open counter 2 (Service desk): "), full.text);
  CHECK(full.has(" people would wait "));
  CHECK(full.has(" minutes less"));
  const Said json =
      foyer_says("staffing now " + past().arguments() + " --json --at 2026-11-23T15:30:00Z");
  const nlohmann::json found = nlohmann::json::parse(json.text);
  CHECK(found["worth_it"].get<bool>());
  CHECK_EQ(found["best"]["action"], "open_counter");
  CHECK_EQ(found["best"]["counter"], "counter-2");
  CHECK(found["best"]["saved_s"] > 0);
  CHECK(found["best"]["visits_helped"] <= found["waiting"]);
  CHECK_EQ(found["at_ms"], 1795447800000);

  CHECK_EQ(says("2026-11-23T04:00:00Z").text, "Nothing to do: no day is open.\n");
  CHECK_EQ(says("2026-11-20T13:30:00Z").text, "Nothing to do: nobody waits.\n");
  // Both counters that could serve them are open.
  CHECK(says("2026-11-19T18:00:00Z").has("and there is no counter to open"));
  CHECK(says("yesterday").has("yesterday is no time like"));
  CHECK(says("2026-02-30T10:00:00Z").has("is no time like"));
}

}  // namespace foyer::test
