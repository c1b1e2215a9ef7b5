// What an administrator writes into the data folder: webhooks.toml and open311.toml. Every mistake
// names the file, the line and the key.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/follow_up.h"
#include "engine/ids.h"
#include "followers/webhook.h"

namespace foyer::followers {

class ConfigError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Empty where the file is not there. Secrets are in files of their own, beside it, which only
/// their owner may read. Throws ConfigError.
[[nodiscard]] std::vector<Endpoint> read_webhooks(const std::filesystem::path& file);

/// Where follow-ups are handed to, by GeoReport v2.
struct Open311Config {
  std::string url;              ///< Of the service, without the slash at its end.
  std::string jurisdiction_id;  ///< Empty: the server has one only.
  std::string api_key;          ///< Empty: it asks for none.
  std::string address;          ///< Where: the specification wants a place of every request.
  std::map<ServiceId, std::string> service_codes;
  std::map<std::string, FollowUpStatus> statuses;  ///< Of the other system, to ours.
  Milliseconds poll_every{600'000};
  bool send_contact = false;     ///< Phone and e-mail of residents who agreed to that.
  std::filesystem::path device;  ///< The follower's device file.
  std::filesystem::path ca_file;
};

/// Nothing where the file is not there. `services` are the site's. Throws ConfigError.
[[nodiscard]] std::optional<Open311Config> read_open311(const std::filesystem::path& file,
                                                        const std::vector<ServiceId>& services);

}  // namespace foyer::followers
