#include "ui/window.h"

#include <SDL.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <stdexcept>
#include <thread>

#include "engine/assert.h"
#include "ui/bar_mode.h"
#include "ui/keys.h"
#include "ui/screen_list.h"
#include "ui/stage.h"

namespace foyer::ui {
namespace {

std::runtime_error sdl_error(const std::string& what) {
  return std::runtime_error(what + ": " + SDL_GetError());
}

// SIGINT, SIGTERM and SIGUSR1, told to a thread that may do what a signal handler may not.
class Signals {
 public:
  Signals(std::function<void()> quit, std::function<void()> raise) {
    if (pipe(pipe_.data()) != 0) throw std::runtime_error("cannot make a pipe for signals");
    write_end = pipe_[1];
    struct sigaction action {};
    action.sa_handler = [](int signal) {
      const char word = signal == SIGUSR1 ? raise_word : quit_word;
      const auto unused = write(write_end, &word, 1);
      static_cast<void>(unused);
    };
    for (std::size_t i = 0; i < heard.size(); ++i) sigaction(heard[i], &action, &before_[i]);
    thread_ = std::thread([this, quit = std::move(quit), raise = std::move(raise)] {
      char got = 0;
      while (got != over_word) {
        if (read(pipe_[0], &got, 1) < 0) continue;
        if (got == quit_word) quit();
        if (got == raise_word) raise();
      }
    });
  }
  ~Signals() {
    for (std::size_t i = 0; i < heard.size(); ++i) sigaction(heard[i], &before_[i], nullptr);
    const char over = over_word;
    const auto unused = write(pipe_[1], &over, 1);
    static_cast<void>(unused);
    thread_.join();
    close(pipe_[0]);
    close(pipe_[1]);
  }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

 private:
  static constexpr std::array heard{SIGINT, SIGTERM, SIGUSR1};
  static constexpr char quit_word = 'q';
  static constexpr char raise_word = 'r';
  static constexpr char over_word = 'x';
  static inline volatile int write_end = -1;
  std::array<int, 2> pipe_{};
  std::array<struct sigaction, heard.size()> before_{};
  std::thread thread_;
};

// Asking OpenGL costs a hundred megabytes where it has to imitate a GPU: look for one first.
bool has_gpu() {
  std::error_code ignored;
  return std::filesystem::exists("/dev/dri", ignored) ||
         std::filesystem::exists("/dev/nvidia0", ignored);
}

void set_hints(const WindowOptions& options) {
  // Fingers are handled as fingers; the mouse that SDL would make of them loses taps.
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, options.keep_awake ? "0" : "1");
  SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
  SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
  SDL_SetHint(SDL_HINT_IME_SHOW_UI, "1");
  SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
  if (options.software || !has_gpu()) {
    // Otherwise even the software renderer shows its pixels through OpenGL.
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  }
}

// SDL starts its invisible "offscreen" driver where there is no display, and nobody sees a thing.
void require_display() {
  const char* driver = SDL_GetCurrentVideoDriver();
  const std::string name = driver != nullptr ? driver : "none";
  const char* wanted = SDL_getenv("SDL_VIDEODRIVER");
  if (name == "offscreen" && (wanted == nullptr || name != wanted)) {
    throw std::runtime_error(
        "there is no display: set DISPLAY or WAYLAND_DISPLAY, or start under xvfb-run");
  }
}

// Of the screen that has this point; the first one if none has.
SDL_Rect whole_screen(const std::optional<Point>& at) {
  SDL_Rect screen{};
  for (int i = SDL_GetNumVideoDisplays() - 1; i >= 0; --i) {
    if (SDL_GetDisplayBounds(i, &screen) != 0) throw sdl_error("no screen");
    const SDL_Point point{at ? static_cast<int>(at->x) : 0, at ? static_cast<int>(at->y) : 0};
    if (at && SDL_PointInRect(&point, &screen) == SDL_TRUE) break;
  }
  return screen;
}

// A GPU that is only imitated on the processor is slower than SDL's own software renderer.
bool is_imitated_gpu() {
  using GetString = const unsigned char* (*)(unsigned);
  auto* get = reinterpret_cast<GetString>(SDL_GL_GetProcAddress("glGetString"));
  if (get == nullptr) return false;
  const unsigned gl_renderer = 0x1F01;
  const unsigned char* text = get(gl_renderer);
  const std::string name = text != nullptr ? reinterpret_cast<const char*>(text) : "";
  return name.find("llvmpipe") != std::string::npos || name.find("softpipe") != std::string::npos ||
         name.find("SWR") != std::string::npos;
}

SDL_Renderer* make_renderer(SDL_Window* window, bool software) {
  if (!software && has_gpu()) {
    SDL_Renderer* fast =
        SDL_CreateRenderer(window, -1, SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC);
    SDL_RendererInfo info{};
    if (fast != nullptr && SDL_GetRendererInfo(fast, &info) == 0) {
      const bool gl = std::string(info.name).rfind("opengl", 0) == 0;
      if (!gl || !is_imitated_gpu()) return fast;
    }
    if (fast != nullptr) SDL_DestroyRenderer(fast);
  }
  return SDL_CreateRenderer(window, -1, SDL_RENDERER_SOFTWARE);
}

}  // namespace

struct Window::Impl {
  struct WindowFree {
    void operator()(SDL_Window* w) const { SDL_DestroyWindow(w); }
  };
  struct RendererFree {
    void operator()(SDL_Renderer* r) const { SDL_DestroyRenderer(r); }
  };
  struct Video {
    explicit Video(const WindowOptions& options) {
      set_hints(options);
      if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) throw sdl_error("there is no display");
    }
    ~Video() {
      SDL_QuitSubSystem(SDL_INIT_VIDEO);
      if (SDL_WasInit(0) == 0) SDL_Quit();
    }
  };

  WindowOptions options;
  Video video;
  std::unique_ptr<SDL_Window, WindowFree> window;
  std::unique_ptr<SDL_Renderer, RendererFree> renderer;
  std::unique_ptr<Stage> stage;
  std::unique_ptr<BarMode> bar;
  Uint32 wake_event = 0;  ///< The next one in number asks to be raised.
  std::atomic<bool> waking{false};
  std::atomic<bool> closing{false};
  std::optional<SDL_FingerID> finger;
  bool text_repeats = false;
  std::vector<std::filesystem::path> pictures;
  std::int64_t next_screenshot_ms = never_ms;
  std::int64_t next_beat_ms = never_ms;

  explicit Impl(const WindowOptions& o) : options(o), video(o) {
    require_display();
    open_window();
    renderer.reset(make_renderer(window.get(), options.software));
    if (!renderer) throw sdl_error("no renderer");
    stage = std::make_unique<Stage>(renderer.get());
    bar = std::make_unique<BarMode>(window.get(), stage->record);
    wake_event = SDL_RegisterEvents(2);
    if (options.hide_cursor) SDL_ShowCursor(SDL_DISABLE);
    SDL_StartTextInput();
    if (!options.screenshot.empty()) next_screenshot_ms = Window::now_ms() + 500;
  }

  void open_window() {
    Uint32 flags = SDL_WINDOW_ALLOW_HIGHDPI;
    if (options.fullscreen) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    if (options.borderless) flags |= SDL_WINDOW_BORDERLESS;
    if (options.resizable) flags |= SDL_WINDOW_RESIZABLE;
    SDL_Rect place{static_cast<int>(SDL_WINDOWPOS_CENTERED),
                   static_cast<int>(SDL_WINDOWPOS_CENTERED), static_cast<int>(options.size.w),
                   static_cast<int>(options.size.h)};
    if (options.position) {
      place.x = static_cast<int>(options.position->x);
      place.y = static_cast<int>(options.position->y);
    }
    if (options.fullscreen) {
      // Fullscreen is a wish that a window manager fulfils. A kiosk's screen has none: the window
      // is opened where it would be put.
      flags |= SDL_WINDOW_BORDERLESS;
      place = whole_screen(options.position);
    }
    window.reset(
        SDL_CreateWindow(options.title.c_str(), place.x, place.y, place.w, place.h, flags));
    if (!window) throw sdl_error("cannot open a window");
  }

  [[nodiscard]] Size size() const {
    int w = 0;
    int h = 0;
    SDL_GetRendererOutputSize(renderer.get(), &w, &h);
    return {static_cast<float>(w), static_cast<float>(h)};
  }

  // Window coordinates are not pixels on a display with a scale factor.
  [[nodiscard]] Point pixel(int x, int y) const {
    int w = 1;
    int h = 1;
    SDL_GetWindowSize(window.get(), &w, &h);
    const Size real = size();
    return {static_cast<float>(x) * real.w / static_cast<float>(std::max(1, w)),
            static_cast<float>(y) * real.h / static_cast<float>(std::max(1, h))};
  }

  void take(const SDL_Event& event);
  void take_finger(const SDL_TouchFingerEvent& touch, Uint32 type);
  void take_mouse(const SDL_Event& event);
  void take_window(const SDL_WindowEvent& event);
  void take_key(const SDL_KeyboardEvent& event);
  void wait();
  void beat();
  void present();
  void save_due_pictures();
};

void Window::Impl::take_finger(const SDL_TouchFingerEvent& touch, Uint32 type) {
  const Size real = size();
  const Point at{touch.x * real.w, touch.y * real.h};
  if (type == SDL_FINGERDOWN && !finger) {
    finger = touch.fingerId;
    stage->pointer_down(at, true);
  } else if (finger && *finger == touch.fingerId) {
    if (type == SDL_FINGERMOTION) stage->pointer_move(at, true);
    if (type == SDL_FINGERUP) {
      finger.reset();
      stage->pointer_up(at, true);
    }
  }
}

void Window::Impl::take_mouse(const SDL_Event& event) {
  if (event.type == SDL_MOUSEMOTION) {
    if (event.motion.which == SDL_TOUCH_MOUSEID) return;
    stage->pointer_move(pixel(event.motion.x, event.motion.y), false);
  } else if (event.type == SDL_MOUSEWHEEL) {
    stage->wheel(event.wheel.preciseY);
  } else if (event.button.button == SDL_BUTTON_LEFT && event.button.which != SDL_TOUCH_MOUSEID) {
    const Point at = pixel(event.button.x, event.button.y);
    if (event.type == SDL_MOUSEBUTTONDOWN) {
      stage->pointer_down(at, false);
    } else {
      stage->pointer_up(at, false);
    }
  }
}

void Window::Impl::take_window(const SDL_WindowEvent& event) {
  switch (event.event) {
    case SDL_WINDOWEVENT_CLOSE:
      closing = true;
      break;
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_SIZE_CHANGED:
      stage->painter->force();
      break;
    case SDL_WINDOWEVENT_LEAVE:
    case SDL_WINDOWEVENT_FOCUS_LOST:
      if (!finger) stage->pointer_gone();
      break;
    default:
      break;
  }
}

void Window::Impl::take_key(const SDL_KeyboardEvent& event) {
  const bool chord = (event.keysym.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) != 0;
  text_repeats = event.repeat != 0;
  const Key key = key_of(event.keysym);
  // A space arrives here and again as text; the text is left to the text event of a field.
  if (key == Key::none) return;
  KeyPress press{key, key == Key::space ? " " : "", event.repeat != 0, chord};
  stage->press(std::move(press));
}

void Window::Impl::take(const SDL_Event& event) {
  if (event.type == wake_event) {
    waking = false;
    return;
  }
  if (event.type == wake_event + 1) {
    SDL_ShowWindow(window.get());
    SDL_RaiseWindow(window.get());
    SDL_SetWindowInputFocus(window.get());
    return;
  }
  switch (event.type) {
    case SDL_QUIT:
      closing = true;
      break;
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION:
      take_finger(event.tfinger, event.type);
      break;
    case SDL_MOUSEMOTION:
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
    case SDL_MOUSEWHEEL:
      take_mouse(event);
      break;
    case SDL_KEYDOWN:
      take_key(event.key);
      break;
    case SDL_TEXTINPUT:
      if (std::string_view(event.text.text) != " ") {
        const bool chord = (SDL_GetModState() & (KMOD_CTRL | KMOD_GUI)) != 0;
        stage->press({Key::none, event.text.text, text_repeats, chord});
      }
      break;
    case SDL_WINDOWEVENT:
      take_window(event.window);
      break;
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
      stage->painter->forget();
      break;
    default:
      break;
  }
}

void Window::Impl::beat() {
  if (options.beat) options.beat();
  const std::int64_t every = std::chrono::milliseconds(options.beat_every).count();
  if (every > 0) next_beat_ms = Window::now_ms() + every;
}

void Window::Impl::wait() {
  const std::int64_t until = std::min(stage->next_ms, next_screenshot_ms);
  SDL_Event event;
  int got = 0;
  // A beat needs no frame: it goes on waiting.
  while (got == 0) {
    const std::int64_t next = std::min(until, next_beat_ms);
    if (next == never_ms) {
      got = SDL_WaitEvent(&event);
      break;
    }
    const std::int64_t left = std::clamp<std::int64_t>(next - Window::now_ms(), 0, 3'600'000);
    got = SDL_WaitEventTimeout(&event, static_cast<int>(left));
    const std::int64_t now = Window::now_ms();
    if (now >= next_beat_ms) beat();
    if (now >= until) break;
  }
  for (; got != 0; got = SDL_PollEvent(&event)) take(event);
}

void Window::Impl::present() {
  if (stage->paint_if_changed()) {
    save_due_pictures();
    SDL_RenderPresent(renderer.get());
    if (!options.screen_list.empty()) write_screen_list(stage->record, options.screen_list);
    if (options.presented) options.presented();
  } else {
    save_due_pictures();
  }
}

void Window::Impl::save_due_pictures() {
  if (Window::now_ms() >= next_screenshot_ms) {
    pictures.push_back(options.screenshot);
    next_screenshot_ms =
        Window::now_ms() + std::chrono::milliseconds(options.screenshot_every).count();
  }
  if (pictures.empty()) return;
  // After a present the pixels are undefined: paint the same frame once more and read that.
  stage->painter->paint();
  const Pixels pixels = stage->painter->read_pixels();
  for (const std::filesystem::path& file : pictures) write_png(pixels, file);
  pictures.clear();
}

Window::Window(const WindowOptions& options) : impl_(new Impl(options)) {}
Window::~Window() = default;

void Window::run(const DrawFrame& draw) {
  const Signals signals([this] { close(); }, [this] { raise(); });
  while (true) {
    impl_->stage->frames(size(), now_ms(), draw);
    impl_->present();
    impl_->beat();
    if (impl_->closing) return;
    impl_->wait();
    // What is left in the queue when the window is closed is not acted upon.
    if (impl_->closing) return;
  }
}

void Window::wake() {
  if (impl_->waking.exchange(true)) return;
  SDL_Event event{};
  event.type = impl_->wake_event;
  if (SDL_PushEvent(&event) < 0) impl_->waking = false;
}

void Window::show_as_bar(const std::optional<Size>& bar) {
  if (!bar) return impl_->bar->set(std::nullopt);
  // Windows are measured in points, which have several pixels on some screens.
  int points = 1;
  SDL_GetWindowSize(impl_->window.get(), &points, nullptr);
  const float pixels = size().w / static_cast<float>(std::max(1, points));
  impl_->bar->set(Size{bar->w / pixels, bar->h / pixels});
}

void Window::raise() {
  SDL_Event event{};
  event.type = impl_->wake_event + 1;
  SDL_PushEvent(&event);
}

void Window::close() {
  impl_->closing = true;
  wake();
}

void Window::save_png(const std::filesystem::path& file) {
  impl_->pictures.push_back(file);
  wake();
}

Size Window::size() const {
  return impl_->size();
}
UiState& Window::state() {
  return impl_->stage->state;
}

std::string Window::renderer() const {
  SDL_RendererInfo info{};
  return SDL_GetRendererInfo(impl_->renderer.get(), &info) == 0 ? info.name : "unknown";
}

std::int64_t Window::now_ms() {
  // Begins well above 0, so that "never happened" is far away.
  return 10'000 + static_cast<std::int64_t>(SDL_GetTicks64());
}

}  // namespace foyer::ui
