#include "followers/http.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace foyer::followers {
namespace {

std::size_t take_body(char* data, std::size_t, std::size_t count, void* to) {
  auto& body = *static_cast<std::string*>(to);
  if (body.size() + count > answer_bytes_max) return 0;  // Ends the request with a write error.
  body.append(data, count);
  return count;
}

int give_up_when_stopped(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::atomic<bool>*>(stop)->load() ? 1 : 0;
}

/// Ended before anything of the request can have been read over there.
bool never_left(CURLcode code) {
  constexpr std::array before{CURLE_UNSUPPORTED_PROTOCOL,     CURLE_URL_MALFORMAT,
                              CURLE_COULDNT_RESOLVE_PROXY,    CURLE_COULDNT_RESOLVE_HOST,
                              CURLE_COULDNT_CONNECT,          CURLE_SSL_CONNECT_ERROR,
                              CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
                              CURLE_SSL_CERTPROBLEM,          CURLE_SSL_ISSUER_ERROR};
  return std::find(before.begin(), before.end(), code) != before.end();
}

}  // namespace

struct Http::Handle {
  CURL* curl = curl_easy_init();
  std::array<char, CURL_ERROR_SIZE> error{};
  Handle() {
    if (curl == nullptr) throw std::runtime_error("libcurl cannot start");
  }
  ~Handle() { curl_easy_cleanup(curl); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
};

void start_http() {
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    throw std::runtime_error("libcurl cannot start");
  }
}

std::string HttpAnswer::told() const {
  if (!trouble.empty()) return trouble;
  if (status >= 300 && status < 400) {
    return "answered " + std::to_string(status) + " (redirects are not followed)";
  }
  return "answered " + std::to_string(status);
}

Http::Http(Options options, const std::atomic<bool>& stop)
    : options_(std::move(options)), stop_(stop), handle_(std::make_unique<Handle>()) {}

Http::~Http() = default;

std::string Http::escaped(const std::string& text) const {
  char* raw = curl_easy_escape(handle_->curl, text.c_str(), static_cast<int>(text.size()));
  if (raw == nullptr) throw std::bad_alloc();
  std::string result(raw);
  curl_free(raw);
  return result;
}

HttpAnswer Http::ask(const HttpRequest& request) {
  CURL* curl = handle_->curl;
  HttpAnswer answer;
  curl_easy_reset(curl);
  handle_->error.front() = '\0';
  curl_slist* headers = nullptr;
  for (const std::string& header : request.headers) {
    headers = curl_slist_append(headers, header.c_str());
  }
  // Without this libcurl asks first whether it may send the body, and waits a second for it.
  headers = curl_slist_append(headers, "Expect:");
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  if (request.once) curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "foyer-followers");
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(options_.connect_within.count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.answer_within.count()));
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, handle_->error.data());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, give_up_when_stopped);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &stop_);
  const std::string ca_file = options_.ca_file.string();
  if (!ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file.c_str());
  if (request.method == HttpRequest::Method::post) {
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
  }
  const CURLcode code = curl_easy_perform(curl);
  curl_slist_free_all(headers);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  curl_off_t retry_after = 0;
  curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &retry_after);
  if (retry_after > 0) answer.retry_after = Seconds(retry_after);
  answer.may_have_arrived = !never_left(code);
  if (code != CURLE_OK) {
    const char* detail = handle_->error.data();
    answer.trouble = *detail != '\0' ? detail : curl_easy_strerror(code);
  }
  return answer;
}

std::optional<std::string> objection_to_url(const std::string& url) {
  CURLU* parts = curl_url();
  if (parts == nullptr) throw std::bad_alloc();
  char* scheme = nullptr;
  char* host = nullptr;
  char* user = nullptr;
  const bool understood = curl_url_set(parts, CURLUPART_URL, url.c_str(), 0) == CURLUE_OK &&
                          curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
                          curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK;
  const bool has_user = curl_url_get(parts, CURLUPART_USER, &user, 0) == CURLUE_OK;
  const std::string scheme_text = understood ? scheme : "";
  const std::string host_text = understood ? host : "";
  for (char* text : {scheme, host, user}) curl_free(text);
  curl_url_cleanup(parts);
  if (!understood) return "is no address like https://example.org/path";
  if (has_user) return "must not have a user or password in it";
  if (scheme_text == "https") return std::nullopt;
  const bool here = host_text == "127.0.0.1" || host_text == "localhost" || host_text == "[::1]";
  if (scheme_text == "http" && here) return std::nullopt;
  return "must begin with https:// (http:// only to this machine)";
}

}  // namespace foyer::followers
