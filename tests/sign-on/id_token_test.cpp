// ID tokens that were signed here, with keys made here: which of them are believed.
#include "sign-on/id_token.h"

#include <cjose/cjose.h>
#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

namespace foyer::test {
namespace {

using sign_on::KeySet;
using sign_on::NotBelieved;
using Reason = NotBelieved::Reason;

const Instant noon = from_ms(1795694400000);
constexpr std::int64_t noon_s = 1795694400;

/// A provider's key, with its private half.
class Signer {
 public:
  enum class Kind { rsa, ec, weak_rsa };
  Signer(Kind kind, std::string kid) : kid_(std::move(kid)) {
    cjose_err error{};
    if (kind == Kind::ec) {
      key_ = cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &error);
    } else {
      key_ = cjose_jwk_create_RSA_random(kind == Kind::rsa ? 2048 : 1024, nullptr, 0, &error);
    }
    REQUIRE(key_ != nullptr);
    cjose_jwk_set_kid(key_, kid_.c_str(), kid_.size(), &error);
  }
  ~Signer() { cjose_jwk_release(key_); }
  Signer(const Signer&) = delete;
  Signer& operator=(const Signer&) = delete;

  /// `more`: further members, each with a comma before it.
  [[nodiscard]] std::string jwk(const std::string& more = "") const {
    cjose_err error{};
    char* text = cjose_jwk_to_json(key_, false, &error);
    std::string json = text;
    std::free(text);
    json.insert(json.size() - 1, more);
    return json;
  }
  [[nodiscard]] std::string sign(const std::string& claims, const char* algorithm,
                                 const char* extra = nullptr) const {
    cjose_err error{};
    cjose_header_t* header = cjose_header_new(&error);
    cjose_header_set(header, CJOSE_HDR_ALG, algorithm, &error);
    if (!kid_.empty()) cjose_header_set(header, CJOSE_HDR_KID, kid_.c_str(), &error);
    if (extra != nullptr) cjose_header_set(header, extra, "x", &error);
    cjose_jws_t* jws = cjose_jws_sign(
        key_, header, reinterpret_cast<const std::uint8_t*>(claims.data()), claims.size(), &error);
    REQUIRE(jws != nullptr);
    const char* text = nullptr;
    REQUIRE(cjose_jws_export(jws, &text, &error));
    std::string token = text;
    cjose_jws_release(jws);
    cjose_header_release(header);
    return token;
  }

 private:
  std::string kid_;
  cjose_jwk_t* key_ = nullptr;
};

KeySet set_of(const std::vector<std::string>& keys) {
  std::string list;
  for (const std::string& key : keys) list += (list.empty() ? "" : ",") + key;
  auto set = KeySet::read("{\"keys\":[" + list + "]}");
  REQUIRE(set.has_value());
  return std::move(*set);
}

sign_on::Settings settings() {
  sign_on::Settings settings;
  settings.issuer = "https://login.example";
  settings.client_id = "foyer";
  return settings;
}

std::string claims_of(const std::string& more, std::int64_t issued_s = noon_s - 10,
                      std::int64_t expires_s = noon_s + 600) {
  return R"({"iss":"https://login.example","aud":"foyer","sub":"7","iat":)" +
         std::to_string(issued_s) + ",\"exp\":" + std::to_string(expires_s) + more + "}";
}

const Signer& rsa() {
  static const Signer key(Signer::Kind::rsa, "one");
  return key;
}

/// Nothing: it is believed.
std::optional<Reason> judged(const std::string& token, const KeySet& keys,
                             const sign_on::Settings& by = settings()) {
  const auto claims = sign_on::read_id_token(token, keys, by, noon);
  return claims ? std::nullopt : std::optional(claims.error().reason);
}
std::optional<Reason> judged_claims(const std::string& claims) {
  return judged(rsa().sign(claims, "RS256"), set_of({rsa().jwk()}));
}

}  // namespace

TEST_CASE("id token: is believed with a key of the provider's in every kind of signature") {
  const Signer ec(Signer::Kind::ec, "two");
  const KeySet keys = set_of({rsa().jwk(), ec.jwk()});
  for (const char* algorithm : {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}) {
    CAPTURE(algorithm);
    CHECK(judged(rsa().sign(claims_of(""), algorithm), keys) == std::nullopt);
  }
  CHECK(judged(ec.sign(claims_of(""), "ES256"), keys) == std::nullopt);
}

TEST_CASE("id token: none and shared secrets never count") {
  const KeySet keys = set_of({rsa().jwk()});
  // {"alg":"none"} and {"alg":"HS256"}
  const std::string token = rsa().sign(claims_of(""), "RS256");
  const std::string rest = token.substr(token.find('.'));
  CHECK(judged("eyJhbGciOiJub25lIn0" + rest, keys) == Reason::wrong_algorithm);
  CHECK(judged("eyJhbGciOiJub25lIn0" + rest.substr(0, rest.rfind('.') + 1), keys) ==
        Reason::wrong_algorithm);
  CHECK(judged("eyJhbGciOiJIUzI1NiJ9" + rest, keys) == Reason::wrong_algorithm);
  CHECK(judged(token, set_of({R"({"kty":"oct","kid":"one","k":"AAAA"})"})) == Reason::unknown_key);
}

TEST_CASE("id token: a key is used for what it is for alone") {
  const std::string token = rsa().sign(claims_of(""), "RS256");
  CHECK(judged(token, set_of({rsa().jwk(R"(,"use":"enc")")})) == Reason::unknown_key);
  CHECK(judged(token, set_of({rsa().jwk(R"(,"alg":"PS256")")})) == Reason::unknown_key);
  CHECK(judged(token, set_of({rsa().jwk(R"(,"key_ops":["encrypt"])")})) == Reason::unknown_key);
  CHECK(judged(token, set_of({rsa().jwk(R"(,"use":"sig","alg":"RS256","key_ops":["verify"])")})) ==
        std::nullopt);
  const Signer weak(Signer::Kind::weak_rsa, "one");
  CHECK(judged(weak.sign(claims_of(""), "RS256"), set_of({weak.jwk()})) == Reason::unknown_key);
}

TEST_CASE("id token: a stranger's signature and changed claims are seen") {
  const Signer stranger(Signer::Kind::rsa, "one");
  const KeySet keys = set_of({rsa().jwk()});
  CHECK(judged(stranger.sign(claims_of(""), "RS256"), keys) == Reason::wrong_signature);
  const Signer newer(Signer::Kind::rsa, "newer");
  CHECK(judged(newer.sign(claims_of(""), "RS256"), keys) == Reason::unknown_key);
  std::string changed = rsa().sign(claims_of(""), "RS256");
  const std::size_t place = changed.find('.') + 20;
  changed[place] = changed[place] == 'A' ? 'B' : 'A';
  CHECK(judged(changed, keys) == Reason::wrong_signature);
}

TEST_CASE("id token: without a key id the one that fits is taken and of two none") {
  const Signer nameless(Signer::Kind::rsa, "");
  const std::string token = nameless.sign(claims_of(""), "RS256");
  CHECK(judged(token, set_of({nameless.jwk()})) == std::nullopt);
  CHECK(judged(token, set_of({nameless.jwk(), rsa().jwk()})) == Reason::unknown_key);
}

TEST_CASE("id token: issuer and audience are those of the settings") {
  CHECK(
      judged_claims(R"({"iss":"https://other.example","aud":"foyer","sub":"7","iat":1,"exp":2})") ==
      Reason::wrong_issuer);
  const std::string head = R"({"iss":"https://login.example","sub":"7","iat":)" +
                           std::to_string(noon_s) + ",\"exp\":" + std::to_string(noon_s + 60);
  CHECK(judged_claims(head + R"(,"aud":"other"})") == Reason::wrong_audience);
  CHECK(judged_claims(head + "}") == Reason::wrong_audience);
  CHECK(judged_claims(head + R"(,"aud":["foyer"]})") == std::nullopt);
  CHECK(judged_claims(head + R"(,"aud":["foyer","other"]})") == Reason::wrong_audience);
  CHECK(judged_claims(head + R"(,"aud":["foyer","other"],"azp":"foyer"})") == std::nullopt);
  CHECK(judged_claims(head + R"(,"aud":"foyer","azp":"other"})") == Reason::wrong_audience);
}

TEST_CASE("id token: clocks may differ by as much as is allowed") {
  CHECK(judged_claims(claims_of("", noon_s - 600, noon_s - 59)) == std::nullopt);
  CHECK(judged_claims(claims_of("", noon_s - 600, noon_s - 60)) == Reason::expired);
  CHECK(judged_claims(claims_of("", noon_s + 60)) == std::nullopt);
  CHECK(judged_claims(claims_of("", noon_s + 61)) == Reason::not_yet);
  CHECK(judged_claims(claims_of(",\"nbf\":" + std::to_string(noon_s + 60))) == std::nullopt);
  CHECK(judged_claims(claims_of(",\"nbf\":" + std::to_string(noon_s + 61))) == Reason::not_yet);
  CHECK(judged_claims(claims_of(",\"nbf\":\"soon\"")) == Reason::malformed);
}

TEST_CASE("id token: what is no token is refused in words") {
  const KeySet keys = set_of({rsa().jwk()});
  for (const char* text : {"", "a", "..", "a.b.c", "a.b.c.d.e", "e30.e30.e30", "bnVsbA.bnVsbA."}) {
    CAPTURE(text);
    CHECK(judged(text, keys).has_value());
  }
  CHECK(judged(std::string(100'000, 'a'), keys) == Reason::malformed);
  CHECK(judged(rsa().sign(claims_of(""), "RS256", "crit"), keys) == Reason::malformed);
  CHECK(judged_claims("[]") == Reason::malformed);
  CHECK(judged_claims("no json") == Reason::malformed);
  CHECK(judged_claims(R"({"iss":"https://login.example","aud":"foyer","sub":"7"})") ==
        Reason::malformed);
  CHECK(judged_claims(R"({"iss":"https://login.example","aud":"foyer","iat":1,"exp":1e300})") ==
        Reason::malformed);
}

TEST_CASE("id token: sets of keys that are none are not taken for an empty one") {
  CHECK_FALSE(KeySet::read("").has_value());
  CHECK_FALSE(KeySet::read("[]").has_value());
  CHECK_FALSE(KeySet::read(R"({"keys":{}})").has_value());
  CHECK(KeySet::read(R"({"keys":[1,{"kty":"RSA"},{"kty":"OKP","crv":"Ed25519","x":"AA"}]})")
            ->size() == 0);
}

TEST_CASE("person: who it is and what is allowed come from the claims where the settings say so") {
  sign_on::Settings by = settings();
  by.clerk_claim = "name";
  by.roles_claim = "realm.roles";
  by.clerks["Ann S."] = ClerkId{"ann"};
  by.rights = {{"desk", {Role::counter}, sign_on::Skills{false, {{"front-desk"}}}},
               {"tax", {}, sign_on::Skills{false, {{"taxation"}}}},
               {"lead", {Role::manager}, sign_on::Skills{true, {}}}};
  const auto person = [&](const std::string& more) {
    const auto claims = sign_on::read_id_token(rsa().sign(claims_of(more), "RS256"),
                                               set_of({rsa().jwk()}), by, noon);
    REQUIRE(claims.has_value());
    return sign_on::person_of(*claims, by);
  };
  const auto ann = person(R"(,"name":"Ann S.","realm":{"roles":["tax","desk","golf"]})");
  REQUIRE(ann.has_value());
  CHECK(ann->clerk == ClerkId{"ann"});
  CHECK(ann->roles == std::vector<Role>{Role::counter});
  CHECK(ann->skills->skills == std::vector<SkillId>{{"front-desk"}, {"taxation"}});
  const auto lead = person(R"(,"name":"Ann S.","realm":{"roles":["desk","lead"]})");
  CHECK(lead->skills->all);
  CHECK(lead->roles.size() == 2);
  const auto none = person(R"(,"name":"Ann S.","realm":{"roles":"golf"})");
  CHECK(none->roles_told);
  CHECK(none->roles.empty());
  CHECK_FALSE(person(R"(,"name":"ann")").has_value());
  CHECK_FALSE(person("").has_value());
  by.clerks.clear();
  CHECK(person(R"(,"name":"ann")")->clerk == ClerkId{"ann"});
}

}  // namespace foyer::test
