// Whether the explanation of a call says what is so.
#pragma once

#include <map>

#include "engine/site.h"
#include "engine/why.h"

namespace foyer::test {

struct CallTotals {
  std::map<Rule, int> by_rule;
  std::map<WhyBefore, int> reasons;  ///< Of everybody whom a call passed over.
  int by_themselves = 0;
};

/// Explains `call`, made in the state `before`, and counts it. Throws std::logic_error where the
/// explanation names another rule than the event, or a reason that is none by the times in the
/// state and by what `site` lets the counter serve.
void check_call(const Site& site, const State& before, const Event& call, CallTotals& totals);

}  // namespace foyer::test
