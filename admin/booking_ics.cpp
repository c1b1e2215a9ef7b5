#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <set>

#include "admin/booking_parts.h"
#include "site/calendar.h"

namespace foyer::admin {
namespace {

struct Free {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Calendar = std::unique_ptr<icalcomponent, Free>;

std::string text_of(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  });
  return text;
}

class Reader {
 public:
  Reader(Bookings& bookings, const std::string& name, icalcomponent* calendar)
      : bookings_(bookings), name_(name), calendar_(calendar) {}

  void take(icalcomponent* event) {
    uid_ = text_of(icalcomponent_get_uid(event));
    if (uid_.empty() || uid_.size() > reference_length_max) {
      return mistake("its UID must have 1 to 255 bytes");
    }
    if (!uids_.insert(uid_).second) return mistake("is there twice");
    if (icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY) != nullptr) {
      return mistake("repeats; hand over every appointment by itself");
    }
    server::Booking booking;
    booking.reference = uid_;
    booking.cancelled = icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED;
    booking.code = code_of(event);
    const auto at = time_of(event);
    if (!at || !read_services(event, booking)) return;
    booking.at = *at;
    bookings_.add(std::move(booking));
  }

 private:
  void mistake(const std::string& what) {
    bookings_.mistake(name_ + ": event " + (uid_.empty() ? "without UID" : uid_) + ": " + what);
  }

  static std::string code_of(icalcomponent* event) {
    for (icalproperty* p = icalcomponent_get_first_property(event, ICAL_X_PROPERTY); p != nullptr;
         p = icalcomponent_get_next_property(event, ICAL_X_PROPERTY)) {
      if (text_of(icalproperty_get_x_name(p)) == "X-FOYER-CODE") {
        return text_of(icalproperty_get_x(p));
      }
    }
    return {};
  }

  /// UTC, a time zone of the world's list or of the file, or the site's own time.
  std::optional<Instant> time_of(icalcomponent* event) {
    icalproperty* start = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
    if (start == nullptr) return mistake("has no DTSTART"), std::nullopt;
    const icaltimetype time = icalproperty_get_dtstart(start);
    if (icaltime_is_null_time(time) != 0) return mistake("its DTSTART is no time"), std::nullopt;
    if (time.is_date != 0) return mistake("its DTSTART has no time of day"), std::nullopt;
    Hours clock = bookings_.site().hours;
    if (icaltime_is_utc(time) != 0) clock.time_zone = "UTC";
    icalparameter* zone = icalproperty_get_first_parameter(start, ICAL_TZID_PARAMETER);
    if (zone != nullptr) {
      const std::string id = text_of(icalparameter_get_tzid(zone));
      icaltimezone* own = icalcomponent_get_timezone(calendar_, id.c_str());
      if (time_zone_exists(id)) {
        clock.time_zone = id;
      } else if (own != nullptr) {
        return from_ms(static_cast<std::int64_t>(icaltime_as_timet_with_zone(time, own)) * 1000);
      } else {
        return mistake("the time zone \"" + id + "\" is not known"), std::nullopt;
      }
    }
    const std::string date = fmt::format("{:04}-{:02}-{:02}", time.year, time.month, time.day);
    if (!parse_date(date)) return mistake("its DTSTART is no time"), std::nullopt;
    return instant_of(clock, {date}, time.hour * 60 + time.minute);
  }

  bool read_services(icalcomponent* event, server::Booking& booking) {
    for (icalproperty* p = icalcomponent_get_first_property(event, ICAL_CATEGORIES_PROPERTY);
         p != nullptr; p = icalcomponent_get_next_property(event, ICAL_CATEGORIES_PROPERTY)) {
      const ServiceId id{text_of(icalproperty_get_categories(p))};
      const std::string fault = bookings_.fault_of_service(id);
      if (!fault.empty()) return mistake("CATEGORIES: " + fault), false;
      booking.services.push_back(id);
    }
    if (!booking.services.empty()) return true;
    const std::string summary = text_of(icalcomponent_get_summary(event));
    for (const ServiceInfo& service : bookings_.site().services) {
      if (lower(service.name) != lower(summary)) continue;
      const std::string fault = bookings_.fault_of_service(service.id);
      if (!fault.empty()) return mistake("SUMMARY: " + fault), false;
      booking.services.push_back(service.id);
      return true;
    }
    mistake("has no CATEGORIES with ids of services, and its SUMMARY \"" + summary +
            "\" is the name of none");
    return false;
  }

  Bookings& bookings_;
  const std::string& name_;
  icalcomponent* calendar_;
  std::string uid_;
  std::set<std::string> uids_;
};

}  // namespace

std::vector<server::Booking> read_booking_ics(const std::string& text, const std::string& name,
                                              const SiteFiles& site) {
  Bookings bookings(site);
  // A damaged line is for us to tell, not for libical to end the program.
  icalerror_set_errors_are_fatal(false);
  const Calendar calendar(icalparser_parse_string(text.c_str()));
  if (calendar == nullptr || icalcomponent_isa(calendar.get()) != ICAL_VCALENDAR_COMPONENT) {
    throw BookingError(name + " is no iCalendar file (it has no VCALENDAR)");
  }
  Reader reader(bookings, name, calendar.get());
  for (icalcomponent* event =
           icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
       event != nullptr;
       event = icalcomponent_get_next_component(calendar.get(), ICAL_VEVENT_COMPONENT)) {
    reader.take(event);
  }
  return bookings.take();
}

}  // namespace foyer::admin
