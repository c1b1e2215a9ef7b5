#include "tests/engine/town.h"

#include <algorithm>

namespace foyer::test {
namespace {

std::vector<SkillId> skills(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  std::vector<SkillId> skills;
  for (std::string& name : names) skills.push_back(SkillId{std::move(name)});
  return skills;
}

Service service(const char* id, const char* group, const char* skill, int promised_min,
                int handle_min) {
  Service service;
  service.id = ServiceId{id};
  service.group = GroupId{group};
  service.department = DepartmentId{"clerks-office"};
  service.centralization = Centralization::full;
  service.skill = SkillId{skill};
  service.promised_wait = std::chrono::minutes(promised_min);
  service.expected_handle = std::chrono::minutes(handle_min);
  service.optimum_handle = std::chrono::minutes(handle_min);
  return service;
}

std::vector<Service> services() {
  Service permit = service("building-permit", "papers", "desk", 20, 10);
  permit.centralization = Centralization::partial;
  permit.specialist_skill = SkillId{"planning"};
  permit.bring = {ItemId{"site-plan"}};

  Service court = service("court-date", "animals", "", 10, 5);
  court.centralization = Centralization::none;

  Service dog = service("dog-licence", "animals", "animals", 10, 5);
  dog.bring = {ItemId{"vaccination"}};
  dog.delivers = {ItemId{"dog-tag"}};

  Service tour = service("garden-tour", "animals", "animals", 10, 5);
  tour.on = false;

  Service passport = service("passport", "papers", "passports", 15, 10);
  passport.bring = {ItemId{"id"}, ItemId{"photo"}};

  return {permit, court, dog, tour, passport, service("property-tax", "payments", "desk", 10, 5)};
}

}  // namespace

Site town() {
  Site site;
  site.id = SiteId{"town"};
  site.groups = {{GroupId{"papers"}, 'A'}, {GroupId{"payments"}, 'B'}, {GroupId{"animals"}, 'C'}};
  site.services = services();
  site.counters = {{CounterId{"c1"}, "1", skills({"animals", "desk"})},
                   {CounterId{"c2"}, "2", skills({"desk", "passports"})},
                   {CounterId{"c3"}, "3", skills({"animals", "desk", "passports"})},
                   {CounterId{"c5"}, "5", skills({"planning"})}};
  site.departments = {DepartmentId{"clerks-office"}, DepartmentId{"parks"}};
  site.notices = {{NoticeId{"elevator"}, true}, {NoticeId{"pool"}, false}};
  site.languages = {LanguageTag{"en"}, LanguageTag{"fr"}};
  return site;
}

std::vector<SkillId> skills_of(std::string_view clerk) {
  if (clerk == "ana" || clerk == "bob") return skills({"animals", "desk", "passports"});
  if (clerk == "eve") return skills({"planning", "desk"});
  if (clerk == "ida") return skills({"desk"});
  if (clerk == "tom") return skills({"parking"});
  return {};
}

}  // namespace foyer::test
