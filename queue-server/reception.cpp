#include "queue-server/reception.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "protocol/access.h"

namespace foyer::server {
namespace {

/// An administrator may do at others' counters what a supervisor may, and needs no clerk for it.
std::vector<Right> rights_of(const Guest& guest) {
  if (guest.device.role != Role::admin) return guest.rights;
  std::vector<Right> rights = guest.rights;
  const auto place = std::lower_bound(rights.begin(), rights.end(), Right::supervise);
  if (place == rights.end() || *place != Right::supervise) rights.insert(place, Right::supervise);
  return rights;
}

constexpr std::size_t sign_in_answers_max = 256;

/// A snapshot of a full lobby is a thousand times as long as an answer to a command.
constexpr double snapshot_cost = 1000;
constexpr double events_cost = 20;
constexpr double sign_in_cost = 20;
/// Two codes of appointments a second: who guesses among a thousand million shall not get far.
constexpr double code_cost = 10'000;

template <class T>
bool is(const protocol::Request& request) {
  const auto* query = std::get_if<protocol::Query>(&request.body);
  return query != nullptr && std::holds_alternative<T>(*query);
}

std::string sign_in_key(const std::string& public_key, const std::string& request_id) {
  return public_key + " " + request_id;
}

Refusal unavailable(std::string text) {
  return {RefusalCode::unavailable, std::move(text), ""};
}

Refusal throttled(std::string text, Seconds retry_after) {
  return {RefusalCode::throttled, std::move(text), "", retry_after};
}

State without_tokens(State state) {
  for (auto& [id, visit] : state.visits) visit.token = Token{};
  for (auto& [reference, follow_up] : state.follow_ups) follow_up.token = Token{};
  for (auto& [id, counter] : state.counters) {
    if (counter.last_done) counter.last_done->visit.token = Token{};
  }
  for (Gone& gone : state.gone) gone.visit.token = Token{};
  for (Departed& departed : state.departed) departed.token = Token{};
  return state;
}

/// The server sees it; no device could know it of itself.
bool is_own_to_say(protocol::DeviceProblem problem) {
  return problem == protocol::DeviceProblem::silent || problem == protocol::DeviceProblem::flood;
}

/// A code of an appointment is in it.
bool names_code(const protocol::Request& request) {
  const auto* command = std::get_if<Command>(&request.body);
  return is<protocol::GetAppointment>(request) ||
         (command != nullptr && std::holds_alternative<CheckIn>(*command));
}

}  // namespace

double cost_of(const protocol::Request& request) {
  if (is<protocol::GetSnapshot>(request)) return snapshot_cost;
  if (is<protocol::GetEvents>(request)) return events_cost;
  if (is<protocol::GetFollowUps>(request) || is<protocol::ReadAudit>(request)) return events_cost;
  if (is<protocol::SignIn>(request)) return sign_in_cost;
  if (names_code(request)) return code_cost;
  return 1;
}

Reception::Reception(const Site& site, Lobby& lobby, Access& access,
                     FindAppointment find_appointment, TakeRemark take_remark,
                     std::function<void()> wake, Send send, DeviceWatch devices,
                     PrivateStore* private_store, std::optional<Accounts> accounts)
    : site_(site),
      lobby_(lobby),
      access_(access),
      find_appointment_(std::move(find_appointment)),
      take_remark_(std::move(take_remark)),
      send_(std::move(send)),
      devices_(std::move(devices)),
      private_store_(private_store),
      worker_(wake) {
  if (!accounts) return;
  sign_ons_.emplace(
      std::move(accounts->settings), access_, lobby_, std::move(accounts->clock), std::move(wake),
      SignOnDesk::Replies{[this](const ReturnAddress& to, const std::string& id,
                                 const Guest& guest) { answer_session(to, id, guest); },
                          [this](const ReturnAddress& to, const std::string& id, Refusal refusal) {
                            refuse_request(to, id, std::move(refusal));
                          }});
}

void Reception::answer(const ReturnAddress& address, protocol::Answer answer) {
  answer.seq = lobby_.seq();
  send_(address, protocol::write_answer(answer));
}

void Reception::refuse_request(const ReturnAddress& address, std::string id, Refusal refusal) {
  protocol::Answer refused;
  refused.id = std::move(id);
  refused.refusal = std::move(refusal);
  answer(address, std::move(refused));
}

/// Takes `cost` out of the device's rate, or refuses.
bool Reception::is_within_rate(const ReturnAddress& address, const std::string& id, Guest& guest,
                               double cost) {
  if (guest.bucket.take(cost, TokenBucket::Clock::now())) return true;
  refuse_request(address, id, throttled("too many requests", guest.bucket.time_to(cost)));
  return false;
}

/// People cannot ask for tickets as fast as something that leans on the screen, or a program. A
/// request that comes too soon is told when to come again.
bool Reception::is_of_people(const Waiting& waiting) {
  const auto* command = std::get_if<Command>(&waiting.request.body);
  const bool of_kiosk = waiting.guest->device.role == Role::kiosk;
  if (!of_kiosk || command == nullptr || !std::holds_alternative<IssueTicket>(*command)) {
    return true;
  }
  const auto wait = devices_.slows_down(waiting.actor.device, waiting.request.id, moment());
  if (!wait) return true;
  refuse_request(waiting.address, waiting.request.id,
                 throttled("more tickets than people can ask for", *wait));
  return false;
}

void Reception::take(ReturnAddress address, std::string_view public_key, std::string_view text) {
  Guest* guest = access_.find(public_key);
  if (guest == nullptr || guest->device.revoked_at) {
    refuse_request(address, protocol::request_id_of(text),
                   {RefusalCode::not_allowed, "this device is not enrolled any more", ""});
    return;
  }
  if (!is_within_rate(address, protocol::request_id_of(text), *guest, 1)) return;
  auto request = protocol::read_request(text);
  if (!request) {
    refuse_request(address, protocol::request_id_of(text), std::move(request.error()));
    return;
  }
  if (!protocol::may(guest->device.role, *request)) {
    refuse_request(
        address, std::move(request->id),
        {RefusalCode::not_allowed,
         "a " + std::string(word(guest->device.role)) + " may not ask for this", "command"});
    return;
  }
  // Where the burst is small, what is dear takes all of it rather than being refused for ever.
  const double more = std::min(cost_of(*request), guest->bucket.burst()) - 1;
  if (more > 0 && !is_within_rate(address, request->id, *guest, more)) return;
  Waiting waiting{std::move(address), guest, guest->actor, {}, {}, {}, {}, {}, std::move(*request)};
  if (!is_of_people(waiting)) return;
  if (const auto* command = std::get_if<Command>(&waiting.request.body)) {
    waiting.clerk_rights = rights_of(*guest);
    waiting.objection = objection_to(*command, *guest);
    if (std::holds_alternative<OpenCounter>(*command)) {
      waiting.clerk_skills = guest->skills;
      waiting.clerk_languages = guest->languages;
    }
    if (const auto* check_in = std::get_if<CheckIn>(command)) {
      if (!look_up(waiting, check_in->code)) return;
    }
    commands_.push_back(std::move(waiting));
  } else if (is<protocol::SignIn>(waiting.request)) {
    const auto query = std::get<protocol::SignIn>(std::get<protocol::Query>(waiting.request.body));
    sign_in(std::move(waiting), query);
  } else if (is<protocol::SignOut>(waiting.request)) {
    sign_out(waiting);
  } else if (is<protocol::BeginSignOn>(waiting.request)) {
    begin_sign_on(waiting);
  } else if (is<protocol::CancelSignOn>(waiting.request)) {
    cancel_sign_on(waiting);
  } else {
    queries_.push_back(std::move(waiting));
  }
}

void Reception::settle() {
  if (!commands_.empty()) {
    std::vector<Submission> batch;
    batch.reserve(commands_.size());
    for (Waiting& waiting : commands_) {
      batch.push_back({&waiting.actor, waiting.request.id, &std::get<Command>(waiting.request.body),
                       std::move(waiting.clerk_skills), std::move(waiting.clerk_languages),
                       std::move(waiting.clerk_rights), std::move(waiting.objection),
                       std::move(waiting.appointment)});
    }
    std::vector<Decided> decided = lobby_.apply(batch);
    for (std::size_t i = 0; i < decided.size(); ++i) {
      const Waiting& waiting = commands_[i];
      if (decided[i].refusal) {
        refuse_request(waiting.address, waiting.request.id, std::move(*decided[i].refusal));
      } else {
        send_(waiting.address,
              protocol::write_events_answer(waiting.request.id, lobby_.seq(), decided[i].events));
      }
    }
    commands_.clear();
    if (sign_ons_) sign_ons_->end_who_can_go();
  }
  for (Waiting& waiting : queries_) answer_query(waiting);
  queries_.clear();
}

DeviceWatch::Moment Reception::moment() {
  return {DeviceWatch::Clock::now(), lobby_.now()};
}

std::vector<protocol::DeviceTrouble> Reception::device_troubles() {
  const DeviceWatch::Moment now = moment();
  const std::optional<Day>& day = lobby_.state().day;
  const bool open = day && day->opens_at <= now.at && now.at < day->closes_at;
  return devices_.troubles(now, open ? DeviceWatch::Silence::told : DeviceWatch::Silence::normal);
}

void Reception::forget_revoked_devices() {
  devices_.keep([this](const DeviceId& device) { return access_.is_enrolled(device); });
}

void Reception::take_report(const Waiting& waiting, const protocol::ReportDevice& query) {
  for (std::size_t i = 0; i < query.problems.size(); ++i) {
    if (!is_own_to_say(query.problems[i])) continue;
    refuse_request(
        waiting.address, waiting.request.id,
        {RefusalCode::malformed, "the server alone says " + std::string(word(query.problems[i])),
         "problems[" + std::to_string(i) + "]"});
    return;
  }
  devices_.report(waiting.actor.device, waiting.guest->device.role, query.problems, moment());
  protocol::Answer taken;
  taken.id = waiting.request.id;
  answer(waiting.address, std::move(taken));
}

/// Kept beside the journal: nothing of it is an event, and nothing of it is logged.
void Reception::take_remark(const Waiting& waiting, const protocol::Query& query) {
  if (waiting.actor.clerk.empty()) {
    refuse_request(waiting.address, waiting.request.id,
                   {RefusalCode::not_signed_in, "no clerk is signed in at this device", ""});
    return;
  }
  try {
    const Remarker by{waiting.actor.clerk, waiting.actor.device, waiting.request.id, lobby_.now()};
    if (auto refusal = take_remark_(query, by)) {
      refuse_request(waiting.address, waiting.request.id, std::move(*refusal));
      return;
    }
  } catch (const std::runtime_error& e) {
    spdlog::error("a remark cannot be kept: {}", e.what());
    refuse_request(waiting.address, waiting.request.id, unavailable("cannot be written"));
    return;
  }
  protocol::Answer taken;
  taken.id = waiting.request.id;
  answer(waiting.address, std::move(taken));
}

void Reception::answer_query(Waiting& waiting) {
  const auto& query = std::get<protocol::Query>(waiting.request.body);
  if (const auto* report = std::get_if<protocol::ReportDevice>(&query)) {
    take_report(waiting, *report);
  } else if (is<protocol::VoteArticle>(waiting.request) ||
             is<protocol::ProposeArticle>(waiting.request)) {
    take_remark(waiting, query);
  } else if (!lobby_.ensure_available()) {
    refuse_request(waiting.address, waiting.request.id, unavailable("the journal cannot be read"));
  } else if (std::holds_alternative<protocol::GetSnapshot>(query)) {
    answer_snapshot(waiting);
  } else if (const auto* events = std::get_if<protocol::GetEvents>(&query)) {
    answer_events(waiting, *events);
  } else if (const auto* appointment = std::get_if<protocol::GetAppointment>(&query)) {
    answer_appointment(waiting, *appointment);
  } else if (std::holds_alternative<protocol::GetSession>(query)) {
    answer_session(waiting.address, waiting.request.id, *waiting.guest);
  } else if (const auto* follow_ups = std::get_if<protocol::GetFollowUps>(&query)) {
    answer_follow_ups(waiting, *follow_ups);
  } else if (const auto* find = std::get_if<protocol::FindVisit>(&query)) {
    find_visit(waiting, *find);
  } else if (const auto* comment = std::get_if<protocol::SetComment>(&query)) {
    take_comment(waiting, *comment);
  } else if (const auto* audit = std::get_if<protocol::ReadAudit>(&query)) {
    answer_audit(waiting, *audit);
  } else {
    answer_private(waiting);
  }
}

/// False: it could not be looked up, and the request is refused.
bool Reception::look_up(Waiting& waiting, std::string_view code) {
  try {
    waiting.appointment = find_appointment_(code);
    return true;
  } catch (const std::runtime_error& e) {
    spdlog::error("an appointment cannot be looked up: {}", e.what());
    refuse_request(waiting.address, waiting.request.id,
                   unavailable("appointments cannot be looked up"));
    return false;
  }
}

void Reception::answer_appointment(Waiting& waiting, const protocol::GetAppointment& query) {
  if (!look_up(waiting, query.code)) return;
  if (!waiting.appointment) {
    refuse_request(waiting.address, waiting.request.id,
                   {RefusalCode::unknown_appointment, "no appointment has this code", "code"});
    return;
  }
  const Appointment& known = *waiting.appointment;
  protocol::Answer found;
  found.id = waiting.request.id;
  found.appointment = protocol::FoundAppointment{known.at, known.services, std::nullopt};
  const auto objection = objection_to_check_in(site_, lobby_.state(), known, lobby_.now());
  if (objection) found.appointment->why_not = objection->code;
  answer(waiting.address, std::move(found));
}

void Reception::answer_snapshot(const Waiting& waiting) {
  protocol::Answer snapshot;
  snapshot.id = waiting.request.id;
  snapshot.snapshot =
      protocol::Snapshot{site_.id, lobby_.seq(), lobby_.now(), without_tokens(lobby_.state())};
  answer(waiting.address, std::move(snapshot));
}

void Reception::answer_events(const Waiting& waiting, const protocol::GetEvents& query) {
  auto events = lobby_.events_after(query.after);
  if (!events) {
    refuse_request(waiting.address, waiting.request.id, std::move(events.error()));
    return;
  }
  send_(waiting.address, protocol::write_events_answer(waiting.request.id, lobby_.seq(), *events));
}

void Reception::answer_session(const ReturnAddress& address, const std::string& id,
                               const Guest& guest) {
  protocol::Answer session;
  session.id = id;
  session.session = session_of(guest);
  answer(address, std::move(session));
}

protocol::Session Reception::session_of(const Guest& guest) const {
  protocol::Session session{guest.actor.clerk, guest.device.role};
  session.rights = guest.rights;
  session.training = training_;
  if (!sign_ons_) return session;
  if (sign_ons_->takes_pin()) session.ways.push_back(protocol::SignInWay::pin);
  session.ways.push_back(protocol::SignInWay::sign_on);
  session.sign_on = sign_ons_->told(guest);
  return session;
}

/// Who has been asked to go serves the visit that is there, and calls nobody else.
std::optional<Refusal> Reception::objection_to(const Command& command, const Guest& guest) const {
  const protocol::Sender sender{guest.device.role, !guest.actor.clerk.empty(), guest.rights};
  const bool goes_on = std::holds_alternative<CallNext>(command) ||
                       std::holds_alternative<CallVisit>(command) ||
                       std::holds_alternative<OpenCounter>(command);
  if (goes_on && guest.right && guest.right->ending) {
    return Refusal{RefusalCode::not_signed_in,
                   "the provider of accounts has ended this sign-in: sign in again", ""};
  }
  return protocol::objection_to(command, sender, site_.rules);
}

void Reception::begin_sign_on(Waiting& waiting) {
  if (!sign_ons_) {
    refuse_request(waiting.address, waiting.request.id,
                   {RefusalCode::not_allowed, "this site has no sign-on", "command"});
    return;
  }
  sign_ons_->begin(std::move(waiting.address), *waiting.guest, waiting.request.id);
}

void Reception::cancel_sign_on(Waiting& waiting) {
  try {
    if (sign_ons_) sign_ons_->cancel(*waiting.guest);
    answer_session(waiting.address, waiting.request.id, *waiting.guest);
  } catch (const std::runtime_error& e) {
    spdlog::error("cancelling a sign-on failed: {}", e.what());
    refuse_request(waiting.address, waiting.request.id, unavailable("cannot be written"));
  }
}

void Reception::see_to_sign_ons() {
  if (sign_ons_) sign_ons_->see_to_time();
}

void Reception::sign_out(Waiting& waiting) {
  try {
    access_.sign_out(*waiting.guest);
    answer_session(waiting.address, waiting.request.id, *waiting.guest);
  } catch (const std::runtime_error& e) {
    spdlog::error("sign-out failed: {}", e.what());
    refuse_request(waiting.address, waiting.request.id, unavailable("cannot be written"));
  }
}

void Reception::sign_in(Waiting waiting, const protocol::SignIn& query) {
  const std::string& public_key = waiting.guest->device.public_key;
  const std::string& id = waiting.request.id;
  if (sign_ons_ && !sign_ons_->takes_pin()) {
    refuse_request(
        waiting.address, id,
        {RefusalCode::not_allowed, "clerks sign in with the city's account here", "secret"});
    return;
  }
  if (const auto known = sign_in_answers_.find(sign_in_key(public_key, id));
      known != sign_in_answers_.end()) {
    if (known->second.clerk == query.clerk) {
      send_(waiting.address, known->second.text);
    } else {
      refuse_request(waiting.address, id,
                     {RefusalCode::request_id_reused, "this id was used for another clerk", "id"});
    }
    return;
  }
  if (const auto pending = sign_ins_.find(public_key); pending != sign_ins_.end()) {
    if (pending->second.request_id == id) {
      pending->second.address = std::move(waiting.address);  // Asked again, perhaps reconnected.
    } else {
      refuse_request(waiting.address, id,
                     throttled("another sign-in is being checked here", Seconds(1)));
    }
    return;
  }
  try {
    const Milliseconds wait = access_.wait_before_trying(*waiting.guest, query.clerk, lobby_.now());
    if (wait > Milliseconds(0)) {
      refuse_request(waiting.address, id,
                     throttled("too many wrong secrets", std::chrono::ceil<Seconds>(wait)));
      return;
    }
    if (!worker_.submit({public_key, access_.secret_hash_of(query.clerk), query.secret})) {
      refuse_request(waiting.address, id, throttled("too many sign-ins at once", Seconds(1)));
      return;
    }
    sign_ins_[public_key] = {std::move(waiting.address), public_key, id, query.clerk};
  } catch (const std::runtime_error& e) {
    spdlog::error("sign-in failed: {}", e.what());
    refuse_request(waiting.address, id, unavailable("the clerks cannot be looked up"));
  }
}

void Reception::collect() {
  for (const SignInWorker::Result& result : worker_.collect()) {
    auto pending = sign_ins_.extract(result.ticket);
    if (!pending.empty()) finish_sign_in(pending.mapped(), result.matches);
  }
  if (sign_ons_) sign_ons_->collect();
}

void Reception::finish_sign_in(const PendingSignIn& pending, bool matches) {
  Guest* guest = access_.find(pending.public_key);
  if (guest == nullptr || guest->device.revoked_at) return;
  protocol::Answer result;
  result.id = pending.request_id;
  result.seq = lobby_.seq();
  try {
    result.refusal = access_.tried(*guest, pending.clerk, matches, lobby_.now());
    if (!result.refusal && sign_ons_) sign_ons_->cancel(*guest);
  } catch (const std::runtime_error& e) {
    spdlog::error("sign-in failed: {}", e.what());
    refuse_request(pending.address, pending.request_id, unavailable("cannot be written"));
    return;
  }
  if (!result.refusal) result.session = session_of(*guest);
  spdlog::info("sign-in at {}: {}", guest->device.name.value,
               result.refusal ? word(result.refusal->code) : "ok");
  std::string text = protocol::write_answer(result);
  send_(pending.address, text);
  std::string key = sign_in_key(pending.public_key, pending.request_id);
  sign_in_answers_[key] = {pending.clerk, std::move(text)};
  sign_in_order_.push_back(std::move(key));
  if (sign_in_order_.size() > sign_in_answers_max) {
    sign_in_answers_.erase(sign_in_order_.front());
    sign_in_order_.pop_front();
  }
}

}  // namespace foyer::server
