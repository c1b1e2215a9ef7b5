// What the programs with a window share: command line, log, exit codes, and the session that ties
// site, link and window together. A program's main.cpp is run_program() and its own screens.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "link/client.h"
#include "link/replica.h"
#include "site/site_files.h"
#include "site/translations.h"
#include "ui/controls.h"
#include "ui/window.h"

namespace CLI {
class App;
}

namespace foyer::program {

struct Options {
  std::filesystem::path device;  ///< The device file (foyer keys enroll).
  std::filesystem::path site;    ///< Folder of the site's files.
  std::filesystem::path log;     ///< Log file; empty: standard error only.
  ui::WindowOptions window;
};

/// What --help says.
struct Description {
  std::string name;          ///< "foyer-kiosk"
  std::string purpose;       ///< One sentence.
  std::string examples;      ///< Lines that can be copied.
  ui::WindowOptions window;  ///< Defaults.
};

/// Where a program keeps what outlives it: $XDG_STATE_HOME/foyer, or ~/.local/state/foyer; empty
/// where there is neither.
[[nodiscard]] std::filesystem::path state_folder();

/// "0.1.0"
[[nodiscard]] std::string version();

/// What was used and is free now, in the middle of the heap too, goes back to the system, and so do
/// the pages of font files that words were drawn from (a Chinese page leaves 30 MiB of them behind)
/// and of ICU's tables. Whoever needs them next finds them in the system's file cache. A few ms.
void give_memory_back();

enum class ExitCode { ok = 0, failure = 1, usage = 2, bad_site = 3, bad_device = 4 };

/// The device file is missing, wrong or readable by others.
class BadDevice : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What a running program holds. Everything is used from the UI thread.
class Session {
 public:
  /// Reads site, texts and device file. Throws SiteMistakes, BadDevice, std::runtime_error.
  explicit Session(const Options& options);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  [[nodiscard]] const SiteFiles& site() const;
  [[nodiscard]] const Translations& translations() const;
  [[nodiscard]] const link::DeviceFile& device() const;
  [[nodiscard]] const link::Replica& replica() const;
  /// Only after wake().
  [[nodiscard]] link::Client& client();

  /// Connects, and wakes this window whenever something arrives. Before run(). The window must
  /// outlive the session: declare it first.
  void wake(ui::Window& window);
  /// To call at the head of every frame: feeds the replica, and returns the answers to requests of
  /// the program's own.
  std::vector<protocol::Answer> receive();
  /// To call at the end of every frame of a program that nobody attends: tells the server that this
  /// device is there, and all that is wrong with it. Asks for a frame when that is due again.
  void report(const std::vector<protocol::DeviceProblem>& problems, const ui::FrameContext& frame);
  /// The server's time, as near as it is known; the machine's own before the server was heard.
  [[nodiscard]] Instant now() const;
  /// How long the server was not heard.
  [[nodiscard]] Milliseconds silent_for() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Parses the command line (`add_options` may add the program's own), sets up the log, calls `run`,
/// and maps what it throws to an exit code with a message that a person can act on.
int run_program(int argc, char** argv, const Description& description,
                const std::function<void(CLI::App&)>& add_options,
                const std::function<void(const Options&)>& run);

}  // namespace foyer::program
