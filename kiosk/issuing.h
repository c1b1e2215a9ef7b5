// How a kiosk comes by a ticket for the person who stands there: from the server, or, where that
// cannot be reached or does not answer in time, by itself, from numbers that it holds on lease.
// What it issued alone it hands in when the server is back; a ticket that came too late goes back.
// All of it over restarts, where there is a store: docs/ALONE.md has the rules and why they lose
// nothing. No clock and no sockets: time and what is sent come in from outside.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/site.h"
#include "kiosk/availability.h"
#include "kiosk/store.h"

namespace foyer::kiosk {

/// The way to the queue server, and what must be unguessable.
struct Outbox {
  /// link::Client's function. Sends the same request again until an answer is there.
  std::function<void(protocol::Request)> send;
  std::function<std::string()> fresh_id;     ///< Of a request: unique for ever.
  std::function<std::string()> fresh_token;  ///< 32 hexadecimal digits, 128 random bits.
};

/// So long a person waits for the server before the kiosk issues the ticket alone. Long enough for
/// three attempts of the link (at 0, 0.5 and 1.5 seconds), which a busy server or a lost packet
/// needs; a little more than the 3 seconds after which the link counts as lost; and short enough
/// that people do not walk away.
inline constexpr std::int64_t alone_after_ms = 4'000;

/// A ticket that nobody is known to have is offered again after a restart for so long.
inline constexpr Milliseconds offered_again_for{120'000};

/// A ticket for the person who stands there.
struct Given {
  KeptTicket ticket;
  bool alone = false;
  std::optional<TicketIssued> issued;  ///< By the server.
};

class Issuing {
 public:
  /// `site` and `store` must outlive it. Without a store it does not issue alone, and knows nothing
  /// after a restart. Sends again what had no answer before a restart.
  Issuing(const Site& site, Store* store, Outbox outbox);

  /// Somebody wants a ticket: an issue_ticket, or another command that brings one, for which there
  /// is no way without the server. One at a time.
  void ask(Command command, const Lobby& lobby, std::int64_t now_ms);
  [[nodiscard]] bool waits() const { return asked_.has_value(); }
  /// Since when; only while waits().
  [[nodiscard]] std::int64_t waits_since_ms() const { return asked_->since_ms; }
  /// Whoever asked has gone: a ticket that comes all the same goes back.
  void leave_behind();

  /// Whether it was for this.
  bool answered(const protocol::Answer& answer, const Lobby& lobby, std::int64_t now_ms);
  /// What is due now: going on alone, handing in, more numbers. For every frame.
  void keep_up(const Lobby& lobby, std::int64_t now_ms);
  /// When keep_up has something to do although nothing happens; nothing: never.
  [[nodiscard]] std::optional<std::int64_t> next_ms() const;

  /// What came of the wish, once: the ticket, or why there is none.
  [[nodiscard]] std::optional<Result<Given>> take();
  /// The person has the ticket: it was printed, or its page was closed.
  void finish(const KeptTicket& ticket);
  /// The ticket that was given just before a restart and that nobody may have seen.
  [[nodiscard]] std::optional<KeptTicket> unfinished(Instant at) const;

  /// With what tickets can be issued while there is no link; nothing: not at all.
  [[nodiscard]] const std::optional<HeldNumbers>& held() const { return held_; }
  /// Tickets issued alone that the server does not know yet.
  [[nodiscard]] int to_hand_in() const { return static_cast<int>(hand_ins_.size()); }
  /// Nobody waits, and there is no request without an answer.
  [[nodiscard]] bool is_settled() const { return !asked_ && waiting_.empty() && hand_ins_.empty(); }
  /// Whether the server refused a ticket of that date which was issued alone: each is in the log,
  /// with the reason.
  [[nodiscard]] bool refused_on(const BusinessDate& date) const { return refused_on_ == date; }

 private:
  struct Asked {
    std::string id;  ///< Of the request; empty where none was sent.
    Command command;
    std::int64_t since_ms = 0;
  };
  /// A request of another purpose than ask, until it is answered for good.
  struct Waiting {
    Outstanding outstanding;
    std::optional<std::int64_t> again_ms;  ///< Refused for now: then it is sent anew.
  };

  void take_up(std::vector<Outstanding> outstanding);
  void answered_ask(const protocol::Answer& answer, const Lobby& lobby, std::int64_t now_ms);
  void answered_waiting(std::size_t i, const protocol::Answer& answer, std::int64_t now_ms);
  void answered_unclaimed(std::size_t i, const protocol::Answer& answer);
  void answered_hand_in(const protocol::Answer& answer, std::int64_t now_ms);
  void answered_lease(std::size_t i, const protocol::Answer& answer, std::int64_t now_ms);
  bool issue_alone(const Lobby& lobby);
  [[nodiscard]] std::optional<char> letter_of(const ServiceId& service) const;
  void hand_in_next(std::int64_t now_ms);
  void ask_for_numbers(const Lobby& lobby, std::int64_t now_ms);
  [[nodiscard]] std::map<char, int> left_on(const BusinessDate& date) const;
  [[nodiscard]] bool runs_short(const std::map<char, int>& left) const;
  [[nodiscard]] bool has_lease_request() const;
  void send(const Outstanding& outstanding) { outbox_.send(outstanding.request); }
  /// Writes to the store, where there is one. False, with the reason in the log, where it fails.
  template <class Change>
  bool write(Change change);

  const Site& site_;
  Store* store_;
  Outbox outbox_;
  std::optional<Asked> asked_;
  std::optional<Result<Given>> result_;
  std::vector<Waiting> waiting_;  ///< unclaimed, leave and lease; all are sent.
  std::deque<Waiting> hand_ins_;  ///< In the order of issue; only the first one may be sent.
  bool hand_in_sent_ = false;
  std::optional<HeldNumbers> held_;
  std::optional<std::map<char, int>> asked_with_;  ///< What was left when numbers were asked for.
  BusinessDate asked_on_;
  std::int64_t lease_again_ms_ = 0;         ///< Not before.
  std::optional<BusinessDate> refused_on_;  ///< The last one.
};

}  // namespace foyer::kiosk
