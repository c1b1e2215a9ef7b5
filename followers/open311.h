// Hands follow-ups to the city's own system by GeoReport v2, and tells the queue server what that
// says of them, as a device of the role follower. Where an answer is lost, it looks whether the
// request is there before it posts it again: GeoReport v2 has nothing better. docs/FOLLOW-UPS.md
#pragma once

#include <memory>
#include <string>

#include "followers/config.h"
#include "followers/georeport.h"
#include "followers/service_requests.h"
#include "followers/webhook.h"
#include "link/client.h"
#include "site/site_files.h"

namespace foyer::followers {

inline constexpr std::string_view open311_name = "open311";

/// Runs in a thread of its own.
class Open311Worker {
 public:
  /// Begins with follow-ups that are opened from now on. Throws StoreError, SqliteError, and
  /// std::runtime_error for a bad device file.
  Open311Worker(Open311Config config, const SiteFiles& site,
                std::unique_ptr<server::Journal> journal, const std::filesystem::path& store,
                Surroundings surroundings, Bell& bell);

  /// Until the bell stops.
  void run();

 private:
  std::optional<Milliseconds> work();
  void take_events(const Progress& progress);
  void take(const Event& event);
  void see_to(ServiceRequest& request);
  void send(ServiceRequest& request);
  void look_for(ServiceRequest& request);
  void ask_token(ServiceRequest& request);
  void ask_statuses(std::vector<ServiceRequest>& known);
  void note_status(ServiceRequest& request, const std::string& status);
  void tell(ServiceRequest& request);

  /// Nothing: it did not answer in time.
  std::optional<protocol::Answer> ask_server(const protocol::Request& request);
  void failed(ServiceRequest& request, const std::string& trouble,
              std::optional<Seconds> retry_after);
  void succeeded(ServiceRequest& request);
  [[nodiscard]] std::string marker(const ServiceRequest& request) const;
  [[nodiscard]] std::string description(const ServiceRequest& request) const;

  Open311Config config_;
  std::string site_;
  std::map<ServiceId, std::string> names_;  ///< Of services, as residents read them.
  std::unique_ptr<server::Journal> journal_;
  FollowerStore progress_;
  ServiceRequests requests_;
  Surroundings surroundings_;
  Bell& bell_;
  Http http_;
  GeoReport georeport_;
  link::Client server_;
};

}  // namespace foyer::followers
