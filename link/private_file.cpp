#include "link/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <system_error>

namespace foyer::link {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& doing) {
  throw std::runtime_error(file.string() + ": " + doing + ": " +
                           std::generic_category().message(errno));
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ::ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(fd) == 0;
}

/// Without this a power cut may undo the rename.
void sync_folder(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  ::fsync(fd);
  ::close(fd);
}

}  // namespace

void write_private_file(const std::filesystem::path& file, std::string_view text) {
  const std::string temporary = file.string() + ".new";
  ::unlink(temporary.c_str());
  const int fd = ::open(temporary.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0) fail(file, "cannot be written");
  const bool written = write_all(fd, text);
  const int error = errno;
  ::close(fd);
  if (!written || std::rename(temporary.c_str(), file.c_str()) != 0) {
    if (!written) errno = error;
    const int reason = errno;
    ::unlink(temporary.c_str());
    errno = reason;
    fail(file, "cannot be written");
  }
  sync_folder(file);
}

void require_private_file(const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) fail(file, "cannot be read");
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    throw std::runtime_error(file.string() + ": others can read this secret; chmod 600 it");
  }
}

}  // namespace foyer::link
