// A small town hall for tests: few enough services and counters to keep in mind, one of every kind.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/site.h"

namespace foyer::test {

/// service          letter skill      promised handle  is
/// building-permit  A      desk       20 min   10 min  partial, its specialists have skill planning
/// passport         A      passports  15 min   10 min  full; bring: id, photo
/// property-tax     B      desk       10 min    5 min  full; nothing to bring
/// dog-licence      C      animals    10 min    5 min  full; bring: vaccination; delivers: dog-tag
/// garden-tour      C      animals    ...              off
/// court-date       C      none       ...              a referral
///
/// counter  skills
/// c1       animals, desk
/// c2       desk, passports
/// c3       animals, desk, passports
/// c5       planning
Site town();

/// What the clerks of the town can do; sorted.
/// ana, bob: everything at the desk. eve: planning and desk. ida: desk. tom: nothing that is done
/// here.
std::vector<SkillId> skills_of(std::string_view clerk);

}  // namespace foyer::test
