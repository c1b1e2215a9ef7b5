#include "tests/kiosk/lone_world.h"

#include <algorithm>
#include <stdexcept>

namespace foyer::test {
namespace {

constexpr Instant first_morning{std::chrono::sys_days(std::chrono::year(2026) / 11 / 1)};

Service service(const char* id, const char* group) {
  Service service;
  service.id = ServiceId{id};
  service.group = GroupId{group};
  service.department = DepartmentId{"desk"};
  service.centralization = Centralization::full;
  service.skill = SkillId{"front-desk"};
  return service;
}

void must(bool holds, const std::string& what) {
  if (!holds) throw std::logic_error(what);
}

BusinessDate date_of(int day) {
  return BusinessDate{std::string("2026-11-") + (day < 10 ? "0" : "") + std::to_string(day)};
}

}  // namespace

Site small_site() {
  Site site;
  site.id = SiteId{"small"};
  site.groups = {{GroupId{"papers"}, 'A'}, {GroupId{"taxes"}, 'B'}};
  site.services = {service("passport", "papers"), service("tax", "taxes")};
  site.departments = {DepartmentId{"desk"}};
  site.languages = {{"en"}, {"fr"}};
  site.rules.alone_numbers = 10;
  return site;
}

// --- the server

LoneServer::LoneServer() : now(first_morning) {
  run(OpenDay{date_of(date), now, now + std::chrono::hours(10), now + std::chrono::hours(15)});
}

void LoneServer::next_day() {
  run(CloseDay{});
  ++date;
  now = std::max(now, first_morning + std::chrono::days(date - 1));
  run(OpenDay{date_of(date), now, now + std::chrono::hours(10), now + std::chrono::hours(15)});
}

std::vector<Event> LoneServer::commit(const std::vector<EventBody>& bodies,
                                      const DeviceId& device) {
  std::vector<Event> events;
  for (const EventBody& body : bodies) {
    events.push_back({static_cast<std::int64_t>(journal.size()) + 1, now, Actor{device, {}}, body});
    evolve(state, events.back());
    journal.push_back(events.back());
  }
  return events;
}

void LoneServer::run(const Command& command) {
  Context context;
  context.now = now;
  context.actor.device = DeviceId{"queue-server"};
  const auto bodies = decide(site, state, command, context);
  must(bodies.has_value(), "the server's own command was refused");
  commit(*bodies, context.actor.device);
}

protocol::Answer LoneServer::answer(const DeviceId& device, const protocol::Request& request) {
  protocol::Answer answer;
  answer.id = request.id;
  const auto key = std::pair(device, request.id);
  if (const auto known = applied_.find(key); known != applied_.end()) {
    answer.events = known->second;
    return answer;
  }
  Context context;
  context.now = now;
  context.actor.device = device;
  const std::string digits = std::to_string(++tokens_);
  context.token.value = "5" + std::string(31 - digits.size(), '0') + digits;
  const auto bodies = decide(site, state, std::get<Command>(request.body), context);
  if (!bodies) {
    answer.refusal = bodies.error();
    return answer;
  }
  answer.events = commit(*bodies, device);
  applied_[key] = answer.events;
  return answer;
}

// --- a kiosk

LoneKiosk::LoneKiosk(LoneServer& server, std::string name, const std::filesystem::path& folder)
    : device{name}, server_(server), file_(folder / (name + ".sqlite")) {
  starts();
}

void LoneKiosk::moment() {
  ++moments_;
  if (moments_left_ > 0 && --moments_left_ == 0) throw PowerCut{};
}

template <class What>
void LoneKiosk::guarded(What what) {
  if (!is_on()) return;
  try {
    what();
  } catch (const PowerCut&) {
    power_cut();
  }
}

void LoneKiosk::power_cut() {
  moments_left_ = -1;
  issuing_.reset();
  store_.reset();
  link_.clear();
  answers_.clear();
  on_screen_.reset();
}

kiosk::Lobby LoneKiosk::lobby() const {
  kiosk::Lobby lobby;
  lobby.state = &server_.state;
  lobby.connected = connected;
  lobby.at = server_.now;
  return lobby;
}

void LoneKiosk::starts() {
  if (is_on()) return;
  const auto unique = [this](char first) {
    const std::string digits = std::to_string(++ids_);
    return first + device.value.substr(device.value.size() - 1) +
           std::string(30 - digits.size(), '0') + digits;
  };
  kiosk::Outbox outbox{.send =
                           [this](protocol::Request request) {
                             moment();
                             link_.insert_or_assign(request.id, std::move(request));
                             moment();
                           },
                       .fresh_id = [unique] { return unique('d'); },
                       .fresh_token = [unique] { return unique('a'); }};
  try {
    store_ = std::make_unique<kiosk::Store>(file_, [this](bool) { moment(); });
    issuing_ = std::make_unique<kiosk::Issuing>(server_.site, store_.get(), std::move(outbox));
    if (const auto ticket = issuing_->unfinished(server_.now)) {
      show(*ticket, false);
    } else if (const auto old = store_->unfinished(Instant{});
               old && !shown.contains(old->token.value)) {
      unseen.insert({old->date.value, old->number});
    }
  } catch (const PowerCut&) {
    power_cut();
  }
}

void LoneKiosk::show(const kiosk::KeptTicket& ticket, bool is_alone) {
  const auto [place, is_new] = shown.emplace(ticket.token.value, ticket);
  must(is_new || place->second.number == ticket.number, "one ticket with two numbers");
  if (is_alone || ticket.token.value.front() == 'a') alone.insert(ticket.token.value);
  on_screen_ = ticket;
}

/// What the screen shows after anything happened.
void LoneKiosk::look() {
  const auto outcome = issuing_->take();
  if (outcome && *outcome) show((*outcome)->ticket, (*outcome)->alone);
}

void LoneKiosk::asks(const std::string& service) {
  guarded([&] {
    if (issuing_->waits() || on_screen_) return;
    IssueTicket wish;
    wish.services = {ServiceId{service}};
    wish.language = LanguageTag{"en"};
    issuing_->ask(wish, lobby(), now_ms);
    look();
  });
}

void LoneKiosk::walks_away() {
  guarded([&] { issuing_->leave_behind(); });
}

void LoneKiosk::has_taken() {
  guarded([&] {
    if (!on_screen_) return;
    issuing_->finish(*on_screen_);
    on_screen_.reset();
  });
}

void LoneKiosk::frame() {
  guarded([&] {
    issuing_->keep_up(lobby(), now_ms);
    look();
  });
}

bool LoneKiosk::request_arrives(std::size_t i) {
  if (!connected || i >= link_.size()) return false;
  auto request = link_.begin();
  std::advance(request, i);
  answers_.push_back(server_.answer(device, request->second));
  return true;
}

bool LoneKiosk::request_is_lost(std::size_t i) {
  return i < link_.size();  // It stays with the link, which sends it again.
}

bool LoneKiosk::answer_arrives(std::size_t i) {
  if (!is_on() || !connected || i >= answers_.size()) return false;
  const protocol::Answer answer = answers_[i];
  answers_.erase(answers_.begin() + static_cast<std::ptrdiff_t>(i));
  if (link_.erase(answer.id) == 0) return true;  // The second answer to one request.
  guarded([&] {
    issuing_->answered(answer, lobby(), now_ms);
    look();
  });
  return true;
}

bool LoneKiosk::answer_is_lost(std::size_t i) {
  if (i >= answers_.size()) return false;
  answers_.erase(answers_.begin() + static_cast<std::ptrdiff_t>(i));
  return true;
}

void LoneKiosk::settles() {
  connected = true;
  moments_left_ = -1;
  starts();
  for (int quiet = 0; quiet < 3;) {
    frame();
    bool anything = request_arrives(0);
    while (answer_arrives(0)) anything = true;
    has_taken();
    now_ms += 11'000;
    quiet = anything ? 0 : quiet + 1;
  }
}

// --- counting

LoneCounts check_counts(const LoneServer& server, const std::vector<LoneKiosk*>& kiosks) {
  std::map<std::string, const Event*> issued;          // By token.
  std::map<std::pair<int, std::string>, int> numbers;  // Of a day.
  std::map<std::pair<std::string, std::string>, int> lapsed;
  std::set<VisitId> left;
  int day = 0;
  for (const Event& event : server.journal) {
    if (std::holds_alternative<DayOpened>(event.body)) ++day;
    if (const auto* gone = std::get_if<VisitLeft>(&event.body)) left.insert(gone->visit);
    if (const auto* late = std::get_if<TicketLapsed>(&event.body)) {
      ++lapsed[{late->date.value, late->ticket}];
    }
    const auto* ticket = std::get_if<TicketIssued>(&event.body);
    if (ticket == nullptr) continue;
    must(issued.emplace(ticket->token.value, &event).second, "a token is in the journal twice");
    must(++numbers[{day, ticket->ticket}] == 1, ticket->ticket + " was given twice on one day");
  }
  LoneCounts counts;
  std::set<std::string> seen;
  std::set<std::pair<std::string, std::string>> on_paper;
  for (const LoneKiosk* kiosk : kiosks) {
    for (const auto& [token, ticket] : kiosk->shown) {
      ++counts.shown;
      must(seen.insert(token).second, "one ticket was shown at two kiosks");
      must(on_paper.insert({ticket.date.value, ticket.number}).second,
           ticket.number + " was shown to two people on " + ticket.date.value);
      const bool is_alone = kiosk->alone.contains(token);
      counts.alone += is_alone ? 1 : 0;
      const auto in_journal = issued.find(token);
      if (in_journal == issued.end()) {
        must(is_alone, ticket.number + " was shown and is not in the journal");
        const auto over = lapsed.find({ticket.date.value, ticket.number});
        must(over != lapsed.end() && over->second == 1,
             ticket.number + " was issued alone and is not in the journal once");
        ++counts.lapsed;
        continue;
      }
      const auto& event = std::get<TicketIssued>(in_journal->second->body);
      must(event.ticket == ticket.number, "another number was shown than is in the journal");
      must(event.arrived_at.has_value() == is_alone, "it is told how it was issued");
      must(!is_alone || *event.arrived_at == ticket.issued_at,
           "its place is the time at which it was really issued");
      must(!left.contains(event.visit), ticket.number + " was shown and is given back");
    }
  }
  for (const auto& [token, event] : issued) {
    if (seen.contains(token)) continue;
    const auto& ticket = std::get<TicketIssued>(event->body);
    const bool over = !server.state.visits.contains(ticket.visit);
    must(over, ticket.ticket + " waits, and nobody has it");
    counts.given_back += left.contains(ticket.visit) ? 1 : 0;
  }
  for (const auto& [number, times] : lapsed) {
    const bool nobody_saw_it =
        std::any_of(kiosks.begin(), kiosks.end(),
                    [&](const LoneKiosk* kiosk) { return kiosk->unseen.contains(number); });
    must(on_paper.contains(number) || nobody_saw_it, number.second + " lapsed and was shown");
  }
  return counts;
}

}  // namespace foyer::test
