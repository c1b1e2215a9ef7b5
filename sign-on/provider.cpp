#include "sign-on/provider.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace foyer::sign_on {
namespace {

using nlohmann::json;
using Kind = Fault::Kind;

constexpr auto discovery_kept = std::chrono::hours(1);
constexpr auto keys_kept = std::chrono::minutes(10);
// Of keys that are asked for because one is unknown: so often in so long.
constexpr std::size_t fetches_max = 3;
constexpr auto fetches_within = std::chrono::minutes(1);
constexpr Seconds expires_otherwise{300};
constexpr std::int64_t code_lives_most_s = 3600;
constexpr std::int64_t right_lives_most_s = 24 * 3600;
constexpr std::size_t user_code_max = 64;
constexpr std::size_t secret_max = 8 * 1024;
constexpr const char* device_grant = "urn:ietf:params:oauth:grant-type:device_code";

tl::unexpected<Fault> fault(Kind kind, std::string text) {
  return tl::unexpected<Fault>(Fault{kind, std::move(text)});
}

json object_of(const HttpAnswer& answer) {
  json object = json::parse(answer.body, nullptr, false);
  return object.is_object() ? std::move(object) : json::object();
}

std::string text_of(const json& object, const char* member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> texts_of(const json& object, const char* member) {
  std::vector<std::string> texts;
  const auto found = object.find(member);
  if (found == object.end() || !found->is_array()) return texts;
  for (const json& one : *found) {
    if (one.is_string()) texts.push_back(one.get<std::string>());
  }
  return texts;
}

/// Some providers write numbers as texts; those are not numbers.
std::int64_t number_of(const json& object, const char* member, std::int64_t otherwise) {
  const auto found = object.find(member);
  if (found == object.end() || !found->is_number()) return otherwise;
  const double value = found->get<double>();
  return value >= 0 && value < 1e9 ? static_cast<std::int64_t>(value) : otherwise;
}

bool has(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

/// For a log: a code of OAuth has no more signs than these.
std::string code_of(const json& object) {
  std::string code = text_of(object, "error").substr(0, 60);
  std::erase_if(code, [](char c) { return !(c == '_' || c == '.' || (c >= 'a' && c <= 'z')); });
  return code.empty() ? "no code" : code;
}

/// What people read and type.
bool is_readable(const std::string& text, std::size_t most) {
  return !text.empty() && text.size() <= most &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

tl::unexpected<Fault> refusal_of(const HttpAnswer& answer) {
  const json body = object_of(answer);
  const std::string code = text_of(body, "error");
  if (code == "authorization_pending") return fault(Kind::pending, code);
  if (code == "slow_down") return fault(Kind::slow_down, code);
  if (code == "access_denied") return fault(Kind::denied, code);
  if (code == "expired_token") return fault(Kind::expired, code);
  const std::string text = fmt::format("the provider answers {}: {}", answer.status, code_of(body));
  // A gateway that has lost the provider says nothing of the grant.
  const bool definite = answer.status >= 400 && answer.status < 500 && answer.status != 408 &&
                        answer.status != 429 && !code.empty() && code != "temporarily_unavailable";
  return fault(definite ? Kind::refused : Kind::unreachable, text);
}

}  // namespace

Provider::Provider(Settings settings, std::function<Instant()> clock, const std::atomic<bool>& stop)
    : settings_(std::move(settings)), clock_(std::move(clock)), http_(settings_.ca_file, stop) {}

// --- where it is

Answered<Provider::Endpoints> Provider::discover() {
  std::string url = settings_.issuer;
  while (!url.empty() && url.back() == '/') url.pop_back();
  url += "/.well-known/openid-configuration";
  try {
    const HttpAnswer answer = http_.get(url);
    if (answer.status != 200) {
      return fault(Kind::unreachable, fmt::format("{}: answers {}", url, answer.status));
    }
    const json told = object_of(answer);
    if (told.empty())
      return fault(Kind::unreachable, url + ": is not what a provider says of itself");
    if (text_of(told, "issuer") != settings_.issuer) {
      return fault(Kind::unreachable,
                   url + ": is of another issuer; `issuer` must be written as it is there");
    }
    Endpoints at;
    at.device_authorization = text_of(told, "device_authorization_endpoint");
    at.token = text_of(told, "token_endpoint");
    at.jwks = text_of(told, "jwks_uri");
    at.revocation = text_of(told, "revocation_endpoint");
    at.algorithms = texts_of(told, "id_token_signing_alg_values_supported");
    at.grants = texts_of(told, "grant_types_supported");
    at.scopes = texts_of(told, "scopes_supported");
    const auto ways = texts_of(told, "token_endpoint_auth_methods_supported");
    at.basic_auth = ways.empty() || has(ways, "client_secret_basic");
    for (const std::string* needed : {&at.device_authorization, &at.token, &at.jwks}) {
      if (is_safe_url(*needed)) continue;
      return fault(Kind::unreachable,
                   url +
                       ": device_authorization_endpoint, token_endpoint and jwks_uri must be there "
                       "and begin with https://");
    }
    return at;
  } catch (const Unreachable& e) {
    return fault(Kind::unreachable, e.what());
  }
}

Answered<const Provider::Endpoints*> Provider::endpoints() {
  if (endpoints_ && Steady::now() < discovered_ + discovery_kept) return &*endpoints_;
  auto found = discover();
  if (!found && !endpoints_) return tl::unexpected(found.error());
  // What is known goes on to hold where it cannot be asked for again.
  if (found) endpoints_ = std::move(*found);
  discovered_ = Steady::now();
  return &*endpoints_;
}

Answered<HttpAnswer> Provider::post(const Endpoints& at, const std::string& url, Form form) {
  const BasicAuth auth{settings_.client_id, settings_.client_secret};
  const bool secret = !settings_.client_secret.empty();
  if (!secret || !at.basic_auth) form.emplace_back("client_id", settings_.client_id);
  if (secret && !at.basic_auth) form.emplace_back("client_secret", settings_.client_secret);
  try {
    return http_.post(url, form, secret && at.basic_auth ? &auth : nullptr);
  } catch (const Unreachable& e) {
    return fault(Kind::unreachable, e.what());
  }
}

// --- keys

Answered<bool> Provider::fetch_keys(const Endpoints& at) {
  try {
    const HttpAnswer answer = http_.get(at.jwks);
    auto read = answer.status == 200 ? KeySet::read(answer.body) : std::nullopt;
    if (!read) return fault(Kind::unreachable, at.jwks + ": there is no set of keys");
    keys_ = std::move(*read);
    keys_fetched_ = Steady::now();
    return true;
  } catch (const Unreachable& e) {
    return fault(Kind::unreachable, e.what());
  }
}

/// A flood of tokens with unknown keys is no flood of questions.
bool Provider::may_fetch_keys() {
  const auto now = Steady::now();
  std::erase_if(fetches_, [now](Steady::time_point at) { return at + fetches_within < now; });
  if (fetches_.size() >= fetches_max) return false;
  fetches_.push_back(now);
  return true;
}

Believed<Claims> Provider::believe(const Endpoints& at, const std::string& token) {
  const bool old = !keys_ || Steady::now() >= keys_fetched_ + keys_kept;
  std::string trouble;
  if (old) {
    const auto fetched = fetch_keys(at);
    if (!fetched) trouble = "; " + fetched.error().text;
  }
  static const KeySet none;
  auto claims = read_id_token(token, keys_ ? *keys_ : none, settings_, clock_());
  const auto lacks_key = [&] {
    return !claims && claims.error().reason == NotBelieved::Reason::unknown_key;
  };
  // The provider may have changed its keys since.
  if (lacks_key() && !old && may_fetch_keys()) {
    const auto fetched = fetch_keys(at);
    if (!fetched) trouble = "; " + fetched.error().text;
    claims = read_id_token(token, keys_ ? *keys_ : none, settings_, clock_());
  }
  if (lacks_key()) claims.error().text += trouble;
  return claims;
}

// --- the grant

Answered<DeviceCode> Provider::begin() {
  const auto at = endpoints();
  if (!at) return tl::unexpected(at.error());
  const std::string scope = fmt::format("{}", fmt::join(settings_.scopes, " "));
  Form form{{"scope", scope}};
  // OpenID Connect Core, section 11: without it some providers leave offline_access out.
  if (has(settings_.scopes, "offline_access")) form.emplace_back("prompt", "consent");
  const auto answer = post(**at, (*at)->device_authorization, std::move(form));
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status != 200) return refusal_of(*answer);
  const json told = object_of(*answer);
  DeviceCode code;
  code.device_code = text_of(told, "device_code");
  code.user_code = text_of(told, "user_code");
  code.verification_uri = text_of(told, "verification_uri");
  code.verification_uri_complete = text_of(told, "verification_uri_complete");
  const std::int64_t lives_s = std::min(number_of(told, "expires_in", 0), code_lives_most_s);
  code.expires_at = clock_() + Seconds(lives_s);
  code.interval =
      std::clamp(Seconds(number_of(told, "interval", 5)), interval_least, interval_most);
  const bool complete =
      code.verification_uri_complete.empty() || is_safe_url(code.verification_uri_complete);
  if (code.device_code.empty() || code.device_code.size() > secret_max || lives_s == 0 ||
      !is_readable(code.user_code, user_code_max) || !is_safe_url(code.verification_uri) ||
      !complete) {
    return fault(Kind::unreachable,
                 "the provider's codes cannot be used: one is missing, too long, "
                 "or its address does not begin with https://");
  }
  return code;
}

/// `subject`: whose it must be; empty: anybody's.
Answered<Grant> Provider::grant_of(const Endpoints& at, const HttpAnswer& answer,
                                   const std::string& subject) {
  const json told = object_of(answer);
  Grant grant;
  grant.refresh_token = text_of(told, "refresh_token");
  if (grant.refresh_token.size() > secret_max) {
    return fault(Kind::not_believed, "the refresh token is too long");
  }
  const std::int64_t lives_s =
      std::min(number_of(told, "expires_in", expires_otherwise.count()), right_lives_most_s);
  grant.ends_at = clock_() + Seconds(lives_s);
  const std::string token = text_of(told, "id_token");
  if (token.empty()) {
    return fault(Kind::not_believed, "the provider gave no ID token: the scope openid is missing");
  }
  const auto claims = believe(at, token);
  if (!claims) return fault(Kind::not_believed, claims.error().text);
  if (!subject.empty() && claims->subject != subject) {
    return fault(Kind::not_believed, "the token is of another person");
  }
  grant.subject = claims->subject;
  grant.ends_at = std::min(claims->expires_at, clock_() + Seconds(right_lives_most_s));
  const auto person = person_of(*claims, settings_);
  if (!person) return fault(Kind::unknown_person, "this person is no clerk here");
  grant.person = *person;
  return grant;
}

/// A right that nobody here will use does not stay open at the provider.
Answered<Grant> Provider::kept_or_given_back(const Endpoints& at, const HttpAnswer& answer,
                                             const std::string& subject) {
  auto grant = grant_of(at, answer, subject);
  const std::string token = text_of(object_of(answer), "refresh_token");
  if (!grant && !token.empty()) {
    const auto given_back = revoke(token);
    if (!given_back)
      grant.error().text += "; it could not be given back: " + given_back.error().text;
  }
  return grant;
}

Answered<Grant> Provider::poll(const DeviceCode& code) {
  const auto at = endpoints();
  if (!at) return tl::unexpected(at.error());
  const auto answer =
      post(**at, (*at)->token, {{"grant_type", device_grant}, {"device_code", code.device_code}});
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status != 200) return refusal_of(*answer);
  return kept_or_given_back(**at, *answer, {});
}

Answered<Grant> Provider::renew(const std::string& refresh_token, const std::string& subject) {
  const auto at = endpoints();
  if (!at) return tl::unexpected(at.error());
  const auto answer =
      post(**at, (*at)->token, {{"grant_type", "refresh_token"}, {"refresh_token", refresh_token}});
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status != 200) return refusal_of(*answer);
  return kept_or_given_back(**at, *answer, subject);
}

Answered<bool> Provider::revoke(const std::string& refresh_token) {
  const auto at = endpoints();
  if (!at) return tl::unexpected(at.error());
  // A provider without the endpoint lets tokens end by themselves.
  if (!is_safe_url((*at)->revocation)) return true;
  const auto answer = post(**at, (*at)->revocation,
                           {{"token", refresh_token}, {"token_type_hint", "refresh_token"}});
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status == 200) return true;
  return refusal_of(*answer);
}

Provider::Findings Provider::check() {
  Findings found;
  const auto at = discover();
  if (!at) {
    found.faults.push_back(at.error().text);
    return found;
  }
  found.good.push_back("discovery: " + settings_.issuer);
  found.good.push_back("device authorization: " + at->device_authorization);
  if (!at->grants.empty() && !has(at->grants, device_grant)) {
    found.faults.push_back("the provider does not offer the device authorization grant");
  }
  const auto keys = fetch_keys(*at);
  if (!keys) {
    found.faults.push_back(keys.error().text);
  } else if (keys_->size() == 0) {
    found.faults.push_back(at->jwks + ": none of its keys can check an ID token (RS, PS, ES)");
  } else {
    found.good.push_back(fmt::format("keys: {}", fmt::join(keys_->describe(), ", ")));
  }
  const bool any = std::any_of(at->algorithms.begin(), at->algorithms.end(),
                               [](const std::string& name) { return is_known_algorithm(name); });
  if (!at->algorithms.empty() && !any) {
    found.faults.push_back(
        fmt::format("the provider signs with {} alone; RS, PS and ES can be checked",
                    fmt::join(at->algorithms, ", ")));
  }
  for (const std::string& scope : settings_.scopes) {
    if (at->scopes.empty() || has(at->scopes, scope)) continue;
    found.warnings.push_back("the provider does not list the scope " + scope);
  }
  if (!has(settings_.scopes, "offline_access")) {
    found.warnings.push_back(
        "without the scope offline_access a clerk may have to sign in again "
        "when the token ends");
  }
  if (!is_safe_url(at->revocation)) {
    found.warnings.push_back(
        "the provider has no revocation: tokens end by themselves after a "
        "clerk has signed out");
  }
  const auto code = begin();
  if (code) {
    found.good.push_back("the client " + settings_.client_id + " may ask for codes; people go to " +
                         code->verification_uri);
  } else {
    found.faults.push_back("the client " + settings_.client_id +
                           " gets no code: " + code.error().text);
  }
  return found;
}

}  // namespace foyer::sign_on
