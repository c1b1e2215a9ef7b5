#include "sign-on/http.h"

#include <curl/curl.h>

#include <array>
#include <mutex>

#include "sign-on/settings.h"

namespace foyer::sign_on {
namespace {

constexpr long connect_ms_max = 4000;
constexpr long whole_ms_max = 10000;

void init_curl() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& body = *static_cast<std::string*>(into);
  const std::size_t more = size * count;
  if (body.size() + more > Http::body_bytes_max) return 0;  // Ends the transfer.
  body.append(bytes, more);
  return more;
}

int ask_whether_to_stop(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::atomic<bool>*>(stop)->load() ? 1 : 0;
}

struct Headers {
  curl_slist* list = nullptr;
  ~Headers() { curl_slist_free_all(list); }
  void add(const char* header) { list = curl_slist_append(list, header); }
};

}  // namespace

struct Http::Handle {
  std::filesystem::path ca_file;
  const std::atomic<bool>* stop = nullptr;
  CURL* curl = nullptr;
  ~Handle() { curl_easy_cleanup(curl); }

  template <class T>
  void set(CURLoption option, T value) {
    if (curl_easy_setopt(curl, option, value) != CURLE_OK) {
      throw Unreachable("this libcurl lacks an option that is needed");
    }
  }

  /// Everything of the request before is forgotten, but not its connection.
  void begin(const std::string& url) {
    curl_easy_reset(curl);
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!ca_file.empty()) set(CURLOPT_CAINFO, ca_file.c_str());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, connect_ms_max);
    set(CURLOPT_TIMEOUT_MS, whole_ms_max);
    set(CURLOPT_USERAGENT, "foyer-queue-server");
    set(CURLOPT_WRITEFUNCTION, take_body);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, ask_whether_to_stop);
    set(CURLOPT_XFERINFODATA, stop);
  }
};

Http::Http(std::filesystem::path ca_file, const std::atomic<bool>& stop)
    : handle_(std::make_unique<Handle>()) {
  init_curl();
  handle_->ca_file = std::move(ca_file);
  handle_->stop = &stop;
  handle_->curl = curl_easy_init();
  if (handle_->curl == nullptr) throw std::runtime_error("libcurl cannot be used");
}

Http::~Http() = default;

HttpAnswer Http::perform(const std::string& url) {
  if (!is_safe_url(url))
    throw Unreachable("the address \"" + url.substr(0, 200) + "\" is no https address");
  HttpAnswer answer;
  std::array<char, CURL_ERROR_SIZE> why{};
  handle_->set(CURLOPT_WRITEDATA, &answer.body);
  handle_->set(CURLOPT_ERRORBUFFER, why.data());
  const CURLcode code = curl_easy_perform(handle_->curl);
  handle_->set(CURLOPT_ERRORBUFFER, static_cast<char*>(nullptr));
  if (code == CURLE_WRITE_ERROR) {
    throw Unreachable(url + ": answers with more than " + std::to_string(body_bytes_max) +
                      " bytes");
  }
  if (code != CURLE_OK) {
    const std::string reason = why[0] != '\0' ? why.data() : curl_easy_strerror(code);
    throw Unreachable(url + ": " + reason);
  }
  curl_easy_getinfo(handle_->curl, CURLINFO_RESPONSE_CODE, &answer.status);
  return answer;
}

HttpAnswer Http::get(const std::string& url) {
  handle_->begin(url);
  Headers headers;
  headers.add("Accept: application/json");
  handle_->set(CURLOPT_HTTPHEADER, headers.list);
  return perform(url);
}

HttpAnswer Http::post(const std::string& url, const Form& form, const BasicAuth* auth) {
  handle_->begin(url);
  Headers headers;
  headers.add("Accept: application/json");
  headers.add("Expect:");
  handle_->set(CURLOPT_HTTPHEADER, headers.list);
  std::string body;
  for (const auto& [name, value] : form) {
    body += (body.empty() ? "" : "&") + url_encoded(name) + "=" + url_encoded(value);
  }
  handle_->set(CURLOPT_POST, 1L);
  handle_->set(CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
  handle_->set(CURLOPT_POSTFIELDS, body.c_str());
  std::string name;
  std::string secret;
  if (auth != nullptr) {
    // RFC 6749, section 2.3.1: both are form-encoded before they become a name and a password.
    name = url_encoded(auth->name);
    secret = url_encoded(auth->secret);
    handle_->set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    handle_->set(CURLOPT_USERNAME, name.c_str());
    handle_->set(CURLOPT_PASSWORD, secret.c_str());
  }
  return perform(url);
}

std::string url_encoded(const std::string& text) {
  // Some providers take every other sign for a mistake.
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (plain.find(c) != std::string_view::npos) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += digits[byte >> 4U];
    encoded += digits[byte & 15U];
  }
  return encoded;
}

}  // namespace foyer::sign_on
