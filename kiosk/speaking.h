// The kiosk's mouth: when it speaks, which keys belong to speech, and what goes to the voice. Keeps
// no time and makes no sound itself: the voice comes in as functions, so tests hear the words.
#pragma once

#include <functional>
#include <string>

#include "kiosk/form.h"
#include "kiosk/reader.h"
#include "ui/controls.h"

namespace foyer::kiosk {

/// ui::Voice's functions. Without them nothing is said.
struct Mouth {
  std::function<void(ui::Utterances)> say;  ///< In place of what is being said.
  std::function<void(ui::Utterances)> add;
  std::function<void()> stop;
  std::function<void(const Speech&)> set;  ///< Volume, rate, held.
};

/// When a person is read to without asking for it on the screen. Headphones that the keypad reports
/// (Key::headphones_in) turn speech on and off with every choice but `never`.
enum class SpeechStart {
  never,
  asked,      ///< By the Listen cell or the help key.
  first_key,  ///< By any key: for a kiosk with a keypad and a socket for headphones.
  always,     ///< By any key or touch.
};

class Speaking {
 public:
  Speaking(Mouth mouth, SpeechStart start);

  /// Before the frame is drawn: the keys of speech, which no screen has. True: the access changed.
  bool take_keys(const ui::FrameContext& frame, const Texts& in, Access& access);
  /// After it was drawn.
  void follow(const Scene& scene, const Access& access);
  /// By the Listen sheet.
  void wish(SpeechWish wish, const Texts& in);
  /// What was changed about the sound is told in it.
  void changed(const Texts& in, const Access& access);
  /// The person has left: whatever is being said is theirs.
  void forget();

 private:
  void say(ui::Utterances words);
  void set(const Speech& speech);
  bool take_key(ui::Key key, const Texts& in, Access& access);
  bool turn(bool on, Access& access);

  Mouth mouth_;
  SpeechStart start_;
  Reader reader_;
  Speech set_;                // what the voice was told last
  ui::Utterances page_;       // for "repeat": of the page, not of the sheet over it
  ui::Utterances last_;       // for "repeat" by its key
  std::string spell_;         // for "spell"
  std::string spoken_place_;  // that page_ is of
};

}  // namespace foyer::kiosk
