// Speech: what a voice gets, and that what is new cuts what is old. Sound goes to a vector in place
// of a sound card; the tests that need the program espeak-ng say so where it is missing.
#include "ui/voice.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>

#include "ui/sound.h"
#include "ui/speech_program.h"

using namespace foyer;
using namespace foyer::ui;

namespace {

bool has_espeak() {
  std::string problem;
  const std::atomic<bool> never{false};
  return !spoken_by({"espeak-ng", "--stdin", "--stdout"}, "a", never, problem).empty();
}

/// An ear: keeps the samples, and lets a test wait until there are some.
class Ear {
 public:
  VoiceOptions options(std::string program = "espeak-ng") {
    VoiceOptions options;
    options.program = std::move(program);
    options.hear = [this](std::span<const std::int16_t> part) {
      std::unique_lock lock(mutex_);
      samples_.insert(samples_.end(), part.begin(), part.end());
      heard_.notify_all();
      // A sound card takes its time too: the voice waits while the test is slow.
      heard_.wait(lock, [&] { return !slow_; });
    };
    options.ended = [this] {
      const std::lock_guard lock(mutex_);
      ended_ = true;
      heard_.notify_all();
    };
    return options;
  }
  void wait_for_end() {
    std::unique_lock lock(mutex_);
    const bool ended = heard_.wait_for(lock, std::chrono::seconds(60), [&] { return ended_; });
    REQUIRE(ended);
  }
  void slow() { slow_ = true; }
  void hurry() {
    const std::lock_guard lock(mutex_);
    slow_ = false;
    heard_.notify_all();
  }
  std::size_t wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    const bool came =
        heard_.wait_for(lock, std::chrono::seconds(20), [&] { return samples_.size() >= count; });
    REQUIRE(came);
    return samples_.size();
  }
  std::vector<std::int16_t> samples() {
    const std::lock_guard lock(mutex_);
    return samples_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable heard_;
  std::vector<std::int16_t> samples_;
  bool slow_ = false;
  bool ended_ = false;
};

double loudness(const std::vector<std::int16_t>& samples) {
  double sum = 0;
  for (const std::int16_t sample : samples) sum += std::abs(sample);
  return samples.empty() ? 0 : sum / static_cast<double>(samples.size());
}

std::vector<std::int16_t> sound_of(const Utterance& utterance, int volume, int rate) {
  Ear ear;
  Voice voice(ear.options());
  voice.set_volume(volume);
  voice.set_rate(rate);
  voice.say({utterance});
  ear.wait_for_end();
  CHECK(voice.silent_because() == "");
  return ear.samples();
}

}  // namespace

TEST_CASE("speakable: a ticket number is said sign by sign") {
  CHECK(speakable("Your number is B042") == "Your number is B 0 4 2");
  CHECK(speakable("B042, C117") == "B 0 4 2, C 1 1 7");
  CHECK(speakable("رقمك B042") == "رقمك B 0 4 2");
}

TEST_CASE("speakable: what only looks like a ticket number stays as it is") {
  CHECK(speakable("Level 2, room A1, AB042, B04223, B042x") ==
        "Level 2, room A1, AB042, B04223, B042x");
}

TEST_CASE("speakable: signs that a voice would skip become pauses") {
  CHECK(speakable("5–10 min") == "5, 10 min");
  CHECK(speakable("Waiting · 6") == "Waiting ,  6");
  CHECK(speakable("One\nTwo") == "One. Two");
  CHECK(speakable("\u2068B042\u2069") == "B 0 4 2");
}

TEST_CASE("spelled: every character by itself whatever the script") {
  CHECK(spelled("dog tag") == "d, o, g, t, a, g");
  CHECK(spelled("été") == "é, t, é");
  CHECK(spelled("") == "");
}

TEST_CASE("volume: eight steps of 3 dB and the loudest is the voice itself") {
  CHECK(volume_gain(volume_steps) == doctest::Approx(1.0));
  CHECK(volume_gain(1) == doctest::Approx(0.0891).epsilon(0.01));
  for (int step = 2; step <= volume_steps; ++step) {
    CHECK(20 * std::log10(volume_gain(step) / volume_gain(step - 1)) == doctest::Approx(3.0));
  }
  // EN 301 549, 8.2.1: a range of 18 dB, and one step 12 dB above the normal one.
  CHECK(20 * std::log10(volume_gain(volume_steps) / volume_gain(1)) >= 18);
  CHECK(20 * std::log10(volume_gain(volume_steps) / volume_gain(volume_normal)) >= 12 - 0.001);
}

TEST_CASE("voices: every language of the sites has one") {
  for (const char* tag : {"en", "fr", "es", "pt", "pl", "zh-Hans", "zh-Hant", "ur", "ar", "pa",
                          "hi", "ta", "tl", "vi"}) {
    CHECK_MESSAGE(!voice_of(tag).empty(), tag);
  }
  CHECK(voice_of("xx").empty());
}

TEST_CASE("wav: what is no sound of ours is refused") {
  CHECK(samples_of_wav("", sound_rate_hz).empty());
  CHECK(samples_of_wav(std::string(100, 'x'), sound_rate_hz).empty());
}

TEST_CASE("voice: every language gives sound") {
  if (!has_espeak()) {
    MESSAGE("skipped because the program espeak-ng is not installed");
    return;
  }
  const std::array<std::pair<const char*, const char*>, 14> words{{
      {"en", "Your number is B042"},
      {"fr", "Votre numéro est B042"},
      {"es", "Su número es B042"},
      {"pt", "O seu número é B042"},
      {"pl", "Pani numer to B042"},
      {"zh-Hans", "您的号码是 B042"},
      {"zh-Hant", "您的號碼是 B042"},
      {"ur", "آپ کا نمبر B042 ہے"},
      {"ar", "رقمك هو B042"},
      {"pa", "ਤੁਹਾਡਾ ਨੰਬਰ B042 ਹੈ"},
      {"hi", "आपका नंबर B042 है"},
      {"ta", "உங்கள் எண் B042"},
      {"tl", "Ang numero ninyo ay B042"},
      {"vi", "Số của quý vị là B042"},
  }};
  for (const auto& [language, text] : words) {
    const auto samples = sound_of({text, language}, volume_steps, rate_normal);
    // At least a second, and not silence.
    CHECK_MESSAGE(samples.size() > sound_rate_hz, language);
    CHECK_MESSAGE(loudness(samples) > 200, language);
  }
}

TEST_CASE("voice: louder is louder and faster is shorter") {
  if (!has_espeak()) {
    MESSAGE("skipped because the program espeak-ng is not installed");
    return;
  }
  const Utterance words{"What would you like to do today?", "en"};
  const auto normal = sound_of(words, volume_normal, rate_normal);
  const auto loud = sound_of(words, volume_steps, rate_normal);
  const auto fast = sound_of(words, volume_steps, rate_fastest);
  CHECK(loudness(loud) == doctest::Approx(loudness(normal) * 3.98).epsilon(0.05));
  CHECK(fast.size() < loud.size() * 2 / 3);
}

TEST_CASE("voice: what is new cuts what is being said") {
  if (!has_espeak()) {
    MESSAGE("skipped because the program espeak-ng is not installed");
    return;
  }
  const auto whole = sound_of({"Yes", "en"}, volume_steps, rate_normal);
  Ear ear;
  ear.slow();
  Voice voice(ear.options());
  voice.set_volume(volume_steps);
  const std::string endless(600, 'a');
  voice.say({{endless, "en"}, {endless, "en"}, {endless, "en"}});
  const std::size_t before = ear.wait_for(1);
  voice.say({{"Yes", "en"}});
  ear.hurry();
  ear.wait_for_end();
  const auto samples = ear.samples();
  // One piece of the old, then the new words and nothing else.
  REQUIRE(samples.size() == before + whole.size());
  CHECK(std::equal(whole.begin(), whole.end(),
                   samples.end() - static_cast<std::ptrdiff_t>(whole.size())));
}

TEST_CASE("voice: stands still while it is held and goes on afterwards") {
  if (!has_espeak()) {
    MESSAGE("skipped because the program espeak-ng is not installed");
    return;
  }
  const auto whole = sound_of({"One moment please", "en"}, volume_steps, rate_normal);
  Ear ear;
  Voice voice(ear.options());
  voice.set_volume(volume_steps);
  voice.hold(true);
  voice.say({{"One moment please", "en"}});
  CHECK(!voice.idle());
  CHECK(ear.samples().empty());
  voice.hold(false);
  ear.wait_for(whole.size());
  ear.wait_for_end();
  CHECK(ear.samples() == whole);
}

TEST_CASE("voice: without the program it is silent and says why") {
  Ear ear;
  Voice voice(ear.options("no-such-program-for-speech"));
  voice.say({{"Hello", "en"}});
  ear.wait_for_end();
  CHECK(ear.samples().empty());
  CHECK(voice.silent_because().find("no-such-program-for-speech") != std::string::npos);
}

TEST_CASE("voice: a language that no voice speaks is left out and the rest is said") {
  Ear ear;
  Voice voice(ear.options());
  voice.say({{"Hello", "xx"}});
  ear.wait_for_end();
  CHECK(ear.samples().empty());
  CHECK(voice.silent_because() == "no voice speaks \"xx\"");
}

TEST_CASE("voice: reaches the sound device") {
  if (!has_espeak()) {
    MESSAGE("skipped because the program espeak-ng is not installed");
    return;
  }
  const auto file =
      std::filesystem::temp_directory_path() / ("foyer-voice-" + std::to_string(getpid()) + ".raw");
  setenv("SDL_AUDIODRIVER", "disk", 1);
  setenv("SDL_DISKAUDIOFILE", file.c_str(), 1);
  {
    Ear ear;
    VoiceOptions options = ear.options();
    options.hear = nullptr;
    Voice voice(std::move(options));
    REQUIRE(voice.silent_because() == "");
    voice.say({{"What would you like to do today?", "en"}});
    ear.wait_for_end();
  }
  unsetenv("SDL_AUDIODRIVER");
  unsetenv("SDL_DISKAUDIOFILE");
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  std::filesystem::remove(file);
  const auto silent = std::count(bytes.begin(), bytes.end(), '\0');
  CHECK(bytes.size() > sound_rate_hz);
  CHECK(static_cast<std::size_t>(silent) < bytes.size() / 2);
}
