// Why who is next is next: each rule in a sentence, in English and French.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/counter-client/scenes.h"

namespace foyer::test {
namespace {

using counter_client::CounterForm;
using counter_client::CounterView;
using counter_client::Sentence;

const Scene& scene(std::string_view name) {
  const auto found = std::find_if(scenes().begin(), scenes().end(),
                                  [name](const Scene& one) { return one.name == name; });
  REQUIRE(found != scenes().end());
  return *found;
}

/// "Lead: text", line by line, of a scene.
std::vector<std::string> why_of(std::string_view name, const std::string& language = "en") {
  Stage stage(scene(name), {1440, 900}, {language, 100, false});
  std::vector<std::string> lines;
  for (const Sentence& sentence : stage.client->view().customer.why) {
    lines.push_back(sentence.lead + " " + sentence.text);
  }
  return lines;
}

std::string first_of(std::string_view name, const std::string& language = "en") {
  const auto lines = why_of(name, language);
  REQUIRE_FALSE(lines.empty());
  return lines.front();
}

/// The site with a counter for questions and licences, and another one for licences, so that not
/// all serve the same; no promise is in danger early.
SiteFiles mixed_site() {
  SiteFiles site = clarington();
  site.lobby.rules.promise_margin_pct = 0;
  for (CounterPlace& place : site.lobby.counters) {
    if (place.id.value == "counter-3") place.skills = {SkillId{"clerks"}};
    if (place.id.value == "counter-4") place.skills = {SkillId{"clerks"}, SkillId{"front-desk"}};
  }
  return site;
}

/// What happens at this site, by the engine.
class Desks {
 public:
  explicit Desks(SiteFiles site) : site_(std::move(site)) {}

  void does(std::string_view clock, const Command& command, const std::string& clerk = {}) {
    Context context;
    context.now = at(clock);
    context.actor = {DeviceId{"desk-1"}, ClerkId{clerk}};
    for (const SkillInfo& skill : site_.skills) context.clerk_skills.push_back(skill.id);
    std::sort(context.clerk_skills.begin(), context.clerk_skills.end());
    context.clerk_rights = {Right::call_out_of_order};
    context.token = Token{"0123456789abcdef0123456789abcdef"};
    const auto bodies = decide(site_.lobby, state_, command, context);
    REQUIRE_MESSAGE(bodies.has_value(), bodies.error().text);
    for (const EventBody& body : *bodies) evolve(state_, Event{0, at(clock), {}, body});
  }

  [[nodiscard]] std::string first_at(const std::string& counter, std::string_view clock) const {
    counter_client::Desk desk;
    desk.counter = CounterId{counter};
    desk.clerk = find_counter(state_, desk.counter)->clerk;
    desk.session_known = true;
    desk.connected = true;
    const CounterForm form;
    const CounterView view = counter_client::build_view({.site = site_,
                                                         .translations = clarington_texts(),
                                                         .in = clarington_texts().in({"en"}),
                                                         .state = &state_,
                                                         .now = at(clock),
                                                         .desk = desk,
                                                         .form = form});
    REQUIRE_FALSE(view.customer.why.empty());
    return view.customer.why.front().lead + " " + view.customer.why.front().text;
  }

 private:
  SiteFiles site_;
  State state_;
};

IssueTicket ticket_for(const char* service) {
  return {{ServiceId{service}}, Channel::kiosk, LanguageTag{"en"}, {}, Priority::normal, {}};
}

}  // namespace

TEST_CASE("why: who can go to the fewest counters and to which others") {
  Desks desks(mixed_site());
  desks.does("06:00", OpenDay{BusinessDate{"2026-11-26"}, at("08:30"), at("16:30"), at("23:59")});
  desks.does("08:30", OpenCounter{CounterId{"counter-1"}}, "ann");
  desks.does("08:30", OpenCounter{CounterId{"counter-4"}}, "ruth");
  // Passed on to the specialists, who are at counter 4 only.
  desks.does("09:00", ticket_for("general-question"));
  desks.does("09:01", ticket_for("marriage-licence"));
  const VisitId licence{2};
  desks.does("09:01", CallVisit{CounterId{"counter-1"}, licence}, "ann");
  desks.does("09:01", Serve{CounterId{"counter-1"}, licence}, "ann");
  desks.does("09:02",
             Transfer{CounterId{"counter-1"}, licence, NeedId{1}, TransferKind::specialist, ""},
             "ann");
  CHECK(desks.first_at("counter-4", "09:03") ==
        "Fewest counters: No other open counter can serve C001. It is nearly first, due 09:21.");
  desks.does("09:03", OpenCounter{CounterId{"counter-2"}}, "li");
  desks.does("09:03", OpenCounter{CounterId{"counter-3"}}, "marc");
  CHECK(desks.first_at("counter-4", "09:04") ==
        "Fewest counters: Only counter 3 can also serve C001. It is nearly first, due 09:21.");
}

TEST_CASE("why: each rule is told in a sentence") {
  CHECK(first_of("idle") ==
        "Promise ends first: C001 is due 10:44: arrived 10:24, promised a call within 20 min.");
  CHECK(first_of("why-head-start") ==
        "In order of arrival: E002 is first, as it takes longer to the counter: arrived 10:41, due "
        "10:56.");
  CHECK(first_of("why-first") == "In order of arrival: E002 is first: arrived 10:41, due 10:56.");
  CHECK(first_of("why-waited-longest") ==
        "Has waited longest: C001 has waited since 10:24. After 60 min nobody is passed over.");
  CHECK(first_of("why-priority") ==
        "In order of arrival: E002 is first with priority: arrived 10:41, due 10:48.");
  CHECK(first_of("why-appointment") ==
        "In order of arrival: E002 is first by its appointment at 10:45, due 10:55.");
  CHECK(first_of("why-same-clerk") ==
        "You served it before: D003 is back. It is nearly first, due 11:01.");
  CHECK(first_of("why-same-language") ==
        "Same language: E003 speaks French, and so do you. It is nearly first, due 10:56.");
  CHECK(first_of("why-sent-here") ==
        "Sent to you: D003 was passed on to this counter. Due 11:01, arrived 10:41.");
}

TEST_CASE("why: the same in French") {
  CHECK(first_of("why-waited-longest", "fr") ==
        "Plus longue attente : C001 attend depuis 10:24. Après 60 min d’attente, plus personne ne "
        "passe devant.");
  CHECK(first_of("why-same-language", "fr") ==
        "Même langue : La langue de E003 est la vôtre : Français. C’est presque son tour, dû à "
        "10:56.");
}

TEST_CASE("why: who comes after and how many needs can be served here") {
  const auto why = why_of("why-same-clerk");
  REQUIRE(why.size() == 3);
  CHECK(why[1] == "Then: E002 would be next, due 10:56.");
  CHECK(why[2] == "At this counter: 2 of 2 needs can be served here.");
}

}  // namespace foyer::test
