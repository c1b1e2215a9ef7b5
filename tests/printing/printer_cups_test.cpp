// A real CUPS server of our own, on a socket in a folder of its own, whose queues print to a
// printer of the test. Says that it is skipped where CUPS is not installed or does not start.
#include <doctest/doctest.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "printing/printer.h"
#include "tests/printing/printer_process.h"

using namespace foyer;
using namespace foyer::test;
using namespace foyer::printing;

namespace {

class CupsServer {
 public:
  CupsServer() {
    std::string name = (std::filesystem::temp_directory_path() / "foyer-cups-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) return;
    folder_ = name;
    for (const char* part : {"bin/backend", "spool", "spool/tmp", "cache", "state", "ppd"}) {
      std::filesystem::create_directories(folder_ / part);
    }
    // What CUPS runs for each job, with the file as its sixth word or on standard input.
    write("bin/backend/keeps",
          "#!/bin/sh\n[ $# = 0 ] && exit 0\ncat \"${6:--}\" >>" + path("printed.out") + "\n");
    write("printed.out", "");
    std::filesystem::create_directory_symlink("/usr/lib/cups/daemon", folder_ / "bin/daemon");
    write("cupsd.conf",
          "Listen " + socket() +
              "\nBrowsing Off\nWebInterface No\nLogLevel warn\n"
              "<Location />\nOrder allow,deny\nAllow all\n</Location>\n"
              "<Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n");
    const passwd* me = getpwuid(getuid());
    const std::string user = getuid() == 0 || me == nullptr ? "lp" : me->pw_name;
    write("cups-files.conf", "User " + user + "\nGroup lp\nServerBin " + path("bin") +
                                 "\nServerRoot " + path("") + "\nRequestRoot " + path("spool") +
                                 "\nTempDir " + path("spool/tmp") + "\nCacheDir " + path("cache") +
                                 "\nStateDir " + path("state") + "\nErrorLog " + path("error_log") +
                                 "\nAccessLog " + path("access_log") + "\nPageLog " +
                                 path("page_log") + "\nSystemGroup root\n");
    write("printers.conf", queue("good", "Idle") + queue("stopped", "Stopped"));
    // CUPS writes as its own user.
    output_of("chmod -R a+rwX " + folder_.string() + " && chmod 0755 " + folder_.string() + " " +
              path("bin") + " " + path("bin/backend") + " " + path("bin/backend/keeps"));
    start();
  }
  ~CupsServer() {
    if (process_ > 0) {
      kill(process_, SIGTERM);
      waitpid(process_, nullptr, 0);
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
    unsetenv("CUPS_SERVER");
  }
  CupsServer(const CupsServer&) = delete;
  CupsServer& operator=(const CupsServer&) = delete;

  [[nodiscard]] bool runs() const { return runs_; }
  [[nodiscard]] std::string log() const { return last_ + "\n" + read("error_log"); }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream in(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  [[nodiscard]] std::string path(const std::string& name) const {
    return (folder_ / name).string();
  }
  [[nodiscard]] std::string socket() const { return path("cups.sock"); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }
  static std::string queue(const std::string& name, const std::string& state) {
    return "<Printer " + name + ">\nDeviceURI keeps:/" + name + "\nState " + state +
           "\nAccepting Yes\nShared No\n</Printer>\n";
  }
  void start() {
    process_ = fork();
    if (process_ == 0) {
      execlp("cupsd", "cupsd", "-f", "-c", path("cupsd.conf").c_str(), "-s",
             path("cups-files.conf").c_str(), nullptr);
      execl("/usr/sbin/cupsd", "cupsd", "-f", "-c", path("cupsd.conf").c_str(), "-s",
            path("cups-files.conf").c_str(), nullptr);
      _exit(127);
    }
    setenv("CUPS_SERVER", socket().c_str(), 1);
    // It is there when it answers; nothing else tells.
    const Interrupt never;
    const auto queue = make_printer(parse_printer("cups:good"), never);
    for (int i = 0; i < 100 && !runs_; ++i) {
      const auto problems = queue->problems();
      runs_ = problems.empty();
      if (!problems.empty()) last_ = std::string(word(problems.front()));
      pollfd none{-1, 0, 0};
      if (!runs_) poll(&none, 1, 50);
    }
  }

  std::filesystem::path folder_;
  pid_t process_ = -1;
  bool runs_ = false;
  std::string last_;  ///< What its queue said.
};

Raster small_picture() {
  Raster raster(384);
  raster.fill(10, 10, 100, 50);
  return raster;
}

}  // namespace

TEST_CASE("printer: a CUPS queue gets a picture or ESC/POS and says what is wrong with it") {
  if (!has_program("cupsd") && !std::filesystem::exists("/usr/sbin/cupsd")) {
    MESSAGE("skipped because CUPS is not installed (package cups-daemon)");
    return;
  }
  const CupsServer cups;
  if (!cups.runs()) {
    MESSAGE("skipped because a CUPS server of its own does not start here: " << cups.log());
    return;
  }
  const Interrupt never;
  const auto raw = make_printer(parse_printer("cups:good?raw"), never);
  const PrintResult result = raw->print(small_picture());
  CAPTURE(result.reason);
  CAPTURE(cups.log());
  REQUIRE(result.outcome == PrintOutcome::printed);
  const Bytes bytes = encode_escpos(small_picture());
  const std::string escpos(bytes.begin(), bytes.end());
  CHECK(cups.read("printed.out") == escpos);

  const auto picture = make_printer(parse_printer("cups:good"), never);
  CHECK(picture->print(small_picture()).outcome == PrintOutcome::printed);
  CHECK(cups.read("printed.out").substr(escpos.size(), 5) == "\x89PNG\r");
  const std::size_t printed = cups.read("printed.out").size();

  const auto stopped = make_printer(parse_printer("cups:stopped?raw"), never);
  CHECK(stopped->problems() == std::vector{PrinterProblem::printer_offline});
  CHECK(stopped->print(small_picture()).outcome == PrintOutcome::failed);
  CHECK(cups.read("printed.out").size() == printed);

  const auto missing = make_printer(parse_printer("cups:no-such-queue"), never);
  const PrintResult none = missing->print(small_picture());
  CHECK(none.outcome == PrintOutcome::failed);
  CHECK(none.reason.find("no-such-queue") != std::string::npos);
}

TEST_CASE("printer: a CUPS queue without a server is a failure that may be repeated") {
  setenv("CUPS_SERVER", "/nonexistent/cups.sock", 1);
  const Interrupt never;
  const auto printer = make_printer(parse_printer("cups:good"), never);
  const PrintResult result = printer->print(small_picture());
  unsetenv("CUPS_SERVER");
  CHECK(result.outcome == PrintOutcome::failed);
  CHECK(result.problem == PrinterProblem::printer_offline);
}
