#include "tests/kiosk/screens_of_kiosk.h"

#include "knowledge/library.h"
#include "link/secret.h"

namespace foyer::test {
namespace {

void busy(Stand& stand) {
  stand.server.gets_busy();
}
void empty(Stand&) {}
/// The server forecasts this for whoever joins, and for whoever has a ticket.
void tells(Stand& stand, const Wait& wait, int before) {
  stand.server.gets_busy();
  Waits waits{stand.server.now, stand.server.seq, {}, {}};
  for (const Service& service : clarington().lobby.services) {
    waits.services.push_back({service.id, wait, wait, before});
  }
  for (std::int64_t visit = 1; visit < 10; ++visit) {
    waits.visits.push_back({VisitId{visit}, before, wait});
  }
  stand.waits = std::move(waits);
}
void very_busy(Stand& stand) {
  tells(stand, {WaitStatus::known, 100 * 60, 145 * 60}, 38);
}
void too_busy(Stand& stand) {
  tells(stand, {WaitStatus::after_closing, 0, 0}, 112);
}
void after_hours(Stand& stand) {
  stand.server.now = at("16:45");
}
void no_link(Stand& stand) {
  stand.server.gets_busy();
  stand.connected = false;
}
void never_heard(Stand& stand) {
  stand.heard = false;
}
void stay(Stand&) {}
/// A supervisor has switched a service off, and everything on that the site has prepared.
void troubled(Stand& stand) {
  stand.server.gets_busy();
  stand.server.does(SwitchService{ServiceId{"pay-property-tax"}, Switch::off});
  for (const SiteNotice& notice : clarington().lobby.notices) {
    if (notice.prepared) stand.server.does(SwitchNotice{notice.id, Switch::on});
  }
}
void booked(Stand& stand) {
  stand.server.gets_busy();
  stand.server.books("K7M2QP", "10:50", {"pay-property-tax"});
  stand.server.books("TMRRW2", "10:50", {"pay-property-tax"}, std::chrono::days(1));
}
void to_appointment(Stand& stand, std::string_view code) {
  stand.find("check-in");
  stand.frames.type(code);
  stand.settle();
  stand.tap("find-appointment");
  stand.serve();
}
/// A kiosk with a supervisor's PIN: 4711.
kiosk::AppOptions staffed() {
  static const std::string hash = link::hash_secret("4711");
  kiosk::AppOptions options;
  options.pin_hash = hash;
  options.machine = {
      .device = "kiosk-1", .version = "1.2.3", .screen = "1080 × 1920, opengl", .settings = {}};
  return options;
}
/// A kiosk whose printer takes papers, or does not.
kiosk::AppOptions prints(bool takes) {
  kiosk::AppOptions options = staffed();
  options.paper.printer = "tcp:10.0.0.7:9100";
  options.paper.print = [takes](const std::string&, const printing::Paper&) { return takes; };
  options.paper.reports = [] { return std::vector<printing::PrintReport>{}; };
  options.paper.problems = [takes] {
    return takes ? std::vector<printing::PrinterProblem>{}
                 : std::vector{printing::PrinterProblem::paper_out};
  };
  return options;
}
/// An article with all that one may have, for everybody, past its review.
kiosk::AppOptions with_every_block() {
  using knowledge::Block;
  using knowledge::BlockKind;
  using knowledge::SectionKind;
  const auto block = [](BlockKind kind, const std::string& text, int number = 0) {
    return Block{kind, number, {{text, false, false, ""}}};
  };
  knowledge::Article article;
  article.id = knowledge::ArticleId{"fence-permit"};
  article.language = LanguageTag{"en"};
  article.reviewed_on = BusinessDate{"2025-01-07"};
  article.summary = {Block{BlockKind::paragraph,
                           0,
                           {{"Most fences need no permit.", true, false, ""},
                            {" One is needed around a pool, or above 2 m; ", false, false, ""},
                            {"the by-law", false, false, "https://www.clarington.net/fences"},
                            {" says how it is measured.", false, false, ""}}}};
  article.sections = {
      {SectionKind::steps,
       knowledge::Audience::everybody,
       "Steps",
       {block(BlockKind::step, "Measure how high the fence is to be, from the lower side.", 1),
        block(BlockKind::step, "Draw it on a copy of your survey.", 2)}},
      {SectionKind::notes,
       knowledge::Audience::everybody,
       "Good to know",
       {block(BlockKind::point, "Call before you dig: pipes and cables are often not deep."),
        block(BlockKind::point, "Tell your neighbours.")}},
      {SectionKind::questions,
       knowledge::Audience::everybody,
       "Questions",
       {block(BlockKind::question, "May I put it on the lot line?"),
        block(BlockKind::paragraph,
              "Only with the neighbour. Otherwise it stands wholly on your own side; a surveyor "
              "shows where the line is. Where the two of you cannot agree, fence viewers come, "
              "look at it and decide. Their fee is shared. What they decide holds for whoever "
              "owns the houses later, and it is written into the register.")}}};
  kiosk::AppOptions options;
  options.library = std::make_shared<const knowledge::Library>(
      clarington(), nullptr, std::vector{article}, knowledge::Audience::everybody);
  return options;
}
void to_pin(Stand& stand) {
  stand.press(ui::Key::f12);
}
void to_supervisor(Stand& stand) {
  to_pin(stand);
  for (const char* key : {"pin/4", "pin/7", "pin/1", "pin/1", "pin/open"}) stand.tap(key);
}
void rest(Stand& stand) {
  stand.passes(Seconds(100));  // What the person chose is forgotten,
  stand.passes(Seconds(130));  // and then nobody comes.
}

void to_service(Stand& stand, const std::string& job, const std::string& service) {
  stand.find("job/" + job);
  stand.find("service/" + service);
}

void to_ticket(Stand& stand, const std::string& service = "pay-property-tax") {
  to_service(stand, "payment", service);
  stand.tap("get-ticket");
  stand.serve();
}

void type_query(Stand& stand, std::string_view text) {
  stand.find("search");
  stand.frames.type(text);
  stand.settle();
}

void add_another(Stand& stand) {
  to_service(stand, "payment", "pay-property-tax");
  stand.find("add-another");
}

std::vector<ScreenCase> pages_on_the_way() {
  return {
      {"home", busy, stay},
      {"home-nobody-serves", empty, stay},
      {"home-languages", busy, [](Stand& s) { s.tap("access/language"); }},
      {"home-listen", busy, [](Stand& s) { s.tap("access/listen"); }},
      {"home-listening", busy,
       [](Stand& s) {
         s.tap("access/listen");
         s.tap("sheet/speech");
       }},
      {"pay", busy, [](Stand& s) { s.find("job/payment"); }},
      {"apply", busy, [](Stand& s) { s.find("job/approval"); }},
      {"ask", busy, [](Stand& s) { s.find("job/inquiry"); }},
      {"book", busy, [](Stand& s) { s.find("job/use"); }},
      {"service", busy, [](Stand& s) { to_service(s, "payment", "pay-property-tax"); }},
      {"service-long", busy, [](Stand& s) { to_service(s, "approval", "marriage-licence"); }},
      {"service-no-counter", empty, [](Stand& s) { to_service(s, "payment", "pay-property-tax"); }},
      {"home-long-wait", very_busy, stay},
      {"service-long-wait", very_busy,
       [](Stand& s) { to_service(s, "payment", "pay-property-tax"); }},
      {"home-after-closing", too_busy, stay},
      {"pay-after-closing", too_busy, [](Stand& s) { s.find("job/payment"); }},
      {"service-after-closing", too_busy,
       [](Stand& s) { to_service(s, "payment", "pay-property-tax"); }},
      {"service-referral", busy, [](Stand& s) { to_service(s, "use", "go-swimming"); }},
      {"service-not-here-yet", busy, [](Stand& s) { to_service(s, "approval", "deck-permit"); }},
      {"article", busy,
       [](Stand& s) {
         to_service(s, "payment", "pay-property-tax");
         s.find("article");
       }},
      {"article-long", busy,
       [](Stand& s) {
         to_service(s, "approval", "marriage-licence");
         s.find("article");
       }},
      {"article-referral", busy,
       [](Stand& s) {
         to_service(s, "use", "go-swimming");
         s.find("article");
       }},
      {"article-every-block", busy,
       [](Stand& s) {
         to_service(s, "approval", "fence-permit");
         s.find("article");
       },
       with_every_block},
      {"search-empty", busy, [](Stand& s) { s.find("search"); }},
      {"search-bingo", busy, [](Stand& s) { type_query(s, "bingo"); }},
      {"search-dog", busy, [](Stand& s) { type_query(s, "dog"); }},
      {"search-nothing", busy, [](Stand& s) { type_query(s, "zzzzzz"); }},
      {"search-figures", busy,
       [](Stand& s) {
         type_query(s, "tax");
         s.tap("key/layer");
       }},
      {"search-no-keys", busy,
       [](Stand& s) {
         type_query(s, "permit");
         s.tap("key/hide");
       }},
      {"for-you", busy,
       [](Stand& s) {
         to_service(s, "payment", "pay-property-tax");
         s.find("for-you");
       }},
      {"home-anything-else", busy, add_another},
      {"service-second", busy,
       [](Stand& s) {
         add_another(s);
         to_service(s, "payment", "pay-parking-ticket");
       }},
  };
}

std::vector<ScreenCase> states_and_tickets() {
  return {
      {"ticket", busy, [](Stand& s) { to_ticket(s); }},
      {"ticket-no-counter", empty, [](Stand& s) { to_ticket(s); }},
      {"ticket-long-wait", very_busy, [](Stand& s) { to_ticket(s); }},
      {"ticket-after-closing", too_busy, [](Stand& s) { to_ticket(s); }},
      {"ticket-two-needs", busy,
       [](Stand& s) {
         add_another(s);
         to_ticket(s, "pay-parking-ticket");
       }},
      {"ticket-called", [](Stand& s) { s.server.opens("counter-1"); },
       [](Stand& s) {
         to_ticket(s);
         s.server.does(CallNext{CounterId{"counter-1"}}, "clerk-of-counter-1");
         s.settle();
       }},
      {"ticket-link-lost", busy,
       [](Stand& s) {
         to_ticket(s);
         s.connected = false;
         s.settle();
       }},
      {"ticket-alone", no_link, [](Stand& s) { to_ticket(s); }, [] { return with_numbers(); }},
      {"one-moment", busy,
       [](Stand& s) {
         to_service(s, "payment", "pay-property-tax");
         s.tap("get-ticket");
       }},
      {"still-trying", busy,
       [](Stand& s) {
         to_service(s, "payment", "pay-property-tax");
         s.tap("get-ticket");
         s.passes(Seconds(10));
       }},
      {"refused", busy,
       [](Stand& s) {
         to_service(s, "payment", "pay-property-tax");
         s.tap("get-ticket");
         s.server.now = at("16:31");
         s.serve();
       }},
      {"closed-home", after_hours, stay},
      {"closed-pay", after_hours, [](Stand& s) { s.find("job/payment"); }},
      {"closed-service", after_hours,
       [](Stand& s) { to_service(s, "payment", "pay-property-tax"); }},
      {"no-link-home", never_heard, stay},
      {"no-link-service", never_heard,
       [](Stand& s) { to_service(s, "payment", "pay-property-tax"); }},
      {"check-in", booked, [](Stand& s) { s.find("check-in"); }},
      {"check-in-unknown", booked,
       [](Stand& s) {
         s.find("check-in");
         s.frames.type("NOSUCH1");
         s.tap("find-appointment");
         s.serve();
       }},
      {"appointment", booked, [](Stand& s) { to_appointment(s, "K7M2QP"); }},
      {"appointment-other-day", booked, [](Stand& s) { to_appointment(s, "TMRRW2"); }},
      {"alone-home", no_link, stay, [] { return with_numbers(); }},
      {"alone-service", no_link, [](Stand& s) { to_service(s, "payment", "pay-property-tax"); },
       [] { return with_numbers(); }},
      {"rest", busy, rest},
      {"pin", busy, to_pin, staffed},
      {"pin-wrong", busy,
       [](Stand& s) {
         to_pin(s);
         s.tap("pin/1");
         s.tap("pin/open");
       },
       staffed},
      {"supervisor", busy, to_supervisor, staffed},
      {"supervisor-no-paper", busy, to_supervisor, [] { return prints(false); }},
      {"ticket-printing", busy, [](Stand& s) { to_ticket(s); }, [] { return prints(true); }},
      {"ticket-not-printed", busy, [](Stand& s) { to_ticket(s); }, [] { return prints(false); }},
      {"out-of-service", busy,
       [](Stand& s) {
         to_supervisor(s);
         s.find("out-of-service");
         s.find("done");
       },
       staffed},
      {"hours", busy, [](Stand& s) { s.find("hours"); }},
      {"closed-hours", after_hours, [](Stand& s) { s.find("hours"); }},
      {"no-link-hours", never_heard, [](Stand& s) { s.find("hours"); }},
      {"service-notice", busy, [](Stand& s) { to_service(s, "payment", "pay-parking-ticket"); }},
      {"home-notices", busy, stay, {}, with_two_notices},
      {"notices", busy, [](Stand& s) { s.find("notices"); }, {}, with_two_notices},
      {"home-prepared-notices", troubled, stay},
      {"prepared-notices", troubled, [](Stand& s) { s.find("notices"); }},
      {"service-off-today", troubled,
       [](Stand& s) { to_service(s, "payment", "pay-property-tax"); }},
      {"needs-off-today", busy,
       [](Stand& s) {
         to_service(s, "payment", "pay-property-tax");
         s.find("add-another");
         s.server.does(SwitchService{ServiceId{"pay-property-tax"}, Switch::off});
         s.settle();
       }},
      {"rest-closed", after_hours, rest},
      {"idle-warning", busy,
       [](Stand& s) {
         to_service(s, "payment", "pay-property-tax");
         s.passes(Seconds(60));
         s.settle();
       }},
  };
}

}  // namespace

std::vector<ScreenCase> kiosk_screens() {
  std::vector<ScreenCase> screens = pages_on_the_way();
  for (ScreenCase& state : states_and_tickets()) screens.push_back(std::move(state));
  return screens;
}

void arrive(Stand& stand, const ScreenCase& screen, const Manner& manner,
            const std::function<void(Stand&)>& first) {
  screen.prepare(stand);
  stand.settle();
  if (first) first(stand);
  stand.choose(manner.language, manner.text_percent, manner.scheme);
  screen.go(stand);
  stand.settle();
}

}  // namespace foyer::test
