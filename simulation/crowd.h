// The residents of the simulation: they come as planned, take a ticket at a kiosk, wait, and go
// when their patience ends, telling it (by phone) or not. Used by the runner's thread only.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "simulation/world.h"

namespace foyer::simulation {

class Crowd {
 public:
  /// `kiosks` issue tickets in turn; `phone` (role web) gives them back; null: who leaves tells
  /// nobody.
  Crowd(World& world, std::vector<Post*> kiosks, Post* phone);

  /// The welcome desk (role counter): where those go who should have priority, if the site's kiosks
  /// do not give it. Without one they wait like everybody.
  void use_desk(Post* desk) { desk_ = desk; }

  /// Puts the arrivals of a day on the agenda that come before `until` (working time).
  void plan(std::int64_t day_index, Milliseconds until);
  void on_event(const Event& event);
  /// No more arrivals.
  void close_doors() { doors_open_ = false; }
  /// Whoever waits gives the ticket back, as far as there is a phone.
  void go_home();

  /// Whether somebody will come to the counter. Visits that are not ours: yes.
  [[nodiscard]] bool comes(VisitId visit) const;
  [[nodiscard]] bool is_ours(VisitId visit) const { return present_.contains(visit); }
  /// How this need will be handled; drawn now where the plan does not know it.
  [[nodiscard]] PlannedNeed& plan_of(VisitId visit, const ServiceId& service);
  [[nodiscard]] Milliseconds walk_of(VisitId visit);
  /// Of ours: present in the lobby, and not gone without a word.
  [[nodiscard]] std::size_t waiting() const;
  /// Nobody is at a kiosk without an answer.
  [[nodiscard]] bool settled() const { return asking_ == 0; }

 private:
  struct Resident {
    Arrival plan;
    Token token;  ///< Of the ticket.
    bool called = false;
    bool gone = false;  ///< Left without a word.
  };

  void arrive(const Arrival& arrival);
  void got_answer(const Arrival& arrival, const protocol::Answer& answer);
  void lose_patience(VisitId visit);
  void give_back(VisitId visit);
  [[nodiscard]] bool asks_at_desk(const Arrival& arrival) const;

  World& world_;
  std::vector<Post*> kiosks_;
  Post* phone_;
  Post* desk_ = nullptr;
  std::size_t next_kiosk_ = 0;
  std::size_t asking_ = 0;
  bool doors_open_ = true;
  std::map<VisitId, Resident> present_;
  std::map<VisitId, std::vector<PlannedNeed>> others_;  ///< Drawn for visits that are not ours.
};

}  // namespace foyer::simulation
