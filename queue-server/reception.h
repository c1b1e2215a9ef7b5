// What becomes of a request: who sends it, whether it is well formed, whether that role may ask,
// and its answer. Knows no sockets: text in, text out. Commands are gathered and settled together,
// so that one commit carries all of them. Owned by the loop's thread.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/site.h"
#include "protocol/message.h"
#include "queue-server/access.h"
#include "queue-server/device_watch.h"
#include "queue-server/lobby.h"
#include "queue-server/private_store.h"
#include "queue-server/remarks.h"
#include "queue-server/return_address.h"
#include "queue-server/sign_in.h"
#include "queue-server/sign_on_desk.h"

namespace foyer::server {

class Reception {
 public:
  /// An appointment by its code; throws std::runtime_error where it cannot be looked up.
  using FindAppointment = std::function<std::optional<Appointment>(std::string_view code)>;
  /// Keeps a vote or a proposal, so that it is on disk when this returns nothing; or why not.
  /// Throws std::runtime_error where it cannot be written.
  using TakeRemark =
      std::function<std::optional<Refusal>(const protocol::Query& remark, const Remarker& by)>;
  using Send = std::function<void(const ReturnAddress&, std::string_view answer)>;

  /// The city's accounts, and the system's time by which their tokens are judged.
  struct Accounts {
    sign_on::Settings settings;
    std::function<Instant()> clock;
  };

  /// `private_store`: null where nothing private is kept. `wake` is called from another thread when
  /// collect() has something to do. `accounts`: nothing where clerks sign in with their PIN alone.
  Reception(const Site& site, Lobby& lobby, Access& access, FindAppointment find_appointment,
            TakeRemark take_remark, std::function<void()> wake, Send send, DeviceWatch devices,
            PrivateStore* private_store, std::optional<Accounts> accounts);

  /// From now on every session says that this is a lobby to practise in.
  void mark_training() { training_ = true; }

  /// Takes one request from the device with this key. It is answered now, by settle, or, for a
  /// sign-in, by a later collect.
  void take(ReturnAddress address, std::string_view public_key, std::string_view text);

  /// Commits the commands taken since the last time, then answers them and the queries.
  void settle();

  /// What staff should see to at devices.
  [[nodiscard]] std::vector<protocol::DeviceTrouble> device_troubles();
  /// Nobody has to see to a device that is not enrolled any more.
  void forget_revoked_devices();

  /// Answers the sign-ins whose secret has been checked, and takes what the provider of the city's
  /// accounts has said.
  void collect();
  /// Renews and ends sessions that came by the city's accounts; to be called every second.
  void see_to_sign_ons();

 private:
  struct Waiting {
    ReturnAddress address;
    Guest* guest = nullptr;
    Actor actor;  // As it was when the request came.
    std::vector<SkillId> clerk_skills;
    std::vector<LanguageTag> clerk_languages;
    std::vector<Right> clerk_rights;
    std::optional<Refusal> objection;
    std::optional<Appointment> appointment;
    protocol::Request request;
  };
  struct PendingSignIn {
    ReturnAddress address;
    std::string public_key;
    std::string request_id;
    ClerkId clerk;
  };
  struct SignInAnswer {
    ClerkId clerk;
    std::string text;
  };

  [[nodiscard]] DeviceWatch::Moment moment();
  void refuse_request(const ReturnAddress& address, std::string id, Refusal refusal);
  bool is_of_people(const Waiting& waiting);
  bool is_within_rate(const ReturnAddress& address, const std::string& id, Guest& guest,
                      double cost);
  void answer(const ReturnAddress& address, protocol::Answer answer);
  void answer_query(Waiting& waiting);
  void answer_snapshot(const Waiting& waiting);
  void answer_events(const Waiting& waiting, const protocol::GetEvents& query);
  void take_report(const Waiting& waiting, const protocol::ReportDevice& query);
  void take_remark(const Waiting& waiting, const protocol::Query& query);
  void answer_session(const ReturnAddress& address, const std::string& id, const Guest& guest);
  void answer_private(const Waiting& waiting);
  void answer_follow_ups(const Waiting& waiting, const protocol::GetFollowUps& query);
  void find_visit(const Waiting& waiting, const protocol::FindVisit& query);
  void take_comment(const Waiting& waiting, const protocol::SetComment& query);
  void answer_audit(const Waiting& waiting, const protocol::ReadAudit& query);
  void keep_private(VisitId visit, const protocol::Query& query);
  bool look_up(Waiting& waiting, std::string_view code);
  void answer_appointment(Waiting& waiting, const protocol::GetAppointment& query);
  void sign_in(Waiting waiting, const protocol::SignIn& query);
  void sign_out(Waiting& waiting);
  void begin_sign_on(Waiting& waiting);
  void cancel_sign_on(Waiting& waiting);
  [[nodiscard]] protocol::Session session_of(const Guest& guest) const;
  [[nodiscard]] std::optional<Refusal> objection_to(const Command& command,
                                                    const Guest& guest) const;
  void finish_sign_in(const PendingSignIn& pending, bool matches);

  const Site& site_;
  Lobby& lobby_;
  Access& access_;
  FindAppointment find_appointment_;
  TakeRemark take_remark_;
  Send send_;
  DeviceWatch devices_;
  PrivateStore* private_store_;
  bool training_ = false;
  std::vector<Waiting> commands_;
  std::vector<Waiting> queries_;
  // One at a time per device, by its key: parallel guesses would get round the throttle.
  std::map<std::string, PendingSignIn> sign_ins_;
  // The last answers to sign-ins, by device and request id, for requests that come again.
  std::map<std::string, SignInAnswer> sign_in_answers_;
  std::deque<std::string> sign_in_order_;
  std::optional<SignOnDesk> sign_ons_;
  SignInWorker worker_;  // Last: its thread must end first.
};

/// What a request costs of a device's rate; a plain command costs 1.
[[nodiscard]] double cost_of(const protocol::Request& request);

}  // namespace foyer::server
