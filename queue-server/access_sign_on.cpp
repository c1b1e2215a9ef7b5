// The part of access.sqlite that is about sessions, and about the city's accounts.
#include <algorithm>

#include "queue-server/access_store.h"

namespace foyer::server {
namespace {

constexpr std::string_view all_skills = "all";

std::string skills_text(const SignOnRight& right) {
  if (right.all_skills) return std::string(all_skills);
  std::string text;
  for (const SkillId& skill : right.skills) text += (text.empty() ? "" : ",") + skill.value;
  return text;
}

std::vector<SkillId> skills_of(std::string_view text) {
  std::vector<SkillId> skills;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    skills.push_back({std::string(text.substr(0, comma))});
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  std::sort(skills.begin(), skills.end());
  return skills;
}

/// Deleted, not replaced: only so the right that the session before came by is taken away too.
void replace_session(Database& db, const SignedIn& session) {
  Statement remove(db, "DELETE FROM session WHERE device = ?");
  remove.bind(1, session.device.value).run();
  Statement insert(db, "INSERT INTO session (device, clerk, signed_in_at_ms) VALUES (?, ?, ?)");
  insert.bind(1, session.device.value).bind(2, session.clerk.value);
  insert.bind(3, to_ms(session.at)).run();
  Statement pending(db, "DELETE FROM sign_on_pending WHERE device = ?");
  pending.bind(1, session.device.value).run();
}

void write_right(Database& db, const DeviceId& device, const SignOnRight& right) {
  Statement write(db,
                  "INSERT OR REPLACE INTO sign_on (device, subject, refresh_token, skills, "
                  "ends_at_ms, renew_at_ms, ending) VALUES (?, ?, ?, ?, ?, ?, ?)");
  const std::string skills = skills_text(right);
  write.bind(1, device.value).bind(2, right.subject).bind(3, right.refresh_token);
  right.skills_told ? write.bind(4, skills) : write.bind_null(4);
  write.bind(5, to_ms(right.ends_at)).bind(6, to_ms(right.renew_at)).bind(7, right.ending ? 1 : 0);
  write.run();
}

}  // namespace

void AccessStore::start_session(const SignedIn& session) {
  Transaction transaction(db_);
  replace_session(db_, session);
  transaction.commit();
}

void AccessStore::start_session(const SignedIn& session, const SignOnRight& right) {
  Transaction transaction(db_);
  replace_session(db_, session);
  write_right(db_, session.device, right);
  transaction.commit();
}

std::map<DeviceId, SignOnRight> AccessStore::rights() {
  std::map<DeviceId, SignOnRight> rights;
  Statement rows(db_,
                 "SELECT device, subject, refresh_token, skills, ends_at_ms, renew_at_ms, ending "
                 "FROM sign_on");
  while (rows.step()) {
    SignOnRight right;
    right.subject = rows.text(1);
    right.refresh_token = rows.text(2);
    right.skills_told = !rows.is_null(3);
    right.all_skills = rows.text(3) == all_skills;
    if (!right.all_skills) right.skills = skills_of(rows.text(3));
    right.ends_at = from_ms(rows.number(4));
    right.renew_at = from_ms(rows.number(5));
    right.ending = rows.number(6) != 0;
    rights.emplace(DeviceId{std::string(rows.text(0))}, std::move(right));
  }
  return rights;
}

void AccessStore::keep_right(const DeviceId& device, const SignOnRight& right) {
  Transaction transaction(db_);
  Statement there(db_, "SELECT 1 FROM sign_on WHERE device = ?");
  const bool found = there.bind(1, device.value).step();
  there.reset();
  if (found) write_right(db_, device, right);
  transaction.commit();
}

std::vector<PendingSignOn> AccessStore::pending_sign_ons() {
  std::vector<PendingSignOn> all;
  Statement rows(db_,
                 "SELECT device, request_id, device_code, user_code, verification_uri, "
                 "verification_uri_complete, expires_at_ms, interval_s FROM sign_on_pending");
  while (rows.step()) {
    const auto text = [&rows](int column) { return std::string(rows.text(column)); };
    all.push_back({{text(0)},
                   text(1),
                   text(2),
                   text(3),
                   text(4),
                   text(5),
                   from_ms(rows.number(6)),
                   Seconds(std::clamp<std::int64_t>(rows.number(7), 1, 3600))});
  }
  return all;
}

void AccessStore::keep_pending(const PendingSignOn& pending) {
  Statement write(db_,
                  "INSERT OR REPLACE INTO sign_on_pending (device, request_id, device_code, "
                  "user_code, verification_uri, verification_uri_complete, expires_at_ms, "
                  "interval_s) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  write.bind(1, pending.device.value).bind(2, pending.request_id).bind(3, pending.device_code);
  write.bind(4, pending.user_code).bind(5, pending.verification_uri);
  write.bind(6, pending.verification_uri_complete).bind(7, to_ms(pending.expires_at));
  write.bind(8, pending.interval.count()).run();
}

void AccessStore::end_pending(const DeviceId& device) {
  Statement remove(db_, "DELETE FROM sign_on_pending WHERE device = ?");
  remove.bind(1, device.value).run();
}

std::vector<std::string> AccessStore::tokens_to_revoke(std::int64_t limit) {
  std::vector<std::string> tokens;
  Statement rows(db_, "SELECT refresh_token FROM revocation ORDER BY since_ms LIMIT ?");
  rows.bind(1, limit);
  while (rows.step()) tokens.emplace_back(rows.text(0));
  return tokens;
}

void AccessStore::add_to_revoke(std::string_view refresh_token) {
  Statement add(db_, "INSERT OR IGNORE INTO revocation (refresh_token) VALUES (?)");
  add.bind(1, refresh_token).run();
}

void AccessStore::forget_token(std::string_view refresh_token) {
  Statement remove(db_, "DELETE FROM revocation WHERE refresh_token = ?");
  remove.bind(1, refresh_token).run();
}

void AccessStore::forget_tokens_before(Instant before) {
  Statement remove(db_, "DELETE FROM revocation WHERE since_ms < ?");
  remove.bind(1, to_ms(before)).run();
}

}  // namespace foyer::server
