// What App does of what a screen asked for.
#include <algorithm>
#include <utility>

#include "kiosk/app.h"
#include "kiosk/flow.h"

namespace foyer::kiosk {
namespace {

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

// --- tickets

void App::start_over() {
  lookup_.forget();
  issuing_.leave_behind();  // Nobody is there any more who could take the ticket.
  if (shown_ticket_) issuing_.finish(*std::exchange(shown_ticket_, std::nullopt));
  paperwork_.forget();
  form_ = Form{};
  form_.language = first_language();
  deadline_ms_ = 0;
  if (options_.gone) options_.gone();
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
    void operator()(const OpenArticle& i) const {
      app.go({Page::article, app.form_.place.job, i.service});
    }
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
      app.form_.text_percent = next_text_percent(app.form_.text_percent);
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
    void operator()(const OpenHours&) const { app.go({Page::hours, {}, {}, {}}); }
    void operator()(const OpenNotices&) const { app.go({Page::notices, {}, {}, {}}); }
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

}  // namespace foyer::kiosk
