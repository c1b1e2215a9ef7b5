// One request to another system over HTTP, through libcurl: bounded in time and size, certificates
// checked, redirects not followed (what was signed for one place is not for another). Whatever goes
// wrong is an answer, never an exception.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/ids.h"

namespace foyer::followers {

inline constexpr std::size_t answer_bytes_max = 4 * 1024 * 1024;

struct HttpRequest {
  enum class Method { get, post };
  Method method = Method::get;
  std::string url;
  std::vector<std::string> headers;  ///< "Name: value".
  std::string body;                  ///< Of post.
  /// libcurl sends a request again by itself where a connection that was kept from an earlier one
  /// turns out to be dead without an answer. Once: over a new connection, so that it does not.
  bool once = false;
};

struct HttpAnswer {
  int status = 0;  ///< 0: none came.
  std::string body;
  std::optional<Seconds> retry_after;
  /// Why there is no whole answer; empty where there is one.
  std::string trouble;
  /// False: the request cannot have reached the other side. True: it may have been done there,
  /// whatever the answer.
  bool may_have_arrived = false;
  [[nodiscard]] bool ok() const { return trouble.empty() && status >= 200 && status < 300; }
  /// "answered 503", or the trouble; for people.
  [[nodiscard]] std::string told() const;
};

/// Used by one thread at a time; keeps its connection for the next request.
class Http {
 public:
  struct Options {
    Milliseconds connect_within{5'000};
    Milliseconds answer_within{20'000};
    std::filesystem::path ca_file;  ///< Empty: the system's certificates.
  };
  /// A request that runs is given up when `stop` becomes true.
  Http(Options options, const std::atomic<bool>& stop);
  ~Http();
  Http(const Http&) = delete;
  Http& operator=(const Http&) = delete;

  [[nodiscard]] HttpAnswer ask(const HttpRequest& request);

  /// The text as a part of an URL.
  [[nodiscard]] std::string escaped(const std::string& text) const;

 private:
  struct Handle;
  Options options_;
  const std::atomic<bool>& stop_;
  std::unique_ptr<Handle> handle_;
};

/// Once, before any thread begins.
void start_http();

/// https:// anywhere, or http:// to this very machine; else why not.
[[nodiscard]] std::optional<std::string> objection_to_url(const std::string& url);

}  // namespace foyer::followers
