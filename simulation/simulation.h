// A run: residents and clerks as clients of the real protocol, each device with its own key, in
// simulated time. Meant for demonstrations, load tests and long random runs; what it knows of the
// lobby it knows from the server.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "link/device_file.h"
#include "simulation/bell.h"
#include "simulation/clerk.h"
#include "simulation/profile.h"
#include "simulation/tally.h"

namespace foyer::simulation {

/// A clerk's shift and the device at which it is worked.
struct Place {
  Shift shift;
  link::DeviceFile device;
};

struct Settings {
  Profile profile;
  std::uint64_t seed = 1;
  double speed = 1;                      ///< Of the people; the server's time is real. > 0.
  std::optional<Milliseconds> from;      ///< Time of day, within the profile's; nothing: its start.
  std::optional<Milliseconds> duration;  ///< Simulated; nothing: to the end of the first day.
  std::vector<link::DeviceFile> kiosks;
  std::optional<link::DeviceFile> phone;  ///< Role web: residents give tickets back with it.
  std::vector<Place> places;
  /// Something that a person should know at once; one line without its end.
  std::function<void(const std::string&)> say = [](const std::string&) {};
  /// One line, a few times a second.
  std::function<void(const std::string&)> progress = [](const std::string&) {};
};

/// Takes the devices that serve: kiosks, one of role web, and for every shift one of role counter:
/// that of the counter's own name, else the next that is free, in order of names. Throws
/// std::runtime_error where a device is missing.
void assign_devices(Settings& settings, std::vector<link::DeviceFile> devices,
                    std::vector<Shift> shifts);

class Simulation {
 public:
  /// `site` must outlive it.
  Simulation(const SiteFiles& site, Settings settings);

  /// From waiting for the server until everybody is home.
  Report run();
  /// From any thread, and from a signal handler: clerks finish or put back what they serve and
  /// close, residents go home, run() returns.
  void stop() noexcept;

 private:
  class Run;

  const SiteFiles& site_;
  Settings settings_;
  Bell bell_;
  std::atomic<bool> stop_ = false;
};

}  // namespace foyer::simulation
