// building.toml: levels and their plans, places, and the passages between them.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <locale>
#include <sstream>

#include "site/reading.h"
#include "wayfinding/check.h"

namespace foyer::site_reading {

namespace {

using wayfinding::DailyHours;
using wayfinding::NodeIndex;
using wayfinding::Passage;
using wayfinding::PassageKind;

constexpr double plan_max_m = 1000;
constexpr std::int64_t nodes_max = 3000;
/// A kiosk draws it while somebody waits.
constexpr std::size_t plan_bytes_max = 2U << 20;

std::optional<DailyHours> read_daily_hours(Table& table) {
  if (!table.has("hours")) return std::nullopt;
  if (table.text("hours", Presence::required, 20) == "closed") {
    table.mistake("hours",
                  "is the time of every day at which it is open; for always shut, say "
                  "closed = true");
  }
  const std::optional<OpeningTime> opening = table.opening("hours", Presence::optional);
  if (!opening) return std::nullopt;
  return DailyHours{opening->opens_minute, opening->closes_minute};
}

std::string bytes_of(const std::filesystem::path& plan) {
  std::ifstream stream(plan, std::ios::binary);
  std::string bytes(plan_bytes_max + 1, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return bytes;
}

/// viewBox="x y width height" of the svg element, in user units. False: there is none.
bool read_view_box(const std::string& svg, LevelInfo& info) {
  const std::string_view key = "viewBox=\"";
  const std::size_t at = svg.find(key, svg.find("<svg"));
  const std::size_t end = svg.find('>', std::min(svg.find("<svg"), svg.size()));
  if (at == std::string::npos || at > end) return false;
  std::istringstream numbers(svg.substr(at + key.size(), 200));
  numbers.imbue(std::locale::classic());
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  numbers >> x >> y >> width >> height;
  if (!numbers || width <= 0 || height <= 0) return false;
  constexpr double units_per_m = 10;
  info.plan_from = {x / units_per_m, y / units_per_m};
  info.plan_width_m = width / units_per_m;
  info.plan_height_m = height / units_per_m;
  return true;
}

void read_plan(Table& table, const std::filesystem::path& dir, LevelInfo& info) {
  const std::string name = table.text("plan", Presence::required, 100);
  if (name.empty()) return;
  const std::string_view folder = "plans/";
  const bool plain = name.starts_with(folder) && name.ends_with(".svg") &&
                     name.find('/', folder.size()) == std::string::npos;
  std::error_code error;
  if (!plain) {
    table.mistake("plan",
                  "must be an .svg file in the site's folder plans, like "
                  "\"plans/level-1.svg\"");
    return;
  }
  if (!std::filesystem::is_regular_file(dir / name, error)) {
    table.mistake("plan", fmt::format("there is no file \"{}\" in the site's folder", name));
    return;
  }
  info.plan = dir / name;
  const std::string svg = bytes_of(info.plan);
  if (svg.size() > plan_bytes_max) {
    table.mistake("plan", fmt::format("\"{}\" is larger than 2 MiB", name));
  } else if (svg.find("<text") != std::string::npos) {
    // Names of a plan are drawn over it, in the language of the screen.
    table.mistake("plan", fmt::format("\"{}\" has <text> in it; names come from the places", name));
  } else if (!read_view_box(svg, info)) {
    table.mistake("plan", fmt::format("\"{}\" has no viewBox=\"x y width height\"", name));
  }
}

/// building.toml while it is read.
class Reader {
 public:
  explicit Reader(Catalogue& in) : in_(in) {}

  void read(Table& file) {
    if (file.has("north")) info_.north_degrees = file.decimal("north", 0, 360);
    file.tables("level", {1, 100}, [&](Table& table) { read_level(table); });
    file.tables("node", {2, nodes_max}, [&](Table& table) { read_node(table); });
    file.tables("corridor", {0, nodes_max}, [&](Table& table) { read_corridor(table); });
    file.tables("door", {0, 500}, [&](Table& table) {
      Passage& door = read_passage(table, PassageKind::door, Presence::required);
      door.nodes = read_nodes(table, "path");
      if (door.nodes.size() > 2) table.mistake("path", "is a door between 2 nodes");
      door.automatic = table.flag("automatic", false);
      door.hours = read_daily_hours(table);
    });
    file.tables("stairs", {0, 200}, [&](Table& table) {
      read_passage(table, PassageKind::stairs, Presence::optional).nodes =
          read_nodes(table, "path");
    });
    file.tables("ramp", {0, 200}, [&](Table& table) {
      read_passage(table, PassageKind::ramp, Presence::optional).nodes = read_nodes(table, "path");
    });
    file.tables("elevator", {0, 100}, [&](Table& table) { read_elevator(table); });
    file.tables("place", {1, 1000}, [&](Table& table) { read_place(table); });
  }

  BuildingInfo take() { return std::move(info_); }

 private:
  wayfinding::Building& graph() { return info_.graph; }

  void read_level(Table& table) {
    LevelInfo info;
    info.id = {table.id(in_.levels)};
    info.sign = table.text("sign", Presence::required, 8);
    info.name = table.shown("name", Presence::required, 40);
    read_plan(table, in_.site.dir, info);
    const int order = static_cast<int>(table.integer("order", {-20, 200}));
    for (const wayfinding::Level& other : graph().levels) {
      if (other.order != order) continue;
      table.mistake("order",
                    fmt::format("level \"{}\" has the order {} already", other.id.value, order));
    }
    graph().levels.push_back({info.id, order});
    info_.levels.push_back(std::move(info));
  }

  wayfinding::LevelIndex read_level_of(Table& table) {
    const LevelId id{table.reference("level", in_.levels, Presence::required)};
    const auto level = wayfinding::find_level(graph(), id);
    in_.building_sound = in_.building_sound && level.has_value();
    return level.value_or(0);
  }

  static PlanPoint read_point(Table& table) {
    return {table.decimal("x", 0, plan_max_m), table.decimal("y", 0, plan_max_m)};
  }

  void read_node(Table& table) {
    wayfinding::Node node;
    node.id = {table.id(in_.nodes)};
    node.level = read_level_of(table);
    node.at = read_point(table);
    graph().nodes.push_back(std::move(node));
  }

  std::vector<NodeIndex> read_nodes(Table& table, std::string_view key) {
    std::vector<NodeIndex> nodes;
    const std::vector<std::string> named = table.references(key, in_.nodes, Presence::required);
    for (const std::string& id : named) {
      if (const auto node = wayfinding::find_node(graph(), {id})) nodes.push_back(*node);
    }
    std::vector<NodeIndex> sorted = nodes;
    std::sort(sorted.begin(), sorted.end());
    const bool twice = std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end();
    if (named.size() == 1) table.mistake(key, "must name 2 nodes at least");
    in_.building_sound = in_.building_sound && nodes.size() >= 2 && !twice;
    return nodes;
  }

  void read_corridor(Table& table) {
    Passage corridor;
    corridor.kind = PassageKind::corridor;
    corridor.nodes = read_nodes(table, "path");
    in_.passage_lines.push_back(table.line_of("path"));
    graph().passages.push_back(std::move(corridor));
    info_.passages.emplace_back();
  }

  /// The last of the list until the next one is read.
  Passage& read_passage(Table& table, PassageKind kind, Presence name) {
    PassageInfo info;
    info.id = {table.id(in_.passages)};
    info.name = table.shown("name", name, 60);
    info.phrase = table.shown("phrase", Presence::optional, 60);
    info.sign = table.shown("sign", Presence::optional, 20);
    if (info.name.empty() && !(info.phrase.empty() && info.sign.empty())) {
      table.mistake("name", "is missing, but phrase or sign is there");
    }
    if (info.phrase.empty()) info.phrase = info.name;
    if (info.sign.empty()) info.sign = info.name;
    Passage passage;
    passage.kind = kind;
    passage.id = info.id;
    passage.closed = table.flag("closed", false);
    in_.passage_lines.push_back(table.line_of("id"));
    graph().passages.push_back(std::move(passage));
    info_.passages.push_back(std::move(info));
    return graph().passages.back();
  }

  void read_elevator(Table& table) {
    Passage& elevator = read_passage(table, PassageKind::elevator, Presence::required);
    elevator.nodes = read_nodes(table, "at");
    elevator.hours = read_daily_hours(table);
    if (table.has("facing")) elevator.facing_degrees = table.decimal("facing", 0, 360);
  }

  void read_place(Table& table) {
    PlaceInfo info;
    wayfinding::Place place;
    info.id = place.id = {table.id(in_.places)};
    place.kind = table.word<wayfinding::PlaceKind>("kind");
    info.name = table.shown("name", Presence::required, 60);
    info.phrase = table.shown("phrase", Presence::optional, 60);
    info.sign = table.shown("sign", Presence::optional, 30);
    if (info.phrase.empty()) info.phrase = info.name;
    if (info.sign.empty()) info.sign = info.name;
    info.door = table.text("door", Presence::optional, 12);
    info.department = {table.reference("department", in_.departments, Presence::optional)};
    info.label = table.word<LabelSize>("label", LabelSize::normal);
    read_names(table, info);
    place.spot = read_spot_at(table, read_level_of(table));
    place.landmark = table.flag("landmark", false);
    place.step_free = table.flag("step_free", true);
    place.hours = read_daily_hours(table);
    graph().places.push_back(std::move(place));
    info_.places.push_back(std::move(info));
  }

  void read_names(Table& table, PlaceInfo& info) {
    table.table("names", Presence::optional, [&](Table& words) {
      for (const std::string& tag : words.keys()) {
        const auto& all = in_.site.lobby.languages;
        if (std::find(all.begin(), all.end(), LanguageTag{tag}) == all.end()) {
          words.mistake(tag, fmt::format("the site has no language \"{}\"", tag));
        }
        info.search[tag] = words.texts(tag, Presence::required, 30);
      }
    });
  }

  wayfinding::Spot read_spot_at(Table& table, wayfinding::LevelIndex level) {
    wayfinding::Spot spot{level, read_point(table), 0};
    const NodeId id{table.reference("node", in_.nodes, Presence::optional)};
    auto node = id.empty() ? wayfinding::nearest_node(graph(), level, spot.at)
                           : wayfinding::find_node(graph(), id);
    if (!node && id.empty() && in_.building_sound) {
      table.mistake("level", "has no node from which this could be reached");
    }
    in_.building_sound = in_.building_sound && node.has_value();
    spot.node = node.value_or(0);
    return spot;
  }

  Catalogue& in_;
  BuildingInfo info_;
};

Mistake mistake_of(const Catalogue& in, const wayfinding::Problem& problem) {
  using wayfinding::Subject;
  const std::string file = "building.toml";
  const auto at = [&](const Declared& declared) {
    const auto it = declared.where.find(problem.id);
    if (it == declared.where.end()) return 0;
    return std::stoi(it->second.substr(it->second.rfind(':') + 1));
  };
  const auto named = [&](const char* kind, int line) {
    return Mistake{file, line, fmt::format("{} \"{}\"", kind, problem.id), problem.reason};
  };
  switch (problem.subject) {
    case Subject::level:
      return named("level", at(in.levels));
    case Subject::node:
      return named("node", at(in.nodes));
    case Subject::place:
      return named("place", at(in.places));
    case Subject::passage:
      break;
  }
  const auto kind = word(in.site.building->graph.passages[problem.index].kind);
  const std::string key =
      problem.id.empty() ? std::string(kind) : fmt::format("{} \"{}\"", kind, problem.id);
  return {file, in.passage_lines[problem.index], key, problem.reason};
}

/// What names a place before building.toml was read.
void check_place_references(Reading& reading, const Catalogue& in) {
  for (const PlaceReference& reference : in.place_references) {
    if (in.places.where.contains(reference.place.value)) continue;
    std::vector<std::string_view> all;
    for (const auto& [id, where] : in.places.where) all.push_back(id);
    reading.mistakes.push_back({reference.file, reference.line, reference.key,
                                fmt::format("no place \"{}\"; {}", reference.place.value,
                                            choices("places", all, reference.place.value))});
  }
}

}  // namespace

void read_building(Reading& reading, Catalogue& in) {
  std::error_code error;
  if (!std::filesystem::exists(reading.dir / "building.toml", error)) return;
  in.building_sound = true;
  read_file(reading, "building.toml", [&](Table& file) {
    Reader reader(in);
    reader.read(file);
    in.site.building = reader.take();
  });
}

std::optional<wayfinding::Spot> read_spot(Table& table, const Catalogue& in, PlanPoint at) {
  if (!in.site.building) return std::nullopt;
  const wayfinding::Building& graph = in.site.building->graph;
  const LevelId level_id{table.reference("level", in.levels, Presence::optional)};
  const NodeId node_id{table.reference("node", in.nodes, Presence::optional)};
  if (graph.levels.empty() || graph.nodes.empty()) return std::nullopt;
  auto node = wayfinding::find_node(graph, node_id);
  const auto ground = std::find_if(graph.levels.begin(), graph.levels.end(),
                                   [](const wayfinding::Level& one) { return one.order == 1; });
  const auto first = ground == graph.levels.end() ? graph.levels.begin() : ground;
  auto level = wayfinding::find_level(graph, level_id);
  if (!level) {
    level = node ? graph.nodes[*node].level
                 : static_cast<wayfinding::LevelIndex>(first - graph.levels.begin());
  }
  if (node && graph.nodes[*node].level != *level) table.mistake("node", "is on another level");
  if (!node) node = wayfinding::nearest_node(graph, *level, at);
  if (!node) {
    table.mistake(table.has("level") ? "level" : "x", "has no node of building.toml near it");
    return std::nullopt;
  }
  return wayfinding::Spot{*level, at, *node};
}

void check_building(Reading& reading, const Catalogue& in) {
  check_place_references(reading, in);
  if (!in.site.building || !in.building_sound) return;
  const auto kiosk = std::find_if(in.site.kiosks.begin(), in.site.kiosks.end(),
                                  [](const KioskInfo& one) { return one.spot.has_value(); });
  const NodeIndex entry = kiosk == in.site.kiosks.end() ? 0 : kiosk->spot->node;
  const wayfinding::Building& graph = in.site.building->graph;
  for (const wayfinding::Problem& problem : wayfinding::check(graph, entry)) {
    reading.mistakes.push_back(mistake_of(in, problem));
  }
}

}  // namespace foyer::site_reading
