#include "queue-server/sign_on_desk.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "link/secret.h"

namespace foyer::server {
namespace {

using protocol::SignOnState;
using Kind = sign_on::Fault::Kind;

// A clerk who tries again is not refused; a program that asks all the time is.
constexpr auto between_begins = std::chrono::seconds(2);
constexpr Seconds renew_again_after{10};
constexpr auto revoke_again_after = std::chrono::seconds(15);
constexpr std::int64_t revoked_at_once = 16;
constexpr auto revocations_kept = std::chrono::hours(24 * 7);

SignOnState state_of(Kind kind) {
  switch (kind) {
    case Kind::denied:
      return SignOnState::denied;
    case Kind::expired:
      return SignOnState::expired;
    case Kind::unknown_person:
      return SignOnState::unknown_person;
    case Kind::unreachable:
      return SignOnState::provider_unavailable;
    case Kind::pending:
    case Kind::slow_down:
    case Kind::refused:
    case Kind::not_believed:
      return SignOnState::failed;
  }
  return SignOnState::failed;
}

std::string key_of(const std::string& ticket) {
  return ticket.substr(0, ticket.find(' '));
}

}  // namespace

SignOnDesk::SignOnDesk(sign_on::Settings settings, Access& access, Lobby& lobby,
                       std::function<Instant()> clock, std::function<void()> wake, Replies replies)
    : pin_(settings.pin),
      renew_every_(settings.renew_every),
      keep_unreachable_(settings.keep_unreachable),
      access_(access),
      lobby_(lobby),
      clock_(std::move(clock)),
      replies_(std::move(replies)),
      worker_(std::move(settings), clock_, std::move(wake)) {
  go_on();
}

/// Who has confirmed while the server was down is signed in now.
void SignOnDesk::go_on() {
  for (const PendingSignOn& pending : access_.store().pending_sign_ons()) {
    const Guest* guest = access_.find(pending.device);
    if (guest == nullptr || pending.expires_at <= clock_()) {
      access_.store().end_pending(pending.device);
      continue;
    }
    const std::string& key = guest->device.public_key;
    Flow flow;
    flow.request_id = pending.request_id;
    flow.ticket = next_ticket(key);
    flow.code = sign_on::DeviceCode{pending.device_code,      pending.user_code,
                                    pending.verification_uri, pending.verification_uri_complete,
                                    pending.expires_at,       pending.interval};
    worker_.watch(flow.ticket, *flow.code);
    flows_[key] = std::move(flow);
  }
}

std::string SignOnDesk::next_ticket(const std::string& public_key) {
  return public_key + " " + std::to_string(++tickets_);
}

/// Null where the device has given it up since.
SignOnDesk::Flow* SignOnDesk::find(const std::string& ticket) {
  const auto flow = flows_.find(key_of(ticket));
  return flow == flows_.end() || flow->second.ticket != ticket ? nullptr : &flow->second;
}

// --- a clerk signs in

void SignOnDesk::begin(ReturnAddress address, const Guest& guest, const std::string& request_id) {
  const std::string& key = guest.device.public_key;
  const auto known = flows_.find(key);
  if (known != flows_.end() && known->second.request_id == request_id) {
    if (known->second.address) {
      known->second.address = std::move(address);  // Asked again, perhaps reconnected.
    } else {
      replies_.session(address, request_id, guest);
    }
    return;
  }
  const auto now = Steady::now();
  const auto before = begun_at_.find(key);
  if (before != begun_at_.end() && now < before->second + between_begins) {
    replies_.refuse(
        address, request_id,
        {RefusalCode::throttled, "a sign-on was begun here a moment ago", "", Seconds(2)});
    return;
  }
  try {
    cancel(guest);
  } catch (const std::runtime_error& e) {
    spdlog::error("sign-on failed: {}", e.what());
    replies_.refuse(address, request_id, {RefusalCode::unavailable, "cannot be written", ""});
    return;
  }
  Flow flow;
  flow.request_id = request_id;
  flow.ticket = next_ticket(key);
  if (!worker_.begin(flow.ticket)) {
    replies_.refuse(address, request_id,
                    {RefusalCode::throttled, "too many sign-ons at once", "", Seconds(2)});
    return;
  }
  begun_at_[key] = now;
  flow.address = std::move(address);
  flows_[key] = std::move(flow);
}

void SignOnDesk::cancel(const Guest& guest) {
  const auto flow = flows_.find(guest.device.public_key);
  if (flow == flows_.end()) return;
  access_.store().end_pending(guest.device.name);
  worker_.forget(flow->second.ticket);
  const Flow gone = std::move(flow->second);
  flows_.erase(flow);
  // Not refused: who is told to come again would take the place of what was begun since.
  if (gone.address) replies_.session(*gone.address, gone.request_id, guest);
}

std::optional<protocol::SignOn> SignOnDesk::told(const Guest& guest) const {
  const auto found = flows_.find(guest.device.public_key);
  if (found != flows_.end() && found->second.code) {
    const sign_on::DeviceCode& code = *found->second.code;
    return protocol::SignOn{SignOnState::waiting, code.user_code, code.verification_uri,
                            code.verification_uri_complete, code.expires_at};
  }
  if (found != flows_.end() && found->second.ended) {
    return protocol::SignOn{*found->second.ended, {}, {}, {}, {}};
  }
  if (!guest.right) return std::nullopt;
  return protocol::SignOn{guest.right->ending ? SignOnState::ending : SignOnState::signed_in,
                          {},
                          {},
                          {},
                          guest.right->ends_at};
}

void SignOnDesk::collect() {
  for (sign_on::News& news : worker_.collect()) {
    try {
      std::visit([this](auto& one) { take(one); }, news);
    } catch (const std::runtime_error& e) {
      // access.sqlite cannot be written. What was given and cannot be kept ends by itself.
      spdlog::error("sign-on failed: {}", e.what());
    }
  }
}

void SignOnDesk::end_flow(const Guest* guest, Flow& flow, SignOnState state) {
  flow.code.reset();
  flow.ended = state;
  if (guest != nullptr) access_.store().end_pending(guest->device.name);
}

void SignOnDesk::take(sign_on::Begun& begun) {
  Flow* flow = find(begun.ticket);
  const Guest* guest = access_.find(key_of(begun.ticket));
  if (flow == nullptr || guest == nullptr || !flow->address) return;
  const ReturnAddress address = std::move(*flow->address);
  flow->address.reset();
  if (!begun.code) {
    spdlog::warn("sign-on at {}: no code: {}", guest->device.name.value, begun.code.error().text);
    flow->ended = state_of(begun.code.error().kind);
    return replies_.session(address, flow->request_id, *guest);
  }
  const sign_on::DeviceCode& code = *begun.code;
  try {
    access_.store().keep_pending({guest->device.name, flow->request_id, code.device_code,
                                  code.user_code, code.verification_uri,
                                  code.verification_uri_complete, code.expires_at, code.interval});
  } catch (const std::runtime_error& e) {
    spdlog::error("sign-on failed: {}", e.what());
    replies_.refuse(address, flow->request_id, {RefusalCode::unavailable, "cannot be written", ""});
    flows_.erase(guest->device.public_key);
    return;
  }
  flow->code = code;
  worker_.watch(flow->ticket, code);
  replies_.session(address, flow->request_id, *guest);
}

void SignOnDesk::take(sign_on::Confirmed& confirmed) {
  Flow* flow = find(confirmed.ticket);
  Guest* guest = access_.find(key_of(confirmed.ticket));
  const bool wanted = flow != nullptr && guest != nullptr && !guest->device.revoked_at;
  if (confirmed.grant && !wanted) {
    if (!confirmed.grant->refresh_token.empty()) {
      access_.store().add_to_revoke(confirmed.grant->refresh_token);
    }
    return;
  }
  if (!wanted) return;
  if (confirmed.grant) return admit(*guest, *confirmed.grant, *flow);
  const sign_on::Fault& fault = confirmed.grant.error();
  spdlog::warn("sign-on at {}: {}", guest->device.name.value, fault.text);
  end_flow(guest, *flow, state_of(fault.kind));
}

SignOnRight SignOnDesk::right_of(const sign_on::Grant& grant) const {
  const Instant now = clock_();
  SignOnRight right;
  right.subject = grant.subject;
  right.refresh_token = grant.refresh_token;
  right.skills_told = grant.person.skills.has_value();
  if (grant.person.skills) {
    right.all_skills = grant.person.skills->all;
    right.skills = grant.person.skills->skills;
  }
  right.ends_at = grant.ends_at;
  // A good while before the end, so that a provider that is down for a moment is no matter.
  const Milliseconds lasts = std::max<Milliseconds>(grant.ends_at - now, Seconds(1));
  right.renew_at = now + std::min<Milliseconds>(renew_every_, lasts * 3 / 4);
  return right;
}

void SignOnDesk::admit(Guest& guest, const sign_on::Grant& grant, Flow& flow) {
  const sign_on::Person& person = grant.person;
  const auto refused =
      access_.signed_on(guest, person.clerk, person.roles_told ? &person.roles : nullptr,
                        right_of(grant), lobby_.now());
  spdlog::info("sign-on at {}: {}", guest.device.name.value, refused ? word(*refused) : "ok");
  if (refused) {
    end_flow(&guest, flow, *refused);
    if (!grant.refresh_token.empty()) access_.store().add_to_revoke(grant.refresh_token);
    return;
  }
  flows_.erase(guest.device.public_key);
}

// --- a clerk goes on, or has to go

void SignOnDesk::see_to_time() {
  guarded([this] {
    for (Guest* guest : access_.signed_on_guests()) see_to(*guest);
    revoke_some();
  });
}

void SignOnDesk::end_who_can_go() {
  guarded([this] {
    for (Guest* guest : access_.signed_on_guests()) {
      if (guest->right->ending) try_to_end(*guest);
    }
  });
}

void SignOnDesk::guarded(const std::function<void()>& work) {
  try {
    work();
  } catch (const std::runtime_error& e) {
    // Tried again in a second; complained of as often as that would fill the log.
    spdlog::debug("sign-on: {}", e.what());
  }
}

void SignOnDesk::see_to(Guest& guest) {
  const Instant now = clock_();
  const SignOnRight& right = *guest.right;
  if (!right.ending) {
    const bool renewable = !right.refresh_token.empty();
    if (now >= right.ends_at + (renewable ? keep_unreachable_ : Seconds(0))) {
      start_ending(guest, renewable ? "the provider could not be reached" : "the right has ended");
    } else if (renewable && now >= right.renew_at) {
      const std::string& key = guest.device.public_key;
      if (renewing_.contains(key)) return;
      if (worker_.renew(next_ticket(key), right.refresh_token, right.subject)) {
        renewing_[key] = right.refresh_token;
      }
    }
  }
  if (guest.right->ending) try_to_end(guest);
}

void SignOnDesk::take(sign_on::Renewed& renewed) {
  const std::string key = key_of(renewed.ticket);
  const std::string sent = renewing_[key];
  renewing_.erase(key);
  Guest* guest = access_.find(key);
  const bool same =
      guest != nullptr && guest->right && guest->right->refresh_token == sent && !sent.empty();
  if (!same) {
    // Signed out while it was renewed: the new token is of no use.
    if (renewed.grant && !renewed.grant->refresh_token.empty()) {
      access_.store().add_to_revoke(renewed.grant->refresh_token);
    }
    return;
  }
  if (renewed.grant) return use_renewed(*guest, *renewed.grant);
  const sign_on::Fault& fault = renewed.grant.error();
  if (fault.kind != Kind::unreachable) return start_ending(*guest, fault.text);
  spdlog::warn("the sign-on at {} cannot be renewed now: {}", guest->device.name.value, fault.text);
  renew_later(*guest);
}

void SignOnDesk::renew_later(Guest& guest) {
  SignOnRight right = *guest.right;
  right.renew_at = clock_() + std::min(renew_again_after, renew_every_);
  access_.keep_right(guest, std::move(right));
}

void SignOnDesk::use_renewed(Guest& guest, const sign_on::Grant& grant) {
  SignOnRight right = right_of(grant);
  // Without a new one the old one goes on to hold.
  if (right.refresh_token.empty()) right.refresh_token = guest.right->refresh_token;
  const sign_on::Person& person = grant.person;
  const bool same_clerk = person.clerk == guest.actor.clerk;
  const auto& roles = person.roles;
  const bool may =
      !person.roles_told || std::find(roles.begin(), roles.end(), guest.device.role) != roles.end();
  access_.keep_right(guest, std::move(right));
  if (!same_clerk || !may) start_ending(guest, "the account may not work here any more");
}

void SignOnDesk::start_ending(Guest& guest, const std::string& why) {
  spdlog::warn("the sign-on at {} ends: {}", guest.device.name.value, why);
  SignOnRight right = *guest.right;
  right.ending = true;
  access_.keep_right(guest, std::move(right));
}

/// The same clerk at another device, who keeps the counter.
bool SignOnDesk::is_elsewhere(const Guest& guest) {
  return access_.count_sessions(guest.actor.clerk) > 1;
}

/// Nobody is left standing at a counter without a clerk: the engine refuses to close it while a
/// visit is there, and then it is tried again.
void SignOnDesk::try_to_end(Guest& guest) {
  if (!lobby_.available()) return;
  for (const auto& [id, counter] : lobby_.state().counters) {
    if (counter.state == CounterState::closed || counter.clerk != guest.actor.clerk) continue;
    if (is_elsewhere(guest)) break;
    if (counter.visit) return;
    const Command close = CloseCounter{id};
    const std::string request_id = "sign-on-" + link::random_token();
    const Submission submission{&guest.actor, request_id, &close, {}};
    const std::vector<Decided> decided = lobby_.apply({&submission, 1});
    if (decided.front().refusal) return;
    break;
  }
  access_.sign_out(guest);
  Flow& flow = flows_[guest.device.public_key];
  flow = Flow{};
  flow.ended = SignOnState::ended;
}

// --- what the provider should know

void SignOnDesk::revoke_some() {
  const auto now = Steady::now();
  if (now < revoke_again_) return;
  const std::vector<std::string> tokens = access_.store().tokens_to_revoke(revoked_at_once);
  if (!tokens.empty()) access_.store().forget_tokens_before(clock_() - revocations_kept);
  for (const std::string& token : tokens) {
    if (revoking_.contains(token)) continue;
    if (worker_.revoke(token)) revoking_.insert(token);
  }
}

void SignOnDesk::take(sign_on::Revoked& revoked) {
  revoking_.erase(revoked.token);
  if (revoked.done) return access_.store().forget_token(revoked.token);
  spdlog::warn("a sign-on could not be revoked: {}", revoked.done.error().text);
  revoke_again_ = Steady::now() + revoke_again_after;
}

}  // namespace foyer::server
