#include "counter-client/app.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "counter-client/app_paper.h"
#include "counter-client/app_steps.h"
#include "counter-client/screens.h"
#include "engine/choose.h"

namespace foyer::counter_client {
namespace {

constexpr std::int64_t busy_after_ms = 150;

constexpr std::size_t secret_least = 4;
constexpr std::size_t found_max = 12;

// How it stands with the clerk is asked for: soon while she confirms with the city's account, and
// now and then, because the provider or an administrator may end a session, and a server that was
// started anew may want other ways to sign in.
constexpr std::int64_t confirmed_every_ms = 1000;
constexpr std::int64_t session_every_ms = 10'000;

template <class T>
Action action_of_command(const T&) {
  if constexpr (std::is_same_v<T, OpenCounter>) return Action::open;
  if constexpr (std::is_same_v<T, BreakCounter>) return Action::pause;
  if constexpr (std::is_same_v<T, CloseCounter>) return Action::close_counter;
  if constexpr (std::is_same_v<T, CallNext>) return Action::call_next;
  if constexpr (std::is_same_v<T, CallVisit>) return Action::call_another;
  if constexpr (std::is_same_v<T, Recall>) return Action::recall;
  if constexpr (std::is_same_v<T, TakeBack>) return Action::take_back;
  if constexpr (std::is_same_v<T, Serve>) return Action::start;
  if constexpr (std::is_same_v<T, NoShow>) return Action::no_show;
  if constexpr (std::is_same_v<T, Park>) return Action::park;
  if constexpr (std::is_same_v<T, Resume>) return Action::resume;
  if constexpr (std::is_same_v<T, Transfer>) return Action::transfer;
  if constexpr (std::is_same_v<T, Refer>) return Action::refer;
  if constexpr (std::is_same_v<T, ConfirmServing>) return Action::still_here;
  if constexpr (std::is_same_v<T, AddNeed>) return Action::add_need;
  if constexpr (std::is_same_v<T, AdvanceFollowUp> || std::is_same_v<T, AssignFollowUp>) {
    return Action::advance_follow_up;
  }
  if constexpr (std::is_same_v<T, Undo>) return Action::undo;
  if constexpr (std::is_same_v<T, RecordAnswer>) return Action::quick;
  if constexpr (std::is_same_v<T, BringBack>) return Action::bring_back;
  if constexpr (std::is_same_v<T, RaiseAlarm>) return Action::alarm;
  if constexpr (std::is_same_v<T, ClearAlarm>) return Action::clear_alarm;
  if constexpr (std::is_same_v<T, SetSkills> || std::is_same_v<T, SwitchService> ||
                std::is_same_v<T, SwitchNotice> || std::is_same_v<T, SetPriority> ||
                std::is_same_v<T, CloseDay>) {
    return Action::supervise;
  }
  return Action::none;
}

Action action_of(const Command& command) {
  return std::visit([](const auto& c) { return action_of_command(c); }, command);
}

/// As a supervisor: another's counter is closed, or put on a break.
bool is_of_another(const Command& command, const CounterId& own) {
  const auto* close = std::get_if<CloseCounter>(&command);
  const auto* pause = std::get_if<BreakCounter>(&command);
  return (close != nullptr && close->counter != own) || (pause != nullptr && pause->counter != own);
}

/// Who works through a list goes on with it; a call for help is seen to from any panel.
Panel panel_after(Action action, Panel panel) {
  if (action == Action::advance_follow_up) return Panel::follow_ups;
  // A silent call leaves no sign on the screen.
  if (action == Action::clear_alarm || action == Action::still_here || action == Action::alarm) {
    return panel;
  }
  const bool of_list = action == Action::supervise && panel != Panel::supervise_end;
  return of_list ? panel : Panel::none;
}

/// Not for the person who stands at the welcome desk: what is being said there stays.
bool is_beside(Action action) {
  return action == Action::supervise || action == Action::clear_alarm || action == Action::alarm;
}

/// As sign-in names are written: small letters, no space around them.
ClerkId clerk_of(const std::string& typed) {
  std::string name;
  for (char c : typed) {
    if (c == ' ') continue;
    name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return ClerkId{std::move(name)};
}

const Counter* counter_of(const State* state, const CounterId& id, const ClerkId& clerk) {
  if (state == nullptr || id.empty() || clerk.empty()) return nullptr;
  const Counter* counter = find_counter(*state, id);
  const bool mine =
      counter != nullptr && counter->state != CounterState::closed && counter->clerk == clerk;
  return mine ? counter : nullptr;
}

}  // namespace

App::App(const SiteFiles& site, const Translations& translations, Options options, Send send)
    : site_(site),
      translations_(translations),
      send_(std::move(send)),
      library_(options.library),
      paperwork_(std::move(options.paper)) {
  if (!options.counter.empty() && find_counter_info(site, options.counter) == nullptr) {
    std::string known;
    for (const CounterInfo& info : site.counters) known += " " + info.id.value;
    throw std::runtime_error("the site has no counter \"" + options.counter.value +
                             "\"; its counters are:" + known);
  }
  desk_.device = std::move(options.device);
  desk_.counter = options.counter;
  desk_.counter_fixed = !options.counter.empty();
  desk_.welcome = options.welcome;
  form_.screen = std::move(options.screen);
  ask_session();
}

void App::ask_session() {
  session_request_ = send_(protocol::Query{protocol::GetSession{}});
}

void App::keep_asking(const News& news, std::int64_t now_ms) {
  const bool confirming = desk_.sign_on && desk_.sign_on->state == protocol::SignOnState::waiting;
  if (!news.connected) return;
  const std::int64_t every = confirming ? confirmed_every_ms : session_every_ms;
  session_again_ms_ = std::min(session_again_ms_, now_ms + every);
  if (!session_request_.empty() || now_ms < session_again_ms_) return;
  session_again_ms_ = now_ms + every;
  ask_session();
}

CounterView App::view(const News& news) const {
  const ViewInput input{
      site_,      translations_, translations_.in(LanguageTag{form_.screen.language}),
      news.state, news.waits,    news.now,
      desk_,      form_,         library_,
      &found_};
  return build_view(input);
}

void App::frame(const ui::FrameContext& frame, const News& news,
                const std::vector<protocol::Answer>& answers) {
  hear(news, answers, frame.now_ms);
  keep_asking(news, frame.now_ms);
  look_up(news);
  keep_audit(news);
  keep_steps(news, frame.now_ms);
  keep_up_paper();
  const CounterView view = this->view(news);
  change_page(frame, view);
  std::optional<Intent> intent;
  {
    if (!is_bar(frame.window)) whole_ = frame.window;
    const ui::Look look = look_of(form_.screen, whole_, site_.brand);
    ui::Ui ui(frame, look);
    intent = draw_counter(ui, view, form_).intent;
    if (pending_ && !desk_.busy_shown) ui.wake_at(pending_->sent_ms + busy_after_ms);
    // Every page has a clock; the next whole second of the server's time changes it.
    const std::int64_t part = to_ms(news.now) % 1000;
    ui.wake_at(frame.now_ms + 1000 - part);
  }
  bar_ = view.bar_window.wanted ? std::optional(bar_size(form_.screen, whole_)) : std::nullopt;
  if (intent) apply(news, *intent, frame.now_ms);
}

/// Asks the articles once for what is typed, not in every frame.
void App::look_up(const News& news) {
  const bool at_welcome = desk_.welcome && form_.panel == Panel::none;
  if (library_ == nullptr || (!at_welcome && form_.panel != Panel::search)) return;
  const std::string& typed = at_welcome ? form_.welcome.words.text : form_.search.text;
  const std::string asked = form_.screen.language + "\n" + typed;
  if (asked == found_for_) return;
  found_for_ = asked;
  knowledge::Library::Asker asker{LanguageTag{form_.screen.language}};
  if (news.state != nullptr && form_.visit.value != 0) {
    if (const Visit* visit = find_visit(*news.state, form_.visit)) {
      asker.also.push_back(visit->language);
    }
  }
  // Whoever stands at the welcome desk says it in a language of their own.
  if (at_welcome) {
    for (const LanguageInfo& info : site_.languages) asker.also.push_back(info.tag);
  }
  found_ = library_->search(typed, asker, found_max);
}

/// Keys are deaf for a moment after a page has changed, so that a double press acts once.
void App::change_page(const ui::FrameContext& frame, const CounterView& view) {
  const VisitId visit = view.page == Page::idle ? VisitId{} : view.customer.visit;
  // Nor does it end the day.
  const bool was_armed = std::exchange(armed_, form_.end_armed);
  if (armed_ && !was_armed) frame.state->page_changed(frame.now_ms, 400, {});
  if (page_ == view.page && page_visit_ == visit) return;
  page_ = view.page;
  page_visit_ = visit;
  std::string focus;
  if (view.page == Page::sign_in && view.sign_in.by_pin)
    focus = form_.clerk.text.empty() ? "clerk" : "secret";
  frame.state->page_changed(frame.now_ms, 400, std::move(focus));
}

// --- what arrives

void App::hear(const News& news, const std::vector<protocol::Answer>& answers,
               std::int64_t now_ms) {
  hear_link(news);
  for (const protocol::Answer& answer : answers) hear_answer(news, answer, now_ms);
  settle(news);
  hear_state(news, now_ms);
  desk_.pending = pending_ ? pending_->action : Action::none;
  desk_.pending_visit = pending_ ? pending_->visit : VisitId{};
  desk_.busy_shown = pending_ && now_ms - pending_->sent_ms >= busy_after_ms;
}

void App::hear_link(const News& news) {
  if (news.connected) {
    if (!desk_.connected && desk_.was_connected) {
      desk_.linked_again = news.now;
      // The server may have started anew meanwhile: is this clerk still signed in here?
      ask_session();
    }
    desk_.was_connected = true;
    desk_.last_news = news.now;
  } else if (desk_.connected) {
    desk_.last_news = news.now - std::min(news.silent_for, Milliseconds{24 * 3600 * 1000});
  }
  desk_.connected = news.connected;
}

/// Follows the lobby: which counter and which visit are the clerk's, also after a restart.
void App::hear_state(const News& news, std::int64_t now_ms) {
  if (news.state == nullptr || desk_.clerk.empty()) return;
  for (const auto& [id, counter] : news.state->counters) {
    if (counter.state != CounterState::closed && counter.clerk == desk_.clerk) desk_.counter = id;
  }
  const Counter* counter = counter_of(news.state, desk_.counter, desk_.clerk);
  const VisitId visit = counter != nullptr ? counter->visit.value_or(VisitId{}) : VisitId{};
  const Visit* here = visit.value == 0 ? nullptr : find_visit(*news.state, visit);
  if (visit != form_.visit) {
    const bool ran_out = call_expires_at_ && *call_expires_at_ <= news.now && !pending_;
    if (visit.value == 0 && ran_out) {
      const Texts in = translations_.in(LanguageTag{form_.screen.language});
      desk_.notice = Sentence{in(tr("{ticket} did not come."), {{"ticket", called_ticket_}}),
                              in(tr("The call ran out and was recorded as a no-show."))};
      desk_.notice_bad = desk_.notice_good = false;
    }
    if (visit.value != 0 && desk_.closed) desk_.closed->references.clear();
    begin_visit(form_, visit, told_of(here));
    steps_sent_.clear();
  }
  follow_steps(here);
  follow_note(news, visit, now_ms);
  call_expires_at_ = here == nullptr ? std::nullopt : here->call_expires_at;
  called_ticket_ = here == nullptr ? std::string() : here->ticket;
}

void App::hear_session(const protocol::Session& session) {
  desk_.session_known = true;
  desk_.ways = session.ways;
  desk_.sign_on = session.sign_on;
  desk_.rights = session.rights;
  desk_.training = session.training;
  if (desk_.clerk == session.clerk) return;
  desk_.clerk = session.clerk;
  if (!desk_.counter_fixed) desk_.counter = CounterId{};
  begin_visit(form_, VisitId{});
}

void App::hear_answer(const News& news, const protocol::Answer& answer, std::int64_t now_ms) {
  if (answer.id == session_request_) {
    session_request_.clear();
    if (answer.session) hear_session(*answer.session);
    return;
  }
  if (!audit_request_.empty() && answer.id == audit_request_) return hear_audit(news, answer);
  if (hear_note(news, answer)) return;
  if (!steps_request_.empty() && answer.id == steps_request_) return steps_request_.clear();
  if (!pending_ || pending_->id != answer.id || pending_->until_seq) return;
  if (answer.refusal && pending_->may_fail && !plan_.empty()) {
    send_next_of_plan(news, now_ms);
  } else if (answer.refusal) {
    hear_refusal(news, *answer.refusal);
  } else {
    hear_done(news, answer, now_ms);
  }
}

void App::hear_refusal(const News& news, const Refusal& refusal) {
  const Texts in = translations_.in(LanguageTag{form_.screen.language});
  std::string next;
  if (const Counter* counter = counter_of(news.state, desk_.counter, desk_.clerk)) {
    if (const auto choice = choose(site_.lobby, *news.state, *counter, news.now)) {
      next = find_visit(*news.state, choice->visit)->ticket;
    }
  }
  const bool supervises =
      pending_->action == Action::supervise || pending_->action == Action::clear_alarm;
  desk_.notice = refusal_words(in, refusal,
                               {site_, news.state, pending_->visit, pending_->ticket,
                                std::move(next), desk_.counter, supervises});
  desk_.notice_bad = false;
  desk_.notice_good = false;
  if (pending_->action == Action::sign_in) form_.secret.clear();
  form_.no_show_armed = false;
  pending_.reset();
  plan_.clear();
  closing_.reset();
  if (refusal.code == RefusalCode::not_signed_in) ask_session();
}

void App::hear_done(const News& news, const protocol::Answer& answer, std::int64_t now_ms) {
  // With something still to follow, what may yet be refused stays open.
  const Panel panel = plan_.empty() ? panel_after(pending_->action, form_.panel) : form_.panel;
  if (panel == Panel::follow_ups && panel != form_.panel) form_.panel_at = 0;
  form_.panel = panel;
  form_.no_show_armed = false;
  if (answer.session || pending_->action == Action::sign_out) {
    form_.secret.clear();
    if (pending_->action == Action::sign_out) form_.clerk.clear();
    hear_session(answer.session.value_or(protocol::Session{}));
    pending_.reset();
    return;
  }
  if (answer.appointment) {
    form_.welcome.appointment = answer.appointment;
    pending_.reset();
    return;
  }
  if (desk_.welcome && !is_beside(pending_->action)) hear_welcome(news, answer);
  for (const Event& event : answer.events) {
    const auto* finished = std::get_if<NeedFinished>(&event.body);
    if (closing_ && finished != nullptr && !finished->reference.empty()) {
      closing_->references.push_back(finished->reference);
    }
  }
  if (pending_->action == Action::send_remark) {
    const Texts in = translations_.in(LanguageTag{form_.screen.language});
    desk_.notice = Sentence{in(tr("Noted.")), in(tr("The article’s owner will read it."))};
    desk_.notice_good = true;
    pending_.reset();
    return;
  }
  pending_->until_seq = answer.events.empty() ? answer.seq : answer.events.back().seq;
  if (!plan_.empty()) {
    send_next_of_plan(news, now_ms);
  } else if (closing_) {
    closing_->at = news.now;
    desk_.closed = std::move(closing_);
    closing_.reset();
  }
}

void App::hear_welcome(const News& news, const protocol::Answer& answer) {
  const Texts in = translations_.in(LanguageTag{form_.screen.language});
  const auto named = [&](const ServiceId& id) { return service_name(site_, in, id); };
  WelcomeForm& form = form_.welcome;
  for (const Event& event : answer.events) {
    if (const auto* issued = std::get_if<TicketIssued>(&event.body)) {
      form.issued = WelcomeForm::Issued{issued->visit, issued->ticket, issued->token,
                                        issued->promise, paper_of(*issued)};
      print(news, form.issued->paper);
    } else if (const auto* answered = std::get_if<AnswerRecorded>(&event.body)) {
      form.said = answered->outcome == Outcome::referred
                      ? in(tr("Referred: {service}"), {{"service", named(answered->service)}})
                      : in(tr("Answered: {service}"), {{"service", named(answered->service)}});
    } else if (const auto* added = std::get_if<NeedAdded>(&event.body)) {
      form.said = in(tr("{ticket}: also {service}"),
                     {{"ticket", pending_->ticket}, {"service", named(added->need.service)}});
    } else if (std::holds_alternative<VisitLeft>(event.body)) {
      form.said = in(tr("{ticket} gives up"), {{"ticket", pending_->ticket}});
    } else if (std::holds_alternative<VisitBroughtBack>(event.body)) {
      form.said = in(tr("{ticket} waits again"), {{"ticket", pending_->ticket}});
    }
  }
  if (!answer.events.empty()) next_person(form);
}

/// The answer is there; when its events are too, the next press acts on what is seen.
void App::settle(const News& news) {
  if (!pending_ || !pending_->until_seq) return;
  if (news.seq >= *pending_->until_seq || !news.connected) pending_.reset();
}

// --- what the clerk wants

void App::apply(const News& news, const Intent& intent, std::int64_t now_ms) {
  if (std::holds_alternative<WantDismiss>(intent)) {
    desk_.notice.reset();
    // What went wrong was read; what still goes on is not over by that.
    const bool waits = desk_.sign_on && desk_.sign_on->state == protocol::SignOnState::waiting;
    if (desk_.clerk.empty() && desk_.sign_on && !waits && !pending_) {
      desk_.sign_on.reset();
      send(nullptr, protocol::Query{protocol::CancelSignOn{}}, Action::cancel_sign_on, VisitId{},
           now_ms);
    }
    if (desk_.closed) desk_.closed->references.clear();
    return;
  }
  if (const auto* want = std::get_if<WantCounter>(&intent)) desk_.counter = want->counter;
  if (std::holds_alternative<WantOtherCounter>(intent)) desk_.counter = CounterId{};
  if (const auto* want = std::get_if<WantNote>(&intent)) keep_note(news, want->visit);
  if (const auto* want = std::get_if<WantPrint>(&intent)) print(news, want->paper);
  if (pending_) return;
  if (std::holds_alternative<WantSignIn>(intent)) sign_in(now_ms);
  if (std::holds_alternative<WantSignOn>(intent)) {
    send(nullptr, protocol::Query{protocol::BeginSignOn{}}, Action::sign_on, VisitId{}, now_ms);
  }
  if (std::holds_alternative<WantCancelSignOn>(intent)) {
    send(nullptr, protocol::Query{protocol::CancelSignOn{}}, Action::cancel_sign_on, VisitId{},
         now_ms);
  }
  if (std::holds_alternative<WantSignOut>(intent)) {
    send(&news, protocol::Query{protocol::SignOut{}}, Action::sign_out, VisitId{}, now_ms);
  }
  if (const auto* want = std::get_if<WantCommand>(&intent)) {
    plan_ = steps_before(news, want->command);
    plan_.push_back(want->command);
    send_next_of_plan(news, now_ms);
  }
  if (const auto* want = std::get_if<WantRemark>(&intent)) {
    send(&news, want->remark, Action::send_remark, VisitId{}, now_ms);
  }
  if (std::holds_alternative<WantMoreAudit>(intent) && audit_request_.empty() && desk_.audit &&
      !desk_.audit->complete) {
    ask_audit(desk_.audit->events.back().seq);
  }
  if (const auto* want = std::get_if<WantAppointment>(&intent)) {
    send(&news, protocol::Query{protocol::GetAppointment{want->code}}, Action::none, VisitId{},
         now_ms);
  }
  if (const auto* want = std::get_if<WantClose>(&intent)) close_visit(news, want->visit, now_ms);
}

void App::sign_in(std::int64_t now_ms) {
  const ClerkId clerk = clerk_of(form_.clerk.text);
  if (clerk.empty() || form_.secret.text.size() < secret_least) {
    const Texts in = translations_.in(LanguageTag{form_.screen.language});
    desk_.notice_good = false;
    desk_.notice = Sentence{in(tr("Something is missing.")),
                            in(tr("Enter your sign-in name and your PIN (4 signs or more)."))};
    return;
  }
  send(nullptr, protocol::Query{protocol::SignIn{clerk, form_.secret.text}}, Action::sign_in,
       VisitId{}, now_ms);
}

/// Referrals first, each a command of its own; then everything else at once.
void App::close_visit(const News& news, VisitId visit_id, std::int64_t now_ms) {
  const Visit* visit = news.state == nullptr ? nullptr : find_visit(*news.state, visit_id);
  if (visit == nullptr) return;
  Finish finish{desk_.counter, visit_id, {}};
  plan_.clear();
  for (const Need& need : visit->needs) {
    if (need.state != NeedState::serving) continue;
    const NeedDraft& draft = form_.drafts[need.id];
    if (!draft.outcome) return;
    if (*draft.outcome == Outcome::referred) {
      const Service* service = find_service(site_.lobby, need.service);
      const DepartmentId own = service == nullptr ? DepartmentId{} : service->department;
      const Command refer = Refer{desk_.counter, visit_id, need.id,
                                  draft.department.empty() ? own : draft.department};
      std::vector<Command> before = steps_before(news, refer);
      std::move(before.begin(), before.end(), std::back_inserter(plan_));
      plan_.push_back(refer);
      continue;
    }
    NeedResult result{need.id, *draft.outcome, {}, {}};
    result.missing.assign(draft.missing.begin(), draft.missing.end());
    for (const auto& [item, count] : draft.delivered) result.delivered.push_back({item, count});
    finish.results.push_back(std::move(result));
  }
  if (!finish.results.empty()) plan_.emplace_back(std::move(finish));
  if (plan_.empty()) return;
  closing_ =
      Desk::Closed{visit->ticket, news.now, news.now - visit->serving_since.value_or(news.now), {}};
  send_next_of_plan(news, now_ms);
}

void App::send_next_of_plan(const News& news, std::int64_t now_ms) {
  // What is told before a hand-off is a part of it, on the button too.
  Action action = closing_ ? Action::close_visit : action_of(plan_.back());
  if (is_of_another(plan_.back(), desk_.counter)) action = Action::supervise;
  Command next = std::move(plan_.front());
  plan_.erase(plan_.begin());
  const VisitId visit = visit_of(next);
  const bool may_fail = std::holds_alternative<SetSteps>(next);
  send(&news, std::move(next), action, visit, now_ms);
  pending_->may_fail = may_fail;
}

void App::send(const News* news, std::variant<Command, protocol::Query> body, Action action,
               VisitId visit, std::int64_t now_ms) {
  Pending pending;
  pending.action = action;
  pending.visit = visit;
  pending.sent_ms = now_ms;
  if (news != nullptr && news->state != nullptr) {
    if (const Visit* here = find_visit(*news->state, visit)) pending.ticket = here->ticket;
    for (const Gone& gone : news->state->gone) {
      if (gone.visit.id == visit && visit.value != 0) pending.ticket = gone.visit.ticket;
    }
  }
  desk_.notice.reset();
  desk_.notice_good = false;
  pending.id = send_(std::move(body));
  pending_ = std::move(pending);
}

}  // namespace foyer::counter_client
