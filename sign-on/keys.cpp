#include "sign-on/keys.h"

#include <cjose/cjose.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace foyer::sign_on {
namespace {

using nlohmann::json;

constexpr std::size_t keys_max = 100;
constexpr std::size_t rsa_bits_least = 2048;

struct Algorithm {
  std::string_view name, kty, crv;
};

constexpr std::array<Algorithm, 9> algorithms{{{"RS256", "RSA", ""},
                                               {"RS384", "RSA", ""},
                                               {"RS512", "RSA", ""},
                                               {"PS256", "RSA", ""},
                                               {"PS384", "RSA", ""},
                                               {"PS512", "RSA", ""},
                                               {"ES256", "EC", "P-256"},
                                               {"ES384", "EC", "P-384"},
                                               {"ES512", "EC", "P-521"}}};

const Algorithm* algorithm_of(std::string_view name) {
  const auto found = std::find_if(algorithms.begin(), algorithms.end(),
                                  [name](const Algorithm& one) { return one.name == name; });
  return found == algorithms.end() ? nullptr : &*found;
}

std::string text_of(const json& object, const char* member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// By what the key says of itself.
bool is_for_signatures(const json& key) {
  const std::string use = text_of(key, "use");
  if (!use.empty() && use != "sig") return false;
  const auto operations = key.find("key_ops");
  if (operations == key.end()) return true;
  return operations->is_array() &&
         std::any_of(operations->begin(), operations->end(),
                     [](const json& one) { return one.is_string() && one == "verify"; });
}

struct JwkRelease {
  void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
};
struct JwsRelease {
  void operator()(cjose_jws_t* jws) const { cjose_jws_release(jws); }
};

}  // namespace

bool is_known_algorithm(std::string_view algorithm) {
  return algorithm_of(algorithm) != nullptr;
}

struct KeySet::Key {
  std::string kid, kty, crv;
  std::string algorithm;  // Empty: any of its kind.
  std::unique_ptr<cjose_jwk_t, JwkRelease> jwk;

  [[nodiscard]] bool is_for(const Algorithm& wanted) const {
    return kty == wanted.kty && crv == wanted.crv &&
           (algorithm.empty() || algorithm == wanted.name);
  }
};

KeySet::KeySet() = default;
KeySet::~KeySet() = default;
KeySet::KeySet(KeySet&&) noexcept = default;
KeySet& KeySet::operator=(KeySet&&) noexcept = default;

std::optional<KeySet> KeySet::read(const std::string& text) {
  const json set = json::parse(text, nullptr, false);
  if (!set.is_object()) return std::nullopt;
  const auto keys = set.find("keys");
  if (keys == set.end() || !keys->is_array() || keys->size() > keys_max) return std::nullopt;
  KeySet read;
  for (const json& one : *keys) {
    if (!one.is_object() || !is_for_signatures(one)) continue;
    Key key{text_of(one, "kid"), text_of(one, "kty"), text_of(one, "crv"), text_of(one, "alg"), {}};
    if (key.kty != "RSA" && key.kty != "EC") continue;
    if (key.kty == "RSA") key.crv.clear();
    const std::string alone = one.dump();
    cjose_err error{};
    key.jwk.reset(cjose_jwk_import(alone.c_str(), alone.size(), &error));
    if (!key.jwk) continue;
    if (key.kty == "RSA" && cjose_jwk_get_keysize(key.jwk.get(), &error) < rsa_bits_least) continue;
    read.keys_.push_back(std::move(key));
  }
  return read;
}

std::size_t KeySet::size() const {
  return keys_.size();
}

std::vector<std::string> KeySet::describe() const {
  std::vector<std::string> all;
  for (const Key& key : keys_) {
    std::string kind = key.algorithm.empty() ? key.kty : key.algorithm;
    if (key.algorithm.empty() && !key.crv.empty()) kind += " " + key.crv;
    all.push_back(kind + " (" + (key.kid.empty() ? "without an id" : key.kid) + ")");
  }
  return all;
}

const KeySet::Key* KeySet::find(std::string_view kid, std::string_view algorithm) const {
  const Algorithm* wanted = algorithm_of(algorithm);
  if (wanted == nullptr) return nullptr;
  const Key* found = nullptr;
  for (const Key& key : keys_) {
    if (!key.is_for(*wanted)) continue;
    if (!kid.empty() && key.kid == kid) return &key;
    if (!kid.empty()) continue;
    if (found != nullptr) return nullptr;  // Which of them is not told.
    found = &key;
  }
  return found;
}

bool KeySet::has(std::string_view kid, std::string_view algorithm) const {
  return find(kid, algorithm) != nullptr;
}

std::optional<std::string> KeySet::open(const std::string& token, std::string_view kid,
                                        std::string_view algorithm) const {
  const Key* key = find(kid, algorithm);
  if (key == nullptr) return std::nullopt;
  cjose_err error{};
  const std::unique_ptr<cjose_jws_t, JwsRelease> jws(
      cjose_jws_import(token.c_str(), token.size(), &error));
  if (!jws) return std::nullopt;
  // The library verifies by the header that it read itself: it must be the one that was judged.
  const char* own = cjose_header_get(cjose_jws_get_protected(jws.get()), CJOSE_HDR_ALG, &error);
  if (own == nullptr || own != algorithm) return std::nullopt;
  if (!cjose_jws_verify(jws.get(), key->jwk.get(), &error)) return std::nullopt;
  std::uint8_t* bytes = nullptr;
  std::size_t size = 0;
  if (!cjose_jws_get_plaintext(jws.get(), &bytes, &size, &error)) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(bytes), size);
}

}  // namespace foyer::sign_on
