#include "display/customer_app.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "display/customer_screen.h"

namespace foyer::display {
namespace {

bool says_something(const Rating& rating) {
  return rating.satisfaction || rating.effort || rating.recommendation;
}

}  // namespace

CustomerApp::CustomerApp(const SiteFiles& site, const Translations& translations, CounterId counter,
                         CustomerSettings settings, Send send)
    : site_(site),
      translations_(translations),
      counter_(std::move(counter)),
      settings_(settings),
      theme_(theme_of(site, settings.scheme)),
      send_(std::move(send)) {}

void CustomerApp::take_answers(const std::vector<protocol::Answer>& answers, std::int64_t now_ms) {
  for (const protocol::Answer& answer : answers) {
    if (request_.empty() || answer.id != request_) continue;
    request_.clear();
    if (!said_) continue;
    said_->taken = answer.ok();
    said_->refused = !answer.ok();
    ends_ms_ = now_ms + thanked_for.count();
  }
}

/// What was answered goes to the server; who walks away after the first question has said it, too.
void CustomerApp::finish(std::int64_t now_ms) {
  if (!said_ || said_->sent) return;
  said_->sent = true;
  closed_ = said_->visit;
  ends_ms_ = now_ms + thanked_for.count();
  if (says_something(said_->rating)) {
    request_ = send_(GiveFeedback{said_->visit, {}, said_->rating});
  } else {
    said_.reset();
  }
}

void CustomerApp::go_on(std::int64_t now_ms) {
  ends_ms_ = now_ms + asked_for.count();
  constexpr std::size_t questions = 3;
  if (++said_->question == questions) finish(now_ms);
}

/// Begins to ask when a visit has ended here, and ends it when the next one comes, it is undone or
/// rated elsewhere, or nobody answers.
void CustomerApp::follow(const State& state, Instant now, std::int64_t now_ms) {
  const Counter* counter = find_counter(state, counter_);
  const bool somebody = counter != nullptr && counter->visit;
  if (said_ && !said_->sent) {
    const Departed* departed = find_departed(state, said_->visit);
    if (departed == nullptr || departed->rating) {
      said_.reset();
    } else if (somebody || now_ms >= ends_ms_) {
      finish(now_ms);
    }
  }
  if (said_ && said_->sent && (somebody || now_ms >= ends_ms_)) said_.reset();
  if (said_) return;
  const Departed* ended = visit_to_ask_about(site_, state, counter_, now);
  if (ended == nullptr || ended->visit == closed_) return;
  said_ = Said{.visit = ended->visit, .rating = {}};
  ends_ms_ = now_ms + asked_for.count();
}

void CustomerApp::frame(const ui::FrameContext& context, const Heard& heard,
                        const std::vector<protocol::Answer>& answers) {
  const Instant now = clock_.now(heard.now);
  const Milliseconds silent = clock_.silence(heard.silent, context.now_ms);
  take_answers(answers, context.now_ms);
  if (heard.state != nullptr) follow(*heard.state, now, context.now_ms);
  const CustomerView view = build_customer_view({.site = site_,
                                                 .translations = translations_,
                                                 .counter = counter_,
                                                 .state = heard.state,
                                                 .said = said_ ? &*said_ : nullptr,
                                                 .now = now,
                                                 .silent = silent});
  const ui::Look look{.theme = theme_,
                      .metrics = customer_metrics(context.window, settings_.text_percent),
                      .language = view.language};
  ui::Ui ui(context, look);
  const auto intent = draw_customer_display(ui, view);
  if (said_) ui.wake_at(ends_ms_);
  ui.wake_at(ui.now_ms() + changes_after(now, silent).count());
  if (!intent || !said_) return;
  if (const auto* answered = std::get_if<Answered>(&*intent)) {
    said_->rating.*(view.question->answer) = answered->value;
    go_on(ui.now_ms());
  } else if (std::holds_alternative<Skipped>(*intent)) {
    go_on(ui.now_ms());
  } else {
    finish(ui.now_ms());
  }
  ui.state().page_changed(ui.now_ms(), 300);
  ui.wake_at(ui.now_ms());
}

CounterId counter_of_display(const SiteFiles& site, const DeviceId& device) {
  const auto& places = site.lobby.counters;
  const auto found = std::find_if(places.begin(), places.end(), [&](const CounterPlace& place) {
    return place.customer_display == device;
  });
  if (found != places.end()) return found->id;
  throw std::runtime_error("no counter of the site has the device \"" + device.value +
                           "\" as its customer_display: write it into lobby.toml, or enroll the "
                           "device under a name that stands there");
}

}  // namespace foyer::display
