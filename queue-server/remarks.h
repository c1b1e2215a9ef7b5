// What clerks say of articles of knowledge: votes ("this helped", "this is wrong") and proposals. A
// proposal is free text, so neither is an event, and nothing of them is in the journal, in what is
// published, or in a log. One SQLite file, remarks.sqlite, written by the queue server and read,
// and decided upon, by `foyer knowledge`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/result.h"
#include "protocol/message.h"
#include "storage/open_file.h"

namespace foyer::server {

/// A proposal that is not there, or decided already.
class RemarkError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Who says it, and when.
struct Remarker {
  ClerkId clerk;
  DeviceId device;
  std::string request_id;
  Instant at;
};

FOYER_WORDS(ProposalState, open, accepted, declined)

struct Proposal {
  std::int64_t id = 0;
  protocol::ArticleId article;
  LanguageTag language;
  ClerkId clerk;
  Instant at;
  std::string text;
  ProposalState state{};
};

struct VoteCount {
  protocol::ArticleId article;
  LanguageTag language;
  std::int64_t helped = 0;
  std::int64_t wrong = 0;
};

/// Of more, new ones are refused until some are decided.
inline constexpr std::int64_t open_proposals_max = 1000;
inline constexpr std::int64_t open_proposals_of_clerk_max = 50;

/// Why a remark is not taken: no article of `articles`, or a text of control characters (malformed,
/// with the field). Other queries are none of its business.
[[nodiscard]] std::optional<Refusal> objection_to(const protocol::Query& remark,
                                                  const std::set<std::string>& articles);

/// Used by one thread at a time; several processes may have the file open. Throws SqliteError.
class RemarkStore {
 public:
  /// As storage::open_file.
  RemarkStore(const std::filesystem::path& file, storage::OpenMode mode);

  /// On disk when it returns. A clerk has one vote per article and language: the last one.
  void vote(const protocol::VoteArticle& vote, const Remarker& by);
  /// On disk when it returns nothing; the same request again changes nothing. Refuses
  /// request_id_reused and, where too many are open, throttled.
  [[nodiscard]] std::optional<Refusal> propose(const protocol::ProposeArticle& proposal,
                                               const Remarker& by);

  /// The oldest first; `state` nothing: all.
  [[nodiscard]] std::vector<Proposal> proposals(std::optional<ProposalState> state);
  /// The most called wrong first.
  [[nodiscard]] std::vector<VoteCount> votes();
  /// Throws RemarkError where it is not open. Returns it as it was.
  Proposal decide(std::int64_t id, ProposalState decision, Instant at);

 private:
  storage::Database db_;
};

}  // namespace foyer::server
