// Opening a follow-up; private to the engine. What moves it on is in decide_parts.h with the rest.
#pragma once

#include "engine/decide_parts.h"

namespace foyer::detail {

/// What comes before the need_finished with the outcome follow_up: while the visit is still there,
/// for evolve takes the ticket's token from it. So the token is in no event that is answered to the
/// device which finishes.
FollowUpOpened open_follow_up(const Situation& now, VisitId visit, const Need& need);

}  // namespace foyer::detail
