#include <algorithm>
#include <array>
#include <map>
#include <sstream>

#include "admin/booking_parts.h"
#include "admin/csv_rows.h"

namespace foyer::admin {
namespace {

constexpr std::array<std::string_view, 5> columns{"reference", "at", "services", "code",
                                                  "cancelled"};
constexpr std::size_t columns_least = 3;

class Reader {
 public:
  Reader(Bookings& bookings, const std::string& name) : bookings_(bookings), name_(name) {}

  void take(const CsvRow& row) {
    row_ = &row;
    if (!has_header_) return take_header();
    if (row.fields.size() != columns_) {
      return mistake("line", "has " + std::to_string(row.fields.size()) + " columns, not " +
                                 std::to_string(columns_));
    }
    server::Booking booking;
    booking.reference = row.fields[0];
    if (booking.reference.empty() || booking.reference.size() > reference_length_max) {
      return mistake("reference", "must have 1 to 255 bytes");
    }
    const auto [known, is_new] = lines_.emplace(booking.reference, row.line);
    if (!is_new) {
      return mistake("reference", "stands in line " + std::to_string(known->second) + " already");
    }
    if (read_time(booking) && read_services(booking) && read_rest(booking)) {
      bookings_.add(std::move(booking));
    }
  }

  [[nodiscard]] bool has_header() const { return has_header_; }

 private:
  void mistake(std::string_view where, const std::string& what) {
    bookings_.mistake(csv_mistake(name_, row_->line, where, what));
  }

  void take_header() {
    has_header_ = true;
    columns_ = row_->fields.size();
    const bool good = columns_ >= columns_least && columns_ <= columns.size() &&
                      std::equal(row_->fields.begin(), row_->fields.end(), columns.begin());
    if (!good) mistake("header", "is not reference,at,services[,code][,cancelled]");
  }

  bool read_time(server::Booking& booking) {
    const auto at = parse_time(row_->fields[1], bookings_.site().hours);
    if (!at) {
      mistake("at",
              "\"" + row_->fields[1] + "\" is no time like 2026-11-26 10:30, or 2026-11-26T15:30Z");
      return false;
    }
    booking.at = *at;
    return true;
  }

  bool read_services(server::Booking& booking) {
    std::istringstream words(row_->fields[2]);
    std::string id;
    while (words >> id) {
      const std::string fault = bookings_.fault_of_service({id});
      if (!fault.empty()) {
        mistake("services", fault);
        return false;
      }
      booking.services.push_back({id});
    }
    if (booking.services.empty()) mistake("services", "names none");
    return !booking.services.empty();
  }

  bool read_rest(server::Booking& booking) {
    if (columns_ > 3) booking.code = row_->fields[3];
    const std::string cancelled = columns_ > 4 ? row_->fields[4] : std::string();
    if (!cancelled.empty() && cancelled != "yes" && cancelled != "no") {
      mistake("cancelled", "\"" + cancelled + "\" is neither yes nor no");
      return false;
    }
    booking.cancelled = cancelled == "yes";
    return true;
  }

  Bookings& bookings_;
  const std::string& name_;
  const CsvRow* row_ = nullptr;
  bool has_header_ = false;
  std::size_t columns_ = 0;
  std::map<std::string, std::size_t> lines_;
};

}  // namespace

std::vector<server::Booking> read_booking_csv(std::istream& stream, const std::string& name,
                                              const SiteFiles& site) {
  Bookings bookings(site);
  Reader reader(bookings, name);
  try {
    for_each_row(stream, name, [&reader](const CsvRow& row) { reader.take(row); });
  } catch (const CsvError& error) {
    bookings.mistake(error.what());
  }
  if (!reader.has_header()) bookings.mistake(name + ": the file is empty");
  return bookings.take();
}

}  // namespace foyer::admin
