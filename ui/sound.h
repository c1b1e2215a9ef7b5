// The chime of a call, and any other PCM (a voice). With no sound card it is silent and says so
// once to the caller; nothing fails because of it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace foyer::ui {

inline constexpr int sound_rate_hz = 22050;  // mono, signed 16 bit; what espeak-ng gives

/// Two soft bell tones, a falling third, 0.9 s. Deterministic.
[[nodiscard]] std::vector<std::int16_t> chime();

/// The way to the loudspeaker or to the headphones. Made and ended by one thread; `play`, `stop`,
/// `hold` and `queued_ms` may be called from any.
class Speaker {
 public:
  /// Opens the device of this name; empty: the default one. Never throws; see `silent_because`.
  explicit Speaker(const std::string& device = {});
  ~Speaker();
  Speaker(const Speaker&) = delete;
  Speaker& operator=(const Speaker&) = delete;

  /// Queues sound behind what is playing. At most 30 s are kept; more is dropped.
  void play(std::span<const std::int16_t> pcm);
  void stop();
  /// Stands still where it is, and goes on from there.
  void hold(bool held);
  /// Milliseconds still to be played.
  [[nodiscard]] std::int64_t queued_ms() const;
  /// Empty when there is sound.
  [[nodiscard]] const std::string& silent_because() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace foyer::ui
