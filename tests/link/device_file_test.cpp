#include <doctest/doctest.h>

#include <fstream>

#include "link/device_file.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

using link::DeviceFile;
using std::filesystem::perms;

DeviceFile sample() {
  return {{"kiosk-1"},
          Role::kiosk,
          link::make_key_pair(),
          link::make_key_pair().public_key,
          "tcp://127.0.0.1:5570",
          "tcp://127.0.0.1:5571"};
}

/// A file with one line replaced.
void spoil(const std::filesystem::path& file, const std::string& start, const std::string& line) {
  std::ifstream in(file);
  std::string text;
  for (std::string read; std::getline(in, read);) {
    text += (read.starts_with(start) ? line : read) + "\n";
  }
  std::ofstream(file) << text;
}

}  // namespace

TEST_CASE("device file: what is written is read back and belongs to its owner alone") {
  const TempFolder folder;
  const auto file = folder.path() / "kiosk-1.device";
  for (int i = 0; i < 50; ++i) {  // Keys have odd signs: many of them.
    const DeviceFile written = sample();
    link::write_device_file(file, written);
    const DeviceFile read = link::read_device_file(file);
    CHECK(read.device == written.device);
    CHECK(read.role == written.role);
    CHECK(read.keys.public_key == written.keys.public_key);
    CHECK(read.keys.secret_key == written.keys.secret_key);
    CHECK(read.server_public_key == written.server_public_key);
    CHECK(read.request_endpoint == written.request_endpoint);
    CHECK(read.event_endpoint == written.event_endpoint);
  }
  CHECK((std::filesystem::status(file).permissions() & perms::mask) ==
        (perms::owner_read | perms::owner_write));
}

TEST_CASE("device file: mistakes are named with file and line and key") {
  const TempFolder folder;
  const auto file = folder.path() / "kiosk-1.device";
  link::write_device_file(file, sample());
  const auto message = [&] {
    try {
      static_cast<void>(link::read_device_file(file));
      return std::string("none");
    } catch (const std::runtime_error& e) {
      return std::string(e.what()).substr(folder.path().string().size() + 1);
    }
  };
  CHECK(message() == "none");
  SUBCASE("others can read it") {
    std::filesystem::permissions(file, perms::group_read, std::filesystem::perm_options::add);
    CHECK(message() == "kiosk-1.device: others can read this secret; chmod 600 it");
  }
  SUBCASE("a key that is none") {
    spoil(file, "secret_key", "secret_key = 'abc'");
    CHECK(message() == "kiosk-1.device:5: secret_key must be a CURVE key, 40 characters of Z85");
  }
  SUBCASE("a role that is none") {
    spoil(file, "role", "role = 'janitor'");
    CHECK(message().starts_with("kiosk-1.device:3: role is none of kiosk, counter"));
  }
  SUBCASE("a key that is missing") {
    spoil(file, "event_endpoint", "");
    CHECK(message() == "kiosk-1.device: event_endpoint is missing");
  }
  SUBCASE("no TOML") {
    spoil(file, "role", "role = ");
    CHECK(message().starts_with("kiosk-1.device:3: "));
  }
  SUBCASE("no file") {
    std::filesystem::remove(file);
    CHECK(message().starts_with("kiosk-1.device: cannot be read"));
  }
}

}  // namespace foyer::test
