#include "admin/parts.h"

#include <termios.h>
#include <unistd.h>

#include <CLI/App.hpp>
#include <ctime>
#include <iostream>

#include "admin/commands.h"
#include "link/secret.h"
#include "site/calendar.h"

namespace foyer::admin {
namespace {

/// The terminal shows nothing of what is typed, until the end of the scope.
class NoEcho {
 public:
  NoEcho() {
    if (::tcgetattr(STDIN_FILENO, &before_) != 0) {
      throw CommandError("this is no terminal; give the secret with --pin-from-stdin");
    }
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  ~NoEcho() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;

 private:
  termios before_{};
};

std::string ask(const char* question) {
  std::cerr << question << std::flush;
  std::string line;
  std::getline(std::cin, line);
  std::cerr << '\n';
  return line;
}

}  // namespace

void require_journal(const server::DataFolder& folder) {
  if (std::filesystem::exists(folder.journal())) return;
  throw CommandError("there is no journal in " + folder.path.string() +
                     "; --data is the queue server's data folder");
}

void require_date(const std::string& date) {
  if (date.empty() || parse_date(date)) return;
  throw CommandError("--date: \"" + date + "\" is no date like 2026-11-26");
}

void add_data_option(CLI::App& app, std::filesystem::path& data) {
  app.add_option("--data", data, "The queue server's data folder")->required();
}

Instant system_now() {
  return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
}

std::string utc_text(Instant at) {
  const std::time_t seconds = static_cast<std::time_t>(to_ms(at) / 1000);
  std::tm utc{};
  ::gmtime_r(&seconds, &utc);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

void require_name(std::string_view name, std::string_view of) {
  if (name.empty() || name.size() > name_length_max ||
      name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string_view::npos) {
    throw CommandError("the name of " + std::string(of) + " is 1 to 64 of a to z, 0 to 9 and '-'");
  }
}

std::string read_secret(SecretFrom from) {
  std::string secret;
  if (from == SecretFrom::standard_input) {
    std::getline(std::cin, secret);
  } else {
    const NoEcho quiet;
    secret = ask("PIN or password: ");
    if (secret != ask("Once more: ")) throw CommandError("the two differ");
  }
  if (secret.size() < link::secret_bytes_least || secret.size() > link::secret_bytes_most) {
    throw CommandError("a PIN or password has 4 to 128 bytes");
  }
  return secret;
}

}  // namespace foyer::admin
