// What the city's booking system hands over: appointments in an iCalendar file (RFC 5545, through
// libical) or a file of comma-separated values. All mistakes of a file are told at once, and then
// nothing of it is taken.
//
//   CSV   a header, then reference,at,services[,code][,cancelled]
//         at        "2026-11-26 10:30" in the site's time, or "2026-11-26T15:30Z"
//         services  ids of the site's services, with blanks between them
//         code      what the resident types; empty: Foyer makes one
//         cancelled yes or no; empty: no
//   ICS   each VEVENT: UID, DTSTART (UTC, or with a time zone, or the site's time), CATEGORIES with
//         ids of services, or else SUMMARY with the English name of one; STATUS:CANCELLED;
//         X-FOYER-CODE for the code
#pragma once

#include <filesystem>
#include <istream>
#include <stdexcept>
#include <string>
#include <vector>

#include "queue-server/appointments.h"
#include "site/site_files.h"

namespace foyer::admin {

/// One mistake a line: "FILE:LINE: column: what", or "FILE: event UID: what".
class BookingError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// By the file's ending, .ics or .csv. Throws BookingError.
[[nodiscard]] std::vector<server::Booking> read_bookings(const std::filesystem::path& file,
                                                         const SiteFiles& site);

/// `name` is what mistakes call it.
[[nodiscard]] std::vector<server::Booking> read_booking_csv(std::istream& stream,
                                                            const std::string& name,
                                                            const SiteFiles& site);
[[nodiscard]] std::vector<server::Booking> read_booking_ics(const std::string& text,
                                                            const std::string& name,
                                                            const SiteFiles& site);

}  // namespace foyer::admin
