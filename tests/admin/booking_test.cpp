// What booking systems hand over: good files, every mistake with its place, and the command.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "admin/booking_file.h"
#include "site/calendar.h"
#include "tests/admin/foyer_command.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

const std::string clarington_folder = FOYER_SOURCE_DIR "/assets/sites/clarington";

const SiteFiles& clarington() {
  static const SiteFiles site = load_site(clarington_folder);
  return site;
}

/// A local time of the site on Thursday, 26 November 2026.
Instant at(int hour, int minute) {
  return instant_of(clarington().hours, {"2026-11-26"}, hour * 60 + minute);
}

template <class Read>
std::string mistakes_in(Read read) {
  try {
    (void)read();
  } catch (const admin::BookingError& error) {
    return error.what();
  }
  return "no mistakes";
}

std::vector<server::Booking> csv(const std::string& text) {
  std::istringstream stream(text);
  return admin::read_booking_csv(stream, "week.csv", clarington());
}

std::string csv_mistakes(const std::string& text) {
  return mistakes_in([&] { return csv(text); });
}

std::string calendar(const std::string& events) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n" + events + "END:VCALENDAR\r\n";
}

std::string event(const std::string& lines) {
  return "BEGIN:VEVENT\r\n" + lines + "END:VEVENT\r\n";
}

std::vector<server::Booking> ics(const std::string& text) {
  return admin::read_booking_ics(text, "week.ics", clarington());
}

std::string ics_mistakes(const std::string& events) {
  return mistakes_in([&] { return ics(calendar(events)); });
}

const std::string header = "reference,at,services,code,cancelled\n";

std::string unserved_service() {
  const auto& services = clarington().services;
  const auto found = std::find_if(services.begin(), services.end(), [](const ServiceInfo& s) {
    return s.centralization == Centralization::none;
  });
  REQUIRE(found != services.end());
  return found->id.value;
}

}  // namespace

TEST_CASE("bookings: a csv file with all its columns") {
  const auto bookings = csv(header +
                            "r-1,2026-11-26 10:30,marriage-licence life-certificate,K7M2QPX,no\n"
                            "\"r,2\",2026-11-26T15:30Z,business-licence,,yes\n"
                            "r-3,2026-11-26T09:05:00,life-certificate,,\n");
  REQUIRE_EQ(bookings.size(), 3);
  CHECK_EQ(bookings[0].reference, "r-1");
  CHECK_EQ(bookings[0].at, at(10, 30));
  CHECK_EQ(bookings[0].services,
           std::vector<ServiceId>{ServiceId{"marriage-licence"}, ServiceId{"life-certificate"}});
  CHECK_EQ(bookings[0].code, "K7M2QPX");
  CHECK_FALSE(bookings[0].cancelled);
  CHECK_EQ(bookings[1].reference, "r,2");
  CHECK_EQ(bookings[1].at, at(10, 30));  // Toronto is five hours behind UTC in November
  CHECK(bookings[1].code.empty());
  CHECK(bookings[1].cancelled);
  CHECK_EQ(bookings[2].at, at(9, 5));
}

TEST_CASE("bookings: a csv file needs three columns only") {
  const auto bookings = csv("reference,at,services\nr-1,2026-11-26 10:30,life-certificate\n");
  REQUIRE_EQ(bookings.size(), 1);
  CHECK(bookings[0].code.empty());
  CHECK_FALSE(bookings[0].cancelled);
}

TEST_CASE("bookings: all mistakes of a csv file are told with their lines") {
  const std::string all = csv_mistakes(header +
                                       "r-1,tomorrow,life-certificate,,\n"
                                       "r-2,2026-11-26 10:30,no-such-service,,\n"
                                       "r-3,2026-11-26 10:30,,,\n"
                                       "r-4,2026-11-26 10:30,life-certificate,,maybe\n"
                                       "r-5,2026-11-26 10:30\n"
                                       ",2026-11-26 10:30,life-certificate,,\n"
                                       "r-6,2026-02-30 10:30,life-certificate,,\n"
                                       "r-6,2026-11-26 24:00,life-certificate,,\n");
  CHECK_EQ(all,
           "week.csv:2: at: \"tomorrow\" is no time like 2026-11-26 10:30, or 2026-11-26T15:30Z\n"
           "week.csv:3: services: no service \"no-such-service\"\n"
           "week.csv:4: services: names none\n"
           "week.csv:5: cancelled: \"maybe\" is neither yes nor no\n"
           "week.csv:6: line: has 2 columns, not 5\n"
           "week.csv:7: reference: must have 1 to 255 bytes\n"
           "week.csv:8: at: \"2026-02-30 10:30\" is no time like 2026-11-26 10:30, or "
           "2026-11-26T15:30Z\n"
           "week.csv:9: reference: stands in line 8 already");
}

TEST_CASE("bookings: what has no counter can have no appointment") {
  const std::string id = unserved_service();
  CHECK_EQ(csv_mistakes(header + "r-1,2026-11-26 10:30," + id + ",,\n"),
           "week.csv:2: services: \"" + id + "\" is not served at the counters");
}

TEST_CASE("bookings: nor has what the roll-out has not reached") {
  CHECK_EQ(csv_mistakes(header + "r-1,2026-11-26 10:30,fence-permit,,\n"),
           "week.csv:2: services: \"fence-permit\" is not offered here yet");
}

TEST_CASE("bookings: a csv file that is none") {
  CHECK_EQ(csv_mistakes(""), "week.csv: the file is empty");
  CHECK_EQ(csv_mistakes("name,phone,birthday\n"),
           "week.csv:1: header: is not reference,at,services[,code][,cancelled]");
}

TEST_CASE("bookings: an event for each way in which calendars tell the time") {
  const std::string zone =
      "BEGIN:VTIMEZONE\r\nTZID:City time\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
      "TZOFFSETFROM:-0500\r\nTZOFFSETTO:-0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
  const auto bookings = ics(calendar(
      zone + event("UID:1@town\r\nDTSTART:20261126T153000Z\r\nCATEGORIES:life-certificate\r\n") +
      event("UID:2@town\r\nDTSTART;TZID=America/Vancouver:20261126T073000\r\n"
            "CATEGORIES:life-certificate\r\n") +
      event("UID:3@town\r\nDTSTART:20261126T103000\r\nCATEGORIES:life-certificate\r\n") +
      event("UID:4@town\r\nDTSTART;TZID=City "
            "time:20261126T103000\r\nCATEGORIES:life-certificate\r\n")));
  REQUIRE_EQ(bookings.size(), 4);
  for (const server::Booking& booking : bookings) {
    CHECK_MESSAGE(booking.at == at(10, 30), booking.reference);
  }
}

TEST_CASE("bookings: an event has services by id or by name and may be cancelled") {
  const auto bookings = ics(calendar(
      event("UID:1@town\r\nDTSTART:20261126T153000Z\r\nCATEGORIES:marriage-licence\r\n"
            "CATEGORIES:life-certificate\r\nX-FOYER-CODE:K7M2QPX\r\n") +
      event("UID:2@town\r\nDTSTART:20261126T153000Z\r\nSUMMARY:have a PENSION form signed\r\n"
            "STATUS:CANCELLED\r\nDESCRIPTION:a long line that is folded as calendars\r\n"
            "  fold them\r\n")));
  REQUIRE_EQ(bookings.size(), 2);
  CHECK_EQ(bookings[0].services,
           std::vector<ServiceId>{ServiceId{"marriage-licence"}, ServiceId{"life-certificate"}});
  CHECK_EQ(bookings[0].code, "K7M2QPX");
  CHECK_FALSE(bookings[0].cancelled);
  CHECK_EQ(bookings[1].services, std::vector<ServiceId>{ServiceId{"life-certificate"}});
  CHECK(bookings[1].cancelled);
}

TEST_CASE("bookings: two categories in one line are two services") {
  const auto bookings =
      ics(calendar(event("UID:1@town\r\nDTSTART:20261126T153000Z\r\nCATEGORIES:marriage-licence,"
                         "life-certificate\r\n")));
  REQUIRE_EQ(bookings.size(), 1);
  CHECK_EQ(bookings[0].services,
           std::vector<ServiceId>{ServiceId{"marriage-licence"}, ServiceId{"life-certificate"}});
}

TEST_CASE("bookings: all mistakes of a calendar are told with their events") {
  const std::string good = "DTSTART:20261126T153000Z\r\n";
  const std::string all = ics_mistakes(
      event("DTSTART:20261126T153000Z\r\nCATEGORIES:life-certificate\r\n") +
      event("UID:twice\r\nCATEGORIES:life-certificate\r\n" + good) +
      event("UID:twice\r\nCATEGORIES:life-certificate\r\n" + good) +
      event("UID:weekly\r\nRRULE:FREQ=WEEKLY\r\nCATEGORIES:life-certificate\r\n" + good) +
      event("UID:timeless\r\nCATEGORIES:life-certificate\r\n") +
      event("UID:all-day\r\nDTSTART;VALUE=DATE:20261126\r\nCATEGORIES:life-certificate\r\n") +
      event("UID:far\r\nDTSTART;TZID=Mars/"
            "Olympus:20261126T103000\r\nCATEGORIES:life-certificate\r\n") +
      event("UID:odd\r\nCATEGORIES:juggling\r\n" + good) +
      event("UID:named\r\nSUMMARY:Juggling\r\n" + good));
  CHECK_EQ(all,
           "week.ics: event without UID: its UID must have 1 to 255 bytes\n"
           "week.ics: event twice: is there twice\n"
           "week.ics: event weekly: repeats; hand over every appointment by itself\n"
           "week.ics: event timeless: has no DTSTART\n"
           "week.ics: event all-day: its DTSTART has no time of day\n"
           "week.ics: event far: the time zone \"Mars/Olympus\" is not known\n"
           "week.ics: event odd: CATEGORIES: no service \"juggling\"\n"
           "week.ics: event named: has no CATEGORIES with ids of services, and its SUMMARY "
           "\"Juggling\" is the name of none");
}

TEST_CASE("bookings: a damaged calendar is refused and not half read") {
  CHECK_EQ(mistakes_in([] { return ics("not a calendar"); }),
           "week.ics is no iCalendar file (it has no VCALENDAR)");
  const std::string torn =
      calendar(event("UID:1\r\nDTSTART:20261126T15\r\nCATEGORIES:life-certificate\r\n"));
  CHECK_NE(mistakes_in([&] { return ics(torn); }), "no mistakes");
  std::string cut =
      calendar(event("UID:1\r\nDTSTART:20261126T153000Z\r\nCATEGORIES:life-certificate\r\n") +
               event("UID:2\r\nDTSTART:20261126T153000Z\r\nCATEGORIES:life-certificate\r\n"));
  cut.resize(cut.find("UID:2"));
  CHECK_NE(mistakes_in([&] { return ics(cut); }), "no mistakes");
}

TEST_CASE("bookings: the command takes a file over and again and shows the day") {
  const TempFolder folder;
  const std::string file = (folder.path() / "week.csv").string();
  const std::string where = " --data " + folder.path().string() + " --site " + clarington_folder;
  std::ofstream(file) << header << "r-1,2026-11-26 10:30,life-certificate,K7M2QPX,\n"
                      << "r-2,2026-11-26 09:00,marriage-licence,,\n";
  const Said first = foyer_says("appointments import " + file + where);
  CHECK_EQ(first.exit_code, 0);
  CHECK_MESSAGE(first.has("\"r-1\",K7M2QPX,added"), first.text);
  CHECK(first.has("2 appointments read"));
  std::ofstream(file) << header << "r-1,2026-11-26 11:30,life-certificate,K7M2QPX,\n";
  CHECK(foyer_says("appointments import " + file + where).has("\"r-1\",K7M2QPX,changed"));
  CHECK(foyer_says("appointments import " + file + where).has("\"r-1\",K7M2QPX,known"));
  const Said day = foyer_says("appointments list --date 2026-11-26" + where);
  CHECK_EQ(day.exit_code, 0);
  CHECK_MESSAGE(day.has("11:30,K7M2QPX,\"r-1\",no,life-certificate"), day.text);
  CHECK_LT(day.text.find("09:00,"), day.text.find("11:30,"));

  std::ofstream(file) << header << "r-3,2026-11-26 12:00,life-certificate,K7M2QPX,\n";
  const Said taken = foyer_says("appointments import " + file + where);
  CHECK_NE(taken.exit_code, 0);
  CHECK_MESSAGE(taken.has("r-3"), taken.text);
  std::ofstream(file) << header
                      << "r-4,2026-11-26 12:00,life-certificate,,\nr-5,soon,life-certificate,,\n";
  const Said wrong = foyer_says("appointments import " + file + where);
  CHECK_NE(wrong.exit_code, 0);
  CHECK_MESSAGE(wrong.has("week.csv:3: at: "), wrong.text);
  CHECK_FALSE(foyer_says("appointments list --date 2026-11-26" + where).has("r-4"));
}

}  // namespace foyer::test
