// An ID token (OpenID Connect Core, section 3.1.3.7): whether it may be believed, and what it says
// of who signs in. Pure: keys and the time come in.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "engine/ids.h"
#include "sign-on/keys.h"
#include "sign-on/settings.h"

namespace foyer::sign_on {

struct Claims {
  std::string subject;             ///< The provider's own name of the person; never changes.
  std::string who;                 ///< The claim that names the clerk; empty where it is not there.
  std::vector<std::string> roles;  ///< The claim that lists roles, where there is one.
  Instant expires_at;
};

/// Why a token is not believed, for the log: nothing of the person is in it.
struct NotBelieved {
  enum class Reason {
    malformed,
    wrong_algorithm,
    unknown_key,  ///< There may be newer keys.
    wrong_signature,
    wrong_issuer,
    wrong_audience,
    expired,
    not_yet,
  };
  Reason reason{};
  std::string text;
};

template <class T>
using Believed = tl::expected<T, NotBelieved>;

/// In this order: shape, algorithm, key, signature, iss, aud and azp, sub, exp, nbf, iat.
/// `now` and the provider's clock may differ by settings.clock_skew.
[[nodiscard]] Believed<Claims> read_id_token(const std::string& token, const KeySet& keys,
                                             const Settings& settings, Instant now);

/// Who that is here.
struct Person {
  ClerkId clerk;
  bool roles_told = false;  ///< The provider says which; else it is for the clerk's record.
  std::vector<Role> roles;
  std::optional<Skills> skills;  ///< Nothing: those of the clerk's record.
};

/// Nothing where nobody here is meant: the claim is missing, or is not in the list.
[[nodiscard]] std::optional<Person> person_of(const Claims& claims, const Settings& settings);

}  // namespace foyer::sign_on
