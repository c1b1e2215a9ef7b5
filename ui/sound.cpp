#include "ui/sound.h"

#include <SDL.h>

#include <cmath>
#include <numbers>

namespace foyer::ui {
namespace {

// A struck bar: a sine, a quiet overtone, a soft start and an exponential end.
double bell(double hz, double t) {
  if (t < 0) return 0;
  const double turn = 2 * std::numbers::pi * hz * t;
  const double start = t < 0.008 ? t / 0.008 : 1;
  return start * std::exp(-t * 4.2) *
         (std::sin(turn) + 0.22 * std::sin(turn * 2.76) * std::exp(-t * 9));
}

}  // namespace

std::vector<std::int16_t> chime() {
  const double seconds = 0.9;
  const double second_tone_at = 0.24;
  std::vector<std::int16_t> pcm(static_cast<std::size_t>(seconds * sound_rate_hz));
  for (std::size_t i = 0; i < pcm.size(); ++i) {
    const double t = static_cast<double>(i) / sound_rate_hz;
    const double end = std::min(1.0, (seconds - t) / 0.05);
    const double wave = bell(659.26, t) + bell(523.25, t - second_tone_at);  // E5, C5
    pcm[i] = static_cast<std::int16_t>(std::lround(wave * end * 13000));
  }
  return pcm;
}

struct Speaker::Impl {
  SDL_AudioDeviceID device = 0;
  std::string silent_because;
};

namespace {

/// "; there are: "Front", "Headset"", for the one who mistyped a name.
std::string devices_there_are() {
  std::string names;
  for (int i = 0; i < SDL_GetNumAudioDevices(0); ++i) {
    const char* name = SDL_GetAudioDeviceName(i, 0);
    if (name != nullptr)
      names.append(names.empty() ? "; there are: \"" : ", \"").append(name) += '"';
  }
  return names.empty() ? "; there is no sound device at all" : names;
}

}  // namespace

Speaker::Speaker(const std::string& device) : impl_(new Impl) {
  if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
    impl_->silent_because = SDL_GetError();
    return;
  }
  SDL_AudioSpec wanted{};
  wanted.freq = sound_rate_hz;
  wanted.format = AUDIO_S16SYS;
  wanted.channels = 1;
  wanted.samples = 1024;
  const char* name = device.empty() ? nullptr : device.c_str();
  impl_->device = SDL_OpenAudioDevice(name, 0, &wanted, nullptr, 0);
  if (impl_->device != 0) return;
  impl_->silent_because = SDL_GetError();
  if (name != nullptr) {
    impl_->silent_because += " (\"" + device + "\"" + devices_there_are() + ")";
  }
}

Speaker::~Speaker() {
  if (impl_->device != 0) SDL_CloseAudioDevice(impl_->device);
  SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

void Speaker::play(std::span<const std::int16_t> pcm) {
  if (impl_->device == 0 || queued_ms() > 30000) return;
  SDL_QueueAudio(impl_->device, pcm.data(), static_cast<Uint32>(pcm.size_bytes()));
  SDL_PauseAudioDevice(impl_->device, 0);
}

void Speaker::stop() {
  if (impl_->device != 0) SDL_ClearQueuedAudio(impl_->device);
}

void Speaker::hold(bool held) {
  if (impl_->device != 0) SDL_PauseAudioDevice(impl_->device, held ? 1 : 0);
}

std::int64_t Speaker::queued_ms() const {
  if (impl_->device == 0) return 0;
  const auto bytes = static_cast<std::int64_t>(SDL_GetQueuedAudioSize(impl_->device));
  return bytes / 2 * 1000 / sound_rate_hz;
}

const std::string& Speaker::silent_because() const {
  return impl_->silent_because;
}

}  // namespace foyer::ui
