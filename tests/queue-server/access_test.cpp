#include <doctest/doctest.h>

#include "link/secret.h"
#include "queue-server/access.h"
#include "queue-server/digest.h"
#include "queue-server/token_bucket.h"
#include "tests/engine/town.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

using server::Access;
using server::AccessError;
using server::AccessStore;
using server::Clerk;
using server::Device;
using server::OpenMode;

std::string key(char letter) {
  return std::string(40, letter);
}

struct AccessFile {
  TempFolder folder;
  std::filesystem::path path = folder.path() / "access.sqlite";
  AccessStore store{path, OpenMode::read_write};
  Site site = town();

  AccessFile() {
    store.enroll({{"desk-1"}, Role::counter, key('a'), morning, std::nullopt});
    store.enroll({{"desk-2"}, Role::counter, key('b'), morning, std::nullopt});
    store.add_clerk({{"ana"}, "Ana", true, {}, {Role::counter}, false}, "hash of ana");
    store.add_clerk({{"ida"}, "Ida", false, {{"desk"}}, {Role::manager}, false}, "hash of ida");
  }
  Access access() { return Access(path, site, {1000, 1000}); }
};

}  // namespace

TEST_CASE("access: names and keys are enrolled once until they are revoked") {
  AccessFile file;
  CHECK_THROWS_AS(file.store.enroll({{"desk-1"}, Role::kiosk, key('c'), morning, std::nullopt}),
                  AccessError);
  CHECK_THROWS_AS(file.store.enroll({{"desk-3"}, Role::kiosk, key('a'), morning, std::nullopt}),
                  AccessError);
  CHECK(file.store.is_enrolled(key('a')));
  CHECK(file.store.revoke({"desk-1"}, morning));
  CHECK_FALSE(file.store.is_enrolled(key('a')));
  CHECK_FALSE(file.store.revoke({"desk-1"}, morning));
  file.store.enroll({{"desk-1"}, Role::kiosk, key('c'), morning, std::nullopt});
  CHECK(file.store.devices().size() == 3);
}

TEST_CASE("access: the file can be read by its owner only") {
  AccessFile file;
  using std::filesystem::perms;
  CHECK((std::filesystem::status(file.path).permissions() &
         (perms::group_all | perms::others_all)) == perms::none);
}

TEST_CASE("access: a session outlives the program and ends with sign-out or disabling") {
  AccessFile file;
  {
    Access access = file.access();
    CHECK_FALSE(access.tried(*access.find(key('a')), {"ana"}, true, morning).has_value());
  }
  Access access = file.access();
  server::Guest& desk = *access.find(key('a'));
  CHECK(desk.actor == Actor{{"desk-1"}, {"ana"}});
  CHECK(desk.skills.size() == 4);
  SUBCASE("sign-out") {
    access.sign_out(desk);
    CHECK(desk.actor.clerk.empty());
    Access again = file.access();
    CHECK(again.find(key('a'))->actor.clerk.empty());
  }
  SUBCASE("disabled by another program") {
    CHECK_FALSE(access.refresh());
    CHECK(file.store.disable_clerk({"ana"}));
    CHECK_FALSE(access.refresh());
    CHECK(desk.actor.clerk.empty());
  }
  SUBCASE("revoked by another program") {
    CHECK(file.store.revoke({"desk-1"}, morning));
    CHECK(access.refresh());
    CHECK(desk.device.revoked_at.has_value());
    CHECK(desk.actor.clerk.empty());
  }
}

TEST_CASE("access: a clerk works only at devices of their roles") {
  AccessFile file;
  Access access = file.access();
  const auto refusal = access.tried(*access.find(key('a')), {"ida"}, true, morning);
  REQUIRE(refusal.has_value());
  CHECK(refusal->code == RefusalCode::not_allowed);
  CHECK(access.tried(*access.find(key('a')), {"nobody"}, true, morning)->code ==
        RefusalCode::wrong_secret);
}

TEST_CASE("access: wrong secrets cost more and more time also over a restart") {
  CHECK(server::wait_after_failures(2, 3) == Seconds(0));
  CHECK(server::wait_after_failures(3, 3) == Seconds(2));
  CHECK(server::wait_after_failures(5, 3) == Seconds(8));
  CHECK(server::wait_after_failures(500, 3) == std::chrono::minutes(15));

  AccessFile file;
  {
    Access access = file.access();
    for (int i = 0; i < 3; ++i) {
      CHECK(access.wait_before_trying(*access.find(key('a')), {"ana"}, morning) == Seconds(0));
      CHECK(access.tried(*access.find(key('a')), {"ana"}, false, morning)->code ==
            RefusalCode::wrong_secret);
    }
  }
  Access access = file.access();
  server::Guest& desk = *access.find(key('a'));
  CHECK(access.wait_before_trying(desk, {"ana"}, morning) == Seconds(2));
  CHECK(access.wait_before_trying(desk, {"ana"}, morning + Seconds(1)) == Seconds(1));
  CHECK(access.wait_before_trying(desk, {"ana"}, morning + Seconds(2)) == Seconds(0));
  CHECK(access.wait_before_trying(desk, {"ida"}, morning) == Seconds(0));
  CHECK(access.wait_before_trying(*access.find(key('b')), {"ana"}, morning) == Seconds(0));
  SUBCASE("a device that tries many clerks is slowed down too") {
    for (int i = 0; i < 9; ++i) {
      const ClerkId guessed{"clerk-" + std::to_string(i)};
      CHECK(access.tried(desk, guessed, false, morning).has_value());
    }
    CHECK(access.wait_before_trying(desk, {"ida"}, morning) == Seconds(2));
  }
  SUBCASE("the right one forgets them") {
    CHECK_FALSE(access.tried(desk, {"ana"}, true, morning + Seconds(2)).has_value());
    CHECK(access.wait_before_trying(desk, {"ana"}, morning + Seconds(2)) == Seconds(0));
  }
  SUBCASE("a new secret forgets them") {
    CHECK(file.store.set_secret({"ana"}, "another hash"));
    CHECK(access.wait_before_trying(desk, {"ana"}, morning) == Seconds(0));
  }
}

TEST_CASE("secrets: only the right one matches its hash") {
  const std::string hash = link::hash_secret("4711");
  CHECK(hash.starts_with("$argon2id$"));
  CHECK(link::secret_matches(hash, "4711"));
  CHECK_FALSE(link::secret_matches(hash, "4712"));
  CHECK_FALSE(link::secret_matches(link::hash_of_nobody(), "4711"));
  CHECK_FALSE(link::secret_matches("no hash", "4711"));
  CHECK(link::random_token().size() == 32);
  CHECK(link::random_token() != link::random_token());
}

TEST_CASE("token bucket: a burst then a rate") {
  const auto start = server::TokenBucket::Clock::time_point{};
  server::TokenBucket bucket({10, 3}, start);
  CHECK(bucket.take(2, start));
  CHECK(bucket.take(1, start));
  CHECK_FALSE(bucket.take(1, start));
  CHECK(bucket.take(1, start + Milliseconds(100)));
  CHECK_FALSE(bucket.take(1, start + Milliseconds(150)));
  CHECK(bucket.time_to(1) == Seconds(1));
  CHECK_FALSE(bucket.take(4, start + std::chrono::hours(1)));
  CHECK(bucket.take(3, start + std::chrono::hours(1)));
}

TEST_CASE("token bucket: says when there will be enough") {
  const auto start = server::TokenBucket::Clock::time_point{};
  server::TokenBucket bucket({2, 10}, start);
  CHECK(bucket.take(9, start));
  CHECK_FALSE(bucket.take(10, start));
  CHECK(bucket.time_to(10) == Seconds(5));  // 4.5 s
  CHECK_FALSE(bucket.take(10, start + Milliseconds(4499)));
  CHECK(bucket.take(10, start + bucket.time_to(10) + Milliseconds(4499)));
  server::TokenBucket never({0, 10}, start);
  CHECK(never.take(10, start));
  CHECK(never.time_to(1) == Seconds(3600));
}

TEST_CASE("digest: tells commands apart by every member") {
  const auto digest = [](const Command& command) { return server::digest_of(command); };
  CHECK(digest(issue("passport")) == digest(issue("passport")));
  CHECK(digest(issue("passport")) != digest(issue("property-tax")));
  IssueTicket urgent = issue("passport");
  urgent.priority = Priority::priority;
  CHECK(digest(issue("passport")) != digest(urgent));
  CHECK(digest(Recall{{"c1"}, VisitId{1}}) != digest(Recall{{"c1"}, VisitId{2}}));
  CHECK(digest(Leave{VisitId{1}}) != digest(Leave{VisitId{1}, Token{std::string(32, 'a')}}));
  CHECK(digest(Recall{{"c1"}, VisitId{1}}) != digest(Serve{{"c1"}, VisitId{1}}));
  CHECK(digest(CallNext{{"c1"}}) != digest(CallNext{{"c2"}}));
  Finish finish{{"c1"}, VisitId{1}, {{NeedId{1}, Outcome::resolved, {}, {}}}};
  const std::int64_t before = digest(finish);
  finish.results[0].delivered = {{{"dog-tag"}, 1}};
  CHECK(digest(finish) != before);
  // It is kept on disk: it must stay what it is.
  CHECK(digest(CallNext{{"c1"}}) == -4582108921245946393);
}

}  // namespace foyer::test
