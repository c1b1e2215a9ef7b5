#include "queue-server/enroll.h"

#include "queue-server/access_store.h"

namespace foyer::server {

link::DeviceFile enroll_device(const DataFolder& folder, const DeviceId& name, Role role,
                               const Endpoints& endpoints, Instant now) {
  link::DeviceFile device{name,
                          role,
                          link::make_key_pair(),
                          read_server_key(folder).public_key,
                          endpoints.request,
                          endpoints.event};
  AccessStore store(folder.access(), OpenMode::read_write);
  store.enroll({device.device, role, device.keys.public_key, now, std::nullopt});
  return device;
}

}  // namespace foyer::server
