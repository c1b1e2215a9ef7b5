#include "ui/voice.h"

#include <signal.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "ui/sound.h"
#include "ui/speech_program.h"

namespace foyer::ui {
namespace {

constexpr std::size_t waiting_max = 200;
constexpr std::size_t chunk = sound_rate_hz / 10;  // samples handed over at once
constexpr std::int64_t ahead_ms = 300;             // so much sound is with the device

std::string voice_by(const VoiceOptions& options, const std::string& language) {
  for (const auto& [tag, voice] : options.voices) {
    if (tag == language && !voice.empty()) return voice;
  }
  return voice_of(language);
}

}  // namespace

std::string voice_of(std::string_view language) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> voices{{
      {"en", "en-us"},
      {"fr", "fr-fr"},
      {"es", "es-419"},
      {"pt", "pt"},
      {"pl", "pl"},
      {"zh-Hans", "cmn-latn-pinyin"},
      // Most who read traditional characters in Canada speak Cantonese; a site can say otherwise.
      {"zh-Hant", "yue"},
      {"ur", "ur"},
      {"ar", "ar"},
      {"pa", "pa"},
      {"hi", "hi"},
      {"ta", "ta"},
      {"vi", "vi"},
      {"tl", "id"},
  }};
  for (const auto& [tag, voice] : voices) {
    if (tag == language) return std::string(voice);
  }
  return {};
}

double volume_gain(int step) {
  const int down = volume_steps - std::clamp(step, 1, volume_steps);
  return std::pow(10.0, -3.0 * down / 20.0);
}

struct Voice::Impl {
  explicit Impl(VoiceOptions given) : options(std::move(given)) {
    if (!options.hear) speaker = std::make_unique<Speaker>(options.device);
    // A program that ends while it is written to must not end this one.
    signal(SIGPIPE, SIG_IGN);
    thread = std::thread([this] { run(); });
  }
  ~Impl() {
    {
      const std::lock_guard lock(mutex);
      closing = true;
      drop();
    }
    changed.notify_all();
    thread.join();
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  /// Under the lock: nothing that was asked for before is heard any more.
  void drop() {
    waiting.clear();
    cancelled = true;
    ++turn;
    if (speaker) speaker->stop();
  }

  void ask(Utterances words, bool now) {
    {
      const std::lock_guard lock(mutex);
      if (now) drop();
      for (Utterance& utterance : words) {
        if (waiting.size() < waiting_max) waiting.push_back(std::move(utterance));
      }
    }
    changed.notify_all();
  }

  void run();
  void play(std::unique_lock<std::mutex>& lock, std::int64_t of_turn,
            std::vector<std::int16_t> samples);
  [[nodiscard]] std::vector<std::string> arguments(const std::string& voice) const;

  const VoiceOptions options;
  std::unique_ptr<Speaker> speaker;  // none in tests that hear by themselves

  mutable std::mutex mutex;  // guards what follows
  std::condition_variable changed;
  std::deque<Utterance> waiting;
  std::int64_t turn = 0;  // counts what was cut, so that old sound is not played after new words
  bool busy = false;
  bool held = false;
  bool closing = false;
  int volume = volume_normal;
  int rate = rate_normal;
  std::string problem;

  std::atomic<bool> cancelled{false};
  std::thread thread;  // last: it uses all of the above
};

std::vector<std::string> Voice::Impl::arguments(const std::string& voice) const {
  return {options.program, "--stdin", "--stdout",          "-b", "1", "-v",
          voice,           "-s",      std::to_string(rate)};
}

void Voice::Impl::run() {
  std::unique_lock lock(mutex);
  while (true) {
    if (busy && waiting.empty()) {
      busy = false;
      if (options.ended) {
        lock.unlock();
        options.ended();
        lock.lock();
      }
    }
    changed.wait(lock, [&] { return closing || !waiting.empty(); });
    if (closing) return;
    busy = true;
    const Utterance next = std::move(waiting.front());
    waiting.pop_front();
    const std::string voice = voice_by(options, next.language);
    if (voice.empty()) {
      problem = "no voice speaks \"" + next.language + "\"";
      continue;
    }
    cancelled = false;
    const std::int64_t of_turn = turn;
    const std::vector<std::string> command = arguments(voice);
    lock.unlock();
    std::string failed;
    std::vector<std::int16_t> samples = spoken_by(command, speakable(next.text), cancelled, failed);
    lock.lock();
    if (!failed.empty()) problem = failed;
    play(lock, of_turn, std::move(samples));
  }
}

/// Hands the samples over little by little, so that they can be cut, held and made louder.
void Voice::Impl::play(std::unique_lock<std::mutex>& lock, std::int64_t of_turn,
                       std::vector<std::int16_t> samples) {
  for (std::size_t at = 0; at < samples.size() && turn == of_turn && !closing;) {
    if (held) {
      changed.wait(lock);
      continue;
    }
    const std::int64_t queued = speaker ? speaker->queued_ms() : 0;
    if (queued > ahead_ms) {
      changed.wait_for(lock, std::chrono::milliseconds(queued - ahead_ms + 20));
      continue;
    }
    const std::size_t count = std::min(chunk, samples.size() - at);
    const std::span<std::int16_t> part = std::span(samples).subspan(at, count);
    const double gain = volume_gain(volume);
    for (std::int16_t& sample : part) {
      sample = static_cast<std::int16_t>(std::lround(sample * gain));
    }
    at += count;
    if (speaker) speaker->play(part);
    if (!options.hear) continue;
    lock.unlock();
    options.hear(part);
    lock.lock();
  }
}

Voice::Voice(VoiceOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Voice::~Voice() = default;

void Voice::say(Utterances words) {
  impl_->ask(std::move(words), true);
}
void Voice::add(Utterances words) {
  impl_->ask(std::move(words), false);
}
void Voice::stop() {
  impl_->ask({}, true);
}

void Voice::hold(bool held) {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->held = held;
    if (impl_->speaker) impl_->speaker->hold(held);
  }
  impl_->changed.notify_all();
}

void Voice::set_volume(int step) {
  const std::lock_guard lock(impl_->mutex);
  impl_->volume = std::clamp(step, 1, volume_steps);
}

void Voice::set_rate(int words_per_minute) {
  const std::lock_guard lock(impl_->mutex);
  impl_->rate = std::clamp(words_per_minute, rate_slowest, rate_fastest);
}

bool Voice::idle() const {
  const std::lock_guard lock(impl_->mutex);
  const bool silent = !impl_->speaker || impl_->speaker->queued_ms() == 0;
  return !impl_->busy && impl_->waiting.empty() && silent;
}

std::string Voice::silent_because() const {
  const std::lock_guard lock(impl_->mutex);
  if (impl_->speaker && !impl_->speaker->silent_because().empty()) {
    return impl_->speaker->silent_because();
  }
  return impl_->problem;
}

}  // namespace foyer::ui
