// foyer site: whether a site's files are right, before a lobby stands still because of them.
#include <CLI/App.hpp>
#include <iostream>
#include <memory>

#include "admin/commands.h"
#include "site/site_files.h"

namespace foyer::admin {
namespace {

ExitCode check(const std::filesystem::path& dir) {
  const std::vector<Mistake> mistakes = check_site(dir);
  for (const Mistake& mistake : mistakes) std::cout << to_text(mistake) << '\n';
  for (const ReviewState& state : review_of_site(dir)) {
    if (state.unreviewed == 0) continue;
    std::cout << "for information: translations/" << state.language.value
              << ".po: " << state.unreviewed << " of " << state.texts
              << " texts are not reviewed\n";
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
}

}  // namespace foyer::admin
