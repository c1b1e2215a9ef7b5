// Shifts as a manager writes them, and every mistake told at once, with its line.
#include "admin/shifts.h"

#include <doctest/doctest.h>

#include <fstream>

#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

std::vector<Shift> shifts_of(const std::string& text) {
  const TempFolder folder;
  const auto file = folder.path() / "thursday.toml";
  std::ofstream(file) << text;
  return admin::read_shifts(file, town());
}

std::string mistakes_of(const std::string& text) {
  try {
    (void)shifts_of(text);
  } catch (const SiteMistakes& mistakes) {
    return mistakes.what();
  }
  return "no mistakes";
}

}  // namespace

TEST_CASE("shifts: counter and hours and breaks and what the clerk can do") {
  const auto shifts = shifts_of(R"(
[[shift]]
counter = "c3"
hours = "8:30-16:30"
[[shift.break]]
hours = "12:00-12:30"
[[shift.break]]
hours = "14:30-14:45"

[[shift]]
counter = "c2"
hours = "9:00-12:00"
skills = ["desk"]

[[shift]]
counter = "c2"
hours = "12:00-16:00"
)");
  REQUIRE_EQ(shifts.size(), 3);
  CHECK_EQ(shifts[0].counter.counter.value, "c3");
  CHECK_EQ(shifts[0].counter.skills, find_counter(town(), CounterId{"c3"})->skills);
  CHECK_EQ(shifts[0].hours.from, 510);
  CHECK_EQ(shifts[0].hours.to, 990);
  REQUIRE_EQ(shifts[0].breaks.size(), 2);
  CHECK_EQ(shifts[0].breaks[1].from, 870);
  CHECK_EQ(shifts[1].counter.skills, std::vector<SkillId>{SkillId{"desk"}});
}

TEST_CASE("shifts: every mistake has its line") {
  const std::string c1 = "[[shift]]\ncounter = \"c1\"\n";
  CHECK_EQ(mistakes_of("[[shift]]\ncounter = \"c9\"\nhours = \"8:30-16:30\"\n"),
           "thursday.toml:2: shift 1.counter: the site has no counter \"c9\"");
  CHECK_EQ(mistakes_of(c1 + "hours = \"16:30-8:30\"\n"),
           "thursday.toml:3: shift 1.hours: \"16:30-8:30\" closes before it opens");
  CHECK_EQ(mistakes_of(c1 + "hours = \"8:30-16:30\"\nskills = [\"passports\"]\n"
                            "[[shift.break]]\nhours = \"16:00-17:00\"\n"),
           "thursday.toml:4: shift 1.skills: counter \"c1\" is no place for \"passports\"\n"
           "thursday.toml:6: break 1.hours: must lie within the shift");
  CHECK_EQ(mistakes_of(c1 + "hours = \"8:30-16:30\"\n" + c1 +
                       "hours = \"16:00-17:00\"\nwho = \"ann\"\n"),
           "thursday.toml:6: shift 2.hours: somebody else is at counter \"c1\" then\n"
           "thursday.toml:7: shift 2.who: unknown key; keys are break, counter, hours, skills");
  CHECK_EQ(mistakes_of("# nobody\n"), "thursday.toml:1: shift: is missing");
  CHECK(mistakes_of("[[shift]\n").starts_with("thursday.toml:1: no TOML: "));
}

}  // namespace foyer::test
