#include "kiosk/speaking.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "kiosk/view_access.h"

namespace foyer::kiosk {
namespace {

constexpr ui::Key speech_keys[] = {ui::Key::help,
                                   ui::Key::f1,
                                   ui::Key::f2,
                                   ui::Key::f3,
                                   ui::Key::f4,
                                   ui::Key::f6,
                                   ui::Key::f7,
                                   ui::Key::f8,
                                   ui::Key::volume_down,
                                   ui::Key::volume_up,
                                   ui::Key::headphones_in,
                                   ui::Key::headphones_out};

bool belongs_to_speech(ui::Key key) {
  return std::find(std::begin(speech_keys), std::end(speech_keys), key) != std::end(speech_keys);
}

bool of_sheet(const std::string& id) {
  return id.starts_with("sheet/") || id.starts_with("access/");
}

}  // namespace

Speaking::Speaking(Mouth mouth, SpeechStart start) : mouth_(std::move(mouth)), start_(start) {
  if (!mouth_.say) start_ = SpeechStart::never;
}

void Speaking::say(ui::Utterances words) {
  if (!mouth_.say || words.empty()) return;
  last_ = words;
  mouth_.say(std::move(words));
}

void Speaking::set(const Speech& speech) {
  if (speech == set_ || !mouth_.set) return;
  set_ = speech;
  mouth_.set(speech);
}

bool Speaking::turn(bool on, Access& access) {
  if (access.speech.on == on) return false;
  change(access, on ? AccessChange::speech_on : AccessChange::speech_off);
  return true;
}

bool Speaking::take_key(ui::Key key, const Texts& in, Access& access) {
  if (key == ui::Key::headphones_in) return turn(true, access);
  if (key == ui::Key::headphones_out) return turn(false, access);
  if (key == ui::Key::help || key == ui::Key::f1) {
    if (turn(true, access)) return true;
    say(words_of_help(in));
    return false;
  }
  if (!access.speech.on) return false;
  if (key == ui::Key::f2) {
    say(last_);
    return false;
  }
  if (key == ui::Key::f6) {
    reader_.forget();
    return false;
  }
  if (key == ui::Key::f4) {
    wish(SpeechWish::spell, in);
    return false;
  }
  if (key == ui::Key::f3) {
    change(access, AccessChange::hold);
    return true;
  }
  const bool up = key == ui::Key::f8 || key == ui::Key::volume_up;
  change(access, up ? AccessChange::louder : AccessChange::quieter);
  changed(in, access);
  return true;
}

bool Speaking::take_keys(const ui::FrameContext& frame, const Texts& in, Access& access) {
  if (start_ == SpeechStart::never) return false;
  bool changed = false;
  bool other = frame.input->went_down;
  for (const ui::KeyPress& press : frame.input->keys) {
    if (!belongs_to_speech(press.key)) {
      other = true;
      const bool starts = start_ == SpeechStart::first_key || start_ == SpeechStart::always;
      if (starts) changed = turn(true, access) || changed;
    } else if (!press.repeat) {
      changed = take_key(press.key, in, access) || changed;
    }
  }
  if (start_ == SpeechStart::always && frame.input->went_down) {
    changed = turn(true, access) || changed;
  }
  if (other && access.speech.on) {
    // Whoever acts has heard enough of what was being said.
    access.speech.held = false;
    if (mouth_.stop) mouth_.stop();
  }
  set(access.speech);
  return changed;
}

void Speaking::follow(const Scene& scene, const Access& access) {
  set(access.speech);
  if (!access.speech.on) {
    if (!last_.empty()) forget();
    return;
  }
  const bool first = last_.empty();
  Words heard = reader_.follow(scene);
  if (heard.words.empty()) return;
  if (first) {
    ui::Utterances help = words_of_help(scene.in);
    heard.words.insert(heard.words.begin(), help.begin(), help.end());
  }
  if (scene.record.modal_layer == 0 && heard.cuts && scene.place != spoken_place_) {
    spoken_place_ = scene.place;
    page_ = heard.words;
  }
  if (!of_sheet(scene.focus)) {
    const ui::Utterances control = words_of_control(scene, scene.focus);
    spell_ = control.empty() ? scene.title : control.front().text;
  }
  if (heard.cuts) return say(std::move(heard.words));
  last_.insert(last_.end(), heard.words.begin(), heard.words.end());
  if (mouth_.add) mouth_.add(std::move(heard.words));
}

void Speaking::wish(SpeechWish wish, const Texts& in) {
  switch (wish) {
    case SpeechWish::repeat:
      return say(page_);
    case SpeechWish::spell:
      return say({{ui::spelled(spell_), in.tag().value}});
  }
}

void Speaking::changed(const Texts& in, const Access& access) {
  set(access.speech);
  if (access.speech.on) say({{parts::sound_words(in, access.speech), in.tag().value}});
}

void Speaking::forget() {
  reader_.forget();
  page_.clear();
  last_.clear();
  spell_.clear();
  spoken_place_.clear();
  if (mouth_.stop) mouth_.stop();
}

}  // namespace foyer::kiosk
