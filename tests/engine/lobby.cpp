#include "tests/engine/lobby.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "tests/engine/invariants.h"
#include "tests/engine/words_of_events.h"

namespace foyer::test {
namespace {

using Words = std::vector<std::string>;

constexpr Instant first_midnight{std::chrono::sys_days(std::chrono::year(2026) / 11 / 26)};

Words split(std::string_view text, char separator) {
  Words words;
  std::string word;
  for (char c : text) {
    if (c != separator) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) words.push_back(word);
  return words;
}

const std::string& need_word(const Words& words, std::size_t i) {
  if (i >= words.size()) throw std::invalid_argument("the line is too short");
  return words[i];
}

bool is_clock(std::string_view word) {
  return word.size() >= 5 && word[2] == ':';
}

/// Every word of `expected` is among `happened`, in this order.
bool has_in_order(const Words& happened, const Words& expected) {
  auto from = happened.begin();
  for (const std::string& word : expected) {
    from = std::find(from, happened.end(), word);
    if (from == happened.end()) return false;
    ++from;
  }
  return true;
}

template <class E>
E enum_of(const std::string& text) {
  const auto value = from_word<E>(text);
  if (!value) throw std::invalid_argument("no such word: " + text);
  return *value;
}

bool is_staff_command(const std::string& verb) {
  static const std::set<std::string> verbs = {
      "undo",       "bring_back",  "answer",      "set_priority", "switch_service", "switch_notice",
      "set_skills", "raise_alarm", "clear_alarm", "steps",        "still_here"};
  return verbs.contains(verb);
}

/// "A001/2": the ticket and the need; need 1 where none is named.
std::pair<std::string, NeedId> ticket_and_need(const std::string& word) {
  const Words parts = split(word, '/');
  return {parts[0], NeedId{parts.size() > 1 ? std::stoi(parts[1]) : 1}};
}

/// "incomplete:photo,id" or "resolved*dog-tag".
NeedResult result_of(NeedId need, const std::string& text) {
  NeedResult result;
  result.need = need;
  const Words delivered = split(text, '*');
  const Words missing = split(delivered[0], ':');
  result.outcome = enum_of<Outcome>(missing[0]);
  if (missing.size() > 1) {
    for (std::string& item : split(missing[1], ',')) result.missing.push_back(ItemId{item});
  }
  if (delivered.size() > 1) {
    for (std::string& item : split(delivered[1], ',')) result.delivered.push_back({ItemId{item}});
  }
  return result;
}

}  // namespace

Instant Lobby::at(std::string_view clock) {
  const Words parts = split(clock, ':');
  Instant at = first_midnight + std::chrono::hours(std::stoi(parts[0])) +
               std::chrono::minutes(std::stoi(parts[1]));
  if (parts.size() > 2) at += Seconds(std::stoi(parts[2]));
  return at;
}

Result<std::vector<EventBody>> Lobby::tries(Instant now, const Command& command,
                                            const std::string& clerk) {
  Context context;
  context.now = now;
  context.actor = Actor{DeviceId{device_}, ClerkId{clerk}};
  context.clerk_skills = skills_of(clerk);
  context.clerk_languages = languages_of_clerk_[clerk];
  if (!in_order_.contains(clerk)) context.clerk_rights = {Right::call_out_of_order};
  if (clerk == "sue" || device_ == "office") context.clerk_rights.push_back(Right::supervise);
  std::string digits = std::to_string(state_.next_visit.value);
  context.token = Token{std::string(32 - digits.size(), '0') + digits};
  context.appointment = std::exchange(appointment_, std::nullopt);
  auto events = decide(site_, state_, command, context);
  last_refusal_.reset();
  if (!events) {
    last_refusal_ = events.error();
    return events;
  }
  last_events_ = *events;
  for (const EventBody& body : *events) {
    if (const auto* issued = std::get_if<TicketIssued>(&body)) {
      visit_of_ticket_[issued->ticket] = issued->visit;
    }
    Event event{static_cast<std::int64_t>(journal_.size()) + 1, now, context.actor, body};
    evolve(state_, event);
    journal_.push_back(std::move(event));
  }
  return events;
}

const Visit& Lobby::visit(std::string_view ticket) const {
  const Visit* visit = find_ticket(state_, ticket);
  REQUIRE_MESSAGE(visit != nullptr, std::string(ticket), " is not present");
  return *visit;
}

const Counter& Lobby::counter(std::string_view id) const {
  const Counter* counter = find_counter(state_, CounterId{std::string(id)});
  REQUIRE_MESSAGE(counter != nullptr, std::string(id), " was not open today");
  return *counter;
}

std::string Lobby::ticket_of(VisitId id) const {
  for (const auto& [ticket, visit] : visit_of_ticket_) {
    if (visit == id) return ticket;
  }
  return "?";
}

VisitId Lobby::visit_of(const std::string& ticket) const {
  auto found = visit_of_ticket_.find(ticket);
  return found == visit_of_ticket_.end() ? VisitId{999999} : found->second;
}

void Lobby::plays(std::string_view script) {
  for (const std::string& line : split(script, '\n')) {
    const std::size_t arrow = line.find("->");
    const Words words = split(line.substr(0, arrow), ' ');
    if (words.empty() || words.front().front() == '#') continue;
    INFO("line: ", line);
    if (is_clock(words.front())) {
      play_command(words, arrow == std::string::npos ? "ok" : line.substr(arrow + 2));
    } else {
      const std::string is = how_it_is(words);
      const auto from = words.begin() + 2;
      std::string said;
      for (auto word = from; word != words.end(); ++word) {
        said += (said.empty() ? "" : " ") + *word;
      }
      CHECK_EQ(is, said);
    }
    for (const std::string& broken : broken_invariants(site_, state_)) FAIL_CHECK(broken);
  }
}

void Lobby::play_command(const Words& line, const std::string& expectation) {
  const Words expected = split(expectation, ' ');
  Words words(line.begin() + 1, line.end());
  std::optional<std::string> by;
  if (words.size() > 2 && words[words.size() - 2] == "by") {
    by = words.back();
    words.resize(words.size() - 2);
  }
  device_ = "device";
  if (words.size() > 2 && words[words.size() - 2] == "from") {
    device_ = words.back();
    words.resize(words.size() - 2);
  }
  if (words.front() == "open_counter" && words.size() > 2) clerk_at_[words[1]] = words[2];
  if (words.size() > 4 && words[3] == "speaks") {
    std::vector<LanguageTag>& languages = languages_of_clerk_[words[2]];
    for (std::string& tag : split(words[4], ',')) languages.push_back(LanguageTag{tag});
  }
  if (words.front() == "open_counter" && words.back() == "in_order") in_order_.insert(words[2]);
  std::string clerk;
  if (words.size() > 1) {
    const auto signed_in = clerk_at_.find(words[1]);
    if (signed_in != clerk_at_.end()) clerk = signed_in->second;
  }
  if (by) clerk = *by;
  if (clerk == "nobody") clerk.clear();

  const auto events = tries(at(line.front()), command_of(words), clerk);
  // Some words are a refusal and a kind of event, but an event is told with more of its words.
  const bool refusal_expected =
      expected.size() == 1 && from_word<RefusalCode>(expected.front()).has_value();
  if (!events) {
    const Refusal& refusal = events.error();
    const std::string happened = std::string(word(refusal.code)) + " " + refusal.field;
    const bool as_expected =
        expected == split(happened, ' ') || expected == Words{std::string(word(refusal.code))};
    CHECK_MESSAGE(as_expected, "refused: ", happened, ": ", refusal.text);
    return;
  }
  const std::string happened = outcome_words(*events);
  CHECK_MESSAGE(!refusal_expected, "not refused: ", happened);
  if (refusal_expected || expected == Words{"ok"}) return;
  const bool as_expected = has_in_order(split(happened, ' '), expected);
  CHECK_MESSAGE(as_expected, "happened: ", happened);
}

std::string Lobby::outcome_words(const std::vector<EventBody>& events) const {
  std::string text;
  for (const EventBody& event : events) {
    text += words_of_event(event, [this](VisitId id) { return ticket_of(id); }) + " ";
  }
  return text;
}

/// "A001 is called+waiting at c2", "A001 is gone", "c2 is open", "c2 is open with A001".
std::string Lobby::how_it_is(const Words& words) const {
  const std::string& name = need_word(words, 0);
  if (const Counter* counter = find_counter(state_, CounterId{name})) {
    std::string text(word(counter->state));
    if (counter->visit) text += " with " + ticket_of(*counter->visit);
    return text;
  }
  const Visit* visit = find_ticket(state_, name);
  if (visit == nullptr) return "gone";
  std::string text;
  for (const Need& need : visit->needs) {
    text += (text.empty() ? "" : "+") + std::string(word(need.state));
  }
  return visit->counter.empty() ? text : text + " at " + visit->counter.value;
}

Command Lobby::command_of(const Words& words) {
  const std::string& verb = need_word(words, 0);
  if (verb == "open_day") {
    const bool told = words.size() > 3;
    const int date = 26 + (told ? std::stoi(words[1]) / 24 : 0);
    return OpenDay{BusinessDate{"2026-11-" + std::to_string(date)}, at(told ? words[1] : "08:00"),
                   at(told ? words[2] : "16:30"), at(told ? words[3] : "17:00")};
  }
  if (verb == "close_day") return CloseDay{};
  if (verb == "tick") return Tick{};
  if (verb == "issue" || verb == "add_need" || verb == "leave" || verb == "resume") {
    return visitor_command(words);
  }
  if (verb == "check_in") return check_in_command(words);
  if (verb == "lease" || verb == "hand_in") return alone_command(words);
  if (verb == "transfer" || verb == "refer") return passing_command(words);
  if (verb == "finish") return finish_command(words);
  if (verb == "advance" || verb == "assign") return follow_up_command(words);
  if (verb == "feedback") return feedback_command(words);
  if (is_staff_command(verb)) return staff_command(words);
  return counter_command(words);
}

Command Lobby::check_in_command(const Words& words) {
  CheckIn check_in;
  check_in.code = "K7M2QP";
  check_in.language = LanguageTag{"en"};
  const std::int64_t id = std::stoi(need_word(words, 1));
  if (id == 0) return check_in;
  Appointment appointment{AppointmentId{id}, at(need_word(words, 2)), {}, false};
  for (std::string& service : split(need_word(words, 3), '+')) {
    appointment.services.push_back(ServiceId{std::move(service)});
  }
  for (std::size_t i = 4; i < words.size(); ++i) {
    if (words[i] == "cancelled") appointment.cancelled = true;
    if (words[i] == "tomorrow") appointment.at += std::chrono::days(1);
    if (const auto wish = from_word<SpecialNeed>(words[i])) check_in.special_needs.push_back(*wish);
  }
  appointment_ = appointment;
  return check_in;
}

Command Lobby::alone_command(const Words& words) {
  if (words.front() == "lease") {
    LeaseNumbers lease;
    for (std::size_t i = 1; i < words.size(); ++i) {
      lease.left[words[i].front()] = std::stoi(words[i].substr(2));
    }
    return lease;
  }
  HandIn hand_in;
  hand_in.ticket = need_word(words, 1);
  for (std::string& service : split(need_word(words, 2), '+')) {
    if (service != "-") hand_in.services.push_back(ServiceId{std::move(service)});
  }
  hand_in.issued_at = at(need_word(words, 3));
  hand_in.language = LanguageTag{"en"};
  hand_in.date = BusinessDate{"2026-11-26"};
  for (std::size_t i = 4; i < words.size(); ++i) {
    if (words[i] == "date") {
      hand_in.date = BusinessDate{need_word(words, ++i)};
    } else if (words[i] == "token_of") {
      hand_in.token = visit(need_word(words, ++i)).token;
    } else if (const auto wish = from_word<SpecialNeed>(words[i])) {
      hand_in.special_needs.push_back(*wish);
    } else {
      hand_in.language = LanguageTag{words[i]};
    }
  }
  const std::string digits = std::to_string(++tokens_);
  if (hand_in.token.value.empty()) {
    hand_in.token.value = "a" + std::string(31 - digits.size(), '0') + digits;
  }
  return hand_in;
}

Command Lobby::visitor_command(const Words& words) const {
  const std::string& verb = words[0];
  if (verb == "leave") {
    Leave leave{visit_of(need_word(words, 1))};
    if (words.size() > 3 && words[2] == "token") leave.token = visit(words[3]).token;
    return leave;
  }
  if (verb == "resume") return Resume{visit_of(need_word(words, 1))};
  if (verb == "add_need") {
    return AddNeed{visit_of(need_word(words, 1)), ServiceId{need_word(words, 2)}};
  }
  IssueTicket issue;
  issue.language = LanguageTag{"en"};
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& text = words[i];
    if (i == 1) {
      for (std::string& id : split(text, '+')) issue.services.push_back(ServiceId{id});
    } else if (text == "appointment") {
      issue.appointment_at = at(need_word(words, ++i));
    } else if (const auto priority = from_word<Priority>(text)) {
      issue.priority = *priority;
    } else if (const auto special = from_word<SpecialNeed>(text)) {
      issue.special_needs.push_back(*special);
    } else if (const auto channel = from_word<Channel>(text)) {
      issue.channel = *channel;
    } else {
      issue.language = LanguageTag{text};
    }
  }
  return issue;
}

Command Lobby::counter_command(const Words& words) const {
  const std::string& verb = words[0];
  const CounterId counter{need_word(words, 1)};
  if (verb == "open_counter") return OpenCounter{counter};
  if (verb == "close_counter") return CloseCounter{counter};
  if (verb == "break_counter") {
    return BreakCounter{counter, enum_of<BreakReason>(need_word(words, 2))};
  }
  if (verb == "call_next") return CallNext{counter};
  const VisitId visit = visit_of(need_word(words, 2));
  if (verb == "call_visit") return CallVisit{counter, visit};
  if (verb == "recall") return Recall{counter, visit};
  if (verb == "take_back") return TakeBack{counter, visit};
  if (verb == "serve") return Serve{counter, visit};
  if (verb == "no_show") return NoShow{counter, visit};
  if (verb == "park") {
    return Park{counter, visit, std::chrono::minutes(std::stoi(need_word(words, 3)))};
  }
  throw std::invalid_argument("no such command: " + verb);
}

Command Lobby::staff_command(const Words& words) const {
  const std::string& verb = words[0];
  const std::string& first = need_word(words, 1);
  const bool at_desk = first == "-";
  if (verb == "raise_alarm") return RaiseAlarm{CounterId{at_desk ? "" : first}};
  if (verb == "clear_alarm") {
    if (!at_desk) return ClearAlarm{CounterId{first}, {}};
    return ClearAlarm{{}, DeviceId{need_word(words, 2)}};
  }
  const std::string& second = need_word(words, 2);
  if (verb == "still_here") return ConfirmServing{CounterId{first}, visit_of(second)};
  if (verb == "steps") {
    const auto [ticket, need] = ticket_and_need(second);
    SetSteps set{CounterId{first}, visit_of(ticket), need, {}, {}};
    for (const std::string& word : split(words.size() > 3 ? words[3] : "", ',')) {
      const bool is_step = word.find_first_not_of("0123456789") == std::string::npos;
      if (is_step) set.steps.push_back(StepId{std::stoi(word)});
      if (!is_step) set.brought.push_back(ItemId{word});
    }
    return set;
  }
  if (verb == "undo") return Undo{CounterId{first}, visit_of(second)};
  if (verb == "bring_back") return BringBack{visit_of(second)};
  if (verb == "set_priority") return SetPriority{visit_of(first), enum_of<Priority>(second)};
  if (verb == "switch_service") return SwitchService{ServiceId{first}, enum_of<Switch>(second)};
  if (verb == "switch_notice") return SwitchNotice{NoticeId{first}, enum_of<Switch>(second)};
  if (verb == "set_skills") {
    SetSkills set{CounterId{first}, {}};
    for (std::string& skill : split(second, ',')) set.skills.push_back(SkillId{skill});
    return set;
  }
  const NeedResult result = result_of(NeedId{}, need_word(words, 3));
  RecordAnswer answer{CounterId{first == "-" ? "" : first},
                      ServiceId{second},
                      result.outcome,
                      result.delivered,
                      {}};
  if (words.size() > 4) answer.department = DepartmentId{words[4]};
  return answer;
}

Command Lobby::passing_command(const Words& words) const {
  const CounterId counter{need_word(words, 1)};
  const auto [ticket, need] = ticket_and_need(need_word(words, 2));
  const VisitId visit = visit_of(ticket);
  if (words[0] == "refer") return Refer{counter, visit, need, DepartmentId{need_word(words, 3)}};
  return Transfer{counter, visit, need, enum_of<TransferKind>(need_word(words, 3)),
                  words.size() > 4 ? words[4] : std::string()};
}

Command Lobby::follow_up_command(const Words& words) {
  const auto named = [&words](std::size_t i) {
    const std::string& name = need_word(words, i);
    return name == "-" ? std::string() : name;
  };
  if (words[0] == "advance") {
    return AdvanceFollowUp{need_word(words, 1), enum_of<FollowUpStatus>(need_word(words, 2))};
  }
  return AssignFollowUp{need_word(words, 1), DepartmentId{named(2)}, ClerkId{named(3)}};
}

/// "feedback A001 satisfaction=4 effort=5 token=…", "token=own": the ticket's.
Command Lobby::feedback_command(const Words& words) const {
  GiveFeedback command{visit_of(need_word(words, 1))};
  for (std::size_t i = 2; i < words.size(); ++i) {
    const std::size_t equals = words[i].find('=');
    const std::string question = words[i].substr(0, equals);
    const std::string answer = words[i].substr(equals + 1);
    if (question == "token") {
      const Departed* departed = find_departed(state_, command.visit);
      const bool own = answer == "own" && departed != nullptr;
      command.token = own ? departed->token : Token{answer};
    } else if (question == "satisfaction") {
      command.rating.satisfaction = std::stoi(answer);
    } else if (question == "effort") {
      command.rating.effort = std::stoi(answer);
    } else if (question == "recommendation") {
      command.rating.recommendation = std::stoi(answer);
    } else {
      throw std::invalid_argument("no such question: " + question);
    }
  }
  return command;
}

Command Lobby::finish_command(const Words& words) const {
  Finish finish{CounterId{need_word(words, 1)}, visit_of(need_word(words, 2)), {}};
  for (std::size_t i = 3; i < words.size(); ++i) {
    const std::size_t equals = words[i].find('=');
    if (equals != std::string::npos) {
      finish.results.push_back(result_of(NeedId{std::stoi(words[i])}, words[i].substr(equals + 1)));
    } else if (const Visit* visit = find_visit(state_, finish.visit)) {
      for (const Need& need : visit->needs) {
        if (need.state == NeedState::serving) {
          finish.results.push_back(result_of(need.id, words[i]));
        }
      }
    }
  }
  return finish;
}

}  // namespace foyer::test
