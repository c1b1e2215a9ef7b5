#include "tests/counter-client/lobby.h"

#include <algorithm>
#include <stdexcept>

namespace foyer::test {
namespace {

const std::filesystem::path assets = std::filesystem::path(FOYER_SOURCE_DIR) / "assets";

std::vector<SkillId> all_skills() {
  std::vector<SkillId> skills;
  for (const SkillInfo& skill : clarington().skills) skills.push_back(skill.id);
  std::sort(skills.begin(), skills.end());
  return skills;
}

CounterId counter_in(const Command& command) {
  return std::visit(
      [](const auto& c) {
        if constexpr (requires { c.counter; }) {
          return c.counter;
        } else {
          return CounterId{};
        }
      },
      command);
}

}  // namespace

const SiteFiles& clarington() {
  static const SiteFiles site = load_site(assets / "sites" / "clarington");
  return site;
}

const Translations& clarington_texts() {
  static const Translations texts(assets, clarington());
  return texts;
}

const knowledge::Library& clarington_library() {
  static const auto library =
      knowledge::Library::of_site(clarington(), &clarington_texts(), knowledge::Audience::staff);
  return library;
}

Instant at(std::string_view clock) {
  const int hour = std::stoi(std::string(clock.substr(0, 2)));
  const int minute = std::stoi(std::string(clock.substr(3, 2)));
  const int second = clock.size() > 5 ? std::stoi(std::string(clock.substr(6, 2))) : 0;
  return instant_of(clarington().hours, BusinessDate{"2026-11-26"}, hour * 60 + minute) +
         Seconds(second);
}

Lobby::Lobby() : lobby_(clarington().lobby) {
  does("06:00", OpenDay{BusinessDate{"2026-11-26"}, at("08:30"), at("16:30"), at("23:59")});
}

Event Lobby::take(const EventBody& body, const Actor& actor) {
  Event event{++seq_, now, actor, body};
  evolve(state_, event);
  forecaster_.observe(event);
  history_.push_back(event);
  return event;
}

Result<std::vector<Event>> Lobby::run(const Command& command, const ClerkId& clerk) {
  Context context;
  context.now = now;
  context.actor = {DeviceId{"desk-1"}, clerk};
  context.clerk_skills = all_skills();
  context.clerk_languages = clerks_speak;
  context.clerk_rights = rights;
  context.token = Token{"0123456789abcdef0123456789abcdef"};
  const auto bodies = decide(lobby_, state_, command, context);
  if (!bodies) return tl::unexpected(bodies.error());
  std::vector<Event> events;
  for (const EventBody& body : *bodies) {
    events.push_back(take(body, context.actor));
  }
  return events;
}

void Lobby::does(std::string_view clock, const Command& command, const std::string& clerk) {
  now = test::at(clock);
  ClerkId who{clerk};
  const Counter* counter = find_counter(state_, counter_in(command));
  if (clerk.empty() && counter != nullptr) who = counter->clerk;
  const auto events = run(command, who);
  if (!events) throw std::runtime_error(std::string(clock) + ": " + events.error().text);
}

void Lobby::calls_from(const std::string& device, const std::string& clerk) {
  take(AlarmRaised{{}, DeviceId{device}}, {DeviceId{device}, ClerkId{clerk}});
}

void Lobby::opens(std::string_view clock, const std::string& counter, const std::string& clerk) {
  does(clock, OpenCounter{CounterId{counter}}, clerk);
}

VisitId Lobby::comes(std::string_view clock, std::vector<std::string> services,
                     const std::string& language, std::vector<SpecialNeed> needs) {
  const VisitId visit = state_.next_visit;
  IssueTicket issue;
  for (std::string& service : services) issue.services.push_back(ServiceId{std::move(service)});
  issue.language = LanguageTag{language};
  issue.special_needs = std::move(needs);
  does(clock, issue);
  return visit;
}

protocol::Answer Lobby::answer_to(const Command& command) {
  asked.push_back(command);
  protocol::Answer answer;
  const auto events = run(command, signed_in);
  if (events) {
    answer.events = *events;
  } else {
    answer.refusal = events.error();
  }
  answer.seq = seq_;
  return answer;
}

protocol::Answer Lobby::audit(const protocol::ReadAudit& query) const {
  protocol::Answer answer;
  answer.seq = seq_;
  answer.tickets.emplace();
  const auto end =
      query.before_seq == 0 ? history_.size() : static_cast<std::size_t>(query.before_seq - 1);
  const std::size_t count = std::min(end, static_cast<std::size_t>(query.limit));
  for (std::size_t i = end - count; i < end; ++i) answer.events.push_back(history_[i]);
  for (const Event& event : history_) {
    const auto* issued = std::get_if<TicketIssued>(&event.body);
    if (issued != nullptr) answer.tickets->push_back({issued->visit, issued->ticket});
  }
  return answer;
}

protocol::Answer Lobby::answer_to(const protocol::Query& query) {
  if (const auto* back = std::get_if<protocol::ReadAudit>(&query)) return audit(*back);
  protocol::Answer answer;
  answer.seq = seq_;
  const auto* set_note = std::get_if<protocol::SetNote>(&query);
  const auto* record = std::get_if<protocol::GetPrivateRecord>(&query);
  if ((set_note != nullptr || record != nullptr) && !keeps_notes) {
    answer.refusal = Refusal{RefusalCode::unavailable, "nothing private is kept here", ""};
    return answer;
  }
  if (set_note != nullptr) {
    notes[set_note->visit] = set_note->note;
    return answer;
  }
  if (record != nullptr) {
    answer.private_record = protocol::PrivateRecord{notes[record->visit], "", ""};
    return answer;
  }
  if (std::holds_alternative<protocol::GetAppointment>(query)) {
    answer.appointment = appointment;
    if (!appointment) {
      answer.refusal = Refusal{RefusalCode::unknown_appointment, "no such code", "code"};
    }
    return answer;
  }
  if (const auto* sign_in = std::get_if<protocol::SignIn>(&query)) {
    if (sign_in->clerk.value == "throttled") {
      answer.refusal = Refusal{RefusalCode::throttled, "too many wrong secrets", "", Seconds(30)};
    } else if (sign_in->clerk.value != "asha" || sign_in->secret != "2468") {
      answer.refusal = Refusal{RefusalCode::wrong_secret, "wrong", ""};
    } else {
      signed_in = sign_in->clerk;
    }
  }
  if (std::holds_alternative<protocol::SignOut>(query)) signed_in = ClerkId{};
  const bool remark = std::holds_alternative<protocol::VoteArticle>(query) ||
                      std::holds_alternative<protocol::ProposeArticle>(query);
  if (remark) {
    remarks.push_back(query);
    return answer;
  }
  if (std::holds_alternative<protocol::BeginSignOn>(query)) {
    const std::string page = "https://login.clarington.example/device";
    sign_on = protocol::SignOn{protocol::SignOnState::waiting, "WDJB-MJHT", page,
                               page + "?user_code=WDJB-MJHT", now + Seconds(600)};
  }
  if (std::holds_alternative<protocol::CancelSignOn>(query)) sign_on.reset();
  if (!answer.refusal)
    answer.session = protocol::Session{signed_in, Role::counter, ways, sign_on, rights, training};
  return answer;
}

counter_client::App::Send Lobby::sender() {
  return [this](const std::variant<Command, protocol::Query>& body) {
    protocol::Answer answer = std::visit([this](const auto& b) { return answer_to(b); }, body);
    answer.id = "request-" + std::to_string(++requests_);
    answers_.push_back(answer);
    return answer.id;
  };
}

counter_client::News Lobby::news() const {
  counter_client::News news;
  news.state = held_ ? &*held_ : &state_;
  news.seq = held_ ? held_seq_ : seq_;
  news.connected = connected;
  news.now = now;
  published_ = waits ? *waits : forecaster_.forecast(now);
  news.waits = &published_;
  news.silent_for = silent;
  return news;
}

std::vector<protocol::Answer> Lobby::collect() {
  if (!answers) return {};
  std::vector<protocol::Answer> all(answers_.begin(), answers_.end());
  answers_.clear();
  return all;
}

Client::Client(Lobby& desk, ui::Size size, counter_client::ScreenChoice screen_choice,
               const std::string& counter, ui::Painting painting)
    : desk_(desk),
      app(clarington(), clarington_texts(),
          {DeviceId{"desk-1"}, CounterId{counter == "welcome" ? "" : counter}, counter == "welcome",
           std::move(screen_choice), &clarington_library(),
           desk.tray ? desk.tray->desk() : printing::PaperDesk{}},
          desk.sender()),
      screen(
          size,
          [this](const ui::FrameContext& frame) {
            app.frame(frame, desk_.news(), desk_.collect());
          },
          painting) {
  screen.frame();
  settle();
}

void Client::settle() {
  screen.advance(500);
}

void Client::at(std::string_view clock) {
  desk_.now = test::at(clock);
  settle();
}

void Client::press(std::string_view key) {
  settle();
  if (key == "Space") return screen.key(ui::Key::space), screen.frame();
  if (key == "Enter") return screen.key(ui::Key::enter), screen.frame();
  if (key == "Esc") return screen.key(ui::Key::escape), screen.frame();
  if (key == "Up") return screen.key(ui::Key::up), screen.frame();
  if (key == "Down") return screen.key(ui::Key::down), screen.frame();
  if (key == "F2") return screen.key(ui::Key::f2), screen.frame();
  if (key == "F3") return screen.key(ui::Key::f3), screen.frame();
  if (key == "F1") return screen.key(ui::Key::f1), screen.frame();
  if (key == "F4") return screen.key(ui::Key::f4), screen.frame();
  if (key == "F5") return screen.key(ui::Key::f5), screen.frame();
  if (key == "F6") return screen.key(ui::Key::f6), screen.frame();
  if (key == "F7") return screen.key(ui::Key::f7), screen.frame();
  if (key == "F8") return screen.key(ui::Key::f8), screen.frame();
  if (key == "F9") return screen.key(ui::Key::f9), screen.frame();
  if (key == "F10") return screen.key(ui::Key::f10), screen.frame();
  if (key == "F11") return screen.key(ui::Key::f11), screen.frame();
  if (key == "F12") return screen.key(ui::Key::f12), screen.frame();
  screen.type(key);
  screen.frame();
}

void Client::press(std::string counter_client::Keys::*key) {
  const Texts in = clarington_texts().in(LanguageTag{app.screen().language});
  press(counter_client::keys_of(in).*key);
}

void Client::types(std::string_view text) {
  screen.type(text);
  screen.frame();
}

}  // namespace foyer::test
