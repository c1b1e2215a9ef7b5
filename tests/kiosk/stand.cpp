#include "tests/kiosk/stand.h"

#include <algorithm>
#include <stdexcept>

#include "engine/leases.h"
#include "knowledge/library.h"

namespace foyer::test {
namespace {

const std::filesystem::path assets = std::filesystem::path(FOYER_SOURCE_DIR) / "assets";

std::vector<SkillId> all_skills() {
  std::vector<SkillId> skills;
  for (const SkillInfo& skill : clarington().skills) skills.push_back(skill.id);
  std::sort(skills.begin(), skills.end());
  return skills;
}

}  // namespace

const SiteFiles& clarington() {
  static const SiteFiles site = load_site(assets / "sites" / "clarington");
  return site;
}

const SiteFiles& with_two_notices() {
  static const SiteFiles site = [] {
    SiteFiles changed = clarington();
    changed.notices.at(1).from.reset();
    changed.notices.at(1).until = at("12:00");
    return changed;
  }();
  return site;
}

const Translations& clarington_texts() {
  static const Translations texts(assets, clarington());
  return texts;
}

std::shared_ptr<const knowledge::Library> clarington_articles() {
  static const auto articles = std::make_shared<const knowledge::Library>(
      knowledge::Library::of_site(clarington(), nullptr, knowledge::Audience::everybody));
  return articles;
}

Instant at(std::string_view clock) {
  const int hour = std::stoi(std::string(clock.substr(0, 2)));
  const int minute = std::stoi(std::string(clock.substr(3, 2)));
  return instant_of(clarington().hours, BusinessDate{"2026-11-26"}, hour * 60 + minute);
}

kiosk::AppOptions with_numbers(int count) {
  kiosk::AppOptions options;
  options.store = std::make_shared<kiosk::Store>(":memory:");
  NumbersLeased leased{
      DeviceId{"kiosk-1"}, BusinessDate{"2026-11-26"}, at("08:30"), at("16:30"), {}};
  for (const Group& group : clarington().lobby.groups) {
    leased.blocks.push_back({ticket_of(group.letter, 970), ticket_of(group.letter, 969 + count)});
  }
  options.store->hold("lease", leased);
  return options;
}

Server::Server(std::string_view clock) : now(at("06:00")) {
  does(OpenDay{BusinessDate{"2026-11-26"}, at("08:30"), at("16:30"), at("23:59")});
  now = at(clock);
}

std::vector<Event> Server::run(const Command& command, const Context& context) {
  const auto bodies = decide(clarington().lobby, state, command, context);
  if (!bodies) throw std::runtime_error(bodies.error().text);
  std::vector<Event> events;
  for (const EventBody& body : *bodies) {
    events.push_back(Event{++seq, context.now, context.actor, body});
    evolve(state, events.back());
    forecaster_.observe(events.back());
  }
  return events;
}

Waits Server::waits() const {
  return forecaster_.forecast(now);
}

void Server::does(const Command& command, const std::string& clerk) {
  Context context;
  context.now = now;
  context.actor = {DeviceId{"desk"}, ClerkId{clerk}};
  context.clerk_skills = all_skills();
  context.token = Token{"0123456789abcdef0123456789abcdef"};
  run(command, context);
}

void Server::opens(const std::string& counter) {
  does(OpenCounter{CounterId{counter}}, "clerk-of-" + counter);
}

void Server::waits_for(const std::string& service, int count) {
  for (int i = 0; i < count; ++i) {
    IssueTicket issue;
    issue.services = {ServiceId{service}};
    issue.language = LanguageTag{"en"};
    does(issue);
  }
}

void Server::gets_busy() {
  opens("counter-1");
  opens("counter-2");
  waits_for("pay-property-tax", 2);
  does(CallNext{CounterId{"counter-1"}}, "clerk-of-counter-1");
  does(CallNext{CounterId{"counter-2"}}, "clerk-of-counter-2");
  waits_for("ask-animals", 1);
  waits_for("pay-parking-ticket", 1);
  waits_for("general-question", 1);
}

void Server::books(const std::string& code, std::string_view clock,
                   const std::vector<std::string>& services, Milliseconds later) {
  Appointment& booked = bookings_[code];
  booked.id = AppointmentId{static_cast<std::int64_t>(bookings_.size())};
  booked.at = at(clock) + later;
  for (const std::string& service : services) booked.services.push_back(ServiceId{service});
}

protocol::Answer Server::look_up(const std::string& request_id, const std::string& code) const {
  protocol::Answer answer;
  answer.id = request_id;
  answer.seq = seq;
  const auto booked = bookings_.find(code);
  if (booked == bookings_.end()) {
    answer.refusal = Refusal{RefusalCode::unknown_appointment, "", "code"};
    return answer;
  }
  answer.appointment =
      protocol::FoundAppointment{booked->second.at, booked->second.services, std::nullopt};
  const auto objection = objection_to_check_in(clarington().lobby, state, booked->second, now);
  if (objection) answer.appointment->why_not = objection->code;
  return answer;
}

protocol::Answer Server::answer(const std::string& request_id, const Command& command) {
  const auto known = std::find_if(given_.begin(), given_.end(),
                                  [&](const auto& answer) { return answer.id == request_id; });
  if (known != given_.end()) return *known;
  protocol::Answer answer;
  answer.id = request_id;
  Context context;
  context.now = now;
  context.actor = {DeviceId{"kiosk-1"}, {}};
  context.token = Token{"5eed0fa11c0ffee5eed0fa11c0ffee00"};
  if (const auto* check_in = std::get_if<CheckIn>(&command)) {
    const auto booked = bookings_.find(check_in->code);
    if (booked != bookings_.end()) context.appointment = booked->second;
  }
  const auto bodies = decide(clarington().lobby, state, command, context);
  if (bodies) {
    answer.events = run(command, context);
  } else {
    answer.refusal = bodies.error();
  }
  answer.seq = seq;
  given_.push_back(answer);
  return answer;
}

Stand::Stand(ui::Size size, ui::Painting painting, kiosk::AppOptions options, const SiteFiles& site)
    : app(site, clarington_texts(), outbox(), with_ears(std::move(options))),
      frames(
          size, [this](const ui::FrameContext& context) { app.draw(context, lobby()); }, painting) {
}

kiosk::Outbox Stand::outbox() {
  const auto token = [this] {
    const std::string digits = std::to_string(++tokens_);
    return std::string(32 - digits.size(), '7') + digits;
  };
  return {.send =
              [this](protocol::Request request) {
                if (const auto* query = std::get_if<protocol::Query>(&request.body)) {
                  sent.push_back({request.id, Tick{}, *query});
                } else {
                  sent.push_back({request.id, std::get<Command>(std::move(request.body))});
                }
              },
          .fresh_id = [this] { return "r" + std::to_string(++ids_); },
          .fresh_token = token};
}

kiosk::Lobby Stand::lobby() {
  kiosk::Lobby lobby;
  if (heard) {
    lobby.state = &server.state;
    published = waits ? *waits : server.waits();
    lobby.waits = &published;
  }
  lobby.connected = connected && heard;
  lobby.at = server.now;
  return lobby;
}

void Stand::settle() {
  frames.frame();
  frames.advance(500);
}

void Stand::serve() {
  for (; answered < sent.size(); ++answered) {
    const Sent request = sent[answered];  // What it is answered with may send more.
    const kiosk::Lobby known = lobby();   // The answer comes before the waits that know of it.
    const bool later = std::erase(refused_for_now, request.id) > 0;
    protocol::Answer answer;
    if (later) {
      answer.id = request.id;
      answer.refusal = Refusal{RefusalCode::unavailable, "", ""};
    } else if (request.query) {
      answer = server.look_up(request.id, std::get<protocol::GetAppointment>(*request.query).code);
    } else {
      answer = server.answer(request.id, request.command);
    }
    app.answered(answer, known, frames.now_ms());
  }
  settle();
}

kiosk::AppOptions Stand::with_ears(kiosk::AppOptions options) {
  const auto hear = [this](ui::Utterances words) {
    heard_words.insert(heard_words.end(), words.begin(), words.end());
  };
  if (!options.mouth.say) options.mouth = {.say = hear, .add = hear, .stop = {}, .set = {}};
  if (!options.library) options.library = clarington_articles();
  return options;
}

void Stand::walk_to(std::string_view id) {
  // Every control once around, and once more.
  const std::size_t most = 2 * frames.record().spoken.size() + 2;
  for (std::size_t i = 0; i < most && frames.state().focus != id; ++i) frames.key(ui::Key::tab);
  if (frames.state().focus != id) {
    throw std::runtime_error("no key leads to " + std::string(id));
  }
}

void Stand::tap(std::string_view id) {
  if (by_keys) {
    walk_to(id);
    frames.key(ui::Key::enter);
    return settle();
  }
  frames.tap(id);
  settle();
}

void Stand::find(const std::string& id) {
  while (frames.record().control(id) == nullptr) tap("more");
  tap(id);
}

void Stand::press(ui::Key key) {
  frames.key(key);
  settle();
}

void Stand::passes(Milliseconds span) {
  server.now += span;
  frames.advance(span.count());
  frames.frame();
}

void Stand::choose(const std::string& language, int text_percent, ui::Scheme scheme) {
  if (form().language.value != language) {
    tap("access/language");
    tap("sheet/language/" + language);
  }
  while (form().text_percent != text_percent) tap("access/text");
  if (form().scheme != scheme) tap("access/contrast");
}

}  // namespace foyer::test
