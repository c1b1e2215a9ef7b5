// foyer knowledge as it is called.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "queue-server/remarks.h"
#include "tests/admin/foyer_command.h"

namespace foyer::test {
namespace {

const std::string clarington = FOYER_SOURCE_DIR "/assets/sites/clarington";

/// A copy of the site with one article more.
class ChangedSite {
 public:
  explicit ChangedSite(const std::string& owner)
      : folder_(std::filesystem::temp_directory_path() / "foyer-knowledge-command") {
    std::filesystem::remove_all(folder_);
    std::filesystem::copy(clarington, folder_, std::filesystem::copy_options::recursive);
    std::ofstream(folder_ / "knowledge" / "parking-map.md")
        << "+++\ntitle = \"Map\"\naudience = \"public\"\nlanguage = \"en\"\nowner = \"" << owner
        << "\"\n"
           "reviewed_on = 2020-01-31\nreview_after = 1\n+++\n\nWhere cars go.\n";
  }
  ~ChangedSite() { std::filesystem::remove_all(folder_); }
  [[nodiscard]] std::string path() const { return folder_.string(); }

 private:
  std::filesystem::path folder_;
};

}  // namespace

TEST_CASE("foyer knowledge check: counts articles") {
  const Said said = foyer_says("knowledge check " + clarington);
  CHECK(said.exit_code == 0);
  CHECK(said.has(" articles, 0 mistakes\n"));
  const Said site = foyer_says("site check " + clarington);
  CHECK(site.exit_code == 0);
  CHECK(site.has(" articles of knowledge\nno mistakes\n"));
}

TEST_CASE("foyer knowledge check: names file and line of a mistake") {
  const ChangedSite broken("parking");
  const std::string expected = "knowledge/parking-map.md:5: owner: no department \"parking\"";
  for (const char* command : {"knowledge check ", "site check ", "knowledge list --site "}) {
    CAPTURE(command);
    const Said said = foyer_says(command + broken.path());
    CHECK(said.exit_code == 3);
    CHECK_MESSAGE(said.has(expected), said.text);
  }
}

TEST_CASE("foyer knowledge search: best first with slips and in French") {
  const std::string search = "knowledge search --site " + clarington;
  const Said fence = foyer_says(search + " fense");
  CHECK(fence.exit_code == 0);
  CHECK_MESSAGE(fence.text.starts_with("knowledge/fence-permit.md  Fence permit\n"), fence.text);
  const Said french = foyer_says(search + " --language fr --count 1 cloture");
  CHECK(french.text == "knowledge/fence-permit.fr.md  Permis de clôture\n");
  const Said nothing = foyer_says(search + " xyzzyqq");
  CHECK(nothing.exit_code == 1);
  CHECK(nothing.text == "nothing found\n");
  CHECK(foyer_says(search + " --public triage").text.find("triage.md") == std::string::npos);
  CHECK(foyer_says("knowledge search fence").exit_code == 2);
}

TEST_CASE("foyer knowledge list: what is past its review date") {
  const ChangedSite changed("bylaw");
  const Said stale = foyer_says("knowledge list --stale --site " + changed.path());
  CHECK_MESSAGE(stale.has("knowledge/parking-map.md  Map  owner bylaw  reviewed 2020-01-31  "
                          "due since 2020-02-29\n"),
                stale.text);
  CHECK_FALSE(stale.has("holds until"));
  CHECK(foyer_says("knowledge list --site " + clarington).has("knowledge/fence-permit.md"));
}

TEST_CASE("foyer knowledge proposals: read and accepted and declined") {
  const auto folder = std::filesystem::temp_directory_path() / "foyer-knowledge-remarks";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const std::string data = " --data " + folder.string();
  const Said missing = foyer_says("knowledge proposals" + data);
  CHECK(missing.exit_code == 1);
  CHECK(missing.has("remarks.sqlite is not there"));
  {
    server::RemarkStore store(folder / "remarks.sqlite", storage::OpenMode::read_write);
    const protocol::ArticleId fence{"fence-permit"};
    const server::Remarker ana{ClerkId{"ana"}, DeviceId{"d"}, "1", from_ms(1795680000000)};
    store.vote({fence, LanguageTag{"fr"}, protocol::ArticleVote::wrong}, ana);
    for (const char* id : {"1", "2"}) {
      server::Remarker by = ana;
      by.request_id = id;
      REQUIRE_FALSE(store.propose({fence, LanguageTag{"en"}, "Say how"}, by));
    }
  }
  const Said open = foyer_says("knowledge proposals" + data);
  CHECK_MESSAGE(open.text.starts_with("1  2026-11-26T08:00:00Z  ana  knowledge/fence-permit.md\n"
                                      "    Say how\n2  "),
                open.text);
  CHECK(foyer_says("knowledge votes" + data).text ==
        "article,helped,wrong\nknowledge/fence-permit.fr.md,0,1\n");
  CHECK(foyer_says("knowledge accept 1" + data).text ==
        "proposal 1 accepted: write it into knowledge/fence-permit.md and set reviewed_on\n");
  CHECK(foyer_says("knowledge decline 2" + data).text == "proposal 2 declined\n");
  const Said again = foyer_says("knowledge decline 1" + data);
  CHECK(again.exit_code == 1);
  CHECK(again.has("proposal 1 is accepted already"));
  CHECK(foyer_says("knowledge proposals" + data).text == "none is open\n");
  CHECK(foyer_says("knowledge proposals --all" + data).has("  declined\n"));
  std::filesystem::remove_all(folder);
}

}  // namespace foyer::test
