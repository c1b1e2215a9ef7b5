#include "bench/yard.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include "link/secret.h"
#include "queue-server/access_store.h"
#include "queue-server/enroll.h"

namespace foyer::bench {
namespace {

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

std::filesystem::path new_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "foyer-bench-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) fail("mkdtemp");
  return name;
}

/// A port that nobody has now. Somebody may take it before the server does; then the run fails.
std::string free_port() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) fail("socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  const bool good = ::bind(fd, any, size) == 0 && ::getsockname(fd, any, &size) == 0;
  ::close(fd);
  if (!good) fail("bind");
  return std::to_string(ntohs(address.sin_port));
}

Instant system_now() {
  return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
}

double kilobytes_of(const std::string& file, const std::string& key) {
  std::ifstream stream(file);
  std::string word;
  while (stream >> word) {
    double value = 0;
    if (word == key && stream >> value) return value;
  }
  return 0;
}

}  // namespace

Usage usage_of(pid_t process) {
  const std::string folder = "/proc/" + std::to_string(process);
  std::ifstream stream(folder + "/stat");
  std::string line;
  std::getline(stream, line);
  // The second field, the name, may have blanks: the counted ones begin behind its bracket.
  std::array<unsigned long long, 2> ticks{};
  const std::size_t bracket = line.rfind(')');
  if (bracket != std::string::npos) {
    std::sscanf(line.c_str() + bracket + 1,
                " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu", &ticks[0], &ticks[1]);
  }
  Usage usage;
  usage.cpu_s =
      static_cast<double>(ticks[0] + ticks[1]) / static_cast<double>(::sysconf(_SC_CLK_TCK));
  usage.rss_mb = kilobytes_of(folder + "/status", "VmRSS:") / 1024.0;
  usage.pss_mb = kilobytes_of(folder + "/smaps_rollup", "Pss:") / 1024.0;
  return usage;
}

std::string Yard::counter_name(std::size_t index) {
  return fmt::format("bench-{}", index + 1);
}

std::string Yard::clerk_name(std::size_t index) {
  return fmt::format("clerk-{}", index + 1);
}

Yard::Yard(const YardOptions& options) : options_(options), root_(new_folder()) {
  data_.path = root_ / "data";
  try {
    make_site();
    request_port_ = free_port();
    event_port_ = free_port();
    enroll_all();
  } catch (...) {
    std::filesystem::remove_all(root_);
    throw;
  }
}

Yard::~Yard() {
  kill();
  std::error_code ignored;
  std::filesystem::remove_all(root_, ignored);
}

/// The catalogue as it is, and a lobby with as many counters as there are clients, each of which
/// can serve everything.
void Yard::make_site() {
  const std::filesystem::path dir = root_ / "site";
  std::filesystem::copy(options_.site, dir, std::filesystem::copy_options::recursive);
  const SiteFiles original = load_site(dir);
  std::string skills;
  for (const SkillInfo& skill : original.skills) {
    skills += (skills.empty() ? "" : ", ") + fmt::format("\"{}\"", skill.id.value);
  }
  std::ofstream lobby(dir / "lobby.toml");
  for (int i = 0; i < options_.counters; ++i) {
    lobby << fmt::format(
        "[[counter]]\nid = \"{}\"\nlabel = \"{}\"\nname = \"Bench\"\nskills = [{}]\nx = {}.0\ny = "
        "2.0\n\n",
        counter_name(static_cast<std::size_t>(i)), i + 1, skills, 2 + 2 * i);
  }
  lobby.close();
  site_ = load_site(dir);
}

void Yard::enroll_all() {
  server::init_data_folder(data_);
  const server::Endpoints endpoints{"tcp://127.0.0.1:" + request_port_,
                                    "tcp://127.0.0.1:" + event_port_};
  const std::string hash = link::hash_secret(secret);
  for (int i = 0; i < options_.counters; ++i) {
    const auto index = static_cast<std::size_t>(i);
    counters_.push_back(server::enroll_device(data_, {counter_name(index)}, Role::counter,
                                              endpoints, system_now()));
    server::AccessStore store(data_.access(), server::OpenMode::read_write);
    store.add_clerk({{clerk_name(index)}, clerk_name(index), true, {}, {Role::counter}, false},
                    hash);
  }
}

void Yard::start() {
  const std::string site = (root_ / "site").string();
  const std::string data = data_.path.string();
  const std::string log = (root_ / "server.log").string();
  server_ = ::fork();
  if (server_ < 0) fail("fork");
  if (server_ > 0) return;
  // Only what is safe between fork and exec. A bench that is interrupted takes its server with it.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (out >= 0) {
    ::dup2(out, STDOUT_FILENO);
    ::dup2(out, STDERR_FILENO);
  }
  ::execl(options_.server.c_str(), options_.server.c_str(), "--data", data.c_str(), "--site",
          site.c_str(), "--open-all-day", "--no-ticket-limit", "--rate", "1000000",
          "--request-port", request_port_.c_str(), "--event-port", event_port_.c_str(),
          "--log-level", "warning", static_cast<char*>(nullptr));
  ::_exit(127);
}

void Yard::kill() {
  if (server_ <= 0) return;
  ::kill(server_, SIGKILL);
  ::waitpid(server_, nullptr, 0);
  server_ = -1;
}

}  // namespace foyer::bench
