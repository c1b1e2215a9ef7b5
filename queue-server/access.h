// Who is at the door, for the loop: devices by key, who is signed in where, how often each device
// may ask, and how long after wrong secrets one must wait. Keeps in memory what access.sqlite says
// and reads it again when another program has changed it.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/event.h"
#include "engine/result.h"
#include "engine/site.h"
#include "protocol/message.h"
#include "queue-server/access_store.h"
#include "queue-server/token_bucket.h"

namespace foyer::server {

/// A device that has asked for something, by its key.
struct Guest {
  Device device;
  Actor actor;                         ///< Its clerk is empty while nobody is signed in.
  std::vector<SkillId> skills;         ///< Of that clerk; sorted.
  std::vector<LanguageTag> languages;  ///< Of that clerk, those that the site has.
  std::vector<Right> rights;           ///< Of that clerk; sorted.
  TokenBucket bucket;
  std::optional<SignOnRight> right = {};  ///< Where the clerk came by the city's account.
};

class Access {
 public:
  /// `rate`: of requests per device. Throws as AccessStore.
  Access(const std::filesystem::path& file, const Site& site, TokenBucket::Rate rate);

  /// Reads the file again if another program has changed it; true if a device was revoked since.
  bool refresh();

  /// The device with this key, also a revoked one; null for a key that was never enrolled.
  [[nodiscard]] Guest* find(std::string_view public_key);
  /// The device of this name that is not revoked, or null.
  [[nodiscard]] Guest* find(const DeviceId& device);

  /// With this name, and not revoked.
  [[nodiscard]] bool is_enrolled(const DeviceId& device) const;

  /// How long this device must wait before it may try this clerk's secret; zero: now.
  [[nodiscard]] Milliseconds wait_before_trying(const Guest& guest, const ClerkId& clerk,
                                                Instant now);
  /// Empty for nobody.
  [[nodiscard]] std::string secret_hash_of(const ClerkId& clerk);
  /// After the secret was checked: starts the session, or counts the failure. Refuses
  /// wrong_secret, not_allowed (this clerk may not work at such a device).
  [[nodiscard]] std::optional<Refusal> tried(Guest& guest, const ClerkId& clerk, bool matches,
                                             Instant now);
  /// After the provider has said who it is: starts the session, or says why not (unknown_person,
  /// not_allowed). `roles`: what the provider says that the person may be; null: the clerk's record
  /// says it.
  [[nodiscard]] std::optional<protocol::SignOnState> signed_on(Guest& guest, const ClerkId& clerk,
                                                               const std::vector<Role>* roles,
                                                               SignOnRight right, Instant now);
  /// Instead of the one that the guest has.
  void keep_right(Guest& guest, SignOnRight right);
  /// Those who came by the city's account.
  [[nodiscard]] std::vector<Guest*> signed_on_guests();
  /// At how many devices this clerk is signed in.
  [[nodiscard]] std::size_t count_sessions(const ClerkId& clerk) const;

  void sign_out(Guest& guest);

  /// What is kept for sign-ons that are not confirmed, and for the provider.
  [[nodiscard]] AccessStore& store() { return store_; }

 private:
  void load();
  void set_session(Guest& guest, const ClerkId& clerk, std::optional<SignOnRight> right = {});

  AccessStore store_;
  std::vector<SkillId> all_skills_;
  std::vector<LanguageTag> all_languages_;
  TokenBucket::Rate rate_;
  std::int64_t seen_changes_ = -1;
  std::unordered_map<std::string, Guest> guests_;  ///< By public key.
  std::map<ClerkId, Clerk> clerks_;
};

/// How long to wait after `count` wrong secrets in a row, of which `free` cost nothing: 2 s,
/// doubled with each one more, at most 15 minutes.
[[nodiscard]] Milliseconds wait_after_failures(int count, int free);

}  // namespace foyer::server
