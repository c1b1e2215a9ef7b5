#include "followers/folder_watch.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>

namespace foyer::followers {

FolderWatch::FolderWatch(const std::filesystem::path& folder)
    : fd_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "inotify");
  if (::inotify_add_watch(fd_, folder.c_str(), IN_MODIFY | IN_CREATE | IN_MOVED_TO) < 0) {
    const int error = errno;
    ::close(fd_);
    throw std::system_error(error, std::generic_category(), "cannot watch " + folder.string());
  }
}

FolderWatch::~FolderWatch() {
  ::close(fd_);
}

bool FolderWatch::take() {
  bool of_ours = false;
  alignas(inotify_event) std::array<char, 16 * 1024> buffer;
  while (true) {
    const ssize_t size = ::read(fd_, buffer.data(), buffer.size());
    if (size <= 0) return of_ours;
    for (ssize_t at = 0; at < size;) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
      const std::string_view name = event->len > 0 ? std::string_view(event->name) : "";
      // Told too much to keep it all: look.
      if ((event->mask & IN_Q_OVERFLOW) != 0 || name == "journal.sqlite-wal" ||
          name == "journal.sqlite" || name == "followers.sqlite-wal") {
        of_ours = true;
      }
    }
  }
}

}  // namespace foyer::followers
