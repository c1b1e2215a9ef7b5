// The one list of every struct's members as they stand on the wire and in the journal: name, and
// bounds. Writing, checked reading and the published JSON Schemas are three visitors of these
// lists, so they cannot differ. Member names end in their unit: _ms (since 1970, UTC), _s, _bp.
#pragma once

#include "protocol/fields_commands.h"
#include "protocol/fields_events.h"
#include "protocol/fields_parts.h"
#include "protocol/fields_state.h"
