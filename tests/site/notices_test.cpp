// notices.toml: what is shown when and where, and what is wrong in it.
#include <doctest/doctest.h>

#include <algorithm>

#include "site/calendar.h"
#include "site/notices.h"
#include "tests/site/temp_site.h"

using namespace foyer;

namespace {

constexpr std::string_view two = R"(
[[notice]]
id = "pool"
text = "The pool is closed this week."
from = 2026-11-23T08:30:00
until = 2026-11-27
services = ["pay-tax"]

[[notice]]
id = "door"
text = "Please use the side door."
severity = "important"
where = ["display"]
)";

SiteFiles site_with(std::string_view notices) {
  const TempSite files;
  files.write("notices.toml", notices);
  return load_site(files.dir());
}

Instant at(const SiteFiles& site, const char* date, int hour, int minute) {
  return instant_of(site.hours, BusinessDate{date}, hour * 60 + minute);
}

std::string ids(const std::vector<const NoticeInfo*>& notices) {
  std::string all;
  for (const NoticeInfo* notice : notices) all += notice->id.value + " ";
  return all;
}

std::string mistakes_of(std::string_view notices) {
  const TempSite files;
  files.write("notices.toml", notices);
  return files.mistakes();
}

std::string with(std::string_view line) {
  return "[[notice]]\nid = \"pool\"\ntext = \"Closed.\"\n" + std::string(line) + "\n";
}

}  // namespace

TEST_CASE("notices: a site need not have any") {
  const TempSite files;
  CHECK(load_site(files.dir()).notices.empty());
}

TEST_CASE("notices: shown from the moment that is named until the end of the day that is named") {
  const SiteFiles site = site_with(two);
  CHECK(ids(notices_at(site, NoticePlace::kiosk, at(site, "2026-11-23", 8, 29), nullptr)).empty());
  CHECK(ids(notices_at(site, NoticePlace::kiosk, at(site, "2026-11-23", 8, 30), nullptr)) ==
        "pool ");
  CHECK(ids(notices_at(site, NoticePlace::kiosk, at(site, "2026-11-27", 23, 59), nullptr)) ==
        "pool ");
  CHECK(ids(notices_at(site, NoticePlace::kiosk, at(site, "2026-11-28", 0, 0), nullptr)).empty());
}

TEST_CASE("notices: important ones come first and each only where it is meant to be") {
  const SiteFiles site = site_with(two);
  const Instant now = at(site, "2026-11-26", 10, 42);
  CHECK(ids(notices_at(site, NoticePlace::display, now, nullptr)) == "door pool ");
  CHECK(ids(notices_at(site, NoticePlace::kiosk, now, nullptr)) == "pool ");
}

TEST_CASE("notices: of a service those that name it") {
  const SiteFiles site = site_with(two);
  const Instant now = at(site, "2026-11-26", 10, 42);
  CHECK(ids(notices_of(site, NoticePlace::kiosk, now, nullptr, ServiceId{"pay-tax"})) == "pool ");
  CHECK(notices_of(site, NoticePlace::kiosk, now, nullptr, ServiceId{"deck-permit"}).empty());
}

TEST_CASE("notices: their texts are among those to translate") {
  const TempSite files;
  files.write("notices.toml", two);
  const auto texts = texts_of_site(files.dir());
  CHECK(std::any_of(texts.begin(), texts.end(), [](const SiteText& text) {
    return text.text == "The pool is closed this week." && text.file == "notices.toml" &&
           text.line == 4;
  }));
}

TEST_CASE("notices: what is wrong is told with its line") {
  CHECK(mistakes_of("[[notice]]\nid = \"pool\"\n") ==
        "notices.toml:1: notice \"pool\".text: is missing");
  CHECK(mistakes_of(with("") + with("")) ==
        "notices.toml:6: notice \"pool\".id: the notice \"pool\" is already at notices.toml:2");
  CHECK(mistakes_of(with("from = \"tomorrow\"")) ==
        "notices.toml:4: notice \"pool\".from: must be a local time from 2000 to 2199 without "
        "quotes, "
        "like 2026-11-26T08:30:00, or a date");
  CHECK(mistakes_of(with("from = 2026-11-26T08:30:00Z")).find("must be a local time") !=
        std::string::npos);
  CHECK(
      mistakes_of(with("from = 2026-11-26\nuntil = 2026-11-25")) ==
      "notices.toml:5: notice \"pool\".until: is not after from: the notice would never be shown");
  CHECK(mistakes_of(with("from = 2026-11-26\nuntil = 2026-11-26")).empty());
  CHECK(mistakes_of(with("where = [\"kiosk\", \"web\"]")) ==
        "notices.toml:4: notice \"pool\".where: \"web\" is none of kiosk, display");
  CHECK(mistakes_of(with("where = []")) ==
        "notices.toml:4: notice \"pool\".where: says nowhere; leave it out for kiosk and display");
  CHECK(mistakes_of(with("severity = \"urgent\"")) ==
        "notices.toml:4: notice \"pool\".severity: \"urgent\" is none of information, important");
  CHECK(mistakes_of(with("services = [\"fly\"]"))
            .starts_with("notices.toml:4: notice \"pool\".services: no service \"fly\""));
  CHECK(
      mistakes_of(with("colour = \"red\"")).starts_with("notices.toml:4: notice \"pool\".colour:"));
}

TEST_CASE("notices: a prepared one is shown while a supervisor has switched it on") {
  const SiteFiles site = site_with(std::string(two) + R"(
[[notice]]
id = "slow"
text = "Everything takes longer today."
prepared = true
)");
  const Instant now = at(site, "2026-11-24", 9, 0);
  State state;
  state.day = Day{BusinessDate{"2026-11-24"}, now, now, now + std::chrono::hours(8)};
  const auto shown = [&](Instant when) {
    return ids(notices_at(site, NoticePlace::kiosk, when, &state));
  };
  CHECK(ids(notices_at(site, NoticePlace::kiosk, now, nullptr)) == "pool ");
  CHECK(shown(now) == "pool ");
  state.notices[NoticeId{"slow"}] = {NoticeId{"slow"}, Switch::on, now};
  CHECK(shown(now) == "pool slow ");
  // Also where the end of the day was not heard.
  CHECK(shown(now + std::chrono::hours(8)) == "pool ");
  state.notices[NoticeId{"pool"}] = {NoticeId{"pool"}, Switch::off, now};
  CHECK(shown(now) == "slow ");
  // Switched on again it is what its dates say, no more.
  state.notices[NoticeId{"pool"}].to = Switch::on;
  CHECK(shown(now) == "pool slow ");
  state.day->ends_at += std::chrono::hours(24 * 30);
  CHECK(shown(at(site, "2026-11-28", 9, 0)) == "slow ");
}

TEST_CASE("notices: one that was switched on has the first turn") {
  const SiteFiles site = site_with(two);
  const Instant now = at(site, "2026-11-24", 9, 0);
  const auto shown = notices_at(site, NoticePlace::display, now, nullptr);
  REQUIRE(ids(shown) == "door pool ");
  State state;
  CHECK_FALSE(just_switched_on(shown, now, &state, Seconds(20)));
  CHECK_FALSE(just_switched_on(shown, now, nullptr, Seconds(20)));
  state.notices[NoticeId{"pool"}] = {NoticeId{"pool"}, Switch::on, now};
  CHECK(just_switched_on(shown, now, &state, Seconds(20)) == 1);
  CHECK(just_switched_on(shown, now + Seconds(19), &state, Seconds(20)) == 1);
  CHECK_FALSE(just_switched_on(shown, now + Seconds(20), &state, Seconds(20)));
  state.notices[NoticeId{"door"}] = {NoticeId{"door"}, Switch::on, now + Seconds(5)};
  CHECK(just_switched_on(shown, now + Seconds(6), &state, Seconds(20)) == 0);
}

TEST_CASE("notices: what is prepared has no dates") {
  CHECK(mistakes_of(with("prepared = true\nuntil = 2026-11-27"))
            .starts_with("notices.toml:4: notice \"pool\".prepared: has no from and until"));
}
