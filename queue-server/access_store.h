// Who may come in: devices by their CURVE key, clerks by their secret, who is signed in where, and
// how often a secret was guessed wrong. One SQLite file, access.sqlite, written by the queue server
// and by `foyer keys` and `foyer clerk` while it runs. No surname, no clear secret is in it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ids.h"
#include "engine/words.h"
#include "queue-server/sqlite.h"
#include "storage/open_file.h"

namespace foyer::server {

/// What a person can mend: a name that is taken.
class AccessError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Device {
  DeviceId name;
  Role role{};
  std::string public_key;  ///< 40 characters of Z85.
  Instant enrolled_at;
  std::optional<Instant> revoked_at;
};

struct Clerk {
  ClerkId id;
  std::string name;             ///< First name, as colleagues see it.
  bool all_skills = false;      ///< Everything that the site knows.
  std::vector<SkillId> skills;  ///< Sorted; empty if all_skills.
  std::vector<Role> roles;      ///< Of the devices at which the clerk may sign in.
  bool disabled = false;
  std::vector<LanguageTag> languages = {};  ///< What the clerk speaks; sorted. Empty: not told.
  std::vector<Right> rights = {Right::call_out_of_order};  ///< Sorted.
};

struct SignedIn {
  DeviceId device;
  ClerkId clerk;
  Instant at;
};

/// What a session that came by the city's account has beside it. No session has it without one: it
/// goes when the session goes, and its refresh token is then to be revoked.
struct SignOnRight {
  std::string subject;        ///< The provider's name of the person.
  std::string refresh_token;  ///< A secret; empty: the right cannot be renewed.
  bool skills_told = false;   ///< By the provider; else the clerk's record says them.
  bool all_skills = false;
  std::vector<SkillId> skills;  ///< Sorted; empty if all_skills.
  Instant ends_at;
  Instant renew_at;
  /// The provider has taken it back, or it could not be renewed: the session ends as soon as nobody
  /// stands at the clerk's counter.
  bool ending = false;
};

/// A code that was shown to a clerk and is not confirmed yet. Outlives a restart of the server.
struct PendingSignOn {
  DeviceId device;
  std::string request_id;   ///< Of begin_sign_on: the same again gets the same code.
  std::string device_code;  ///< A secret.
  std::string user_code;
  std::string verification_uri;
  std::string verification_uri_complete;
  Instant expires_at;
  Seconds interval{5};
};

/// Wrong secrets in a row of one subject: a clerk at a device, or a device.
struct Failures {
  int count = 0;
  Instant last_at;
};

/// Used by one thread at a time; several processes may have the file open. Throws SqliteError.
class AccessStore {
 public:
  /// As storage::open_file; brings the file of an older program up to date (read_write).
  AccessStore(const std::filesystem::path& file, OpenMode mode);

  /// Throws AccessError: the name belongs to a device that is not revoked, or the key to any.
  void enroll(const Device& device);
  /// False if no such device is enrolled. Ends its session.
  bool revoke(const DeviceId& name, Instant at);
  /// All, also revoked ones, by time of enrolment.
  [[nodiscard]] std::vector<Device> devices();
  /// Whether this key belongs to a device that is not revoked.
  [[nodiscard]] bool is_enrolled(std::string_view public_key);

  /// Throws AccessError if the id is taken.
  void add_clerk(const Clerk& clerk, std::string_view secret_hash);
  /// False if there is none. Ends the clerk's sessions.
  bool disable_clerk(const ClerkId& clerk);
  /// False if there is none. Ends the clerk's sessions, enables the clerk, forgets failures.
  bool set_secret(const ClerkId& clerk, std::string_view secret_hash);
  /// False if there is none. Holds from the next time the clerk opens a counter.
  bool set_languages(const ClerkId& clerk, const std::vector<LanguageTag>& languages);
  /// False if there is none. Holds at once.
  bool set_rights(const ClerkId& clerk, const std::vector<Right>& rights);
  [[nodiscard]] std::vector<Clerk> clerks();
  /// Nothing for a clerk who is unknown or disabled.
  [[nodiscard]] std::optional<std::string> secret_hash_of(const ClerkId& clerk);

  [[nodiscard]] std::vector<SignedIn> sessions();
  void start_session(const SignedIn& session);
  void end_session(const DeviceId& device);

  /// With the right that it came by; ends the pending sign-on of that device.
  void start_session(const SignedIn& session, const SignOnRight& right);
  [[nodiscard]] std::map<DeviceId, SignOnRight> rights();
  /// Nothing where that device has no session with a right any more.
  void keep_right(const DeviceId& device, const SignOnRight& right);

  [[nodiscard]] std::vector<PendingSignOn> pending_sign_ons();
  void keep_pending(const PendingSignOn& pending);
  void end_pending(const DeviceId& device);

  /// Refresh tokens that are of no use any more, and that the provider does not know of yet.
  [[nodiscard]] std::vector<std::string> tokens_to_revoke(std::int64_t limit);
  void add_to_revoke(std::string_view refresh_token);
  /// The provider has heard of it.
  void forget_token(std::string_view refresh_token);
  /// What the provider did not want to hear for so long has ended by itself.
  void forget_tokens_before(Instant before);

  [[nodiscard]] Failures failures_of(std::string_view subject);
  /// One more, and forgets all that are older than `forget_before`.
  void add_failure(std::string_view subject, Instant at, Instant forget_before);
  void forget_failures(std::string_view subject);

  /// Another number whenever another connection has changed the file.
  [[nodiscard]] std::int64_t foreign_changes();

 private:
  Database db_;
  Statement data_version_;
  Statement find_key_;
};

}  // namespace foyer::server
