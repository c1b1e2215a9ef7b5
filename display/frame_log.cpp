#include "display/frame_log.h"

#include <chrono>
#include <stdexcept>

namespace foyer::display {

FrameLog::FrameLog(const std::filesystem::path& file) : file_(std::fopen(file.c_str(), "w")) {
  if (!file_) throw std::runtime_error("the frame log cannot be written: " + file.string());
}

void FrameLog::presented(const std::string& newest_ticket) {
  const std::chrono::duration<double, std::milli> now =
      std::chrono::steady_clock::now().time_since_epoch();
  std::fprintf(file_.get(), "%.3f\t%s\n", now.count(), newest_ticket.c_str());
  std::fflush(file_.get());
}

}  // namespace foyer::display
