// The parts of a site that stand for themselves, and the order in which the files are read.
// The service catalogue is in read_catalogue.cpp, the lobby in read_lobby.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "engine/follow_up.h"
#include "site/calendar.h"
#include "site/reading.h"

namespace foyer {

namespace site_reading {

namespace {

/// The weights of choose.
void read_order(Table& table, Rules& rules) {
  rules.passed_over_max =
      table.duration("passed_over_max", {5 * 60, 8 * 3600}, rules.passed_over_max);
  rules.promise_margin_pct =
      static_cast<int>(table.integer("promise_margin", {0, 1000}, rules.promise_margin_pct));
  rules.tie_slack = table.duration("tie_slack", {0, 1800}, rules.tie_slack);
  rules.appointment_wait =
      table.duration("appointment_wait", {60, 4 * 3600}, rules.appointment_wait);
  rules.appointment_late_max =
      table.duration("appointment_late_max", {0, 4 * 3600}, rules.appointment_late_max);
  rules.appointment_early_max =
      table.duration("appointment_early_max", {0, 12 * 3600}, rules.appointment_early_max);
  rules.slow_head_start = table.duration("slow_head_start", {0, 1800}, rules.slow_head_start);
  rules.far_head_start = table.duration("far_head_start", {0, 1800}, rules.far_head_start);
}

/// When the manager is advised to do something.
void read_advice(Table& table, Rules& rules) {
  rules.advice_promises_least =
      static_cast<int>(table.integer("advice_promises", {1, 1000}, rules.advice_promises_least));
  rules.advice_wait_least =
      table.duration("advice_wait", {60, 100 * 3600}, rules.advice_wait_least);
  rules.advice_visits_least =
      static_cast<int>(table.integer("advice_visits", {1, 1000}, rules.advice_visits_least));
  rules.advice_after = table.duration("advice_after", {0, 3600}, rules.advice_after);
  rules.advice_rest = table.duration("advice_rest", {0, 8 * 3600}, rules.advice_rest);
  rules.advice_day_max =
      static_cast<int>(table.integer("advice_day_max", {0, 100}, rules.advice_day_max));
  rules.lunch_least = table.duration("lunch_least", {0, 4 * 3600}, rules.lunch_least);
  rules.short_break_least = table.duration("short_break_least", {0, 3600}, rules.short_break_least);
}

void read_rules(Table& table, Rules& rules) {
  rules.recalls_max = static_cast<int>(table.integer("recalls_max", {0, 20}, rules.recalls_max));
  rules.recall_after = table.duration("recall_after", {0, 600}, rules.recall_after);
  rules.call_expires_after =
      table.duration("call_expires_after", {30, 3600}, rules.call_expires_after);
  rules.take_back_within = table.duration("take_back_within", {0, 60}, rules.take_back_within);
  rules.undo_within = table.duration("undo_within", {0, 60}, rules.undo_within);
  rules.bring_back_within =
      table.duration("bring_back_within", {0, 24 * 3600}, rules.bring_back_within);
  rules.forgotten_after_factor = static_cast<int>(
      table.integer("forgotten_after_factor", {0, 20}, rules.forgotten_after_factor));
  rules.forgotten_after_least =
      table.duration("forgotten_after_least", {60, 8 * 3600}, rules.forgotten_after_least);
  rules.park_max = table.duration("park_max", {60, 8 * 3600}, rules.park_max);
  rules.feedback_within = table.duration("feedback_within", {0, 24 * 3600}, rules.feedback_within);
  rules.needs_max = static_cast<int>(table.integer("needs_max", {1, 16}, rules.needs_max));
  rules.present_max =
      static_cast<int>(table.integer("present_max", {10, 10000}, rules.present_max));
  const std::int64_t share = rules.priority_share_bp / 100;
  rules.priority_share_bp =
      static_cast<int>(table.integer("priority_share", {10, 100}, share)) * 100;
  rules.kiosk_priority = table.flag("kiosk_priority", rules.kiosk_priority);
  rules.alone_numbers =
      static_cast<int>(table.integer("alone_numbers", {0, 100}, rules.alone_numbers));
  rules.kiosk_tickets_at_once = static_cast<int>(
      table.integer("kiosk_tickets_at_once", {1, 100}, rules.kiosk_tickets_at_once));
  rules.kiosk_tickets_a_minute = static_cast<int>(
      table.integer("kiosk_tickets_a_minute", {0, 1000}, rules.kiosk_tickets_a_minute));
  rules.follow_up_days =
      static_cast<int>(table.integer("follow_up_days", {1, 60}, rules.follow_up_days));
  rules.follow_ups_max = static_cast<int>(table.integer(
      "follow_ups_max", {10, static_cast<std::int64_t>(follow_ups_most)}, rules.follow_ups_max));
  read_order(table, rules);
  read_advice(table, rules);
}

void read_privacy(Table& table, Privacy& privacy) {
  privacy.clerk_first_name = table.flag("clerk_first_name", privacy.clerk_first_name);
  privacy.private_days =
      static_cast<int>(table.integer("private_days", {1, 3650}, privacy.private_days));
  privacy.screen_idle = table.duration("screen_idle", {20, 600}, privacy.screen_idle);
  privacy.screen_clears = table.duration("screen_clears", {10, 120}, privacy.screen_clears);
}

bool is_language_tag(std::string_view tag) {
  const std::string_view primary = tag.substr(0, tag.find('-'));
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto alphanumeric = [&](char c) {
    return lower(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  return primary.size() >= 2 && primary.size() <= 3 && tag.size() <= 20 && tag.back() != '-' &&
         std::all_of(primary.begin(), primary.end(), lower) &&
         std::all_of(tag.begin(), tag.end(), alphanumeric);
}

/// Letters, figures, "-" and "+" (variants): it goes to another program as an argument. May be
/// empty.
bool is_voice_name(std::string_view voice) {
  return !voice.starts_with('-') && std::all_of(voice.begin(), voice.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '+' || c == '_';
  });
}

void read_languages(Table& file, SiteFiles& site) {
  file.tables("language", {1, 40}, [&](Table& table) {
    LanguageInfo info;
    info.tag.value = table.text("tag", Presence::required, 20);
    info.own_name = table.text("name", Presence::required, 60);
    info.voice = table.text("voice", Presence::optional, 40);
    if (!is_voice_name(info.voice)) {
      table.mistake("voice", "is no voice like \"fr-fr\"; espeak-ng --voices names them");
    }
    info.staff = table.flag("staff", info.tag.value == "en");
    info.lobby = table.flag("lobby", info.tag.value == "en");
    if (!info.tag.value.empty() && !is_language_tag(info.tag.value)) {
      table.mistake("tag", "is no language tag like \"fr\" or \"zh-Hans\"");
    }
    if (info.tag.value == "en" && !info.staff) {
      table.mistake("staff", "is always true for \"en\": the programs' own texts are English");
    }
    const auto same = [&](const LanguageInfo& other) { return other.tag == info.tag; };
    if (std::any_of(site.languages.begin(), site.languages.end(), same)) {
      table.mistake("tag", fmt::format("the language \"{}\" is there twice", info.tag.value));
    }
    site.languages.push_back(std::move(info));
  });
  if (!site.languages.empty() && site.languages.front().tag.value != "en") {
    file.mistake("language", "the first must be \"en\": the files' own texts are English");
  }
  for (const LanguageInfo& info : site.languages) {
    site.lobby.languages.push_back(info.tag);
    if (info.lobby || info.tag.value == "en") site.lobby_languages.push_back(info.tag);
  }
}

void read_status_url(Table& file, SiteFiles& site) {
  site.status_url = file.https_url("status_url", Presence::required);
  if (site.status_url.empty()) return;
  const std::string_view token = "{token}";
  const std::size_t first = site.status_url.find(token);
  if (first == std::string::npos || site.status_url.find(token, first + 1) != std::string::npos) {
    file.mistake("status_url", "must have {token} in it, once");
  }
}

void read_way_url(Table& file, SiteFiles& site) {
  site.way_url = file.https_url("way_url", Presence::optional);
  if (site.way_url.empty() || site.way_url.find("{to}") != std::string::npos) return;
  file.mistake("way_url", "must have {to} in it, and may have {from} and {options}");
}

void read_site_file(Table& file, Catalogue& in) {
  SiteFiles& site = in.site;
  Declared sites{"site", {}};
  site.lobby.id.value = file.id(sites);
  site.region = file.text("region", Presence::required, 2);
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (!site.region.empty() &&
      (site.region.size() != 2 || !std::all_of(site.region.begin(), site.region.end(), upper))) {
    file.mistake("region", "must be a country's two letters, like \"CA\"");
  }
  site.stage_tenths = file.stage("stage", Presence::required).value_or(0);
  read_status_url(file, site);
  site.appointments = file.flag("appointments", site.appointments);
  read_way_url(file, site);
  // The skill is declared in departments.toml, which is read later.
  in.desk_skill = file.text("desk_skill", Presence::required, name_length_max);
  in.desk_skill_line = file.line_of("desk_skill");
  read_languages(file, site);
  file.table("privacy", Presence::optional, [&](Table& t) { read_privacy(t, site.privacy); });
  file.table("rules", Presence::optional, [&](Table& t) { read_rules(t, site.lobby.rules); });
}

void read_brand(Table& file, SiteFiles& site) {
  Brand& brand = site.brand;
  brand.name = file.shown("name", Presence::required, 80);
  brand.short_name = file.shown("short_name", Presence::required, 40);
  brand.accent = file.text("accent", Presence::required, 7);
  const bool hex = brand.accent.size() == 7 && brand.accent.front() == '#' &&
                   brand.accent.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
  if (!brand.accent.empty() && !hex) file.mistake("accent", "must be a colour like \"#0B5D66\"");
  const std::string logo = file.text("logo", Presence::required, 100);
  if (logo.empty()) return;
  const bool plain = logo.find('/') == std::string::npos && logo.ends_with(".svg");
  if (!plain) return file.mistake("logo", "must be the name of an .svg file in the site's folder");
  brand.logo = site.dir / logo;
  if (!std::filesystem::is_regular_file(brand.logo)) {
    file.mistake("logo", fmt::format("there is no file \"{}\" in the site's folder", logo));
  }
}

void read_holidays(Table& file, Hours& hours) {
  file.tables("holiday", {0, 400}, [&](Table& table) {
    Holiday holiday;
    holiday.date = table.date("date");
    holiday.name = table.shown("name", Presence::required, 80);
    holiday.hours = table.opening("hours", Presence::optional);
    const auto same = [&](const Holiday& other) { return other.date == holiday.date; };
    if (std::any_of(hours.holidays.begin(), hours.holidays.end(), same)) {
      table.mistake("date", holiday.date.value + " is there twice");
    }
    if (!holiday.date.value.empty()) hours.holidays.push_back(std::move(holiday));
  });
  std::sort(hours.holidays.begin(), hours.holidays.end(),
            [](const Holiday& a, const Holiday& b) { return a.date < b.date; });
}

void read_hours(Table& file, Hours& hours) {
  static constexpr std::array<std::string_view, 7> weekdays{
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  hours.time_zone = file.text("time_zone", Presence::required, 60);
  if (!hours.time_zone.empty() && !time_zone_exists(hours.time_zone)) {
    file.mistake("time_zone", fmt::format("there is no time zone \"{}\"; an example is "
                                          "\"America/Toronto\"",
                                          hours.time_zone));
  }
  file.table("weekdays", Presence::required, [&](Table& table) {
    for (std::size_t day = 0; day < weekdays.size(); ++day) {
      hours.by_weekday[day] = table.opening(weekdays[day], Presence::required);
    }
  });
  read_holidays(file, hours);
}

void read_jobs(Table& file, SiteFiles& site) {
  file.tables("job", {word_count<Job>(), word_count<Job>()}, [&](Table& table) {
    const Job job = table.word<Job>("id");
    const bool twice =
        std::find(site.job_order.begin(), site.job_order.end(), job) != site.job_order.end();
    if (twice) table.mistake("id", fmt::format("the job \"{}\" is there twice", foyer::word(job)));
    JobInfo info{.job = job,
                 .name = table.shown("name", Presence::required, 40),
                 .line = table.shown("line", Presence::required, 90),
                 .question = table.shown("question", Presence::required, 90)};
    site.jobs[static_cast<std::size_t>(job)] = std::move(info);
    site.job_order.push_back(job);
  });
}

/// The engine looks things up in these by bisection.
void sort_lobby(Site& lobby) {
  const auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
  std::sort(lobby.services.begin(), lobby.services.end(), by_id);
  std::sort(lobby.counters.begin(), lobby.counters.end(), by_id);
  std::sort(lobby.notices.begin(), lobby.notices.end(), by_id);
  for (CounterPlace& counter : lobby.counters) {
    std::sort(counter.skills.begin(), counter.skills.end());
  }
}

}  // namespace

SiteFiles read_site(Reading& reading) {
  Catalogue in;
  in.site.dir = reading.dir;
  SiteFiles& site = in.site;
  read_file(reading, "site.toml", [&](Table& file) { read_site_file(file, in); });
  read_file(reading, "brand.toml", [&](Table& file) { read_brand(file, site); });
  read_file(reading, "hours.toml", [&](Table& file) { read_hours(file, site.hours); });
  read_file(reading, "jobs.toml", [&](Table& file) { read_jobs(file, site); });
  read_catalogue(reading, in);
  read_building(reading, in);
  read_search_words(reading, in);
  read_lobby(reading, in);
  read_notices(reading, in);
  check_building(reading, in);
  sort_lobby(site.lobby);
  std::sort(reading.mistakes.begin(), reading.mistakes.end());
  return std::move(in.site);
}

}  // namespace site_reading

namespace {

site_reading::Reading open_dir(const std::filesystem::path& dir) {
  // Throws where the folder cannot be read: that is no mistake in its files.
  [[maybe_unused]] const std::filesystem::directory_iterator readable(dir);
  return {.dir = dir, .mistakes = {}, .texts = {}};
}

}  // namespace

SiteFiles load_site(const std::filesystem::path& dir) {
  site_reading::Reading reading = open_dir(dir);
  SiteFiles site = site_reading::read_site(reading);
  if (!reading.mistakes.empty()) throw SiteMistakes(std::move(reading.mistakes));
  return site;
}

std::vector<Mistake> check_site(const std::filesystem::path& dir) {
  site_reading::Reading reading = open_dir(dir);
  const SiteFiles site = site_reading::read_site(reading);
  site_reading::check_translations(reading, site);
  std::sort(reading.mistakes.begin(), reading.mistakes.end());
  return std::move(reading.mistakes);
}

std::vector<ReviewState> review_of_site(const std::filesystem::path& dir) {
  site_reading::Reading reading = open_dir(dir);
  const SiteFiles site = site_reading::read_site(reading);
  return site_reading::count_reviews(dir, site);
}

std::vector<SiteText> texts_of_site(const std::filesystem::path& dir) {
  site_reading::Reading reading = open_dir(dir);
  [[maybe_unused]] const SiteFiles site = site_reading::read_site(reading);
  return site_reading::each_once(reading.texts);
}

}  // namespace foyer
