// The rules of the queue as site.toml and lobby.toml give them: what holds where nothing is said,
// what is taken over, and what is refused.
#include <doctest/doctest.h>

#include "tests/site/temp_site.h"

namespace foyer {
namespace {

/// The last line of the small site's rules.
constexpr const char* last_rule = "recall_after = \"30 s\"";

std::string told_of(const std::string& rule) {
  const TempSite site;
  site.change("site.toml", last_rule, std::string(last_rule) + "\n" + rule);
  return site.mistakes();
}

}  // namespace

TEST_CASE("rules: what is not said is as the engine has it") {
  const TempSite site;
  const Rules rules = load_site(site.dir()).lobby.rules;
  const Rules defaults;
  CHECK(rules.passed_over_max == defaults.passed_over_max);
  CHECK(rules.promise_margin_pct == defaults.promise_margin_pct);
  CHECK(rules.tie_slack == defaults.tie_slack);
  CHECK(rules.appointment_wait == defaults.appointment_wait);
  CHECK(rules.appointment_late_max == defaults.appointment_late_max);
  CHECK(rules.slow_head_start == defaults.slow_head_start);
  CHECK(rules.far_head_start == defaults.far_head_start);
  CHECK_FALSE(rules.kiosk_priority);
  CHECK(rules.advice_promises_least == defaults.advice_promises_least);
  CHECK(rules.advice_wait_least == defaults.advice_wait_least);
  CHECK(rules.advice_day_max == defaults.advice_day_max);
}

TEST_CASE("rules: Clarington writes the defaults out") {
  const Rules rules = load_site(FOYER_SOURCE_DIR "/assets/sites/clarington").lobby.rules;
  const Rules defaults;
  CHECK(rules.passed_over_max == defaults.passed_over_max);
  CHECK(rules.promise_margin_pct == defaults.promise_margin_pct);
  CHECK(rules.tie_slack == defaults.tie_slack);
  CHECK(rules.appointment_wait == defaults.appointment_wait);
  CHECK(rules.appointment_late_max == defaults.appointment_late_max);
  CHECK(rules.slow_head_start == defaults.slow_head_start);
  CHECK(rules.far_head_start == defaults.far_head_start);
}

TEST_CASE("rules: each is taken over") {
  const TempSite site;
  site.change("site.toml", last_rule, R"(recall_after = "30 s"
passed_over_max = "1 h"
promise_margin = 150
tie_slack = "0 s"
appointment_wait = "5 min"
appointment_late_max = "20 min"
slow_head_start = "90 s"
far_head_start = "4 min"
kiosk_priority = true
advice_promises = 5
advice_wait = "2 h"
advice_visits = 4
advice_after = "1 min"
advice_rest = "10 min"
advice_day_max = 0
lunch_least = "45 min"
short_break_least = "10 min")");
  const Rules rules = load_site(site.dir()).lobby.rules;
  CHECK(rules.passed_over_max == std::chrono::hours(1));
  CHECK(rules.promise_margin_pct == 150);
  CHECK(rules.tie_slack == Seconds(0));
  CHECK(rules.appointment_wait == std::chrono::minutes(5));
  CHECK(rules.appointment_late_max == std::chrono::minutes(20));
  CHECK(rules.slow_head_start == Seconds(90));
  CHECK(rules.far_head_start == std::chrono::minutes(4));
  CHECK(rules.kiosk_priority);
  CHECK(rules.advice_promises_least == 5);
  CHECK(rules.advice_wait_least == std::chrono::hours(2));
  CHECK(rules.advice_visits_least == 4);
  CHECK(rules.advice_after == std::chrono::minutes(1));
  CHECK(rules.advice_rest == std::chrono::minutes(10));
  CHECK(rules.advice_day_max == 0);
  CHECK(rules.lunch_least == std::chrono::minutes(45));
  CHECK(rules.short_break_least == std::chrono::minutes(10));
}

TEST_CASE("rules: what is out of bounds or no span is told with its line") {
  CHECK(told_of("passed_over_max = \"4 min\"") ==
        "site.toml:21: rules.passed_over_max: \"4 min\" is not between 300 s and 28800 s");
  CHECK(told_of("passed_over_max = 45") ==
        "site.toml:21: rules.passed_over_max: must be a text: \"…\"");
  CHECK(told_of("promise_margin = -1") ==
        "site.toml:21: rules.promise_margin: must be a whole number from 0 to 1000");
  CHECK(told_of("promise_margin = \"200\"") ==
        "site.toml:21: rules.promise_margin: must be a whole number from 0 to 1000");
  CHECK(told_of("tie_slack = \"31 min\"") ==
        "site.toml:21: rules.tie_slack: \"31 min\" is not between 0 s and 1800 s");
  CHECK(told_of("tie_slack = \"soon\"") ==
        "site.toml:21: rules.tie_slack: \"soon\" is no time span, like \"90 s\", \"15 min\" or "
        "\"1 h\"");
  CHECK(told_of("appointment_wait = \"59 s\"") ==
        "site.toml:21: rules.appointment_wait: \"59 s\" is not between 60 s and 14400 s");
  CHECK(told_of("appointment_late_max = \"5 h\"") ==
        "site.toml:21: rules.appointment_late_max: \"5 h\" is not between 0 s and 14400 s");
  CHECK(told_of("slow_head_start = \"1 h\"") ==
        "site.toml:21: rules.slow_head_start: \"1 h\" is not between 0 s and 1800 s");
  CHECK(told_of("far_head_start = \"1 h\"") ==
        "site.toml:21: rules.far_head_start: \"1 h\" is not between 0 s and 1800 s");
  CHECK(told_of("pass_over_max = \"45 min\"").starts_with("site.toml:21: rules.pass_over_max: "));
}

TEST_CASE("rules: a counter says whether it is reached without a step and calls by itself") {
  const TempSite site;
  site.change("lobby.toml", "skills = [\"desk\"]",
              "skills = [\"desk\"]\nstep_free = false\nauto_call = true");
  const Site lobby = load_site(site.dir()).lobby;
  CHECK_FALSE(find_counter(lobby, {"counter-1"})->step_free);
  CHECK(find_counter(lobby, {"counter-1"})->auto_call);
  CHECK(find_counter(lobby, {"counter-2"})->step_free);
  CHECK_FALSE(find_counter(lobby, {"counter-2"})->auto_call);

  site.change("lobby.toml", "auto_call = true", "auto_call = 1");
  CHECK(site.mistakes() == "lobby.toml:7: counter \"counter-1\".auto_call: must be true or false");
  site.change("lobby.toml", "auto_call = 1", "auto_calls = true");
  CHECK(site.mistakes() ==
        "lobby.toml:7: counter \"counter-1\".auto_calls: unknown key; keys are auto_call, "
        "customer_display, id, label, name, skills, step_free, x, y");
}

TEST_CASE("rules: 256 skills are possible and one more is refused") {
  const TempSite site;
  std::string more;
  for (int i = 3; i <= 256; ++i) {
    const std::string id = "skill-" + std::to_string(i);
    more += "[[skill]]\nid = \"" + id + "\"\nname = \"" + id + "\"\n\n";
  }
  const std::string whole = site.read("departments.toml");
  site.write("departments.toml", more + whole);
  CHECK(site.mistakes() == "");
  site.write("departments.toml", "[[skill]]\nid = \"last\"\nname = \"Last\"\n\n" + more + whole);
  CHECK(site.mistakes() == "departments.toml:1: skill: has 257 entries; 1 to 256 are possible");
}

}  // namespace foyer
