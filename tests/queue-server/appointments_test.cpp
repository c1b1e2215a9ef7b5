// Appointments: kept apart from the journal, found by their code, checked in for once.
#include "queue-server/appointments.h"

#include <doctest/doctest.h>

#include "tests/queue-server/lab.h"

using namespace foyer;
using namespace foyer::server;
using foyer::test::Lab;
using foyer::test::PlainClient;
using foyer::test::TempFolder;
using Change = AppointmentStore::Change;

namespace {

const Instant ten = Instant(Seconds(1'795'680'000));

Booking booking(std::string reference, std::string code = "",
                std::vector<ServiceId> services = {{"passport"}}) {
  return {std::move(reference), std::move(code), ten, std::move(services), false};
}

AppointmentStore store_in(const TempFolder& folder) {
  return {folder.path() / "appointments.sqlite", storage::OpenMode::read_write};
}

}  // namespace

TEST_CASE("appointments: a code is found however it was typed") {
  const TempFolder folder;
  AppointmentStore store = store_in(folder);
  CHECK(store.put({booking("a@city", "k7m-2qp")})[0].code == "K7M2QP");
  const auto found = store.find(" K7m 2qp");
  REQUIRE(found.has_value());
  CHECK(found->at == ten);
  CHECK(found->services == std::vector<ServiceId>{{"passport"}});
  CHECK_FALSE(store.find("K7M2QQ").has_value());
  CHECK_FALSE(store.find("").has_value());
  CHECK_FALSE(store.find("' OR 1=1 --").has_value());
}

TEST_CASE("appointments: the same reference again changes it and keeps its code and id") {
  const TempFolder folder;
  AppointmentStore store = store_in(folder);
  const auto first = store.put({booking("a@city")});
  CHECK(first[0].change == Change::added);
  CHECK(first[0].code.size() == code_length_least);
  CHECK(store.put({booking("a@city")})[0].change == Change::none);
  Booking later = booking("a@city");
  later.at = ten + Seconds(3600);
  const auto changed = store.put({later});
  CHECK(changed[0].change == Change::changed);
  CHECK(changed[0].code == first[0].code);
  later.cancelled = true;
  CHECK(store.put({later})[0].change == Change::changed);
  const auto found = store.find(first[0].code);
  REQUIRE(found.has_value());
  CHECK(found->id == AppointmentId{1});
  CHECK(found->cancelled);
  CHECK(found->at == later.at);
}

TEST_CASE("appointments: a code that is another's is a mistake and nothing of the file is taken") {
  const TempFolder folder;
  AppointmentStore store = store_in(folder);
  (void)store.put({booking("a@city", "AAAAAA")});
  CHECK_THROWS_WITH_AS((void)store.put({booking("b@city"), booking("c@city", "aaa-aaa")}),
                       "appointment c@city: the code AAAAAA is that of a@city", AppointmentError);
  CHECK_THROWS_AS((void)store.put({booking("d@city", "AB1")}), AppointmentError);
  CHECK(store.between(Instant{}, ten + Seconds(1)).size() == 1);
}

TEST_CASE("appointments: what is over is forgotten") {
  const TempFolder folder;
  AppointmentStore store = store_in(folder);
  (void)store.put({booking("a@city")});
  CHECK(store.forget_before(ten) == 0);
  CHECK(store.forget_before(ten + Seconds(1)) == 1);
  CHECK(store.between(Instant{}, ten + Seconds(1)).empty());
}

TEST_CASE("appointments: another file is not taken for one") {
  const TempFolder folder;
  {
    storage::Database(folder.path() / "appointments.sqlite", storage::OpenMode::read_write)
        .run("CREATE TABLE other (x INTEGER)");
  }
  CHECK_THROWS_AS(store_in(folder), storage::WrongFile);
}

TEST_CASE(
    "appointments: a kiosk asks what a code stands for and checks in once also over a restart") {
  Lab lab;
  PlainClient kiosk(lab.enroll("kiosk-1", Role::kiosk));
  PlainClient display(lab.enroll("lobby-1", Role::display));
  AppointmentStore store(lab.folder().appointments(), storage::OpenMode::read_write);
  Booking today = booking("a@city", "K7M2QP");
  today.at = foyer::test::system_now() + Seconds(600);
  Booking tomorrow = booking("b@city", "K7M2QQ");
  tomorrow.at = today.at + std::chrono::days(1);
  (void)store.put({today, tomorrow});

  const auto found = kiosk.ask("q1", protocol::GetAppointment{"k7m 2qp"});
  REQUIRE(found.appointment.has_value());
  CHECK(found.appointment->at == std::chrono::floor<Milliseconds>(today.at));
  CHECK_FALSE(found.appointment->why_not.has_value());
  const auto other = kiosk.ask("q2", protocol::GetAppointment{"K7M2QQ"});
  REQUIRE(other.appointment.has_value());
  CHECK(other.appointment->why_not == RefusalCode::appointment_other_day);
  CHECK(kiosk.ask("q3", protocol::GetAppointment{"NOSUCH"}).refusal->code ==
        RefusalCode::unknown_appointment);
  CHECK(display.ask("q4", protocol::GetAppointment{"K7M2QP"}).refusal->code ==
        RefusalCode::not_allowed);

  const CheckIn check_in{"K7M-2QP", Channel::kiosk, {"en"}, {}};
  const auto ticket = kiosk.ask("c1", check_in);
  REQUIRE(ticket.ok());
  const auto* issued = std::get_if<TicketIssued>(&ticket.events.front().body);
  REQUIRE(issued != nullptr);
  CHECK(issued->appointment_at == today.at);
  CHECK_FALSE(issued->token.value.empty());
  // The same request is answered the same; another one is refused, also by a new server.
  CHECK(kiosk.ask("c1", check_in).events.front().seq == ticket.events.front().seq);
  CHECK(kiosk.ask("c2", check_in).refusal->code == RefusalCode::checked_in_already);
  lab.stop();
  lab.start();
  CHECK(kiosk.ask("c1", check_in).events.front().seq == ticket.events.front().seq);
  CHECK(kiosk.ask("c3", check_in).refusal->code == RefusalCode::checked_in_already);
}

TEST_CASE("appointments: who guesses codes is slowed") {
  Lab::Options options;
  options.rate = {20'000, 40'000};  // As the server has it.
  Lab lab(options);
  PlainClient kiosk(lab.enroll("kiosk-1", Role::kiosk));
  int throttled = 0;
  for (int i = 0; i < 20; ++i) {
    const auto answer = kiosk.ask("g" + std::to_string(i), protocol::GetAppointment{"AAAAAA"});
    if (answer.refusal->code == RefusalCode::throttled) ++throttled;
  }
  CHECK(throttled > 5);
}
