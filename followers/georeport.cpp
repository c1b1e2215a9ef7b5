#include "followers/georeport.h"

#include <ctime>
#include <nlohmann/json.hpp>

namespace foyer::followers {
namespace {

using nlohmann::json;

constexpr std::size_t id_bytes_max = 100;

/// Servers write ids as texts and as numbers. Empty: there is none.
std::string id_in(const json& object, const char* member) {
  const auto found = object.find(member);
  if (found == object.end() || found->is_null()) return {};
  std::string id = found->is_string() ? found->get<std::string>() : found->dump();
  const bool is_id = (found->is_string() || found->is_number_integer()) &&
                     id.size() <= id_bytes_max && id.find_first_of(",\r\n") == std::string::npos;
  return is_id ? id : std::string();
}

std::string text_in(const json& object, const char* member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Every answer is a list of objects; anything else is nothing.
std::optional<json> objects_of(const HttpAnswer& answer) {
  json parsed = json::parse(answer.body, nullptr, false);
  if (!parsed.is_array()) return std::nullopt;
  for (const json& element : parsed) {
    if (!element.is_object()) return std::nullopt;
  }
  return parsed;
}

template <class T>
Heard<T> nothing(HttpAnswer answer) {
  Heard<T> heard;
  heard.trouble = answer.ok() ? "answered what GeoReport v2 does not know" : answer.told();
  heard.answer = std::move(answer);
  return heard;
}

template <class T>
Heard<T> told(T value, HttpAnswer answer) {
  return {std::move(value), std::move(answer), {}};
}

std::string w3c_time(Instant at) {
  const auto seconds = static_cast<std::time_t>(to_ms(at) / 1000);
  std::tm utc{};
  ::gmtime_r(&seconds, &utc);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

}  // namespace

std::string GeoReport::encoded(
    const std::vector<std::pair<std::string, std::string>>& members) const {
  std::string text;
  for (const auto& [name, value] : members) {
    if (value.empty()) continue;
    if (!text.empty()) text += '&';
    text += name + "=" + http_.escaped(value);
  }
  return text;
}

HttpAnswer GeoReport::get(const std::string& path,
                          std::vector<std::pair<std::string, std::string>> query) {
  query.emplace_back("jurisdiction_id", config_.jurisdiction_id);
  HttpRequest request;
  request.url = config_.url + path;
  if (const std::string text = encoded(query); !text.empty()) request.url += "?" + text;
  request.headers = {"Accept: application/json"};
  return http_.ask(request);
}

Heard<Posted> GeoReport::post(const Report& report) {
  HttpRequest request;
  request.method = HttpRequest::Method::post;
  request.once = true;
  request.url = config_.url + "/requests.json";
  request.headers = {"Accept: application/json", "Content-Type: application/x-www-form-urlencoded"};
  request.body = encoded({{"api_key", config_.api_key},
                          {"jurisdiction_id", config_.jurisdiction_id},
                          {"service_code", report.service_code},
                          {"address_string", config_.address},
                          {"description", report.description},
                          {"phone", report.phone},
                          {"email", report.email}});
  HttpAnswer answer = http_.ask(request);
  if (!answer.ok()) return nothing<Posted>(std::move(answer));
  const auto objects = objects_of(answer);
  if (!objects || objects->size() != 1) return nothing<Posted>(std::move(answer));
  Posted posted{id_in(objects->front(), "service_request_id"), id_in(objects->front(), "token")};
  if (posted.id.empty() && posted.token.empty()) return nothing<Posted>(std::move(answer));
  return told(std::move(posted), std::move(answer));
}

Heard<std::string> GeoReport::find(const std::string& service_code, Instant since,
                                   const std::string& marker) {
  HttpAnswer answer =
      get("/requests.json", {{"service_code", service_code}, {"start_date", w3c_time(since)}});
  if (!answer.ok()) return nothing<std::string>(std::move(answer));
  const auto objects = objects_of(answer);
  if (!objects) return nothing<std::string>(std::move(answer));
  for (const json& request : *objects) {
    if (text_in(request, "description").find(marker) == std::string::npos) continue;
    std::string id = id_in(request, "service_request_id");
    if (!id.empty()) return told(std::move(id), std::move(answer));
  }
  return told(std::string(), std::move(answer));
}

Heard<std::string> GeoReport::id_of_token(const std::string& token) {
  HttpAnswer answer = get("/tokens/" + http_.escaped(token) + ".json", {});
  if (!answer.ok()) return nothing<std::string>(std::move(answer));
  const auto objects = objects_of(answer);
  if (!objects) return nothing<std::string>(std::move(answer));
  std::string id;
  if (!objects->empty()) id = id_in(objects->front(), "service_request_id");
  return told(std::move(id), std::move(answer));
}

Heard<std::map<std::string, std::string>> GeoReport::statuses(const std::vector<std::string>& ids) {
  using Statuses = std::map<std::string, std::string>;
  std::string joined;
  for (const std::string& id : ids) joined += (joined.empty() ? "" : ",") + id;
  HttpAnswer answer = get("/requests.json", {{"service_request_id", joined}});
  if (!answer.ok()) return nothing<Statuses>(std::move(answer));
  const auto objects = objects_of(answer);
  if (!objects) return nothing<Statuses>(std::move(answer));
  Statuses statuses;
  for (const json& request : *objects) {
    const std::string id = id_in(request, "service_request_id");
    if (!id.empty()) statuses[id] = text_in(request, "status");
  }
  return told(std::move(statuses), std::move(answer));
}

}  // namespace foyer::followers
