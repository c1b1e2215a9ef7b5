// Signing in with the city's accounts, for the loop: which device waits for a confirmation, what
// came of it, which sessions have to be renewed, and which end because the provider says so. Talks
// to the provider through a worker; what must outlive a crash is in access.sqlite. Owned by the
// loop's thread.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "protocol/message.h"
#include "queue-server/access.h"
#include "queue-server/lobby.h"
#include "queue-server/return_address.h"
#include "sign-on/settings.h"
#include "sign-on/worker.h"

namespace foyer::server {

class SignOnDesk {
 public:
  /// How a request is answered: with the session as it is, or with a refusal.
  struct Replies {
    std::function<void(const ReturnAddress&, const std::string& id, const Guest&)> session;
    std::function<void(const ReturnAddress&, const std::string& id, Refusal)> refuse;
  };

  /// Goes on with what was pending when the server ended. `wake` is called from another thread when
  /// collect() has something to do. `clock`: the system's time. Throws SqliteError.
  SignOnDesk(sign_on::Settings settings, Access& access, Lobby& lobby,
             std::function<Instant()> clock, std::function<void()> wake, Replies replies);

  /// Whether clerks may sign in with a PIN too.
  [[nodiscard]] bool takes_pin() const { return pin_; }

  /// Asks the provider for a code; answered when it has one, or has not. A second one at the same
  /// device takes the place of the first. Refuses throttled, unavailable.
  void begin(ReturnAddress address, const Guest& guest, const std::string& request_id);
  /// Nothing that was begun, or is told of how it ended, stays. Throws SqliteError.
  void cancel(const Guest& guest);

  /// What the clerk at this device should know; nothing where nobody tries, or has, to do with it.
  [[nodiscard]] std::optional<protocol::SignOn> told(const Guest& guest) const;

  /// Takes what the provider has said.
  void collect();
  /// Renews what is due, ends what has to end, tells the provider of what has ended. To be called
  /// every second.
  void see_to_time();
  /// To be called after commands: who has to go is gone before the next visit is called.
  void end_who_can_go();

 private:
  using Steady = std::chrono::steady_clock;
  /// A device that signs in, or did not succeed with it.
  struct Flow {
    std::string request_id;
    std::string ticket;                    ///< Of the worker.
    std::optional<ReturnAddress> address;  ///< While the provider is asked for a code.
    std::optional<sign_on::DeviceCode> code;
    std::optional<protocol::SignOnState> ended;
  };

  void go_on();
  std::string next_ticket(const std::string& public_key);
  Flow* find(const std::string& ticket);
  void take(sign_on::Begun& begun);
  void take(sign_on::Confirmed& confirmed);
  void take(sign_on::Renewed& renewed);
  void take(sign_on::Revoked& revoked);
  void admit(Guest& guest, const sign_on::Grant& grant, Flow& flow);
  void end_flow(const Guest* guest, Flow& flow, protocol::SignOnState state);
  void use_renewed(Guest& guest, const sign_on::Grant& grant);
  void renew_later(Guest& guest);
  void guarded(const std::function<void()>& work);
  void see_to(Guest& guest);
  void start_ending(Guest& guest, const std::string& why);
  void try_to_end(Guest& guest);
  [[nodiscard]] bool is_elsewhere(const Guest& guest);
  void revoke_some();
  [[nodiscard]] SignOnRight right_of(const sign_on::Grant& grant) const;

  const bool pin_;
  const Seconds renew_every_;
  const Seconds keep_unreachable_;
  Access& access_;
  Lobby& lobby_;
  const std::function<Instant()> clock_;
  const Replies replies_;
  std::map<std::string, Flow> flows_;                   ///< By the device's public key.
  std::map<std::string, Steady::time_point> begun_at_;  ///< Last, by the same; also cancelled ones.
  std::map<std::string, std::string> renewing_;         ///< Public key -> the token that was sent.
  std::set<std::string> revoking_;
  Steady::time_point revoke_again_{};
  std::int64_t tickets_ = 0;
  sign_on::Worker worker_;  // Last: its thread must end first.
};

}  // namespace foyer::server
