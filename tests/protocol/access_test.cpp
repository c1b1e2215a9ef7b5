// Which role may ask for what, as a table that a person can check.
#include "protocol/access.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <vector>

#include "tests/protocol/messages.h"

namespace foyer::protocol::test {
namespace {

constexpr std::string_view table = R"(
  request        kiosk counter display web manager admin follower
  open_day       .     .       .       .   yes     yes     .
  close_day      .     yes     .       .   yes     yes     .
  issue_ticket   yes   yes     .       .   .       yes     .
  lease_numbers  yes   .       .       .   .       yes     .
  check_in       yes   yes     .       .   .       yes     .
  hand_in        yes   .       .       .   .       yes     .
  add_need       .     yes     .       .   .       yes     .
  leave          yes   yes     .       yes .       yes     .
  open_counter   .     yes     .       .   .       yes     .
  break_counter  .     yes     .       .   .       yes     .
  close_counter  .     yes     .       .   .       yes     .
  call_next      .     yes     .       .   .       yes     .
  call_visit     .     yes     .       .   .       yes     .
  recall         .     yes     .       .   .       yes     .
  take_back      .     yes     .       .   .       yes     .
  serve          .     yes     .       .   .       yes     .
  no_show        .     yes     .       .   .       yes     .
  park           .     yes     .       .   .       yes     .
  resume         .     yes     .       .   .       yes     .
  transfer       .     yes     .       .   .       yes     .
  refer          .     yes     .       .   .       yes     .
  finish         .     yes     .       .   .       yes     .
  advance_follow_up . yes   .       .   .       yes     yes
  assign_follow_up  . yes   .       .   .       yes     .
  set_note       .     yes     .       .   .       .       .
  set_contact    .     yes     .       .   .       .       .
  private_record .     yes     .       .   .       .       yes
  follow_ups     .     yes     .       yes .       yes     .
  read_audit     .     yes     .       .   .       yes     .
  give_feedback  yes   .       yes     yes .       yes     .
  find_visit     yes   yes     .       yes .       yes     .
  set_comment    yes   .       yes     yes .       .       .
  undo           .     yes     .       .   .       yes     .
  bring_back     .     yes     .       .   .       yes     .
  record_answer  .     yes     .       .   .       yes     .
  raise_alarm    .     yes     .       .   .       yes     .
  clear_alarm    .     yes     .       .   yes     yes     .
  set_priority   .     yes     .       .   yes     yes     .
  switch_service .     yes     .       .   yes     yes     .
  switch_notice  .     yes     .       .   yes     yes     .
  set_skills     .     yes     .       .   yes     yes     .
  set_steps      .     yes     .       .   .       yes     .
  confirm_serving .    yes     .       .   .       yes     .
  tick           .     .       .       .   .       .     .
  snapshot       yes   yes     yes     yes yes     yes     yes
  events         yes   yes     yes     yes yes     yes     yes
  session        yes   yes     yes     yes yes     yes     yes
  appointment    yes   yes     .       .   .       yes     .
  vote_article   .     yes     .       .   .       yes     .
  propose_article .    yes     .       .   .       yes     .
  report_device  yes   yes     yes     .   .       yes     .
  sign_in        .     yes     .       .   yes     yes     .
  sign_out       .     yes     .       .   yes     yes     .
  begin_sign_on  .     yes     .       .   yes     yes     .
  cancel_sign_on .     yes     .       .   yes     yes     .
)";

/// Request and role to whether it may.
std::map<std::string, std::map<Role, bool>> read_table() {
  std::map<std::string, std::map<Role, bool>> allowed;
  std::istringstream lines{std::string(table)};
  std::string line;
  std::vector<Role> roles;
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    std::string name;
    std::string cell;
    if (!(words >> name)) continue;
    for (std::size_t column = 0; words >> cell; ++column) {
      if (name == "request") {
        roles.push_back(*from_word<Role>(cell));
      } else {
        allowed[name][roles.at(column)] = cell == "yes";
      }
    }
  }
  return allowed;
}

}  // namespace

TEST_CASE("access: every role and every request as the table says") {
  const auto allowed = read_table();
  std::size_t checked = 0;
  const auto check = [&]<class T>(std::variant<Command, Query> body, std::type_identity<T>) {
    const auto row = allowed.find(std::string(wire_word<T>()));
    REQUIRE_MESSAGE(row != allowed.end(), wire_word<T>(), " is not in the table");
    for (std::size_t i = 0; i < word_count<Role>(); ++i) {
      const Role role = static_cast<Role>(i);
      INFO(std::string(word(role)), " asks ", std::string(wire_word<T>()));
      CHECK_EQ(may(role, Request{"a", body}), row->second.at(role));
    }
    ++checked;
  };
  for_each_alternative<Command>(
      [&]<class T>(std::type_identity<T> type) { check(Command(T{}), type); });
  for_each_alternative<Query>(
      [&]<class T>(std::type_identity<T> type) { check(Query(T{}), type); });
  CHECK_EQ(checked, allowed.size());
}

TEST_CASE("access: advice is for boards and managers and not for residents' devices") {
  std::string told;
  for (std::size_t i = 0; i < word_count<Role>(); ++i) {
    const auto role = static_cast<Role>(i);
    if (is_advised(role)) told += (told.empty() ? "" : " ") + std::string(word(role));
  }
  CHECK_EQ(told, "display manager admin");
}

namespace {

/// "ok", or the refusal's code and the member at fault.
std::string said(const Command& command, Role role, bool signed_in = true,
                 bool kiosk_priority = false) {
  Rules rules;
  rules.kiosk_priority = kiosk_priority;
  const auto refusal = objection_to(command, {role, signed_in, {}}, rules);
  if (!refusal) return "ok";
  CHECK_FALSE(refusal->text.empty());
  return std::string(word(refusal->code)) + " " + refusal->field;
}

IssueTicket ticket(Channel channel, Priority priority = Priority::normal) {
  IssueTicket command;
  command.channel = channel;
  command.priority = priority;
  return command;
}

}  // namespace

TEST_CASE("access: a ticket is of the channel of the device that issues it") {
  const std::map<Role, std::vector<Channel>> own{
      {Role::kiosk, {Channel::kiosk}},
      {Role::counter, {Channel::welcome_desk}},
      {Role::web, {Channel::web}},
      {Role::admin, {Channel::kiosk, Channel::welcome_desk, Channel::web}}};
  for (const auto& [role, channels] : own) {
    for (std::size_t i = 0; i < word_count<Channel>(); ++i) {
      const auto channel = static_cast<Channel>(i);
      INFO(std::string(word(role)), " issues for ", std::string(word(channel)));
      const bool is_own = std::find(channels.begin(), channels.end(), channel) != channels.end();
      CHECK_EQ(said(ticket(channel), role), is_own ? "ok" : "not_allowed channel");
    }
  }
}

TEST_CASE("access: a kiosk asks for priority only where the site says so") {
  const IssueTicket at_kiosk = ticket(Channel::kiosk, Priority::priority);
  CHECK_EQ(said(at_kiosk, Role::kiosk), "not_allowed priority");
  CHECK_EQ(said(at_kiosk, Role::kiosk, false, true), "ok");
  CHECK_EQ(said(ticket(Channel::kiosk), Role::kiosk), "ok");
  CHECK_EQ(said(ticket(Channel::welcome_desk, Priority::priority), Role::counter, false), "ok");
}

TEST_CASE("access: a kiosk knows appointments by their code alone") {
  IssueTicket named = ticket(Channel::kiosk);
  named.appointment_at = Instant(Seconds(1'795'680'000));
  CHECK_EQ(said(named, Role::kiosk), "not_allowed appointment_at_ms");
  named.channel = Channel::welcome_desk;
  CHECK_EQ(said(named, Role::counter), "ok");
  CheckIn check_in;
  check_in.channel = Channel::kiosk;
  CHECK_EQ(said(check_in, Role::kiosk), "ok");
  CHECK_EQ(said(check_in, Role::counter), "not_allowed channel");
}

TEST_CASE("access: who has no clerk gives up a visit by its token") {
  const Leave bare{VisitId{7}};
  const Leave with_token{VisitId{7}, Token{"9f86d081884c7d659a2feaa0c55ad015"}};
  for (const Role role : {Role::kiosk, Role::web}) {
    CHECK_EQ(said(bare, role, false), "not_allowed token");
    CHECK_EQ(said(with_token, role, false), "ok");
  }
  CHECK_EQ(said(bare, Role::admin, false), "ok");
}

TEST_CASE("access: what a supervisor does needs the right to supervise") {
  const std::vector<Command> commands = {
      SetPriority{VisitId{7}, Priority::priority}, SwitchService{ServiceId{"tax"}, Switch::off},
      SetSkills{CounterId{"c1"}, {SkillId{"tax"}}}, ClearAlarm{CounterId{"c1"}},
      SwitchNotice{NoticeId{"slow"}, Switch::on}};
  const auto code = [](const Command& command, const Sender& sender) {
    const auto refusal = objection_to(command, sender, Rules{});
    return refusal ? std::string(word(refusal->code)) : "ok";
  };
  for (const Command& command : commands) {
    CAPTURE(std::string(name_of(command)));
    for (const Role role : {Role::counter, Role::manager}) {
      CHECK_EQ(code(command, {role, false, {}}), "not_signed_in");
      CHECK_EQ(code(command, {role, true, {}}), "not_allowed");
      CHECK_EQ(code(command, {role, true, {Right::call_out_of_order}}), "not_allowed");
      CHECK_EQ(code(command, {role, true, {Right::supervise}}), "ok");
    }
    CHECK_EQ(code(command, {Role::admin, false, {}}), "ok");
  }
  // A board may end the day as it is; a counter by a supervisor alone.
  CHECK_EQ(code(CloseDay{}, {Role::manager, false, {}}), "ok");
  CHECK_EQ(code(CloseDay{}, {Role::counter, false, {}}), "not_signed_in");
  CHECK_EQ(code(CloseDay{}, {Role::counter, true, {Right::call_out_of_order}}), "not_allowed");
  CHECK_EQ(code(CloseDay{}, {Role::counter, true, {Right::supervise}}), "ok");
  CHECK_EQ(code(BringBack{VisitId{7}}, {Role::counter, false, {}}), "not_signed_in");
  CHECK_EQ(code(BringBack{VisitId{7}}, {Role::counter, true, {}}), "ok");
}

TEST_CASE("access: a counter device acts for visitors while a clerk is signed in") {
  const Token token{"9f86d081884c7d659a2feaa0c55ad015"};
  const std::vector<Command> of_visitors{Leave{VisitId{7}}, Leave{VisitId{7}, token},
                                         AddNeed{VisitId{7}, {"passport"}}, Resume{VisitId{7}}};
  for (const Command& command : of_visitors) {
    INFO(std::string(name_of(command)));
    CHECK_EQ(said(command, Role::counter, false), "not_signed_in ");
    CHECK_EQ(said(command, Role::counter), "ok");
    CHECK_EQ(said(command, Role::admin, false), "ok");
  }
  // The engine says who may act at a counter, and in which order it checks.
  CHECK_EQ(said(CallNext{{"c1"}}, Role::counter, false), "ok");
}

}  // namespace foyer::protocol::test
