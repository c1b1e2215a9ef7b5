#include "queue-server/access.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace foyer::server {
namespace {

// A clerk mistypes; a device is guessed at. Both are forgotten after a day.
constexpr int free_failures_of_clerk = 3;
constexpr int free_failures_of_device = 12;
constexpr Milliseconds forgotten_after = std::chrono::hours(24);
constexpr Milliseconds wait_first = std::chrono::seconds(2);
constexpr Milliseconds wait_most = std::chrono::minutes(15);

std::string pair_subject(const Guest& guest, const ClerkId& clerk) {
  return clerk.value + "@" + guest.device.name.value;
}

std::string device_subject(const Guest& guest) {
  return "@" + guest.device.name.value;
}

std::vector<SkillId> skills_of_site(const Site& site) {
  std::set<SkillId> skills;
  for (const CounterPlace& counter : site.counters) {
    skills.insert(counter.skills.begin(), counter.skills.end());
  }
  for (const Service& service : site.services) {
    if (!service.skill.empty()) skills.insert(service.skill);
    if (!service.specialist_skill.empty()) skills.insert(service.specialist_skill);
  }
  return {skills.begin(), skills.end()};
}

}  // namespace

Milliseconds wait_after_failures(int count, int free) {
  if (count < free) return Milliseconds(0);
  const int doublings = std::min(count - free, 20);
  return std::min(wait_first * (1 << doublings), wait_most);
}

Access::Access(const std::filesystem::path& file, const Site& site, TokenBucket::Rate rate)
    : store_(file, OpenMode::read_write),
      all_skills_(skills_of_site(site)),
      all_languages_(site.languages),
      rate_(rate) {
  load();
}

bool Access::refresh() {
  if (store_.foreign_changes() == seen_changes_) return false;
  std::set<std::string> admitted_before;
  for (const auto& [key, guest] : guests_) {
    if (!guest.device.revoked_at) admitted_before.insert(key);
  }
  load();
  return std::any_of(admitted_before.begin(), admitted_before.end(), [this](const auto& key) {
    const auto guest = guests_.find(key);
    return guest == guests_.end() || guest->second.device.revoked_at;
  });
}

void Access::load() {
  // Before reading: what changes in between is read again the next time.
  seen_changes_ = store_.foreign_changes();
  std::vector<Device> devices = store_.devices();
  std::map<ClerkId, Clerk> clerks;
  for (Clerk& clerk : store_.clerks()) {
    ClerkId id = clerk.id;
    clerks.emplace(std::move(id), std::move(clerk));
  }
  const std::vector<SignedIn> sessions = store_.sessions();
  std::map<DeviceId, SignOnRight> rights = store_.rights();
  clerks_ = std::move(clerks);
  for (Device& device : devices) {
    const auto now = TokenBucket::Clock::now();
    const auto guest =
        guests_
            .try_emplace(device.public_key, Guest{{}, {}, {}, {}, {}, TokenBucket(rate_, now), {}})
            .first;
    guest->second.device = std::move(device);
    guest->second.actor.device = guest->second.device.name;
    set_session(guest->second, {});
    if (guest->second.device.revoked_at) continue;
    for (const SignedIn& session : sessions) {
      if (session.device != guest->second.device.name) continue;
      auto right = rights.extract(session.device);
      set_session(guest->second, session.clerk,
                  right.empty() ? std::nullopt : std::optional(std::move(right.mapped())));
    }
  }
}

Guest* Access::find(std::string_view public_key) {
  const auto guest = guests_.find(std::string(public_key));
  return guest == guests_.end() ? nullptr : &guest->second;
}

Guest* Access::find(const DeviceId& device) {
  for (auto& [key, guest] : guests_) {
    if (guest.device.name == device && !guest.device.revoked_at) return &guest;
  }
  return nullptr;
}

bool Access::is_enrolled(const DeviceId& device) const {
  return std::any_of(guests_.begin(), guests_.end(), [&device](const auto& entry) {
    return entry.second.device.name == device && !entry.second.device.revoked_at;
  });
}

void Access::set_session(Guest& guest, const ClerkId& clerk, std::optional<SignOnRight> right) {
  const auto found = clerks_.find(clerk);
  const bool known = found != clerks_.end() && !found->second.disabled;
  guest.actor.clerk = known ? clerk : ClerkId{};
  guest.skills.clear();
  guest.languages.clear();
  guest.rights.clear();
  guest.right.reset();
  if (!known) return;
  guest.rights = found->second.rights;
  guest.right = std::move(right);
  const bool told = guest.right && guest.right->skills_told;
  const bool all = told ? guest.right->all_skills : found->second.all_skills;
  guest.skills = all ? all_skills_ : told ? guest.right->skills : found->second.skills;
  // What no resident can choose decides nothing, and the journal need not know it of a clerk.
  const auto has = [this](const LanguageTag& tag) {
    return std::find(all_languages_.begin(), all_languages_.end(), tag) != all_languages_.end();
  };
  std::copy_if(found->second.languages.begin(), found->second.languages.end(),
               std::back_inserter(guest.languages), has);
}

Milliseconds Access::wait_before_trying(const Guest& guest, const ClerkId& clerk, Instant now) {
  const auto rest = [&](const std::string& subject, int free) {
    const Failures failures = store_.failures_of(subject);
    if (failures.last_at + forgotten_after < now) return Milliseconds(0);
    return failures.last_at + wait_after_failures(failures.count, free) - now;
  };
  return std::max({Milliseconds(0), rest(pair_subject(guest, clerk), free_failures_of_clerk),
                   rest(device_subject(guest), free_failures_of_device)});
}

std::string Access::secret_hash_of(const ClerkId& clerk) {
  return store_.secret_hash_of(clerk).value_or("");
}

std::optional<Refusal> Access::tried(Guest& guest, const ClerkId& clerk, bool matches,
                                     Instant now) {
  if (!matches) {
    store_.add_failure(pair_subject(guest, clerk), now, now - forgotten_after);
    store_.add_failure(device_subject(guest), now, now - forgotten_after);
    return Refusal{RefusalCode::wrong_secret, "the clerk or the secret is wrong", ""};
  }
  const auto found = clerks_.find(clerk);
  if (found == clerks_.end() || found->second.disabled) {
    return Refusal{RefusalCode::wrong_secret, "the clerk or the secret is wrong", ""};
  }
  const std::vector<Role>& roles = found->second.roles;
  if (std::find(roles.begin(), roles.end(), guest.device.role) == roles.end()) {
    return Refusal{RefusalCode::not_allowed, "this clerk may not work at such a device", "clerk"};
  }
  store_.forget_failures(pair_subject(guest, clerk));
  store_.forget_failures(device_subject(guest));
  store_.start_session({guest.device.name, clerk, now});
  set_session(guest, clerk);
  return std::nullopt;
}

std::optional<protocol::SignOnState> Access::signed_on(Guest& guest, const ClerkId& clerk,
                                                       const std::vector<Role>* roles,
                                                       SignOnRight right, Instant now) {
  const auto found = clerks_.find(clerk);
  if (found == clerks_.end() || found->second.disabled) {
    return protocol::SignOnState::unknown_person;
  }
  const std::vector<Role>& allowed = roles != nullptr ? *roles : found->second.roles;
  if (std::find(allowed.begin(), allowed.end(), guest.device.role) == allowed.end()) {
    return protocol::SignOnState::not_allowed;
  }
  store_.start_session({guest.device.name, clerk, now}, right);
  set_session(guest, clerk, std::move(right));
  return std::nullopt;
}

void Access::keep_right(Guest& guest, SignOnRight right) {
  store_.keep_right(guest.device.name, right);
  const ClerkId clerk = guest.actor.clerk;
  set_session(guest, clerk, std::move(right));
}

std::vector<Guest*> Access::signed_on_guests() {
  std::vector<Guest*> guests;
  for (auto& [key, guest] : guests_) {
    if (guest.right) guests.push_back(&guest);
  }
  return guests;
}

std::size_t Access::count_sessions(const ClerkId& clerk) const {
  return static_cast<std::size_t>(
      std::count_if(guests_.begin(), guests_.end(),
                    [&clerk](const auto& entry) { return entry.second.actor.clerk == clerk; }));
}

void Access::sign_out(Guest& guest) {
  if (guest.actor.clerk.empty()) return;
  store_.end_session(guest.device.name);
  set_session(guest, {});
}

}  // namespace foyer::server
