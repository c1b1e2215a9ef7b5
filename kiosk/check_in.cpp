#include "kiosk/check_in.h"

#include <algorithm>

namespace foyer::kiosk {

std::string code_in(std::string_view scanned) {
  const std::size_t slash = scanned.find_last_of("/=");
  if (slash != std::string_view::npos) scanned.remove_prefix(slash + 1);
  const std::size_t first = scanned.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  scanned = scanned.substr(first, scanned.find_last_not_of(" \t\r\n") - first + 1);
  const auto signs = std::count_if(scanned.begin(), scanned.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  });
  const bool is_code = signs >= static_cast<std::ptrdiff_t>(code_characters_least) &&
                       scanned.size() <= code_characters_most;
  return is_code ? std::string(scanned) : std::string();
}

void Lookup::ask(std::string code, std::int64_t now_ms) {
  request_id_ = fresh_id_();
  code_ = std::move(code);
  since_ms_ = now_ms;
  send_({request_id_, protocol::Query(protocol::GetAppointment{code_})});
}

std::optional<Result<Lookup::Found>> Lookup::answered(const protocol::Answer& answer) {
  if (request_id_.empty() || answer.id != request_id_) return std::nullopt;
  request_id_.clear();
  if (answer.refusal) return Result<Found>(tl::unexpected(*answer.refusal));
  if (!answer.appointment) {
    return Result<Found>(tl::unexpected(Refusal{RefusalCode::unavailable, "", ""}));
  }
  return Result<Found>(Found{code_, *answer.appointment});
}

std::optional<std::string> Scanner::take(std::vector<ui::KeyPress>& keys, std::int64_t now_ms) {
  if (now_ms - last_ms_ > gap_ms) typed_.clear();
  std::optional<std::string> scanned;
  std::vector<ui::KeyPress> others;
  for (ui::KeyPress& key : keys) {
    const bool is_enter = key.key == ui::Key::enter;
    if (is_enter && typed_.size() >= code_characters_least) {
      scanned = std::exchange(typed_, {});
    } else if (!is_enter && !key.text.empty() && !key.control && key.text != " ") {
      typed_ += key.text;
      last_ms_ = now_ms;
    } else {
      others.push_back(std::move(key));
    }
  }
  keys = std::move(others);
  return scanned;
}

}  // namespace foyer::kiosk
