#include "admin/server_line.h"

#include <string>
#include <utility>

#include "admin/commands.h"

namespace foyer::admin {
namespace {

constexpr std::chrono::seconds patience{10};

link::Options options_for(const std::filesystem::path& device) {
  link::Options options;
  options.device = link::read_device_file(device);
  options.follow = false;
  return options;
}

protocol::Answer checked(protocol::Answer& answer) {
  if (!answer.refusal) return std::move(answer);
  std::string text = std::string(word(answer.refusal->code)) + ": " + answer.refusal->text;
  if (!answer.refusal->field.empty()) text += " (" + answer.refusal->field + ")";
  throw CommandError(text);
}

}  // namespace

ServerLine::ServerLine(const std::filesystem::path& device)
    : client_(options_for(device), [this] {
        const std::lock_guard lock(mutex_);
        something_ = true;
        changed_.notify_one();
      }) {}

std::string ServerLine::send(const std::variant<Command, protocol::Query>& request) {
  return std::visit([this](const auto& body) { return client_.send(body); }, request);
}

protocol::Answer ServerLine::ask(const std::variant<Command, protocol::Query>& request) {
  const std::string id = send(request);
  const auto until = std::chrono::steady_clock::now() + patience;
  while (true) {
    for (link::Update& update : client_.poll()) {
      auto* answered = std::get_if<link::Answered>(&update);
      if (answered != nullptr && answered->answer.id == id) return checked(answered->answer);
    }
    std::unique_lock lock(mutex_);
    if (!changed_.wait_until(lock, until, [this] { return something_; })) {
      throw CommandError("the queue server does not answer; what was asked may still happen");
    }
    something_ = false;
  }
}

}  // namespace foyer::admin
