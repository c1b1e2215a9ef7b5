// The window and its event-driven loop: SDL2 for windows, fingers and keys, SDL_Renderer for
// pixels, Dear ImGui for the geometry. Sleeps until something happens or a time that the page named
// has come, and presents nothing that did not change. Offscreen runs the same frames from a script,
// without a window, for tests and pictures.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ui/audit.h"
#include "ui/controls.h"
#include "ui/image.h"

namespace foyer::ui {

/// Draws one frame: `Ui ui(frame, look); draw_home(ui, view, form);`. Called twice per event, so it
/// must not count frames. May throw; the exception leaves run().
using DrawFrame = std::function<void(const FrameContext&)>;

struct WindowOptions {
  std::string title = "Foyer";
  Size size{1080, 1920};
  std::optional<Point> position{};  // of the top left corner on the desktop
  bool fullscreen = false;          // the whole screen that it stands on
  bool borderless = false;
  bool resizable = true;
  bool hide_cursor = false;            // kiosk and display
  bool software = false;               // do not even try an accelerated renderer
  bool keep_awake = true;              // no screen saver while it runs
  std::filesystem::path screenshot{};  // a PNG, rewritten every `screenshot_every`; empty: none
  std::chrono::seconds screenshot_every{5};
  std::filesystem::path
      screen_list{};  // what is on the screen, rewritten on every change; see screen_list.h
  std::function<void()>
      presented;  // for measuring: called after each frame that reached the screen
  /// Called by the loop itself after the first frame and after every turn, and while it waits at
  /// least this often (0: only when something happens): whoever hears it knows that the loop turns.
  std::function<void()> beat;
  std::chrono::milliseconds beat_every{0};
};

class Window {
 public:
  /// Throws std::runtime_error in plain words where there is no display, or no renderer at all.
  explicit Window(const WindowOptions& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Draws until the window is closed, close() is called, or SIGINT or SIGTERM arrives.
  void run(const DrawFrame& draw);
  /// Asks for a frame. From any thread, as often as wanted: it costs 0.2 ms and is never lost.
  void wake();
  /// A small bar above all other windows, of so many pixels; nothing: whole again, as it was. UI
  /// thread, as often as wanted.
  void show_as_bar(const std::optional<Size>& bar);
  /// In front of the others and with the keys, where the desktop allows it. From any thread;
  /// SIGUSR1 asks for the same.
  void raise();
  /// Ends run() after the frame. From any thread.
  void close();
  /// Writes the next frame to a PNG. UI thread.
  void save_png(const std::filesystem::path& file);

  [[nodiscard]] Size size() const;
  [[nodiscard]] UiState& state();
  /// "opengl", "software", …
  [[nodiscard]] std::string renderer() const;
  /// Milliseconds of a steady clock, the same that frames are given.
  [[nodiscard]] static std::int64_t now_ms();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

enum class Painting { on, off };

/// Frames without a window. Time stands still unless it is advanced; it begins at 10,000 ms.
class Offscreen {
 public:
  /// `Painting::off` only measures and audits: many times faster, for layout tests.
  Offscreen(Size size, DrawFrame draw, Painting painting = Painting::on);
  ~Offscreen();
  Offscreen(const Offscreen&) = delete;
  Offscreen& operator=(const Offscreen&) = delete;

  /// Draws two frames with no input.
  void frame();
  void advance(std::int64_t ms);  // and draws
  void resize(Size size);         // and draws

  // Physical pixels. Each draws as the window would.
  void finger_down(Point at);
  void finger_move(Point at);
  void finger_up(Point at);
  void tap(Point at);  // down and up at once, as a real finger of no length
  void mouse_move(Point at);
  void click(Point at);
  void wheel(float lines);
  void key(Key key, bool repeat = false);
  /// One key press per character.
  void type(std::string_view text, bool repeat = false);

  /// Taps the middle of a control by its id. Throws std::runtime_error when it is not there.
  void tap(std::string_view control_id);

  [[nodiscard]] const AuditRecord& record() const;
  [[nodiscard]] UiState& state();
  [[nodiscard]] std::int64_t now_ms() const;
  /// When the page wants its next frame; nothing: when something happens.
  [[nodiscard]] std::optional<std::int64_t> next_ms() const;
  [[nodiscard]] Pixels pixels();  // painting must be on
  void save_png(const std::filesystem::path& file);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace foyer::ui
