// What the manager's board says: figures, counters, groups, and the one best action in words.
#include <doctest/doctest.h>

#include "site/advice_words.h"
#include "tests/display/board.h"

using namespace foyer;
using namespace foyer::test;
using namespace foyer::display;

namespace {

const CounterTile& tile(const ManagerView& view, const std::string& label) {
  for (const CounterTile& tile : view.counters) {
    if (tile.label == label) return tile;
  }
  throw std::runtime_error("no counter " + label);
}

const GroupRow& row(const ManagerView& view, const std::string& letter) {
  for (const GroupRow& row : view.groups) {
    if (row.letter == letter) return row;
  }
  throw std::runtime_error("no group " + letter);
}

std::string joined(const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) text += (text.empty() ? "" : " ") + sentence;
  return text;
}

std::string said(const AdviceWords& words) {
  return words.headline + ": " + joined(words.sentences);
}

std::string said(const foyer::Step& step, const Gain& gain, const std::string& language) {
  return said(words_of(clarington_texts().in(LanguageTag{language}), clarington(), {step, gain}));
}

const foyer::Step open_3{Action::open_counter, CounterId{"counter-3"}, {SkillId{"taxation"}}};
const foyer::Step lend_4{Action::lend_skill, CounterId{"counter-4"}, {SkillId{"clerks"}}};
const foyer::Step back_7{Action::end_break, CounterId{"counter-7"}, {SkillId{"bylaw"}}};

}  // namespace

TEST_CASE("advice words: what to do and what it brings with plurals of their own") {
  CHECK(said(open_3, {7, 0, 7 * 12 * 60, 38000}, "en") ==
        "Open counter 3 (Property tax): 7 people would wait about 12 minutes less each. "
        "4 more promises would be kept.");
  CHECK(said(open_3, {1, 0, 60, 10000}, "en") ==
        "Open counter 3 (Property tax): 1 person would wait about 1 minute less. "
        "1 more promise would be kept.");
  CHECK(said(lend_4, {2, 1, 4000, 0}, "en") ==
        "Send somebody to counter 4 who can do: Licences and certificates: "
        "1 person could be served whom no open counter can serve. 1 more would wait less.");
  CHECK(said(back_7, {3, 3, 9000, 4000}, "en") ==
        "Call counter 7 (By-laws and animals) back from its break: "
        "3 people could be served whom no open counter can serve.");
  CHECK(said(open_3, {0, 0, 50, 0}, "en") ==
        "Open counter 3 (Property tax): Those who wait would wait a little less.");
}

TEST_CASE("advice words: in French") {
  CHECK(said(open_3, {7, 0, 7 * 12 * 60, 38000}, "fr") ==
        "Ouvrir le guichet 3 (Impôts fonciers): 7 personnes attendraient chacune environ "
        "12 minutes de moins. 4 promesses de plus seraient tenues.");
  CHECK(said(back_7, {1, 1, 9000, 10000}, "fr") ==
        "Mettre fin à la pause du guichet 7 (Règlements et animaux): 1 personne qu’aucun guichet "
        "ouvert ne peut servir pourrait être servie. 1 promesse de plus serait tenue.");
}

TEST_CASE("advice words: every reason for none has a headline and a sentence") {
  SiteFiles site = clarington();
  for (const char* language : {"en", "fr"}) {
    const Texts in = clarington_texts().in(LanguageTag{language});
    for (std::size_t i = 0; i < word_count<NoAdvice>(); ++i) {
      const AdviceWords words = words_of(in, site, static_cast<NoAdvice>(i));
      CHECK_FALSE(words.headline.empty());
      REQUIRE(words.sentences.size() == 1);
      CHECK(words.sentences.front().find('{') == std::string::npos);
    }
  }
  const Texts in = clarington_texts().in(LanguageTag{"en"});
  CHECK(said(words_of(in, site, NoAdvice::enough_today)) ==
        "No more advice today: There were 4, as many as this site asks for.");
  site.lobby.rules.advice_day_max = 0;
  CHECK(said(words_of(in, site, NoAdvice::enough_today)) ==
        "Advice is switched off: This site asks for none.");
}

TEST_CASE("board: who waits and how long and whose promise is in danger") {
  const BoardNews news = busy_board();
  const ManagerView view = view_of(news);
  REQUIRE(view.figures.size() == 3);
  CHECK(view.figures[0].value == "12");
  CHECK(view.figures[0].note == "15 arrived today");
  CHECK(view.figures[1].value == "25");
  CHECK(view.figures[1].unit == "min");
  CHECK(view.figures[1].note == "A002, Taxes and payments");
  // The two of 08:55 were promised 20 minutes. Of the others those are at risk whose forecast ends
  // later than that.
  CHECK(view.figures[2].mark->words == "2 more are late already");
  int at_risk = 0;
  int late = 0;
  int waiting = 0;
  for (const GroupRow& group : view.groups) {
    at_risk += group.at_risk;
    late += group.late;
    waiting += std::stoi(group.waiting);
  }
  CHECK(view.figures[2].value == std::to_string(at_risk));
  CHECK(late == 2);
  CHECK(waiting == 12);
  CHECK(row(view, "A").late == 2);
  CHECK(row(view, "A").longest == "25 min");
  CHECK(row(view, "E").waiting == "1");
  CHECK(row(view, "E").longest == "5 min");
}

TEST_CASE("board: counters with who is there and since when") {
  const ManagerView view = view_of(busy_board());
  CHECK(view.counters_note == "3 open, 1 on a break, 4 closed");
  CHECK(tile(view, "1").words == "Serving A001");
  CHECK(tile(view, "1").over);
  CHECK(tile(view, "1").since.ends_with("min, over"));
  CHECK(tile(view, "1").clerk == "Clerk Of Counter 1");
  CHECK(tile(view, "2").words == "Serving C005");
  CHECK_FALSE(tile(view, "2").over);
  CHECK(tile(view, "2").since.starts_with("3 of "));
  CHECK(tile(view, "3").is == CounterTile::Is::calling);
  CHECK(tile(view, "3").since == "since 09:19");
  CHECK(tile(view, "4").words == "Short break");
  CHECK(tile(view, "4").since == "since 09:05");
  CHECK(tile(view, "5").words == "Closed");
  CHECK(tile(view, "5").since == "since 09:06");
  CHECK(tile(view, "5").clerk.empty());
  CHECK(tile(view, "8").since.empty());
  CHECK(tile(view, "6").advised);
  CHECK(tile(view, "6").name == "Building and planning");
  CHECK_FALSE(tile(view, "7").advised);
}

TEST_CASE("board: a promise counts by its own forecast and only until the first call") {
  Morning morning;
  morning.opens("08:30", "counter-1");
  wait_in_line(morning, "09:00", "pay-property-tax", 3);  // promised 20 minutes
  std::vector<const Visit*> waiting;
  for (const auto& [id, visit] : morning.state().visits) waiting.push_back(&visit);
  const auto visit = [&](std::size_t i) { return waiting[i]->id; };
  const Instant now = test::at("09:10");
  Waits waits{now, 1, {}, {}};
  // Called at 09:20 (as promised), at 09:21 (too late), as things are never.
  waits.visits = {{visit(0), 0, {WaitStatus::known, 600, 900}},
                  {visit(1), 1, {WaitStatus::known, 660, 900}},
                  {visit(2), 2, {WaitStatus::no_counter_open, 0, 0}}};
  CHECK(count_promises(waiting, &waits, now) == PromiseCount{2, 0});
  // Without a forecast: in the last quarter of the promise.
  CHECK(count_promises(waiting, nullptr, now) == PromiseCount{0, 0});
  CHECK(count_promises(waiting, nullptr, test::at("09:16")) == PromiseCount{3, 0});
  CHECK(count_promises(waiting, &waits, test::at("09:20:01")) == PromiseCount{0, 3});
  // Who was called waits for something else now.
  Visit called = *waiting[1];
  called.first_called_at = test::at("09:05");
  CHECK(count_promises({&called}, &waits, test::at("09:30")) == PromiseCount{0, 0});
}

TEST_CASE("board: what it does not know it does not claim") {
  BoardNews news = busy_board();
  news.advised.reset();
  news.waits.reset();
  const ManagerView view = view_of(news);
  CHECK_FALSE(view.best.to_do);
  CHECK(view.best.headline == "Not known now");
  CHECK(row(view, "A").joining == "not known now");
  CHECK(view.link == "Connected");
  CHECK(view.notice_lead.empty());

  BoardNews lost = busy_board();
  lost.silent = Seconds(20);
  const ManagerView stale = view_of(lost);
  CHECK(stale.link.empty());
  CHECK(stale.notice_lead + " " + stale.notice ==
        "The link to the queue server is lost. What is shown is of 09:19.");
  CHECK(stale.best.to_do);
  CHECK_FALSE(stale.stale);
  lost.silent = Seconds(180);
  const ManagerView old = view_of(lost);
  CHECK(old.stale);
  CHECK(old.notice == "What is shown is of 09:17, 3 minutes ago.");
  CHECK(old.best.headline == "Not known now");
  CHECK_FALSE(tile(old, "6").advised);
  // Nobody knows whether they still wait: it is what was true at the last news.
  CHECK(old.figures[1].value == "22");
  CHECK(row(old, "A").joining == "not known now");
}

TEST_CASE("board: before anything was heard there is only that") {
  BoardNews news;
  CHECK(view_of(news).figures.empty());
  CHECK(view_of(news).notice_lead.empty());
  news.silent = Seconds(11);
  CHECK(view_of(news).notice == "Nothing is known of the lobby yet.");
}

TEST_CASE("board: nobody waiting and a closed day are plain") {
  const ManagerView quiet = view_of(quiet_board());
  CHECK(quiet.best.headline == "Nothing to do");
  CHECK(joined(quiet.best.sentences) == "Nobody is waiting.");
  CHECK(quiet.figures[1].value == "–");
  CHECK(row(quiet, "A").waiting == "0");
  CHECK(row(quiet, "A").longest == "–");
  CHECK(quiet.figures[2].mark->words == "none is late");
  CHECK(tile(quiet, "1").words == "Free");
  BoardNews closed = quiet_board();
  closed.state->day.reset();
  CHECK(row(view_of(closed), "A").joining == "closed");
  BoardNews early = quiet_board();
  early.now = test::at("08:10");
  CHECK(row(view_of(early), "A").joining == "opens 08:30");
}

TEST_CASE("board: its language is one of the site's") {
  CHECK(choose_language(clarington(), "").value == "en");
  CHECK(choose_language(clarington(), "fr").value == "fr");
  CHECK_THROWS_WITH_AS(
      (void)choose_language(clarington(), "de"),
      "staff of the site do not read the language \"de\". Give --language with one of: en, fr",
      std::runtime_error);
}

TEST_CASE("board: overdue follow-ups are one alarm after those of devices") {
  BoardNews news = quiet_board();
  const auto add = [&news](const char* reference, std::chrono::hours late, FollowUpStatus status) {
    FollowUp follow_up;
    follow_up.reference = reference;
    follow_up.department = DepartmentId{"community-planning"};
    follow_up.status = status;
    follow_up.opened_at = news.now - std::chrono::hours(200);
    follow_up.due_at = news.now - late;
    news.state->follow_ups[reference] = follow_up;
  };
  add("F1-1", std::chrono::hours(-1), FollowUpStatus::opened);
  add("F2-1", std::chrono::hours(300), FollowUpStatus::done);
  CHECK(view_of(news).alarms.empty());
  add("F3-1", std::chrono::hours(24), FollowUpStatus::in_progress);
  add("F4-1", std::chrono::hours(48), FollowUpStatus::opened);
  const ManagerView view = view_of(news);
  REQUIRE(view.alarms.size() == 1);
  CHECK(view.alarms[0].title.words == "2 follow-ups are overdue");
  CHECK(view.alarms[0].title.mark == ui::Mark::at_risk);
  CHECK(view.alarms[0].text.starts_with("F4-1 was due "));
  const auto* department = find_department_info(clarington(), DepartmentId{"community-planning"});
  REQUIRE(department != nullptr);
  CHECK(view.alarms[0].text.ends_with(". " + department->name));
  CHECK(view.alarms_count == "1 alarm");
  news.devices = all_problems(news.now);
  CHECK(view_of(news).alarms.back().title.words == "2 follow-ups are overdue");
}

TEST_CASE("board: a clerk's call for help is the first alarm until somebody has seen to it") {
  BoardNews news = busy_board();
  news.devices = all_problems(news.now);
  const CounterId id = clarington().counters.front().id;
  Counter& counter = news.state->counters[id];
  counter.id = id;
  counter.alarm_since = news.now;
  const ManagerView view = view_of(news);
  REQUIRE(!view.alarms.empty());
  CHECK(view.alarms[0].title.words ==
        "Counter " + clarington().counters.front().label + " asks for help");
  CHECK(view.alarms[0].title.mark == ui::Mark::late);
  counter.alarm_since.reset();
  for (const Alarm& alarm : view_of(news).alarms) {
    CHECK(alarm.title.words.find("asks for help") == std::string::npos);
  }
}

TEST_CASE("board: a welcome desk's call for help is an alarm too") {
  BoardNews news = busy_board();
  const DeviceId desk{"desk-9"};
  news.state->desk_alarms[desk] = {desk, ClerkId{"ida"}, news.now};
  const ManagerView view = view_of(news);
  REQUIRE(!view.alarms.empty());
  CHECK(view.alarms[0].title.words == "The welcome desk asks for help");
  CHECK(view.alarms[0].text.ends_with("Go there now, and say nothing of it."));
}

TEST_CASE("board: nothing is said of alarms while nothing is wrong or nothing is known") {
  BoardNews news = busy_board();
  CHECK(view_of(news).alarms.empty());
  news.devices = protocol::DeviceReport{news.now, {}};
  CHECK(view_of(news).alarms.empty());
  CHECK(view_of(news).alarms_count.empty());
  news.devices = all_problems(news.now);
  CHECK(view_of(news).alarms.size() == word_count<protocol::DeviceProblem>() + 2);
  // What was heard two minutes ago claims nothing any more.
  news.silent = stale_after;
  CHECK(view_of(news).alarms.empty());
}

TEST_CASE("board: an alarm says where and what is wrong and since when and what to do") {
  using protocol::DeviceProblem;
  BoardNews news = busy_board();
  const Instant opened = test::at("09:12");
  news.devices = protocol::DeviceReport{
      news.now,
      {{DeviceId{"kiosk-1"},
        {{DeviceProblem::paper_out, opened}, {DeviceProblem::paper_low, test::at("09:19")}}},
       {DeviceId{"lobby-1"}, {{DeviceProblem::silent, test::at("09:15")}}},
       {DeviceId{"new-one"}, {{DeviceProblem::silent, opened - std::chrono::hours(15)}}}}};
  const ManagerView view = view_of(news);
  REQUIRE(view.alarms.size() == 4);
  // Somebody must go: the newest first; then where somebody should look.
  CHECK(view.alarms[0].title.words == "Display, Over the seats: not heard from");
  CHECK(view.alarms[0].title.mark == ui::Mark::late);
  CHECK(view.alarms[1].title.words == "Kiosk, Main entrance: no paper");
  CHECK(view.alarms[1].text == "Since 09:12. Put in a new roll of paper.");
  // A time of yesterday would be read as one of today.
  CHECK(view.alarms[2].title.words == "new-one: not heard from");
  CHECK(view.alarms[2].text == "See if it is on and its network cable is in.");
  CHECK(view.alarms[3].title.mark == ui::Mark::at_risk);
  CHECK(view.alarms_count == "4 alarms");
  CHECK(view_of(news, "fr").alarms[1].text == "Depuis 09:12. Mettez un nouveau rouleau de papier.");
}

TEST_CASE("board: every problem has words of its own in both languages") {
  for (const char* language : {"en", "fr"}) {
    BoardNews news = quiet_board();
    news.devices = all_problems(news.now);
    std::vector<std::string> words;
    for (const Alarm& alarm : view_of(news, language).alarms) {
      CHECK(alarm.text.find('{') == std::string::npos);
      words.push_back(alarm.title.words);
    }
    std::sort(words.begin(), words.end());
    CHECK(std::adjacent_find(words.begin(), words.end()) == words.end());
  }
}
