// Who goes before whom in a log that does not say so: first come, first served, with a head start
// for each class of customers that is learnt from who was really served before whom.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "engine/ids.h"

namespace foyer::admin {

class Discipline {
 public:
  /// What is known: the type, and whether it has priority.
  using Class = std::pair<std::string, bool>;

  /// Where somebody who arrives then stands in the order.
  [[nodiscard]] Instant place_of(const Class& who, Instant arrived_at) const;

  struct Customer {
    Class who;
    Instant arrived_at;
  };
  /// `first` was served while `second` waited for the same server.
  void learn(const Customer& first, const Customer& second);

 private:
  [[nodiscard]] double head_start_s(const Class& who) const;
  std::map<Class, double> head_starts_;
};

}  // namespace foyer::admin
