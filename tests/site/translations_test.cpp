// Texts in two languages: catalogues, plurals, and the forms of times, dates and waits.
#include "site/translations.h"

#include <doctest/doctest.h>

#include "site/calendar.h"
#include "site/po_file.h"
#include "tests/site/temp_site.h"

namespace foyer {

namespace {

const SiteFiles& small() {
  static const SiteFiles site = load_site(FOYER_SOURCE_DIR "/tests/site/small");
  return site;
}

const Translations& translations() {
  static const Translations all(FOYER_SOURCE_DIR "/assets", small());
  return all;
}

Texts english() {
  return translations().in({"en"});
}

Texts french() {
  return translations().in({"fr"});
}

Instant at(const char* date, int hour, int minute = 0) {
  return instant_of(small().hours, {date}, hour * 60 + minute);
}

}  // namespace

TEST_CASE("translations: texts of the programs with placeholders and plurals") {
  CHECK(english()(tr("am")) == "am");
  CHECK(english()(tr("under {high} min"), {{"high", "5"}}) == "under 5 min");
  CHECK(english()(tr_plural("{n} minute", "{n} minutes"), 1) == "1 minute");
  CHECK(english()(tr_plural("{n} minute", "{n} minutes"), 0) == "0 minutes");
  CHECK(english()(tr_plural("{n} minute", "{n} minutes"), 1234) == "1,234 minutes");
  CHECK(french()(tr_plural("{n} minute", "{n} minutes"), 0) == "0 minute");
  CHECK(french()(tr_plural("{n} minute", "{n} minutes"), 2) == "2 minutes");
}

TEST_CASE("translations: a value is never taken for a placeholder") {
  CHECK(english()(tr("{low}–{high} min"), {{"low", "{high}"}, {"high", "9"}}) == "{high}–9 min");
  CHECK(english()(tr("{low}–{high} min"), {{"low", "1"}}) == "1–{high} min");
}

TEST_CASE("translations: staff read their texts in the languages of staff and others in English") {
  const Text of_staff = tr("Language");
  CHECK(french()(of_staff) == "Langue");
  const TempSite site;
  site.change("site.toml", "staff = true", "staff = false");
  const SiteFiles files = load_site(site.dir());
  const Translations all(FOYER_SOURCE_DIR "/assets", files);
  CHECK(all.in({"fr"})(of_staff) == "Language");
  CHECK(all.in({"fr"})(tr("am")) == french()(tr("am")));
}

TEST_CASE("translations: texts of the site") {
  CHECK(english().of_site("Pay my tax") == "Pay my tax");
  CHECK(french().of_site("Pay my tax") == "fr: Pay my tax");
  CHECK(french().of_site("") == "");
}

TEST_CASE("translations: what is missing is shown in English and counted once") {
  const Translations fresh(FOYER_SOURCE_DIR "/assets", small());
  const Texts in = fresh.in({"fr"});
  // Not marked with tr: xgettext must not find it.
  const Text unknown{.context = "", .english = "Nobody says this"};
  const PluralText unknown_plural{.context = "", .one = "{n} elf", .many = "{n} elves"};
  CHECK(fresh.missing().empty());
  CHECK(in(unknown) == "Nobody says this");
  CHECK(in(unknown) == "Nobody says this");
  CHECK(in(unknown_plural, 2) == "2 elves");
  CHECK(in.of_site("Nor this") == "Nor this");
  CHECK(fresh.in({"en"})(unknown) == "Nobody says this");
  CHECK(fresh.missing() == std::vector<MissingText>{{{"fr"}, "Nobody says this", false},
                                                    {{"fr"}, "Nor this", true},
                                                    {{"fr"}, "{n} elf", false}});
}

TEST_CASE("translations: a language that the site lacks is English") {
  CHECK(translations().in({"ta"}).tag().value == "en");
  CHECK(translations().languages() == std::vector<LanguageTag>{{"en"}, {"fr"}});
  CHECK(french().own_name() == "Français");
  CHECK_FALSE(french().right_to_left());
}

TEST_CASE("translations: times of day for residents and for staff") {
  CHECK(english().time_of_day(at("2026-11-26", 10, 42)) == "10:42 am");
  CHECK(english().time_of_day(at("2026-11-26", 16, 30)) == "4:30 pm");
  CHECK(english().time_of_day(at("2026-11-26", 12, 5)) == "12:05 pm");
  CHECK(english().time_of_day(at("2026-11-26", 0)) == "12:00 am");
  CHECK(french().time_of_day(at("2026-11-26", 10, 42)) == "10\u00a0h\u00a042");
  CHECK(french().time_of_day(at("2026-11-26", 16, 5)) == "16\u00a0h\u00a005");
  CHECK(french().time_of_day(at("2026-11-26", 13)) == "13\u00a0h");
  CHECK(english().time_24(at("2026-11-26", 9, 5)) == "09:05");
  CHECK(french().time_24(at("2026-11-26", 16, 5)) == "16:05");
}

TEST_CASE("translations: dates") {
  CHECK(english().date(at("2026-11-26", 10)) == "Thu 26 Nov");
  CHECK(english().date_full(at("2026-11-26", 23, 59)) == "Thursday 26 November");
  CHECK(french().date(at("2026-11-26", 0)) == "jeu. 26 nov.");
  CHECK(french().date_full(at("2026-11-26", 10)) == "jeudi 26 novembre");
  CHECK(french().date_full(at("2026-12-01", 10)) == "mardi 1er décembre");
}

TEST_CASE("translations: numbers and shares") {
  CHECK(english().number(1234567) == "1,234,567");
  CHECK(french().number(1234567) == "1\u00a0234\u00a0567");
  CHECK(english().share(9000) == "90\u00a0%");
  CHECK(french().share(8250) == "83\u00a0%");
}

TEST_CASE("translations: waits are ranges of sensible steps") {
  const auto range = [](int p50_min, int p90_min) {
    return round_wait({WaitStatus::known, p50_min * 60, p90_min * 60});
  };
  CHECK(round_wait({WaitStatus::known, 0, 0}) == WaitRange{0, 5});
  CHECK(round_wait({WaitStatus::known, 100, 301}) == WaitRange{0, 10});
  CHECK(round_wait({WaitStatus::known, 290, 880}) == WaitRange{5, 15});
  CHECK(round_wait({WaitStatus::known, 600, 600}) == WaitRange{10, 10});
  CHECK(round_wait({WaitStatus::known, 500, 480}) == WaitRange{10, 10});
  CHECK(range(18, 30) == WaitRange{20, 30});
  CHECK(range(18, 31) == WaitRange{20, 40});
  CHECK(range(34, 61) == WaitRange{30, 70});
  CHECK(range(36, 90) == WaitRange{40, 90});
  CHECK(range(36, 91) == WaitRange{30, 120});
  CHECK(range(14, 91) == WaitRange{0, 120});
  CHECK(range(85, 121) == WaitRange{90, 150});
  CHECK(range(125, 100) == WaitRange{120, 120});
  CHECK(range(7 * 24 * 60, 7 * 24 * 60) == WaitRange{10080, 10080});
}

TEST_CASE("translations: waits in plain words") {
  const auto both = [](const Texts& in, int p50_min, int p90_min) {
    const Wait wait{WaitStatus::known, p50_min * 60, p90_min * 60};
    return in.wait(wait) + " | " + in.wait(wait, Length::brief);
  };
  CHECK(both(english(), 0, 2) == "under 5 minutes | under 5 min");
  CHECK(both(english(), 5, 14) == "5 to 15 minutes | 5–15 min");
  CHECK(both(english(), 10, 10) == "about 10 minutes | 10 min");
  CHECK(both(english(), 40, 90) == "40 to 90 minutes | 40–90 min");
  CHECK(both(english(), 90, 120) == "1½ to 2 hours | 1½–2 h");
  CHECK(both(english(), 30, 120) == "½ to 2 hours | ½–2 h");
  CHECK(both(english(), 120, 120) == "about 2 hours | 2 h");
  CHECK(both(english(), 5, 140) == "under 2½ hours | under 2½ h");
  CHECK(both(french(), 0, 2) == "moins de 5 minutes | moins de 5\u00a0min");
  CHECK(both(french(), 5, 14) == "5 à 15 minutes | 5–15\u00a0min");
  CHECK(both(french(), 90, 120) == "1\u00a0h\u00a030 à 2\u00a0h | 1\u00a0h\u00a030 à 2\u00a0h");
  CHECK(both(french(), 30, 120) == "30\u00a0min à 2\u00a0h | 30\u00a0min à 2\u00a0h");
  CHECK(both(french(), 5, 140) == "moins de 2\u00a0h\u00a030 | moins de 2\u00a0h\u00a030");
}

TEST_CASE("translations: about is said of what has two ends") {
  CHECK(has_two_ends({WaitStatus::known, 600, 1200}));
  CHECK_FALSE(has_two_ends({WaitStatus::known, 600, 600}));
  CHECK_FALSE(has_two_ends({WaitStatus::known, 0, 1200}));
  CHECK_FALSE(has_two_ends(Wait{}));
}

TEST_CASE("translations: where a wait has no number it says why") {
  const Wait late{WaitStatus::after_closing, 0, 0};
  CHECK(english().wait(Wait{}) == "no counter is open for this");
  CHECK(english().wait(Wait{}, Length::brief) == "no counter is open");
  CHECK(english().wait(late) == "probably not before closing time");
  CHECK(english().wait(late, Length::brief) == "not before closing");
  CHECK(french().wait(Wait{}) == "aucun guichet n’est ouvert pour cela");
  CHECK(french().wait(late, Length::brief) == "pas avant la fermeture");
}

TEST_CASE("translations: spans and promises") {
  CHECK(english().minutes(Seconds(60)) == "1 minute");
  CHECK(english().minutes(Seconds(61)) == "2 minutes");
  CHECK(english().minutes(Seconds(1200), Length::brief) == "20 min");
  CHECK(english().promise(9000, Seconds(1200)) == "9 in 10 within 20 min");
  CHECK(english().promise(8500, Seconds(1200)) == "85\u00a0% within 20 min");
  CHECK(french().promise(9000, Seconds(1200)) == "9 sur 10 en moins de 20\u00a0min");
}

TEST_CASE("translations: a catalogue that is wrong stops with msgfmt's own words") {
  const TempSite site;
  site.change("translations/fr.po", "msgid \"Pay\"\n", "msgid \"Pay\n");
  const SiteFiles files = load_site(site.dir());
  CHECK_THROWS_WITH_AS(Translations(FOYER_SOURCE_DIR "/assets", files),
                       doctest::Contains("end-of-line within string"), std::runtime_error);
  CHECK_THROWS_WITH_AS(Translations(site.dir(), files), doctest::Contains("fr.po"),
                       std::runtime_error);
}

TEST_CASE("translations: languages from right to left and scripts of other lands") {
  const TempSite site;
  site.change(
      "site.toml", "tag = \"fr\"\nname = \"Français\"\nstaff = true",
      "tag = \"ur\"\nname = \"اردو\"\n\n[[language]]\ntag = \"zh-Hant\"\nname = \"繁體中文\"");
  site.change("services/town.toml", "search.fr", "search.ur");
  std::string po = site.read("translations/fr.po");
  po.replace(po.find("fr: Pay my tax"), 14, "میرا ٹیکس");
  const std::filesystem::path assets = site.dir() / "assets";
  std::filesystem::create_directories(assets / "translations");
  for (const char* tag : {"ur", "zh-Hant"}) {
    const std::string file = std::string("translations/") + tag + ".po";
    site.write(file, po);
    // Without entries of its own: the programs' texts stay English.
    site.write("assets/" + file, po.substr(0, po.find("\n\n")) + "\n");
  }
  const SiteFiles files = load_site(site.dir());
  const Translations all(assets, files);
  CHECK(all.in({"ur"}).right_to_left());
  CHECK_FALSE(all.in({"zh-Hant"}).right_to_left());
  CHECK(all.in({"ur"}).of_site("Pay my tax") == "میرا ٹیکس");
  CHECK(all.in({"zh-Hant"}).date(at("2026-11-26", 10)) == "週四 26 11月");
  CHECK(all.in({"ur"}).number(1234) == "1,234");
}

TEST_CASE("translations: from right to left a value is kept together") {
  const SiteFiles clarington = load_site(FOYER_SOURCE_DIR "/assets/sites/clarington");
  const Translations all(FOYER_SOURCE_DIR "/assets", clarington);
  const Texts arabic = all.in({"ar"});
  const Instant morning = instant_of(clarington.hours, {"2026-11-26"}, 10 * 60 + 42);
  const auto begins_isolated = [](const std::string& text) { return text.starts_with("\u2068"); };
  CHECK(begins_isolated(arabic.time_of_day(morning)));
  CHECK(arabic.time_of_day(morning).find("10:42") != std::string::npos);
  // Not marked with tr: xgettext must not find it.
  const Text call{.context = "", .english = "Call {phone} in {n}"};
  CHECK(arabic(call, {{"phone", "905-555-0142"}, {"n", "5"}}) ==
        "Call \u2068905-555-0142\u2069 in 5");
  CHECK(all.in({"en"})(call, {{"phone", "905-555-0142"}, {"n", "5"}}) == "Call 905-555-0142 in 5");
}

TEST_CASE("translations: times dates and numbers of every language have figures from 0 to 9") {
  const SiteFiles clarington = load_site(FOYER_SOURCE_DIR "/assets/sites/clarington");
  const Translations all(FOYER_SOURCE_DIR "/assets", clarington);
  const Instant evening = instant_of(clarington.hours, {"2026-12-01"}, 16 * 60 + 5);
  CHECK(all.languages().size() == 14);
  for (const LanguageTag& tag : all.languages()) {
    CAPTURE(tag.value);
    const Texts in = all.in(tag);
    const std::string time = in.time_of_day(evening);
    CHECK((time.find("4") != std::string::npos || time.find("16") != std::string::npos));
    CHECK(time.find("05") != std::string::npos);
    CHECK(in.date_full(evening).find('1') != std::string::npos);
    CHECK(in.share(9000).find("90") != std::string::npos);
    CHECK(in.number(1234567).front() == '1');
    for (const std::int64_t n : {0, 1, 2, 3, 11, 21, 100}) {
      const std::string minutes = in(tr_plural("{n} minute", "{n} minutes"), n);
      CHECK(!minutes.empty());
      CHECK(minutes.find('{') == std::string::npos);
    }
  }
  CHECK(all.in({"pl"})(tr_plural("{n} minute", "{n} minutes"), 3) !=
        all.in({"pl"})(tr_plural("{n} minute", "{n} minutes"), 5));
}

TEST_CASE("catalogues: read as msgfmt reads them") {
  const auto entries = read_po(
      "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\n"
      "#. a remark\n#: a.cpp\n#, fuzzy, c-format\nmsgctxt \"button\"\nmsgid \"Open \\\"it\\\"\"\n"
      "msgstr \"Ouvrir\"\n"
      "\nmsgid \"\"\n\"{n} per\"\n\"son\"\nmsgid_plural \"{n} people\"\n"
      "msgstr[0] \"{n} personne\"\nmsgstr[1] \"\"\n\n#~ msgid \"gone\"\n#~ msgstr \"parti\"\n");
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].context == "button");
  CHECK(entries[0].english == "Open \"it\"");
  CHECK(entries[0].unreviewed);
  CHECK(entries[0].line == 8);
  CHECK(entries[1].english == "{n} person");
  CHECK(entries[1].plural == "{n} people");
  CHECK(entries[1].translations == std::vector<std::string>{"{n} personne", ""});
  CHECK(fault_of(entries[0]) == "");
  CHECK(fault_of(entries[1]) == "has no translation");
}

TEST_CASE("catalogues: placeholders must be the same") {
  PoEntry entry{.context = "",
                .english = "{n} of {all}",
                .plural = "",
                .translations = {"{all}, {n}"},
                .unreviewed = false,
                .line = 1};
  CHECK(fault_of(entry) == "");
  entry.translations = {"{n} de {tout}"};
  CHECK(fault_of(entry) == "has the placeholders {all} {n}, its translation {n} {tout}");
  entry.english = "{n} person";
  entry.plural = "{n} people";
  entry.translations = {"une personne", "{n} personnes"};
  CHECK(fault_of(entry) == "");
  entry.context = "format of a date";
  entry.translations = {"{day}", "{day}"};
  CHECK(fault_of(entry) == "");
}

}  // namespace foyer
