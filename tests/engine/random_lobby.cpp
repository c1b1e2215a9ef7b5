#include "tests/engine/random_lobby.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "engine/choose.h"
#include "engine/forecast.h"
#include "engine/leases.h"
#include "protocol/message.h"
#include "tests/engine/invariants.h"
#include "tests/engine/town.h"

namespace foyer::test {
namespace {

constexpr std::array<const char*, 7> clerks = {"ana", "bob", "eve", "ida", "tom", "zoe", ""};
constexpr std::array<const char*, 7> services = {"building-permit", "court-date", "dog-licence",
                                                 "garden-tour",     "passport",   "property-tax",
                                                 "moon-permit"};
constexpr std::array<const char*, 4> offered = {"building-permit", "dog-licence", "passport",
                                                "property-tax"};
constexpr std::array<const char*, 5> items = {"site-plan", "vaccination", "id", "dog-tag", "hat"};

std::vector<LanguageTag> languages_of(std::string_view clerk) {
  if (clerk == "ana" || clerk == "eve") return {{"en"}, {"fr"}};
  if (clerk == "bob") return {{"en"}};
  return {};
}

template <class E>
E any_word(RandomSource& random) {
  return static_cast<E>(random.below(word_count<E>()));
}

void must(bool holds, const std::string& what) {
  if (!holds) throw std::logic_error(what);
}

}  // namespace

RandomLobby::RandomLobby(Site site, std::uint64_t seed)
    : site_(std::move(site)),
      random_(seed),
      now_(std::chrono::sys_days(std::chrono::year(2026) / 11 / 26)) {}

void RandomLobby::step() {
  let_time_pass();
  absurd_ = random_.percent(25);
  if (random_.below(2000) == 0) rush_ = !rush_;
  ask(draw());
}

/// Mostly seconds; sometimes nothing; sometimes until the next deadline, or past it.
void RandomLobby::let_time_pass() {
  const auto due = next_deadline(state_);
  const bool ends_day = due && *due == state_.day->ends_at;
  if (due && random_.below(ends_day ? 5000 : 50) == 0) {
    now_ = std::max(now_, *due + Milliseconds(random_.between(-1, 1)));
  } else if (!random_.percent(20)) {
    now_ += Milliseconds(random_.between(0, random_.percent(5) ? 60'000 : 3'000));
  }
  now_ = std::max(now_, state_.last_at);
  // The server ticks when it is due; sometimes it comes late.
  if (due && *due <= now_ && !random_.percent(10)) ask({Tick{}, {}});
}

void RandomLobby::ask(const Asked& asked) {
  Context context;
  context.now = now_;
  context.actor = Actor{DeviceId{"device"}, ClerkId{asked.clerk}};
  context.clerk_skills = skills_of(asked.clerk);
  context.clerk_languages = languages_of(asked.clerk);
  if (asked.clerk != "bob") context.clerk_rights = {Right::call_out_of_order};
  if (asked.clerk == "eve") context.clerk_rights.push_back(Right::supervise);
  std::string digits = std::to_string(++token_);
  context.token = Token{std::string(32 - digits.size(), '0') + digits};

  context.appointment = asked.appointment;
  const auto events = decide(site_, state_, asked.command, context);
  if (events) {
    ++totals_.accepted;
    ++totals_.accepted_by_command[name_of(asked.command)];
    accept(asked.command, context, *events);
  } else {
    ++totals_.refused;
    ++totals_.refusals[events.error().code];
    must(events.error().code <= RefusalCode::malformed, "a refusal that is not the engine's");
    must(!events.error().text.empty(), "a refusal without a reason");
  }
}

void RandomLobby::accept(const Command& command, const Context& context,
                         const std::vector<EventBody>& events) {
  must(!events.empty(), "accepted, and nothing happened");
  note_before_done(command, context.now);
  for (const EventBody& body : events) {
    append(Event{++seq_, context.now, context.actor, body});
  }
  check_after(command);
}

void RandomLobby::append(const Event& event) {
  const std::string text = protocol::write_event_body(event.body);
  auto read = protocol::read_event_body(kind_of(event.body), text);
  must(read.has_value(), "an event that cannot be read again: " + text);
  must(*read == event.body, "an event that is another when read: " + text);

  if (const auto* opened = std::get_if<DayOpened>(&event.body)) {
    const bool again = opened->date == state_.closed_date;
    must(opened->last_number == (again ? state_.last_number : std::map<char, int>{}),
         "ticket numbers go on where the date is the same, and only there");
    for (const auto& [reference, follow_up] : state_.follow_ups) {
      const auto& carried = opened->follow_ups;
      must(is_open(follow_up.status) ==
               (std::find(carried.begin(), carried.end(), follow_up) != carried.end()),
           "what goes on is carried over, and only that");
    }
    must(opened->leases.size() == (again ? state_.leases.size() : 0),
         "what is leased stays leased where the date is the same, and only there");
    day_.clear();
    before_call_.clear();
    before_done_.clear();
    ++totals_.days;
  }
  if (const auto* called = std::get_if<VisitCalled>(&event.body)) {
    before_call_[called->visit] = *find_visit(state_, called->visit);
    check_call(site_, state_, event, totals_.calls);
  }
  if (const auto* added = std::get_if<NeedAdded>(&event.body)) before_call_.erase(added->visit);
  if (const auto* changed = std::get_if<PriorityChanged>(&event.body)) keep_priority(*changed);

  const Instant before = state_.last_at;
  evolve(state_, event);
  evolve(shadow_, Event{event.seq, event.at, event.actor, std::move(*read)});
  must(before <= state_.last_at, "time went back");
  check_take_back(event);
  check_undone(event);
  day_.push_back(event);
  ++totals_.events;
}

/// A priority that is given while somebody is called stays when the call is taken back.
void RandomLobby::keep_priority(const PriorityChanged& changed) {
  const auto before = before_call_.find(changed.visit);
  if (before == before_call_.end()) return;
  before->second.priority = changed.priority;
  for (const NewNeed& times : changed.needs) {
    auto& needs = before->second.needs;
    const auto need = std::find_if(needs.begin(), needs.end(),
                                   [&times](const Need& one) { return one.id == times.need; });
    must(need != needs.end(), "new times for a need that nobody has");
    need->due_at = times.due_at;
    need->place_at = times.place_at;
  }
}

void RandomLobby::check_take_back(const Event& event) {
  const auto* back = std::get_if<CallTakenBack>(&event.body);
  if (back == nullptr) return;
  const auto before = before_call_.find(back->visit);
  if (before == before_call_.end()) return;
  must(*find_visit(state_, back->visit) == before->second, "taken back, and not as before");
}

/// What is done in one moment is undone together.
void RandomLobby::note_before_done(const Command& command, Instant now) {
  const VisitId* id = std::visit(
      [](const auto& c) -> const VisitId* {
        using T = std::remove_cvref_t<decltype(c)>;
        constexpr bool ends = std::is_same_v<T, Finish> || std::is_same_v<T, Refer> ||
                              std::is_same_v<T, Transfer> || std::is_same_v<T, Park> ||
                              std::is_same_v<T, NoShow>;
        if constexpr (ends) return &c.visit;
        return nullptr;
      },
      command);
  if (id == nullptr) return;
  const Visit& visit = *find_visit(state_, *id);
  const auto known = before_done_.find(*id);
  const bool same = known != before_done_.end() && known->second.at == now &&
                    known->second.visit.serving_since == visit.serving_since &&
                    known->second.visit.counter == visit.counter;
  if (!same) before_done_[*id] = {visit, now};
}

void RandomLobby::check_undone(const Event& event) {
  const auto* undone = std::get_if<Undone>(&event.body);
  if (undone == nullptr) return;
  must(*find_visit(state_, undone->visit) == before_done_.at(undone->visit).visit,
       "undone, and not as before");
}

void RandomLobby::check_after(const Command& command) {
  totals_.present_max = std::max(totals_.present_max, state_.visits.size());
  const auto broken = broken_invariants(site_, state_);
  if (!broken.empty()) throw std::logic_error(broken.front());
  must(state_.visits.size() == shadow_.visits.size(), "a replica has other visits");
  if (std::holds_alternative<Tick>(command)) {
    const auto due = next_deadline(state_);
    must(!due || now_ < *due, "a deadline has passed and tick left it");
  }
  if (random_.percent(2)) check_forecasts();
}

void RandomLobby::check_forecasts() {
  const auto check = [](const Wait& wait, bool somebody) {
    must((wait.status != WaitStatus::no_counter_open) == somebody, "no counter is open, or one is");
    must(0 <= wait.p50_s && wait.p50_s <= wait.p90_s, "a wait has its half before its nine tenths");
  };
  const auto somebody_serves = [this](const SkillId& skill) {
    return std::any_of(state_.counters.begin(), state_.counters.end(), [&](const auto& entry) {
      return entry.second.state == CounterState::open && has_skill(entry.second.skills, skill);
    });
  };
  for (const Service& service : site_.services) {
    check(wait_for_newcomer(site_, state_, service, now_), somebody_serves(service.skill));
  }
  for (const auto& [id, counter] : state_.counters) {
    if (counter.state != CounterState::open || counter.visit) continue;
    const auto choice = choose(site_, state_, counter, now_);
    if (!choice) continue;
    const Visit* visit = find_visit(state_, choice->visit);
    must(visit != nullptr && stage_of(*visit) == NeedState::waiting, "chosen, and not waiting");
    must(choice->runner_up != choice->visit, "its own runner-up");
    must(wait_for_visit(site_, state_, *visit, now_).status != WaitStatus::no_counter_open,
         "chosen, and no counter is open for it");
  }
}

void RandomLobby::check_replay() const {
  must(shadow_ == state_, "events through the wire lead to another state");
  if (day_.empty()) return;
  State again;
  for (const Event& event : day_) evolve(again, event);
  must(again == state_, "the day's events again lead to another state");
}

void RandomLobby::check_snapshot() const {
  protocol::Answer answer;
  answer.id = "snapshot";
  answer.snapshot = protocol::Snapshot{site_.id, seq_, now_, state_};
  const std::string text = protocol::write_answer(answer);
  const auto read = protocol::read_answer(text);
  must(read.has_value(), "a snapshot that cannot be read: " +
                             (read ? std::string() : read.error().field + read.error().text));
  must(read->snapshot == answer.snapshot, "a snapshot that is another when read");
}

// --- draws -------------------------------------------------------------------------------------

/// Whether the next detail is drawn so that it can be right. An absurd command has most details
/// right, so that each check of decide is reached with all before it passed.
bool RandomLobby::sensible() {
  return !absurd_ || random_.percent(70);
}

RandomLobby::Asked RandomLobby::draw() {
  if (!state_.day) return draw_opening();
  if (random_.below(8000) == 0) return {CloseDay{}, {}};
  if (random_.below(500) == 0) return draw_opening();
  if (random_.percent(2)) return {Tick{}, {}};
  if (random_.percent(8)) return draw_follow_up();
  if (random_.percent(6)) return draw_feedback();
  const std::size_t kind = random_.below(100);
  // Fewer arrive than are served while many are here, so that the lobby breathes; in a rush it
  // fills up.
  const std::size_t arrivals = state_.visits.size() > 30 && !rush_ ? 10 : 24;
  if (kind < arrivals) return draw_visitor();
  if (random_.percent(8)) return draw_staff();
  return kind < 65 ? draw_calling() : draw_serving();
}

RandomLobby::Asked RandomLobby::draw_opening() {
  if (!state_.day && random_.percent(30)) return draw_visitor();
  if (!state_.day && random_.percent(30)) return draw_follow_up();
  if (!state_.day && random_.percent(20)) return draw_feedback();
  const Instant opens = now_ + std::chrono::minutes(random_.between(-60, 10));
  const Instant closes = opens + std::chrono::minutes(random_.between(sensible() ? 0 : -1, 2400));
  const Instant ends = closes + std::chrono::minutes(random_.between(sensible() ? 0 : -1, 60));
  const BusinessDate date{random_.percent(50) ? "2026-11-26" : "2026-11-27"};
  return {OpenDay{date, opens, closes, ends}, {}};
}

Command RandomLobby::draw_issue() {
  IssueTicket issue;
  const std::int64_t needs = random_.percent(70) ? 1 : random_.between(sensible() ? 1 : 0, 4);
  for (std::int64_t i = 0; i < needs; ++i) {
    issue.services.push_back(
        ServiceId{sensible() ? random_.one_of(offered) : random_.one_of(services)});
  }
  issue.channel = any_word<Channel>(random_);
  issue.language = LanguageTag{random_.percent(50) ? "en" : sensible() ? "fr" : "de"};
  while (random_.percent(20)) issue.special_needs.push_back(any_word<SpecialNeed>(random_));
  issue.priority = random_.percent(10) ? Priority::priority : Priority::normal;
  if (random_.percent(15)) {
    issue.appointment_at = now_ + std::chrono::minutes(random_.between(-30, 60));
    if (sensible() && state_.day) {
      issue.appointment_at =
          std::clamp(*issue.appointment_at, state_.day->opens_at, state_.day->ends_at);
    }
  }
  return issue;
}

/// Of a few appointments, so that some are checked in for twice.
RandomLobby::Asked RandomLobby::draw_check_in() {
  CheckIn check_in;
  check_in.code = "K7M2QP";
  check_in.language = LanguageTag{"en"};
  Asked asked{check_in, {}};
  if (random_.percent(10)) return asked;
  Appointment appointment;
  appointment.id = AppointmentId{random_.between(1, 40)};
  appointment.at = now_ + std::chrono::minutes(random_.between(-60, sensible() ? 60 : 2000));
  if (sensible() && state_.day) {
    appointment.at = std::clamp(appointment.at, state_.day->opens_at, state_.day->ends_at);
  }
  appointment.services.push_back(
      ServiceId{sensible() ? random_.one_of(offered) : random_.one_of(services)});
  appointment.cancelled = random_.percent(5);
  asked.appointment = appointment;
  return asked;
}

/// More often to their end than they are opened, or nothing else would be open soon.
RandomLobby::Asked RandomLobby::draw_follow_up() {
  std::string reference = "F0-1";
  if (!state_.follow_ups.empty() && (sensible() || random_.percent(90))) {
    auto found = state_.follow_ups.begin();
    std::advance(found, random_.below(state_.follow_ups.size()));
    reference = found->first;
  }
  if (random_.percent(20)) {
    return {AssignFollowUp{reference, DepartmentId{sensible() ? "parks" : "moon"},
                           ClerkId{random_.percent(50) ? any_clerk() : std::string()}},
            any_clerk()};
  }
  return {AdvanceFollowUp{reference, any_word<FollowUpStatus>(random_)}, any_clerk()};
}

/// Mostly by the ticket; some without its token, some that say nothing, some a second time.
RandomLobby::Asked RandomLobby::draw_feedback() {
  GiveFeedback feedback{any_visit()};
  const Departed* departed = nullptr;
  if (!state_.departed.empty() && random_.percent(90)) {
    departed = &state_.departed[random_.below(state_.departed.size())];
    feedback.visit = departed->visit;
  }
  if (departed != nullptr && random_.percent(80)) feedback.token = departed->token;
  const auto answer = [this](std::uint64_t most) { return static_cast<int>(random_.below(most)); };
  if (random_.percent(80)) feedback.rating.satisfaction = 1 + answer(5);
  if (random_.percent(60)) feedback.rating.effort = 1 + answer(5);
  if (random_.percent(60)) feedback.rating.recommendation = answer(11);
  return {feedback, {}};
}

/// Some with the ticket's token, a few with that of another one.
Leave RandomLobby::draw_leave() {
  Leave leave{any_visit()};
  if (random_.percent(50)) return leave;
  const Visit* visit = find_visit(state_, sensible() ? leave.visit : any_visit());
  if (visit != nullptr) leave.token = visit->token;
  return leave;
}

/// What kiosks ask for that go on alone: "device" is one of them.
Command RandomLobby::draw_alone() {
  if (state_.leases.empty() || random_.percent(10)) {
    LeaseNumbers lease;
    if (random_.percent(50)) lease.left = {{'A', static_cast<int>(random_.below(30))}};
    return lease;
  }
  return draw_hand_in(state_.leases.begin()->second);
}

/// Mostly the next number that it has, sometimes one that it had, or that was never its own.
HandIn RandomLobby::draw_hand_in(const Lease& lease) {
  HandIn hand_in;
  const NumberBlock block =
      lease.blocks.empty() ? NumberBlock{"A900", "A999"} : random_.one_of(lease.blocks);
  const int last = number_of(block.last);
  hand_in.ticket = ticket_of(block.first.front(),
                             static_cast<int>(random_.between(number_of(block.first), last)));
  if (!sensible() && random_.percent(30)) hand_in.ticket = "A001";
  const std::string digits = std::to_string(++token_);
  hand_in.token.value = "a" + std::string(31 - digits.size(), '0') + digits;
  hand_in.date = state_.day ? state_.day->date : state_.closed_date;
  if (!sensible() && random_.percent(30)) hand_in.date = BusinessDate{"2026-11-01"};
  if (!sensible() && random_.percent(30)) hand_in.date = BusinessDate{"2199-11-01"};
  hand_in.issued_at = now_ - Seconds(random_.between(sensible() ? 0 : -900, 3600));
  hand_in.services.push_back(
      ServiceId{sensible() ? random_.one_of(offered) : random_.one_of(services)});
  hand_in.language = LanguageTag{sensible() ? "fr" : "de"};
  if (random_.percent(20)) hand_in.special_needs.push_back(any_word<SpecialNeed>(random_));
  return hand_in;
}

RandomLobby::Asked RandomLobby::draw_visitor() {
  switch (random_.below(10)) {
    case 9:
      return draw_check_in();
    case 8:
      return {draw_alone(), {}};
    case 0:
      return {AddNeed{any_visit(), ServiceId{random_.one_of(services)}}, {}};
    case 1:
      return {draw_leave(), {}};
    case 2:
      return {Resume{any_visit()}, {}};
    default:
      return {draw_issue(), {}};
  }
}

RandomLobby::Asked RandomLobby::draw_calling() {
  const CounterId counter = any_counter();
  const Counter* at = find_counter(state_, counter);
  if (at == nullptr || at->state != CounterState::open) return {OpenCounter{counter}, any_clerk()};
  const std::string clerk = clerk_at(counter);
  switch (random_.below(12)) {
    case 0:
      return {OpenCounter{counter}, clerk};
    case 1:
      return {BreakCounter{counter, any_word<BreakReason>(random_)}, clerk};
    case 2:
      if (!sensible() || random_.percent(30)) return {CloseCounter{counter}, clerk};
      return {CallNext{counter}, clerk};
    case 3:
    case 4:
      return {CallVisit{counter, any_visit()}, clerk};
    default:
      return {CallNext{counter}, clerk};
  }
}

RandomLobby::Asked RandomLobby::draw_serving() {
  const Counter* busy = busy_counter();
  if (busy == nullptr) return draw_calling();
  const CounterId counter = sensible() ? busy->id : any_counter();
  const Visit& visit = *find_visit(state_, *busy->visit);
  const VisitId id = sensible() ? visit.id : any_visit();
  const std::string clerk = clerk_at(counter);
  if (stage_of(visit) == NeedState::serving && random_.percent(25)) {
    return {draw_going_on(counter, visit), clerk};
  }
  switch (random_.below(stage_of(visit) == NeedState::called || !sensible() ? 12 : 4)) {
    case 0:
      return {Park{counter, id, Seconds(random_.between(0, sensible() ? 900 : 5000))}, clerk};
    case 1:
      return {draw_transfer(counter, visit), clerk};
    case 2:
      return {Refer{counter, id, any_need(visit), DepartmentId{sensible() ? "parks" : "moon"}},
              clerk};
    case 3:
      return {draw_finish(counter, visit), clerk};
    case 4:
    case 5:
      return {Recall{counter, id}, clerk};
    case 6:
      return {TakeBack{counter, id}, clerk};
    case 7:
      return {NoShow{counter, id}, clerk};
    default:
      return {Serve{counter, id}, clerk};
  }
}

/// Calls for help, at a counter or a welcome desk; and what is said to everybody.
RandomLobby::Asked RandomLobby::draw_help(const CounterId& counter, const std::string& clerk) {
  const CounterId where = random_.percent(70) ? counter : CounterId{};
  switch (random_.below(4)) {
    case 0:
      return {RaiseAlarm{where}, clerk};
    case 1:
      return {ClearAlarm{where, where.empty() || !sensible() ? DeviceId{"device"} : DeviceId{}},
              clerk};
    case 2: {
      // Of a clerk who went and left it open.
      const std::string supervisor = random_.percent(70) ? "eve" : "ida";
      if (random_.percent(50)) return {CloseCounter{counter}, supervisor};
      return {BreakCounter{counter, BreakReason::other}, supervisor};
    }
    default:
      return {SwitchNotice{NoticeId{sensible() ? "elevator" : "moon"}, any_word<Switch>(random_)},
              clerk};
  }
}

/// What is undone and changed beside serving.
RandomLobby::Asked RandomLobby::draw_staff() {
  const CounterId counter = any_counter();
  const std::string clerk = clerk_at(counter);
  switch (random_.below(8)) {
    case 0:
    case 1: {
      const Counter* at = find_counter(state_, counter);
      const bool right = at != nullptr && at->last_done && sensible();
      return {Undo{counter, right ? at->last_done->visit.id : any_visit()}, clerk};
    }
    case 2: {
      const bool right = !state_.gone.empty() && sensible();
      const auto any = random_.below(std::max<std::size_t>(1, state_.gone.size()));
      return {BringBack{right ? state_.gone[any].visit.id : any_visit()}, clerk};
    }
    case 3: {
      RecordAnswer answer{{}, ServiceId{random_.one_of(services)}, Outcome::resolved, {}, {}};
      if (random_.percent(30)) answer.counter = counter;
      if (random_.percent(30)) answer.outcome = Outcome::referred;
      if (random_.percent(30)) answer.department = DepartmentId{sensible() ? "parks" : "moon"};
      return {answer, clerk};
    }
    case 4:
      return {SetPriority{any_visit(), any_word<Priority>(random_)}, clerk};
    case 5:
      return {SwitchService{ServiceId{random_.one_of(services)},
                            random_.percent(30) ? Switch::off : Switch::on},
              clerk};
    case 6: {
      SetSkills set{counter, {}};
      const CounterPlace* place = find_counter(site_, counter);
      if (place != nullptr) set.skills = place->skills;
      if (!set.skills.empty() && random_.percent(50)) set.skills.pop_back();
      return {set, clerk};
    }
    default:
      return draw_help(counter, clerk);
  }
}

/// What is done of it so far, or that it goes on.
Command RandomLobby::draw_going_on(const CounterId& counter, const Visit& visit) {
  if (random_.percent(50)) return ConfirmServing{counter, visit.id};
  SetSteps set{counter, visit.id, any_need(visit), {}, {}};
  for (const Need& need : visit.needs) {
    const Service* service = find_service(site_, need.service);
    if (need.id != set.need || service == nullptr || service->bring.empty()) continue;
    if (random_.percent(70)) set.brought.push_back(random_.one_of(service->bring));
  }
  if (!sensible()) set.brought.push_back(ItemId{"moon-rock"});
  for (std::int64_t i = random_.between(0, 3); i > 0; --i)
    set.steps.push_back(StepId{random_.between(1, 9)});
  return set;
}

Command RandomLobby::draw_transfer(const CounterId& counter, const Visit& visit) {
  Transfer transfer{counter, visit.id, any_need(visit), any_word<TransferKind>(random_), {}};
  if (transfer.kind == TransferKind::service) transfer.target = random_.one_of(services);
  if (transfer.kind == TransferKind::counter) transfer.target = any_counter().value;
  if (transfer.kind == TransferKind::clerk) transfer.target = any_clerk();
  return transfer;
}

Command RandomLobby::draw_finish(const CounterId& counter, const Visit& visit) {
  Finish finish{counter, visit.id, {}};
  for (const Need& need : visit.needs) {
    if ((need.state == NeedState::serving) != sensible()) continue;
    NeedResult result;
    result.need = need.id;
    result.outcome =
        sensible() ? static_cast<Outcome>(random_.below(2)) : any_word<Outcome>(random_);
    while (!sensible() && random_.percent(40)) {
      result.missing.push_back(ItemId{random_.one_of(items)});
    }
    while (!sensible() && random_.percent(20)) {
      result.delivered.push_back(Delivered{ItemId{random_.one_of(items)}, 1});
    }
    finish.results.push_back(result);
  }
  if (!sensible() && random_.percent(10)) finish.results.push_back({});
  return finish;
}

CounterId RandomLobby::any_counter() {
  if (!sensible() && random_.percent(5)) return CounterId{"c9"};
  return random_.one_of(site_.counters).id;
}

VisitId RandomLobby::any_visit() {
  if (state_.visits.empty() || (!sensible() && random_.percent(30))) {
    return VisitId{random_.between(0, state_.next_visit.value + 2)};
  }
  auto visit = state_.visits.begin();
  std::advance(visit, random_.below(state_.visits.size()));
  return visit->first;
}

NeedId RandomLobby::any_need(const Visit& visit) {
  if (!sensible()) return NeedId{random_.between(0, 5)};
  return random_.one_of(visit.needs).id;
}

std::string RandomLobby::any_clerk() {
  return random_.one_of(clerks);
}

std::string RandomLobby::clerk_at(const CounterId& counter) {
  const Counter* at = find_counter(state_, counter);
  if (at == nullptr || (!sensible() && random_.percent(30))) return any_clerk();
  return at->clerk.value;
}

const Counter* RandomLobby::busy_counter() {
  std::vector<const Counter*> busy;
  for (const auto& [id, counter] : state_.counters) {
    if (counter.visit) busy.push_back(&counter);
  }
  return busy.empty() ? nullptr : random_.one_of(busy);
}

}  // namespace foyer::test
