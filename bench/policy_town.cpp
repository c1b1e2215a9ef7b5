#include "bench/policy_town.h"

#include <algorithm>
#include <array>

namespace foyer::bench {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Departments, by their places in the lists below.
enum Department : std::size_t { payments, licences, building, recreation, bylaw };
const std::array<SkillId, 5> skills{
    {{"payments"}, {"licences"}, {"building"}, {"recreation"}, {"bylaw"}}};

struct Offer {
  const char* id;
  Department department;
  int promised_min;
  int handle_min;
  double share;
};

constexpr std::array<Offer, 8> offers{{{"building-permit", building, 20, 15, 9},
                                       {"bylaw-complaint", bylaw, 20, 10, 7},
                                       {"commissioner", licences, 15, 7, 14},
                                       {"dog-licence", licences, 15, 8, 17},
                                       {"pay-tax", payments, 15, 4, 28},
                                       {"planning", building, 30, 20, 8},
                                       {"register-program", recreation, 15, 6, 9},
                                       {"rent-hall", recreation, 20, 12, 8}}};

struct Desk {
  Department home;
  std::vector<Department> others;
};

using Desks = std::array<Desk, 10>;

const std::vector<Department> everything{payments, licences, building, recreation, bylaw};

const Desks& desks_of(Training training) {
  static const Desks generalists{{{payments, everything},
                                  {licences, everything},
                                  {building, everything},
                                  {recreation, everything},
                                  {bylaw, everything},
                                  {payments, everything},
                                  {licences, everything},
                                  {building, everything},
                                  {payments, everything},
                                  {licences, everything}}};
  static const Desks half{{{licences, everything},
                           {building, everything},
                           {recreation, everything},
                           {bylaw, everything},
                           {payments, everything},
                           {payments, {}},
                           {payments, {}},
                           {licences, {}},
                           {building, {}},
                           {recreation, {bylaw}}}};
  static const Desks mixed{{{payments, everything},
                            {building, everything},
                            {payments, {licences}},
                            {licences, {payments}},
                            {recreation, {payments}},
                            {bylaw, {payments}},
                            {building, {licences}},
                            {building, {}},
                            {licences, {}},
                            {payments, {}}}};
  static const Desks specialists{{{payments, {}},
                                  {payments, {}},
                                  {payments, {}},
                                  {licences, {}},
                                  {licences, {}},
                                  {licences, {}},
                                  {building, {}},
                                  {building, {}},
                                  {recreation, {}},
                                  {bylaw, {}}}};
  switch (training) {
    case Training::generalists:
      return generalists;
    case Training::half_generalists:
      return half;
    case Training::mixed:
      return mixed;
    case Training::specialists:
      return specialists;
  }
  return generalists;
}

CounterId counter_id(std::size_t i) {
  return {"c" + std::to_string(i)};  // c0 … c9: sorted as they are.
}

std::vector<SkillId> skills_of(const Desk& desk) {
  std::vector<SkillId> known{skills[desk.home]};
  for (const Department other : desk.others) known.push_back(skills[other]);
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  return known;
}

Service service_of(const Offer& offer) {
  Service service;
  service.id = {offer.id};
  service.group = {"all"};
  service.department = {skills[offer.department].value};
  service.centralization = Centralization::full;
  service.skill = skills[offer.department];
  service.promised_wait = minutes(offer.promised_min);
  service.expected_handle = minutes(offer.handle_min);
  service.optimum_handle = service.expected_handle;
  return service;
}

constexpr simulation::Span office_hours{hours(8) + minutes(30), hours(16) + minutes(30)};

/// Arrivals by the hour, as shares of their mean: a rush at the door and a slow afternoon, so that
/// waits rise over the morning as they do at the Bürgerservice Moers.
constexpr std::array<double, 8> course{1.45, 1.2, 1.1, 1.0, 0.9, 0.85, 0.85, 0.65};

/// A quarter, half an hour and a quarter, one after the other so that the lobby stays staffed.
std::vector<simulation::Break> breaks_of(std::size_t worker) {
  const auto nth = [](std::size_t n) { return static_cast<int>(n); };
  const auto span = [](Milliseconds begin, Milliseconds length) {
    return simulation::Span{begin, begin + length};
  };
  const Milliseconds turn = minutes(15 * nth(worker % 6));
  return {{span(hours(10) + minutes(15) + turn, minutes(15)), BreakReason::short_break},
          {span(hours(11) + minutes(45) + minutes(30 * nth(worker % 4)), minutes(30)),
           BreakReason::lunch},
          {span(hours(14) + minutes(30) + turn, minutes(15)), BreakReason::short_break}};
}

constexpr seconds between{15};
constexpr seconds walk{20};

simulation::Profile people(const Site& town, double load) {
  simulation::Profile profile;
  profile.day = office_hours;
  double shares = 0;
  double work_s = 0;
  for (const Offer& offer : offers) {
    profile.services.push_back({{offer.id}, offer.share, 1});
    shares += offer.share;
    work_s += offer.share * offer.handle_min * 60;
  }
  profile.residents.two_needs = 0.12;
  profile.residents.priority = 0.05;
  profile.residents.no_show = 0.02;
  profile.residents.appointments = 0.12;
  profile.residents.patience = {minutes(75), 0.6};
  profile.residents.walk = {walk, 0.5};
  profile.residents.languages = {{{"en"}, 1}};
  profile.clerks.handle_spread = 0.6;
  profile.endings[static_cast<std::size_t>(simulation::Ending::resolved)] = 1;

  const double visit_s = work_s / shares * (1 + profile.residents.two_needs) +
                         static_cast<double>((between + walk).count());
  const double hours_of_work = static_cast<double>(town.counters.size()) * (8 - 1);
  const double visits = load * hours_of_work * 3600 / visit_s;
  double sum = 0;
  for (const double share : course) sum += share;
  for (std::size_t h = 0; h < course.size(); ++h) {
    const Milliseconds begin = office_hours.begin + hours(static_cast<int>(h));
    profile.arrivals.push_back({{begin, begin + hours(1)}, visits * course[h] / sum});
  }
  return profile;
}

}  // namespace

Site policy_town(Training training) {
  Site town;
  town.id = {"policy-town"};
  town.groups = {{{"all"}, 'A'}};
  for (const Offer& offer : offers) town.services.push_back(service_of(offer));
  for (std::size_t i = 0; i < desks_of(training).size(); ++i) {
    CounterPlace place;
    place.id = counter_id(i);
    place.label = std::to_string(i);
    place.skills = skills_of(desks_of(training)[i]);
    town.counters.push_back(std::move(place));
  }
  town.languages = {{"en"}};
  return town;
}

const SkillId& home_of(Training training, const CounterId& counter) {
  const Desks& desks = desks_of(training);
  std::size_t i = 0;
  while (i + 1 < desks.size() && counter_id(i) != counter) ++i;
  return skills[desks[i].home];
}

simulation::EngineDayPlan policy_day(const Site& town, double load, std::uint64_t seed) {
  simulation::EngineDayPlan plan;
  plan.hours = office_hours;
  plan.overtime = minutes(90);
  plan.between = between;
  plan.arrivals = simulation::plan_day(people(town, load), town, seed);
  for (std::size_t i = 0; i < town.counters.size(); ++i) {
    plan.workers.push_back({town.counters[i].id, town.counters[i].skills, {}, breaks_of(i)});
  }
  return plan;
}

}  // namespace foyer::bench
