#include "kiosk/app.h"

#include <algorithm>
#include <utility>

#include "kiosk/screens.h"

namespace foyer::kiosk {
namespace {

constexpr std::int64_t quiet_ms = 150;   // then the button says "one moment"
constexpr std::int64_t long_ms = 8'000;  // then the page says that something is wrong
constexpr int slow_factor = 5;           // somebody asked for more time
constexpr int way_ms = 700;              // the route draws itself
constexpr int text_percents[] = {100, 125, 150, 175, 200};

bool asked_for(const Form& form, SpecialNeed need) {
  return std::find(form.special_needs.begin(), form.special_needs.end(), need) !=
         form.special_needs.end();
}

/// Listening takes longer than reading.
bool has_more_time(const Form& form) {
  return form.access.more_time || form.access.speech.on || asked_for(form, SpecialNeed::more_time);
}

int next_percent(int percent) {
  for (const int step : text_percents) {
    if (step > percent) return step;
  }
  return text_percents[0];
}

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

template <class T>
void toggle(std::vector<T>& list, const T& value) {
  const auto at = std::find(list.begin(), list.end(), value);
  if (at == list.end()) {
    list.push_back(value);
  } else {
    list.erase(at);
  }
}

}  // namespace

App::App(const SiteFiles& site, const Translations& translations, Outbox outbox, AppOptions options)
    : site_(site),
      translations_(translations),
      options_(std::move(options)),
      issuing_(site.lobby, options_.store.get(), outbox),
      lookup_(outbox.send, outbox.fresh_id),
      paperwork_(options_.paper),
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

// --- intents

void App::go(Place place) {
  form_.history.push_back(form_.place);
  if (form_.history.size() > history_max) form_.history.erase(form_.history.begin());
  form_.place = std::move(place);
  form_.part = 0;
  form_.problem.reset();
  form_.sheet = Sheet::none;
}

void App::go_back() {
  lookup_.forget();
  if (form_.history.empty()) return start_over();
  form_.place = form_.history.back();
  form_.history.pop_back();
  form_.part = 0;
  form_.problem.reset();
  // Back from "Anything else?" to the service that it was asked on: it is no longer one before.
  const ServiceId& shown = form_.place.service;
  if (form_.place.page == Page::service) std::erase(form_.needs, shown);
}

// --- appointments

void App::find_appointment(std::string_view typed, std::int64_t now_ms) {
  const std::string code = code_in(typed);
  if (code.empty()) {
    form_.problem = RefusalCode::unknown_appointment;
    return;
  }
  form_.problem.reset();
  lookup_.ask(code, now_ms);
}

void App::found_appointment(const Result<Lookup::Found>& found) {
  if (!found) {
    form_.problem = found.error().code;
    return;
  }
  form_.appointment = *found;
  go({Page::appointment, {}, {}, {}});
}

void App::check_in_now(std::int64_t now_ms, const ViewContext& context) {
  if (issuing_.waits() || !form_.appointment) return;
  CheckIn command;
  command.code = form_.appointment->code;
  command.channel = Channel::kiosk;
  command.language = form_.clerk_language.value.empty() ? form_.language : form_.clerk_language;
  command.special_needs = form_.special_needs;
  std::sort(command.special_needs.begin(), command.special_needs.end());
  form_.problem.reset();
  issuing_.ask(std::move(command), context.lobby, now_ms);
  take_ticket(context.lobby);
}

void App::read_scanner(ui::Input& input, std::int64_t now_ms) {
  const bool listens = site_.appointments && !issuing_.waits() && !lookup_.waits() &&
                       (form_.place.page == Page::home || form_.place.page == Page::appointment);
  if (!listens) return;
  const auto scanned = scanner_.take(input.keys, now_ms);
  if (!scanned) return;
  go({Page::check_in, {}, {}, {}});
  form_.query.clear();
  form_.query.insert(code_in(*scanned), code_characters_most);
  find_appointment(*scanned, now_ms);
}

void App::start_over() {
  lookup_.forget();
  issuing_.leave_behind();  // Nobody is there any more who could take the ticket.
  if (shown_ticket_) issuing_.finish(*std::exchange(shown_ticket_, std::nullopt));
  paperwork_.forget();
  form_ = Form{};
  form_.language = first_language();
  deadline_ms_ = 0;
}

void App::tick_need(SpecialNeed need) {
  toggle(form_.special_needs, need);
}

void App::tick_brought(const Brought& brought) {
  toggle(form_.brought, brought);
}

void App::get_ticket(std::int64_t now_ms, const ViewContext& context) {
  if (issuing_.waits()) return;  // a second tap is the same wish
  IssueTicket command;
  command.services = services_for_ticket(context, form_);
  if (command.services.empty()) return;
  command.channel = Channel::kiosk;
  command.language = form_.clerk_language.value.empty() ? form_.language : form_.clerk_language;
  command.special_needs = form_.special_needs;
  std::sort(command.special_needs.begin(), command.special_needs.end());
  form_.problem.reset();
  issuing_.ask(std::move(command), context.lobby, now_ms);
  take_ticket(context.lobby);  // Without a link it is there at once.
}

void App::carry_out(const Intent& intent, std::int64_t now_ms, const ViewContext& context) {
  // While the request is on its way only leaving is possible: the ticket is for what was asked.
  const bool leaves = std::holds_alternative<StartOver>(intent) ||
                      (lookup_.waits() && std::holds_alternative<GoBack>(intent));
  const bool only_looks =
      std::holds_alternative<NextTextSize>(intent) ||
      std::holds_alternative<OtherContrast>(intent) || std::holds_alternative<KeepOpen>(intent) ||
      std::holds_alternative<OpenSheet>(intent) || std::holds_alternative<ChooseLanguage>(intent) ||
      std::holds_alternative<ShowPart>(intent) || std::holds_alternative<ChangeAccess>(intent) ||
      std::holds_alternative<Speak>(intent);
  if ((issuing_.waits() || lookup_.waits()) && !leaves && !only_looks) return;
  struct Visitor {
    App& app;
    std::int64_t now_ms;
    const ViewContext& context;
    void operator()(const StartOver&) const {
      // Whoever begins again still hears and reaches as before; whoever has a ticket leaves.
      const bool stays = app.form_.place.page != Page::ticket && !app.time_left_at(now_ms);
      const Access access = stays ? app.form_.access : Access{};
      app.start_over();
      app.form_.access = access;
    }
    void operator()(const GoBack&) const { app.go_back(); }
    void operator()(const OpenSearch&) const { app.go({Page::search, {}, {}}); }
    void operator()(const OpenJob& i) const { app.go({Page::services, i.job, {}}); }
    void operator()(const OpenService& i) const { app.go({Page::service, {}, i.service}); }
    void operator()(const OpenForYou&) const {
      app.go({Page::for_you, {}, app.form_.place.service});
    }
    void operator()(const AddAnother&) const {
      app.form_.needs = services_for_ticket(context, app.form_);
      app.form_.query.clear();
      app.go({Page::home, {}, {}});
    }
    void operator()(const TakeOff& i) const { std::erase(app.form_.needs, i.service); }
    void operator()(const TickBrought& i) const { app.tick_brought(i.brought); }
    void operator()(const TickNeed& i) const { app.tick_need(i.need); }
    void operator()(const SpeakWithMe& i) const {
      app.form_.clerk_language = i.language == app.form_.language ? LanguageTag{} : i.language;
    }
    void operator()(const GetTicket&) const { app.get_ticket(now_ms, context); }
    void operator()(const OpenSheet& i) const { app.form_.sheet = i.sheet; }
    void operator()(const ChooseLanguage& i) const {
      app.form_.language = i.language;
      app.form_.sheet = Sheet::none;
      app.form_.key_layer = KeyLayer::letters;
    }
    void operator()(const NextTextSize&) const {
      app.form_.text_percent = next_percent(app.form_.text_percent);
      app.form_.part = 0;
    }
    void operator()(const OtherContrast&) const {
      app.form_.scheme =
          app.form_.scheme == ui::Scheme::light ? ui::Scheme::high_contrast : ui::Scheme::light;
    }
    void operator()(const ShowPart& i) const { app.form_.part = i.part; }
    void operator()(const ShowKeyboard& i) const { app.form_.keyboard_shown = i.shown; }
    void operator()(const KeepOpen&) const {
      // On a ticket it adds time each time; elsewhere it is as if the person had just touched.
      const bool on_ticket = app.form_.place.page == Page::ticket;
      app.deadline_ms_ =
          on_ticket ? app.deadline_ms_ + app.idle_ms() : now_ms + app.idle_ms() + app.warn_ms();
    }
    void operator()(const OpenFind&) const {
      app.form_.query.clear();
      app.form_.keyboard_shown = false;  // many find what they look for in the lists
      app.go({Page::find, {}, {}, {}});
    }
    void operator()(const ShowWay& i) const {
      app.form_.way_level.reset();
      app.go({Page::way, app.form_.place.job, app.form_.place.service, i.to});
    }
    void operator()(const ChooseWay& i) const {
      app.form_.way_preference = i.preference;
      app.form_.way_level.reset();
    }
    void operator()(const ShowLevel& i) const { app.form_.way_level = i.level; }
    void operator()(const PrintWay&) const { app.print_way(context); }
    void operator()(const PrintAgain&) const { app.paperwork_.print_again(); }
    void operator()(const OpenCheckIn&) const {
      app.form_.query.clear();
      app.form_.keyboard_shown = true;
      app.go({Page::check_in, {}, {}, {}});
    }
    void operator()(const FindAppointment&) const {
      app.find_appointment(app.form_.query.text, now_ms);
    }
    void operator()(const CheckInNow&) const { app.check_in_now(now_ms, context); }
    void operator()(const ChangeAccess& i) const {
      const Speech before = app.form_.access.speech;
      change(app.form_.access, i.change);
      const Speech& now = app.form_.access.speech;
      if (before.volume != now.volume || before.rate != now.rate) {
        app.speaking_.changed(context.in, app.form_.access);
      }
    }
    void operator()(const Speak& i) const { app.speaking_.wish(i.wish, context.in); }
    void operator()(const OpenPin&) const { app.go({Page::pin, {}, {}}); }
    void operator()(const TryPin&) const { app.try_pin(now_ms); }
    void operator()(const PrintTestPage&) const { app.print_test_page(context); }
    void operator()(const SetFirstLanguage& i) const {
      Settings settings = app.options_.machine.settings;
      settings.first_language = i.language;
      app.set(settings);
    }
    void operator()(const SetOutOfService& i) const {
      Settings settings = app.options_.machine.settings;
      settings.out_of_service = i.out;
      app.set(settings);
    }
    void operator()(const Restart&) const {
      if (app.options_.restart) app.options_.restart();
    }
  };
  std::visit(Visitor{*this, now_ms, context}, intent);
  // Taking the last need off leaves nothing that home could be asked about.
  if (form_.place.page == Page::home && form_.needs.empty()) form_.history.clear();
}

// --- time

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

// --- frames

ui::Look App::look_for(const ui::FrameContext& frame) const {
  ui::Look look;
  ui::Brand brand;
  brand.accent = ui::parse_color(site_.brand.accent);
  look.theme = ui::branded(
      form_.scheme == ui::Scheme::light ? ui::light_theme() : ui::high_contrast_theme(), brand);
  const KioskInfo* kiosk = find_kiosk(site_, DeviceId{options_.machine.device});
  look.metrics =
      ui::kiosk_metrics(frame.window, form_.text_percent, px_per_mm(kiosk, frame.window.h));
  look.language = form_.language.value;
  look.reduce_motion = options_.reduce_motion;
  return look;
}

const SearchIndex& App::index() {
  const auto known = indexes_.find(form_.language);
  if (known != indexes_.end()) return known->second;
  return indexes_.emplace(form_.language, SearchIndex(site_, translations_.in(form_.language)))
      .first->second;
}

const PlaceIndex& App::places() {
  const auto known = place_indexes_.find(form_.language);
  if (known != place_indexes_.end()) return known->second;
  return place_indexes_.emplace(form_.language, PlaceIndex(site_, translations_.in(form_.language)))
      .first->second;
}

void App::arrive_if_page_changed(const ui::FrameContext& frame) {
  const bool warned = form_.place.page != Page::ticket && time_left_at(frame.now_ms).has_value();
  const Shown now{form_.place,          form_.sheet,     form_.part,
                  form_.way_preference, form_.way_level, warned};
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
  const bool moves = !options_.reduce_motion;
  if (form_.place.page == Page::way && moves) {
    way_ = ui::Transition(frame.now_ms, way_ms);
  }
  if (new_page && moves) arrival_ = ui::Transition(frame.now_ms, ui::page_ms);
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

// --- staff at the kiosk

LanguageTag App::first_language() const {
  const LanguageTag& set = options_.machine.settings.first_language;
  const auto& languages = site_.languages;
  const bool known = std::any_of(languages.begin(), languages.end(),
                                 [&](const LanguageInfo& info) { return info.tag == set; });
  if (known) return set;
  return languages.empty() ? LanguageTag{"en"} : languages.front().tag;
}

bool App::out_of_service() const {
  const bool for_staff = form_.place.page == Page::pin || form_.place.page == Page::supervisor;
  return options_.machine.settings.out_of_service && !for_staff;
}

void App::set(const Settings& settings) {
  options_.machine.settings = settings;
  if (options_.keep) options_.keep(settings);
}

void App::open_pin_if_asked(const ui::FrameContext& frame) {
  const bool key = std::any_of(frame.input->keys.begin(), frame.input->keys.end(),
                               [](const ui::KeyPress& press) { return press.key == ui::Key::f12; });
  const bool held = corner_.held(frame);
  if (!gate_.exists() || (!held && !key) || form_.place.page == Page::pin) return;
  // Nothing of the person before is kept but how the screen looks.
  const Form before = form_;
  start_over();
  form_.language = before.language;
  form_.text_percent = before.text_percent;
  form_.scheme = before.scheme;
  go({Page::pin, {}, {}});
}

void App::try_pin(std::int64_t now_ms) {
  const PinGate::Answer answer = gate_.answer(form_.pin.text, now_ms);
  form_.pin.clear();
  form_.pin_wrong = answer == PinGate::Answer::wrong;
  if (answer != PinGate::Answer::open) return;
  form_.history.clear();
  form_.place = {Page::supervisor, {}, {}};
}

void App::draw_rest_screen(const ui::FrameContext& frame, const Lobby& lobby) {
  const std::int64_t turn_ms = office_open(lobby) ? rest_turn_ms : rest_turn_closed_ms;
  const std::int64_t turn = rest_.turn(frame.now_ms, turn_ms);
  const auto& languages = site_.languages;
  const auto whose = static_cast<std::size_t>(turn) % std::max<std::size_t>(1, languages.size());
  const LanguageTag tag = languages.empty() ? form_.language : languages[whose].tag;
  const Texts in = translations_.in(tag);
  const ViewContext context{site_, in, index(), lobby, Busy::no, std::nullopt, &options_.machine};
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
  if (form_.ticket && form_.ticket->visit == VisitId{} && lobby.state != nullptr) {
    // Issued alone; as soon as it is handed in, its wait is known.
    const Visit* visit = find_ticket(*lobby.state, form_.ticket->ticket);
    if (visit != nullptr) form_.ticket->visit = visit->id;
  }
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
  const Texts in = translations_.in(form_.language);
  speaking_.take_keys(frame, in, form_.access);
  options_.machine.pin_wait_ms = gate_.wait_ms(frame.now_ms);
  const ViewContext context{site_,
                            in,
                            index(),
                            lobby,
                            busy_at(frame.now_ms, lobby),
                            time_left_at(frame.now_ms),
                            &options_.machine,
                            &places(),
                            &plans_,
                            way_.at(frame.now_ms)};
  const KioskView view = build_kiosk_view(context, form_);
  const ui::Look look = look_for(frame);
  ui::Ui ui(frame, look);
  const Intents intents = draw_kiosk(ui, view, form_, arrival_.at(frame.now_ms));
  speak(frame, in, view);
  for (const Intent& intent : intents) carry_out(intent, frame.now_ms, context);
  keep_time(ui, !intents.empty());
  plan_wake(ui, lobby);
  // What was asked for shows in the next frame, at once.
  if (!intents.empty()) ui.wake_at(frame.now_ms);
}

}  // namespace foyer::kiosk
