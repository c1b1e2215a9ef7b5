// Appointments that were made elsewhere and are kept here: when, for what, and the code that their
// owner types or scans. One SQLite file, appointments.sqlite, written by `foyer appointments` and
// read by the queue server while it runs. No name, no phone number: the city's booking system has
// those and knows an appointment by its reference.
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"
#include "storage/open_file.h"

namespace foyer::server {

/// What a person can mend: a code that is taken.
class AppointmentError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// An appointment as the booking system tells it.
struct Booking {
  std::string reference;  ///< Of the booking system; the same again changes the appointment.
  std::string code;       ///< Empty: the appointment keeps the code that it has, or gets one.
  Instant at;
  std::vector<ServiceId> services;
  bool cancelled = false;
};

struct StoredAppointment {
  std::string reference;
  std::string code;
  Appointment appointment;
};

inline constexpr std::size_t code_length_least = 6;
inline constexpr std::size_t code_length_most = 16;

/// Capitals and figures alone: "k7m-2qp" is "K7M2QP".
[[nodiscard]] std::string normal_code(std::string_view typed);

/// Used by one thread at a time; several processes may have the file open. Throws SqliteError.
class AppointmentStore {
 public:
  /// As storage::open_file.
  AppointmentStore(const std::filesystem::path& file, storage::OpenMode mode);

  /// By its code as it was typed; also cancelled ones.
  [[nodiscard]] std::optional<Appointment> find(std::string_view code);

  enum class Change { added, changed, none };
  struct Put {
    Change change;
    std::string code;
  };
  /// All or nothing, in the order given. Throws AppointmentError, naming the reference, where a
  /// code is another appointment's, or too short or long.
  std::vector<Put> put(const std::vector<Booking>& bookings);

  /// In the order of their times.
  [[nodiscard]] std::vector<StoredAppointment> between(Instant from, Instant to);
  /// How many were forgotten.
  int forget_before(Instant at);

 private:
  Put put_one(const Booking& booking);

  storage::Database db_;
  storage::Statement find_;
};

}  // namespace foyer::server
