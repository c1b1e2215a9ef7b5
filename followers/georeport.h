// GeoReport v2 (Open311) as far as follow-ups need it: a service request is posted, looked for, and
// asked for its status. https://wiki.open311.org/GeoReport_v2/ Pure but for the requests it sends.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "followers/config.h"
#include "followers/http.h"

namespace foyer::followers {

/// What is told of a follow-up.
struct Report {
  std::string service_code;
  std::string description;
  std::string phone;  ///< Empty, or with the resident's consent.
  std::string email;
};

/// Exactly one of the two: GeoReport v2 lets a server make the id later.
struct Posted {
  std::string id;
  std::string token;
};

/// What came of a question. `value` is there only after a whole answer that was understood.
template <class T>
struct Heard {
  std::optional<T> value;
  HttpAnswer answer;
  std::string trouble;  ///< Empty with a value.
};

class GeoReport {
 public:
  GeoReport(const Open311Config& config, Http& http) : config_(config), http_(http) {}

  [[nodiscard]] Heard<Posted> post(const Report& report);
  /// The id of a request of this kind, opened since `since`, whose description has `marker`; empty:
  /// there is none.
  [[nodiscard]] Heard<std::string> find(const std::string& service_code, Instant since,
                                        const std::string& marker);
  /// Empty: not yet.
  [[nodiscard]] Heard<std::string> id_of_token(const std::string& token);
  /// By id; at most 50.
  [[nodiscard]] Heard<std::map<std::string, std::string>> statuses(
      const std::vector<std::string>& ids);

 private:
  [[nodiscard]] HttpAnswer get(const std::string& path,
                               std::vector<std::pair<std::string, std::string>> query);
  [[nodiscard]] std::string encoded(
      const std::vector<std::pair<std::string, std::string>>& members) const;

  const Open311Config& config_;
  Http& http_;
};

inline constexpr std::size_t statuses_at_once = 50;

}  // namespace foyer::followers
