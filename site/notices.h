// Notices of a site: what is to be said to everybody for some days ("The pool is closed on
// Friday"), as notices.toml has them. Which of them are shown is a pure function of the files and
// the time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "site/site_files.h"

namespace foyer {

/// Those that are shown in this place at `at` (from <= at < until): important ones first, otherwise
/// in the order of the file. The pointers live as long as `site`.
[[nodiscard]] std::vector<const NoticeInfo*> notices_at(const SiteFiles& site, NoticePlace place,
                                                        Instant at);
/// Of those the ones that name this service.
[[nodiscard]] std::vector<const NoticeInfo*> notices_of(const SiteFiles& site, NoticePlace place,
                                                        Instant at, const ServiceId& service);

/// How long each is read, where several take turns.
inline constexpr Milliseconds notice_turn{10'000};

}  // namespace foyer
