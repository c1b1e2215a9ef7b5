// Which role may ask for what, as a table that a person can check.
#include "protocol/access.h"

#include <doctest/doctest.h>

#include <map>
#include <sstream>

#include "tests/protocol/messages.h"

namespace foyer::protocol::test {
namespace {

constexpr std::string_view table = R"(
  request        kiosk counter display web manager admin
  open_day       .     .       .       .   yes     yes
  close_day      .     .       .       .   yes     yes
  issue_ticket   yes   yes     .       .   .       yes
  add_need       .     yes     .       .   .       yes
  leave          .     yes     .       yes .       yes
  open_counter   .     yes     .       .   .       yes
  break_counter  .     yes     .       .   .       yes
  close_counter  .     yes     .       .   .       yes
  call_next      .     yes     .       .   .       yes
  call_visit     .     yes     .       .   .       yes
  recall         .     yes     .       .   .       yes
  take_back      .     yes     .       .   .       yes
  serve          .     yes     .       .   .       yes
  no_show        .     yes     .       .   .       yes
  park           .     yes     .       .   .       yes
  resume         .     yes     .       .   .       yes
  transfer       .     yes     .       .   .       yes
  refer          .     yes     .       .   .       yes
  finish         .     yes     .       .   .       yes
  tick           .     .       .       .   .       .
  snapshot       yes   yes     yes     yes yes     yes
  events         yes   yes     yes     yes yes     yes
  session        yes   yes     yes     yes yes     yes
  sign_in        .     yes     .       .   yes     yes
  sign_out       .     yes     .       .   yes     yes
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

}  // namespace foyer::protocol::test
