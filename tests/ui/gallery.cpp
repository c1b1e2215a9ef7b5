// Draws every component in both themes into PNG files, to be looked at: gallery FOLDER. Not
// installed; its words are examples and are not translated.
#include <filesystem>
#include <iostream>
#include <string>

#include "ui/assets.h"
#include "ui/components.h"
#include "ui/qr.h"
#include "ui/staff_components.h"
#include "ui/window.h"

namespace {

using namespace foyer::ui;  // a program of one file

TextStyle caption(Ui& ui) {
  return ui.canvas.style(type::caption, Weight::regular, ui.theme().ink_soft);
}

void kiosk_buttons(Ui& ui, Stack& stack, const std::string& lang) {
  const float high = ui.px(104);
  const auto row = [&](float h) { return columns(stack.next(h), 4, ui.px(24)); };
  auto cells = row(ui.px(32));
  const char* heads[] = {"rest", "focus (keys)", "pressed", "disabled"};
  for (std::size_t i = 0; i < 4; ++i) ui.canvas.text(cells[i], heads[i], caption(ui));
  const TypeSize small{30, 40};
  cells = row(high);
  const bool urdu = lang == "ur";
  const std::string get = urdu ? "ٹکٹ لیں" : "Get a ticket";
  const std::string back = urdu ? "واپس" : "Back";
  const ButtonKind primary = ButtonKind::primary;
  button(ui, cells[0], {.id = "get", .label = get, .kind = primary, .size = small});
  button(ui, cells[1], {.id = "get-focus", .label = get, .kind = primary, .size = small});
  button(ui, cells[2], {.id = "get-pressed", .label = get, .kind = primary, .size = small});
  button(ui, cells[3],
         {.id = "get-off", .disabled_reason = "Closed until 1:00 pm", .size = {28, 40}});
  cells = row(high);
  for (std::size_t i = 0; i < 3; ++i) {
    button(ui, cells[i],
           {.id = "back" + std::to_string(i),
            .label = back,
            .icon = "arrow-left",
            .flip = Flip::with_page,
            .size = small});
  }
  button(ui, cells[3], {.id = "busy", .label = get, .busy = "One moment …", .size = small});
  cells = row(ui.px(96));
  chip(ui, cells[0], {.id = "fr", .label = "Français", .language = "fr"});
  chip(ui, cells[1], {.id = "ur", .label = "اردو", .language = "ur"});
  chip(ui, cells[2], {.id = "ta", .label = "தமிழ்", .language = "ta"});
  chip(ui, cells[3], {.id = "en", .label = "English", .language = "en", .chosen = true});
}

void kiosk_rows(Ui& ui, Stack& stack, TextEdit& empty, TextEdit& typed) {
  const auto pair = [&](float h) { return columns(stack.next(h), 2, ui.px(24)); };
  auto two = pair(ui.px(120));
  using Row = ServiceRow;
  service_row(ui, two[0],
              {.id = "fine",
               .name = "Parking fine",
               .text = "rest",
               .wait = "5–10 min",
               .wait_width = 152});
  service_row(ui, two[1],
              {.id = "fee",
               .name = "Class fee",
               .text = "leads on",
               .wait = "1:00 pm",
               .kind = Row::Kind::later,
               .wait_width = 152});
  two = pair(ui.px(112));
  const auto field = [&](TextEdit& edit, const char* id, const Rect& r) {
    ui.text_field(edit, {.id = id,
                         .rect = r,
                         .spoken = "Search",
                         .hint = "Search: “fence”",
                         .icon = "search",
                         .radius = 20,
                         .edge_px = 4,
                         .strong_edge = true,
                         .padding = 32});
  };
  field(empty, "search", two[0]);
  field(typed, "search2", two[1]);
  const Tile pay{"pay", "pay", "Pay", "Property tax, parking ticket, licence or class"};
  two = pair(std::max(tile_height(ui, ui.px(464), pay, TileShape::tile), ui.px(312)));
  tile(ui, two[0], pay, TileShape::tile, 1);
  option_card(ui, two[1],
              {.id = "step",
               .icon = "stepfree",
               .title = "Step-free way",
               .text = "Ramps and elevators only",
               .on = true});
  tile(ui, stack.next(ui.px(152)), {"ask", "ask", "Ask or report", "A question or a problem"},
       TileShape::row);
  two = pair(ui.px(128));
  link_card(ui, two[0], {.id = "appt", .icon = "calendar", .title = "I have an appointment"});
  link_card(ui, two[1], {.id = "way", .icon = "way", .title = "Find my way", .text = "With map"});
}

void kiosk_strips(Ui& ui, Stack& stack) {
  const std::vector<Fact> list = {{"Open now", "until 4:30 pm", Fact::Dot::good},
                                  {"Wait now", "5 to 15 minutes"},
                                  {"Waiting", "6 people"}};
  facts(ui, stack.next(facts_height(ui, ui.px(952), list)), list);
  segmented(ui, stack.next(ui.px(96)),
            {{"short", "Shortest way", ""}, {"stepfree", "Step-free", "stepfree"}}, 1);
  const CheckRow id{.id = "id",
                    .title = "Photo identification",
                    .text = "Licence or passport",
                    .on = true,
                    .first = true};
  const CheckRow bill{.id = "bill", .title = "Your tax bill"};
  const Rect both = stack.next(ui.px(224));
  card(ui, both);
  const auto halves = rows(both, 2, 0);
  check_row(ui, halves[0], id);
  check_row(ui, halves[1], bill);
  notice(ui, stack.next(ui.px(104)), "printer", "Take your ticket from the slot below");
  note(ui, stack.next(ui.px(48)), "info", "You can also do this at home.");
  const Rect keys = stack.next(ui.px(104));
  Rect rest = keys;
  for (const char* k : {"Q", "W", "É"}) {
    screen_key(ui, cut_start(rest, ui.px(96), ui.px(8)), {.id = std::string("k") + k, .label = k});
  }
  screen_key(ui, cut_start(rest, ui.px(200), ui.px(8)),
             {.id = "kspace", .label = "Space", .word = true});
  screen_key(ui, cut_start(rest, ui.px(96), ui.px(8)),
             {.id = "kback", .icon = "backspace", .spoken = "Delete"});
  const Rect mark = cut_end(rest, ui.px(96));
  const auto svg = asset_folder() / "brand.svg";
  if (std::filesystem::exists(svg)) ui.canvas.image(mark, svg);
}

struct Page {
  Look look;
  TextEdit empty;
  TextEdit typed{"bingo", 5};
};

void draw_kiosk(const FrameContext& frame, Page& page) {
  Ui ui(frame, page.look);
  ui.canvas.clear(ui.theme().paper);
  const std::vector<AccessCell> cells = {{"lang", "globe", "Language", "All 14", false},
                                         {"size", "text", "Text size", "100 %", false},
                                         {"contrast", "contrast", "Contrast", "High", true},
                                         {"listen", "listen", "Listen", "Off", false},
                                         {"reach", "lower", "Low reach", "Off", false}};
  const float bar = access_bar_height(ui, frame.window.w, cells);
  access_bar(ui, {0, frame.window.h - bar, frame.window.w, bar}, cells);
  Stack stack({ui.px(64), ui.px(24), ui.px(952), frame.window.h}, ui.px(20));
  kiosk_buttons(ui, stack, page.look.language);
  kiosk_rows(ui, stack, page.empty, page.typed);
  kiosk_strips(ui, stack);
}

void staff_buttons(Ui& ui, Rect area) {
  const auto three = [&](float h) { return columns(cut_top(area, h, ui.px(16)), 5, ui.px(16)); };
  auto cells = three(ui.px(64));
  const auto plain = [](const char* id) {
    return StaffButton{.id = id, .label = "Park", .icon = "park", .key = "P"};
  };
  const auto at = [&](std::size_t i, float h) {
    return Rect{cells[i].x, cells[i].y, cells[i].w, ui.px(h)};
  };
  staff_button(ui, at(0, 48), plain("park"));
  staff_button(ui, at(1, 48), plain("park-focus"));
  staff_button(ui, at(2, 48), plain("park-pressed"));
  staff_button(ui, at(3, 48),
               {.id = "recall",
                .label = "Recall",
                .icon = "bell",
                .key = "R",
                .enabled = false,
                .reason = "after 0:30"});
  staff_button(
      ui, at(4, 48),
      {.id = "quiet", .label = "Refer", .icon = "way", .key = "E", .kind = StaffButtonKind::quiet});
  cells = three(ui.px(72));
  const StaffButtonKind primary = StaffButtonKind::primary;
  staff_button(ui, at(0, 64), {.id = "fin", .label = "End", .key = "Space", .kind = primary});
  staff_button(ui, at(1, 64), {.id = "fin2", .label = "End", .key = "Space", .kind = primary});
  staff_button(
      ui, at(2, 64),
      {.id = "fin3", .label = "End", .key = "Space", .kind = primary, .busy = "Finishing …"});
  staff_button(ui, cut_top(area, ui.px(112), ui.px(16)),
               {.id = "call",
                .label = "Call next",
                .icon = "megaphone",
                .key = "Space",
                .kind = StaffButtonKind::huge});
  choices(ui, cut_top(area, ui.px(48), ui.px(16)),
          {{"o1", "Resolved", "kept", "R"},
           {"o2", "Follow-up", "clock", "F"},
           {"o3", "Referred", "way", "E"},
           {"o4", "Incomplete", "closed", "I"}},
          1);
  Rect row = cut_top(area, ui.px(56));
  clock_bar(ui, cut_start(row, ui.px(250), ui.px(24)), {.share = 0.3F, .mark = 0.75F});
  clock_bar(ui, cut_start(row, ui.px(250), ui.px(24)),
            {.share = 0.86F, .mark = 0.75F, .kind = ClockBar::Kind::over});
}

void staff_states(Ui& ui, Rect area) {
  const std::pair<Mark, const char*> marks[] = {
      {Mark::on_time, "On time, 9 min left"}, {Mark::at_risk, "At risk, 3 min left"},
      {Mark::late, "Late by 2 min"},          {Mark::kept, "Promise kept"},
      {Mark::off, "Counter 6 only"},          {Mark::appointment, "Appointment at 11:00"}};
  Rect start = cut_start(area, ui.px(220));
  for (const auto& [mark, words] : marks) {
    state_mark(ui, cut_top(start, ui.px(40)), {mark, words, type::desk_body});
  }
  const Pill pills[] = {{"Open", "dot", PillKind::good},
                        {"Break, back 10:45", "cup", PillKind::warn},
                        {"Closed", "closed", PillKind::plain},
                        {"3 late", "late", PillKind::bad},
                        {"Practice", "knowledge", PillKind::accent}};
  for (const Pill& p : pills) {
    const Rect r = cut_top(area, ui.px(40));
    pill(ui, {r.x, r.y, pill_width(ui, p), r.h}, p);
  }
}

void staff_lists(Ui& ui, Rect area) {
  auto parts = columns(area, 3, ui.px(48));
  Stack line(parts[0]);
  const char* names[] = {"Pay property tax", "Building permit: a sign that is far too long",
                         "Rent a hall", "Marriage licence"};
  const Mark marks[] = {Mark::on_time, Mark::at_risk, Mark::late, Mark::off};
  for (int i = 0; i < 4; ++i) {
    line_row(ui, line.next(line_row_height(ui)),
             {.id = "row" + std::to_string(i),
              .ticket = "A12" + std::to_string(i),
              .service = names[i],
              .minutes = "9 min",
              .mark = {marks[i], "6 min left"},
              .dimmed = i == 3});
  }
  Stack needs(parts[1], 0);
  const std::vector<StaffFact> facts_list = {
      {.caption = "Waited",
       .value = "18 min",
       .has_mark = true,
       .mark = {Mark::kept, "Promise kept"}},
      {.caption = "Language", .value = "Urdu", .text = "some English"},
      {.caption = "Asked for", .value = "Step-free", .value_icon = "stepfree"}};
  staff_facts(ui, needs.next(staff_facts_height(ui, parts[1].w, facts_list)), facts_list);
  needs.space(ui.px(8));
  need_row(ui, needs.next(ui.px(64)),
           {.id = "n1",
            .name = "Building permit: deck",
            .text = "You take the application",
            .minutes = "8 min",
            .key = "1",
            .current = true});
  need_row(ui, needs.next(ui.px(64)),
           {.id = "n2",
            .name = "Dog licence",
            .text = "Done here in full",
            .minutes = "4 min",
            .key = "2",
            .ticked = true});
  check_item(ui, needs.next(ui.px(32)), {"c1", "Site plan with the lot lines", true});
  Stack notes(parts[2], ui.px(12));
  toast(ui, notes.next(ui.px(48)),
        {.id = "undo",
         .icon = "check",
         .lead = "B042 closed.",
         .action = "Undo",
         .key = "Z",
         .seconds = "9 s"});
  const auto tell = [&](const Banner& b) {
    banner(ui, notes.next(banner_height(ui, parts[2].w, b)), b);
  };
  tell({"late", "No link to the server since 10:49:30.",
        "You see the line of then. Calling waits; finishing is kept here and sent later.",
        BannerKind::bad});
  tell({"hourglass", "Linked again.", "1 outcome sent, nothing done twice.", BannerKind::warn});
  const std::string nobody = "Nobody waits for you. 2 wait for other counters.";
  tip(ui, notes.next(tip_height(ui, parts[2].w, nobody)), "kept", nobody, 21);
}

void draw_staff(const FrameContext& frame, Page& page) {
  Ui ui(frame, page.look);
  ui.canvas.clear(ui.theme().paper);
  Rect area = ui.canvas.bounds().inset(ui.px(24));
  Rect top = cut_top(area, ui.px(420), ui.px(24));
  staff_states(ui, cut_end(top, ui.px(420), ui.px(48)));
  staff_buttons(ui, top);
  ui.text_field(page.typed, {.id = "find",
                             .rect = {area.x, area.y - ui.px(50), ui.px(360), ui.px(40)},
                             .spoken = "Search",
                             .hint = "Search services",
                             .icon = "search",
                             .size = type::desk_body});
  area.y += ui.px(16);
  staff_lists(ui, area);
}

// `focus` gets the ring, and a finger rests on `pressed`.
void save(Offscreen& screen, const std::string& focus, const std::string& pressed,
          const std::filesystem::path& file) {
  if (const AuditBox* box = screen.record().control(pressed)) {
    Point at = box->rect.center();
    if (screen.record().mirrored) at.x = screen.record().window.w - at.x;
    screen.finger_down(at);
  }
  screen.state().focus = focus;
  screen.state().focus_shown = true;
  screen.frame();
  screen.save_png(file);
  std::cout << file.string() << "\n" << describe(audit(screen.record()));
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path folder = argc > 1 ? argv[1] : ".";
  std::filesystem::create_directories(folder);
  const Size tall{1080, 2480};
  const Size desk{1440, 900};
  for (const bool contrast : {false, true}) {
    for (const char* language : {"en", "ur"}) {
      Page page;
      page.look.theme = contrast ? high_contrast_theme() : light_theme();
      page.look.metrics = kiosk_metrics({1080, 1920});
      page.look.language = language;
      Offscreen kiosk(tall, [&](const FrameContext& f) { draw_kiosk(f, page); });
      const std::string name = std::string(contrast ? "contrast-" : "light-") + language + ".png";
      save(kiosk, "get-focus", "get-pressed", folder / ("kiosk-" + name));
      if (language == std::string("ur")) continue;
      page.look.metrics = desk_metrics(desk);
      page.look.ring = RingStyle::staff;
      Offscreen staff(desk, [&](const FrameContext& f) { draw_staff(f, page); });
      save(staff, "park-focus", "park-pressed", folder / ("staff-" + name));
    }
  }
  return 0;
}
