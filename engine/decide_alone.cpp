// Commands of a kiosk that may have to go on alone: it gets numbers on lease, and hands in the
// tickets that it issued with them.
#include <algorithm>
#include <set>

#include "engine/decide_parts.h"
#include "engine/leases.h"

namespace foyer::detail {
namespace {

/// Kiosks together hold at most this many numbers of a letter, so that at least half of them are
/// left to be given in order.
constexpr int leased_most = numbers_per_letter / 2;
/// Of these, one device at most so many times Rules::alone_numbers: one that asks without end, or
/// loses what it holds again and again, leaves something to the others.
constexpr int blocks_per_device = 4;

std::set<char> letters_of(const Site& site) {
  std::set<char> letters;
  for (const Service& service : site.services) {
    const Group* group = find_group(site, service.group);
    if (service.on && service.centralization != Centralization::none && group != nullptr) {
      letters.insert(group->letter);
    }
  }
  return letters;
}

int leased_to(const State& state, const DeviceId& device, char letter) {
  const Lease* lease = find_lease(state, device);
  int count = 0;
  if (lease == nullptr) return count;
  for (const NumberBlock& block : lease->blocks) {
    if (block.first.front() == letter) count += size_of(block);
  }
  return count;
}

/// The highest number of the letter that somebody present has, leased numbers left out; or that was
/// the last one given in order.
int highest_in_use(const State& state, char letter, int below) {
  const auto last = state.last_number.find(letter);
  int highest = last == state.last_number.end() ? 0 : last->second;
  for (const auto& [id, visit] : state.visits) {
    if (visit.ticket.front() != letter) continue;
    const int number = number_of(visit.ticket);
    if (number < below) highest = std::max(highest, number);
  }
  return highest;
}

/// At most `wanted` numbers right under those that are leased already; fewer where fewer are free.
std::optional<NumberBlock> cut(const Situation& now, char letter, int wanted) {
  const State& state = now.state;
  const int end = lowest_leased(state, letter) - 1;
  const int first_free = highest_in_use(state, letter, end + 1) + 1;
  const int of_device = blocks_per_device * now.site.rules.alone_numbers -
                        leased_to(state, now.context.actor.device, letter);
  const int size = std::min(
      {wanted, of_device, end - std::max(first_free, numbers_per_letter - leased_most + 1) + 1});
  if (size <= 0) return std::nullopt;
  return NumberBlock{ticket_of(letter, end - size + 1), ticket_of(letter, end)};
}

/// What each service needs, as the ticket has it on paper: also one that was switched off since.
Result<std::vector<const Service*>> promised_services(const Situation& now, const HandIn& command) {
  std::vector<const Service*> services;
  for (std::size_t i = 0; i < command.services.size(); ++i) {
    const std::string field = "services[" + std::to_string(i) + "]";
    const ServiceId& id = command.services[i];
    const Service* service = find_service(now.site, id);
    if (service == nullptr) {
      return refuse(RefusalCode::unknown_service, "no service " + id.value, field);
    }
    if (service->skill.empty()) {
      return refuse(RefusalCode::service_is_referral, id.value + " is not served here", field);
    }
    if (std::find(services.begin(), services.end(), service) != services.end()) {
      return refuse(RefusalCode::duplicate_need, id.value + " is asked for twice", field);
    }
    services.push_back(service);
  }
  return services;
}

/// Why this number may not be handed in; nothing: it may.
std::optional<Refusal> number_refused(const Situation& now, const HandIn& command) {
  const Lease* lease = find_lease(now.state, now.context.actor.device);
  if (lease == nullptr || !holds(*lease, command.ticket)) {
    return Refusal{RefusalCode::not_leased, command.ticket + " is not leased to this device",
                   "ticket"};
  }
  if (std::any_of(lease->used.begin(), lease->used.end(),
                  [&command](const NumberBlock& run) { return holds(run, command.ticket); })) {
    return Refusal{RefusalCode::handed_in_already, command.ticket + " was handed in before",
                   "ticket"};
  }
  return std::nullopt;
}

bool is_token_of_another(const State& state, const Token& token) {
  return std::any_of(state.visits.begin(), state.visits.end(),
                     [&token](const auto& entry) { return entry.second.token == token; });
}

/// Its day is over: nobody can be called with it.
Result<Events> lapse(const Situation& now, const HandIn& command) {
  const bool day_known = command.date == now.state.closed_date;
  if (day_known) {
    if (auto refused = number_refused(now, command)) return tl::unexpected(std::move(*refused));
  }
  return Events{TicketLapsed{command.ticket, command.date,
                             std::min(command.issued_at, now.context.now), command.services}};
}

Result<Events> admit(const Situation& now, const HandIn& command) {
  if (auto refused = number_refused(now, command)) return tl::unexpected(std::move(*refused));
  auto services = promised_services(now, command);
  if (!services) return tl::unexpected(services.error());
  if (!speaks(now.site, command.language)) {
    return refuse(RefusalCode::unknown_language,
                  "the site does not speak " + command.language.value, "language");
  }
  if (is_token_of_another(now.state, command.token)) {
    return refuse(RefusalCode::malformed, "is the token of another visit", "token");
  }
  TicketIssued issued;
  issued.visit = now.state.next_visit;
  issued.ticket = command.ticket;
  issued.token = command.token;
  issued.channel = Channel::kiosk;
  issued.language = command.language;
  issued.special_needs = each_once(command.special_needs);
  issued.promise.status = WaitStatus::not_told;
  // A kiosk's clock may be wrong: nobody comes before the lease, nor later than now.
  const Lease& lease = *find_lease(now.state, now.context.actor.device);
  const Instant arrived_at = std::clamp(command.issued_at, lease.since, now.context.now);
  issued.arrived_at = arrived_at;
  const Coming coming{arrived_at, {}, issued.priority, issued.channel, issued.special_needs};
  for (const Service* service : *services) {
    const NeedId id{static_cast<std::int64_t>(issued.needs.size()) + 1};
    issued.needs.push_back(make_need(now, *service, id, coming));
  }
  return Events{std::move(issued)};
}

}  // namespace

Result<Events> decide(const Situation& now, const LeaseNumbers& command) {
  const int size = now.site.rules.alone_numbers;
  const Day& day = *now.state.day;
  NumbersLeased leased{now.context.actor.device, day.date, day.opens_at, day.closes_at, {}};
  for (const char letter : letters_of(now.site)) {
    const auto known = command.left.find(letter);
    const int left = known == command.left.end() ? 0 : known->second;
    // A half is enough to go on with: small blocks would be cut again and again.
    if (left * 2 >= size) continue;
    if (auto block = cut(now, letter, size - left)) leased.blocks.push_back(std::move(*block));
  }
  return Events{std::move(leased)};
}

Result<Events> decide(const Situation& now, const HandIn& command) {
  if (command.services.empty()) {
    return refuse(RefusalCode::no_needs, "a ticket is for something", "services");
  }
  const BusinessDate& today = now.state.day ? now.state.day->date : now.state.closed_date;
  if (command.date > today) {
    return refuse(RefusalCode::malformed, "is a day that has not been", "date");
  }
  return now.state.day && command.date == today ? admit(now, command) : lapse(now, command);
}

}  // namespace foyer::detail
