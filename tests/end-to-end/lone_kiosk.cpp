// A kiosk without a screen, as a process that can be killed: people ask for tickets as fast as they
// get them, and each ticket that one of them sees is a line of the file PAPER, on disk before the
// next one asks. SIGTERM: nobody asks any more; it ends with 0 when everything is settled.
//
//   lone_kiosk DEVICE_FILE SITE STATE_FOLDER PAPER
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <random>

#include "kiosk/issuing.h"
#include "link/client.h"
#include "link/device_file.h"
#include "link/replica.h"
#include "link/secret.h"
#include "site/site_files.h"

namespace {

using namespace foyer;

std::atomic<bool> closing = false;

Instant system_now() {
  return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
}

std::int64_t steady_ms() {
  return std::chrono::duration_cast<Milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

class Paper {
 public:
  explicit Paper(const char* file) : fd_(::open(file, O_CREAT | O_APPEND | O_WRONLY, 0600)) {}
  void print(const kiosk::KeptTicket& ticket) const {
    std::array<char, 128> line{};
    const int size =
        std::snprintf(line.data(), line.size(), "%s %s %lld %d\n", ticket.number.c_str(),
                      ticket.token.value.c_str(), static_cast<long long>(to_ms(ticket.issued_at)),
                      ticket.promise.status == WaitStatus::not_told ? 1 : 0);
    if (::write(fd_, line.data(), static_cast<std::size_t>(size)) != size || ::fsync(fd_) != 0) {
      std::perror("paper");
      std::abort();
    }
  }

 private:
  int fd_;
};

/// Waits for news from the link, or until somebody comes.
class Bell {
 public:
  void ring() {
    {
      const std::lock_guard lock(mutex_);
      rung_ = true;
    }
    changed_.notify_one();
  }
  void wait_for(Milliseconds most) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, most, [this] { return rung_; });
    rung_ = false;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool rung_ = false;  // Guarded by mutex_.
};

class People {
 public:
  People(const SiteFiles& site, kiosk::Store& store, link::Client& client, const char* paper)
      : paper_(paper),
        issuing_(site.lobby, &store,
                 {.send = [&client](protocol::Request request) { client.send(std::move(request)); },
                  .fresh_id = link::random_token,
                  .fresh_token = link::random_token}) {
    for (const Service& service : site.lobby.services) {
      if (service.on && !service.skill.empty()) services_.push_back(service.id);
    }
    if (const auto ticket = issuing_.unfinished(system_now())) see(*ticket);
  }

  void take(const link::Update& update) {
    replica_.apply(update, Instant(Milliseconds(steady_ms())));
    if (const auto* answered = std::get_if<link::Answered>(&update)) {
      issuing_.answered(answered->answer, lobby(), steady_ms());
      look();
    }
  }

  void turn() {
    issuing_.keep_up(lobby(), steady_ms());
    look();
    if (closing || issuing_.waits()) return;
    IssueTicket wish;
    wish.services = {
        services_[std::uniform_int_distribution<std::size_t>(0, services_.size() - 1)(random_)]};
    wish.channel = Channel::kiosk;
    wish.language = LanguageTag{"en"};
    // Without a link and without numbers the button is disabled.
    const kiosk::Lobby now = lobby();
    if (!now.connected && (!now.held || now.held->left.empty())) return;
    issuing_.ask(wish, now, steady_ms());
    look();
  }

  [[nodiscard]] bool are_done() const { return closing && issuing_.is_settled(); }

 private:
  kiosk::Lobby lobby() {
    kiosk::Lobby lobby;
    if (replica_.has_state()) lobby.state = &replica_.state();
    lobby.connected = replica_.connected();
    lobby.at =
        replica_.has_state() ? replica_.now(Instant(Milliseconds(steady_ms()))) : system_now();
    lobby.held = issuing_.held();
    return lobby;
  }

  void look() {
    const auto outcome = issuing_.take();
    if (outcome && *outcome) see((*outcome)->ticket);
  }

  void see(const kiosk::KeptTicket& ticket) {
    paper_.print(ticket);
    issuing_.finish(ticket);
  }

  Paper paper_;
  link::Replica replica_;
  kiosk::Issuing issuing_;
  std::vector<ServiceId> services_;
  std::mt19937 random_{std::random_device{}()};
};

int run(char** words) {
  const SiteFiles site = load_site(words[2]);
  kiosk::Store store(std::filesystem::path(words[3]) / "kiosk.sqlite");
  link::Options options;
  options.device = link::read_device_file(words[1]);
  options.lost_after = Milliseconds(1500);
  Bell bell;
  link::Client client(options, [&bell] { bell.ring(); });
  People people(site, store, client, words[4]);
  while (!people.are_done()) {
    for (const link::Update& update : client.poll()) people.take(update);
    people.turn();
    bell.wait_for(Milliseconds(40));
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "lone_kiosk DEVICE_FILE SITE STATE_FOLDER PAPER\n");
    return 2;
  }
  ::signal(SIGTERM, [](int) { closing = true; });
  try {
    return run(argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "lone_kiosk: %s\n", error.what());
    return 1;
  }
}
