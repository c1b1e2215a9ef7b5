// Speech: text in, sound out. The words go through the program espeak-ng (a program, not a library:
// it is GPL-3) on a thread of its own, piece by piece, so that what is new cuts what is being said
// at once. Where there is no sound card or no such program it is silent and says why; nothing fails
// because of it. Knows nothing of screens: kiosks read with it, displays announce with it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace foyer::ui {

/// Something to be said without a break, in one language.
struct Utterance {
  std::string text;
  std::string language;  ///< "fr", "zh-Hant"
  friend bool operator==(const Utterance&, const Utterance&) = default;
};
using Utterances = std::vector<Utterance>;

/// espeak-ng's voice for a language of ours; empty where there is none that speaks it. Tagalog has
/// none: Indonesian is nearest in its sounds. Mandarin is not "cmn": in Debian 12 that one reads
/// Chinese characters as English letters.
[[nodiscard]] std::string voice_of(std::string_view language);

/// The text as a voice should get it: ticket numbers like "B042" sign by sign, ranges like "5–10"
/// and other signs that voices skip or name wrongly as they are meant to be heard.
[[nodiscard]] std::string speakable(std::string_view text);
/// Every character by itself, for "spell".
[[nodiscard]] std::string spelled(std::string_view text);

inline constexpr int volume_steps = 8;    ///< 3 dB each; the loudest is the voice as it comes.
inline constexpr int volume_normal = 4;   ///< 12 dB below that.
inline constexpr int rate_slowest = 100;  ///< Words a minute.
inline constexpr int rate_normal = 160;
inline constexpr int rate_fastest = 340;

/// Factor for samples, 0..1. `step` 1..volume_steps.
[[nodiscard]] double volume_gain(int step);

struct VoiceOptions {
  std::string program = "espeak-ng";  ///< Found through PATH.
  std::string device;                 ///< Sound device; empty: the default one.
  /// Voices that a site chose for its languages, before voice_of().
  std::vector<std::pair<std::string, std::string>> voices;
  /// In place of the sound device, for tests: gets the samples as they would be played. On the
  /// voice's thread, as `ended`.
  std::function<void(std::span<const std::int16_t>)> hear;
  std::function<void()> ended;  ///< All that was to be said is with the device. May be empty.
};

class Voice {
 public:
  explicit Voice(VoiceOptions options);
  /// Cuts what is being said.
  ~Voice();
  Voice(const Voice&) = delete;
  Voice& operator=(const Voice&) = delete;

  // From one thread; none of them waits for anything.

  /// Says this now; what was being said or was to be said is dropped.
  void say(Utterances words);
  /// Says this after the rest. At most 200 utterances wait; more are dropped.
  void add(Utterances words);
  void stop();
  /// Stands still in the middle of a word, and goes on there.
  void hold(bool held);
  /// 1..volume_steps; heard within a third of a second.
  void set_volume(int step);
  /// Words a minute; from the next utterance on.
  void set_rate(int words_per_minute);

  /// Nothing is being said, and nothing is to be.
  [[nodiscard]] bool idle() const;
  /// Why nothing can be heard; empty where there is sound. The program is looked for when it is
  /// needed first.
  [[nodiscard]] std::string silent_because() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace foyer::ui
