// An event as words, for the scripts of lobby.h to be held against.
#pragma once

#include <functional>
#include <string>

#include "engine/event.h"

namespace foyer::test {

/// Kind, ticket, counter, and whatever else the event says, one word each; of a call also
/// "before TICKET" for the runner-up.
std::string words_of_event(const EventBody& event,
                           const std::function<std::string(VisitId)>& ticket_of);

}  // namespace foyer::test
