// A real queue server in this process: its own folder, free ports, a thread; devices and clerks are
// enrolled as `foyer keys` and `foyer clerk` do.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "engine/event.h"
#include "link/device_file.h"
#include "queue-server/data_folder.h"
#include "queue-server/server.h"
#include "queue-server/sqlite_journal.h"
#include "site/site_files.h"

namespace foyer {

class RealLobby {
 public:
  explicit RealLobby(const SiteFiles& site);
  ~RealLobby();
  RealLobby(const RealLobby&) = delete;
  RealLobby& operator=(const RealLobby&) = delete;

  link::DeviceFile enroll(const std::string& name, Role role);
  /// Knows everything that the site knows.
  void add_clerk(const std::string& id, const std::string& secret);

  /// Every event of the journal, in order; stops the server first.
  std::vector<server::StoredEvent> journal();

 private:
  void stop();

  server::DataFolder folder_;
  std::unique_ptr<server::SqliteJournal> journal_;
  std::unique_ptr<server::Server> server_;
  std::thread thread_;
};

}  // namespace foyer
