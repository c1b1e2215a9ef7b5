// foyer site: whether a site's files are right, before a lobby stands still because of them.
#include <CLI/App.hpp>
#include <iostream>
#include <memory>
#include <optional>

#include "admin/commands.h"
#include "knowledge/read_articles.h"
#include "site/site_files.h"

namespace foyer::admin {
namespace {

ExitCode check(const std::filesystem::path& dir) {
  std::vector<Mistake> mistakes = check_site(dir);
  // Articles are held against the site's services and departments: only of a site that is right.
  std::optional<std::size_t> articles;
  if (mistakes.empty()) {
    knowledge::Articles read = knowledge::read_articles(load_site(dir));
    mistakes = std::move(read.mistakes);
    articles = read.all.size();
  }
  for (const Mistake& mistake : mistakes) std::cout << to_text(mistake) << '\n';
  for (const ReviewState& state : review_of_site(dir)) {
    if (state.unreviewed == 0) continue;
    std::cout << "for information: translations/" << state.language.value
              << ".po: " << state.unreviewed << " of " << state.texts
              << " texts are not reviewed\n";
  }
  if (articles) {
    std::cout << *articles
              << (*articles == 1 ? " article of knowledge\n" : " articles of knowledge\n");
  }
  if (mistakes.empty()) {
    std::cout << "no mistakes\n";
    return ExitCode::ok;
  }
  std::cout << mistakes.size() << (mistakes.size() == 1 ? " mistake\n" : " mistakes\n");
  return ExitCode::bad_site;
}

ExitCode texts(const std::filesystem::path& dir) {
  std::cout << template_of(texts_of_site(dir));
  return ExitCode::ok;
}

/// What a device of each place of the lobby is enrolled as.
ExitCode devices(const std::filesystem::path& dir) {
  const SiteFiles site = load_site(dir);
  std::cout << "role,id,name\n";
  for (const KioskInfo& kiosk : site.kiosks) {
    std::cout << "kiosk," << kiosk.id.value << ",\"" << kiosk.name << "\"\n";
  }
  for (const CounterInfo& counter : site.counters) {
    std::cout << "counter," << counter.id.value << ",\"" << counter.name << "\"\n";
  }
  for (const DisplayInfo& display : site.displays) {
    std::cout << "display," << display.id.value << ",\"" << display.name << "\"\n";
  }
  for (const CounterInfo& counter : site.counters) {
    const CounterPlace* place = find_counter(site.lobby, counter.id);
    if (place->customer_display.empty()) continue;
    std::cout << "display," << place->customer_display.value << ",\"" << counter.name
              << ", for the customer\"\n";
  }
  return ExitCode::ok;
}

}  // namespace

void add_site(CLI::App& app, Chosen& chosen) {
  auto dir = std::make_shared<std::filesystem::path>();
  CLI::App* site = app.add_subcommand("site", "A site's files");
  site->require_subcommand(1);
  CLI::App* check_command =
      site->add_subcommand("check", "All mistakes at once, with file, line, key and reason");
  check_command->footer("\nExample:\n  foyer site check assets/sites/clarington");
  check_command->add_option("dir", *dir, "Folder of the site")
      ->required()
      ->check(CLI::ExistingDirectory);
  check_command->callback([&chosen, dir] { chosen = [dir] { return check(*dir); }; });

  CLI::App* texts_command =
      site->add_subcommand("texts", "The texts to translate, as a gettext template (.pot)");
  texts_command->footer("\nExample:\n  foyer site texts assets/sites/clarington > texts.pot");
  texts_command->add_option("dir", *dir, "Folder of the site")
      ->required()
      ->check(CLI::ExistingDirectory);
  texts_command->callback([&chosen, dir] { chosen = [dir] { return texts(*dir); }; });

  CLI::App* devices_command =
      site->add_subcommand("devices", "Kiosks, counters and displays of the lobby, to enroll");
  devices_command->footer("\nExample:\n  foyer site devices assets/sites/clarington");
  devices_command->add_option("dir", *dir, "Folder of the site")
      ->required()
      ->check(CLI::ExistingDirectory);
  devices_command->callback([&chosen, dir] { chosen = [dir] { return devices(*dir); }; });
}

}  // namespace foyer::admin
