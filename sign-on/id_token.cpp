#include "sign-on/id_token.h"

#include <cjose/base64.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

namespace foyer::sign_on {
namespace {

using nlohmann::json;
using Reason = NotBelieved::Reason;

constexpr std::size_t token_bytes_max = 64 * 1024;
constexpr std::size_t subject_bytes_max = 255;
constexpr std::size_t roles_max = 1000;
constexpr double seconds_max = 1e11;  // A few thousand years: no overflow beyond here.

tl::unexpected<NotBelieved> no(Reason reason, std::string text) {
  return tl::unexpected<NotBelieved>(NotBelieved{reason, std::move(text)});
}

std::optional<json> decoded(std::string_view part) {
  std::uint8_t* bytes = nullptr;
  std::size_t size = 0;
  cjose_err error{};
  if (!cjose_base64url_decode(part.data(), part.size(), &bytes, &size, &error)) return std::nullopt;
  json object = json::parse(bytes, bytes + size, nullptr, false);
  std::free(bytes);
  if (!object.is_object()) return std::nullopt;
  return object;
}

std::string text_of(const json& object, const std::string& member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Seconds since 1970, perhaps with a fraction; nothing where it is no such number.
std::optional<Instant> instant_of(const json& object, const char* member) {
  const auto found = object.find(member);
  if (found == object.end() || !found->is_number()) return std::nullopt;
  const double seconds = found->get<double>();
  if (!(seconds >= 0 && seconds <= seconds_max)) return std::nullopt;
  return from_ms(static_cast<std::int64_t>(seconds * 1000));
}

struct Header {
  std::string algorithm, kid;
};

Believed<Header> read_header(const std::string& token) {
  if (token.size() > token_bytes_max) return no(Reason::malformed, "the token is too long");
  if (std::count(token.begin(), token.end(), '.') != 2) {
    return no(Reason::malformed, "the token is no signed one of three parts");
  }
  const auto header = decoded(std::string_view(token).substr(0, token.find('.')));
  if (!header) return no(Reason::malformed, "the token's header cannot be read");
  // What the signer wants to be understood, and is not.
  if (header->contains("crit")) return no(Reason::malformed, "the token has a crit header");
  std::string type = text_of(*header, "typ");
  std::transform(type.begin(), type.end(), type.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (!type.empty() && type != "jwt") return no(Reason::malformed, "the token is no ID token");
  Header read{text_of(*header, "alg"), text_of(*header, "kid")};
  if (!is_known_algorithm(read.algorithm)) {
    return no(Reason::wrong_algorithm, "the token is not signed with a key that can be checked");
  }
  return read;
}

/// As written, or led to by its dots.
const json* find_claim(const json& claims, std::string_view path) {
  const auto whole = claims.find(std::string(path));
  if (whole != claims.end()) return &*whole;
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) return nullptr;
  const auto inner = claims.find(std::string(path.substr(0, dot)));
  if (inner == claims.end() || !inner->is_object()) return nullptr;
  return find_claim(*inner, path.substr(dot + 1));
}

std::vector<std::string> roles_of(const json& claims, const Settings& settings) {
  std::vector<std::string> roles;
  if (settings.roles_claim.empty()) return roles;
  const json* listed = find_claim(claims, settings.roles_claim);
  if (listed == nullptr) return roles;
  if (listed->is_string()) roles.push_back(listed->get<std::string>());
  if (!listed->is_array()) return roles;
  for (const json& one : *listed) {
    if (one.is_string() && roles.size() < roles_max) roles.push_back(one.get<std::string>());
  }
  return roles;
}

bool is_for(const json& claims, const std::string& client) {
  const auto audience = claims.find("aud");
  if (audience == claims.end()) return false;
  if (audience->is_string()) return *audience == client;
  if (!audience->is_array()) return false;
  const bool named = std::any_of(audience->begin(), audience->end(),
                                 [&](const json& one) { return one.is_string() && one == client; });
  // Of several, one is who asked for it.
  return named && (audience->size() == 1 || text_of(claims, "azp") == client);
}

Believed<Instant> check_times(const json& claims, const Settings& settings, Instant now) {
  const auto expires_at = instant_of(claims, "exp");
  const auto issued_at = instant_of(claims, "iat");
  if (!expires_at || !issued_at) return no(Reason::malformed, "the token has no exp or no iat");
  if (*expires_at + settings.clock_skew <= now) {
    return no(Reason::expired,
              "the token had expired, or the clocks differ by more than clock_skew");
  }
  const auto not_before = instant_of(claims, "nbf");
  if (claims.contains("nbf") && !not_before)
    return no(Reason::malformed, "the token's nbf is no time");
  const Instant from = std::max(*issued_at, not_before.value_or(*issued_at));
  if (now + settings.clock_skew < from) {
    return no(Reason::not_yet,
              "the token is of the future: the clocks differ by more than clock_skew");
  }
  return *expires_at;
}

Believed<Claims> check_claims(const json& claims, const Settings& settings, Instant now) {
  if (text_of(claims, "iss") != settings.issuer) {
    return no(Reason::wrong_issuer, "the token is of another issuer");
  }
  const std::string azp = text_of(claims, "azp");
  if (!is_for(claims, settings.client_id) || (!azp.empty() && azp != settings.client_id)) {
    return no(Reason::wrong_audience, "the token is for another client");
  }
  Claims said;
  said.subject = text_of(claims, "sub");
  if (said.subject.empty() || said.subject.size() > subject_bytes_max) {
    return no(Reason::malformed, "the token names nobody");
  }
  const auto expires_at = check_times(claims, settings, now);
  if (!expires_at) return tl::unexpected(expires_at.error());
  said.expires_at = *expires_at;
  const json* who = find_claim(claims, settings.clerk_claim);
  if (who != nullptr && who->is_string()) said.who = who->get<std::string>();
  said.roles = roles_of(claims, settings);
  return said;
}

/// Both may all, or each what one of them may.
void add(std::optional<Skills>& skills, const std::optional<Skills>& more) {
  if (!more) return;
  if (!skills) skills.emplace();
  skills->all = skills->all || more->all;
  skills->skills.insert(skills->skills.end(), more->skills.begin(), more->skills.end());
  std::sort(skills->skills.begin(), skills->skills.end());
  skills->skills.erase(std::unique(skills->skills.begin(), skills->skills.end()),
                       skills->skills.end());
  if (skills->all) skills->skills.clear();
}

}  // namespace

Believed<Claims> read_id_token(const std::string& token, const KeySet& keys,
                               const Settings& settings, Instant now) {
  const auto header = read_header(token);
  if (!header) return tl::unexpected(header.error());
  if (!keys.has(header->kid, header->algorithm)) {
    return no(Reason::unknown_key, "the token's key is none of the provider's");
  }
  const auto payload = keys.open(token, header->kid, header->algorithm);
  if (!payload) return no(Reason::wrong_signature, "the token's signature is wrong");
  const json claims = json::parse(*payload, nullptr, false);
  if (!claims.is_object()) return no(Reason::malformed, "the token's claims cannot be read");
  return check_claims(claims, settings, now);
}

std::optional<Person> person_of(const Claims& claims, const Settings& settings) {
  Person person;
  if (settings.clerks.empty()) {
    person.clerk.value = claims.who;
  } else {
    const auto known = settings.clerks.find(claims.who);
    if (known != settings.clerks.end()) person.clerk = known->second;
  }
  if (person.clerk.empty()) return std::nullopt;
  person.roles_told = !settings.roles_claim.empty();
  for (const RoleRights& right : settings.rights) {
    const auto& roles = claims.roles;
    if (std::find(roles.begin(), roles.end(), right.value) == roles.end()) continue;
    person.roles.insert(person.roles.end(), right.roles.begin(), right.roles.end());
    add(person.skills, right.skills);
  }
  return person;
}

}  // namespace foyer::sign_on
