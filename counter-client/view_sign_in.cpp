// The pages before a clerk is known: with a name and a PIN, with the city's account, and while the
// clerk confirms the latter on a phone.
#include <algorithm>

#include "counter-client/view_parts.h"

namespace foyer::counter_client {
namespace {

using protocol::SignInWay;
using protocol::SignOnState;

ActionView sign_in_button(const ViewInput& input) {
  const Texts& in = input.in;
  ActionView view;
  view.action = Action::sign_in;
  ui::StaffButton& button = view.button;
  button.id = "sign-in";
  button.label = in(tr("Sign in"));
  button.icon = "user";
  button.kind = ui::StaffButtonKind::primary;
  button.key = enter_key(in);
  if (input.desk.pending == Action::sign_in && input.desk.busy_shown) {
    button.busy = in(tr("Signing in …"));
  } else if (!input.desk.connected) {
    button.enabled = false;
    button.reason = in(tr("no link"));
  }
  return view;
}

/// Beside the PIN it has a key that no text field takes; alone it is the big button.
ActionView sign_on_button(const ViewInput& input, bool alone) {
  const Texts& in = input.in;
  ActionView view;
  view.action = Action::sign_on;
  ui::StaffButton& button = view.button;
  button.id = "sign-on";
  button.label = in(tr("Sign in with the city's account"));
  button.icon = "user";
  button.kind = alone ? ui::StaffButtonKind::primary : ui::StaffButtonKind::plain;
  button.key = alone ? enter_key(in) : "F2";
  button.shortcuts = {alone ? ui::Key::enter : ui::Key::f2};
  if (input.desk.pending == Action::sign_on && input.desk.busy_shown) {
    button.busy = in(tr("Asking for a code …"));
  } else if (!input.desk.connected) {
    button.enabled = false;
    button.reason = in(tr("no link"));
  }
  return view;
}

bool offers(const Desk& desk, SignInWay way) {
  const auto& ways = desk.ways;
  if (ways.empty()) return way == SignInWay::pin;
  return std::find(ways.begin(), ways.end(), way) != ways.end();
}

}  // namespace

Sentence sign_on_words(const Texts& in, SignOnState state) {
  switch (state) {
    case SignOnState::waiting:
    case SignOnState::signed_in:
      return {};
    case SignOnState::ending:
      return {in(tr("The city's account has ended your sign-in.")),
              in(tr("Finish with who is here: then you are signed out."))};
    case SignOnState::denied:
      return {in(tr("It was refused on the phone.")),
              in(tr("Try again, and choose there to go on."))};
    case SignOnState::expired:
      return {in(tr("The code is not valid any more.")), in(tr("Try again: you get a new one."))};
    case SignOnState::unknown_person:
      return {in(tr("This account belongs to no clerk here.")),
              in(tr("Ask your administrator to add you."))};
    case SignOnState::not_allowed:
      return {in(tr("This account may not work at this counter.")),
              in(tr("Ask your administrator for the role."))};
    case SignOnState::provider_unavailable:
      return {in(tr("The city's sign-in does not answer.")), in(tr("Try again in a moment."))};
    case SignOnState::failed:
      return {in(tr("The city's sign-in was not accepted.")),
              in(tr("Try again; if it stays so, tell your administrator."))};
    case SignOnState::ended:
      return {in(tr("You were signed out.")),
              in(tr("The city's account has ended your sign-in. Sign in again to go on."))};
  }
  return {};
}

bool is_confirming(const Desk& desk) {
  return desk.clerk.empty() && desk.sign_on && desk.sign_on->state == SignOnState::waiting;
}

void build_sign_in(const ViewInput& input, CounterView& view) {
  const Texts& in = input.in;
  SignInView& page = view.sign_in;
  page.title = in(tr("Sign in"));
  page.text = input.desk.counter.empty()
                  ? in.of_site(input.site.brand.name)
                  : in(tr("Counter {counter}"),
                       {{"counter", counter_label(input.site, input.desk.counter)}});
  page.by_pin = offers(input.desk, SignInWay::pin);
  const bool by_account = offers(input.desk, SignInWay::sign_on);
  if (page.by_pin) {
    page.name_label = in(tr("Your sign-in name"));
    page.secret_label = in(tr("PIN or password"));
    page.primary = sign_in_button(input);
    if (by_account) {
      page.or_words = in(tr_context("between two ways to sign in", "or"));
      page.other = sign_on_button(input, false);
    }
  } else {
    page.primary = sign_on_button(input, true);
  }
}

void build_confirm(const ViewInput& input, CounterView& view) {
  const Texts& in = input.in;
  const protocol::SignOn& sign_on = *input.desk.sign_on;
  ConfirmView& page = view.confirm;
  page.title = in(tr("Confirm on your phone"));
  page.text = in(tr("Point its camera at the square, or open this address in a browser:"));
  page.address = sign_on.verification_uri;
  page.code_label = in(tr("There it asks for this code, or shows it:"));
  page.code = sign_on.user_code;
  page.qr_url = sign_on.verification_uri_complete.empty() ? sign_on.verification_uri
                                                          : sign_on.verification_uri_complete;
  const Milliseconds left = sign_on.expires_at ? *sign_on.expires_at - input.now : Milliseconds(0);
  page.left =
      in(tr("Valid for {time} more"), {{"time", running_clock(std::max(left, Milliseconds(0)))}});
  ui::StaffButton& button = page.cancel.button;
  page.cancel.action = Action::cancel_sign_on;
  button.id = "cancel-sign-on";
  button.label = in(tr("Cancel"));
  button.icon = "undo";
  button.flip = ui::Flip::with_page;
  button.key = escape_key(in);
  button.shortcuts = {ui::Key::escape};
  if (!input.desk.connected) {
    button.enabled = false;
    button.reason = in(tr("no link"));
  }
}

}  // namespace foyer::counter_client
