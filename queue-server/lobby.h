// The lobby's one truth: decide, append to the journal, evolve, hand out to publish. No sockets
// and no threads, so that every failure of a disk can be played in a test. Owned by the loop's
// thread.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/command.h"
#include "engine/engine.h"
#include "engine/result.h"
#include "engine/site.h"
#include "engine/state.h"
#include "queue-server/journal.h"

namespace foyer::server {

/// A command and whose it is. What is pointed to must live until apply returns.
struct Submission {
  const Actor* actor = nullptr;
  std::string_view request_id;  ///< Empty only for the server's own commands.
  const Command* command = nullptr;
  std::vector<SkillId> clerk_skills;              ///< Sorted; for open_counter.
  std::vector<LanguageTag> clerk_languages = {};  ///< Sorted; for open_counter.
  std::vector<Right> clerk_rights = {};           ///< Sorted; for call_visit.
  /// What the sender's rights say against it; of no weight where it was applied before.
  std::optional<Refusal> objection = {};
  std::optional<Appointment> appointment = {};  ///< What the code of check_in stands for.
};

/// Either a refusal, or the events it made, each as protocol::write_event writes it, with what only
/// the issuing device may know: the token of the ticket that it issued.
struct Decided {
  std::optional<Refusal> refusal;
  std::vector<std::string> events;
};

class Lobby {
 public:
  /// `clock` is the system's time; it may jump, what is stamped never goes back.
  /// `make_token` gives 32 unguessable hex digits.
  Lobby(const Site& site, Journal& journal, std::function<Instant()> clock,
        std::function<std::string()> make_token);

  /// Makes the state from the journal's open day. Throws JournalFailure, JournalDamaged.
  void recover();

  /// Decides all in their order and appends what happens in one transaction. Same order and count
  /// as `batch`. A request id that was applied before gets the same answer and changes nothing.
  /// If the journal fails, all that is not already on disk is refused with unavailable, and the
  /// state is made again from the journal. Never throws for what the journal cannot do.
  [[nodiscard]] std::vector<Decided> apply(std::span<const Submission> batch);

  /// A command of the server itself; true if something happened.
  bool apply_own(const Command& command);

  /// Calls `publish` with every event on disk that is not yet published and its text, in order,
  /// each once, without tokens.
  void publish_new(const std::function<void(std::string_view, Event)>& publish);

  /// What promises are made by from now on; null for none.
  void use_waits(std::shared_ptr<const Waits> waits) { waits_ = std::move(waits); }

  /// When the office closes on its coming open days; for what follow-ups are due by.
  void use_closings(std::function<std::vector<Instant>(Instant now)> closings) {
    closings_after_ = std::move(closings);
  }

  /// Texts of the events with seq > after, without tokens, at most events_per_answer_max. Refuses
  /// seq_unknown, unavailable.
  [[nodiscard]] Result<std::vector<std::string>> events_after(std::int64_t after);

  /// The last `limit` events before `before_seq` (0: of all), in order, without tokens; none of
  /// before the open day, or the day that was open last. Refuses unavailable.
  [[nodiscard]] Result<std::vector<Event>> events_before(std::int64_t before_seq, int limit);
  /// The ticket of a visit of that day, also when it has gone; empty: no such visit.
  [[nodiscard]] std::string ticket_of(VisitId visit) const;

  [[nodiscard]] const State& state() const { return state_; }
  /// Of the last event on disk.
  [[nodiscard]] std::int64_t seq() const { return seq_; }
  /// False while the journal cannot be read or written.
  [[nodiscard]] bool available() const { return available_; }
  /// Why not.
  [[nodiscard]] const std::string& trouble() const { return trouble_; }
  /// Reads the journal again where it could not be read or written; true if all is well.
  bool ensure_available();
  /// Of the last day_opened; 0 if there is none.
  [[nodiscard]] std::int64_t day_start() const { return day_start_; }
  /// The day that was opened last, whether it is still open or not.
  [[nodiscard]] const std::optional<Day>& last_day() const { return last_day_; }
  /// Now, never before the last event.
  [[nodiscard]] Instant now();

 private:
  struct Draft;

  void decide_all(std::span<const Submission> batch, Draft& draft, std::vector<Decided>& out);
  Decided decide_one(const Submission& submission, std::int64_t digest, Draft& draft);
  Decided answer_again(const Submission& submission, const Applied& applied, std::int64_t digest);
  void hand_on(const Event& event);
  void read_unpublished();
  [[nodiscard]] Result<std::vector<std::string>> texts_after(std::int64_t after, std::int64_t most);
  void fail(const std::string& why);
  void note(const Event& event);
  void replay(const StoredEvent& stored);

  /// Refusals by device and request id, so that a repeated request is refused the same. Only the
  /// last ones, in memory: a refused command changed nothing.
  struct Remembered {
    std::int64_t digest = 0;
    Refusal refusal;
  };
  void remember(const Submission& submission, std::int64_t digest, const Refusal& refusal);

  const Site& site_;
  Journal& journal_;
  std::function<Instant()> clock_;
  std::function<std::string()> make_token_;
  Actor own_actor_;

  State state_;
  std::int64_t seq_ = 0;
  std::int64_t day_start_ = 0;  ///< Seq of the last day_opened; 0 if there is none.
  Instant last_at_{};           ///< Of the last event of all.
  std::optional<Day> last_day_;
  std::map<VisitId, std::string> tickets_;  ///< Of last_day_; those that have gone too.
  bool available_ = false;
  bool recovered_once_ = false;  ///< What is read at the start was published before it.
  std::string trouble_ = "not read yet";

  // Texts of the last events, the newest is seq_'s. At most recent_texts_max.
  std::deque<std::string> recent_texts_;
  std::deque<Event> unpublished_;  ///< The events after published_seq_, without tokens.
  std::int64_t published_seq_ = 0;
  std::shared_ptr<const Waits> waits_;
  std::function<std::vector<Instant>(Instant)> closings_after_;

  std::unordered_map<std::string, Remembered> refused_;
  std::deque<std::string> refused_order_;  ///< Oldest first; the keys of refused_.
};

/// The device name of the server itself in the journal. No device can be enrolled under it.
inline constexpr std::string_view own_device = "queue-server";

}  // namespace foyer::server
