// Votes and proposals on articles: kept once, bounded, decided upon, and nowhere but in their file.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "queue-server/remarks.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

using protocol::ArticleId;
using protocol::ArticleVote;
using protocol::ProposeArticle;
using protocol::SignIn;
using protocol::VoteArticle;
using server::ProposalState;
using server::Remarker;
using server::RemarkStore;

const ArticleId fence{"fence-permit"};
const LanguageTag english{"en"};

Remarker by(const std::string& clerk, const std::string& request, const std::string& device = "d") {
  return {ClerkId{clerk}, DeviceId{device}, request, morning};
}

ProposeArticle proposal(const std::string& text) {
  return {fence, english, text};
}

class Store {
 public:
  Store() : file_(folder_.path() / "remarks.sqlite"), store(open()) {}
  [[nodiscard]] RemarkStore open() const { return {file_, storage::OpenMode::read_write}; }
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  TempFolder folder_;
  std::filesystem::path file_;

 public:
  RemarkStore store;
};

std::string code(const std::optional<Refusal>& refusal) {
  return refusal ? std::string(word(refusal->code)) : "ok";
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

TEST_CASE("votes: a clerk has one for each article and the last one counts") {
  Store s;
  s.store.vote({fence, english, ArticleVote::helped}, by("ana", "1"));
  s.store.vote({fence, english, ArticleVote::wrong}, by("ana", "2"));
  s.store.vote({fence, english, ArticleVote::wrong}, by("ana", "2"));
  s.store.vote({fence, english, ArticleVote::helped}, by("bob", "1"));
  s.store.vote({fence, LanguageTag{"fr"}, ArticleVote::helped}, by("ana", "3"));
  const auto votes = s.open().votes();
  REQUIRE(votes.size() == 2);
  CHECK(votes[0].language == english);
  CHECK(votes[0].helped == 1);
  CHECK(votes[0].wrong == 1);
  CHECK(votes[1].language.value == "fr");
  CHECK(votes[1].helped == 1);
}

TEST_CASE("proposals: the same request again changes nothing also after a restart") {
  Store s;
  CHECK(code(s.store.propose(proposal("Say it"), by("ana", "1"))) == "ok");
  CHECK(code(s.store.propose(proposal("Say it"), by("ana", "1"))) == "ok");
  RemarkStore again = s.open();
  CHECK(code(again.propose(proposal("Say it"), by("ana", "1"))) == "ok");
  CHECK(code(again.propose(proposal("Another"), by("ana", "1"))) == "request_id_reused");
  CHECK(code(again.propose(proposal("Say it"), by("ana", "1", "other"))) == "ok");
  const auto all = again.proposals(std::nullopt);
  REQUIRE(all.size() == 2);
  CHECK(all[0].text == "Say it");
  CHECK(all[0].clerk.value == "ana");
  CHECK(all[0].at == morning);
  CHECK(all[0].state == ProposalState::open);
}

TEST_CASE("proposals: decided once and by their number") {
  Store s;
  REQUIRE(code(s.store.propose(proposal("One"), by("ana", "1"))) == "ok");
  REQUIRE(code(s.store.propose(proposal("Two"), by("ana", "2"))) == "ok");
  const auto open = s.store.proposals(ProposalState::open);
  CHECK(s.store.decide(open[0].id, ProposalState::accepted, morning).text == "One");
  CHECK(s.store.decide(open[1].id, ProposalState::declined, morning).text == "Two");
  CHECK(s.store.proposals(ProposalState::open).empty());
  CHECK(s.store.proposals(ProposalState::accepted).size() == 1);
  CHECK_THROWS_WITH(s.store.decide(open[0].id, ProposalState::declined, morning),
                    "proposal 1 is accepted already");
  CHECK_THROWS_WITH(s.store.decide(77, ProposalState::declined, morning),
                    "there is no proposal 77");
  // A number never comes again.
  REQUIRE(code(s.store.propose(proposal("Three"), by("ana", "3"))) == "ok");
  CHECK(s.store.proposals(ProposalState::open).front().id == 3);
}

TEST_CASE("proposals: so many open ones of a clerk and of all") {
  Store s;
  for (std::int64_t i = 0; i < server::open_proposals_of_clerk_max; ++i) {
    REQUIRE(code(s.store.propose(proposal("x"), by("ana", std::to_string(i)))) == "ok");
  }
  CHECK(code(s.store.propose(proposal("x"), by("ana", "more"))) == "throttled");
  CHECK(code(s.store.propose(proposal("x"), by("bob", "1"))) == "ok");
  // What was taken before is answered as before.
  CHECK(code(s.store.propose(proposal("x"), by("ana", "0"))) == "ok");
  s.store.decide(1, ProposalState::declined, morning);
  CHECK(code(s.store.propose(proposal("x"), by("ana", "more"))) == "ok");
}

TEST_CASE("remarks: the file is private and no other file is taken for it") {
  Store s;
  struct stat status {};
  REQUIRE(::stat(s.file().c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600U);
  const std::filesystem::path other = s.file().parent_path() / "other.sqlite";
  storage::Database(other, storage::OpenMode::read_write).run("CREATE TABLE t (a)");
  CHECK_THROWS_AS(RemarkStore(other, storage::OpenMode::read_write), storage::WrongFile);
}

TEST_CASE("remarks: over the link only by a clerk and only on articles that there are") {
  Lab lab;
  lab.add_clerk("ana", "4711");
  PlainClient desk(lab.enroll("counter-1", Role::counter));
  PlainClient kiosk(lab.enroll("kiosk-1", Role::kiosk));
  const VoteArticle helped{fence, english, ArticleVote::helped};
  CHECK(code_of(kiosk.ask("a", helped)) == "not_allowed");
  CHECK(code_of(desk.ask("a", helped)) == "not_signed_in");
  REQUIRE(desk.ask("b", SignIn{{"ana"}, "4711"}).ok());
  CHECK(desk.ask("c", helped).ok());
  CHECK(desk.ask("d", proposal("Say how it is measured")).ok());
  CHECK(desk.ask("d", proposal("Say how it is measured")).ok());
  const auto wrong = desk.ask("e", VoteArticle{ArticleId{"no-such"}, english, ArticleVote::wrong});
  CHECK(code_of(wrong) == "malformed");
  CHECK(wrong.refusal->field == "body.article");
  CHECK(wrong.refusal->text == "this site has no article \"no-such\"");
  CHECK(code_of(desk.ask("f", proposal("two\nlines"))) == "malformed");
  CHECK(code_of(desk.ask("g", proposal(""))) == "malformed");
  CHECK(code_of(desk.ask("h", proposal(std::string(1001, 'x')))) == "malformed");
  CHECK(desk.ask("i", proposal(std::string(1000, 'x'))).ok());
  lab.stop();
  RemarkStore store(lab.folder().remarks(), storage::OpenMode::read_write);
  REQUIRE(store.proposals(std::nullopt).size() == 2);
  CHECK(store.proposals(std::nullopt)[0].text == "Say how it is measured");
  CHECK(store.votes().at(0).helped == 1);
}

TEST_CASE("remarks: their text is in no other file of the server and in nothing it tells") {
  const std::string marker = "marker-that-stands-nowhere-else-4711";
  Lab lab;
  lab.add_clerk("ana", "4711");
  PlainClient desk(lab.enroll("counter-1", Role::counter));
  REQUIRE(desk.ask("b", SignIn{{"ana"}, "4711"}).ok());
  REQUIRE(desk.ask("c", proposal(marker)).ok());
  const auto told = desk.ask_text(R"({"v":1,"id":"s","command":"snapshot","body":{}})");
  REQUIRE(told);
  CHECK(told->find(marker) == std::string::npos);
  lab.stop();
  int holders = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(lab.folder().path)) {
    if (!entry.is_regular_file() || bytes_of(entry.path()).find(marker) == std::string::npos) {
      continue;
    }
    ++holders;
    CHECK(entry.path().filename().string().starts_with("remarks.sqlite"));
  }
  CHECK(holders > 0);
}

}  // namespace foyer::test
