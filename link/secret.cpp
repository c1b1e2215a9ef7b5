#include "link/secret.h"

#include <sodium.h>

#include <array>
#include <stdexcept>

namespace foyer::link {
namespace {

void start_sodium() {
  static const bool started = sodium_init() >= 0;
  if (!started) throw std::runtime_error("libsodium cannot start: no random numbers");
}

}  // namespace

std::string hash_secret(std::string_view secret) {
  start_sodium();
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), secret.data(), secret.size(),
                        crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    throw std::runtime_error("not enough memory to hash a secret");
  }
  return hash.data();
}

bool secret_matches(const std::string& hash, std::string_view secret) {
  start_sodium();
  // libsodium reads a buffer of this size whatever the text's length.
  std::array<char, crypto_pwhash_STRBYTES> padded{};
  if (hash.size() >= padded.size()) return false;
  hash.copy(padded.data(), hash.size());
  return crypto_pwhash_str_verify(padded.data(), secret.data(), secret.size()) == 0;
}

const std::string& hash_of_nobody() {
  // Of random bytes that were thrown away.
  static const std::string hash =
      "$argon2id$v=19$m=65536,t=2,p=1$JsHmLLaTIT0uXDNLKGuRTw$"
      "BJmurg3O9QaI+fJzBBWxsCShEjAGQj1TiAI1/9WsVT4";
  return hash;
}

std::string random_code() {
  start_sodium();
  constexpr std::string_view signs = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  constexpr int length = 6;
  std::string code;
  for (int i = 0; i < length; ++i) {
    code += signs[randombytes_uniform(static_cast<std::uint32_t>(signs.size()))];
  }
  return code;
}

std::string random_token() {
  start_sodium();
  std::array<unsigned char, 16> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, 2 * 16 + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  return hex.data();
}

}  // namespace foyer::link
