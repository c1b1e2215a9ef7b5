// Plays the lobby forward: the counter that gets free next calls whom the rules of choose would
// call, and so on until nobody waits. Of each visit, and of whoever would join now, it tells when
// that is and how many are called before. One course of things stands for all: counters get free in
// turn, each as often as its visits are short, as many independent ones do on average; who may have
// given up by then takes up a counter only as likely as still there.
#pragma once

#include <optional>
#include <vector>

#include "engine/experience.h"
#include "engine/site.h"
#include "engine/state.h"

namespace foyer {

/// Somebody who would join now, with one need.
struct Joiner {
  SkillId skill;
  Priority priority{};
  Instant due_at;
  Instant place_at;
  Milliseconds expected{};  ///< Of handling, as choose takes it.
  friend auto operator<=>(const Joiner&, const Joiner&) = default;
};

/// What lies before one who waits, or would.
struct Ahead {
  bool somebody_open = false;  ///< An open counter could serve it.
  bool free = false;           ///< And one of them is idle and nobody waits for that one.
  /// When it is called, seconds from now. Nothing: never, as things are.
  std::optional<double> called_in_s;
  int before = 0;  ///< How many are called before it at the counters that could serve it.
  int pool = -1;   ///< Which counters could serve it: an index of Played::pools.
};

/// Counters that together serve the same people.
struct CounterPool {
  int open = 0;
  double returns_per_s = 0;     ///< Of those on a break.
  double visit_s = 0;           ///< Mean time of those who are there and of those who are called.
  double head_waits_s = 0;      ///< How long the next one to be called waits already.
  std::vector<SkillId> skills;  ///< Of all its counters; sorted.
};

struct Played {
  struct Person {
    VisitId visit;
    SkillId skill;  ///< Of the first need that is waiting.
    Priority priority{};
    Instant place_at;
    Ahead ahead;
  };
  std::vector<Person> visits;  ///< Everybody who is waiting; sorted by visit.
  std::vector<Ahead> joiners;  ///< As they were asked for; each as if the only one.
  std::vector<CounterPool> pools;
};

/// Time O(calls · (counters + waiting)).
[[nodiscard]] Played play_forward(const Site& site, const State& state,
                                  const Experience& experience, const std::vector<Joiner>& joiners,
                                  Instant now);

}  // namespace foyer
