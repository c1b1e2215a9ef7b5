// The real window and its loop, on SDL's dummy video driver.
#include "ui/window.h"

#include <SDL.h>
#include <doctest/doctest.h>
#include <signal.h>
#include <stdlib.h>

#include <filesystem>
#include <thread>

#include "ui/components.h"

namespace foyer::ui {
namespace {

struct DummyVideo {
  DummyVideo() {
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    setenv("SDL_AUDIODRIVER", "dummy", 1);
  }
};
const DummyVideo dummy_video;

WindowOptions small() {
  WindowOptions options;
  options.size = {400, 300};
  options.software = true;
  return options;
}

void push_finger(Uint32 type, SDL_FingerID id, float x, float y) {
  SDL_Event event{};
  event.type = type;
  event.tfinger.touchId = 1;
  event.tfinger.fingerId = id;
  event.tfinger.x = x / 400;
  event.tfinger.y = y / 300;
  SDL_PushEvent(&event);
}

TEST_CASE("window: a tap of a real finger event of no length presses once") {
  Window window(small());
  const Look look;
  int pressed = 0;
  int frames = 0;
  window.run([&](const FrameContext& f) {
    Ui ui(f, look);
    ui.canvas.clear(ui.theme().paper);
    if (button(ui, {20, 20, 300, 120}, {.id = "go", .label = "Go"}).pressed) ++pressed;
    ++frames;
    if (frames == 2) {
      push_finger(SDL_FINGERDOWN, 7, 100, 60);
      push_finger(SDL_FINGERDOWN, 8, 380, 290);  // another finger is not followed
      push_finger(SDL_FINGERUP, 7, 100, 60);
      push_finger(SDL_FINGERUP, 8, 100, 60);
    }
    if (pressed > 0 || frames > 50) window.close();
  });
  CHECK(pressed == 1);
  CHECK(window.renderer() == "software");
}

TEST_CASE("window: of a thousand taps between two frames a few act and the rest is dropped") {
  Window window(small());
  const Look look;
  int pressed = 0;
  int frames = 0;
  int frames_of_storm = 0;
  window.run([&](const FrameContext& f) {
    Ui ui(f, look);
    ui.canvas.clear(ui.theme().paper);
    if (button(ui, {20, 20, 300, 120}, {.id = "go", .label = "Go"}).pressed) ++pressed;
    ++frames;
    if (frames == 2) {
      for (int i = 0; i < 1000; ++i) {
        push_finger(SDL_FINGERDOWN, i, 100, 60);
        push_finger(SDL_FINGERUP, i, 100, 60);
      }
    }
    // Whole taps only: no finger is left lying on the glass.
    if (frames > 2 && !f.input->down && !f.input->went_up) frames_of_storm = frames;
    if (frames_of_storm > 0) window.close();
  });
  CHECK(pressed >= 1);
  CHECK(pressed <= 17);
  CHECK(frames < 60);
}

TEST_CASE("window: its loop tells that it turns though nothing is drawn") {
  int beats = 0;
  int frames = 0;
  int frames_at_first_beat = 0;
  Window* open = nullptr;
  WindowOptions options = small();
  options.beat_every = std::chrono::milliseconds(5);
  options.beat = [&] {
    if (++beats == 1) frames_at_first_beat = frames;
    if (beats == 10) open->close();
  };
  Window window(options);
  open = &window;
  const Look look;
  window.run([&](const FrameContext& f) {
    const Ui ui(f, look);
    ++frames;
  });
  CHECK(beats >= 10);
  CHECK(frames_at_first_beat >= 1);
  // Those of the start and of closing.
  CHECK(frames <= 6);
}

TEST_CASE("window: sleeps until it is woken from another thread") {
  Window window(small());
  const Look look;
  int frames = 0;
  int frames_when_woken = 0;
  std::atomic<bool> woken{false};
  std::thread other;
  window.run([&](const FrameContext& f) {
    const Ui ui(f, look);
    ++frames;
    if (frames == 2) {
      other = std::thread([&] {
        woken = true;
        window.wake();
      });
    }
    if (woken && frames > 2) {
      frames_when_woken = frames;
      window.close();
    }
  });
  other.join();
  // Two frames at the start, two for the wake; the frame of closing may be either of the last.
  CHECK(frames_when_woken >= 3);
  CHECK(frames <= 8);
}

TEST_CASE("window: SIGTERM ends it cleanly and a picture can be saved") {
  const auto file = std::filesystem::temp_directory_path() / "foyer-ui-test-window.png";
  std::filesystem::remove(file);
  Window window(small());
  const Look look;
  int frames = 0;
  window.run([&](const FrameContext& f) {
    Ui ui(f, look);
    ui.canvas.clear(ui.theme().accent);
    if (++frames == 2) window.save_png(file);
    if (std::filesystem::exists(file)) raise(SIGTERM);
  });
  CHECK(std::filesystem::file_size(file) > 100);
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace foyer::ui
