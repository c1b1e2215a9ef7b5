// Signing in with the city's account, by keys alone: what is offered, what is shown while the clerk
// confirms, and what comes of it.
#include <doctest/doctest.h>

#include "tests/counter-client/scenes.h"

using namespace foyer;
using namespace foyer::test;
using namespace foyer::counter_client;
using protocol::SignInWay;
using protocol::SignOnState;

namespace {

struct Start {
  Lobby desk;
  std::optional<Client> client;
  explicit Start(std::vector<SignInWay> ways) {
    fill_lobby(desk);
    desk.ways = std::move(ways);
    client.emplace(desk);
  }
  /// The server has news of it, and the client has had time to ask.
  void becomes(std::optional<protocol::SignOn> state) {
    desk.sign_on = std::move(state);
    client->screen.advance(1100);
    client->settle();
  }
};

protocol::SignOn only(SignOnState state) {
  return {state, {}, {}, {}, {}};
}

}  // namespace

TEST_CASE("sign-on: without a provider the page is as it was") {
  Start a({});
  const SignInView page = a.client->view().sign_in;
  CHECK(page.by_pin);
  CHECK_FALSE(page.other.has_value());
  a.client->press("F2");
  a.client->settle();
  CHECK(a.client->page() == Page::sign_in);
}

TEST_CASE("sign-on: beside the PIN it has a key and each way works") {
  Start a({SignInWay::pin, SignInWay::sign_on});
  CHECK(a.client->view().sign_in.by_pin);
  a.client->press("F2");
  a.client->settle();
  REQUIRE(a.client->page() == Page::confirm);
  const ConfirmView page = a.client->view().confirm;
  CHECK(page.code == "WDJB-MJHT");
  CHECK(page.qr_url == "https://login.clarington.example/device?user_code=WDJB-MJHT");
  CHECK(page.left == "Valid for 10:00 more");
  CHECK(a.client->shows("WDJB-MJHT"));
  a.client->press("Esc");
  a.client->settle();
  REQUIRE(a.client->page() == Page::sign_in);
  CHECK_FALSE(a.desk.sign_on.has_value());
  a.client->types("asha");
  a.client->press("Enter");
  a.client->types("2468");
  a.client->press("Enter");
  a.client->settle();
  CHECK(a.client->page() == Page::closed);
}

TEST_CASE("sign-on: where the PIN is off Enter begins and no field is there") {
  Start a({SignInWay::sign_on});
  CHECK_FALSE(a.client->view().sign_in.by_pin);
  CHECK_FALSE(a.client->shows("PIN or password"));
  a.client->press("Enter");
  a.client->settle();
  CHECK(a.client->page() == Page::confirm);
}

TEST_CASE("sign-on: confirmed on the phone it goes on by itself") {
  Start a({SignInWay::sign_on});
  a.client->press("Enter");
  a.client->settle();
  a.desk.signed_in = ClerkId{"asha"};
  a.becomes(only(SignOnState::signed_in));
  CHECK(a.client->page() == Page::closed);
  CHECK(a.client->shows("Asha"));
}

TEST_CASE("sign-on: what goes wrong is said and can be tried again") {
  for (const SignOnState state :
       {SignOnState::denied, SignOnState::expired, SignOnState::unknown_person,
        SignOnState::not_allowed, SignOnState::provider_unavailable, SignOnState::failed}) {
    CAPTURE(word(state));
    Start a({SignInWay::sign_on});
    a.client->press("Enter");
    a.client->settle();
    a.becomes(only(state));
    REQUIRE(a.client->page() == Page::sign_in);
    REQUIRE(a.client->view().notice.has_value());
    CHECK_FALSE(a.client->view().notice->lead.empty());
    a.client->press("Enter");
    a.client->settle();
    CHECK(a.client->page() == Page::confirm);
  }
}

TEST_CASE("sign-on: a clerk whose right is taken back is told and then signed out") {
  Start a({SignInWay::pin, SignInWay::sign_on});
  a.desk.signed_in = ClerkId{"asha"};
  a.client.emplace(a.desk);
  a.client->press("Space");
  a.client->press("Space");
  REQUIRE(a.client->page() == Page::called);
  a.desk.sign_on = only(SignOnState::ending);
  a.client->screen.advance(10'100);
  a.client->settle();
  REQUIRE(a.client->view().notice.has_value());
  CHECK(a.client->view().notice->lead == "The city's account has ended your sign-in.");
  a.desk.signed_in = ClerkId{};
  a.desk.sign_on = only(SignOnState::ended);
  a.client->screen.advance(10'100);
  a.client->settle();
  CHECK(a.client->page() == Page::sign_in);
  CHECK(a.client->view().notice->lead == "You were signed out.");
  a.client->press("Esc");
  a.client->settle();
  CHECK_FALSE(a.client->view().notice.has_value());
}
