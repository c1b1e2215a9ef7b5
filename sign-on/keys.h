// The provider's public keys (JWK, RFC 7517), and whether a signature is theirs. The cryptography
// is cjose's; what is here is the choice of the key: one that is for signatures, for this very
// algorithm, and strong enough.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foyer::sign_on {

/// Signed with asymmetric keys alone: RS256 to RS512, PS256 to PS512, ES256 to ES512. `none` and
/// what is made with a shared secret never count.
[[nodiscard]] bool is_known_algorithm(std::string_view algorithm);

class KeySet {
 public:
  KeySet();
  ~KeySet();
  KeySet(KeySet&&) noexcept;
  KeySet& operator=(KeySet&&) noexcept;

  /// From a JWK Set. What is not for signatures, or of an unknown kind, or an RSA key of less than
  /// 2048 bits, is left out. Nothing where the text is no JWK Set at all.
  [[nodiscard]] static std::optional<KeySet> read(const std::string& text);

  [[nodiscard]] std::size_t size() const;
  /// "RS256 (key-1)" of every key, for an administrator.
  [[nodiscard]] std::vector<std::string> describe() const;

  /// Whether there is a key of this id for this algorithm. An empty id stands for the one key that
  /// fits, where there is exactly one.
  [[nodiscard]] bool has(std::string_view kid, std::string_view algorithm) const;
  /// What the compact JWS (RFC 7515) `token` says, where its signature is that of the key which
  /// has() names; nothing where it is not.
  [[nodiscard]] std::optional<std::string> open(const std::string& token, std::string_view kid,
                                                std::string_view algorithm) const;

 private:
  struct Key;
  [[nodiscard]] const Key* find(std::string_view kid, std::string_view algorithm) const;

  std::vector<Key> keys_;
};

}  // namespace foyer::sign_on
