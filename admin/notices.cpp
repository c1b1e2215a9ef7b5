// foyer notices: what a lobby says to everybody today, and a supervisor's changes of it, by an
// administrator's device.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <iomanip>
#include <iostream>
#include <memory>

#include "admin/commands.h"
#include "admin/parts.h"
#include "admin/server_line.h"
#include "engine/state.h"
#include "site/notices.h"

namespace foyer::admin {
namespace {

struct NoticesOptions {
  std::filesystem::path device;
  std::filesystem::path site;
  std::string notice;
  std::string to;
};

bool is_among(const std::vector<const NoticeInfo*>& shown, const NoticeInfo& notice) {
  return std::find(shown.begin(), shown.end(), &notice) != shown.end();
}

/// "kiosk, display", "kiosk" or "-": where it is shown now.
std::string where_now(const SiteFiles& site, const NoticeInfo& notice, const State& state,
                      Instant now) {
  std::string places;
  for (std::size_t i = 0; i < word_count<NoticePlace>(); ++i) {
    const auto place = static_cast<NoticePlace>(i);
    if (!is_among(notices_at(site, place, now, &state), notice)) continue;
    places += (places.empty() ? "" : ", ") + std::string(word(place));
  }
  return places.empty() ? "-" : places;
}

std::string by_whom(const NoticeInfo& notice, const State& state) {
  const auto switched = state.notices.find(notice.id);
  if (switched != state.notices.end()) {
    return "switched " + std::string(word(switched->second.to)) + " since " +
           utc_text(switched->second.since);
  }
  return notice.prepared ? "prepared" : "by its dates";
}

ExitCode list(const NoticesOptions& options) {
  const SiteFiles site = load_site(options.site);
  const protocol::Answer answer =
      ServerLine(options.device).ask(protocol::Query{protocol::GetSnapshot{}});
  const State& state = answer.snapshot->state;
  const Instant now = system_now();
  std::cout << std::left << std::setw(28) << "notice" << std::setw(18) << "shown now"
            << std::setw(38) << "because"
            << "text\n";
  for (const NoticeInfo& notice : site.notices) {
    std::cout << std::setw(28) << notice.id.value << std::setw(18)
              << where_now(site, notice, state, now) << std::setw(38) << by_whom(notice, state)
              << notice.text << '\n';
  }
  return ExitCode::ok;
}

ExitCode change(const NoticesOptions& options) {
  require_name(options.notice, "a notice");
  ServerLine(options.device)
      .ask(Command{SwitchNotice{{options.notice}, *from_word<Switch>(options.to)}});
  std::cout << options.notice << " is " << options.to << " for today.\n";
  return ExitCode::ok;
}

using Options = std::shared_ptr<NoticesOptions>;

CLI::App* add(CLI::App& notices, Chosen& chosen, const Options& options, const char* name,
              const char* about, ExitCode (*run)(const NoticesOptions&)) {
  CLI::App* command = notices.add_subcommand(name, about);
  command->add_option("--device", options->device, "Device file of the role admin")
      ->required()
      ->check(CLI::ExistingFile);
  command->callback([&chosen, options, run] { chosen = [options, run] { return run(*options); }; });
  return command;
}

}  // namespace

void add_notices(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<NoticesOptions>();
  CLI::App* notices =
      app.add_subcommand("notices", "What kiosks and displays say to everybody today");
  notices->require_subcommand(1);
  notices->footer(
      "\nExamples:\n"
      "  foyer notices list --site assets/sites/clarington --device run/admin.device\n"
      "  foyer notices switch slow-today on --device run/admin.device");
  CLI::App* command = add(*notices, chosen, options, "list",
                          "All of the site's files, and which of them are shown now", list);
  command->add_option("--site", options->site, "Folder of the site")
      ->required()
      ->check(CLI::ExistingDirectory);
  command = add(*notices, chosen, options, "switch",
                "Shows one from now on, or no more; until the day ends", change);
  command->add_option("notice", options->notice, "Its id in notices.toml")->required();
  command->add_option("to", options->to)->required()->check(CLI::IsMember(words<Switch>()));
}

}  // namespace foyer::admin
