// sign-on.toml: what may stand in it, and what is said of what may not.
#include "sign-on/settings.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "site/site_files.h"

namespace foyer::test {
namespace {

struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("foyer-sign-on-" + std::to_string(::getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& name, const std::string& text, bool is_private = true) const {
    std::ofstream(path / name) << text;
    using std::filesystem::perms;
    perms allowed = perms::owner_read | perms::owner_write;
    if (!is_private) allowed |= perms::others_read;
    std::filesystem::permissions(path / name, allowed);
  }
  [[nodiscard]] sign_on::Settings read() const {
    return sign_on::read_settings(path / "sign-on.toml");
  }
  /// What is said of these lines; they stand beside what must be there.
  [[nodiscard]] std::string complaint(const std::string& lines) const {
    write("sign-on.toml", "issuer = \"https://login.example\"\nclient_id = \"foyer\"\n" + lines);
    try {
      (void)read();
    } catch (const std::runtime_error& e) {
      return e.what();
    }
    return "nothing";
  }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("sign-on settings: two lines are enough") {
  const Folder folder;
  folder.write("sign-on.toml", "issuer = \"https://login.example\"\nclient_id = \"foyer\"\n");
  const sign_on::Settings settings = folder.read();
  CHECK(settings.scopes == std::vector<std::string>{"openid", "offline_access"});
  CHECK(settings.clerk_claim == "sub");
  CHECK(settings.client_secret.empty());
  CHECK(settings.pin);
  CHECK(settings.clock_skew == Seconds(60));
}

TEST_CASE("sign-on settings: everything that can be said") {
  const Folder folder;
  folder.write("secret", "of the client\n");
  folder.write("sign-on.toml", R"(
issuer = "https://login.example/realms/staff"
client_id = "foyer"
client_secret_file = "secret"
scopes = ["openid", "roles"]
clerk_claim = "preferred_username"
roles_claim = "realm_access.roles"
pin = false
clock_skew = "30 s"
renew_every = "5 min"
keep_unreachable = "2 h"
[clerks]
"ann@login.example" = "ann"
[[rights]]
value = "desk"
roles = ["counter"]
skills = ["taxation", "front-desk"]
[[rights]]
value = "lead"
roles = ["counter", "manager"]
)");
  const sign_on::Settings settings = folder.read();
  CHECK(settings.client_secret == "of the client");
  CHECK(settings.clerks.at("ann@login.example") == ClerkId{"ann"});
  CHECK_FALSE(settings.pin);
  CHECK(settings.keep_unreachable == std::chrono::hours(2));
  REQUIRE(settings.rights.size() == 2);
  REQUIRE(settings.rights[0].skills.has_value());
  CHECK(settings.rights[0].skills->skills == std::vector<SkillId>{{"front-desk"}, {"taxation"}});
  CHECK_FALSE(settings.rights[1].skills.has_value());
}

TEST_CASE("sign-on settings: every mistake is named with its line") {
  const Folder folder;
  CHECK(has(folder.complaint("pim = false\n"), "sign-on.toml:3: pim: unknown key"));
  CHECK(has(folder.complaint("scopes = [\"roles\"]\n"), "must have \"openid\""));
  CHECK(has(folder.complaint("clock_skew = \"1 h\"\n"), "clock_skew"));
  CHECK(has(folder.complaint("[clerks]\n\"a\" = \"Ann Smith\"\n"), "no clerk's id"));
  CHECK(has(folder.complaint("roles_claim = \"groups\"\n"), "need each other"));
  CHECK(
      has(folder.complaint("roles_claim = \"g\"\n[[rights]]\nvalue = \"x\"\nroles = [\"kiosk\"]\n"),
          "\"kiosk\" is none of counter, manager, admin"));
  CHECK(has(folder.complaint("ca_file = \"nowhere.pem\"\n"), "cannot be read"));
  folder.write("sign-on.toml", "issuer = \"http://login.example\"\nclient_id = \"foyer\"\n");
  CHECK_THROWS_AS((void)folder.read(), SiteMistakes);
}

TEST_CASE("sign-on settings: a secret that others can read is not used") {
  const Folder folder;
  folder.write("secret", "of the client", false);
  CHECK(has(folder.complaint("client_secret_file = \"secret\"\n"), "secret"));
  folder.write("secret", "two\nlines");
  CHECK(has(folder.complaint("client_secret_file = \"secret\"\n"), "one line of ASCII"));
  folder.write("secret", "");
  CHECK(has(folder.complaint("client_secret_file = \"secret\"\n"), "one line of ASCII"));
}

TEST_CASE("sign-on settings: secrets go to https or to this machine alone") {
  CHECK(sign_on::is_safe_url("https://login.example/a?b=c"));
  CHECK(sign_on::is_safe_url("http://127.0.0.1:9000/x"));
  CHECK(sign_on::is_safe_url("http://[::1]:9000/x"));
  CHECK_FALSE(sign_on::is_safe_url("http://login.example/"));
  CHECK_FALSE(sign_on::is_safe_url("http://127.0.0.1.example/"));
  CHECK_FALSE(sign_on::is_safe_url("http://127.0.0.1@login.example/"));
  CHECK_FALSE(sign_on::is_safe_url("https://user@login.example/"));
  CHECK_FALSE(sign_on::is_safe_url("file:///etc/passwd"));
  CHECK_FALSE(sign_on::is_safe_url("https://login.example/\n"));
  CHECK_FALSE(sign_on::is_safe_url("https://login.example/" + std::string(600, 'a')));
}

}  // namespace foyer::test
