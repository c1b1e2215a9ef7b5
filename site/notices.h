// Notices of a site: what is to be said to everybody for some days ("The pool is closed on
// Friday"), as notices.toml has them. Which of them are shown is a pure function of the files,
// what a supervisor has switched today, and the time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/state.h"
#include "site/site_files.h"

namespace foyer {

/// Those that are shown in this place at `at` (from <= at < until) and that no supervisor has
/// switched off; prepared ones where one has switched them on. Important ones first, otherwise in
/// the order of the file. The pointers live as long as `site`. `state`: null where the lobby was
/// never heard; then as the files say.
[[nodiscard]] std::vector<const NoticeInfo*> notices_at(const SiteFiles& site, NoticePlace place,
                                                        Instant at, const State* state);
/// Of those the ones that name this service.
[[nodiscard]] std::vector<const NoticeInfo*> notices_of(const SiteFiles& site, NoticePlace place,
                                                        Instant at, const State* state,
                                                        const ServiceId& service);

/// Which of `shown` a supervisor has switched on last, within `first_for` before `at`: what is new
/// is not kept back until its turn comes. Nothing: they take turns.
[[nodiscard]] std::optional<std::size_t> just_switched_on(
    const std::vector<const NoticeInfo*>& shown, Instant at, const State* state,
    Milliseconds first_for);

/// How long each is read, where several take turns.
inline constexpr Milliseconds notice_turn{10'000};

}  // namespace foyer
