#include "engine/site.h"

#include <algorithm>

namespace foyer {
namespace {

template <class T, class Key>
const T* find_sorted(const std::vector<T>& items, const Key& id) {
  auto found = std::lower_bound(items.begin(), items.end(), id,
                                [](const T& item, const Key& key) { return item.id < key; });
  return found != items.end() && found->id == id ? &*found : nullptr;
}

}  // namespace

const Service* find_service(const Site& site, const ServiceId& id) {
  return find_sorted(site.services, id);
}

const CounterPlace* find_counter(const Site& site, const CounterId& id) {
  return find_sorted(site.counters, id);
}

const SiteNotice* find_notice(const Site& site, const NoticeId& id) {
  return find_sorted(site.notices, id);
}

const Group* find_group(const Site& site, const GroupId& id) {
  for (const Group& group : site.groups) {
    if (group.id == id) return &group;
  }
  return nullptr;
}

Milliseconds promised_wait(const Site& site, const Service& service, Priority priority) {
  const Milliseconds promised = service.promised_wait;
  return priority == Priority::priority ? promised * site.rules.priority_share_bp / 10000
                                        : promised;
}

}  // namespace foyer
