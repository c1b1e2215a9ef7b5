#include "sign-on/settings.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <set>

#include "link/private_file.h"
#include "site/toml_reader.h"

namespace foyer::sign_on {
namespace {

using site_reading::Presence;
using site_reading::Table;

constexpr std::size_t url_bytes_max = 512;
constexpr std::size_t secret_bytes_max = 1024;
constexpr std::size_t claim_bytes_max = 255;  // As OpenID Connect bounds `sub`.
constexpr std::int64_t day_s = 24 * 3600;

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  std::string value = text;
  curl_free(text);
  return value;
}

bool is_clerk_id(std::string_view text) {
  constexpr std::string_view signs = "abcdefghijklmnopqrstuvwxyz0123456789-";
  return !text.empty() && text.size() <= name_length_max &&
         text.find_first_not_of(signs) == std::string_view::npos;
}

void read_urls(Table& file, Settings& settings) {
  settings.issuer = file.text("issuer", Presence::required, url_bytes_max);
  if (!settings.issuer.empty() && !is_safe_url(settings.issuer)) {
    file.mistake("issuer", "must be an address that begins with https://");
  }
  settings.client_id = file.text("client_id", Presence::required, claim_bytes_max);
  settings.ca_file = file.text("ca_file", Presence::optional, url_bytes_max);
}

void read_scopes(Table& file, Settings& settings) {
  if (!file.has("scopes")) return;
  settings.scopes = file.texts("scopes", Presence::required, 20);
  for (const std::string& scope : settings.scopes) {
    if (scope.find_first_of(" \"\\") != std::string::npos) {
      file.mistake("scopes", fmt::format("\"{}\" is no scope: name them one by one", scope));
    }
  }
  const auto& all = settings.scopes;
  if (std::find(all.begin(), all.end(), "openid") == all.end()) {
    file.mistake("scopes", "must have \"openid\": without it nobody says who signs in");
  }
}

void read_clerks(Table& file, Settings& settings) {
  settings.clerk_claim = file.has("clerk_claim")
                             ? file.text("clerk_claim", Presence::required, claim_bytes_max)
                             : settings.clerk_claim;
  file.table("clerks", Presence::optional, [&](Table& table) {
    for (const std::string& who : table.keys()) {
      const std::string id = table.text(who, Presence::required);
      if (!id.empty() && !is_clerk_id(id)) {
        table.mistake(who, fmt::format("\"{}\" is no clerk's id: 1 to 64 of a-z, 0-9 and -", id));
      }
      settings.clerks[who] = ClerkId{id};
    }
    if (settings.clerks.empty()) table.mistake("", "names nobody; leave it out");
  });
}

std::optional<Skills> read_skills(Table& table) {
  if (!table.has("skills")) return std::nullopt;
  Skills skills;
  std::set<SkillId> each;
  for (const std::string& text : table.texts("skills", Presence::required, 100)) {
    if (text == "all") {
      skills.all = true;
    } else if (is_clerk_id(text)) {
      each.insert({text});
    } else {
      table.mistake("skills", fmt::format("\"{}\" is no skill: a-z, 0-9 and -, or all", text));
    }
  }
  if (skills.all && !each.empty()) table.mistake("skills", "\"all\" stands alone");
  skills.skills.assign(each.begin(), each.end());
  return skills;
}

RoleRights read_right(Table& table) {
  RoleRights right;
  right.value = table.text("value", Presence::required, claim_bytes_max);
  for (const std::string& text : table.texts("roles", Presence::required, 3)) {
    const auto role = from_word<Role>(text);
    const bool of_clerks =
        role && (*role == Role::counter || *role == Role::manager || *role == Role::admin);
    if (of_clerks) {
      right.roles.push_back(*role);
    } else {
      table.mistake("roles", fmt::format("\"{}\" is none of counter, manager, admin", text));
    }
  }
  right.skills = read_skills(table);
  return right;
}

void read_rights(Table& file, Settings& settings) {
  settings.roles_claim = file.text("roles_claim", Presence::optional, claim_bytes_max);
  std::set<std::string> values;
  file.tables("rights", {0, 100}, [&](Table& table) {
    settings.rights.push_back(read_right(table));
    if (!values.insert(settings.rights.back().value).second) {
      table.mistake("value", "stands there twice");
    }
  });
  if (settings.roles_claim.empty() != settings.rights.empty()) {
    file.mistake("roles_claim",
                 "and [[rights]] need each other: the claim that lists a person's "
                 "roles, and what each of them may");
  }
}

void read(Table& file, Settings& settings, std::string& secret_file) {
  read_urls(file, settings);
  secret_file = file.text("client_secret_file", Presence::optional, url_bytes_max);
  read_scopes(file, settings);
  read_clerks(file, settings);
  read_rights(file, settings);
  settings.pin = file.flag("pin", true);
  settings.clock_skew = file.duration("clock_skew", {0, 300}, settings.clock_skew);
  settings.renew_every = file.duration("renew_every", {1, day_s}, settings.renew_every);
  settings.keep_unreachable =
      file.duration("keep_unreachable", {0, day_s}, settings.keep_unreachable);
}

std::string read_secret(const std::filesystem::path& file) {
  link::require_private_file(file);
  std::ifstream stream(file, std::ios::binary);
  std::string secret(secret_bytes_max + 1, '\0');
  stream.read(secret.data(), static_cast<std::streamsize>(secret.size()));
  secret.resize(static_cast<std::size_t>(stream.gcount()));
  while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
  // RFC 6749, appendix A.2.
  const bool plain =
      std::all_of(secret.begin(), secret.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
  if (secret.empty() || secret.size() > secret_bytes_max || !plain) {
    throw std::runtime_error(file.string() +
                             " must hold the client's secret: one line of ASCII, 1 to " +
                             std::to_string(secret_bytes_max) + " bytes");
  }
  return secret;
}

}  // namespace

bool is_safe_url(std::string_view url) {
  if (url.empty() || url.size() > url_bytes_max) return false;
  const auto plain = [](char c) { return c > 0x20 && c < 0x7F && c != '"' && c != '\\'; };
  if (!std::all_of(url.begin(), url.end(), plain)) return false;
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed(curl_url(), curl_url_cleanup);
  if (!parsed ||
      curl_url_set(parsed.get(), CURLUPART_URL, std::string(url).c_str(), 0) != CURLUE_OK) {
    return false;
  }
  if (!part_of(parsed.get(), CURLUPART_USER).empty()) return false;
  if (!part_of(parsed.get(), CURLUPART_PASSWORD).empty()) return false;
  const std::string scheme = part_of(parsed.get(), CURLUPART_SCHEME);
  const std::string host = part_of(parsed.get(), CURLUPART_HOST);
  const bool this_machine = host == "127.0.0.1" || host == "[::1]" || host == "localhost";
  return !host.empty() && (scheme == "https" || (scheme == "http" && this_machine));
}

Settings read_settings(const std::filesystem::path& file) {
  site_reading::Reading reading{.dir = file.parent_path(), .mistakes = {}, .texts = {}};
  Settings settings;
  std::string secret_file;
  site_reading::read_file(reading, file.filename().string(),
                          [&](Table& table) { read(table, settings, secret_file); });
  if (!reading.mistakes.empty()) {
    std::sort(reading.mistakes.begin(), reading.mistakes.end());
    throw SiteMistakes(std::move(reading.mistakes));
  }
  if (!secret_file.empty()) settings.client_secret = read_secret(file.parent_path() / secret_file);
  if (!settings.ca_file.empty()) {
    settings.ca_file = file.parent_path() / settings.ca_file;
    if (!std::ifstream(settings.ca_file)) {
      throw std::runtime_error(file.string() + ": ca_file " + settings.ca_file.string() +
                               " cannot be read");
    }
  }
  return settings;
}

std::vector<std::string> unknown_to_site(const Settings& settings, const Site& site) {
  std::set<SkillId> known;
  for (const CounterPlace& counter : site.counters) {
    known.insert(counter.skills.begin(), counter.skills.end());
  }
  for (const Service& service : site.services) {
    known.insert(service.skill);
    known.insert(service.specialist_skill);
  }
  std::vector<std::string> unknown;
  for (const RoleRights& right : settings.rights) {
    if (!right.skills) continue;
    for (const SkillId& skill : right.skills->skills) {
      if (known.contains(skill)) continue;
      unknown.push_back(fmt::format("sign-on.toml: rights of \"{}\": the site has no skill \"{}\"",
                                    right.value, skill.value));
    }
  }
  return unknown;
}

}  // namespace foyer::sign_on
