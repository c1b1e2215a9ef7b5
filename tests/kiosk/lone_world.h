// A server and kiosks that may lose each other and their lives at any moment: the engine itself,
// the kiosks' own stores on disk, and a network between them that the test cuts where it likes.
// After everything the counts must be right: no ticket lost, none twice, no number twice.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "kiosk/issuing.h"

namespace foyer::test {

/// The kiosk's power is gone. Thrown out of whatever it was doing.
struct PowerCut {};

/// A site with two letters and a kiosk's share of ten numbers of each.
Site small_site();

/// The queue server: decide, evolve, and the journal by which a repeated request is answered.
class LoneServer {
 public:
  LoneServer();

  protocol::Answer answer(const DeviceId& device, const protocol::Request& request);
  void next_day();
  void run(const Command& command);

  Site site = small_site();
  State state;
  std::vector<Event> journal;
  Instant now;
  int date = 1;

 private:
  std::vector<Event> commit(const std::vector<EventBody>& bodies, const DeviceId& device);
  std::map<std::pair<DeviceId, std::string>, std::vector<Event>> applied_;
  int tokens_ = 0;
};

/// One kiosk: its disk outlives it; what is in memory and on the way does not.
class LoneKiosk {
 public:
  LoneKiosk(LoneServer& server, std::string name, const std::filesystem::path& folder);

  // What happens; every one may end in the power cut that `die_after` has set.
  void starts();
  void asks(const std::string& service);
  void walks_away();
  void has_taken();  ///< The ticket on the screen.
  void frame();

  /// The network takes the `i`th request that is on the way to the server: true if there is one.
  bool request_arrives(std::size_t i);
  bool request_is_lost(std::size_t i);
  bool answer_arrives(std::size_t i);
  bool answer_is_lost(std::size_t i);
  void power_cut();

  /// Delivers everything and lets time pass until nothing is left to do.
  void settles();

  /// Ends in a power cut at the nth moment from now at which one could matter: before and after
  /// everything that it writes and sends.
  void die_after(int moments) { moments_left_ = moments; }
  [[nodiscard]] int moments() const { return moments_; }
  [[nodiscard]] bool is_on() const { return issuing_ != nullptr; }
  [[nodiscard]] bool waits() const { return is_on() && issuing_->waits(); }
  [[nodiscard]] const kiosk::Issuing& issuing() const { return *issuing_; }
  [[nodiscard]] kiosk::Store& store() { return *store_; }

  bool connected = true;
  DeviceId device;
  /// What people have seen, by token.
  std::map<std::string, kiosk::KeptTicket> shown;
  std::set<std::string> alone;  ///< Tokens of those that the kiosk issued.
  /// By date and number: kept by a kiosk that died before it could show it, and was off for so long
  /// that nobody who waits for it stands there any more.
  std::set<std::pair<std::string, std::string>> unseen;
  std::int64_t now_ms = 0;

 private:
  void moment();
  /// Runs `what`; a power cut ends it, and the kiosk is off.
  template <class What>
  void guarded(What what);
  void look();
  void show(const kiosk::KeptTicket& ticket, bool is_alone);
  [[nodiscard]] kiosk::Lobby lobby() const;

  LoneServer& server_;
  std::filesystem::path file_;
  int ids_ = 0;
  int moments_ = 0;
  int moments_left_ = -1;
  std::map<std::string, protocol::Request> link_;  ///< What the link sends again and again.
  std::deque<protocol::Answer> answers_;           ///< On their way.
  std::unique_ptr<kiosk::Store> store_;
  std::unique_ptr<kiosk::Issuing> issuing_;
  std::optional<kiosk::KeptTicket> on_screen_;
};

struct LoneCounts {
  int shown = 0;
  int alone = 0;
  int lapsed = 0;
  int given_back = 0;
};

/// After everything has settled. Throws std::logic_error with what is wrong.
LoneCounts check_counts(const LoneServer& server, const std::vector<LoneKiosk*>& kiosks);

}  // namespace foyer::test
