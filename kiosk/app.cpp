#include "kiosk/app.h"

#include <algorithm>
#include <utility>

#include "kiosk/screens.h"
#include "kiosk/view_parts.h"

namespace foyer::kiosk {
namespace {

constexpr int way_ms = 700;    // the route draws itself
constexpr int smooth_ms = 33;  // a frame; slower ones would only keep touches waiting

/// How many were before somebody who joined for that need which can be had soonest: until the
/// server tells it of the visit itself.
std::optional<int> before_newcomer(const Lobby& lobby, const TicketIssued& issued) {
  if (lobby.waits == nullptr || issued.priority != Priority::normal) return std::nullopt;
  const ServiceWait* soonest = nullptr;
  for (const NewNeed& need : issued.needs) {
    const ServiceWait* told = find_wait(*lobby.waits, need.service);
    if (told == nullptr || told->wait.status != WaitStatus::known) continue;
    if (soonest == nullptr || told->wait.p50_s < soonest->wait.p50_s) soonest = told;
  }
  return soonest == nullptr ? std::nullopt : std::optional<int>(soonest->before);
}

}  // namespace

App::App(const SiteFiles& site, const Translations& translations, Outbox outbox, AppOptions options)
    : site_(site),
      translations_(translations),
      options_(std::move(options)),
      issuing_(site.lobby, options_.store.get(), outbox),
      lookup_(outbox.send, outbox.fresh_id),
      paperwork_(options_.paper),
      indexes_(site, translations, options_.warm_up ? Indexes::Ahead::yes : Indexes::Ahead::no),
      plans_(options_.wake),
      rest_(options_.rest_after_ms),
      gate_(options_.pin_hash),
      speaking_(options_.mouth, options_.speech) {
  form_.language = first_language();
}

// --- answers

void App::answered(const protocol::Answer& answer, const Lobby& lobby, std::int64_t now_ms) {
  if (const auto found = lookup_.answered(answer)) return found_appointment(*found);
  issuing_.answered(answer, lobby, now_ms);
  take_ticket(lobby);
}

void App::take_ticket(const Lobby& lobby) {
  const auto outcome = issuing_.take();
  if (!outcome) return;
  form_.part = 0;  // where what is new stands
  if (!*outcome) {
    form_.problem = outcome->error().code;
    return;
  }
  const Given& given = **outcome;
  show(given, given.issued ? before_newcomer(lobby, *given.issued) : std::nullopt);
}

void App::show(const Given& given, std::optional<int> before) {
  const KeptTicket& kept = given.ticket;
  form_.ticket =
      IssuedTicket{kept.visit, kept.number, kept.token, kept.services, kept.promise, before};
  if (given.issued) form_.ticket->appointment_at = given.issued->appointment_at;
  shown_ticket_ = kept;
  form_.problem.reset();
  form_.history.clear();
  form_.sheet = Sheet::none;
  form_.part = 0;
  form_.place = {Page::ticket, form_.place.job, form_.place.service};
  deadline_ms_ = 0;  // the ticket's own time begins with its first frame
  print_ticket(kept.issued_at);
}

/// The program was started anew just after somebody got a ticket: they may not have seen it.
void App::offer_again(const Lobby& lobby) {
  if (std::exchange(started_, true)) return;
  const auto ticket = issuing_.unfinished(lobby.at);
  if (!ticket) return;
  const auto& languages = site_.languages;
  const bool speaks =
      std::any_of(languages.begin(), languages.end(),
                  [&](const LanguageInfo& info) { return info.tag == ticket->language; });
  if (speaks) form_.language = ticket->language;
  show({*ticket, false, std::nullopt}, std::nullopt);
}

// --- frames

bool App::moves() const {
  return options_.machine.moves && !form_.access.less_motion;
}

ui::Look App::look_for(const ui::FrameContext& frame, const Form& form) const {
  ui::Look look;
  ui::Brand brand;
  brand.accent = ui::parse_color(site_.brand.accent);
  look.theme = ui::branded(
      form.scheme == ui::Scheme::light ? ui::light_theme() : ui::high_contrast_theme(), brand);
  const KioskInfo* kiosk = find_kiosk(site_, DeviceId{options_.machine.device});
  look.metrics =
      ui::kiosk_metrics(frame.window, form.text_percent, px_per_mm(kiosk, frame.window.h));
  look.language = form.language.value;
  look.reduce_motion = !moves();
  return look;
}

void App::arrive_if_page_changed(const ui::FrameContext& frame) {
  const bool warned = form_.place.page != Page::ticket && time_left_at(frame.now_ms).has_value();
  const Shown now{form_.place,     form_.sheet, form_.part, parts::way_preference_of(form_),
                  form_.way_level, warned};
  if (shown_ && *shown_ == now) return;
  const bool new_page = !shown_ || shown_->place != now.place;
  const bool first_frame = !shown_;
  std::string focus = new_page ? first_focus(form_.place.page) : std::string();
  if (warned) focus = "sheet/keep";
  if (form_.sheet == Sheet::languages) focus = "sheet/close";
  if (form_.sheet == Sheet::listen) focus = "sheet/speech";
  const bool over = now.warned || now.sheet != Sheet::none;
  const bool was_over = shown_ && (shown_->warned || shown_->sheet != Sheet::none);
  if (over && !was_over) focus_under_ = frame.state->focus;
  if (!over && was_over && !new_page) focus = focus_under_;
  shown_ = now;
  if (first_frame) return;
  frame.state->page_changed(frame.now_ms, ui::deaf_ms, focus);
  if (form_.place.page == Page::way && moves()) {
    way_ = ui::Transition(frame.now_ms, way_ms);
    way_drawn_ms_ = 0;
  }
  if (new_page && moves()) arrival_ = ui::Transition(frame.now_ms, ui::page_ms);
}

void App::keep_focus(const ui::FrameContext& frame) {
  ui::UiState& state = *frame.state;
  if (!state.focus_shown) return;
  const ui::UiState::Known* first = nullptr;
  for (const ui::UiState::Known& known : state.known) {
    if (known.layer < state.modal_layer || !known.focusable) continue;
    if (known.id == state.focus) return;
    if (first == nullptr) first = &known;
  }
  if (first != nullptr) state.focus = first->id;
}

void App::speak(const ui::FrameContext& frame, const Texts& in, const KioskView& view) {
  const ui::Input& input = *frame.input;
  std::string place = view.spoken_title + '/' + std::to_string(static_cast<int>(form_.place.page)) +
                      '/' + std::to_string(form_.part) + '/' +
                      (view.sheet ? view.sheet->title : std::string());
  const Scene scene{in,
                    std::move(place),
                    view.sheet ? view.sheet->title : view.spoken_title,
                    *frame.record,
                    frame.state->focus,
                    input.went_down || !input.keys.empty(),
                    view.urgent};
  speaking_.follow(scene, form_.access);
}

void App::draw_rest_screen(const ui::FrameContext& frame, const Lobby& lobby) {
  const std::int64_t turn_ms = office_open(lobby) ? rest_turn_ms : rest_turn_closed_ms;
  const std::int64_t turn = rest_.turn(frame.now_ms, turn_ms);
  const auto& languages = site_.languages;
  const auto whose = static_cast<std::size_t>(turn) % std::max<std::size_t>(1, languages.size());
  const LanguageTag tag = languages.empty() ? form_.language : languages[whose].tag;
  const Texts in = translations_.in(tag);
  const ViewContext context{site_, in, indexes_, lobby, Busy::no, std::nullopt, &options_.machine};
  ui::Look look = look_for(frame);
  look.language = tag.value;
  ui::Ui ui(frame, look);
  draw_rest(ui, build_rest_view(context, turn));
  ui.wake_at(corner_.next_ms());
  ui.wake_at(rest_.next_ms(frame.now_ms, turn_ms));
  wake_for_issuing(ui);
}

/// What goes on whatever is on the screen.
void App::keep_up(const ui::FrameContext& frame, const Lobby& lobby) {
  offer_again(lobby);
  issuing_.keep_up(lobby, frame.now_ms);
  take_ticket(lobby);
  keep_up_paper();
  keep_up_problems(lobby);
  if (form_.ticket && form_.ticket->visit == VisitId{} && lobby.state != nullptr) {
    // Issued alone; as soon as it is handed in, its wait is known.
    const Visit* visit = find_ticket(*lobby.state, form_.ticket->ticket);
    if (visit != nullptr) form_.ticket->visit = visit->id;
  }
}

/// A machine that cannot draw the route smoothly shows it whole: touches come first.
void App::cut_slow_way(std::int64_t now_ms) {
  if (way_drawn_ms_ != 0 && now_ms - way_drawn_ms_ > smooth_ms) way_ = {};
  way_drawn_ms_ = way_.running(now_ms) ? now_ms : 0;
}

void App::draw(const ui::FrameContext& given, const Lobby& known) {
  Lobby lobby = known;
  ui::Input input = *given.input;
  read_scanner(input, given.now_ms);
  ui::FrameContext frame = given;
  frame.input = &input;
  forget_if_due(frame.now_ms);
  keep_up(frame, lobby);
  lobby.held = issuing_.held();
  open_pin_if_asked(frame);
  const bool fresh = is_fresh(form_, first_language()) && !issuing_.waits();
  const bool touched = frame.input->down || frame.input->went_down || !frame.input->keys.empty();
  // What wakes it is not meant for a button that nobody could see.
  if (rest_.woken_by(frame.now_ms, fresh, touched)) {
    frame.state->page_changed(frame.now_ms, ui::deaf_ms);
  }
  if (rest_.is_on() || out_of_service()) return draw_rest_screen(frame, lobby);
  keep_focus(frame);
  arrive_if_page_changed(frame);
  cut_slow_way(frame.now_ms);
  const Texts in = translations_.in(form_.language);
  speaking_.take_keys(frame, in, form_.access);
  options_.machine.pin_wait_ms = gate_.wait_ms(frame.now_ms);
  options_.machine.orientation =
      frame.window.w > frame.window.h ? Orientation::landscape : Orientation::portrait;
  const ViewContext context{site_,
                            in,
                            indexes_,
                            lobby,
                            busy_at(frame.now_ms, lobby),
                            time_left_at(frame.now_ms),
                            &options_.machine,
                            &plans_,
                            way_.at(frame.now_ms),
                            notice_turn_at(frame.now_ms, lobby),
                            options_.library.get()};
  const KioskView view = build_kiosk_view(context, form_);
  const ui::Look look = look_for(frame);
  ui::Ui ui(frame, look);
  const Intents intents = draw_kiosk(ui, view, form_, arrival_.at(frame.now_ms));
  speak(frame, in, view);
  for (const Intent& intent : intents) carry_out(intent, frame.now_ms, context);
  keep_time(ui, !intents.empty());
  plan_wake(ui, lobby);
  if (!touched) make_ready(ui, frame, lobby, context);
  // What was asked for shows in the next frame, at once.
  if (!intents.empty()) ui.wake_at(frame.now_ms);
}

}  // namespace foyer::kiosk
