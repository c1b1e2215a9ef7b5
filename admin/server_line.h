// A line to the queue server for sub-commands that ask it something: one question after the other.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <variant>

#include "engine/command.h"
#include "link/client.h"
#include "protocol/message.h"

namespace foyer::admin {

class ServerLine {
 public:
  /// `device`: its file. Throws what read_device_file throws.
  explicit ServerLine(const std::filesystem::path& device);

  /// Waits for the answer. Throws CommandError where the server refuses, or says nothing for 10 s.
  protocol::Answer ask(const std::variant<Command, protocol::Query>& request);

 private:
  std::string send(const std::variant<Command, protocol::Query>& request);

  std::mutex mutex_;
  std::condition_variable changed_;
  bool something_ = false;  // Guarded by mutex_.
  link::Client client_;     // Last: its thread calls what is above.
};

}  // namespace foyer::admin
