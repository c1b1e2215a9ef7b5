// The parts of build_manager_view; private to the view.
#pragma once

#include <string>
#include <vector>

#include "display/manager_view.h"
#include "display/views.h"

namespace foyer::display {

/// What all parts read, with what each would look up again.
struct Situation {
  const ManagerNow& lobby;
  Instant now;  ///< Of what is shown: once the link is lost, of the last news.
  const Texts& in;
  const State& state;
  const Waits* waits = nullptr;         ///< Null also where they are not believed any more.
  std::vector<const Visit*> waiting{};  ///< In the order of their ids.
};

void add_alarms(const ManagerNow& lobby, const Texts& in, ManagerView& view);
void add_counters(const Situation& now, ManagerView& view);

}  // namespace foyer::display
