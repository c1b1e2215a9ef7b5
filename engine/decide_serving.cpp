// Commands about a visit that goes on being served: what is done of it, and that it goes on.
#include <algorithm>

#include "engine/decide_parts.h"

namespace foyer::detail {
namespace {

template <class T>
std::vector<T> sorted_once(std::vector<T> list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
  return list;
}

}  // namespace

Result<Events> decide(const Situation& now, const SetSteps& command) {
  auto here = at_own_counter(now, command.counter, command.visit);
  if (!here) return tl::unexpected(here.error());
  auto need = need_served(*here->visit, command.need, "need");
  if (!need) return tl::unexpected(need.error());
  const Service* service = find_service(now.site, (*need)->service);
  for (std::size_t i = 0; i < command.brought.size(); ++i) {
    const ItemId& item = command.brought[i];
    const bool known = service != nullptr && std::find(service->bring.begin(), service->bring.end(),
                                                       item) != service->bring.end();
    if (!known) {
      return refuse(RefusalCode::unknown_item,
                    (*need)->service.value + " does not ask for " + item.value,
                    "brought[" + std::to_string(i) + "]");
    }
  }
  StepsDone done{command.visit, command.need, command.counter, sorted_once(command.brought),
                 sorted_once(command.steps)};
  if (done.brought == (*need)->brought && done.steps == (*need)->steps) {
    return refuse(RefusalCode::already_so, "just that was said before", "need");
  }
  return Events{std::move(done)};
}

Result<Events> decide(const Situation& now, const ConfirmServing& command) {
  auto here = at_own_counter(now, command.counter, command.visit);
  if (!here) return tl::unexpected(here.error());
  if (stage_of(*here->visit) != NeedState::serving) {
    return refuse(RefusalCode::not_serving, "serving " + here->visit->ticket + " has not begun",
                  "visit");
  }
  return Events{ServingConfirmed{command.visit, command.counter}};
}

}  // namespace foyer::detail
