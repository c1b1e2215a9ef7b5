// HTTP to the provider, through libcurl: the certificate is always checked, nothing is followed
// elsewhere, what comes back is bounded, and no request lasts longer than a few seconds.
#pragma once

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace foyer::sign_on {

/// The provider cannot be reached, is not who it should be, or says more than it may. The text is
/// for the log; it has no secret in it.
class Unreachable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct HttpAnswer {
  long status = 0;
  std::string body;
};

using Form = std::vector<std::pair<std::string, std::string>>;

struct BasicAuth {
  std::string name;
  std::string secret;
};

/// Used by one thread; keeps its connection.
class Http {
 public:
  static constexpr std::size_t body_bytes_max = 256 * 1024;

  /// `ca_file`: roots to trust instead of the system's; may be empty. A request ends with
  /// Unreachable soon after `stop` has become true; it must outlive this.
  Http(std::filesystem::path ca_file, const std::atomic<bool>& stop);
  ~Http();
  Http(const Http&) = delete;
  Http& operator=(const Http&) = delete;

  /// Throw Unreachable; every status that the other side gives is an answer.
  HttpAnswer get(const std::string& url);
  HttpAnswer post(const std::string& url, const Form& form, const BasicAuth* auth);

 private:
  struct Handle;
  HttpAnswer perform(const std::string& url);

  std::unique_ptr<Handle> handle_;
};

/// As application/x-www-form-urlencoded wants it.
[[nodiscard]] std::string url_encoded(const std::string& text);

}  // namespace foyer::sign_on
