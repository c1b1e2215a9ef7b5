#include "queue-server/remarks.h"

#include <algorithm>

namespace foyer::server {
namespace {

constexpr const char* schema = R"sql(
CREATE TABLE vote (
  article TEXT NOT NULL,
  language TEXT NOT NULL,
  clerk TEXT NOT NULL,
  vote TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (article, language, clerk)
) STRICT, WITHOUT ROWID;
CREATE TABLE proposal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  device TEXT NOT NULL,
  request_id TEXT NOT NULL,
  article TEXT NOT NULL,
  language TEXT NOT NULL,
  clerk TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  text TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open',
  decided_at_ms INTEGER,
  UNIQUE (device, request_id)
) STRICT;
CREATE INDEX proposal_state ON proposal (state, clerk);
)sql";

constexpr const char* columns =
    "SELECT id, article, language, clerk, at_ms, text, state FROM proposal ";

constexpr storage::FileKind remarks_file{.application_id = 0x464F5952,  // "FOYR"
                                         .schema = schema,
                                         .holds = "remarks"};

Proposal proposal_of(const storage::Statement& row) {
  Proposal proposal;
  proposal.id = row.number(0);
  proposal.article.value = row.text(1);
  proposal.language.value = row.text(2);
  proposal.clerk.value = row.text(3);
  proposal.at = from_ms(row.number(4));
  proposal.text = row.text(5);
  proposal.state = from_word<ProposalState>(row.text(6)).value_or(ProposalState::open);
  return proposal;
}

std::int64_t count_open(storage::Database& db, const ClerkId* clerk) {
  storage::Statement count(db, clerk == nullptr
                                   ? "SELECT count(*) FROM proposal WHERE state = 'open'"
                                   : "SELECT count(*) FROM proposal WHERE state = 'open' AND "
                                     "clerk = ?");
  if (clerk != nullptr) count.bind(1, clerk->value);
  count.step();
  return count.number(0);
}

}  // namespace

std::optional<Refusal> objection_to(const protocol::Query& remark,
                                    const std::set<std::string>& articles) {
  const auto* vote = std::get_if<protocol::VoteArticle>(&remark);
  const auto* proposal = std::get_if<protocol::ProposeArticle>(&remark);
  if (vote == nullptr && proposal == nullptr) return std::nullopt;
  const std::string& article = vote != nullptr ? vote->article.value : proposal->article.value;
  if (!articles.contains(article)) {
    return Refusal{RefusalCode::malformed, "this site has no article \"" + article + "\"",
                   "body.article"};
  }
  if (proposal == nullptr) return std::nullopt;
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (std::any_of(proposal->text.begin(), proposal->text.end(), control)) {
    return Refusal{RefusalCode::malformed, "has a line break or a control character", "body.text"};
  }
  return std::nullopt;
}

RemarkStore::RemarkStore(const std::filesystem::path& file, storage::OpenMode mode)
    : db_(storage::open_file(file, mode, remarks_file)) {}

void RemarkStore::vote(const protocol::VoteArticle& vote, const Remarker& by) {
  storage::Statement write(
      db_,
      "INSERT INTO vote (article, language, clerk, vote, at_ms) VALUES (?, ?, ?, ?, ?) "
      "ON CONFLICT (article, language, clerk) DO UPDATE SET vote = excluded.vote, "
      "at_ms = excluded.at_ms");
  write.bind(1, vote.article.value).bind(2, vote.language.value).bind(3, by.clerk.value);
  write.bind(4, word(vote.vote)).bind(5, to_ms(by.at)).run();
}

std::optional<Refusal> RemarkStore::propose(const protocol::ProposeArticle& proposal,
                                            const Remarker& by) {
  storage::Transaction transaction(db_);
  storage::Statement known(
      db_, "SELECT article, language, text FROM proposal WHERE device = ? AND request_id = ?");
  known.bind(1, by.device.value).bind(2, by.request_id);
  if (known.step()) {
    const bool same = known.text(0) == proposal.article.value &&
                      known.text(1) == proposal.language.value && known.text(2) == proposal.text;
    if (same) return std::nullopt;
    return Refusal{RefusalCode::request_id_reused, "this id was used for another proposal", "id"};
  }
  if (count_open(db_, nullptr) >= open_proposals_max ||
      count_open(db_, &by.clerk) >= open_proposals_of_clerk_max) {
    return Refusal{RefusalCode::throttled,
                   "too many proposals are open; their owners must decide upon some first", ""};
  }
  storage::Statement write(db_,
                           "INSERT INTO proposal (device, request_id, article, language, clerk, "
                           "at_ms, text) VALUES (?, ?, ?, ?, ?, ?, ?)");
  write.bind(1, by.device.value).bind(2, by.request_id).bind(3, proposal.article.value);
  write.bind(4, proposal.language.value).bind(5, by.clerk.value).bind(6, to_ms(by.at));
  write.bind(7, proposal.text).run();
  transaction.commit();
  return std::nullopt;
}

std::vector<Proposal> RemarkStore::proposals(std::optional<ProposalState> state) {
  const std::string sql =
      std::string(columns) + (state ? "WHERE state = ? ORDER BY id" : "ORDER BY id");
  storage::Statement rows(db_, sql);
  if (state) rows.bind(1, word(*state));
  std::vector<Proposal> all;
  while (rows.step()) all.push_back(proposal_of(rows));
  return all;
}

std::vector<VoteCount> RemarkStore::votes() {
  storage::Statement rows(db_,
                          "SELECT article, language, sum(vote = 'helped'), sum(vote = 'wrong') AS "
                          "wrong FROM vote GROUP BY article, language ORDER BY wrong DESC, "
                          "article, language");
  std::vector<VoteCount> all;
  while (rows.step()) {
    VoteCount count;
    count.article.value = rows.text(0);
    count.language.value = rows.text(1);
    count.helped = rows.number(2);
    count.wrong = rows.number(3);
    all.push_back(std::move(count));
  }
  return all;
}

Proposal RemarkStore::decide(std::int64_t id, ProposalState decision, Instant at) {
  storage::Transaction transaction(db_);
  storage::Statement row(db_, std::string(columns) + "WHERE id = ?");
  row.bind(1, id);
  if (!row.step()) throw RemarkError("there is no proposal " + std::to_string(id));
  Proposal proposal = proposal_of(row);
  row.reset();
  if (proposal.state != ProposalState::open) {
    throw RemarkError("proposal " + std::to_string(id) + " is " +
                      std::string(word(proposal.state)) + " already");
  }
  storage::Statement write(db_, "UPDATE proposal SET state = ?, decided_at_ms = ? WHERE id = ?");
  write.bind(1, word(decision)).bind(2, to_ms(at)).bind(3, id).run();
  transaction.commit();
  return proposal;
}

}  // namespace foyer::server
