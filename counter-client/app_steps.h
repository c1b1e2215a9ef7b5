// What is ticked in the articles of a visit's needs, between the form and the server. Private to
// the app.
#pragma once

#include <map>

#include "counter-client/form.h"
#include "engine/state.h"

namespace foyer::counter_client {

/// The visit that a command names; none where it names none.
VisitId visit_of(const Command& command);

/// What the server has of the needs of a visit; null: of nobody.
std::map<NeedId, StepsTicked> told_of(const Visit* visit);

}  // namespace foyer::counter_client
