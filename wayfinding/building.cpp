#include "wayfinding/building.h"

#include <algorithm>

namespace foyer::wayfinding {
namespace {

template <class T, class IdType>
std::optional<std::size_t> index_of(const std::vector<T>& all, const IdType& id) {
  const auto it = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.id == id; });
  if (it == all.end()) return std::nullopt;
  return static_cast<std::size_t>(it - all.begin());
}

template <class T, class IdType>
const T* find_by_id(const std::vector<T>& all, const IdType& id) {
  const auto index = index_of(all, id);
  return index ? &all[*index] : nullptr;
}

}  // namespace

std::optional<LevelIndex> find_level(const Building& building, const LevelId& id) {
  return index_of(building.levels, id);
}

std::optional<NodeIndex> find_node(const Building& building, const NodeId& id) {
  return index_of(building.nodes, id);
}

const Place* find_place(const Building& building, const PlaceId& id) {
  return find_by_id(building.places, id);
}

const Passage* find_passage(const Building& building, const PassageId& id) {
  return id.empty() ? nullptr : find_by_id(building.passages, id);
}

std::optional<NodeIndex> nearest_node(const Building& building, LevelIndex level, PlanPoint at) {
  std::optional<NodeIndex> nearest;
  for (NodeIndex i = 0; i < building.nodes.size(); ++i) {
    const Node& node = building.nodes[i];
    if (node.level != level) continue;
    if (!nearest || distance_m(at, node.at) < distance_m(at, building.nodes[*nearest].at)) {
      nearest = i;
    }
  }
  return nearest;
}

}  // namespace foyer::wayfinding
