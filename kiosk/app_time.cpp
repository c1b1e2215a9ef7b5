// How long App waits: for the person, for the server, for the next frame.
#include <algorithm>

#include "kiosk/app.h"
#include "site/notices.h"

namespace foyer::kiosk {
namespace {

constexpr std::int64_t quiet_ms = 150;   // then the button says "one moment"
constexpr std::int64_t long_ms = 8'000;  // then the page says that something is wrong
constexpr int slow_factor = 5;           // somebody asked for more time

bool asked_for(const Form& form, SpecialNeed need) {
  return std::find(form.special_needs.begin(), form.special_needs.end(), need) !=
         form.special_needs.end();
}

/// Listening takes longer than reading.
bool has_more_time(const Form& form) {
  return form.access.more_time || form.access.speech.on || asked_for(form, SpecialNeed::more_time);
}

}  // namespace

std::int64_t App::idle_ms() const {
  const std::int64_t factor = has_more_time(form_) ? slow_factor : 1;
  return factor * Milliseconds(site_.privacy.screen_idle).count();
}

std::int64_t App::warn_ms() const {
  const std::int64_t factor = has_more_time(form_) ? slow_factor : 1;
  return factor * Milliseconds(site_.privacy.screen_clears).count();
}

std::optional<TimeLeft> App::time_left_at(std::int64_t now_ms) const {
  if (deadline_ms_ == 0) return std::nullopt;
  const bool on_ticket = form_.place.page == Page::ticket;
  const std::int64_t left = std::max<std::int64_t>(0, deadline_ms_ - now_ms);
  const std::int64_t all = on_ticket ? idle_ms() : warn_ms();
  if (!on_ticket && left > all) return std::nullopt;
  const auto seconds = static_cast<int>((left + 999) / 1000);
  const float share = static_cast<float>(seconds) * 1000 / static_cast<float>(all);
  return TimeLeft{seconds, std::min(1.0F, share)};
}

void App::keep_time(const ui::Ui& ui, bool asked) {
  const std::int64_t now_ms = ui.now_ms();
  if (is_fresh(form_, first_language()) && !issuing_.waits()) {
    deadline_ms_ = 0;
    return;
  }
  const bool on_ticket = form_.place.page == Page::ticket;
  if (on_ticket) {
    // Whoever changes the text size is still reading.
    const bool touched = deadline_ms_ == 0 || asked;
    if (touched) deadline_ms_ = std::max(deadline_ms_, now_ms + idle_ms());
    return;
  }
  const bool warned = time_left_at(now_ms).has_value();
  if (deadline_ms_ == 0 || asked || (!warned && ui.active())) {
    deadline_ms_ = now_ms + idle_ms() + warn_ms();
  }
}

std::int64_t App::notice_turn_at(std::int64_t now_ms, const Lobby& lobby) const {
  // What moves by itself stands still for whoever reads slowly or listens; all notices are on a
  // page of their own.
  if (has_more_time(form_)) return 0;
  const auto shown = notices_at(site_, NoticePlace::kiosk, lobby.at, lobby.state);
  const auto newest = just_switched_on(shown, lobby.at, lobby.state, notice_turn);
  return newest ? static_cast<std::int64_t>(*newest) : now_ms / notice_turn.count();
}

void App::forget_if_due(std::int64_t now_ms) {
  if (deadline_ms_ != 0 && now_ms >= deadline_ms_) start_over();
}

Busy App::busy_at(std::int64_t now_ms, const Lobby& lobby) const {
  if (!issuing_.waits() && !lookup_.waits()) return Busy::no;
  const std::int64_t since_ms =
      issuing_.waits() ? issuing_.waits_since_ms() : lookup_.waits_since_ms();
  const std::int64_t waited = now_ms - since_ms;
  if (waited >= long_ms || (!lobby.connected && waited >= quiet_ms)) return Busy::long_wait;
  return waited >= quiet_ms ? Busy::one_moment : Busy::sent;
}

void App::wake_for_issuing(ui::Ui& ui) const {
  const auto next = issuing_.next_ms();
  if (next && *next > ui.now_ms()) ui.wake_at(*next);
}

void App::plan_wake(ui::Ui& ui, const Lobby& lobby) {
  const std::int64_t now_ms = ui.now_ms();
  // The clock in the header.
  const std::int64_t into_minute = to_ms(lobby.at) % 60'000;
  ui.wake_at(now_ms + 60'000 - into_minute);
  if (issuing_.waits() || lookup_.waits()) {
    const std::int64_t since_ms =
        issuing_.waits() ? issuing_.waits_since_ms() : lookup_.waits_since_ms();
    for (const std::int64_t after : {quiet_ms, long_ms}) {
      if (now_ms < since_ms + after) ui.wake_at(since_ms + after);
    }
  }
  if (arrival_.running(now_ms) || way_.running(now_ms)) ui.animate();
  ui.wake_at(rest_.next_ms(now_ms, rest_turn_ms));
  ui.wake_at(corner_.next_ms());
  const bool notices_turn = form_.place.page == Page::home && !has_more_time(form_) &&
                            notices_at(site_, NoticePlace::kiosk, lobby.at, lobby.state).size() > 1;
  if (notices_turn) ui.wake_at((now_ms / notice_turn.count() + 1) * notice_turn.count());
  wake_for_issuing(ui);
  if (form_.place.page == Page::pin && options_.machine.pin_wait_ms > 0) {
    ui.wake_at(now_ms + options_.machine.pin_wait_ms % 60'000 + 1);  // the minutes that it says
  }
  if (deadline_ms_ == 0) return;
  const std::int64_t left = deadline_ms_ - now_ms;
  if (form_.place.page == Page::ticket || left <= warn_ms()) {
    const std::int64_t part = left % 1000;
    ui.wake_at(now_ms + (part == 0 ? 1000 : part));
  } else {
    ui.wake_at(deadline_ms_ - warn_ms());
  }
}

}  // namespace foyer::kiosk
