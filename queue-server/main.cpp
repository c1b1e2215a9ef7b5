// foyer-queue-server: wiring only. Options, data folder, site, journal, server, exit codes.
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <atomic>
#include <csignal>
#include <memory>

#include "knowledge/read_articles.h"
#include "queue-server/access_store.h"
#include "queue-server/data_folder.h"
#include "queue-server/private_store.h"
#include "queue-server/server.h"
#include "queue-server/sqlite_journal.h"
#include "site/site_files.h"

namespace foyer::server {
namespace {

enum class ExitCode { ok = 0, failure = 1, usage = 2, bad_site = 3, bad_data = 4 };

/// What an administrator can mend in sign-on.toml.
class SignOnMistakes : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Options {
  std::filesystem::path data;
  std::filesystem::path site;
  std::string bind = "127.0.0.1";
  std::string request_port = "5570";
  std::string event_port = "5571";
  bool open_all_day = false;
  bool limit_tickets = true;
  bool training = false;
  double rate = 20000;
  std::string log_level = "info";
};

constexpr const char* purpose =
    "The queue server: decides who is served where, keeps the journal, and tells every device.";

constexpr const char* examples = R"(
Examples:
  foyer keys init --data /var/lib/foyer          once, makes the server's key
  foyer-queue-server --data /var/lib/foyer --site assets/sites/clarington
  foyer-queue-server --data run/data --site assets/sites/clarington --open-all-day
  foyer-queue-server --data run/data --site assets/sites/clarington \
      --bind 0.0.0.0 --request-port 5570 --event-port 5571

The endpoints in use are written to DATA/endpoints.toml; the log to DATA/logs and standard error.
SIGINT and SIGTERM end it cleanly; nothing that was acknowledged is lost if it is killed.
Exit codes: 0 ended as asked, 1 failure while running, 2 wrong command line, 3 mistakes in the
site's files, 4 data folder in use, damaged or not made yet, or mistakes in its sign-on.toml.)";

void add_options(CLI::App& app, Options& options) {
  app.footer(examples);
  app.add_option("--data", options.data, "Folder of the journal, the keys and the logs")
      ->required();
  app.add_option("--site", options.site, "Folder of the site's files")
      ->required()
      ->check(CLI::ExistingDirectory);
  app.add_option("--bind", options.bind, "Address to listen at; 0.0.0.0 for every network card")
      ->capture_default_str();
  app.add_option("--request-port", options.request_port, "Port for requests; 0 or * takes any")
      ->capture_default_str();
  app.add_option("--event-port", options.event_port, "Port for events; 0 or * takes any")
      ->capture_default_str();
  app.add_flag("--open-all-day", options.open_all_day,
               "Open at once and for 12 hours, whatever the site's hours (demonstration, tests)");
  app.add_flag(
      "--training", options.training,
      "A lobby to practise in, in a folder of its own: counter clients say so on every page");
  app.add_option("--rate", options.rate, "Requests per second that one device may send")
      ->check(CLI::Range(1.0, 1e9))
      ->capture_default_str();
  app.add_flag("!--no-ticket-limit", options.limit_tickets,
               "A kiosk gets as many tickets as it asks for (simulations, tests)");
  app.add_option("--log-level", options.log_level, "debug, info, warning or error")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}))
      ->capture_default_str();
}

void log_to(spdlog::sinks_init_list sinks, const std::string& level) {
  auto logger = std::make_shared<spdlog::logger>("queue-server", sinks);
  logger->set_level(spdlog::level::from_str(level));
  logger->flush_on(spdlog::level::info);
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  spdlog::set_default_logger(std::move(logger));
}

/// Until the data folder is ours.
void log_to_standard_error(const std::string& level) {
  log_to({std::make_shared<spdlog::sinks::stderr_sink_mt>()}, level);
}

void log_to_folder(const DataFolder& folder, const std::string& level) {
  constexpr std::size_t bytes_max = 10 * 1024 * 1024;
  constexpr std::size_t files_max = 5;
  std::filesystem::create_directories(folder.log().parent_path());
  log_to({std::make_shared<spdlog::sinks::rotating_file_sink_mt>(folder.log().string(), bytes_max,
                                                                 files_max),
          std::make_shared<spdlog::sinks::stderr_sink_mt>()},
         level);
}

std::string endpoint(const std::string& address, const std::string& port) {
  return "tcp://" + address + ":" + (port == "0" ? "*" : port);
}

std::atomic<Server*> running = nullptr;
static_assert(std::atomic<Server*>::is_always_lock_free);

void on_signal(int) {
  if (Server* server = running.load()) server->stop();
}

/// While it stands, SIGINT and SIGTERM stop `server`.
class StopOnSignals {
 public:
  explicit StopOnSignals(Server& server) {
    running.store(&server);
    struct sigaction action {};
    action.sa_handler = on_signal;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
  }
  ~StopOnSignals() { running.store(nullptr); }
  StopOnSignals(const StopOnSignals&) = delete;
  StopOnSignals& operator=(const StopOnSignals&) = delete;
};

/// Nothing where the folder has no sign-on.toml. Throws SignOnMistakes.
std::optional<sign_on::Settings> read_sign_on(const DataFolder& folder, const Site& site) {
  if (!std::filesystem::exists(folder.sign_on())) return std::nullopt;
  try {
    sign_on::Settings settings = sign_on::read_settings(folder.sign_on());
    std::string unknown;
    for (const std::string& one : sign_on::unknown_to_site(settings, site)) unknown += one + "\n";
    if (!unknown.empty()) throw SignOnMistakes(unknown);
    spdlog::info("sign-on with {}; PINs are {}", settings.issuer, settings.pin ? "taken" : "off");
    return settings;
  } catch (const std::runtime_error& e) {
    throw SignOnMistakes(e.what());
  }
}

void run(const Options& options, const DataFolder& folder) {
  const SiteFiles site = load_site(options.site);
  const link::KeyPair keys = read_server_key(folder);
  SqliteJournal journal(folder.journal(), OpenMode::read_write);
  ServerOptions server_options;
  server_options.request_endpoint = endpoint(options.bind, options.request_port);
  server_options.event_endpoint = endpoint(options.bind, options.event_port);
  server_options.keys = keys;
  server_options.access_file = folder.access();
  server_options.appointments_file = folder.appointments();
  server_options.private_file = folder.private_records();
  server_options.private_kept_for = std::chrono::days(site.privacy.private_days);
  server_options.remarks_file = folder.remarks();
  for (const knowledge::Article& article : knowledge::read_articles(site).all) {
    server_options.articles.insert(article.id.value);
  }
  server_options.days =
      options.open_all_day ? days_without_end(site.hours) : days_of_site(site.hours);
  server_options.training = options.training;
  server_options.rate = {options.rate, 2 * options.rate};
  if (options.limit_tickets) {
    const Rules& rules = site.lobby.rules;
    server_options.kiosk_tickets = {rules.kiosk_tickets_a_minute / 60.0,
                                    static_cast<double>(rules.kiosk_tickets_at_once)};
  }
  server_options.sign_on = read_sign_on(folder, site.lobby);
  server_options.clock = [] {
    return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
  };
  Server server(site.lobby, journal, std::move(server_options));
  const StopOnSignals stop(server);
  write_endpoints(folder, {server.request_endpoint(), server.event_endpoint()});
  spdlog::info("site {}, {} events; requests at {}, events at {}", site.lobby.id.value,
               journal.last_seq(), server.request_endpoint(), server.event_endpoint());
  server.run();
  spdlog::info("stopped");
}

ExitCode report(ExitCode code, const std::exception& e) {
  spdlog::critical("{}", e.what());
  return code;
}

ExitCode run_and_report(const Options& options) {
  const DataFolder folder{options.data};
  log_to_standard_error(options.log_level);
  try {
    if (!std::filesystem::is_directory(folder.path)) {
      throw FolderInUse("there is no data folder " + folder.path.string() +
                        "; make it with: foyer keys init --data " + folder.path.string());
    }
    const FolderLock lock(folder);
    keep_kind(folder, options.training ? LobbyKind::training : LobbyKind::real);
    log_to_folder(folder, options.log_level);
    run(options, folder);
    return ExitCode::ok;
  } catch (const SiteMistakes& e) {
    return report(ExitCode::bad_site, e);
  } catch (const SignOnMistakes& e) {
    return report(ExitCode::bad_data, e);
  } catch (const FolderInUse& e) {
    return report(ExitCode::bad_data, e);
  } catch (const JournalDamaged& e) {
    return report(ExitCode::bad_data, e);
  } catch (const JournalFailure& e) {
    return report(ExitCode::bad_data, e);
  } catch (const storage::WrongFile& e) {
    return report(ExitCode::bad_data, e);
  } catch (const AccessError& e) {
    return report(ExitCode::bad_data, e);
  } catch (const SqliteError& e) {
    return report(ExitCode::bad_data, e);
  } catch (const std::exception& e) {
    return report(ExitCode::failure, e);
  }
}

int main_program(int argc, char** argv) {
  Options options;
  CLI::App app(purpose, "foyer-queue-server");
  app.set_version_flag("--version", FOYER_VERSION);
  add_options(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : static_cast<int>(ExitCode::usage);
  }
  return static_cast<int>(run_and_report(options));
}

}  // namespace
}  // namespace foyer::server

int main(int argc, char** argv) {
  return foyer::server::main_program(argc, argv);
}
