// Sessions that came by the city's account: what is kept of them, and that no way out of one
// forgets its token.
#include <doctest/doctest.h>

#include "queue-server/access.h"
#include "tests/engine/town.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

using protocol::SignOnState;
using server::Access;
using server::AccessStore;
using server::OpenMode;
using server::SignOnRight;

std::string key(char letter) {
  return std::string(40, letter);
}

SignOnRight right(std::string token) {
  return {.subject = "7",
          .refresh_token = std::move(token),
          .skills = {},
          .ends_at = morning + Seconds(600),
          .renew_at = morning + Seconds(300)};
}

struct Town {
  TempFolder folder;
  std::filesystem::path path = folder.path() / "access.sqlite";
  AccessStore store{path, OpenMode::read_write};
  Site site = town();

  Town() {
    store.enroll({{"desk-1"}, Role::counter, key('a'), morning, std::nullopt});
    store.enroll({{"board-1"}, Role::manager, key('b'), morning, std::nullopt});
    store.add_clerk({{"ana"}, "Ana", true, {}, {Role::counter}, false}, "hash of ana");
    store.add_clerk({{"ida"}, "Ida", false, {{"desk"}}, {Role::manager}, false}, "hash of ida");
  }
  Access access() { return Access(path, site, {1000, 1000}); }
};

}  // namespace

TEST_CASE("sign-on sessions: outlive the program with all that they came by") {
  Town town;
  SignOnRight given = right("token");
  given.skills_told = true;
  given.skills = {{"desk"}};
  {
    Access access = town.access();
    CHECK_FALSE(
        access.signed_on(*access.find(key('a')), {"ana"}, nullptr, given, morning).has_value());
  }
  Access access = town.access();
  const server::Guest& desk = *access.find(key('a'));
  CHECK(desk.actor.clerk == ClerkId{"ana"});
  REQUIRE(desk.right.has_value());
  CHECK(desk.right->refresh_token == "token");
  CHECK(desk.right->ends_at == given.ends_at);
  CHECK(desk.right->renew_at == given.renew_at);
  CHECK_FALSE(desk.right->ending);
  // The provider's word, not the record's, which says all.
  CHECK(desk.skills == std::vector<SkillId>{{"desk"}});
  CHECK(access.signed_on_guests().size() == 1);
}

TEST_CASE("sign-on sessions: need a clerk of this house and a role for this device") {
  Town town;
  Access access = town.access();
  server::Guest& desk = *access.find(key('a'));
  CHECK(access.signed_on(desk, {"zoe"}, nullptr, right("t"), morning) ==
        SignOnState::unknown_person);
  CHECK(access.signed_on(desk, {"ida"}, nullptr, right("t"), morning) == SignOnState::not_allowed);
  const std::vector<Role> manager{Role::manager};
  CHECK(access.signed_on(desk, {"ana"}, &manager, right("t"), morning) == SignOnState::not_allowed);
  const std::vector<Role> counter{Role::counter};
  CHECK_FALSE(access.signed_on(desk, {"ida"}, &counter, right("t"), morning).has_value());
  town.store.disable_clerk({"ana"});
  access.refresh();
  CHECK(access.signed_on(desk, {"ana"}, nullptr, right("t"), morning) ==
        SignOnState::unknown_person);
}

TEST_CASE("sign-on sessions: whoever ends one leaves its token for the provider") {
  Town town;
  Access access = town.access();
  server::Guest& desk = *access.find(key('a'));
  REQUIRE_FALSE(access.signed_on(desk, {"ana"}, nullptr, right("one"), morning).has_value());
  CHECK(town.store.tokens_to_revoke(10).empty());
  SUBCASE("the clerk") {
    access.sign_out(desk);
  }
  SUBCASE("the same clerk with a PIN") {
    CHECK_FALSE(access.tried(desk, {"ana"}, true, morning).has_value());
    CHECK(desk.actor.clerk == ClerkId{"ana"});
  }
  SUBCASE("another sign-on") {
    CHECK_FALSE(access.signed_on(desk, {"ana"}, nullptr, right("two"), morning).has_value());
    CHECK(desk.right->refresh_token == "two");
  }
  SUBCASE("an administrator who disables the clerk") {
    town.store.disable_clerk({"ana"});
  }
  SUBCASE("an administrator who sets a new PIN") {
    town.store.set_secret({"ana"}, "hash");
  }
  SUBCASE("an administrator who revokes the device") {
    town.store.revoke({"desk-1"}, morning);
  }
  CHECK(town.store.tokens_to_revoke(10) == std::vector<std::string>{"one"});
  town.store.forget_token("one");
  CHECK(town.store.tokens_to_revoke(10).empty());
}

TEST_CASE("sign-on sessions: what the provider never hears of is forgotten in the end") {
  Town town;
  town.store.add_to_revoke("one");
  town.store.add_to_revoke("one");
  town.store.forget_tokens_before(system_now() - Seconds(60));
  CHECK(town.store.tokens_to_revoke(10).size() == 1);
  town.store.forget_tokens_before(system_now() + Seconds(60));
  CHECK(town.store.tokens_to_revoke(10).empty());
}

TEST_CASE("sign-on sessions: a renewed right is kept and not given to who has gone") {
  Town town;
  Access access = town.access();
  server::Guest& desk = *access.find(key('a'));
  REQUIRE_FALSE(access.signed_on(desk, {"ana"}, nullptr, right("one"), morning).has_value());
  access.keep_right(desk, right("two"));
  CHECK(desk.actor.clerk == ClerkId{"ana"});
  CHECK(town.access().find(key('a'))->right->refresh_token == "two");
  town.store.end_session({"desk-1"});
  town.store.keep_right({"desk-1"}, right("three"));
  CHECK(town.store.rights().empty());
}

TEST_CASE("sign-on sessions: a code that is not confirmed yet is kept until somebody signs in") {
  Town town;
  const server::PendingSignOn pending{
      {"desk-1"}, "r-1",   "device code", "WDJB-MJHT", "https://login.example/device",
      "",         morning, Seconds(7)};
  town.store.keep_pending(pending);
  REQUIRE(town.store.pending_sign_ons().size() == 1);
  const server::PendingSignOn kept = town.store.pending_sign_ons().front();
  CHECK(kept.request_id == "r-1");
  CHECK(kept.device_code == "device code");
  CHECK(kept.interval == Seconds(7));
  Access access = town.access();
  REQUIRE_FALSE(
      access.signed_on(*access.find(key('a')), {"ana"}, nullptr, right("t"), morning).has_value());
  CHECK(town.store.pending_sign_ons().empty());
}

}  // namespace foyer::test
