#include "followers/config.h"

#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "engine/event.h"
#include "link/private_file.h"

namespace foyer::followers {
namespace {

constexpr std::size_t endpoints_max = 16;
constexpr std::size_t secret_bytes_least = 24;
constexpr std::size_t secret_bytes_most = 4096;

toml::table parse(const std::filesystem::path& file) {
  try {
    return toml::parse_file(file.string());
  } catch (const toml::parse_error& e) {
    throw ConfigError(file.string() + ":" + std::to_string(e.source().begin.line) + ": " +
                      std::string(e.description()));
  }
}

/// A table's keys, each looked at once; what nobody asks for is a mistake.
class Keys {
 public:
  Keys(const std::filesystem::path& file, const toml::table& table) : file_(file), table_(table) {}

  [[noreturn]] void fail(std::string_view key, const std::string& reason) const {
    const toml::node* node = table_.get(key);
    const auto line = (node == nullptr ? table_.source() : node->source()).begin.line;
    throw ConfigError(file_.string() + ":" + std::to_string(line) + ": " + std::string(key) + " " +
                      reason);
  }
  std::string text(std::string_view key) {
    const toml::node* node = look(key);
    if (node == nullptr) fail(key, "is missing");
    return text_of(*node, key);
  }
  std::string text_or(std::string_view key, std::string otherwise) {
    const toml::node* node = look(key);
    return node == nullptr ? otherwise : text_of(*node, key);
  }
  bool flag(std::string_view key, bool otherwise) {
    const toml::node* node = look(key);
    if (node == nullptr) return otherwise;
    const auto* value = node->as_boolean();
    if (value == nullptr) fail(key, "must be true or false");
    return value->get();
  }
  std::int64_t number(std::string_view key, std::int64_t least, std::int64_t most,
                      std::int64_t otherwise) {
    const toml::node* node = look(key);
    if (node == nullptr) return otherwise;
    const auto* value = node->as_integer();
    if (value == nullptr || value->get() < least || value->get() > most) {
      fail(key,
           "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    }
    return value->get();
  }
  std::vector<std::string> texts(std::string_view key) {
    std::vector<std::string> values;
    const toml::node* node = look(key);
    if (node == nullptr) return values;
    if (!node->is_array()) fail(key, "must be a list of texts");
    for (const toml::node& element : *node->as_array()) values.push_back(text_of(element, key));
    return values;
  }
  /// Null where it is not there.
  const toml::table* table(std::string_view key) {
    const toml::node* node = look(key);
    if (node == nullptr) return nullptr;
    if (!node->is_table()) fail(key, "must be a table");
    return node->as_table();
  }
  void finish() const {
    for (const auto& [key, node] : table_) {
      if (!asked_.contains(std::string(key.str()))) fail(key.str(), "is not known");
    }
  }
  /// A file beside this one, or with its whole path.
  std::filesystem::path path(std::string_view key) { return file_.parent_path() / text(key); }
  std::filesystem::path path_or_none(std::string_view key) {
    const std::string name = text_or(key, "");
    return name.empty() ? std::filesystem::path() : file_.parent_path() / name;
  }
  std::string secret(std::string_view key, std::size_t least) {
    const std::filesystem::path secret_file = path(key);
    try {
      link::require_private_file(secret_file);
    } catch (const std::runtime_error& e) {
      fail(key, e.what());
    }
    std::ifstream in(secret_file);
    std::string secret{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
    if (secret.size() < least || secret.size() > secret_bytes_most) {
      fail(key, secret_file.string() + " has not " + std::to_string(least) + " to " +
                    std::to_string(secret_bytes_most) + " bytes");
    }
    return secret;
  }
  std::string url(std::string_view key) {
    std::string url = text(key);
    if (const auto objection = objection_to_url(url)) fail(key, *objection);
    return url;
  }

 private:
  const toml::node* look(std::string_view key) {
    asked_.emplace(key);
    return table_.get(key);
  }
  std::string text_of(const toml::node& node, std::string_view key) const {
    const auto* value = node.as_string();
    if (value == nullptr || value->get().empty()) fail(key, "must be a text");
    // What goes into headers and lines of a log stays in its line.
    for (const char c : value->get()) {
      if (static_cast<unsigned char>(c) < 0x20) fail(key, "must be in one line");
    }
    return value->get();
  }

  const std::filesystem::path& file_;
  const toml::table& table_;
  std::set<std::string> asked_;
};

template <std::size_t... I>
std::set<std::string, std::less<>> kinds_of_events(std::index_sequence<I...>) {
  return {std::string(std::variant_alternative_t<I, EventBody>::kind)...};
}

bool is_name(std::string_view text) {
  return text.size() <= name_length_max &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

Endpoint read_endpoint(const std::filesystem::path& file, const toml::table& table) {
  static const auto known_kinds =
      kinds_of_events(std::make_index_sequence<std::variant_size_v<EventBody>>());
  Keys keys(file, table);
  Endpoint endpoint;
  endpoint.name = keys.text("name");
  if (!is_name(endpoint.name)) keys.fail("name", "may have a to z, 0 to 9 and '-', at most 64");
  if (endpoint.name == "open311") keys.fail("name", "is that of open311.toml");
  endpoint.url = keys.url("url");
  endpoint.secret = keys.secret("secret_file", secret_bytes_least);
  endpoint.kinds = keys.texts("kinds");
  std::sort(endpoint.kinds.begin(), endpoint.kinds.end());
  for (const std::string& kind : endpoint.kinds) {
    if (!known_kinds.contains(kind)) keys.fail("kinds", "has \"" + kind + "\", which no event is");
  }
  const std::string start = keys.text_or("start", "now");
  if (start != "now" && start != "beginning") keys.fail("start", "must be now or beginning");
  endpoint.start = start == "now" ? Endpoint::Start::now : Endpoint::Start::beginning;
  endpoint.ca_file = keys.path_or_none("ca_file");
  keys.finish();
  return endpoint;
}

}  // namespace

std::vector<Endpoint> read_webhooks(const std::filesystem::path& file) {
  std::vector<Endpoint> endpoints;
  if (!std::filesystem::exists(file)) return endpoints;
  const toml::table table = parse(file);
  for (const auto& [key, node] : table) {
    if (key.str() != "endpoint") Keys(file, table).fail(key.str(), "is not known");
  }
  const toml::array* list = table["endpoint"].as_array();
  if (list == nullptr || list->empty() || list->size() > endpoints_max) {
    Keys(file, table)
        .fail("endpoint",
              "must be there as [[endpoint]], 1 to " + std::to_string(endpoints_max) + " times");
  }
  for (const toml::node& node : *list) {
    if (!node.is_table()) Keys(file, table).fail("endpoint", "must be [[endpoint]]");
    Endpoint endpoint = read_endpoint(file, *node.as_table());
    for (const Endpoint& other : endpoints) {
      if (other.name == endpoint.name) {
        Keys(file, *node.as_table()).fail("name", "\"" + endpoint.name + "\" is there twice");
      }
    }
    endpoints.push_back(std::move(endpoint));
  }
  return endpoints;
}

std::optional<Open311Config> read_open311(const std::filesystem::path& file,
                                          const std::vector<ServiceId>& services) {
  if (!std::filesystem::exists(file)) return std::nullopt;
  const toml::table table = parse(file);
  Keys keys(file, table);
  Open311Config config;
  config.url = keys.url("url");
  while (config.url.ends_with('/')) config.url.pop_back();
  config.jurisdiction_id = keys.text_or("jurisdiction_id", "");
  if (table.contains("api_key_file")) config.api_key = keys.secret("api_key_file", 1);
  config.address = keys.text("address");
  config.device = keys.path("device");
  config.ca_file = keys.path_or_none("ca_file");
  config.send_contact = keys.flag("send_contact", false);
  constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;
  config.poll_every = Milliseconds(keys.number("poll_every_ms", 100, day_ms, 600'000));
  if (const toml::table* codes = keys.table("service_codes")) {
    Keys entries(file, *codes);
    for (const auto& [service, node] : *codes) {
      const ServiceId id{std::string(service.str())};
      if (std::find(services.begin(), services.end(), id) == services.end()) {
        entries.fail(service.str(), "is no service of the site");
      }
      config.service_codes[id] = entries.text(service.str());
    }
  }
  if (config.service_codes.empty()) keys.fail("service_codes", "must name a service at least");
  config.statuses = {{"open", FollowUpStatus::accepted}, {"closed", FollowUpStatus::done}};
  if (const toml::table* statuses = keys.table("statuses")) {
    Keys entries(file, *statuses);
    for (const auto& [status, node] : *statuses) {
      const auto ours = from_word<FollowUpStatus>(entries.text(status.str()));
      if (!ours || *ours == FollowUpStatus::opened) {
        entries.fail(status.str(),
                     "must be one of accepted, in_progress, waiting_for_resident, "
                     "done, cancelled");
      }
      config.statuses[std::string(status.str())] = *ours;
    }
  }
  keys.finish();
  return config;
}

}  // namespace foyer::followers
