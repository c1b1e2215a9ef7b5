// The conversation with the city's provider of accounts: OpenID Connect Discovery, the device
// authorization grant (RFC 8628), refresh (RFC 6749, section 6) and revocation (RFC 7009). Every
// call waits for the network, a few seconds at most: never on a loop that others wait for.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "sign-on/http.h"
#include "sign-on/id_token.h"
#include "sign-on/keys.h"
#include "sign-on/settings.h"

namespace foyer::sign_on {

/// What a person confirms by, and what the server asks with meanwhile.
struct DeviceCode {
  std::string device_code;  ///< A secret of the server.
  std::string user_code;
  std::string verification_uri;
  std::string verification_uri_complete;  ///< With the code in it; empty where there is none.
  Instant expires_at;
  Seconds interval{5};  ///< Between two questions.
};

/// A person has signed in, or may go on.
struct Grant {
  std::string subject;
  Person person;
  std::string refresh_token;  ///< A secret; empty: it cannot be renewed.
  Instant ends_at;            ///< Of the right, unless it is renewed before.
};

struct Fault {
  enum class Kind {
    pending,    ///< The person has not confirmed yet.
    slow_down,  ///< Not yet either, and it is asked for too often.
    denied,
    expired,
    refused,  ///< The provider says no: the grant is used up or revoked, the client unknown.
    unknown_person,
    not_believed,  ///< The token does not hold.
    unreachable,   ///< No answer, or none that can be understood: it may work later.
  };
  Kind kind{};
  std::string text;  ///< For the log; nothing of the person and no secret is in it.
};

template <class T>
using Answered = tl::expected<T, Fault>;

class Provider {
 public:
  /// `clock`: the system's time. `stop` ends a call soon; both must outlive this.
  Provider(Settings settings, std::function<Instant()> clock, const std::atomic<bool>& stop);

  [[nodiscard]] Answered<DeviceCode> begin();
  [[nodiscard]] Answered<Grant> poll(const DeviceCode& code);
  /// `subject`: whose right it is; another person's token is not believed.
  [[nodiscard]] Answered<Grant> renew(const std::string& refresh_token, const std::string& subject);
  /// That it was revoked before is no fault.
  [[nodiscard]] Answered<bool> revoke(const std::string& refresh_token);

  /// What an administrator wants to know: everything is asked for anew.
  struct Findings {
    std::vector<std::string> good;
    std::vector<std::string> warnings;
    std::vector<std::string> faults;
  };
  [[nodiscard]] Findings check();

  static constexpr Seconds interval_least{1};
  static constexpr Seconds interval_most{60};

 private:
  using Steady = std::chrono::steady_clock;
  struct Endpoints {
    std::string device_authorization, token, jwks, revocation;
    bool basic_auth = true;
    std::vector<std::string> algorithms, grants, scopes;  ///< As far as the provider tells them.
  };

  [[nodiscard]] Answered<Endpoints> discover();
  [[nodiscard]] Answered<const Endpoints*> endpoints();
  [[nodiscard]] Answered<bool> fetch_keys(const Endpoints& at);
  [[nodiscard]] Believed<Claims> believe(const Endpoints& at, const std::string& token);
  [[nodiscard]] bool may_fetch_keys();
  [[nodiscard]] Answered<HttpAnswer> post(const Endpoints& at, const std::string& url, Form form);
  [[nodiscard]] Answered<Grant> grant_of(const Endpoints& at, const HttpAnswer& answer,
                                         const std::string& subject);
  [[nodiscard]] Answered<Grant> kept_or_given_back(const Endpoints& at, const HttpAnswer& answer,
                                                   const std::string& subject);

  const Settings settings_;
  const std::function<Instant()> clock_;
  Http http_;
  std::optional<Endpoints> endpoints_;
  Steady::time_point discovered_{};
  std::optional<KeySet> keys_;
  Steady::time_point keys_fetched_{};
  std::vector<Steady::time_point> fetches_;  ///< The last ones, at most fetches_max.
};

}  // namespace foyer::sign_on
