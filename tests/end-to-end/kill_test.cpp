// The promise of the journal, kept by the real program: what was acknowledged is there, exactly
// once, however often the server is killed, and its clients go on by themselves.
#include <doctest/doctest.h>

#include <condition_variable>
#include <iostream>
#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "link/client.h"
#include "link/replica.h"
#include "queue-server/sqlite_journal.h"
#include "queue-server/verify.h"
#include "tests/end-to-end/server_process.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

constexpr int clients = 16;
constexpr int kills = 20;
constexpr int outstanding_most = 8;

/// How many answers all customers have; one can wait for more.
class Progress {
 public:
  void add() {
    {
      const std::lock_guard lock(mutex_);
      ++answers_;
    }
    changed_.notify_one();
  }
  /// Until there are so many more. False after 30 seconds.
  bool wait_for(std::int64_t more) {
    std::unique_lock lock(mutex_);
    const std::int64_t wanted = answers_ + more;
    return changed_.wait_for(lock, std::chrono::seconds(30), [&] { return answers_ >= wanted; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::int64_t answers_ = 0;  // Guarded by mutex_.
};

/// A kiosk: issues tickets, and gives some of them back. Asks as
/// fast as it is answered, and keeps every acknowledgement.
class Customer {
 public:
  Customer(link::DeviceFile device, unsigned seed, Progress& progress)
      : random_(seed),
        progress_(progress),
        client_(options(std::move(device)), [this] { wake(); }) {
    thread_ = std::thread([this] { run(); });
  }
  ~Customer() { finish(); }
  Customer(const Customer&) = delete;
  Customer& operator=(const Customer&) = delete;

  /// Asks nothing new, waits for what is outstanding, ends.
  void finish() {
    {
      const std::lock_guard lock(mutex_);
      finishing_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
  }

  // After finish().
  const std::map<std::string, std::vector<Event>>& acknowledged() const { return acknowledged_; }
  const link::Replica& replica() const { return replica_; }
  std::size_t unanswered() const { return outstanding_.size(); }
  int unasked() const { return unasked_; }

 private:
  static link::Options options(link::DeviceFile device) {
    link::Options options;
    options.device = std::move(device);
    options.lost_after = Milliseconds(1500);
    options.retry_first = Milliseconds(100);
    options.retry_most = Milliseconds(500);
    return options;
  }

  void wake() {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_one();
  }

  void run() {
    auto give_up_at = std::chrono::steady_clock::time_point::max();
    while (true) {
      for (const link::Update& update : client_.poll()) take(update);
      std::unique_lock lock(mutex_);
      if (finishing_) {
        if (outstanding_.empty()) return;
        give_up_at =
            std::min(give_up_at, std::chrono::steady_clock::now() + std::chrono::seconds(20));
        if (std::chrono::steady_clock::now() >= give_up_at) return;
      } else {
        while (outstanding_.size() < outstanding_most) ask();
      }
      changed_.wait_for(lock, std::chrono::seconds(1), [this] { return woken_ || finishing_; });
      woken_ = false;
    }
  }

  void ask() {
    Command command = issue("pay-property-tax");
    if (visits_.size() > 20) {
      std::uniform_int_distribution<std::size_t> any(0, visits_.size() - 1);
      std::swap(visits_[any(random_)], visits_.back());
      command = visits_.back();
      visits_.pop_back();
    }
    const std::string id = client_.send(command);
    outstanding_.emplace(id, std::move(command));
  }

  void take(const link::Update& update) {
    replica_.apply(update, system_now());
    const auto* answered = std::get_if<link::Answered>(&update);
    if (answered == nullptr) return;
    const protocol::Answer& answer = answered->answer;
    if (outstanding_.erase(answer.id) != 1) ++unasked_;
    progress_.add();
    if (!answer.ok()) return;
    acknowledged_[answer.id] = answer.events;
    if (const auto* issued = std::get_if<TicketIssued>(&answer.events.front().body)) {
      visits_.push_back({issued->visit, issued->token});
    }
  }

  std::mt19937 random_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;      // Guarded by mutex_.
  bool finishing_ = false;  // Guarded by mutex_.
  std::map<std::string, Command> outstanding_;
  std::map<std::string, std::vector<Event>> acknowledged_;
  std::vector<Leave> visits_;  ///< What would give them back.
  int unasked_ = 0;            ///< Answers to what was not asked, or was answered already.
  Progress& progress_;
  link::Replica replica_;
  link::Client client_;
  std::thread thread_;
};

/// Every request id of a device in the journal, with its events.
std::map<std::string, std::vector<Event>> by_request(server::Journal& journal) {
  std::map<std::string, std::vector<Event>> requests;
  std::int64_t after = 0;
  while (true) {
    const auto events = journal.read(after, 5000);
    if (events.empty()) return requests;
    for (const server::StoredEvent& stored : events) {
      if (stored.request_id.empty()) continue;
      requests[stored.event.actor.device.value + " " + stored.request_id].push_back(stored.event);
    }
    after = events.back().event.seq;
  }
}

}  // namespace

TEST_CASE("kill: what was acknowledged is in the journal exactly once after twenty kills") {
  const unsigned seed = std::random_device{}();
  std::cout << "seed " << seed << std::endl;
  std::mt19937 random(seed);
  const TempFolder temp;
  ServerProcess server(temp.path() / "data");
  server.start();
  Progress progress;
  std::vector<std::unique_ptr<Customer>> customers;
  for (int i = 0; i < clients; ++i) {
    customers.push_back(std::make_unique<Customer>(
        server.enroll("kiosk-" + std::to_string(i), Role::kiosk), random(), progress));
  }
  for (int i = 0; i < kills; ++i) {
    CAPTURE(i);
    std::uniform_int_distribution<int> answers(1, 1000);
    std::uniform_int_distribution<int> microseconds(0, 3000);
    REQUIRE(progress.wait_for(answers(random)));
    // Any moment between two answers: in the middle of a commit, before it, behind it.
    std::this_thread::sleep_for(std::chrono::microseconds(microseconds(random)));
    server.kill();
    server.start();
  }
  REQUIRE(progress.wait_for(100));
  for (const auto& customer : customers) customer->finish();
  CHECK(server.stop() == 0);

  server::SqliteJournal journal(server.folder().journal(), server::OpenMode::read_only);
  const auto requests = by_request(journal);
  std::size_t acknowledged = 0;
  for (int i = 0; i < clients; ++i) {
    const Customer& customer = *customers[static_cast<std::size_t>(i)];
    CHECK(customer.unanswered() == 0);
    CHECK(customer.unasked() == 0);
    for (const auto& [id, events] : customer.acknowledged()) {
      const auto found = requests.find("kiosk-" + std::to_string(i) + " " + id);
      REQUIRE(found != requests.end());
      REQUIRE(found->second == events);
      ++acknowledged;
    }
  }
  // Nothing was done that nobody was told of, because everybody asked until there was an answer.
  CHECK(requests.size() == acknowledged);
  std::cout << acknowledged << " acknowledged commands, " << journal.last_seq() << " events\n";
  CHECK(acknowledged > 100);
  const server::JournalReport report = server::verify(journal);
  for (const auto& [seq, reason] : report.faults) FAIL_CHECK(seq << ": " << reason);
  CHECK(journal.check_file().empty());
}

}  // namespace foyer::test
