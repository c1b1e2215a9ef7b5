// Residents and clerks against a real server.
#include <doctest/doctest.h>

#include <map>
#include <set>
#include <thread>

#include "engine/engine.h"
#include "simulation/simulation.h"
#include "tests/queue-server/lab.h"

namespace foyer::simulation {
namespace {

const std::filesystem::path clarington =
    std::filesystem::path(FOYER_SOURCE_DIR) / "assets/sites/clarington";

Settings settings_for(test::Lab& lab, const SiteFiles& site, std::uint64_t seed) {
  Settings settings;
  settings.profile = read_profile(clarington / "profiles/weekday.toml", site);
  settings.seed = seed;
  settings.say = [](const std::string& line) { MESSAGE(line); };
  std::vector<Shift> shifts;
  for (const char* counter : {"counter-1", "counter-2", "counter-3", "counter-4"}) {
    const std::string clerk = "clerk-" + std::to_string(shifts.size() + 1);
    lab.add_clerk(clerk, "2468");
    shifts.push_back({{clerk}, {counter}, "2468"});
  }
  std::vector<link::DeviceFile> devices{lab.enroll("kiosk-1", Role::kiosk),
                                        lab.enroll("kiosk-2", Role::kiosk),
                                        lab.enroll("phone", Role::web)};
  for (const Shift& shift : shifts) {
    devices.push_back(lab.enroll(shift.counter.value, Role::counter));
  }
  assign_devices(settings, std::move(devices), std::move(shifts));
  return settings;
}

/// Every event of the journal, in order; stops the server.
std::vector<server::StoredEvent> journal_of(test::Lab& lab) {
  lab.stop();
  server::SqliteJournal journal(lab.folder().journal(), server::OpenMode::read_only);
  return journal.read(0, 1'000'000);
}

/// Races that reality has: two clerks want the same visit, somebody leaves while being called.
bool is_expected(RefusalCode code) {
  return code == RefusalCode::nobody_waiting || code == RefusalCode::unknown_visit ||
         code == RefusalCode::visit_being_served || code == RefusalCode::not_at_counter ||
         code == RefusalCode::too_late;
}

void check_journal(const std::vector<server::StoredEvent>& journal, const Report& report) {
  std::map<VisitId, std::string> issued;
  std::set<std::string> request_ids;
  State state;
  for (const server::StoredEvent& stored : journal) {
    evolve(state, stored.event);
    if (const auto* ticket = std::get_if<TicketIssued>(&stored.event.body)) {
      CHECK(issued.emplace(ticket->visit, ticket->ticket).second);
      CHECK(request_ids.insert(stored.request_id).second);
    }
  }
  CHECK(issued.size() == report.acknowledged.size());
  for (const Acknowledged& ticket : report.acknowledged) {
    REQUIRE(issued.contains(ticket.visit));
    CHECK(issued[ticket.visit] == ticket.ticket);
  }
  CHECK(state.visits.empty());
  for (const auto& [id, counter] : state.counters) CHECK(counter.state == CounterState::closed);
}

}  // namespace

TEST_CASE("simulate: a day in fast motion leaves every acknowledged ticket in the journal once") {
  const SiteFiles site = load_site(clarington);
  test::Lab lab({.site = site.lobby});
  constexpr std::uint64_t seed = 20261126;
  INFO("seed ", seed);
  Settings settings = settings_for(lab, site, seed);
  settings.speed = 4800;  // The day of eight hours in six seconds.
  const std::size_t planned = plan_day(settings.profile, site.lobby, seed).size();
  Simulation simulation(site, std::move(settings));
  const Report report = simulation.run();
  INFO(to_text(report));
  CHECK(report.problems.empty());
  CHECK(report.acknowledged.size() == planned);
  CHECK(report.issued == static_cast<int>(planned));
  CHECK(report.served > 0);
  CHECK(report.served + report.left + report.no_shows == report.issued);
  for (const auto& [code, count] : report.refusals) {
    CHECK_MESSAGE(is_expected(code), word(code), " ", count);
  }
  check_journal(journal_of(lab), report);
}

TEST_CASE("simulate: a clerk whose visit takes long says that it goes on when asked") {
  SiteFiles site = load_site(clarington);
  // In fast motion a visit takes a second or two: so soon it is asked here.
  site.lobby.rules.forgotten_after_factor = 1;
  site.lobby.rules.forgotten_after_least = Seconds(1);
  Site of_server = site.lobby;
  for (Service& service : of_server.services) service.expected_handle = Seconds(1);
  test::Lab lab({.site = of_server});
  constexpr std::uint64_t seed = 20261126;
  INFO("seed ", seed);
  Settings settings = settings_for(lab, site, seed);
  settings.speed = 300;
  settings.from = std::chrono::minutes(15 * 60 + 40);
  Simulation simulation(site, std::move(settings));
  const Report report = simulation.run();
  INFO(to_text(report));
  CHECK(report.problems.empty());
  std::size_t answered = 0;
  std::size_t late = 0;
  for (const server::StoredEvent& stored : journal_of(lab)) {
    answered += std::holds_alternative<ServingConfirmed>(stored.event.body) ? 1 : 0;
    late += is_closed_late(stored.event.body) ? 1 : 0;
  }
  CHECK(answered > 0);
  // Whoever ends in the very moment in which it would be asked may be late by a hair.
  CHECK(late < answered);
}

TEST_CASE("simulate: a run that is stopped closes every counter and leaves nobody behind") {
  const SiteFiles site = load_site(clarington);
  test::Lab lab({.site = site.lobby});
  Settings settings = settings_for(lab, site, 3);
  settings.speed = 600;
  settings.from = std::chrono::hours(11);
  // Stops as soon as somebody is at a counter, from another thread as a signal would.
  Simulation* running = nullptr;
  std::string seen;
  settings.progress = [&](const std::string& line) {
    seen = line;
    if (line.find("served 0") == std::string::npos) running->stop();
  };
  Simulation simulation(site, std::move(settings));
  running = &simulation;
  const Report report = simulation.run();
  INFO(seen);
  INFO(to_text(report));
  CHECK(report.problems.empty());
  CHECK(report.served > 0);
  check_journal(journal_of(lab), report);
}

}  // namespace foyer::simulation
