// Logs of past waits: what is read, and what is said of what cannot be.
#include "admin/wait_log.h"

#include <doctest/doctest.h>

#include <sstream>

namespace foyer::admin::test {
namespace {

const std::string header = "id,date,type,prio,arrive,wait,outcome,start,end,server\n";

std::vector<LoggedVisit> read(const std::string& text) {
  std::istringstream stream(text);
  return read_wait_log(stream, "log.csv");
}

/// What reading the lines, below the header, says.
std::string mistake_in(const std::string& lines) {
  try {
    (void)read(header + lines);
  } catch (const WaitLogError& e) {
    return e.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("wait log: reads who was served and who left") {
  const auto log = read(header +
                        "1,1999-01-31,PS,2,100,20,S,120,180,S01\n"
                        "2,1999-01-31,NW,0,110,15,A,,,\n");
  REQUIRE_EQ(log.size(), 2);
  CHECK_EQ(log[0].id, "1");
  CHECK_EQ(log[0].type, "PS");
  CHECK_EQ(log[0].prio, 2);
  CHECK_EQ(log[0].wait_s, 20);
  CHECK_EQ(log[0].server, "S01");
  CHECK(log[0].outcome == LoggedOutcome::served);
  CHECK_EQ(*log[0].over_at - log[0].arrived_at, Seconds(20));
  CHECK_EQ(*log[0].end_at - *log[0].over_at, Seconds(60));
  CHECK(log[1].outcome == LoggedOutcome::left);
  CHECK_EQ(*log[1].over_at - log[1].arrived_at, Seconds(15));
  CHECK_FALSE(log[1].end_at);
}

TEST_CASE("wait log: a day goes on past midnight and dates follow each other") {
  const auto log = read(header +
                        "1,1999-01-31,PS,1,86390,20,S,86410,86500,S01\n"
                        "2,1999-02-01,PS,1,5,0,S,5,9,S02\n");
  CHECK_EQ(log[1].arrived_at - log[0].arrived_at, Seconds(15));
}

TEST_CASE("wait log: one that was cut while people were there can be read") {
  const auto log = read(header +
                        "1,1999-01-31,PS,1,100,20,S,120,,S01\n"
                        "2,1999-01-31,PS,1,110,,,,,\n");
  CHECK_FALSE(log[0].end_at);
  CHECK(log[1].outcome == LoggedOutcome::waiting);
  CHECK_FALSE(log[1].over_at);
}

TEST_CASE("wait log: quotes and line ends of other systems and empty lines are read") {
  const auto log = read(
      "id,date,type,prio,arrive,wait,outcome,start,end,server\r\n"
      "\"1\",1999-01-31,\"P,S\",1,100,20,A,,,\r\n"
      "\r\n"
      "2,1999-01-31,PS,1,110,0,A,,,");
  REQUIRE_EQ(log.size(), 2);
  CHECK_EQ(log[0].type, "P,S");
}

TEST_CASE("wait log: mistakes are named with their place") {
  const std::string good = "1,1999-01-31,PS,2,100,20,S,120,180,S01\n";
  CHECK_EQ(mistake_in(good), "none");
  CHECK_EQ(mistake_in(good + "2,1999-01-31,PS,2,x,20,S,120,180,S01\n"),
           "log.csv:3: arrive: \"x\" is no whole number");
  CHECK_EQ(mistake_in("1,1999-02-30,PS,2,100,20,S,120,180,S01\n"),
           "log.csv:2: date: \"1999-02-30\" is no date like 1999-01-31");
  CHECK_EQ(mistake_in("1,1999-01-31,PS,3,100,20,S,120,180,S01\n"),
           "log.csv:2: prio: 3 is none of 0, 1, 2");
  CHECK_EQ(mistake_in("1,1999-01-31,PS,2,100,20,X,120,180,S01\n"),
           "log.csv:2: outcome: \"X\" is neither S (served) nor A (left)");
  CHECK_EQ(mistake_in("1,1999-01-31,PS,2,100,20,A,120,180,S01\n"),
           "log.csv:2: start: must be empty, since outcome is A");
  CHECK_EQ(mistake_in("1,1999-01-31,PS,2,100,20,S,99,180,S01\n"),
           "log.csv:2: start: is before arrive");
  CHECK_EQ(mistake_in("1,1999-01-31,PS,2,100,20,S,120,119,S01\n"),
           "log.csv:2: end: is before start");
  CHECK_EQ(mistake_in("1,1999-01-31,PS,2,-1,20,A,,,\n"),
           "log.csv:2: arrive: -1 is not from 0 to 864000");
  CHECK_EQ(mistake_in("1,1999-01-31,PS,2,100,99999999999,A,,,\n"),
           "log.csv:2: wait: \"99999999999\" is no whole number");
  CHECK_EQ(mistake_in("1,1999-01-31,,2,100,20,A,,,\n"), "log.csv:2: type: is empty");
  CHECK_EQ(mistake_in(good + "2,1999-01-30,PS,2,100,20,A,,,\n"),
           "log.csv:3: arrive: is before that of the line above");
}

TEST_CASE("wait log: lines that are no lines of a log are named") {
  const std::string good = "1,1999-01-31,PS,2,100,20,S,120,180,S01\n";
  CHECK_EQ(mistake_in(good + "2,1999-01-31,PS\n"), "log.csv:3: line: has 3 columns, not 10");
  CHECK_EQ(mistake_in("\"1,1999-01-31,PS,2,100,20,A,,,\n" + good),
           "log.csv:2: line: a quotation mark is not closed");
  CHECK(mistake_in("1,1999-01-31,P\"S,2,100,20,A,,,\n").find("log.csv:2: line: ") == 0);
  CHECK_EQ(mistake_in(std::string(5000, '1') + "\n"), "log.csv:2: line: is too long");
  CHECK_THROWS_WITH_AS(read(""), "log.csv:0: line: the file is empty", WaitLogError);
  CHECK_THROWS_WITH_AS(
      read("id,date\n"),
      "log.csv:1: header: is not id,date,type,prio,arrive,wait,outcome,start,end,server",
      WaitLogError);
}

}  // namespace foyer::admin::test
