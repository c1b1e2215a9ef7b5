// Every kind of mistake in building.toml, and the very line that is told for it.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/site/temp_site.h"

namespace foyer {
namespace {

/// Two levels, stairs and an elevator; the kiosk and both counters of the small site are on
/// level 1.
constexpr std::string_view building = R"(level = [
  { id = "one", sign = "1", name = "Level 1", order = 1, plan = "plans/one.svg" },
  { id = "two", sign = "2", name = "Level 2", order = 2, plan = "plans/two.svg" },
]
node = [
  { id = "hall", level = "one", x = 5, y = 5 },
  { id = "foot", level = "one", x = 9, y = 5 },
  { id = "lift-one", level = "one", x = 5, y = 8 },
  { id = "top", level = "two", x = 9, y = 5 },
  { id = "lift-two", level = "two", x = 5, y = 8 },
  { id = "office-door", level = "two", x = 5, y = 2 },
]
corridor = [
  { path = ["hall", "foot"] },
  { path = ["top", "office-door", "lift-two"] },
]
[[door]]
id = "hall-door"
name = "Hall door"
path = ["hall", "lift-one"]
hours = "8:00-17:00"
[[stairs]]
id = "steps"
path = ["foot", "top"]
[[elevator]]
id = "lift"
name = "Elevators"
at = ["lift-one", "lift-two"]
[[place]]
id = "office"
kind = "department"
name = "Parks office"
department = "parks"
level = "two"
x = 4
y = 2
[[place]]
id = "washroom"
kind = "washroom"
name = "Washrooms"
level = "one"
x = 4
y = 5
)";

constexpr std::string_view plan =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 100\">"
    "<rect width=\"120\" height=\"100\" fill=\"#fff\"/></svg>\n";

void build(const TempSite& site) {
  site.write("building.toml", building);
  std::filesystem::create_directories(site.dir() / "plans");
  site.write("plans/one.svg", plan);
  site.write("plans/two.svg", plan);
}

struct Case {
  std::string from;
  std::string to;
  std::string told;
};

void check_cases(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    CAPTURE(one.to);
    const TempSite site;
    build(site);
    site.change("building.toml", one.from, one.to);
    CHECK_EQ(site.mistakes(), one.told);
  }
}

/// The same with one plan drawn otherwise.
std::string mistakes_with_plan(std::string_view svg) {
  const TempSite site;
  build(site);
  site.write("plans/two.svg", svg);
  return site.mistakes();
}

}  // namespace

TEST_CASE("building mistakes: the small building has none") {
  const TempSite site;
  build(site);
  CHECK_EQ(site.mistakes(), "");
}

TEST_CASE("building mistakes: references that lead nowhere") {
  check_cases({
      {R"(level = "two", x = 5, y = 2)", R"(level = "tow", x = 5, y = 2)",
       R"(building.toml:11: node "office-door".level: no level "tow"; levels are one, two)"},
      {R"(path = ["foot", "top"])", R"(path = ["foot", "tip"])",
       R"(building.toml:24: stairs "steps".path: no node "tip"; nodes are foot, hall, lift-one, lift-two, office-door, top)"},
      {R"(department = "parks")", R"(department = "park")",
       R"(building.toml:33: place "office".department: no department "park"; departments are finance, parks, taxation)"},
      {R"(at = ["lift-one", "lift-two"])", R"(at = ["lift-one", "lift-too"])",
       R"(building.toml:28: elevator "lift".at: no node "lift-too"; nodes are foot, hall, lift-one, lift-two, office-door, top)"},
  });
}

TEST_CASE("building mistakes: the same thing twice") {
  check_cases({
      {R"(id = "two", sign)", R"(id = "one", sign)",
       R"(building.toml:3: level "one".id: the level "one" is already at building.toml:2)"
       "\n"
       R"(building.toml:9: node "top".level: no level "two"; levels are one)"
       "\n"
       R"(building.toml:10: node "lift-two".level: no level "two"; levels are one)"
       "\n"
       R"(building.toml:11: node "office-door".level: no level "two"; levels are one)"
       "\n"
       R"(building.toml:34: place "office".level: no level "two"; levels are one)"},
      {R"(name = "Level 2", order = 2)", R"(name = "Level 2", order = 1)",
       R"(building.toml:3: level "two".order: level "one" has the order 1 already)"},
      {R"(id = "top")", R"(id = "foot")",
       R"(building.toml:9: node "foot".id: the node "foot" is already at building.toml:7)"
       "\n"
       R"(building.toml:15: corridor 2.path: no node "top"; nodes are foot, hall, lift-one, lift-two, office-door)"
       "\n"
       R"(building.toml:24: stairs "steps".path: no node "top"; nodes are foot, hall, lift-one, lift-two, office-door)"},
      {R"(id = "washroom"
)",
       R"(id = "office"
)",
       R"(building.toml:38: place "office".id: the place "office" is already at building.toml:30)"},
      {R"(path = ["foot", "top"])", R"(path = ["foot", "foot"])",
       R"(building.toml:24: stairs "steps".path: "foot" is named twice)"},
  });
}

TEST_CASE("building mistakes: ways that cannot be walked") {
  check_cases({
      {R"(path = ["hall", "foot"])", R"(path = ["hall", "top"])",
       R"(building.toml:14: corridor: joins two levels; only stairs, a ramp or an elevator does)"
       "\n"
       R"(building.toml:30: place "office": cannot be reached without steps; add a ramp or an elevator, or say step_free = false)"
       "\n"
       R"(building.toml:38: place "washroom": cannot be reached without steps; add a ramp or an elevator, or say step_free = false)"},
      {R"(at = ["lift-one", "lift-two"])", R"(at = ["lift-one", "lift-two", "top"])",
       R"(building.toml:26: elevator "lift": stops twice at the same level)"},
      {R"(at = ["lift-one", "lift-two"])", R"(at = ["lift-one"])",
       R"(building.toml:28: elevator "lift".at: must name 2 nodes at least)"},
      {R"(path = ["hall", "lift-one"])", R"(path = ["hall", "lift-one", "foot"])",
       R"(building.toml:20: door "hall-door".path: is a door between 2 nodes)"},
      {R"(path = ["top", "office-door", "lift-two"])", R"(path = ["top", "lift-two"])",
       R"(building.toml:11: node "office-door": is in no corridor, door, stairs, ramp, elevator)"
       "\n"
       R"(building.toml:30: place "office": cannot be reached from the first kiosk)"},
      {R"([[elevator]]
id = "lift"
name = "Elevators"
at = ["lift-one", "lift-two"]
)",
       "",
       R"(building.toml:26: place "office": cannot be reached without steps; add a ramp or an elevator, or say step_free = false)"},
      {R"(level = "one"
x = 4)",
       R"(level = "one"
step_free = false
x = 4)",
       R"(building.toml:38: place "washroom": can be reached without steps, but says step_free = false)"},
  });
}

TEST_CASE("building mistakes: out of bounds or of another kind") {
  check_cases({
      {R"(kind = "washroom")", R"(kind = "bathroom")",
       R"(building.toml:39: place "washroom".kind: "bathroom" is none of department, counter, room, hall, washroom, exit, entrance, cafe, information, waiting, payment, parking, outdoors, elevator, stairs)"},
      {R"(x = 9, y = 5 },
  { id = "lift-one")",
       R"(x = -9, y = 5 },
  { id = "lift-one")",
       R"(building.toml:7: node "foot".x: must be a number from 0 to 1000)"},
      {R"(hours = "8:00-17:00")", R"(hours = "closed")",
       R"(building.toml:21: door "hall-door".hours: is the time of every day at which it is open; for always shut, say closed = true)"},
      {R"(hours = "8:00-17:00")", R"(hours = "17:00-8:00")",
       R"(building.toml:21: door "hall-door".hours: "17:00-8:00" closes before it opens)"},
      {R"(name = "Hall door")", R"(nom = "Hall door")",
       R"(building.toml:17: door "hall-door".name: is missing)"
       "\n"
       R"(building.toml:19: door "hall-door".nom: unknown key; keys are automatic, closed, hours, id, name, path, phrase, sign)"},
      {R"(id = "steps")", "id = \"steps\"\nsign = \"Stairs\"",
       R"(building.toml:22: stairs "steps".name: is missing, but phrase or sign is there)"},
      {"name = \"Washrooms\"\n", "name = \"Washrooms\"\n[place.names]\nde = [\"WC\"]\n",
       R"(building.toml:37: place "washroom".level: is missing)"
       "\n"
       R"(building.toml:37: place "washroom".x: is missing)"
       "\n"
       R"(building.toml:37: place "washroom".y: is missing)"
       "\n"
       R"(building.toml:42: place "washroom".names.de: the site has no language "de")"
       "\n"
       R"(building.toml:43: place "washroom".names.level: must be a list: [ … ])"
       "\n"
       R"(building.toml:43: place "washroom".names.level: the site has no language "level")"
       "\n"
       R"(building.toml:44: place "washroom".names.x: must be a list: [ … ])"
       "\n"
       R"(building.toml:44: place "washroom".names.x: the site has no language "x")"
       "\n"
       R"(building.toml:45: place "washroom".names.y: must be a list: [ … ])"
       "\n"
       R"(building.toml:45: place "washroom".names.y: the site has no language "y")"},
  });
}

TEST_CASE("building mistakes: plans that cannot be drawn") {
  check_cases({
      {R"(plan = "plans/two.svg")", R"(plan = "plans/three.svg")",
       R"(building.toml:3: level "two".plan: there is no file "plans/three.svg" in the site's folder)"},
      {R"(plan = "plans/two.svg")", R"(plan = "../two.svg")",
       R"(building.toml:3: level "two".plan: must be an .svg file in the site's folder plans, like "plans/level-1.svg")"},
      {R"(plan = "plans/two.svg")", R"(plan = "plans/../two.svg")",
       R"(building.toml:3: level "two".plan: must be an .svg file in the site's folder plans, like "plans/level-1.svg")"},
  });
  CHECK_EQ(
      mistakes_with_plan("<svg width=\"12\" height=\"10\"/>"),
      R"(building.toml:3: level "two".plan: "plans/two.svg" has no viewBox="x y width height")");
  CHECK_EQ(
      mistakes_with_plan("<svg viewBox=\"0 0 120 100\"><text>Hall</text></svg>"),
      R"(building.toml:3: level "two".plan: "plans/two.svg" has <text> in it; names come from the places)");
  CHECK_EQ(
      mistakes_with_plan("<svg viewBox=\"0 0 -5 100\"/>"),
      R"(building.toml:3: level "two".plan: "plans/two.svg" has no viewBox="x y width height")");
  CHECK_EQ(
      mistakes_with_plan("no drawing at all"),
      R"(building.toml:3: level "two".plan: "plans/two.svg" has no viewBox="x y width height")");
  CHECK_EQ(
      mistakes_with_plan("<svg viewBox=\"0 0 120 100\">" + std::string(2U << 20, ' ') + "</svg>"),
      R"(building.toml:3: level "two".plan: "plans/two.svg" is larger than 2 MiB)");
}

TEST_CASE("building mistakes: what names a place of the building") {
  const TempSite site;
  build(site);
  site.change("departments.toml", "phone = \"905-555-0102\"",
              "phone = \"905-555-0102\"\nplace_id = \"offices\"");
  CHECK_EQ(
      site.mistakes(),
      R"(departments.toml:28: department "parks".place_id: no place "offices"; places are office, washroom)");
}

TEST_CASE("building mistakes: counters and kiosks stand in the building") {
  const TempSite site;
  build(site);
  site.change("lobby.toml", "facing = 270", "facing = 270\nlevel = \"three\"\nnode = \"hal\"");
  CHECK_EQ(
      site.mistakes(),
      R"(lobby.toml:23: kiosk "kiosk-1".level: no level "three"; levels are one, two)"
      "\n"
      R"(lobby.toml:24: kiosk "kiosk-1".node: no node "hal"; nodes are foot, hall, lift-one, lift-two, office-door, top)");
}

}  // namespace foyer
