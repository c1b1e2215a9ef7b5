#include "kiosk/issuing.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "storage/sqlite.h"

namespace foyer::kiosk {
namespace {

/// After a refusal that may pass.
constexpr std::int64_t rest_ms = 10'000;

/// The server cannot say yes now, and may another time: with the same request.
bool is_not_now(RefusalCode code) {
  return code == RefusalCode::unavailable || code == RefusalCode::throttled ||
         code == RefusalCode::not_allowed || code == RefusalCode::wrong_version ||
         code == RefusalCode::unknown_command || code == RefusalCode::day_not_open;
}

const TicketIssued* issued_in(const protocol::Answer& answer) {
  for (const Event& event : answer.events) {
    if (const auto* issued = std::get_if<TicketIssued>(&event.body)) return issued;
  }
  return nullptr;
}

const NumbersLeased* leased_in(const protocol::Answer& answer) {
  for (const Event& event : answer.events) {
    if (const auto* leased = std::get_if<NumbersLeased>(&event.body)) return leased;
  }
  return nullptr;
}

KeptTicket kept(const TicketIssued& issued, const Lobby& lobby) {
  KeptTicket ticket;
  ticket.number = issued.ticket;
  if (lobby.state != nullptr && lobby.state->day) ticket.date = lobby.state->day->date;
  ticket.token = issued.token;
  ticket.visit = issued.visit;
  for (const NewNeed& need : issued.needs) ticket.services.push_back(need.service);
  ticket.language = issued.language;
  ticket.promise = issued.promise;
  ticket.issued_at = lobby.at;
  return ticket;
}

}  // namespace

template <class Change>
bool Issuing::write(Change change) {
  if (store_ == nullptr) return false;
  try {
    change(*store_);
    return true;
  } catch (const storage::SqliteError& error) {
    spdlog::error("the kiosk's own records cannot be written: {}", error.what());
    return false;
  }
}

Issuing::Issuing(const Site& site, Store* store, Outbox outbox)
    : site_(site), store_(store), outbox_(std::move(outbox)) {
  if (store_ == nullptr) return;
  held_ = store_->held();
  refused_on_ = store_->last_refused();
  take_up(store_->outstanding());
}

/// After a restart nobody stands there who asked before it.
void Issuing::take_up(std::vector<Outstanding> outstanding) {
  for (Outstanding& request : outstanding) {
    if (request.purpose == Purpose::ask) {
      write([&](Store& store) { store.make_unclaimed(request.request.id); });
      request.purpose = Purpose::unclaimed;
    }
    if (request.purpose == Purpose::hand_in) {
      hand_ins_.push_back({std::move(request), std::nullopt});
      continue;
    }
    send(request);
    waiting_.push_back({std::move(request), std::nullopt});
  }
}

// --- the person

void Issuing::ask(Command command, const Lobby& lobby, std::int64_t now_ms) {
  if (asked_) return;
  asked_ = Asked{{}, std::move(command), now_ms};
  // Where the link is known to be gone there is nothing to wait for.
  if (!lobby.connected && issue_alone(lobby)) return;
  Outstanding request{Purpose::ask, {outbox_.fresh_id(), asked_->command}};
  asked_->id = request.request.id;
  // Before it is sent: a kiosk that dies now must know what it may get an answer to.
  write([&](Store& store) { store.remember(request, lobby.at); });
  send(request);
}

void Issuing::leave_behind() {
  if (!asked_) return;
  const Asked asked = *std::exchange(asked_, std::nullopt);
  if (asked.id.empty()) return;
  write([&](Store& store) { store.make_unclaimed(asked.id); });
  waiting_.push_back({{Purpose::unclaimed, {asked.id, asked.command}}, std::nullopt});
}

std::optional<Result<Given>> Issuing::take() {
  return std::exchange(result_, std::nullopt);
}

void Issuing::finish(const KeptTicket& ticket) {
  write([&](Store& store) { store.finish(ticket); });
}

std::optional<KeptTicket> Issuing::unfinished(Instant at) const {
  if (store_ == nullptr) return std::nullopt;
  return store_->unfinished(at - offered_again_for);
}

// --- answers

bool Issuing::answered(const protocol::Answer& answer, const Lobby& lobby, std::int64_t now_ms) {
  if (asked_ && !asked_->id.empty() && asked_->id == answer.id) {
    answered_ask(answer, lobby, now_ms);
    return true;
  }
  if (hand_in_sent_ && !hand_ins_.empty() &&
      hand_ins_.front().outstanding.request.id == answer.id) {
    answered_hand_in(answer, now_ms);
    return true;
  }
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    if (waiting_[i].outstanding.request.id != answer.id) continue;
    answered_waiting(i, answer, now_ms);
    return true;
  }
  return false;
}

void Issuing::answered_ask(const protocol::Answer& answer, const Lobby& lobby,
                           std::int64_t now_ms) {
  // A server that cannot write is as good as none. What it was asked for may stand in its journal
  // all the same, so it is asked again until it knows.
  const bool cannot = answer.refusal && answer.refusal->code == RefusalCode::unavailable;
  if (cannot && issue_alone(lobby)) {
    waiting_.back().again_ms = now_ms + rest_ms;
    return;
  }
  const TicketIssued* issued = issued_in(answer);
  const std::string id = std::exchange(asked_, std::nullopt)->id;
  if (issued == nullptr) {
    write([&](Store& store) { store.forget(id); });
    // An answer without a ticket is a server that speaks differently; the person needs help.
    result_ = tl::unexpected<Refusal>(
        answer.refusal ? *answer.refusal : Refusal{RefusalCode::unavailable, "no ticket", ""});
    return;
  }
  const KeptTicket ticket = kept(*issued, lobby);
  // Where it cannot be kept it is the person's all the same: the server has it.
  write([&](Store& store) { store.keep(id, ticket); });
  result_ = Given{ticket, false, *issued};
}

void Issuing::answered_waiting(std::size_t i, const protocol::Answer& answer, std::int64_t now_ms) {
  const Purpose purpose = waiting_[i].outstanding.purpose;
  if (purpose == Purpose::lease) return answered_lease(i, answer, now_ms);
  if (answer.refusal && is_not_now(answer.refusal->code)) {
    waiting_[i].again_ms = now_ms + rest_ms;
    return;
  }
  if (purpose == Purpose::unclaimed) return answered_unclaimed(i, answer);
  // Any refusal of a leave says that the visit is over, or that somebody is served with the ticket.
  write([&](Store& store) { store.forget(answer.id); });
  waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
}

void Issuing::answered_unclaimed(std::size_t i, const protocol::Answer& answer) {
  const TicketIssued* issued = issued_in(answer);
  if (issued == nullptr) {
    write([&](Store& store) { store.forget(answer.id); });
    waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
    return;
  }
  const Outstanding leave{Purpose::leave,
                          {outbox_.fresh_id(), Command(Leave{issued->visit, issued->token})}};
  const Instant at = answer.events.front().at;
  write([&](Store& store) { store.give_back(answer.id, leave.request, at); });
  waiting_[i] = {leave, std::nullopt};
  send(leave);
}

void Issuing::answered_hand_in(const protocol::Answer& answer, std::int64_t now_ms) {
  hand_in_sent_ = false;
  const HandIn handed =
      std::get<HandIn>(std::get<Command>(hand_ins_.front().outstanding.request.body));
  if (answer.refusal && is_not_now(answer.refusal->code)) {
    hand_ins_.front().again_ms = now_ms + rest_ms;
    return;
  }
  const bool refused = answer.refusal && answer.refusal->code != RefusalCode::handed_in_already;
  if (refused) {
    refused_on_ = handed.date;
    spdlog::error("the ticket {}, issued without the server, was refused by it ({}: {} {})",
                  handed.ticket, word(answer.refusal->code), answer.refusal->field,
                  answer.refusal->text);
    write([&](Store& store) { store.hand_in_refused(answer.id, answer.refusal->code); });
  } else {
    const TicketIssued* issued = issued_in(answer);
    const VisitId visit = issued == nullptr ? VisitId{} : issued->visit;
    write([&](Store& store) { store.handed_in(answer.id, visit); });
  }
  hand_ins_.pop_front();
}

void Issuing::answered_lease(std::size_t i, const protocol::Answer& answer, std::int64_t now_ms) {
  waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
  const NumbersLeased* leased = leased_in(answer);
  if (leased == nullptr) {
    // A refused request is over; the next one is a new one, after a while.
    write([&](Store& store) { store.forget(answer.id); });
    lease_again_ms_ = now_ms + rest_ms;
    asked_with_.reset();
    return;
  }
  // Only what is on disk may be issued: after a restart the same numbers would come again.
  if (write([&](Store& store) { store.hold(answer.id, *leased); })) held_ = store_->held();
}

// --- going on alone

std::optional<char> Issuing::letter_of(const ServiceId& service) const {
  const Service* queued = find_service(site_, service);
  const Group* group = queued == nullptr ? nullptr : find_group(site_, queued->group);
  return group == nullptr ? std::nullopt : std::optional(group->letter);
}

/// For whoever asked. False: it cannot be.
bool Issuing::issue_alone(const Lobby& lobby) {
  const auto* wish = std::get_if<IssueTicket>(&asked_->command);
  if (store_ == nullptr || !held_ || wish == nullptr || wish->services.empty()) return false;
  // Who has an appointment is looked up by the server alone.
  if (wish->appointment_at || !allows_tickets(*held_, lobby.at)) return false;
  const auto letter = letter_of(wish->services.front());
  const auto number = letter ? store_->next_number(*letter) : std::nullopt;
  if (!number) return false;
  KeptTicket ticket;
  ticket.number = *number;
  ticket.date = held_->date;
  ticket.token.value = outbox_.fresh_token();
  ticket.services = wish->services;
  ticket.language = wish->language;
  ticket.promise.status = WaitStatus::not_told;
  ticket.issued_at = lobby.at;
  const protocol::Request hand_in{
      outbox_.fresh_id(), Command(HandIn{ticket.number, ticket.token, ticket.date, ticket.issued_at,
                                         ticket.services, ticket.language, wish->special_needs})};
  if (!write([&](Store& store) { store.issue_alone(ticket, hand_in, asked_->id); })) return false;
  held_ = store_->held();
  hand_ins_.push_back({{Purpose::hand_in, hand_in}, std::nullopt});
  if (!asked_->id.empty()) {
    waiting_.push_back({{Purpose::unclaimed, {asked_->id, asked_->command}}, std::nullopt});
  }
  asked_.reset();
  result_ = Given{std::move(ticket), true, std::nullopt};
  return true;
}

// --- in the background

void Issuing::keep_up(const Lobby& lobby, std::int64_t now_ms) {
  if (asked_) {
    const bool late = now_ms - asked_->since_ms >= alone_after_ms;
    if (late || !lobby.connected) issue_alone(lobby);
  }
  for (Waiting& waiting : waiting_) {
    if (!waiting.again_ms || now_ms < *waiting.again_ms) continue;
    waiting.again_ms.reset();
    send(waiting.outstanding);
  }
  if (!lobby.connected) return;
  hand_in_next(now_ms);
  // What was used is told first, so that it is known how much is left.
  if (hand_ins_.empty()) ask_for_numbers(lobby, now_ms);
}

/// One after the other, so that they come in the order in which they were issued.
void Issuing::hand_in_next(std::int64_t now_ms) {
  if (hand_ins_.empty() || hand_in_sent_) return;
  Waiting& next = hand_ins_.front();
  if (next.again_ms && now_ms < *next.again_ms) return;
  next.again_ms.reset();
  hand_in_sent_ = true;
  send(next.outstanding);
}

std::map<char, int> Issuing::left_on(const BusinessDate& date) const {
  return held_ && held_->date == date ? held_->left : std::map<char, int>{};
}

bool Issuing::runs_short(const std::map<char, int>& left) const {
  for (const Service& service : site_.services) {
    const auto letter = letter_of(service.id);
    if (!service.on || service.skill.empty() || !letter) continue;
    const auto known = left.find(*letter);
    if ((known == left.end() ? 0 : known->second) * 2 < site_.rules.alone_numbers) return true;
  }
  return false;
}

bool Issuing::has_lease_request() const {
  return std::any_of(waiting_.begin(), waiting_.end(), [](const Waiting& waiting) {
    return waiting.outstanding.purpose == Purpose::lease;
  });
}

void Issuing::ask_for_numbers(const Lobby& lobby, std::int64_t now_ms) {
  if (store_ == nullptr || lobby.state == nullptr || !lobby.state->day) return;
  if (site_.rules.alone_numbers == 0 || now_ms < lease_again_ms_ || has_lease_request()) return;
  const Day& day = *lobby.state->day;
  if (day.closes_at <= lobby.at) return;
  const std::map<char, int> left = left_on(day.date);
  const bool expired = held_ && held_->date == day.date && held_->expires_at <= lobby.at;
  if (!expired && !runs_short(left)) return;
  // Asked before with as little, and there was no more.
  if (!expired && asked_on_ == day.date && asked_with_ == left) return;
  asked_on_ = day.date;
  asked_with_ = left;
  Outstanding request{Purpose::lease, {outbox_.fresh_id(), Command(LeaseNumbers{left})}};
  if (!write([&](Store& store) { store.remember(request, lobby.at); })) {
    lease_again_ms_ = now_ms + rest_ms;
    return;
  }
  send(request);
  waiting_.push_back({std::move(request), std::nullopt});
}

std::optional<std::int64_t> Issuing::next_ms() const {
  std::optional<std::int64_t> next;
  const auto consider = [&next](std::int64_t at) { next = next ? std::min(*next, at) : at; };
  if (asked_) consider(asked_->since_ms + alone_after_ms);
  for (const Waiting& waiting : waiting_) {
    if (waiting.again_ms) consider(*waiting.again_ms);
  }
  if (!hand_ins_.empty() && hand_ins_.front().again_ms) consider(*hand_ins_.front().again_ms);
  return next;
}

}  // namespace foyer::kiosk
