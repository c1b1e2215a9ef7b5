#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "simulation/simulation.h"

namespace foyer::simulation {
namespace {

/// Takes the device for a counter out of `free`.
link::DeviceFile take_for(const CounterId& counter, std::vector<link::DeviceFile>& free) {
  const auto own = std::find_if(free.begin(), free.end(), [&](const link::DeviceFile& device) {
    return device.device.value == counter.value ||
           device.device.value == "counter-" + counter.value;
  });
  if (own == free.end() && free.empty()) {
    throw std::runtime_error(
        fmt::format("no device of role counter is left for counter {}; make one with: "
                    "foyer keys enroll",
                    counter.value));
  }
  const auto chosen = own == free.end() ? free.begin() : own;
  link::DeviceFile device = std::move(*chosen);
  free.erase(chosen);
  return device;
}

}  // namespace

void assign_devices(Settings& settings, std::vector<link::DeviceFile> devices,
                    std::vector<Shift> shifts) {
  std::sort(devices.begin(), devices.end(),
            [](const auto& a, const auto& b) { return a.device < b.device; });
  std::vector<link::DeviceFile> counters;
  for (link::DeviceFile& device : devices) {
    if (device.role == Role::kiosk)
      settings.kiosks.push_back(std::move(device));
    else if (device.role == Role::web)
      settings.phone = std::move(device);
    else if (device.role == Role::counter)
      counters.push_back(std::move(device));
  }
  // First those that have a device of their own name, so that none takes another's.
  const auto has_own = [&](const Shift& shift) {
    return std::any_of(counters.begin(), counters.end(), [&](const link::DeviceFile& device) {
      return device.device.value == shift.counter.value ||
             device.device.value == "counter-" + shift.counter.value;
    });
  };
  std::stable_partition(shifts.begin(), shifts.end(), has_own);
  for (Shift& shift : shifts) {
    link::DeviceFile device = take_for(shift.counter, counters);
    settings.places.push_back({std::move(shift), std::move(device)});
  }
  if (settings.kiosks.empty() && settings.places.empty()) {
    throw std::runtime_error("no kiosk device and no clerk: there is nothing to simulate");
  }
}

}  // namespace foyer::simulation
