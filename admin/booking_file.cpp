#include "admin/booking_file.h"

#include <charconv>
#include <fstream>
#include <sstream>

#include "admin/booking_parts.h"
#include "site/calendar.h"

namespace foyer::admin {
namespace {

std::optional<int> two_figures(std::string_view text) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || text.size() != 2) {
    return std::nullopt;
  }
  return value;
}

}  // namespace

std::vector<server::Booking> Bookings::take() {
  if (!mistakes_.empty()) throw BookingError(mistakes_);
  return std::move(bookings_);
}

std::string Bookings::fault_of_service(const ServiceId& id) const {
  const ServiceInfo* service = find_service_info(site_, id);
  if (service == nullptr) return "no service \"" + id.value + "\"";
  if (find_service(site_.lobby, id) == nullptr || service->centralization == Centralization::none) {
    return "\"" + id.value + "\" is not served at the counters";
  }
  if (!service->on) return "\"" + id.value + "\" is not offered here yet";
  return {};
}

std::optional<Instant> parse_time(std::string_view text, const Hours& hours) {
  const bool utc = text.ends_with('Z');
  if (utc) text.remove_suffix(1);
  if (text.size() == 19 && text.substr(16) == ":00") text.remove_suffix(3);
  if (text.size() != 16 || (text[10] != ' ' && text[10] != 'T') || text[13] != ':') {
    return std::nullopt;
  }
  const auto date = parse_date(text.substr(0, 10));
  const auto hour = two_figures(text.substr(11, 2));
  const auto minute = two_figures(text.substr(14, 2));
  if (!date || !hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  Hours clock = hours;
  if (utc) clock.time_zone = "UTC";
  return instant_of(clock, *date, *hour * 60 + *minute);
}

std::vector<server::Booking> read_bookings(const std::filesystem::path& file,
                                           const SiteFiles& site) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw BookingError("cannot read " + file.string());
  if (file.extension() == ".csv") return read_booking_csv(stream, file.string(), site);
  if (file.extension() != ".ics") throw BookingError(file.string() + " is neither .ics nor .csv");
  std::ostringstream text;
  text << stream.rdbuf();
  return read_booking_ics(text.str(), file.string(), site);
}

}  // namespace foyer::admin
