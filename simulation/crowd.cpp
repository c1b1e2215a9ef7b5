#include "simulation/crowd.h"

#include <algorithm>

namespace foyer::simulation {
namespace {

IssueTicket ticket_for(const Arrival& arrival) {
  IssueTicket command;
  for (const PlannedNeed& need : arrival.needs) command.services.push_back(need.service);
  command.channel = Channel::kiosk;
  command.language = arrival.language;
  command.special_needs = arrival.special_needs;
  command.priority = arrival.priority;
  return command;
}

const TicketIssued* issued_in(const protocol::Answer& answer) {
  for (const Event& event : answer.events) {
    if (const auto* issued = std::get_if<TicketIssued>(&event.body)) return issued;
  }
  return nullptr;
}

}  // namespace

Crowd::Crowd(World& world, std::vector<Post*> kiosks, Post* phone)
    : world_(world), kiosks_(std::move(kiosks)), phone_(phone) {}

void Crowd::plan(std::int64_t day_index, Milliseconds until) {
  if (kiosks_.empty()) return;
  const std::uint64_t seed = world_.seed + static_cast<std::uint64_t>(day_index);
  for (Arrival& arrival : plan_day(world_.profile, world_.site.lobby, seed)) {
    const Milliseconds at = world_.agenda.working_time(day_index, arrival.at);
    if (at < world_.agenda.opened_at() || at >= until) continue;
    world_.agenda.at(at, [this, arrival = std::move(arrival)] { arrive(arrival); });
  }
}

void Crowd::arrive(const Arrival& arrival) {
  if (!doors_open_) return;
  const bool at_desk = asks_at_desk(arrival);
  Post& post = at_desk ? *desk_ : *kiosks_[next_kiosk_++ % kiosks_.size()];
  IssueTicket command = ticket_for(arrival);
  if (at_desk) {
    command.channel = Channel::welcome_desk;
  } else if (!world_.site.lobby.rules.kiosk_priority) {
    command.priority = Priority::normal;
  }
  ++asking_;
  post.send(std::move(command), [this, arrival](const protocol::Answer& answer) {
    --asking_;
    got_answer(arrival, answer);
  });
}

bool Crowd::asks_at_desk(const Arrival& arrival) const {
  return arrival.priority != Priority::normal && desk_ != nullptr &&
         !world_.site.lobby.rules.kiosk_priority;
}

void Crowd::got_answer(const Arrival& arrival, const protocol::Answer& answer) {
  if (answer.refusal) return world_.tally.count_refusal(answer.refusal->code);
  const TicketIssued* issued = issued_in(answer);
  if (issued == nullptr) return;
  world_.tally.count_acknowledged({issued->visit, issued->ticket});
  const VisitId visit = issued->visit;
  // The answer may come late, when the visit has been called already or is even over.
  const Visit* present = find_visit(world_.replica.state(), visit);
  if (present == nullptr) return;
  present_.emplace(visit, Resident{arrival, issued->token, present->first_called_at.has_value()});
  world_.agenda.after(arrival.patience, [this, visit] { lose_patience(visit); });
  if (!doors_open_) give_back(visit);
}

void Crowd::on_event(const Event& event) {
  if (const auto* called = std::get_if<VisitCalled>(&event.body)) {
    const auto found = present_.find(called->visit);
    if (found != present_.end()) found->second.called = true;
  }
  const auto departed = [&](VisitId visit) {
    if (find_visit(world_.replica.state(), visit) != nullptr) return;
    present_.erase(visit);
    others_.erase(visit);
  };
  if (const auto* left = std::get_if<VisitLeft>(&event.body)) departed(left->visit);
  if (const auto* missed = std::get_if<VisitNoShow>(&event.body)) departed(missed->visit);
  if (const auto* finished = std::get_if<NeedFinished>(&event.body)) departed(finished->visit);
}

void Crowd::lose_patience(VisitId visit) {
  const auto found = present_.find(visit);
  if (found == present_.end() || found->second.called) return;
  if (found->second.plan.tells_leaving && phone_ != nullptr) {
    give_back(visit);
  } else {
    found->second.gone = true;
  }
}

void Crowd::give_back(VisitId visit) {
  const auto found = present_.find(visit);
  if (phone_ == nullptr || found == present_.end()) return;
  phone_->send(Leave{visit, found->second.token}, [this](const protocol::Answer& answer) {
    if (answer.refusal) world_.tally.count_refusal(answer.refusal->code);
  });
}

void Crowd::go_home() {
  for (const auto& [visit, resident] : present_) {
    const Visit* present = find_visit(world_.replica.state(), visit);
    if (present == nullptr) continue;
    const NeedState stage = stage_of(*present);
    if (stage == NeedState::waiting || stage == NeedState::parked) give_back(visit);
  }
}

bool Crowd::comes(VisitId visit) const {
  const auto found = present_.find(visit);
  return found == present_.end() || (found->second.plan.hears_call && !found->second.gone);
}

PlannedNeed& Crowd::plan_of(VisitId visit, const ServiceId& service) {
  const auto ours = present_.find(visit);
  std::vector<PlannedNeed>& needs =
      ours == present_.end() ? others_[visit] : ours->second.plan.needs;
  const auto found = std::find_if(needs.begin(), needs.end(),
                                  [&](const PlannedNeed& need) { return need.service == service; });
  if (found != needs.end()) return *found;
  return needs.emplace_back(plan_need(world_.profile, world_.site.lobby, service, world_.random));
}

Milliseconds Crowd::walk_of(VisitId visit) {
  const auto found = present_.find(visit);
  if (found != present_.end()) return found->second.plan.walk;
  return draw(world_.profile.residents.walk, world_.random);
}

std::size_t Crowd::waiting() const {
  return static_cast<std::size_t>(std::count_if(
      present_.begin(), present_.end(), [](const auto& entry) { return !entry.second.gone; }));
}

}  // namespace foyer::simulation
