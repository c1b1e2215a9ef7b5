// What the kiosk keeps on its disk.
#include "kiosk/store.h"

#include <doctest/doctest.h>

#include <fstream>

#include "tests/kiosk/scratch_folder.h"

namespace foyer::test {
namespace {

using kiosk::KeptTicket;
using kiosk::Outstanding;
using kiosk::Purpose;
using kiosk::Store;

constexpr Instant noon{std::chrono::sys_days(std::chrono::year(2026) / 11 / 26) +
                       std::chrono::hours(12)};

NumbersLeased leased(const char* date, std::vector<NumberBlock> blocks) {
  return {DeviceId{"kiosk-1"}, BusinessDate{date}, noon - std::chrono::hours(4),
          noon + std::chrono::hours(4), std::move(blocks)};
}

KeptTicket ticket(const std::string& number) {
  KeptTicket ticket;
  ticket.number = number;
  ticket.date = BusinessDate{"2026-11-26"};
  ticket.token.value = std::string(28, 'a') + number.substr(1) + "0";
  ticket.services = {ServiceId{"passport"}, ServiceId{"tax"}};
  ticket.language = LanguageTag{"fr"};
  ticket.promise = {WaitStatus::known, 60, 120};
  ticket.issued_at = noon;
  return ticket;
}

protocol::Request hand_in(const KeptTicket& of) {
  return {
      "hand-in-" + of.number,
      Command(HandIn{of.number, of.token, of.date, of.issued_at, of.services, of.language, {}})};
}

protocol::Request ask(const std::string& id) {
  IssueTicket command;
  command.services = {ServiceId{"passport"}};
  command.language = LanguageTag{"en"};
  return {id, Command(command)};
}

}  // namespace

TEST_CASE("store: what was written is there after a restart") {
  const ScratchFolder folder;
  const auto file = folder.path() / "kiosk.sqlite";
  {
    Store store(file);
    CHECK_FALSE(store.held());
    CHECK_FALSE(store.next_number('A'));
    store.hold("lease-1", leased("2026-11-26", {{"A990", "A991"}, {"B970", "B999"}}));
    store.remember({Purpose::ask, ask("ask-1")}, noon);
    store.issue_alone(ticket("A990"), hand_in(ticket("A990")), "ask-1");
  }
  Store store(file);
  REQUIRE(store.held());
  CHECK(store.held()->left == std::map<char, int>{{'A', 1}, {'B', 30}});
  CHECK(store.held()->expires_at == noon + std::chrono::hours(4));
  CHECK(store.next_number('A') == "A991");
  const auto outstanding = store.outstanding();
  REQUIRE(outstanding.size() == 2);
  CHECK(outstanding[0].purpose == Purpose::unclaimed);
  CHECK(outstanding[0].request == ask("ask-1"));
  CHECK(outstanding[1].purpose == Purpose::hand_in);
  CHECK(outstanding[1].request == hand_in(ticket("A990")));
  CHECK(store.unfinished(noon) == ticket("A990"));
  CHECK_FALSE(store.unfinished(noon + Milliseconds(1)));
  store.finish(ticket("A990"));
  CHECK_FALSE(store.unfinished(noon));
  store.handed_in("hand-in-A990", VisitId{7});
  CHECK(store.outstanding().size() == 1);
  CHECK(store.counts().handed_in == 1);
}

TEST_CASE("store: a number is used once and only in its turn") {
  const ScratchFolder folder;
  Store store(folder.path() / "kiosk.sqlite");
  store.hold("lease-1", leased("2026-11-26", {{"A990", "A991"}}));
  CHECK_THROWS_AS(store.issue_alone(ticket("A991"), hand_in(ticket("A991")), ""), std::logic_error);
  CHECK(store.counts().tickets == 0);
  store.issue_alone(ticket("A990"), hand_in(ticket("A990")), "");
  CHECK_THROWS(store.issue_alone(ticket("A990"), hand_in(ticket("A990")), ""));
  store.issue_alone(ticket("A991"), hand_in(ticket("A991")), "");
  CHECK_FALSE(store.next_number('A'));
  // More of the same date come to those that are left; those of another date take their place.
  store.hold("lease-2", leased("2026-11-26", {{"A970", "A979"}, {"B990", "B999"}}));
  CHECK(store.next_number('A') == "A970");
  store.hold("lease-3", leased("2026-11-27", {{"A960", "A969"}}));
  CHECK(store.next_number('A') == "A960");
  CHECK_FALSE(store.next_number('B'));
  store.hold("lease-4", leased("2026-11-26", {{"B900", "B909"}}));
  CHECK_FALSE(store.next_number('B'));
}

TEST_CASE("store: tickets are deleted in time but none that the server has not got") {
  const ScratchFolder folder;
  Store store(folder.path() / "kiosk.sqlite");
  store.hold("lease-1", leased("2026-11-26", {{"A990", "A999"}}));
  store.keep("ask-1", ticket("A001"));
  for (const char* number : {"A990", "A991", "A992"}) {
    store.issue_alone(ticket(number), hand_in(ticket(number)), "");
  }
  store.handed_in("hand-in-A990", VisitId{7});
  store.hand_in_refused("hand-in-A991", RefusalCode::not_leased);
  CHECK(store.counts().refused == 1);
  store.delete_before(noon);
  CHECK(store.counts().tickets == 4);
  store.delete_before(noon + Milliseconds(1));
  CHECK(store.counts().tickets == 1);
  CHECK(store.outstanding().size() == 1);
}

TEST_CASE("store: a damaged file is moved aside and the kiosk begins anew") {
  const ScratchFolder folder;
  const auto file = folder.path() / "kiosk.sqlite";
  SUBCASE("no database at all") {
    std::ofstream(file) << std::string(5000, 'x');
  }
  SUBCASE("a page that is torn") {
    {
      Store store(file);
      store.hold("lease-1", leased("2026-11-26", {{"A900", "A999"}}));
      for (int i = 0; i < 60; ++i)
        store.remember({Purpose::ask, ask("a" + std::to_string(i))}, noon);
    }
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(4096);
    bytes << std::string(8192, '\x5a');
  }
  SUBCASE("a request that cannot have been written") {
    Store store(file);
    store.remember({Purpose::ask, ask("ask-1")}, noon);
    protocol::Request wrong = ask("ask 2");  // No id of a request may have a space.
    store.remember({Purpose::ask, wrong}, noon);
  }
  const auto store = Store::open(file);
  REQUIRE(store);
  CHECK(store->outstanding().empty());
  CHECK_FALSE(store->held());
  CHECK(std::filesystem::exists(folder.path() / "kiosk.sqlite.damaged-1"));
  store->hold("lease-1", leased("2026-11-26", {{"A990", "A991"}}));
  CHECK(store->next_number('A') == "A990");
}

TEST_CASE("store: where nothing can be kept there is none and the reason is no exception") {
  CHECK(Store::open("/proc/foyer/kiosk.sqlite") == nullptr);
}

}  // namespace foyer::test
