// Every component is as high as its text needs: in tall scripts, long languages, up to 200 %.
#include "ui/components.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "ui/staff_components.h"
#include "ui/window.h"

namespace foyer::ui {
namespace {

struct Words {
  std::string language;
  std::string title;
  std::string text;
  std::string brief;
};

const std::vector<Words>& all_words() {
  static const std::vector<Words> words = {
      {"en", "Apply for a building permit", "For a deck, a fence or a shed in your garden",
       "5–10 min"},
      {"fr", "Demander un permis de construire",
       "Pour une terrasse, une clôture ou un abri de jardin", "5 à 10 min"},
      {"ur", "عمارت کا اجازت نامہ حاصل کریں", "ڈیک، باڑ یا باغ کے شیڈ کے لیے", "5–10 منٹ"},
      {"ar", "التقدم بطلب رخصة بناء", "لسطح أو سياج أو سقيفة في حديقتك", "5–10 دقائق"},
      {"ta", "கட்டிட அனுமதிக்கு விண்ணப்பிக்கவும்", "மேல்தளம், வேலி அல்லது கொட்டகைக்கு", "5–10 நிமி"},
      {"hi", "भवन परमिट के लिए आवेदन करें", "डेक, बाड़ या शेड के लिए", "5–10 मिनट"},
      {"zh-Hans", "申请建筑许可证", "用于露台、围栏或花园棚屋", "5–10 分钟"}};
  return words;
}

void draw_kiosk(Ui& ui, const Words& w) {
  ui.canvas.clear(ui.theme().paper);
  const float wide = ui.px(952);
  Stack stack({ui.px(64), ui.px(40), wide, 20000}, ui.px(24));
  const Button plain{.id = "b1", .label = w.title, .icon = "arrow-left", .flip = Flip::with_page};
  button(ui, stack.next(button_height(ui, wide, plain)), plain);
  const Button closed{.id = "b2", .disabled_reason = w.text};
  button(ui, stack.next(button_height(ui, wide, closed)), closed);
  for (const TileShape shape : {TileShape::tile, TileShape::row}) {
    const Tile t{shape == TileShape::tile ? "t1" : "t2", "apply", w.title, w.text};
    tile(ui, stack.next(tile_height(ui, wide, t, shape)), t, shape);
  }
  const LinkCard link{"l", "way", w.title, w.text};
  link_card(ui, stack.next(link_card_height(ui, wide, link)), link);
  const ServiceRow row{.id = "s", .name = w.title, .text = w.text, .wait = w.brief};
  service_row(ui, stack.next(service_row_height(ui, wide, row)), row);
  const CheckRow check{.id = "c", .title = w.title, .text = w.text, .first = true};
  check_row(ui, stack.next(check_row_height(ui, wide, check)), check);
  const OptionCard option{.id = "o", .icon = "stepfree", .title = w.title, .text = w.text};
  option_card(ui, stack.next(option_card_height(ui, wide, option)), option);
  const std::vector<Fact> list = {{w.brief, w.brief, Fact::Dot::good}, {w.brief, w.brief}};
  facts(ui, stack.next(facts_height(ui, wide, list)), list);
  notice(ui, stack.next(notice_height(ui, wide, w.title)), "printer", w.title);
  note(ui, stack.next(note_height(ui, wide, w.text)), "info", w.text);
  const Chip one{.id = "chip", .label = w.brief, .chosen = true};
  chip(ui, stack.next(chip_height(ui, wide, one)), one);
  const std::vector<Segment> parts = {{"g1", w.brief, ""}, {"g2", w.brief, "stepfree"}};
  segmented(ui, stack.next(segmented_height(ui, wide, parts)), parts, 1);
  std::vector<AccessCell> cells;
  for (const char* id : {"x1", "x2", "x3", "x4", "x5"})
    cells.push_back({id, "globe", w.brief, w.brief});
  const Rect bar = stack.next(access_bar_height(ui, ui.canvas.size().w, cells));
  access_bar(ui, {0, bar.y, ui.canvas.size().w, bar.h}, cells);
}

void draw_staff(Ui& ui, const Words& w) {
  ui.canvas.clear(ui.theme().paper);
  const float wide = ui.px(560);
  Stack stack({ui.px(32), ui.px(32), wide, 20000}, ui.px(16));
  for (const StaffButtonKind kind : {StaffButtonKind::plain, StaffButtonKind::primary}) {
    const StaffButton b{.id = kind == StaffButtonKind::plain ? "b1" : "b2",
                        .label = w.brief,
                        .icon = "park",
                        .key = "P",
                        .kind = kind};
    Rect r = stack.next(staff_button_height(ui, b));
    r.w = staff_button_width(ui, b);
    staff_button(ui, r, b);
  }
  const Pill p{w.brief, "cup", PillKind::warn};
  Rect r = stack.next(ui.px(64));
  r.w = pill_width(ui, p);
  pill(ui, r, p);
  const Banner b{"late", w.title, w.text, BannerKind::bad};
  banner(ui, stack.next(banner_height(ui, wide, b)), b);
  const std::vector<StaffFact> list = {
      {.caption = w.brief, .value = w.brief, .text = w.brief},
      {.caption = w.brief, .value = w.brief, .has_mark = true, .mark = {Mark::at_risk, w.brief}}};
  staff_facts(ui, stack.next(staff_facts_height(ui, wide, list)), list);
  const NeedRow need{.id = "n", .name = w.title, .text = w.text, .minutes = w.brief, .key = "1"};
  need_row(ui, stack.next(need_row_height(ui, wide, need)), need);
  tip(ui, stack.next(tip_height(ui, wide, w.text)), "info", w.text);
  const CheckItem item{"i", w.title, true};
  check_item(ui, stack.next(check_item_height(ui, wide, item)), item);
  line_row(ui, stack.next(line_row_height(ui)),
           {.id = "row",
            .ticket = "B042",
            .service = w.title,
            .minutes = w.brief,
            .mark = {Mark::late, w.brief}});
}

TEST_CASE("components: the kiosk's hold their text in every script up to 200 %") {
  for (const Words& w : all_words()) {
    for (const int percent : {100, 130, 150, 175, 200}) {
      for (const bool contrast : {false, true}) {
        Look look;
        look.theme = contrast ? high_contrast_theme() : light_theme();
        look.language = w.language;
        look.metrics = kiosk_metrics({1080, 1920}, percent);
        Offscreen screen(
            {1080, 9000},
            [&](const FrameContext& f) {
              Ui ui(f, look);
              draw_kiosk(ui, w);
            },
            Painting::off);
        CAPTURE(w.language);
        CAPTURE(percent);
        CHECK(describe(audit(screen.record(), {.target_min_px = 88})) == "");
      }
    }
  }
}

TEST_CASE("components: the staff's hold their text in every script up to 150 %") {
  for (const Words& w : all_words()) {
    for (const int percent : {100, 125, 150}) {
      Look look;
      look.language = w.language;
      look.ring = RingStyle::staff;
      look.metrics = desk_metrics({1440, 900}, percent);
      Offscreen screen(
          {1440, 4000},
          [&](const FrameContext& f) {
            Ui ui(f, look);
            draw_staff(ui, w);
          },
          Painting::off);
      CAPTURE(w.language);
      CAPTURE(percent);
      CHECK(describe(audit(screen.record())) == "");
    }
  }
}

}  // namespace
}  // namespace foyer::ui
