#include "site/site_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

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

Direction direction_towards(PlanPoint from, PlanPoint to, double facing_degrees) {
  const double x_m = to.x_m - from.x_m;
  const double y_m = to.y_m - from.y_m;
  if (x_m == 0 && y_m == 0) return Direction::ahead;
  // On the plan 0° is up and angles go clockwise; y grows downwards.
  const double degrees = std::atan2(x_m, -y_m) * 180.0 / std::numbers::pi;
  const auto eighth = static_cast<long>(std::lround((degrees - facing_degrees) / 45.0));
  return static_cast<Direction>(((eighth % 8) + 8) % 8);
}

}  // namespace foyer
