// Identities and times. Nothing in the engine is a bare int or string where it names a thing: what
// the engine numbers is an Id, what the files of a site name is a Name.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>

namespace foyer {

/// A number that the engine gives out. 0 is no id.
template <class Tag>
struct Id {
  std::int64_t value = 0;
  friend auto operator<=>(const Id&, const Id&) = default;
};

/// A word from the site's files: 1 to 64 of [a-z0-9-]. It survives every edit of those files, which
/// an index would not, and a person can read it in the journal. Empty is no name.
template <class Tag>
struct Name {
  std::string value;
  [[nodiscard]] bool empty() const { return value.empty(); }
  friend auto operator<=>(const Name&, const Name&) = default;
};

inline constexpr std::size_t name_length_max = 64;

using VisitId = Id<struct VisitTag>;
using AppointmentId = Id<struct AppointmentTag>;
using NeedId = Id<struct NeedTag>;  ///< Unique within its visit, from 1.

using StepId = Id<struct StepTag>;  ///< Of a service's article: the number that stands before it.

using ServiceId = Name<struct ServiceTag>;
using CounterId = Name<struct CounterTag>;
using ClerkId = Name<struct ClerkTag>;
using SkillId = Name<struct SkillTag>;
using GroupId = Name<struct GroupTag>;
using DepartmentId = Name<struct DepartmentTag>;
using DeviceId = Name<struct DeviceTag>;
using NoticeId = Name<struct NoticeTag>;
using ItemId = Name<struct ItemTag>;  ///< A paper to bring, or a thing that is handed out.
using SiteId = Name<struct SiteTag>;

/// A BCP 47 tag as the site lists it: "en", "fr", "zh-Hans".
struct LanguageTag {
  std::string value;
  friend auto operator<=>(const LanguageTag&, const LanguageTag&) = default;
};

/// A business date as "2026-11-26", local to the site.
struct BusinessDate {
  std::string value;
  friend auto operator<=>(const BusinessDate&, const BusinessDate&) = default;
};

/// 32 lower-case hex digits (128 bits from the system's generator). Whoever has it may follow, and
/// leave, one visit: it is told to the issuing device alone and never published.
struct Token {
  std::string value;
  friend auto operator<=>(const Token&, const Token&) = default;
};

using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;
/// A point in time, UTC, in milliseconds.
using Instant = std::chrono::sys_time<Milliseconds>;

inline std::int64_t to_ms(Instant at) {
  return at.time_since_epoch().count();
}
inline Instant from_ms(std::int64_t at_ms) {
  return Instant(Milliseconds(at_ms));
}

}  // namespace foyer
