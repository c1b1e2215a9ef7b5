#include <fmt/format.h>

#include <algorithm>

#include "site/reading.h"

namespace foyer::site_reading {

namespace {

/// A counter's skills are compared with a visit's many times a second.
constexpr std::int64_t skills_max = 256;

Contact read_contact(Table& table, Catalogue& in) {
  Contact contact;
  contact.phone = table.text("phone", Presence::optional, 30);
  contact.place = table.shown("place", Presence::optional, 80);
  contact.directions = table.shown("directions", Presence::optional, 200);
  contact.place_id = {table.text("place_id", Presence::optional, name_length_max)};
  if (contact.place_id.empty()) return contact;
  const Mistake at = table.at("place_id", "");
  in.place_references.push_back({contact.place_id, at.file, at.line, at.key});
  return contact;
}

/// What `contact` leaves out is as in `otherwise`. A place and its directions belong together.
Contact completed(Contact contact, const Contact& otherwise) {
  if (contact.phone.empty()) contact.phone = otherwise.phone;
  if (contact.place.empty() && contact.directions.empty() && contact.place_id.empty()) {
    contact.place = otherwise.place;
    contact.place_id = otherwise.place_id;
    contact.directions = otherwise.directions;
  }
  return contact;
}

void read_departments(Table& file, Catalogue& in) {
  file.tables("skill", {1, skills_max}, [&](Table& table) {
    const std::string id = table.id(in.skills);
    in.site.skills.push_back({{id}, table.shown("name", Presence::required, 60)});
  });
  file.tables("department", {1, 100}, [&](Table& table) {
    DepartmentInfo info;
    // Its own id is no choice yet, so that no department is part of itself.
    info.part_of = {table.reference("part_of", in.departments, Presence::optional)};
    info.id = {table.id(in.departments)};
    info.name = table.shown("name", Presence::required, 80);
    info.inventory_name = table.text("inventory_name", Presence::optional, 80);
    if (info.inventory_name.empty()) info.inventory_name = info.name;
    info.skill = {table.reference("skill", in.skills, Presence::optional)};
    info.contact = read_contact(table, in);
    const DepartmentInfo* whole = find_department_info(in.site, info.part_of);
    if (whole != nullptr) {
      info.contact = completed(info.contact, whole->contact);
      info.follow_up_days = whole->follow_up_days;
    }
    info.follow_up_days =
        static_cast<int>(table.integer("follow_up_days", {1, 60}, info.follow_up_days));
    if (info.contact.phone.empty()) {
      table.mistake("phone", "is missing: residents are referred to this department");
    }
    in.site.lobby.departments.push_back(info.id);
    in.site.departments.push_back(std::move(info));
  });
}

void read_groups(Table& file, Catalogue& in, std::map<std::string, Service>& defaults) {
  std::map<char, std::string> letters;
  file.tables("group", {1, 23}, [&](Table& table) {
    GroupInfo info;
    info.id = {table.id(in.groups)};
    info.name = table.shown("name", Presence::required, 60);
    const std::string letter = table.text("letter", Presence::required, 10);
    if (letter.size() == 1 && letter[0] >= 'A' && letter[0] <= 'Z') {
      info.letter = letter[0];
      if (letter == "I" || letter == "O" || letter == "Q") {
        table.mistake("letter", "I, O and Q look like digits and are not used");
      } else if (const auto [it, fresh] = letters.emplace(info.letter, info.id.value); !fresh) {
        table.mistake("letter",
                      fmt::format("group \"{}\" has the letter {} already", it->second, letter));
      }
    } else if (!letter.empty()) {
      table.mistake("letter", "must be one letter from A to Z");
    }
    Service& standard = defaults[info.id.value];
    standard.promised_wait = table.duration("promised_wait", {60, 4 * 3600});
    standard.standard_share_bp = static_cast<int>(table.integer("standard_share", {50, 100})) * 100;
    in.site.lobby.groups.push_back({info.id, info.letter});
    in.site.groups.push_back(std::move(info));
  });
}

void read_items(Table& file, Catalogue& in) {
  file.tables("item", {1, 300}, [&](Table& table) {
    ItemInfo info;
    info.id = {table.id(in.items)};
    info.name = table.shown("name", Presence::required, 80);
    info.help = table.shown("help", Presence::optional, 120);
    in.site.items.push_back(std::move(info));
  });
}

/// Which touchpoints have a service, and where they stand.
struct TouchpointUse {
  std::string id;
  int line = 0;
  bool listed = true;
  bool used = false;
};

void read_touchpoints(Table& file, Catalogue& in, std::vector<TouchpointUse>& uses) {
  file.tables("touchpoint", {1, 300}, [&](Table& table) {
    Touchpoint row;
    row.id = {table.id(in.touchpoints)};
    row.department = {table.reference("department", in.departments, Presence::required)};
    row.text = table.text("text", Presence::required);
    row.items = table.text("items", Presence::optional, 400);
    row.job = table.word<Job>("job");
    row.centralization = table.word<Centralization>("centralization");
    row.stage_tenths = table.stage("stage", Presence::optional);
    if (row.centralization != Centralization::none && !row.stage_tenths && !table.has("stage")) {
      table.mistake("stage", "is missing: only a touchpoint of centralization none has no stage");
    }
    row.listed = table.flag("listed", true);
    uses.push_back({row.id.value, table.line_of("id"), row.listed, false});
    in.site.touchpoints.push_back(std::move(row));
  });
}

void read_search(Table& table, Catalogue& in, ServiceInfo& info) {
  table.table("search", Presence::optional, [&](Table& words) {
    for (const std::string& tag : words.keys()) {
      const auto& all = in.site.lobby.languages;
      if (std::find(all.begin(), all.end(), LanguageTag{tag}) == all.end()) {
        words.mistake(tag, fmt::format("the site has no language \"{}\"", tag));
      }
      info.search[tag] = words.texts(tag, Presence::required, 30);
    }
  });
}

void read_items_of_service(Table& table, Catalogue& in, ServiceInfo& info, Service& service) {
  for (const Bring& bring : table.bring("bring", in.items)) {
    const ItemInfo* item = find_item_info(in.site, {bring.item});
    if (item == nullptr) continue;
    info.bring.push_back({item->id, item->name, bring.help.empty() ? item->help : bring.help});
    service.bring.push_back(item->id);
  }
  for (const std::string& id : table.references("delivers", in.items, Presence::optional)) {
    const ItemInfo* item = find_item_info(in.site, {id});
    if (item == nullptr) continue;
    info.delivers.push_back(*item);
    service.delivers.push_back(item->id);
  }
}

/// How it is served: only for what gets a ticket.
void read_serving(Table& table, Catalogue& in, const DepartmentInfo* department, Service& service) {
  service.skill = {table.reference("skill", in.skills, Presence::optional)};
  if (service.skill.empty()) service.skill = {in.desk_skill};
  if (service.centralization == Centralization::partial) {
    service.specialist_skill = {table.reference("specialist_skill", in.skills, Presence::optional)};
    if (service.specialist_skill.empty() && department != nullptr) {
      service.specialist_skill = department->skill;
    }
    // With an unknown department there is a mistake already.
    if (service.specialist_skill.empty() && department != nullptr) {
      table.mistake("specialist_skill",
                    "is missing: the service is partial and its department has no skill");
    }
  }
  service.promised_wait = table.duration("promised_wait", {60, 4 * 3600}, service.promised_wait);
  const int share = service.standard_share_bp / 100;
  service.standard_share_bp =
      static_cast<int>(table.integer("standard_share", {50, 100}, share)) * 100;
  const int days = department == nullptr ? 0 : department->follow_up_days;
  service.follow_up_days = static_cast<int>(table.integer("follow_up_days", {1, 60}, days));
  service.expected_handle = table.duration("expected_handle", {30, 4 * 3600});
  service.optimum_handle =
      table.duration("optimum_handle", {30, 4 * 3600}, service.expected_handle);
}

/// The rows of the inventory say what a service is; the service says how people meet it.
void take_over(const Touchpoint& row, int site_stage_tenths, ServiceInfo& info) {
  info.touchpoint = row.id;
  info.department = row.department;
  info.job = row.job;
  info.centralization = row.centralization;
  info.stage_tenths = row.stage_tenths;
  info.on = row.centralization == Centralization::none ||
            row.stage_tenths.value_or(0) <= site_stage_tenths;
}

void mark_used(Table& table, std::vector<TouchpointUse>& uses, const std::string& id) {
  for (TouchpointUse& use : uses) {
    if (use.id != id) continue;
    use.used = true;
    if (!use.listed) {
      table.mistake("touchpoint", fmt::format("touchpoint \"{}\" has listed = false", id));
    }
  }
}

/// What people see of it; its words, its row and its group.
ServiceInfo read_service_info(Table& table, Catalogue& in, std::vector<TouchpointUse>& uses) {
  ServiceInfo info;
  info.id = {table.id(in.services)};
  const std::string row_id = table.reference("touchpoint", in.touchpoints, Presence::required);
  const Touchpoint* row = find_touchpoint(in.site, {row_id});
  if (row != nullptr) take_over(*row, in.site.stage_tenths, info);
  mark_used(table, uses, row_id);
  info.job = table.word<Job>("job", info.job);
  info.group = {table.reference("group", in.groups, Presence::required)};
  info.name = table.shown("name", Presence::required, 60);
  info.description = table.shown("description", Presence::required, 160);
  read_search(table, in, info);
  table.table("online", Presence::optional, [&](Table& online) {
    info.online = OnlineInfo{.url = online.https_url("url", Presence::required),
                             .text = online.shown("text", Presence::required, 120)};
  });
  table.table("referral", Presence::optional,
              [&](Table& t) { info.referral = read_contact(t, in); });
  const DepartmentInfo* department = find_department_info(in.site, info.department);
  if (department != nullptr) info.referral = completed(info.referral, department->contact);
  return info;
}

/// What the engine sees of it, beside its times and items.
Service service_of(const ServiceInfo& info, const Service& standard) {
  Service service = standard;
  service.id = info.id;
  service.group = info.group;
  service.department = info.department;
  service.job = info.job;
  service.centralization = info.centralization;
  service.on = info.on;
  return service;
}

void read_service(Table& table, Catalogue& in, const std::map<std::string, Service>& defaults,
                  std::vector<TouchpointUse>& uses) {
  ServiceInfo info = read_service_info(table, in, uses);
  const auto standard = defaults.find(info.group.value);
  Service service = service_of(info, standard == defaults.end() ? Service{} : standard->second);
  read_items_of_service(table, in, info, service);
  // Of an unknown touchpoint nothing follows, least of all more mistakes.
  if (info.touchpoint.empty() || info.centralization != Centralization::none) {
    read_serving(table, in, find_department_info(in.site, info.department), service);
  }
  in.site.services.push_back(std::move(info));
  in.site.lobby.services.push_back(std::move(service));
}

std::vector<std::string> service_files(Reading& reading) {
  std::vector<std::string> files;
  const std::filesystem::path folder = reading.dir / "services";
  if (std::filesystem::is_directory(folder)) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.path().extension() == ".toml") {
        files.push_back("services/" + entry.path().filename().string());
      }
    }
  }
  if (files.empty()) {
    reading.mistakes.push_back({"services", 0, "", "there is no services/*.toml"});
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

void read_catalogue(Reading& reading, Catalogue& in) {
  std::map<std::string, Service> defaults;
  std::vector<TouchpointUse> uses;
  read_file(reading, "departments.toml", [&](Table& file) { read_departments(file, in); });
  if (!in.desk_skill.empty() && !in.skills.where.contains(in.desk_skill)) {
    std::vector<std::string_view> all;
    for (const auto& [id, where] : in.skills.where) all.push_back(id);
    reading.mistakes.push_back(
        {"site.toml", in.desk_skill_line, "desk_skill",
         fmt::format("no skill \"{}\"; {}", in.desk_skill, choices("skills", all, in.desk_skill))});
  }
  read_file(reading, "groups.toml", [&](Table& file) { read_groups(file, in, defaults); });
  read_file(reading, "items.toml", [&](Table& file) { read_items(file, in); });
  read_file(reading, "touchpoints.toml", [&](Table& file) { read_touchpoints(file, in, uses); });
  for (const std::string& name : service_files(reading)) {
    read_file(reading, name, [&](Table& file) {
      file.tables("service", {1, 300},
                  [&](Table& table) { read_service(table, in, defaults, uses); });
    });
  }
  for (const TouchpointUse& use : uses) {
    if (use.used || !use.listed || use.id.empty()) continue;
    reading.mistakes.push_back(
        {"touchpoints.toml", use.line, fmt::format("touchpoint \"{}\"", use.id),
         "no service comes of it; write one, or listed = false if nobody comes for it"});
  }
}

}  // namespace foyer::site_reading
