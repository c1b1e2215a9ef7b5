// Real kiosks, a real server, a wire between them that is pulled, and processes that are killed:
// then every paper that somebody holds is in the journal, once, and nobody is waited for who has
// none.
#include <doctest/doctest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "queue-server/sqlite_journal.h"
#include "queue-server/verify.h"
#include "tests/end-to-end/server_process.h"
#include "tests/end-to-end/stalling_proxy.h"
#include "tests/queue-server/lab.h"

extern char** environ;

namespace foyer::test {
namespace {

constexpr int rounds = 14;

struct Sheet {
  std::string number;
  Instant issued_at;
  bool alone = false;
};

class KioskProcess {
 public:
  KioskProcess(ServerProcess& server, const std::string& name, const std::filesystem::path& folder)
      : device_(server.enroll(name, Role::kiosk)),
        requests_(device_.request_endpoint),
        events_(device_.event_endpoint),
        folder_(folder / name) {
    device_.request_endpoint = requests_.endpoint();
    device_.event_endpoint = events_.endpoint();
    std::filesystem::create_directory(folder_);
    link::write_device_file(folder_ / "device.toml", device_);
    start();
  }
  ~KioskProcess() {
    if (pid_ > 0) end(SIGKILL);
  }
  KioskProcess(const KioskProcess&) = delete;
  KioskProcess& operator=(const KioskProcess&) = delete;

  void start() {
    std::vector<std::string> words{FOYER_BINARY_DIR "/lone_kiosk", folder_ / "device.toml",
                                   FOYER_SOURCE_DIR "/assets/sites/clarington", folder_,
                                   folder_ / "paper"};
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    REQUIRE(::posix_spawn(&pid_, words.front().c_str(), nullptr, nullptr, arguments.data(),
                          environ) == 0);
  }
  int end(int signal) {
    ::kill(pid_, signal);
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  void wire(Wire to_server, Wire to_client) {
    requests_.set(to_server, to_client);
    events_.set(to_server, to_client);
  }

  /// By token: what people hold.
  [[nodiscard]] std::map<std::string, Sheet> papers() const {
    std::map<std::string, Sheet> papers;
    std::ifstream file(folder_ / "paper");
    std::string number;
    std::string token;
    std::int64_t at_ms = 0;
    int alone = 0;
    while (file >> number >> token >> at_ms >> alone) {
      const auto [place, is_new] =
          papers.try_emplace(token, Sheet{number, from_ms(at_ms), alone == 1});
      // Printed again after a restart: the same ticket, never another number.
      if (!is_new) CHECK(place->second.number == number);
    }
    return papers;
  }

 private:
  link::DeviceFile device_;
  StallingProxy requests_;
  StallingProxy events_;
  std::filesystem::path folder_;
  ::pid_t pid_ = -1;
};

struct Journal {
  std::map<std::string, Event> issued;  ///< By token.
  std::set<std::string> numbers;
  std::set<VisitId> left;
};

Journal read_journal(server::Journal& journal) {
  Journal all;
  std::int64_t after = 0;
  while (true) {
    const auto events = journal.read(after, 5000);
    if (events.empty()) return all;
    for (const server::StoredEvent& stored : events) {
      if (const auto* gone = std::get_if<VisitLeft>(&stored.event.body))
        all.left.insert(gone->visit);
      const auto* issued = std::get_if<TicketIssued>(&stored.event.body);
      if (issued == nullptr) continue;
      CHECK_MESSAGE(all.issued.emplace(issued->token.value, stored.event).second, "a token twice");
      CHECK_MESSAGE(all.numbers.insert(issued->ticket).second, issued->ticket, " twice");
    }
    after = events.back().event.seq;
  }
}

/// Some trouble for a while, and its end.
class Trouble {
 public:
  Trouble(std::mt19937& random, ServerProcess& server, KioskProcess& one, KioskProcess& two)
      : random_(random), server_(server), kiosks_{&one, &two} {}

  void strikes(int round) {
    KioskProcess& kiosk = *kiosks_[below(2)];
    lasts(100, 900);
    switch (round % 7) {
      case 0:
        kiosk.wire(Wire::cut, Wire::cut);
        lasts(200, 2500);
        break;
      case 1:
        kiosk.wire(Wire::open, Wire::stalled);  // Requests arrive, no answer comes.
        lasts(300, 4000);
        break;
      case 2:
        kiosk.wire(Wire::stalled, Wire::open);  // Requests arrive late.
        lasts(300, 4000);
        break;
      case 3:
        kiosk.end(SIGKILL);
        kiosk.start();
        break;
      case 4:
        server_.kill();
        lasts(0, 2500);
        server_.start();
        break;
      case 5:
        kiosk.wire(Wire::cut, Wire::cut);
        lasts(1600, 2200);
        kiosk.end(SIGKILL);  // While it is alone, and hands in when it lives again.
        kiosk.start();
        lasts(300, 600);
        break;
      default:
        for (KioskProcess* each : kiosks_) each->wire(Wire::cut, Wire::cut);
        lasts(1600, 2500);
        server_.kill();
        server_.start();
        break;
    }
    for (KioskProcess* each : kiosks_) each->wire(Wire::open, Wire::open);
  }

 private:
  int below(int most) { return std::uniform_int_distribution<int>(0, most - 1)(random_); }
  void lasts(int least_ms, int most_ms) {
    std::this_thread::sleep_for(Milliseconds(least_ms + below(most_ms - least_ms + 1)));
  }

  std::mt19937& random_;
  ServerProcess& server_;
  std::array<KioskProcess*, 2> kiosks_;
};

}  // namespace

TEST_CASE("kill: kiosks and server are killed and cut off and every paper counts once") {
  const unsigned seed = std::random_device{}();
  std::cout << "seed " << seed << std::endl;
  std::mt19937 random(seed);
  const TempFolder temp;
  ServerProcess server(temp.path() / "data");
  server.start();
  KioskProcess one(server, "kiosk-1", temp.path());
  KioskProcess two(server, "kiosk-2", temp.path());
  Trouble trouble(random, server, one, two);
  for (int round = 0; round < rounds; ++round) trouble.strikes(round);
  CHECK(one.end(SIGTERM) == 0);
  CHECK(two.end(SIGTERM) == 0);
  CHECK(server.stop() == 0);

  server::SqliteJournal journal(server.folder().journal(), server::OpenMode::read_only);
  const Journal all = read_journal(journal);
  std::set<std::string> held;
  std::set<std::string> numbers;
  int alone = 0;
  for (const KioskProcess* kiosk : {&one, &two}) {
    for (const auto& [token, sheet] : kiosk->papers()) {
      CHECK_MESSAGE(held.insert(token).second, "one ticket at two kiosks");
      CHECK_MESSAGE(numbers.insert(sheet.number).second, sheet.number, " is held by two people");
      const auto found = all.issued.find(token);
      REQUIRE_MESSAGE(found != all.issued.end(), sheet.number, " is not in the journal");
      const auto& issued = std::get<TicketIssued>(found->second.body);
      CHECK(issued.ticket == sheet.number);
      CHECK(issued.arrived_at.has_value() == sheet.alone);
      if (sheet.alone) {
        ++alone;
        CHECK(*issued.arrived_at <= found->second.at);
        // By the kiosk's own clock, which goes on from what the server said last.
        CHECK(abs(*issued.arrived_at - sheet.issued_at) < Milliseconds(1));
      }
      CHECK_MESSAGE(!all.left.contains(issued.visit), sheet.number, " was given back");
    }
  }
  for (const auto& [token, event] : all.issued) {
    const auto& issued = std::get<TicketIssued>(event.body);
    if (held.contains(token)) continue;
    CHECK_MESSAGE(all.left.contains(issued.visit), issued.ticket, " waits and nobody has it");
  }
  std::cout << held.size() << " papers, " << alone << " of them issued alone, "
            << all.issued.size() - held.size() << " tickets given back\n";
  CHECK(held.size() > 100);
  CHECK(alone > 10);
  const server::JournalReport report = server::verify(journal);
  for (const auto& [seq, reason] : report.faults) FAIL_CHECK(seq << ": " << reason);
}

}  // namespace foyer::test
