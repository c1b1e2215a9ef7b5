#include <doctest/doctest.h>

#include "display/views.h"
#include "tests/display/morning.h"

using namespace foyer;
using namespace foyer::test;
using namespace foyer::display;

namespace {

// English has the even turns of ten seconds, French the odd ones.
constexpr Milliseconds one_turn = language_turn;

const WaitRow& row_of(const LobbyView& view, const std::string& letter) {
  for (const WaitRow& row : view.waits) {
    if (row.letter == letter) return row;
  }
  throw std::runtime_error("no row " + letter);
}

Morning with_counters() {
  Morning morning;
  for (const char* counter : {"counter-1", "counter-2", "counter-3"}) {
    morning.opens("08:30", counter);
  }
  return morning;
}

std::string text_of(const std::vector<Word>& words) {
  std::string text;
  for (const Word& word : words) text += (text.empty() ? "" : "/") + word.text;
  return text;
}

/// Otherwise what stands at the foot is the city's.
bool tells_of_link(const LobbyView& view) {
  return view.notice && view.notice->icon == "late";
}

}  // namespace

TEST_CASE("view: before the first call it says where numbers will appear") {
  const LobbyView view = view_at(with_counters(), test::at("08:35"));
  CHECK(view.page == Page::idle);
  CHECK(view.headline == "Your number will appear here");
  CHECK(view.steps.size() == 3);
  CHECK(view.clock == "8:35");
  CHECK(view.clock_half == " am");
  CHECK(view.date == "Thu 26 Nov");
  CHECK(view.name == "Municipality of Clarington");
  CHECK_FALSE(view.newest);
  CHECK_FALSE(tells_of_link(view));
}

TEST_CASE("view: a full hour keeps its letter in French") {
  const LobbyView view = view_at(with_counters(), test::at("09:00") + one_turn);
  CHECK(view.clock == "9\u00A0h");
  CHECK(view.clock_half.empty());
}

TEST_CASE("view: the newest call with its counter and the way there") {
  Morning morning = with_counters();
  morning.called("08:40", "counter-1");
  morning.called("08:41", "counter-3");
  const LobbyView view = view_at(morning, test::at("08:41"));
  CHECK(view.page == Page::calls);
  CHECK(view.newest->ticket == "A002");
  CHECK(view.newest->counter == "3");
  // Counter 3 hangs straight above this display's plan: the icon points to the upper right by
  // itself.
  CHECK(view.newest->arrow_eighth == 7);
  CHECK(text_of(view.newest->words) == "Counter");
  REQUIRE(view.last.size() == 1);
  CHECK(view.last[0].ticket == "A001");
  CHECK(view.last[0].counter == "1");
}

TEST_CASE("view: in the band both languages stand together and never change") {
  Morning morning = with_counters();
  morning.called("08:40", "counter-1", "pay-property-tax", "en");
  morning.called("08:41", "counter-3", "pay-property-tax", "fr");
  const Instant now = test::at("08:41");
  const LobbyView english = view_at(morning, now);
  const LobbyView french = view_at(morning, now + one_turn);
  CHECK(english.language == "en");
  CHECK(french.language == "fr");
  CHECK(text_of(english.newest->words) == "Counter/Guichet");
  CHECK(text_of(french.newest->words) == "Counter/Guichet");
  CHECK(text_of(english.last[0].words) == "Counter");
  CHECK(text_of(french.last[0].words) == "Guichet");
  CHECK(french.base_language == "en");
  CHECK(french.waits_title == "Attente si vous arrivez maintenant");
}

TEST_CASE("view: waits are ranges and where no counter is open it says so") {
  LobbyView view = view_at(with_counters(), test::at("08:35"));
  CHECK(row_of(view, "A").figure == "under 5");
  CHECK(row_of(view, "A").unit == " min");
  CHECK(row_of(view, "A").words.empty());
  view = view_at(Morning(), test::at("08:35"));
  CHECK(row_of(view, "A").figure.empty());
  CHECK(row_of(view, "A").words == "no counter is open");
  CHECK(row_of(view, "A").name == "Taxes and payments");
}

TEST_CASE("view: a group's wait is the median of its services") {
  const SiteFiles& site = clarington();
  std::vector<ServiceId> of_taxes;
  for (const Service& service : site.lobby.services) {
    if (service.group.value == "taxes-and-payments" && service.on &&
        service.centralization != Centralization::none) {
      of_taxes.push_back(service.id);
    }
  }
  REQUIRE(of_taxes.size() >= 4);
  Waits waits;
  waits.services = {{of_taxes[0], {WaitStatus::known, 300, 600}, {}},
                    {of_taxes[1], {WaitStatus::no_counter_open, 0, 0}, {}},
                    {of_taxes[2], {WaitStatus::known, 0, 5000}, {}},
                    {of_taxes[3], {WaitStatus::known, 600, 1200}, {}}};
  const auto wait = wait_of_group(site, &waits, GroupId{"taxes-and-payments"});
  CHECK(*wait == Wait{WaitStatus::known, 300, 1200});
  CHECK(*wait_of_group(site, {}, GroupId{"taxes-and-payments"}) == Wait{});
  CHECK_FALSE(wait_of_group(site, &waits, GroupId{"no-such-group"}));
}

TEST_CASE("view: a group that nobody gets round to today says so and long waits are in hours") {
  const Morning morning = with_counters();
  const auto row_told = [&](const Wait& wait) {
    Waits waits{test::at("08:35"), 9, {}, {}};
    for (const Service& service : clarington().lobby.services) {
      waits.services.push_back({service.id, wait, wait});
    }
    const CallQueue calls;
    return row_of(build_lobby_view({.site = clarington(),
                                    .translations = clarington_texts(),
                                    .display = over_the_seats(),
                                    .state = &morning.state(),
                                    .waits = &waits,
                                    .calls = calls,
                                    .now = test::at("08:35"),
                                    .silent = Seconds(0)}),
                  "A");
  };
  CHECK(row_told({WaitStatus::after_closing, 0, 0}).words == "not before closing");
  CHECK(row_told({WaitStatus::known, 90 * 60, 130 * 60}).figure == "1½–2½");
  CHECK(row_told({WaitStatus::known, 90 * 60, 130 * 60}).unit == " h");
}

TEST_CASE("view: before and after the opening hours") {
  Morning morning;
  LobbyView view = view_at(morning, test::at("07:50"));
  CHECK(view.page == Page::closed);
  CHECK(view.headline == "We are closed");
  CHECK(view.subline == "We open today at 8:30 am");
  REQUIRE(view.days.size() == 7);
  CHECK(view.days[0].date == "Thursday 26 November");
  CHECK(view.days[0].hours == "8:30 am to 4:30 pm");
  CHECK(view.days[2].hours == "closed");
  CHECK(view.days[2].closed);
  CHECK(view.waits.empty());

  view = view_at(morning, test::at("16:30"));
  CHECK(view.page == Page::closed);
  CHECK(view.subline == "We open tomorrow at 8:30 am");
  view = view_at(morning, test::at("16:30") + std::chrono::hours(24));
  CHECK(view.subline == "We open on Monday 30 November at 8:30 am");
}

TEST_CASE("view: a holiday is named") {
  Morning morning;
  morning.does("16:40", CloseDay{});
  const LobbyView view = view_at(morning, test::at("12:00") + std::chrono::hours(24 * 29));
  CHECK(view.days[0].hours == "closed: Christmas Day");
}

TEST_CASE("view: who is still here after closing time is served to the end") {
  Morning morning = with_counters();
  morning.called("16:25", "counter-1");
  const LobbyView view = view_at(morning, test::at("16:31"));
  CHECK(view.page == Page::calls);
  CHECK(row_of(view, "A").words == "opens Fri 27 Nov");
}

TEST_CASE("view: a lost link is told in two stages") {
  Morning morning = with_counters();
  morning.called("08:40", "counter-1");
  const Instant now = test::at("08:45");
  CHECK_FALSE(tells_of_link(view_at(morning, now, Milliseconds(9'999))));

  LobbyView view = view_at(morning, now, Seconds(10));
  REQUIRE(view.notice);
  CHECK(view.notice->lead == "Calls may be missing.");
  CHECK(view.notice->text == "Last news 8:44 am. Please listen for the clerks.");
  CHECK_FALSE(view.stale);
  CHECK(row_of(view, "A").figure == "under 5");

  view = view_at(morning, now, Seconds(150));
  CHECK(view.notice->text == "Last news 8:42 am, 2 minutes ago. Please listen for the clerks.");
  CHECK(view.stale);
  CHECK(row_of(view, "A").figure.empty());
  CHECK(row_of(view, "A").words == "not known now");
}

TEST_CASE("view: a link that is lost while the office is closed is told when it opens") {
  Morning morning;
  morning.does("16:40", CloseDay{});
  LobbyView view = view_at(morning, test::at("20:00"), Seconds(600));
  CHECK(view.page == Page::closed);
  CHECK_FALSE(tells_of_link(view));
  view = view_at(morning, test::at("08:30") + std::chrono::hours(24), std::chrono::hours(16));
  CHECK(view.page == Page::idle);
  CHECK(view.headline == "Please listen for the clerks");
  CHECK(row_of(view, "A").words == "not known now");
  CHECK(tells_of_link(view));
}

TEST_CASE("view: notices of the city take turns and each goes through the languages") {
  SiteFiles site = clarington();
  site.notices.at(1).from.reset();
  const CallQueue calls;
  const Morning morning = with_counters();
  const auto notice_at = [&](Instant now) {
    const LobbyView view = build_lobby_view({.site = site,
                                             .translations = clarington_texts(),
                                             .display = over_the_seats(),
                                             .state = &morning.state(),
                                             .calls = calls,
                                             .now = now});
    REQUIRE(view.notice);
    CHECK(view.notice->lead.empty());
    return view.notice->icon + ": " + view.notice->text;
  };
  const Instant now = test::at("08:35");
  const std::string closed = "warn: This office is closed on December 25 and 28 and on January 1.";
  const std::string parking =
      "info: From December 1 to March 31, cars may not park on the street overnight.";
  const bool begins = notice_at(now) == closed;
  CHECK(notice_at(now) == (begins ? closed : parking));
  CHECK(notice_at(now + one_turn).find("décembre") != std::string::npos);
  CHECK(notice_at(now + 2 * one_turn) == (begins ? parking : closed));
  CHECK(notice_at(now + 4 * one_turn) == (begins ? closed : parking));
}

TEST_CASE("view: a notice of the city is shown while it is closed too and not when it has ended") {
  Morning morning;
  morning.does("16:40", CloseDay{});
  const LobbyView view = view_at(morning, test::at("20:00"));
  CHECK(view.page == Page::closed);
  REQUIRE(view.notice);
  CHECK(view.notice->icon == "info");
  CHECK_FALSE(view_at(morning, test::at("20:00") + std::chrono::hours(24 * 400)).notice);
}

TEST_CASE("view: a notice that is switched on is there at once whatever had its turn") {
  Morning morning = with_counters();
  for (const auto* clock : {"08:35:01", "08:36:33", "08:37:47"}) {
    morning.does(clock, SwitchNotice{NoticeId{"slow-today"}, Switch::on});
    const LobbyView view = view_at(morning, test::at(clock));
    REQUIRE(view.notice);
    CHECK(view.notice->icon == "warn");
    CHECK(view.notice->text.find("park") == std::string::npos);
    morning.does(clock, SwitchNotice{NoticeId{"slow-today"}, Switch::off});
    REQUIRE(view_at(morning, test::at(clock)).notice);
    CHECK(view_at(morning, test::at(clock)).notice->icon == "info");
  }
  // The city's own, taken back for today.
  morning.does("08:38", SwitchNotice{NoticeId{"winter-parking"}, Switch::off});
  CHECK_FALSE(view_at(morning, test::at("08:38")).notice);
}

TEST_CASE("view: before the server was ever heard nothing is made up") {
  const CallQueue calls;
  const LobbyView view = build_lobby_view({.site = clarington(),
                                           .translations = clarington_texts(),
                                           .display = over_the_seats(),
                                           .calls = calls,
                                           .now = test::at("08:45"),
                                           .silent = Seconds(11)});
  CHECK(view.page == Page::idle);
  CHECK(view.headline == "Please listen for the clerks");
  CHECK(row_of(view, "A").words == "not known now");
  CHECK(view.notice->text == "Please listen for the clerks.");
}

TEST_CASE("view: the big arrow turns with every direction") {
  CHECK(bigarrow_turn(Direction::ahead_right) == 0);
  CHECK(bigarrow_turn(Direction::right) == 1);
  CHECK(bigarrow_turn(Direction::behind) == 3);
  CHECK(bigarrow_turn(Direction::left) == 5);
  CHECK(bigarrow_turn(Direction::ahead) == 7);
}

TEST_CASE("view: it changes by itself when languages turn and when the link grows old") {
  const Instant now = test::at("08:45") + Milliseconds(2'500);
  CHECK(changes_after(now, Milliseconds(0)) == Milliseconds(7'500));
  CHECK(changes_after(now, Milliseconds(9'000)) == Milliseconds(1'000));
  CHECK(changes_after(now, Milliseconds(119'500)) == Milliseconds(500));
  CHECK(changes_after(now, Milliseconds(500'000)) == Milliseconds(7'500));
}

TEST_CASE("view: no display may guess where it hangs") {
  CHECK(choose_display(clarington(), DeviceId{"lobby-1"}, DeviceId{"x"}).id.value == "lobby-1");
  CHECK(choose_display(clarington(), {}, DeviceId{"lobby-1"}).id.value == "lobby-1");
  CHECK_THROWS_AS(choose_display(clarington(), DeviceId{"lobby-9"}, DeviceId{"lobby-1"}),
                  std::runtime_error);
}
