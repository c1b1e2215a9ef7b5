#include "site/site_files.h"

#include <fmt/format.h>

#include <algorithm>

namespace foyer {

namespace {

std::string all_lines(const std::vector<Mistake>& mistakes) {
  std::string text;
  for (const Mistake& mistake : mistakes) text += (text.empty() ? "" : "\n") + to_text(mistake);
  return text;
}

template <class T, class IdType>
const T* find_by_id(const std::vector<T>& all, const IdType& id) {
  const auto it = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.id == id; });
  return it == all.end() ? nullptr : &*it;
}

}  // namespace

std::string to_text(const Mistake& mistake) {
  std::string text = mistake.file;
  if (mistake.line > 0) text += fmt::format(":{}", mistake.line);
  if (!mistake.key.empty()) text += ": " + mistake.key;
  return text + ": " + mistake.reason;
}

SiteMistakes::SiteMistakes(std::vector<Mistake> mistakes)
    : std::runtime_error(all_lines(mistakes)), mistakes_(std::move(mistakes)) {}

std::string status_url_of(const SiteFiles& site, const Token& token) {
  constexpr std::string_view placeholder = "{token}";
  std::string url = site.status_url;
  const std::size_t at = url.find(placeholder);
  return at == std::string::npos ? url : url.replace(at, placeholder.size(), token.value);
}

const ServiceInfo* find_service_info(const SiteFiles& site, const ServiceId& id) {
  return find_by_id(site.services, id);
}

const CounterInfo* find_counter_info(const SiteFiles& site, const CounterId& id) {
  return find_by_id(site.counters, id);
}

const GroupInfo* find_group_info(const SiteFiles& site, const GroupId& id) {
  return find_by_id(site.groups, id);
}

const DepartmentInfo* find_department_info(const SiteFiles& site, const DepartmentId& id) {
  return find_by_id(site.departments, id);
}

const SkillInfo* find_skill_info(const SiteFiles& site, const SkillId& id) {
  return find_by_id(site.skills, id);
}

const ItemInfo* find_item_info(const SiteFiles& site, const ItemId& id) {
  return find_by_id(site.items, id);
}

const PlaceInfo* find_place_info(const SiteFiles& site, const PlaceId& id) {
  return site.building && !id.empty() ? find_by_id(site.building->places, id) : nullptr;
}

const PassageInfo* find_passage_info(const SiteFiles& site, const PassageId& id) {
  return site.building && !id.empty() ? find_by_id(site.building->passages, id) : nullptr;
}

const PlaceInfo* place_of(const SiteFiles& site, const Contact& contact,
                          const DepartmentId& department) {
  if (const PlaceInfo* named = find_place_info(site, contact.place_id)) return named;
  if (!site.building) return nullptr;
  // Departments stand before their parts in the files, so this ends.
  for (const DepartmentInfo* info = find_department_info(site, department); info != nullptr;
       info = find_department_info(site, info->part_of)) {
    const auto& places = site.building->places;
    const auto it = std::find_if(places.begin(), places.end(), [&](const PlaceInfo& place) {
      return place.department == info->id;
    });
    if (it != places.end()) return &*it;
  }
  return nullptr;
}

const Touchpoint* find_touchpoint(const SiteFiles& site, const TouchpointId& id) {
  return find_by_id(site.touchpoints, id);
}

const KioskInfo* find_kiosk(const SiteFiles& site, const DeviceId& id) {
  return find_by_id(site.kiosks, id);
}

const DisplayInfo* find_display(const SiteFiles& site, const DeviceId& id) {
  return find_by_id(site.displays, id);
}

const JobInfo& job_info(const SiteFiles& site, Job job) {
  return site.jobs[static_cast<std::size_t>(job)];
}

}  // namespace foyer
