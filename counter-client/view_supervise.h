// What a supervisor sees and changes, as panels: counters, services, who waits, the end of the day,
// what happened; and other counters' calls for help. Private to the views.
#pragma once

#include "counter-client/view_parts.h"

namespace foyer::counter_client {

/// Whether the clerk who is signed in has the right `supervise`.
bool may_supervise(const Desk& desk);

/// The oldest call for help of another counter or welcome desk. Nothing where nobody calls, or it
/// is not this clerk's to see to. Never that of the clerk's own counter or desk: whoever stands
/// there must not see it.
std::optional<AlarmView> build_alarm(const Situation& now);

/// Fills a panel for which is_supervisors.
void build_supervisors(const Situation& now, PanelView& panel);

/// A row for each welcome desk that asks for help, to be seen to.
void add_desk_calls(const Situation& now, PanelView& panel);

/// What the city says to everybody, to be shown or not shown for today.
void build_notices(const Situation& now, PanelView& panel);

/// What happened today, as far as it was asked for; newest first.
void build_audit(const Situation& now, PanelView& panel);

}  // namespace foyer::counter_client
