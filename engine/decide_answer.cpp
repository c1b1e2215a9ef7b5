// Helped without a ticket.
#include <algorithm>

#include "engine/decide_parts.h"

namespace foyer::detail {
namespace {

std::optional<Refusal> check_delivered(const Service& service,
                                       const std::vector<Delivered>& delivered) {
  for (std::size_t i = 0; i < delivered.size(); ++i) {
    const ItemId& item = delivered[i].item;
    if (std::find(service.delivers.begin(), service.delivers.end(), item) !=
        service.delivers.end()) {
      continue;
    }
    return Refusal{RefusalCode::unknown_item, service.id.value + " does not hand out " + item.value,
                   "delivered[" + std::to_string(i) + "].item"};
  }
  return std::nullopt;
}

/// Answered here, or passed on to a department that there is.
std::optional<Refusal> check_outcome(const Site& site, const RecordAnswer& command) {
  const bool referred = command.outcome == Outcome::referred;
  if (!referred && command.outcome != Outcome::resolved) {
    return Refusal{RefusalCode::outcome_not_allowed,
                   std::string(word(command.outcome)) + " needs a ticket", "outcome"};
  }
  const auto& known = site.departments;
  const bool there = std::find(known.begin(), known.end(), command.department) != known.end();
  if (referred ? there : command.department.empty()) return std::nullopt;
  return Refusal{
      RefusalCode::unknown_department,
      referred ? "no department " + command.department.value : "only referred has a department",
      "department"};
}

}  // namespace

Result<Events> decide(const Situation& now, const RecordAnswer& command) {
  if (now.context.actor.clerk.empty()) {
    return refuse(RefusalCode::not_signed_in, "no clerk is signed in here");
  }
  if (!command.counter.empty()) {
    auto counter = own_counter(now, command.counter);
    if (!counter) return tl::unexpected(counter.error());
  }
  const Service* service = find_service(now.site, command.service);
  if (service == nullptr) {
    return refuse(RefusalCode::unknown_service, "no service " + command.service.value, "service");
  }
  if (auto no = check_outcome(now.site, command)) return tl::unexpected(std::move(*no));
  if (auto no = check_delivered(*service, command.delivered)) {
    return tl::unexpected(std::move(*no));
  }
  return Events{AnswerRecorded{command.counter, command.service, command.outcome, command.delivered,
                               command.department}};
}

}  // namespace foyer::detail
