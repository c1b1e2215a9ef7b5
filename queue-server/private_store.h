// What residents and clerks would not want everybody to read: a note for whoever serves the visit
// next, how to reach its resident, kept only with consent, and what the resident said in words
// afterwards. A file of its own beside the
// journal, private.sqlite, so that the journal, its copies and everything made from it hold none of
// it. Deleted when the site says; what is deleted is overwritten in the file.
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "engine/ids.h"
#include "storage/open_file.h"

namespace foyer::server {

/// Empty members: not there. There is no phone or e-mail without consented_at.
struct PrivateRecord {
  std::string note;
  std::string phone;
  std::string email;
  std::optional<Instant> consented_at;
  std::string comment = {};
  friend bool operator==(const PrivateRecord&, const PrivateRecord&) = default;
};

/// Used by one thread. Throws SqliteError. What a set_ was told is on disk when it returns.
class PrivateStore {
 public:
  /// Made with mode 0600 where it is missing. Throws storage::WrongFile. `kept_for`: after the last
  /// change of a visit's record it is deleted.
  PrivateStore(const std::filesystem::path& file, std::chrono::days kept_for);

  [[nodiscard]] PrivateRecord find(VisitId visit);
  /// In place of the one before; empty: there is none any more.
  void set_note(VisitId visit, std::string_view note, Instant now);
  /// With the resident's consent, in place of what was there.
  void set_contact(VisitId visit, std::string_view phone, std::string_view email, Instant now);
  /// The consent was taken back, or never given.
  void forget_contact(VisitId visit, Instant now);
  /// In place of the one before; empty: there is none any more.
  void set_comment(VisitId visit, std::string_view comment, Instant now);
  /// Deletes what has been kept long enough; how many records.
  int forget_old(Instant now);

 private:
  void write(VisitId visit, const PrivateRecord& record, Instant now);
  void wipe_log();

  storage::Database db_;
  std::chrono::days kept_for_;
};

}  // namespace foyer::server
