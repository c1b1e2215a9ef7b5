// Every kind of mistake in a site's files, and the very line that is told for it.
#include <doctest/doctest.h>

#include <random>

#include "tests/site/temp_site.h"

namespace foyer {

namespace {

struct Case {
  std::string file;
  std::string from;
  std::string to;
  std::string told;
};

void check_cases(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    CAPTURE(one.to);
    const TempSite site;
    site.change(one.file, one.from, one.to);
    CHECK(site.mistakes() == one.told);
  }
}

}  // namespace

TEST_CASE("mistakes: the small site has none") {
  const TempSite site;
  CHECK(site.mistakes() == "");
  CHECK(site.all_mistakes() == "");
}

TEST_CASE("mistakes: references that lead nowhere") {
  check_cases({
      {"services/town.toml", "group = \"taxes\"", "group = \"Z\"",
       "services/town.toml:4: service \"pay-tax\".group: no group \"Z\"; groups are permits, "
       "taxes"},
      {"services/town.toml", "\"tax-payments\"", "\"tax\"",
       "services/town.toml:3: service \"pay-tax\".touchpoint: no touchpoint \"tax\"; touchpoints "
       "are "
       "internal, mowing, permits, tax-payments\n"
       "touchpoints.toml:2: touchpoint \"tax-payments\": no service comes of it; write one, or "
       "listed = false if nobody comes for it"},
      {"services/town.toml", "  \"bill\"", "  \"bil\"",
       "services/town.toml:10: service \"pay-tax\".bring: no item \"bil\"; items are bill, "
       "photo-id, "
       "receipt"},
      {"services/town.toml", "item = \"photo-id\"", "item = \"photo\"",
       "services/town.toml:11: service \"pay-tax\".bring.item: no item \"photo\"; items are bill, "
       "photo-id, receipt"},
      {"services/town.toml", "delivers = [\"receipt\"]", "delivers = [\"paper\"]",
       "services/town.toml:13: service \"pay-tax\".delivers: no item \"paper\"; items are bill, "
       "photo-id, receipt"},
      {"departments.toml", "part_of = \"finance\"", "part_of = \"taxation\"",
       "departments.toml:19: department \"taxation\".part_of: no department \"taxation\"; "
       "departments "
       "are finance"},
      {"departments.toml", "skill = \"tax\"", "skill = \"taxes\"",
       "departments.toml:21: department \"taxation\".skill: no skill \"taxes\"; skills are desk, "
       "tax"},
      {"touchpoints.toml", "department = \"taxation\"", "department = \"taxes\"",
       "touchpoints.toml:3: touchpoint \"tax-payments\".department: no department \"taxes\"; "
       "departments are finance, parks, taxation"},
      {"lobby.toml", "skills = [\"desk\"]", "skills = [\"dask\"]",
       "lobby.toml:5: counter \"counter-1\".skills: no skill \"dask\"; skills are desk, tax"},
      {"lobby.toml", "arrows.counter-2", "arrows.counter-9",
       "lobby.toml:32: display \"lobby-1\".arrows.counter-9: no counter \"counter-9\""},
      {"site.toml", "desk_skill = \"desk\"", "desk_skill = \"front\"",
       "site.toml:4: desk_skill: no skill \"front\"; skills are desk, tax"},
      {"brand.toml", "logo.svg", "mark.svg",
       "brand.toml:4: logo: there is no file \"mark.svg\" in the site's folder"},
      {"services/town.toml", "search.fr", "search.de",
       "services/town.toml:8: service \"pay-tax\".search.de: the site has no language \"de\""},
  });
}

TEST_CASE("mistakes: the same thing twice") {
  check_cases({
      {"services/town.toml", "id = \"deck-permit\"", "id = \"pay-tax\"",
       "services/town.toml:20: service \"pay-tax\".id: the service \"pay-tax\" is already at "
       "services/town.toml:2"},
      {"groups.toml", "letter = \"B\"", "letter = \"A\"",
       "groups.toml:10: group \"permits\".letter: group \"taxes\" has the letter A already"},
      {"lobby.toml", "label = \"2\"", "label = \"1\"",
       "lobby.toml:11: counter \"counter-2\".label: counter \"counter-1\" has the label \"1\" "
       "already"},
      {"lobby.toml", "id = \"lobby-1\"", "id = \"kiosk-1\"",
       "lobby.toml:27: display \"kiosk-1\".id: the device \"kiosk-1\" is already at lobby.toml:18"},
      {"hours.toml", "2026-12-24", "2026-07-01",
       "hours.toml:17: holiday 2.date: 2026-07-01 is there twice"},
      {"site.toml", "tag = \"fr\"", "tag = \"en\"",
       "services/town.toml:8: service \"pay-tax\".search.fr: the site has no language \"fr\"\n"
       "site.toml:12: language 2.tag: the language \"en\" is there twice"},
      {"lobby.toml", "[\"tax\", \"desk\"]", "[\"tax\", \"tax\"]",
       "lobby.toml:13: counter \"counter-2\".skills: \"tax\" is named twice"},
      {"services/town.toml", "item = \"photo-id\"", "item = \"bill\"",
       "services/town.toml:11: service \"pay-tax\".bring: \"bill\" is named twice"},
      {"services/town.toml", "\"tax\", \"bill\"", "\"tax\", \"tax\"",
       "services/town.toml:7: service \"pay-tax\".search.en: \"tax\" stands there twice"},
      {"jobs.toml", "id = \"use\"", "id = \"payment\"",
       "jobs.toml:20: job \"payment\".id: the job \"payment\" is there twice"},
  });
}

TEST_CASE("mistakes: words to search for in files of their own") {
  const TempSite site;
  std::filesystem::create_directories(site.dir() / "search");
  site.write("search/fr.toml", "[services]\ndeck-permit = [\"terrasse\"]\n");
  CHECK(site.mistakes() == "");
  CHECK(find_service_info(load_site(site.dir()), {"deck-permit"})->search.at("fr") ==
        std::vector<std::string>{"terrasse"});
  site.write(
      "search/fr.toml",
      "[services]\npay-tax = [\"impôt\"]\ndeck = [\"terrasse\"]\nask-mowing = []\n[other]\n");
  site.write("search/de.toml", "[services]\n");
  CHECK(
      site.mistakes() ==
      "search/de.toml: the site has no language \"de\"\n"
      "search/fr.toml:2: services.pay-tax: the service has search.fr already, at "
      "services/town.toml:2\n"
      "search/fr.toml:3: services.deck: no service \"deck\"; services are ask-mowing, deck-permit, "
      "pay-tax\n"
      "search/fr.toml:4: services.ask-mowing: must name at least one\n"
      "search/fr.toml:5: other: unknown key; keys are places, services");
}

TEST_CASE("mistakes: letters that look like digits") {
  for (const char* letter : {"I", "O", "Q"}) {
    const TempSite site;
    site.change("groups.toml", "letter = \"A\"", std::string("letter = \"") + letter + "\"");
    CHECK(site.mistakes() ==
          "groups.toml:3: group \"taxes\".letter: I, O and Q look like digits and are not used");
  }
  check_cases({{"groups.toml", "letter = \"A\"", "letter = \"AB\"",
                "groups.toml:3: group \"taxes\".letter: must be one letter from A to Z"}});
}

TEST_CASE("mistakes: times and dates that cannot be read") {
  check_cases({
      {"hours.toml", "\"8:30-16:30\"", "\"8.30-16.30\"",
       "hours.toml:4: weekdays.monday: \"8.30-16.30\" is no opening time, like \"8:30-16:30\" or "
       "\"closed\""},
      {"hours.toml", "\"8:30-16:30\"", "\"8:30\"",
       "hours.toml:4: weekdays.monday: \"8:30\" is no opening time, like \"8:30-16:30\" or "
       "\"closed\""},
      {"hours.toml", "\"8:30-16:30\"", "\"8:30-24:01\"",
       "hours.toml:4: weekdays.monday: \"8:30-24:01\" is no opening time, like \"8:30-16:30\" or "
       "\"closed\""},
      {"hours.toml", "\"8:30-16:30\"", "\"16:30-8:30\"",
       "hours.toml:4: weekdays.monday: \"16:30-8:30\" closes before it opens"},
      {"hours.toml", "America/Toronto", "America/Bowmanville",
       "hours.toml:1: time_zone: there is no time zone \"America/Bowmanville\"; an example is "
       "\"America/Toronto\""},
      {"hours.toml", "date = 2026-07-01", "date = \"1 July\"",
       "hours.toml:13: holiday 1.date: must be a date from 2000 to 2199 without quotes, like "
       "2026-07-01"},
      {"groups.toml", "\"20 min\"", "\"20\"",
       "groups.toml:5: group \"taxes\".promised_wait: \"20\" is no time span, like \"90 s\", \"15 "
       "min\" or \"1 h\""},
      {"groups.toml", "\"20 min\"", "\"-5 min\"",
       "groups.toml:5: group \"taxes\".promised_wait: \"-5 min\" is no time span, like \"90 s\", "
       "\"15 min\" or \"1 h\""},
      {"services/town.toml", "\"6 min\"", "\"20 h\"",
       "services/town.toml:14: service \"pay-tax\".expected_handle: \"20 h\" is not between 30 s "
       "and "
       "14400 s"},
  });
}

TEST_CASE("mistakes: out of bounds or of another kind") {
  check_cases({
      {"groups.toml", "standard_share = 90", "standard_share = 101",
       "groups.toml:6: group \"taxes\".standard_share: must be a whole number from 50 to 100"},
      {"groups.toml", "standard_share = 90", "standard_share = \"90\"",
       "groups.toml:6: group \"taxes\".standard_share: must be a whole number from 50 to 100"},
      {"site.toml", "stage = 2.0", "stage = 2.05",
       "site.toml:3: stage: must be a stage from 1.0 to 9.9, like 2.0"},
      {"site.toml", "stage = 2.0", "stage = nan",
       "site.toml:3: stage: must be a stage from 1.0 to 9.9, like 2.0"},
      {"lobby.toml", "x = 2.0", "x = nan",
       "lobby.toml:6: counter \"counter-1\".x: must be a number from 0 to 1000"},
      {"site.toml", "https://queue.example/t/{token}", "http://queue.example/t/{token}",
       "site.toml:5: status_url: \"http://queue.example/t/{token}\" is no address that begins with "
       "https://"},
      {"site.toml", "{token}", "token", "site.toml:5: status_url: must have {token} in it, once"},
      {"site.toml", "region = \"CA\"", "region = \"Ca\"",
       "site.toml:2: region: must be a country's two letters, like \"CA\""},
      {"site.toml", "tag = \"fr\"", "tag = \"French\"",
       "services/town.toml:8: service \"pay-tax\".search.fr: the site has no language \"fr\"\n"
       "site.toml:12: language 2.tag: is no language tag like \"fr\" or \"zh-Hans\""},
      {"brand.toml", "#0B5D66", "teal", "brand.toml:3: accent: must be a colour like \"#0B5D66\""},
      {"brand.toml", "logo.svg", "../logo.svg",
       "brand.toml:4: logo: must be the name of an .svg file in the site's folder"},
      {"touchpoints.toml", "\"partial\"", "\"Partial\"",
       "touchpoints.toml:6: touchpoint \"tax-payments\".centralization: \"Partial\" is none of "
       "full, "
       "partial, none"},
      {"touchpoints.toml", "listed = false", "listed = \"no\"",
       "touchpoints.toml:26: touchpoint \"internal\": no service comes of it; write one, or listed "
       "= "
       "false if nobody comes for it\n"
       "touchpoints.toml:31: touchpoint \"internal\".listed: must be true or false"},
      {"lobby.toml", "x = 2.0", "x = -2.0",
       "lobby.toml:6: counter \"counter-1\".x: must be a number from 0 to 1000"},
      {"lobby.toml", "facing = 270", "facing = 400",
       "lobby.toml:22: kiosk \"kiosk-1\".facing: must be a number from 0 to 360"},
      {"lobby.toml", "screen_top_mm = 1459", "screen_top_mm = 700",
       "lobby.toml:24: kiosk \"kiosk-1\".screen_top_mm: is not above screen_bottom_mm"},
      {"lobby.toml", "= \"right\"", "= \"east\"",
       "lobby.toml:32: display \"lobby-1\".arrows.counter-2: \"east\" is none of ahead, "
       "ahead_right, "
       "right, behind_right, behind, behind_left, left, ahead_left"},
      {"lobby.toml", "label = \"1\"", "label = \"Desk 1\"",
       "lobby.toml:3: counter \"counter-1\".label: has 6 bytes, at most 4 fit"},
      {"items.toml", "id = \"bill\"", "id = \"Bill\"",
       "items.toml:2: item \"Bill\".id: \"Bill\" is no id: 1 to 64 of a-z, 0-9 and -\n"
       "services/town.toml:10: service \"pay-tax\".bring: no item \"bill\"; items are photo-id, "
       "receipt"},
      {"services/town.toml", "bring = [", "bring = [ 5,",
       "services/town.toml:9: service \"pay-tax\".bring: must be a text: \"…\""},
      {"services/town.toml", "delivers = [\"receipt\"]", "delivers = \"receipt\"",
       "services/town.toml:13: service \"pay-tax\".delivers: must be a list: [ … ]"},
      {"services/town.toml", "online.url = \"https://small.example/tax\"\nonline.text", "online",
       "services/town.toml:16: service \"pay-tax\".online: must be a table: [online]"},
  });
}

TEST_CASE("mistakes: texts that nobody should see") {
  check_cases({
      {"services/town.toml", "\"Pay my tax\"", "\"\"",
       "services/town.toml:5: service \"pay-tax\".name: is empty"},
      {"services/town.toml", "\"Pay my tax\"", "\"Pay my tax \"",
       "services/town.toml:5: service \"pay-tax\".name: begins or ends with a blank"},
      {"services/town.toml", "\"Pay my tax\"", "\"Pay\\nmy tax\"",
       "services/town.toml:5: service \"pay-tax\".name: has a line break or a control character"},
      {"services/town.toml", "\"Pay my tax\"", "\"" + std::string(61, 'x') + "\"",
       "services/town.toml:5: service \"pay-tax\".name: has 61 bytes, at most 60 fit"},
  });
}

TEST_CASE("mistakes: what is missing and what is unknown") {
  check_cases({
      {"services/town.toml", "name = \"Pay my tax\"\n", "",
       "services/town.toml:1: service \"pay-tax\".name: is missing"},
      {"services/town.toml", "expected_handle = \"6 min\"\n", "",
       "services/town.toml:1: service \"pay-tax\".expected_handle: is missing"},
      {"services/town.toml", "id = \"pay-tax\"\n", "",
       "services/town.toml:1: service 1.id: is missing"},
      {"touchpoints.toml", "stage = 2.0\n", "",
       "touchpoints.toml:1: touchpoint \"tax-payments\".stage: is missing: only a touchpoint of "
       "centralization none has no stage"},
      {"departments.toml", "phone = \"905-555-0102\"\n", "",
       "departments.toml:24: department \"parks\".phone: is missing: residents are referred to "
       "this "
       "department"},
      {"hours.toml", "sunday = \"closed\"\n", "", "hours.toml:3: weekdays.sunday: is missing"},
      {"services/town.toml", "description = \"For a deck.\"",
       "description = \"For a deck.\"\ncolour = \"red\"",
       "services/town.toml:25: service \"deck-permit\".colour: unknown key; the nearest of 17 keys "
       "is \"group\""},
      {"site.toml", "private_days", "privat_days",
       "site.toml:16: privacy.privat_days: unknown key; keys are clerk_first_name, private_days, "
       "screen_clears, "
       "screen_idle"},
      {"services/town.toml", "referral.place", "promised_wait = \"5 min\"\nreferral.place",
       "services/town.toml:36: service \"ask-mowing\".promised_wait: unknown key; keys are bring, "
       "delivers, description, group, id, job, name, online, referral, search, touchpoint"},
      {"jobs.toml", "[[job]]\nid = \"payment\"", "[[jab]]\nid = \"payment\"",
       "jobs.toml:1: jab: unknown key; keys are job\n"
       "jobs.toml:7: job: has 3 entries; 4 to 4 are possible"},
  });
}

TEST_CASE("mistakes: what no counter serves and what nobody can ask for") {
  check_cases({
      {"lobby.toml", "[\"tax\", \"desk\"]", "[\"desk\"]",
       "services/town.toml:2: service \"pay-tax\": no counter has the skill \"tax\""},
      {"services/town.toml", "touchpoint = \"mowing\"", "touchpoint = \"internal\"",
       "services/town.toml:31: service \"ask-mowing\".touchpoint: touchpoint \"internal\" has "
       "listed "
       "= false\n"
       "touchpoints.toml:19: touchpoint \"mowing\": no service comes of it; write one, or listed = "
       "false if nobody comes for it"},
      {"departments.toml", "skill = \"tax\"\n", "",
       "services/town.toml:1: service \"pay-tax\".specialist_skill: is missing: the service is "
       "partial and its department has no skill"},
      {"site.toml", "tag = \"en\"", "tag = \"es\"",
       "services/town.toml:7: service \"pay-tax\".search.en: the site has no language \"en\"\n"
       "site.toml:7: language: the first must be \"en\": the files' own texts are English"},
  });
}

TEST_CASE("mistakes: files that are missing or no TOML") {
  const TempSite site;
  site.change("groups.toml", "letter = \"B\"", "letter = B\"");
  const std::string told = site.mistakes();
  CHECK(told.find("groups.toml:10: no TOML: ") != std::string::npos);

  std::filesystem::remove(site.dir() / "lobby.toml");
  CHECK(site.mistakes().find("lobby.toml: the file is missing or cannot be read") !=
        std::string::npos);

  std::filesystem::remove_all(site.dir() / "services");
  CHECK(site.mistakes().find("services: there is no services/*.toml") != std::string::npos);

  CHECK_THROWS_AS((void)load_site(site.dir() / "nowhere"), std::filesystem::filesystem_error);
}

TEST_CASE("mistakes: all are told at once and in the order of the files") {
  const TempSite site;
  site.change("groups.toml", "letter = \"A\"", "letter = \"O\"");
  site.change("services/town.toml", "group = \"taxes\"", "group = \"Z\"");
  site.change("services/town.toml", "name = \"Pay my tax\"", "name = \"\"");
  site.change("hours.toml", "\"8:30-16:30\"", "\"soon\"");
  try {
    (void)load_site(site.dir());
    FAIL("load_site is content");
  } catch (const SiteMistakes& told) {
    REQUIRE(told.mistakes().size() == 4);
    CHECK(told.mistakes()[0].file == "groups.toml");
    CHECK(told.mistakes()[1].file == "hours.toml");
    CHECK(told.mistakes()[2].line == 4);
    CHECK(told.mistakes()[3].line == 5);
  }
}

TEST_CASE("mistakes: translations that are missing or unused or have other placeholders") {
  const TempSite site;
  site.change("services/town.toml", "\"Pay my tax\"", "\"Pay my {year} tax\"");
  CHECK(site.mistakes() == "");
  CHECK(site.all_mistakes() ==
        "services/town.toml:5: \"Pay my {year} tax\": has no translation in translations/fr.po\n"
        "translations/fr.po:98: \"Pay my tax\": is no text of the site: it has changed or gone");

  site.change("translations/fr.po", "msgid \"Pay my tax\"\nmsgstr \"fr: Pay my tax\"",
              "msgid \"Pay my {year} tax\"\nmsgstr \"fr: Pay my {ear} tax\"");
  CHECK(site.all_mistakes() ==
        "translations/fr.po:98: \"Pay my {year} tax\": has the placeholders {year}, its "
        "translation {ear}");

  site.change("translations/fr.po", "fr: Pay my {ear} tax", "");
  CHECK(site.all_mistakes() == "translations/fr.po:98: \"Pay my {year} tax\": has no translation");
}

TEST_CASE("mistakes: a catalogue that msgfmt refuses or that is not there") {
  const TempSite site;
  site.change("translations/fr.po", "msgstr \"fr: Pay\"", "msgstr \"fr: Pay");
  const std::string told = site.all_mistakes();
  CHECK(told.find("msgfmt refuses it") != std::string::npos);
  CHECK(told.find("end-of-line within string") != std::string::npos);

  std::filesystem::remove(site.dir() / "translations/fr.po");
  CHECK(site.all_mistakes() == "translations/fr.po: the file is missing or cannot be read");
}

TEST_CASE("mistakes: files damaged at random never do worse than a list of mistakes") {
  const std::uint64_t seed = 20261126;
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  const std::vector<std::string> files{
      "site.toml",   "brand.toml", "hours.toml",       "jobs.toml",  "departments.toml",
      "groups.toml", "items.toml", "touchpoints.toml", "lobby.toml", "services/town.toml"};
  const std::string_view signs = "\"[]{}=.,# \n0a-\xff";
  const TempSite site;
  int refused = 0;
  for (int i = 0; i < 300; ++i) {
    const std::string& file = files[random() % files.size()];
    const std::string whole = site.read(file);
    std::string damaged = whole;
    for (int change = 0; change < 2; ++change) {
      damaged[random() % damaged.size()] = signs[random() % signs.size()];
    }
    site.write(file, damaged);
    refused += site.mistakes().empty() ? 0 : 1;
    site.write(file, whole);
  }
  CHECK(refused > 150);
  CHECK(site.mistakes() == "");
}

}  // namespace foyer
