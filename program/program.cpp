#include "program/program.h"

#include <malloc.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/mman.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <string_view>

#include "link/self_report.h"
#include "program/supervision.h"
#include "ui/assets.h"

namespace foyer::program {
namespace {

constexpr std::size_t log_file_bytes_max = 5 * 1024 * 1024;
constexpr std::size_t log_files_max = 5;

constexpr int large_block = 256 * 1024;

/// Pictures and pages of text come and go by the megabyte. glibc by itself raises the size from
/// which on it takes a block from the system, and keeps what was freed: a kiosk that had seen all
/// languages held 24 MiB more than it used.
void keep_little_memory() {
  mallopt(M_MMAP_THRESHOLD, large_block);
  mallopt(M_TRIM_THRESHOLD, large_block);
  // The threads beside the one that draws need little: a heap of its own for each is mostly air.
  mallopt(M_ARENA_MAX, 2);
}

/// Fonts, and ICU's tables, of which 4 MiB are read once, to make the words of a search.
bool is_tables(std::string_view file) {
  return file.ends_with(".ttf") || file.ends_with(".ttc") || file.ends_with(".otf") ||
         file.find("/libicudata.so") != std::string_view::npos;
}

/// Only of files that are mapped to be read: there a page that is dropped is read again when it is
/// needed, from the file's cache.
void give_pages_of_tables_back() {
  std::ifstream maps("/proc/self/maps");
  std::string line;
  while (std::getline(maps, line)) {
    if (!is_tables(line)) continue;
    std::istringstream words(line);
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    char dash = 0;
    std::string rights;
    words >> std::hex >> begin >> dash >> end >> rights;
    if (!words || rights != "r--p") continue;
    // NOLINTNEXTLINE(performance-no-int-to-ptr): that is how the system names them.
    static_cast<void>(madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED));
  }
}

/// The client's own clock for ages: steady, so that a corrected system clock does not make the link
/// look lost.
Instant steady_now() {
  const auto since_start = std::chrono::steady_clock::now().time_since_epoch();
  return Instant(std::chrono::duration_cast<Milliseconds>(since_start));
}

Instant system_now() {
  return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
}

link::DeviceFile read_device(const std::filesystem::path& file) {
  try {
    return link::read_device_file(file);
  } catch (const std::exception& error) {
    throw BadDevice(error.what());
  }
}

SiteFiles read_site(const std::filesystem::path& folder) {
  if (!std::filesystem::is_directory(folder)) {
    throw SiteMistakes({{folder.string(), 0, "", "there is no such folder; see --site"}});
  }
  return load_site(folder);
}

void start_log(const std::string& name, const std::filesystem::path& file) {
  std::vector<spdlog::sink_ptr> sinks{std::make_shared<spdlog::sinks::stderr_color_sink_mt>()};
  if (!file.empty()) {
    sinks.push_back(std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
        file.string(), log_file_bytes_max, log_files_max));
  }
  auto logger = std::make_shared<spdlog::logger>(name, sinks.begin(), sinks.end());
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %n %l: %v");
  logger->flush_on(spdlog::level::info);
  spdlog::set_default_logger(std::move(logger));
}

/// "1080x1920"; nothing if it is not of that form.
std::optional<ui::Size> parse_size(const std::string& text) {
  int width = 0;
  int height = 0;
  int used = 0;
  if (std::sscanf(text.c_str(), "%5dx%5d%n", &width, &height, &used) != 2) return std::nullopt;
  if (used != static_cast<int>(text.size()) || width < 320 || height < 240) return std::nullopt;
  return ui::Size{static_cast<float>(width), static_cast<float>(height)};
}

std::optional<ui::Point> parse_position(const std::string& text) {
  int x = 0;
  int y = 0;
  int used = 0;
  if (std::sscanf(text.c_str(), "%5d,%5d%n", &x, &y, &used) != 2) return std::nullopt;
  if (used != static_cast<int>(text.size())) return std::nullopt;
  return ui::Point{static_cast<float>(x), static_cast<float>(y)};
}

/// The options that every program with a window has, as they stand on the command line.
struct SharedOptions {
  Options options;
  std::string size;
  std::string position;
  int screenshot_every_s = 5;

  void add_to(CLI::App& app) {
    // Whether they can be read is seen later: a kiosk must be able to say so on its screen.
    app.add_option("--device", options.device, "Device file, as made by: foyer keys enroll")
        ->required();
    app.add_option("--site", options.site, "Folder of the site's files")->required();
    app.add_option("--log", options.log, "Log file (rotated); default: standard error only");
    app.add_option("--size", size, "Size of the window, like 1080x1920")
        ->check([](const std::string& text) {
          return parse_size(text) ? std::string() : "must be like 1080x1920, at least 320x240";
        });
    app.add_option("--position", position, "Top left corner on the desktop, like 0,0")
        ->check([](const std::string& text) {
          return parse_position(text) ? std::string() : "must be like 1920,0";
        });
    app.add_flag("--fullscreen", options.window.fullscreen, "Take the whole screen");
    app.add_flag("--borderless", options.window.borderless, "No frame around the window");
    app.add_flag("--software", options.window.software, "Draw without a graphics card");
    app.add_option("--screenshot", options.window.screenshot, "Keep a PNG of the window here");
    app.add_option("--screen-list", options.window.screen_list,
                   "Keep a list of what is on the screen here (tests, support)");
    app.add_option("--screenshot-every", screenshot_every_s, "Seconds between screenshots")
        ->check(CLI::Range(1, 3600));
  }

  void finish() {
    if (const auto parsed = parse_size(size)) options.window.size = *parsed;
    if (const auto parsed = parse_position(position)) options.window.position = *parsed;
    options.window.screenshot_every = std::chrono::seconds(screenshot_every_s);
  }
};

int exit_code(ExitCode code) {
  return static_cast<int>(code);
}

int run_guarded(const Options& options, const std::function<void(const Options&)>& run) {
  try {
    run(options);
    return exit_code(ExitCode::ok);
  } catch (const SiteMistakes& mistakes) {
    spdlog::error("the site's files have mistakes:\n{}", mistakes.what());
    return exit_code(ExitCode::bad_site);
  } catch (const BadDevice& error) {
    spdlog::error("{}", error.what());
    return exit_code(ExitCode::bad_device);
  } catch (const std::exception& error) {
    spdlog::error("{}", error.what());
    return exit_code(ExitCode::failure);
  }
}

}  // namespace

std::string version() {
  return FOYER_VERSION;
}

void give_memory_back() {
  malloc_trim(0);
  give_pages_of_tables_back();
}

std::filesystem::path state_folder() {
  if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state != '\0') {
    return std::filesystem::path(state) / "foyer";
  }
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') {
    return std::filesystem::path(home) / ".local" / "state" / "foyer";
  }
  return {};
}

struct Session::Parts {
  explicit Parts(const Options& options)
      : site(read_site(options.site)),
        translations(ui::asset_folder(), site),
        device(read_device(options.device)) {}

  SiteFiles site;
  Translations translations;
  link::DeviceFile device;
  link::Replica replica;
  link::SelfReport self_report{
      [this](protocol::ReportDevice report) { return client->send(std::move(report)); }};
  ui::Window* window = nullptr;
  std::unique_ptr<link::Client> client;  // last: its thread uses what is above
};

Session::Session(const Options& options) : parts_(std::make_unique<Parts>(options)) {}
Session::~Session() = default;

const SiteFiles& Session::site() const {
  return parts_->site;
}
const Translations& Session::translations() const {
  return parts_->translations;
}
const link::DeviceFile& Session::device() const {
  return parts_->device;
}
const link::Replica& Session::replica() const {
  return parts_->replica;
}
link::Client& Session::client() {
  return *parts_->client;
}

void Session::wake(ui::Window& window) {
  parts_->window = &window;
  link::Options options;
  options.device = parts_->device;
  parts_->client = std::make_unique<link::Client>(std::move(options), [&window] { window.wake(); });
}

std::vector<protocol::Answer> Session::receive() {
  std::vector<protocol::Answer> answers;
  if (parts_->client == nullptr) return answers;
  const Instant local_now = steady_now();
  for (link::Update& update : parts_->client->poll()) {
    parts_->replica.apply(update, local_now);
    auto* answered = std::get_if<link::Answered>(&update);
    if (answered == nullptr) continue;
    if (!parts_->self_report.answered(answered->answer)) {
      answers.push_back(std::move(answered->answer));
    } else if (const auto& refusal = answered->answer.refusal) {
      spdlog::warn("the server does not take what this device reports: {}", refusal->text);
    }
  }
  return answers;
}

void Session::report(const std::vector<protocol::DeviceProblem>& problems,
                     const ui::FrameContext& frame) {
  link::SelfReport& self = parts_->self_report;
  self.keep_up(problems, parts_->replica.connected(), frame.now_ms);
  const auto next = self.next_ms();
  if (next && frame.next_ms != nullptr) *frame.next_ms = std::min(*frame.next_ms, *next);
}

Instant Session::now() const {
  const bool heard = parts_->replica.has_state();
  return heard ? parts_->replica.now(steady_now()) : system_now();
}

Milliseconds Session::silent_for() const {
  return parts_->replica.silent_for(steady_now());
}

int run_program(int argc, char** argv, const Description& description,
                const std::function<void(CLI::App&)>& add_options,
                const std::function<void(const Options&)>& run) {
  CLI::App app(description.purpose, description.name);
  app.footer("Examples:\n" + description.examples +
             "\n\nExit codes: 0 ended, 1 failure (no display, …), 2 wrong use, 3 mistakes in the "
             "site's files,\n4 device file missing, wrong or readable by others.");
  app.set_version_flag("--version", FOYER_VERSION);
  app.set_config("--config", "", "Read options from this file, a line each: site = \"/srv/site\"");
  SharedOptions shared;
  shared.options.window = description.window;
  shared.add_to(app);
  if (add_options) add_options(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_code(ExitCode::ok) : exit_code(ExitCode::usage);
  }
  shared.finish();
  // A printer's pipe or a voice that ends while it is written to must not end the program.
  std::signal(SIGPIPE, SIG_IGN);
  // Asks a window to come to the front; what comes before there is one must not end the program.
  std::signal(SIGUSR1, SIG_IGN);
  keep_little_memory();
  supervise(shared.options.window);
  try {
    start_log(description.name, shared.options.log);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: the log cannot be written: %s\n", description.name.c_str(),
                 error.what());
    return exit_code(ExitCode::failure);
  }
  return run_guarded(shared.options, run);
}

}  // namespace foyer::program
