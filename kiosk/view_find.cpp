// "Find my way": places to look for.
#include <algorithm>
#include <array>

#include "kiosk/keyboard.h"
#include "kiosk/view_parts.h"

namespace foyer::kiosk::parts {
namespace {

using wayfinding::PlaceKind;

wayfinding::Preference asked_preference(const Form& form) {
  const auto& needs = form.special_needs;
  const bool step_free =
      std::find(needs.begin(), needs.end(), SpecialNeed::step_free) != needs.end();
  return step_free ? wayfinding::Preference::step_free : wayfinding::Preference::shortest;
}

/// What many people look for, wherever the next one is.
void add_chip(const ViewContext& context, const Form& form, PlaceKind kind, std::string icon,
              std::string label, Chips& chips) {
  const PlaceInfo* place =
      nearest_place(context.site, *kiosk_of(context), kind, asked_preference(form),
                    conditions_at(context.site, context.lobby.at));
  if (place == nullptr) return;
  ui::Chip chip{.id = "near/" + std::string(word(kind)), .label = std::move(label)};
  chip.icon = std::move(icon);
  chips.chips.push_back({std::move(chip), ShowWay{{place->id, {}}}});
}

Chips near_chips(const ViewContext& context, const Form& form) {
  const Texts& in = context.in;
  Chips chips;
  chips.wide = true;
  add_chip(context, form, PlaceKind::washroom, "washroom", in(tr_context("way", "Washrooms")),
           chips);
  add_chip(context, form, PlaceKind::exit, "exit", in(tr_context("way", "Exit")), chips);
  add_chip(context, form, PlaceKind::elevator, "elevator", in(tr_context("way", "Elevators")),
           chips);
  add_chip(context, form, PlaceKind::cafe, "cup", in(tr_context("way", "Café")), chips);
  add_chip(context, form, PlaceKind::information, "info", in(tr_context("way", "Information")),
           chips);
  add_chip(context, form, PlaceKind::parking, "pin", in(tr_context("way", "Parking")), chips);
  return chips;
}

Row place_row(const ViewContext& context, const PlaceInfo& place, std::string_view id_prefix) {
  const Texts& in = context.in;
  const Destination to{place.id, {}};
  ui::ServiceRow row{.id = std::string(id_prefix) + place.id.value, .name = in.of_site(place.name)};
  const DepartmentInfo* department = find_department_info(context.site, place.department);
  if (department != nullptr && department->name != place.name) {
    row.text = in.of_site(department->name);
  }
  row.wait = where_words(in, context.site, to);
  row.wait_width = 320;  // "Level 4, door 401" in one line
  return {row, ShowWay{to}};
}

void add_places(const ViewContext& context, PlaceKind kind, std::string heading, Items& items) {
  bool first = true;
  for (std::size_t i = 0; i < context.site.building->places.size(); ++i) {
    if (context.site.building->graph.places[i].kind != kind) continue;
    if (first) items.push_back(Heading{std::move(heading), {}, false});
    first = false;
    items.push_back(place_row(context, context.site.building->places[i], "place/"));
  }
}

void add_found(const ViewContext& context, const Form& form, Items& items) {
  const Texts& in = context.in;
  const std::vector<PlaceId> found = context.indexes.places(form.language).find(form.query.text);
  if (found.empty()) {
    items.push_back(Note{"info", in(tr_context("way",
                                               "We found no place for that. Try another word, or "
                                               "ask at the welcome desk."))});
  }
  for (const PlaceId& id : found) {
    const PlaceInfo* place = find_place_info(context.site, id);
    if (place == nullptr) continue;
    Row row = place_row(context, *place, "found/");
    // Large letters and the keys leave room for the names alone.
    if (form.keyboard_shown && form.text_percent >= 150) row.row.text.clear();
    if (id == found.front()) row.row.kind = ui::ServiceRow::Kind::best;
    items.push_back(std::move(row));
  }
}

}  // namespace

const KioskInfo* kiosk_of(const ViewContext& context) {
  if (!context.site.building || context.machine == nullptr) return nullptr;
  const KioskInfo* kiosk = find_kiosk(context.site, {context.machine->device});
  return kiosk != nullptr && kiosk->spot ? kiosk : nullptr;
}

std::optional<LinkItem> find_link(const ViewContext& context) {
  if (kiosk_of(context) == nullptr) return std::nullopt;
  return LinkItem{{.id = "find",
                   .icon = "way",
                   .title = context.in(tr_context("way", "Find my way")),
                   .text = {}},
                  OpenFind{}};
}

void find(const ViewContext& context, const Form& form, KioskView& view) {
  if (kiosk_of(context) == nullptr) return home(context, form, view);
  const Texts& in = context.in;
  view.spoken_title = in(tr_context("way", "Find my way"));
  SearchView search;
  search.label = in(tr_context("way", "Search for a place"));
  search.hint = in(tr_context("way", "Where to? “washroom”, “mayor”, “bingo”"));
  search.clear_word = in(tr_context("kiosk", "Clear"));
  if (form.keyboard_shown) search.keyboard = build_keyboard(in, form.key_layer);
  view.search = search;
  if (!form.query.text.empty()) {
    add_found(context, form, view.body.start);
  } else {
    view.body.start.push_back(near_chips(context, form));
    add_places(context, PlaceKind::department, in(tr_context("way", "Departments")),
               view.body.start);
    add_places(context, PlaceKind::hall, in(tr_context("way", "Rooms")), view.body.start);
  }
  view.actions = {back_action(in), start_over_action(in)};
  if (!form.keyboard_shown) {
    view.actions.push_back(
        {{.id = "keyboard", .label = in(tr_context("way", "Keyboard")), .icon = "text"},
         ShowKeyboard{true}});
  }
}

}  // namespace foyer::kiosk::parts
