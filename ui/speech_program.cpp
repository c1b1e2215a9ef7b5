#include "ui/speech_program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "ui/sound.h"

extern char** environ;  // NOLINT: POSIX names it so

namespace foyer::ui {
namespace {

constexpr int look_ms = 20;
constexpr std::size_t bytes_max = 20U << 20U;  // four minutes of sound; nobody says that much

class Pipe {
 public:
  Pipe() { good_ = pipe2(ends_.data(), O_CLOEXEC) == 0; }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] int read_end() const { return ends_[0]; }
  [[nodiscard]] int write_end() const { return ends_[1]; }
  void close_end(std::size_t which) {
    if (ends_[which] >= 0) close(ends_[which]);
    ends_[which] = -1;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
  bool good_ = false;
};

/// The child's end of both pipes is its standard input and output; what it complains of is dropped.
int spawn(const std::vector<std::string>& arguments, const Pipe& in, const Pipe& out,
          pid_t& child) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.read_end(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.write_end(), STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::vector<char*> argv;
  for (const std::string& argument : arguments) {
    argv.push_back(const_cast<char*>(argument.c_str()));  // NOLINT: exec's own signature
  }
  argv.push_back(nullptr);
  const int failed = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return failed;
}

/// Writes what there is to write and reads until the child closes its end. False: cancelled.
bool talk(Pipe& in, Pipe& out, const std::string& input, const std::atomic<bool>& cancelled,
          std::string& bytes) {
  fcntl(in.write_end(), F_SETFL, O_NONBLOCK);
  std::size_t written = 0;
  std::array<char, 16384> buffer{};
  while (!cancelled) {
    std::array<pollfd, 2> waits{{{out.read_end(), POLLIN, 0}, {in.write_end(), POLLOUT, 0}}};
    if (poll(waits.data(), waits.size(), look_ms) <= 0) continue;
    if (waits[1].revents != 0) {
      const ssize_t sent = write(in.write_end(), input.data() + written, input.size() - written);
      if (sent > 0) written += static_cast<std::size_t>(sent);
      // All of it, or the child does not listen any more: it knows that there is no more to come.
      if (written == input.size() || (sent < 0 && errno != EAGAIN && errno != EINTR)) {
        in.close_end(1);
      }
    }
    if (waits[0].revents == 0) continue;
    const ssize_t got = read(out.read_end(), buffer.data(), buffer.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got <= 0) return true;
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
    if (bytes.size() > bytes_max) return true;
  }
  return false;
}

std::uint32_t number(const std::string& bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  }
  return value;
}

}  // namespace

std::vector<std::int16_t> samples_of_wav(const std::string& bytes, int rate_hz) {
  constexpr std::size_t header = 44;  // RIFF, fmt of 16 bytes, data
  if (bytes.size() < header || bytes.compare(0, 4, "RIFF") != 0 ||
      bytes.compare(8, 8, "WAVEfmt ") != 0 || number(bytes, 16, 4) != 16 ||
      number(bytes, 22, 2) != 1 || number(bytes, 24, 4) != static_cast<std::uint32_t>(rate_hz) ||
      number(bytes, 34, 2) != 16) {
    return {};
  }
  std::vector<std::int16_t> samples((bytes.size() - header) / 2);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    samples[i] = static_cast<std::int16_t>(number(bytes, header + 2 * i, 2));
  }
  return samples;
}

std::vector<std::int16_t> spoken_by(const std::vector<std::string>& arguments,
                                    const std::string& input, const std::atomic<bool>& cancelled,
                                    std::string& problem) {
  problem.clear();
  Pipe in;
  Pipe out;
  pid_t child = 0;
  int failed = in.good() && out.good() ? spawn(arguments, in, out, child) : errno;
  if (failed != 0) {
    problem = arguments[0] + " cannot be started: " + std::strerror(failed);
    return {};
  }
  in.close_end(0);
  out.close_end(1);
  std::string bytes;
  const bool whole = talk(in, out, input, cancelled, bytes);
  if (!whole || bytes.size() > bytes_max) kill(child, SIGKILL);
  out.close_end(0);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!whole) return {};
  std::vector<std::int16_t> samples = samples_of_wav(bytes, sound_rate_hz);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) {
    problem = arguments[0] + " is not installed";
  } else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    problem = arguments[0] + " failed";
  } else if (samples.empty() && bytes.size() > 44) {
    problem = arguments[0] + " gave no sound of " + std::to_string(sound_rate_hz) + " Hz";
  }
  return samples;
}

}  // namespace foyer::ui
