#include "link/device_file.h"

#include <toml++/toml.h>
#include <zmq.h>
#include <algorithm>
#include <array>
#include <sstream>
#include <stdexcept>
#include <string_view>

#include "link/private_file.h"

namespace foyer::link {
namespace {

constexpr std::size_t z85_key_length = 40;

/// Reads a file's keys, and says where a wrong one stands.
class KeyReader {
 public:
  explicit KeyReader(const std::filesystem::path& file) : file_(file) {
    try {
      table_ = toml::parse_file(file.string());
    } catch (const toml::parse_error& e) {
      fail(e.source().begin.line, "", std::string(e.description()));
    }
  }

  std::string text(std::string_view key) {
    const toml::node* node = table_.get(key);
    if (node == nullptr) fail(0, key, "is missing");
    const auto value = node->value<std::string>();
    if (!value || value->empty()) fail(line(key), key, "must be a text");
    return *value;
  }

  std::string curve_key(std::string_view key) {
    std::string value = text(key);
    std::array<std::uint8_t, 32> bytes{};
    if (value.size() != z85_key_length || zmq_z85_decode(bytes.data(), value.c_str()) == nullptr) {
      fail(line(key), key, "must be a CURVE key, 40 characters of Z85");
    }
    return value;
  }

  [[nodiscard]] toml::source_index line(std::string_view key) const {
    const toml::node* node = table_.get(key);
    return node == nullptr ? 0 : node->source().begin.line;
  }

  [[noreturn]] void fail(toml::source_index line, std::string_view key,
                         const std::string& reason) const {
    std::ostringstream what;
    what << file_.string();
    if (line > 0) what << ':' << line;
    what << ": ";
    if (!key.empty()) what << key << ' ';
    what << reason;
    throw std::runtime_error(what.str());
  }

 private:
  const std::filesystem::path& file_;
  toml::table table_;
};

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= name_length_max &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

}  // namespace

KeyPair make_key_pair() {
  std::array<char, z85_key_length + 1> public_key{};
  std::array<char, z85_key_length + 1> secret_key{};
  if (zmq_curve_keypair(public_key.data(), secret_key.data()) != 0) {
    throw std::runtime_error("libzmq was built without CURVE");
  }
  return {public_key.data(), secret_key.data()};
}

DeviceFile read_device_file(const std::filesystem::path& file) {
  require_private_file(file);
  KeyReader reader(file);
  DeviceFile device;
  device.device.value = reader.text("device");
  if (!is_name(device.device.value)) {
    reader.fail(reader.line("device"), "device", "may have a to z, 0 to 9 and '-'");
  }
  const std::string role = reader.text("role");
  const auto known = from_word<Role>(role);
  if (!known)
    reader.fail(reader.line("role"), "role", "is none of " + std::string(words_of(Role{})));
  device.role = *known;
  device.keys.public_key = reader.curve_key("public_key");
  device.keys.secret_key = reader.curve_key("secret_key");
  device.server_public_key = reader.curve_key("server_public_key");
  device.request_endpoint = reader.text("request_endpoint");
  device.event_endpoint = reader.text("event_endpoint");
  return device;
}

void write_device_file(const std::filesystem::path& file, const DeviceFile& device) {
  // Z85 has none of the signs that a literal text ('…') cannot hold.
  std::ostringstream text;
  text << "# Whoever has this file is this device: keep it readable by its owner only.\n"
       << "device = '" << device.device.value << "'\n"
       << "role = '" << word(device.role) << "'\n"
       << "public_key = '" << device.keys.public_key << "'\n"
       << "secret_key = '" << device.keys.secret_key << "'\n"
       << "server_public_key = '" << device.server_public_key << "'\n"
       << "request_endpoint = '" << device.request_endpoint << "'\n"
       << "event_endpoint = '" << device.event_endpoint << "'\n";
  write_private_file(file, text.str());
}

}  // namespace foyer::link
