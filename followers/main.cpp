// foyer-followers: wiring only. What happened in the lobby goes on to other systems.
#include <poll.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/file.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <fcntl.h>
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <array>
#include <csignal>
#include <memory>
#include <random>
#include <system_error>
#include <thread>

#include "followers/config.h"
#include "followers/folder_watch.h"
#include "followers/open311.h"
#include "followers/webhook.h"
#include "queue-server/data_folder.h"
#include "queue-server/sqlite_journal.h"
#include "site/site_files.h"

namespace foyer::followers {
namespace {

enum class ExitCode { ok = 0, failure = 1, usage = 2, bad_site = 3, bad_data = 4 };

constexpr const char* purpose =
    "Passes on what happens in the lobby: signed webhooks (DATA/webhooks.toml), and follow-ups to "
    "the "
    "city's own system by GeoReport v2 (DATA/open311.toml).";

constexpr const char* examples = R"(
Example:
  foyer-followers --data /var/lib/foyer --site /etc/foyer/site

It reads the journal by itself and never slows the queue server; webhooks do not need it to run. What could not
be delivered is kept and tried again: foyer webhooks status --data /var/lib/foyer
Exit codes: 0 ended as asked, 1 failure, 2 wrong command line, 3 mistakes in the site's files,
4 mistakes in its own files, or the data folder is not made yet or has a follower already.)";

struct Options {
  server::DataFolder folder;
  std::filesystem::path site;
  std::int64_t retry_first_ms = 1000;
  std::int64_t retry_most_ms = 300'000;
  std::int64_t answer_within_ms = 20'000;
};

void add_options(CLI::App& app, Options& options) {
  app.footer(examples);
  app.add_option("--data", options.folder.path, "The queue server's data folder")->required();
  app.add_option("--site", options.site, "Folder of the site's files")
      ->required()
      ->check(CLI::ExistingDirectory);
  app.add_option("--retry-first-ms", options.retry_first_ms, "Wait after the first failure")
      ->check(CLI::Range(1, 60'000))
      ->capture_default_str();
  app.add_option("--retry-most-ms", options.retry_most_ms, "Longest wait between two tries")
      ->check(CLI::Range(1, 3'600'000))
      ->capture_default_str();
  app.add_option("--answer-within-ms", options.answer_within_ms, "How long an answer may take")
      ->check(CLI::Range(50, 120'000))
      ->capture_default_str();
}

/// Two programs at one cursor would deliver everything twice.
class OnlyOne {
 public:
  explicit OnlyOne(const server::DataFolder& folder) {
    const auto file = folder.path / "followers.lock";
    fd_ = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (fd_ < 0) throw ConfigError(file.string() + " cannot be written");
    if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
      ::close(fd_);
      throw ConfigError("another foyer-followers has the data folder " + folder.path.string());
    }
  }
  ~OnlyOne() { ::close(fd_); }
  OnlyOne(const OnlyOne&) = delete;
  OnlyOne& operator=(const OnlyOne&) = delete;

 private:
  int fd_ = -1;
};

/// From now on SIGINT and SIGTERM are read here, by no handler. Before any thread begins.
class Signals {
 public:
  Signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    fd_ = ::signalfd(-1, &set, SFD_CLOEXEC);
  }
  ~Signals() { ::close(fd_); }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;
  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_ = -1;
};

/// Each in a thread of its own, so that one that is slow keeps nobody else waiting.
class Workers {
 public:
  explicit Workers(Bell& bell) : bell_(bell) {}
  ~Workers() {
    bell_.stop();
    for (std::thread& thread : threads_) thread.join();
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  template <class Worker>
  void start(std::shared_ptr<Worker> worker) {
    threads_.emplace_back([worker = std::move(worker)] { worker->run(); });
  }

 private:
  Bell& bell_;
  std::vector<std::thread> threads_;
};

double chance() {
  thread_local std::mt19937_64 source{std::random_device{}()};
  return std::generate_canonical<double, 53>(source);
}

Surroundings surroundings_of(const Options& options) {
  Surroundings surroundings;
  surroundings.clock = [] {
    return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
  };
  surroundings.chance = chance;
  surroundings.backoff = {Milliseconds(options.retry_first_ms),
                          Milliseconds(options.retry_most_ms)};
  surroundings.http.answer_within = Milliseconds(options.answer_within_ms);
  return surroundings;
}

/// Rings when a database was written, and again a little later: a commit is seen after its write.
void wait_for_end(FolderWatch& watch, const Signals& signals, Bell& bell) {
  constexpr std::array<int, 4> again_ms{20, 100, 500, 2500};
  std::size_t again = again_ms.size();
  std::array<pollfd, 2> fds{{{watch.fd(), POLLIN, 0}, {signals.fd(), POLLIN, 0}}};
  while (true) {
    const int timeout = again < again_ms.size() ? again_ms[again] : -1;
    const int ready = ::poll(fds.data(), fds.size(), timeout);
    if (ready < 0 && errno != EINTR)
      throw std::system_error(errno, std::generic_category(), "poll");
    if (fds[1].revents != 0) return;
    if (ready == 0) {
      ++again;
      bell.ring();
    } else if (ready > 0 && watch.take()) {
      again = 0;
      bell.ring();
    }
  }
}

void run(const Options& options, const Signals& signals) {
  const server::DataFolder& folder = options.folder;
  if (!std::filesystem::exists(folder.journal())) {
    throw ConfigError("there is no journal in " + folder.path.string() +
                      ": start the queue server there first");
  }
  const SiteFiles site = load_site(options.site);
  const OnlyOne only_one(folder);
  const std::vector<Endpoint> endpoints = read_webhooks(folder.path / "webhooks.toml");
  std::vector<ServiceId> services;
  for (const Service& service : site.lobby.services) services.push_back(service.id);
  const auto open311 = read_open311(folder.path / "open311.toml", services);
  if (endpoints.empty() && !open311) {
    throw ConfigError("nothing to pass on: there is no webhooks.toml and no open311.toml in " +
                      folder.path.string());
  }
  const auto store = folder.followers();
  const auto journal = [&folder] {
    return std::make_unique<server::SqliteJournal>(folder.journal(), storage::OpenMode::read_only);
  };
  FolderWatch watch(folder.path);
  start_http();
  Bell bell;
  Workers workers(bell);
  for (const Endpoint& endpoint : endpoints) {
    workers.start(std::make_shared<WebhookWorker>(endpoint, site.lobby.id.value, journal(), store,
                                                  surroundings_of(options), bell));
  }
  if (open311) {
    workers.start(std::make_shared<Open311Worker>(*open311, site, journal(), store,
                                                  surroundings_of(options), bell));
  }
  spdlog::info("{} webhooks{}", endpoints.size(), open311 ? ", open311" : "");
  wait_for_end(watch, signals, bell);
  spdlog::info("stopped");
}

ExitCode run_and_report(const Options& options) {
  const auto report = [](ExitCode code, const std::exception& e) {
    spdlog::critical("{}", e.what());
    return code;
  };
  try {
    const Signals signals;
    run(options, signals);
    return ExitCode::ok;
  } catch (const SiteMistakes& e) {
    return report(ExitCode::bad_site, e);
  } catch (const ConfigError& e) {
    return report(ExitCode::bad_data, e);
  } catch (const storage::WrongFile& e) {
    return report(ExitCode::bad_data, e);
  } catch (const StoreError& e) {
    return report(ExitCode::bad_data, e);
  } catch (const server::JournalDamaged& e) {
    return report(ExitCode::bad_data, e);
  } catch (const std::exception& e) {
    return report(ExitCode::failure, e);
  }
}

int main_program(int argc, char** argv) {
  auto logger = spdlog::stderr_logger_mt("followers");
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  spdlog::set_default_logger(std::move(logger));
  Options options;
  CLI::App app(purpose, "foyer-followers");
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
}  // namespace foyer::followers

int main(int argc, char** argv) {
  return foyer::followers::main_program(argc, argv);
}
