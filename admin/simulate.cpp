// foyer simulate: residents and clerks who do not exist, as clients of the real protocol.
#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <atomic>
#include <csignal>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>

#include "admin/commands.h"
#include "simulation/simulation.h"

namespace foyer::admin {
namespace {

constexpr const char* examples = R"(
Needs devices of role kiosk (they issue tickets), one of role web (residents who give up tell it by
phone; without it they just do not come), and one of role counter for each clerk. Every *.device
file in the folder is used:
  foyer keys enroll sim-kiosk --role kiosk --data run/data --out run/sim/kiosk.device
  foyer keys enroll sim-phone --role web --data run/data --out run/sim/phone.device
  foyer keys enroll counter-1 --role counter --data run/data --out run/sim/counter-1.device
A line of the secrets file is a clerk and the PIN: ann 4321

Examples:
  foyer simulate --site assets/sites/clarington --devices run/sim \
      --clerks ann:counter-1,bob:counter-2 --secrets run/sim/secrets
  foyer simulate --site assets/sites/clarington --devices run/sim --speed 60 --from 10:00 \
      --duration 2h                                the two hours before noon in two minutes
  foyer simulate --site assets/sites/clarington --devices run/sim --duration forever

Ctrl-C: the clerks finish what they serve and close, the residents go home. Twice: at once.)";

struct SimulateOptions {
  std::filesystem::path site;
  std::string profile = "weekday";
  std::filesystem::path devices;
  std::string clerks;
  std::filesystem::path secrets;
  std::uint64_t seed = 0;
  double speed = 1;
  std::string from;
  std::string duration;
};

/// The site's profile of that name, or a file.
std::filesystem::path profile_file(const SimulateOptions& options) {
  const std::filesystem::path named = options.site / "profiles" / (options.profile + ".toml");
  return std::filesystem::exists(named) ? named : std::filesystem::path(options.profile);
}

std::vector<link::DeviceFile> read_devices(const std::filesystem::path& folder) {
  std::vector<link::DeviceFile> devices;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".device") {
      devices.push_back(link::read_device_file(entry.path()));
    }
  }
  return devices;
}

std::map<std::string, std::string> read_secrets(const std::filesystem::path& file) {
  std::map<std::string, std::string> secrets;
  if (file.empty()) return secrets;
  namespace fs = std::filesystem;
  const auto others = fs::perms::group_all | fs::perms::others_all;
  if ((fs::status(file).permissions() & others) != fs::perms::none) {
    throw CommandError(file.string() + " can be read by others; mend it with: chmod 600 " +
                       file.string());
  }
  std::ifstream stream(file);
  if (!stream) throw CommandError("cannot read " + file.string());
  std::string clerk;
  std::string secret;
  while (stream >> clerk >> secret) secrets[clerk] = secret;
  return secrets;
}

std::vector<simulation::Shift> read_shifts(const SimulateOptions& options, const Site& site) {
  const auto secrets = read_secrets(options.secrets);
  std::vector<simulation::Shift> shifts;
  std::string rest = options.clerks;
  while (!rest.empty()) {
    const std::string pair = rest.substr(0, rest.find(','));
    rest.erase(0, pair.size() + 1);
    const std::size_t colon = pair.find(':');
    if (colon == std::string::npos)
      throw CommandError("--clerks: " + pair + " is no clerk:counter");
    simulation::Shift shift{{pair.substr(0, colon)}, {pair.substr(colon + 1)}, {}};
    if (find_counter(site, shift.counter) == nullptr) {
      throw CommandError("--clerks: the site has no counter " + shift.counter.value);
    }
    const auto secret = secrets.find(shift.clerk.value);
    if (secret == secrets.end()) {
      throw CommandError("no secret of clerk " + shift.clerk.value + " in " +
                         (options.secrets.empty() ? "--secrets" : options.secrets.string()));
    }
    shift.secret = secret->second;
    shifts.push_back(std::move(shift));
  }
  return shifts;
}

/// "10:30" as time since midnight.
Milliseconds parse_time(const std::string& text) {
  int hour = 0;
  int minute = 0;
  int used = 0;
  const bool good = std::sscanf(text.c_str(), "%2d:%2d%n", &hour, &minute, &used) == 2 &&
                    used == static_cast<int>(text.size()) && hour >= 0 && hour < 24 &&
                    minute >= 0 && minute < 60;
  if (!good) throw CommandError("--from: " + text + " is no time like 10:30");
  return std::chrono::hours(hour) + std::chrono::minutes(minute);
}

/// "90s", "15min", "8h", "forever".
Milliseconds parse_duration(const std::string& text) {
  if (text == "forever") return std::chrono::hours(24 * 365 * 10);
  static const std::map<std::string, std::int64_t> unit_ms{
      {"s", 1000}, {"min", 60'000}, {"h", 3'600'000}};
  std::size_t used = 0;
  double count = 0;
  try {
    count = std::stod(text, &used);
  } catch (const std::exception&) {
    used = 0;
  }
  const auto unit = unit_ms.find(text.substr(used));
  if (used == 0 || unit == unit_ms.end() || !(count > 0 && count < 100'000)) {
    throw CommandError("--duration: " + text + " is no span like 90s, 15min, 8h or forever");
  }
  return Milliseconds(static_cast<std::int64_t>(count * static_cast<double>(unit->second)));
}

/// Writes the progress line in place on a terminal, and now and then where nobody watches.
class ProgressLine {
 public:
  void say(const std::string& line) {
    clear();
    std::cout << line << std::endl;
  }
  void show(const std::string& line) {
    if (!terminal_) {
      if (lines_++ % quiet_lines == 0) std::cout << line << std::endl;
      return;
    }
    if (line == shown_) return;
    clear();
    std::cout << line << std::flush;
    shown_ = line;
  }
  void clear() {
    if (!shown_.empty()) std::cout << "\r\033[K";
    shown_.clear();
  }

 private:
  static constexpr int quiet_lines = 40;  // Four a second come in.

  bool terminal_ = ::isatty(STDOUT_FILENO) == 1;
  int lines_ = 0;
  std::string shown_;
};

std::atomic<simulation::Simulation*> running = nullptr;
static_assert(std::atomic<simulation::Simulation*>::is_always_lock_free);

void on_signal(int) {
  if (simulation::Simulation* simulation = running.load()) simulation->stop();
}

/// While it stands, the first SIGINT or SIGTERM stops the run and the second one the program.
class StopOnSignals {
 public:
  explicit StopOnSignals(simulation::Simulation& simulation) {
    running.store(&simulation);
    struct sigaction action {};
    action.sa_handler = on_signal;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
  }
  ~StopOnSignals() { running.store(nullptr); }
  StopOnSignals(const StopOnSignals&) = delete;
  StopOnSignals& operator=(const StopOnSignals&) = delete;
};

std::uint64_t seed_of_now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(std::chrono::duration_cast<Seconds>(now).count());
}

ExitCode simulate(const SimulateOptions& options) {
  const SiteFiles site = load_site(options.site);
  simulation::Settings settings;
  settings.profile = simulation::read_profile(profile_file(options), site);
  settings.seed = options.seed != 0 ? options.seed : seed_of_now();
  settings.speed = options.speed;
  if (!options.from.empty()) settings.from = parse_time(options.from);
  if (!options.duration.empty()) settings.duration = parse_duration(options.duration);
  assign_devices(settings, read_devices(options.devices), read_shifts(options, site.lobby));
  ProgressLine line;
  settings.say = [&line](const std::string& text) { line.say(text); };
  settings.progress = [&line](const std::string& text) { line.show(text); };
  std::cout << settings.profile.name << ", seed " << settings.seed << ", speed " << settings.speed
            << ", " << settings.kiosks.size() << " kiosk devices, " << settings.places.size()
            << " clerks" << std::endl;
  simulation::Simulation simulation(site, std::move(settings));
  const StopOnSignals stop(simulation);
  const simulation::Report report = simulation.run();
  line.clear();
  std::cout << to_text(report);
  return report.problems.empty() ? ExitCode::ok : ExitCode::failure;
}

}  // namespace

void add_simulate(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<SimulateOptions>();
  CLI::App* command =
      app.add_subcommand("simulate", "Simulated residents and clerks, as clients of the server");
  command->footer(examples);
  command->add_option("--site", options->site, "Folder of the site's files")
      ->required()
      ->check(CLI::ExistingDirectory);
  command->add_option("--devices", options->devices, "Folder of device files (*.device)")
      ->required()
      ->check(CLI::ExistingDirectory);
  command->add_option("--profile", options->profile, "A name in SITE/profiles, or a file")
      ->capture_default_str();
  command->add_option("--clerks", options->clerks, "Who works where: ann:counter-1,bob:counter-2");
  command->add_option("--secrets", options->secrets, "File with the clerks' PINs, mode 0600")
      ->check(CLI::ExistingFile);
  command
      ->add_option("--seed", options->seed, "The same seed gives the same day; 0 takes a new one")
      ->capture_default_str();
  command
      ->add_option(
          "--speed", options->speed,
          "How fast the people are; 60 is an hour in a minute. The server's time stays real")
      ->check(CLI::Range(0.1, 10000.0))
      ->capture_default_str();
  command->add_option("--from", options->from, "Time of day to begin with; default: doors open");
  command->add_option("--duration", options->duration,
                      "Simulated time, like 90s, 15min, 8h, forever; default: to the day's end");
  command->callback([options, &chosen] { chosen = [options] { return simulate(*options); }; });
}

}  // namespace foyer::admin
