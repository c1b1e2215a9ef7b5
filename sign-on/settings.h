// sign-on.toml in the server's data folder: which provider of accounts the city has, who of its
// people is which clerk, and what they may. Without the file there is no sign-on, and clerks sign
// in with their PIN.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ids.h"
#include "engine/site.h"
#include "engine/words.h"

namespace foyer::sign_on {

/// What the skills of a clerk are.
struct Skills {
  bool all = false;             ///< Everything that the site knows.
  std::vector<SkillId> skills;  ///< Sorted, each once; empty if all.
  friend bool operator==(const Skills&, const Skills&) = default;
};

/// What people have who have this value among their roles.
struct RoleRights {
  std::string value;             ///< As the provider writes it.
  std::vector<Role> roles;       ///< Of the devices at which they may sign in.
  std::optional<Skills> skills;  ///< Nothing: those of the clerk's record.
};

struct Settings {
  std::string issuer;         ///< As it stands in every token.
  std::string client_id;      ///< What the provider calls the queue server.
  std::string client_secret;  ///< Empty: a public client.
  std::vector<std::string> scopes{"openid", "offline_access"};
  /// The claim that says who it is, and which clerk that is. Without a list the claim's value is
  /// the clerk's id itself.
  std::string clerk_claim = "sub";
  std::map<std::string, ClerkId> clerks;
  /// The claim that lists a person's roles; a dot leads into an object. Empty: roles and skills are
  /// those of the clerk's record.
  std::string roles_claim;
  std::vector<RoleRights> rights;
  bool pin = true;                 ///< Clerks may sign in with their PIN too.
  Seconds clock_skew{60};          ///< How much the provider's clock may differ.
  Seconds renew_every{15 * 60};    ///< A person who was revoked is out after this at latest.
  Seconds keep_unreachable{3600};  ///< Beyond the end of a right that could not be renewed.
  std::filesystem::path ca_file;   ///< Further roots to trust; empty: the system's alone.
};

/// Reads FILE and the secret that it names (beside it, readable by its owner alone). Throws
/// SiteMistakes with all that is wrong in it, std::runtime_error where the secret cannot be read.
[[nodiscard]] Settings read_settings(const std::filesystem::path& file);

/// What is named in `settings` and not in the site: skills. One sentence each.
[[nodiscard]] std::vector<std::string> unknown_to_site(const Settings& settings, const Site& site);

/// Whether a token or a secret may be sent there: https, or this very machine (127.0.0.1, ::1,
/// localhost), without a user's name in it; at most 512 bytes.
[[nodiscard]] bool is_safe_url(std::string_view url);

}  // namespace foyer::sign_on
