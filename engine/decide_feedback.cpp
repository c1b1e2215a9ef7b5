// What people say of a visit that is over.
#include "engine/decide_parts.h"

namespace foyer {
namespace {

/// The display in front of the customer, where this visit was served last.
bool is_display_of(const Site& site, const DeviceId& device, const CounterId& counter) {
  const CounterPlace* place = find_counter(site, counter);
  return place != nullptr && !place->customer_display.empty() && place->customer_display == device;
}

bool is_empty(const Rating& rating) {
  return !rating.satisfaction && !rating.effort && !rating.recommendation;
}

}  // namespace

std::optional<Refusal> objection_to_feedback(const Site& site, const State& state, VisitId visit,
                                             const Token& token, const DeviceId& device,
                                             Instant now) {
  const Departed* departed = find_departed(state, visit);
  if (departed == nullptr) {
    return Refusal{RefusalCode::unknown_visit, "no visit of today that was served and is over",
                   "visit"};
  }
  const bool has_token = !token.value.empty() && token == departed->token;
  if (!has_token && !is_display_of(site, device, departed->counter)) {
    return Refusal{RefusalCode::not_your_visit, "that is not this visit's token", "token"};
  }
  if (now - departed->at > site.rules.feedback_within) {
    return Refusal{RefusalCode::too_late, "the visit has been over for too long", "visit"};
  }
  return std::nullopt;
}

namespace detail {

Result<Events> decide(const Situation& now, const GiveFeedback& command) {
  const Context& context = now.context;
  if (auto no = objection_to_feedback(now.site, now.state, command.visit, command.token,
                                      context.actor.device, context.now)) {
    return tl::unexpected(std::move(*no));
  }
  const Departed& departed = *find_departed(now.state, command.visit);
  if (departed.rating) {
    return refuse(RefusalCode::feedback_given, "it was said before how this visit was", "visit");
  }
  if (is_empty(command.rating)) {
    return refuse(RefusalCode::malformed, "no question is answered", "rating");
  }
  return Events{FeedbackGiven{command.visit, departed.counter, command.rating}};
}

}  // namespace detail
}  // namespace foyer
