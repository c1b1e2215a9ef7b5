#include "followers/webhook.h"

#include <sodium.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

#include "protocol/message.h"

namespace foyer::followers {
namespace {

constexpr std::size_t events_at_once = 200;
/// After what the machine could not do: the disk, the journal.
constexpr Milliseconds look_again_after{5'000};

Http::Options with_ca(Http::Options options, const std::filesystem::path& ca_file) {
  options.ca_file = ca_file;
  return options;
}

}  // namespace

std::string signature(std::string_view secret, std::string_view body, Seconds at) {
  const std::string time = std::to_string(at.count());
  const std::string before = time + ".";
  const auto bytes = [](std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
  };
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes(secret), secret.size());
  crypto_auth_hmacsha256_update(&state, bytes(before), before.size());
  crypto_auth_hmacsha256_update(&state, bytes(body), body.size());
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> code{};
  crypto_auth_hmacsha256_final(&state, code.data());
  std::array<char, 2 * crypto_auth_hmacsha256_BYTES + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), code.data(), code.size());
  return "t=" + time + ",v1=" + hex.data();
}

WebhookWorker::WebhookWorker(Endpoint endpoint, std::string site,
                             std::unique_ptr<server::Journal> journal,
                             const std::filesystem::path& store, Surroundings surroundings,
                             Bell& bell)
    : endpoint_(std::move(endpoint)),
      site_(std::move(site)),
      journal_(std::move(journal)),
      store_(store, storage::OpenMode::read_write),
      surroundings_(std::move(surroundings)),
      bell_(bell),
      http_(with_ca(surroundings_.http, endpoint_.ca_file), bell.stopped()) {
  const bool from_now = endpoint_.start == Endpoint::Start::now;
  store_.add(endpoint_.name, from_now ? journal_->last_seq() : 0);
}

void WebhookWorker::run() {
  while (!bell_.stopped().load()) {
    const std::uint64_t seen = bell_.count();
    std::optional<Milliseconds> wait;
    try {
      wait = work();
    } catch (const std::exception& e) {
      spdlog::error("webhook {}: {}", endpoint_.name, e.what());
      wait = look_again_after;
    }
    if (!wait || *wait > Milliseconds(0)) bell_.wait(seen, wait);
  }
}

bool WebhookWorker::wants(const Event& event) const {
  return endpoint_.kinds.empty() ||
         std::binary_search(endpoint_.kinds.begin(), endpoint_.kinds.end(), kind_of(event.body));
}

std::optional<Milliseconds> WebhookWorker::work() {
  const auto progress = store_.find(endpoint_.name);
  if (!progress) throw StoreError("its place in followers.sqlite is gone; start the program again");
  if (progress->paused) return idle_most;
  const Instant now = surroundings_.clock();
  if (progress->retry_at && *progress->retry_at > now) return *progress->retry_at - now;
  return deliver_from(*progress);
}

std::optional<Milliseconds> WebhookWorker::deliver_from(const Progress& progress) {
  const auto events = journal_->read(progress.cursor, events_at_once);
  if (events.empty()) {
    if (journal_->last_seq() < progress.cursor) {
      throw StoreError(
          "the journal is shorter than what was delivered: it was replaced by an "
          "older one");
    }
    return idle_most;
  }
  std::int64_t passed = 0;
  int failures = progress.failures;
  for (const server::StoredEvent& stored : events) {
    passed = stored.event.seq;
    if (!wants(stored.event)) continue;
    const HttpAnswer answer = post(stored.event);
    const Instant now = surroundings_.clock();
    if (answer.ok()) {
      store_.advance(endpoint_.name, passed, 1, now);
      const auto still = store_.find(endpoint_.name);
      if (!still || still->paused || bell_.stopped().load()) return Milliseconds(0);
      failures = 0;
      continue;
    }
    // Given up because the program ends: that is not the other side's failure.
    if (bell_.stopped().load()) return std::nullopt;
    const Milliseconds wait =
        wait_after(surroundings_.backoff, failures + 1, surroundings_.chance(), answer.retry_after);
    store_.advance(endpoint_.name, passed - 1, 0, now);
    store_.failed(endpoint_.name, answer.told(), now + wait);
    if (failures == 0) {
      spdlog::warn("webhook {}: event {} was not taken: {}", endpoint_.name, passed, answer.told());
    }
    return wait;
  }
  store_.advance(endpoint_.name, passed, 0, surroundings_.clock());
  return Milliseconds(0);
}

HttpAnswer WebhookWorker::post(const Event& event) {
  HttpRequest request;
  request.method = HttpRequest::Method::post;
  request.url = endpoint_.url;
  request.body = protocol::write_event(protocol::redacted(event));
  const auto now = std::chrono::floor<Seconds>(surroundings_.clock().time_since_epoch());
  request.headers = {"Content-Type: application/json", "Foyer-Site: " + site_,
                     "Foyer-Seq: " + std::to_string(event.seq),
                     "Foyer-Kind: " + std::string(kind_of(event.body)),
                     "Foyer-Signature: " + signature(endpoint_.secret, request.body, now)};
  return http_.ask(request);
}

}  // namespace foyer::followers
