#include "queue-server/appointments.h"

#include <algorithm>

#include "link/secret.h"

namespace foyer::server {
namespace {

constexpr const char* schema = R"sql(
CREATE TABLE appointment (
  id INTEGER PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE,
  at_ms INTEGER NOT NULL,
  services TEXT NOT NULL,
  cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1))
) STRICT;
CREATE INDEX appointment_at ON appointment (at_ms);
)sql";

constexpr storage::FileKind appointments_file{.application_id = 0x464F5950,  // "FOYP"
                                              .schema = schema,
                                              .holds = "appointments"};

std::string joined(const std::vector<ServiceId>& services) {
  std::string text;
  for (const ServiceId& service : services) {
    if (!text.empty()) text += ' ';
    text += service.value;
  }
  return text;
}

std::vector<ServiceId> split(std::string_view text) {
  std::vector<ServiceId> services;
  while (!text.empty()) {
    const std::size_t blank = std::min(text.find(' '), text.size());
    services.push_back({std::string(text.substr(0, blank))});
    text.remove_prefix(std::min(blank + 1, text.size()));
  }
  return services;
}

/// Columns id, at_ms, services, cancelled from `first` on.
Appointment appointment_of(const storage::Statement& row, int first) {
  return {AppointmentId{row.number(first)}, from_ms(row.number(first + 1)),
          split(row.text(first + 2)), row.number(first + 3) != 0};
}

}  // namespace

std::string normal_code(std::string_view typed) {
  std::string code;
  for (const char c : typed) {
    if (c >= 'a' && c <= 'z') {
      code += static_cast<char>(c - 'a' + 'A');
    } else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
      code += c;
    }
  }
  return code;
}

AppointmentStore::AppointmentStore(const std::filesystem::path& file, storage::OpenMode mode)
    : db_(storage::open_file(file, mode, appointments_file)),
      find_(db_, "SELECT id, at_ms, services, cancelled FROM appointment WHERE code = ?") {}

std::optional<Appointment> AppointmentStore::find(std::string_view code) {
  const std::string normal = normal_code(code);
  const storage::ResetAtEnd reset(find_);
  find_.bind(1, normal);
  if (!find_.step()) return std::nullopt;
  return appointment_of(find_, 0);
}

AppointmentStore::Put AppointmentStore::put_one(const Booking& booking) {
  std::string code = normal_code(booking.code);
  if (!booking.code.empty() &&
      (code.size() < code_length_least || code.size() > code_length_most)) {
    throw AppointmentError("appointment " + booking.reference + ": the code \"" + booking.code +
                           "\" has not 6 to 16 letters and figures");
  }
  storage::Statement known(
      db_, "SELECT code, at_ms, services, cancelled FROM appointment WHERE reference = ?");
  known.bind(1, booking.reference);
  const bool is_known = known.step();
  if (code.empty()) code = is_known ? std::string(known.text(0)) : link::random_code();
  const std::string services = joined(booking.services);
  const std::int64_t at_ms = to_ms(booking.at);
  const std::int64_t cancelled = booking.cancelled ? 1 : 0;
  if (is_known && known.text(0) == code && known.number(1) == at_ms && known.text(2) == services &&
      known.number(3) == cancelled) {
    return {Change::none, code};
  }
  storage::Statement owner(db_, "SELECT reference FROM appointment WHERE code = ?");
  owner.bind(1, code);
  if (owner.step() && owner.text(0) != booking.reference) {
    throw AppointmentError("appointment " + booking.reference + ": the code " + code +
                           " is that of " + std::string(owner.text(0)));
  }
  storage::Statement write(
      db_,
      "INSERT INTO appointment (reference, code, at_ms, services, cancelled) VALUES (?, ?, ?, ?, "
      "?) ON CONFLICT (reference) DO UPDATE SET code = excluded.code, at_ms = excluded.at_ms, "
      "services = excluded.services, cancelled = excluded.cancelled");
  write.bind(1, booking.reference).bind(2, code).bind(3, at_ms).bind(4, services);
  write.bind(5, cancelled).run();
  return {is_known ? Change::changed : Change::added, code};
}

std::vector<AppointmentStore::Put> AppointmentStore::put(const std::vector<Booking>& bookings) {
  std::vector<Put> puts;
  storage::Transaction transaction(db_);
  for (const Booking& booking : bookings) puts.push_back(put_one(booking));
  transaction.commit();
  return puts;
}

std::vector<StoredAppointment> AppointmentStore::between(Instant from, Instant to) {
  storage::Statement rows(db_,
                          "SELECT reference, code, id, at_ms, services, cancelled FROM appointment "
                          "WHERE at_ms >= ? AND at_ms < ? ORDER BY at_ms, id");
  rows.bind(1, to_ms(from)).bind(2, to_ms(to));
  std::vector<StoredAppointment> found;
  while (rows.step()) {
    found.push_back(
        {std::string(rows.text(0)), std::string(rows.text(1)), appointment_of(rows, 2)});
  }
  return found;
}

int AppointmentStore::forget_before(Instant at) {
  const auto count = static_cast<int>(between(Instant{}, at).size());
  storage::Statement forget(db_, "DELETE FROM appointment WHERE at_ms < ?");
  forget.bind(1, to_ms(at)).run();
  return count;
}

}  // namespace foyer::server
