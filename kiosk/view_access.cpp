// The access bar and the sheet behind Listen.
#include "kiosk/view_access.h"

#include <algorithm>
#include <utility>

namespace foyer::kiosk::parts {
namespace {

std::string on_off(const Texts& in, bool on) {
  return on ? in(tr_context("kiosk", "On")) : in(tr_context("kiosk", "Off"));
}

AccessItem listen_cell(const Texts& in, const Speech& speech) {
  AccessItem item{{.id = "access/listen",
                   .icon = "listen",
                   .label = in(tr_context("kiosk", "Listen")),
                   .state = on_off(in, speech.on),
                   .on = speech.on},
                  OpenSheet{Sheet::listen}};
  if (speech.held) item.cell.state = in(tr_context("kiosk", "Paused"));
  return item;
}

std::string speed_words(const Texts& in, int rate) {
  if (rate < ui::rate_normal) return in(tr_context("speed of speech", "Slow"));
  if (rate > ui::rate_normal) return in(tr_context("speed of speech", "Fast"));
  return in(tr_context("speed of speech", "Normal"));
}

ChipItem chip_of(std::string id, std::string icon, std::string label, Intent intent) {
  ui::Chip chip{.id = "sheet/" + std::move(id), .label = std::move(label)};
  chip.icon = std::move(icon);
  return {std::move(chip), std::move(intent)};
}

}  // namespace

std::string sound_words(const Texts& in, const Speech& speech) {
  return in(tr_context("kiosk", "Volume {n} of {count}. Speed: {speed}."),
            {{"n", std::to_string(speech.volume)},
             {"count", std::to_string(ui::volume_steps)},
             {"speed", speed_words(in, speech.rate)}});
}

std::vector<AccessItem> access_items(const ViewContext& context, const Form& form) {
  const Texts& in = context.in;
  std::vector<AccessItem> items;
  if (context.site.languages.size() > 1) {
    items.push_back({{.id = "access/language",
                      .icon = "globe",
                      .label = in(tr_context("kiosk", "Language")),
                      .state = in.own_name()},
                     OpenSheet{Sheet::languages}});
  }
  items.push_back({{.id = "access/text",
                    .icon = "text",
                    .label = in(tr_context("kiosk", "Text size")),
                    .state = in.share(form.text_percent * 100),
                    .on = form.text_percent > 100},
                   NextTextSize{}});
  const bool high = form.scheme == ui::Scheme::high_contrast;
  items.push_back(
      {{.id = "access/contrast",
        .icon = "contrast",
        .label = in(tr_context("kiosk", "Contrast")),
        .state = high ? in(tr_context("kiosk", "High")) : in(tr_context("kiosk", "Normal")),
        .on = high},
       OtherContrast{}});
  if (context.machine == nullptr || context.machine->speaks) {
    items.push_back(listen_cell(in, form.access.speech));
  } else if (context.machine->moves) {
    items.push_back({{.id = "access/motion",
                      .icon = "walk",
                      .label = in(tr_context("kiosk", "Less movement")),
                      .state = on_off(in, form.access.less_motion),
                      .on = form.access.less_motion},
                     ChangeAccess{AccessChange::less_motion}});
  }
  if (reach_of(context)) {
    items.push_back({{.id = "access/low",
                      .icon = "lower",
                      .label = in(tr_context("kiosk", "Low reach")),
                      .state = on_off(in, form.access.low_reach),
                      .on = form.access.low_reach},
                     ChangeAccess{AccessChange::low_reach}});
  }
  items.push_back({{.id = "access/time",
                    .icon = "hourglass",
                    .label = in(tr_context("kiosk", "More time")),
                    .state = on_off(in, form.access.more_time),
                    .on = form.access.more_time},
                   ChangeAccess{AccessChange::more_time}});
  return items;
}

SheetView listen_sheet(const ViewContext& context, const Form& form) {
  const Texts& in = context.in;
  const Speech& speech = form.access.speech;
  SheetView sheet;
  sheet.title = in(tr_context("kiosk", "Listen"));
  if (speech.on) {
    sheet.text = sound_words(in, speech);
    const auto change_by = [](AccessChange wanted) { return ChangeAccess{wanted}; };
    sheet.chips = {
        chip_of("quieter", "minus", in(tr_context("kiosk", "Quieter")),
                change_by(AccessChange::quieter)),
        chip_of("louder", "plus", in(tr_context("kiosk", "Louder")),
                change_by(AccessChange::louder)),
        chip_of("slower", "arrow-down", in(tr_context("kiosk", "Slower")),
                change_by(AccessChange::slower)),
        chip_of("faster", "arrow-up", in(tr_context("kiosk", "Faster")),
                change_by(AccessChange::faster)),
        chip_of("repeat", "undo", in(tr_context("kiosk", "Repeat the page")),
                Speak{SpeechWish::repeat}),
        chip_of("spell", "text", in(tr_context("kiosk", "Spell it")), Speak{SpeechWish::spell}),
        chip_of("hold", speech.held ? "play" : "clock",
                speech.held ? in(tr_context("kiosk", "Go on")) : in(tr_context("kiosk", "Pause")),
                change_by(AccessChange::hold)),
    };
  } else {
    sheet.text =
        in(tr_context("kiosk", "Plug in your headphones. The kiosk then reads the screen to you."));
  }
  if (context.machine == nullptr || context.machine->moves) {
    // The bar has no room for it.
    sheet.chips.push_back(chip_of("motion", "walk", in(tr_context("kiosk", "Less movement")),
                                  ChangeAccess{AccessChange::less_motion}));
    sheet.chips.back().chip.chosen = form.access.less_motion;
  }
  ui::Button on{.id = "sheet/speech", .icon = "listen"};
  on.label = speech.on ? in(tr_context("kiosk", "Turn off")) : in(tr_context("kiosk", "Turn on"));
  const AccessChange turn = speech.on ? AccessChange::speech_off : AccessChange::speech_on;
  ui::Button close{.id = "sheet/close", .label = in(tr_context("kiosk", "Close")), .icon = "close"};
  close.shortcuts = {ui::Key::escape, ui::Key::backspace};
  sheet.actions = {{on, ChangeAccess{turn}}, {close, OpenSheet{Sheet::none}}};
  if (!speech.on) sheet.actions.front().button.kind = ui::ButtonKind::primary;
  if (!speech.on) std::swap(sheet.actions[0], sheet.actions[1]);
  return sheet;
}

std::optional<float> reach_of(const ViewContext& context) {
  const bool known = context.machine != nullptr;
  return reached_from(this_kiosk(context),
                      known ? context.machine->orientation : Orientation::portrait);
}

const KioskInfo* this_kiosk(const ViewContext& context) {
  if (context.machine == nullptr) return nullptr;
  return find_kiosk(context.site, DeviceId{context.machine->device});
}

}  // namespace foyer::kiosk::parts
