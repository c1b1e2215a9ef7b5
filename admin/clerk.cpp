// foyer clerk: who may sign in at a counter, and what they can serve.
#include <CLI/App.hpp>
#include <algorithm>
#include <iomanip>
#include <iostream>
#include <memory>

#include "admin/commands.h"
#include "admin/parts.h"
#include "link/secret.h"
#include "queue-server/access_store.h"
#include "queue-server/data_folder.h"
#include "site/site_files.h"

namespace foyer::admin {
namespace {

struct ClerkOptions {
  server::DataFolder folder;
  std::string id;
  std::string name;
  std::vector<std::string> skills;
  std::vector<std::string> languages;
  std::filesystem::path site;
  std::vector<std::string> roles{"counter"};
  std::vector<std::string> rights{std::string(word(Right::call_out_of_order))};
  bool from_standard_input = false;

  [[nodiscard]] SecretFrom secret_from() const {
    return from_standard_input ? SecretFrom::standard_input : SecretFrom::terminal;
  }
};

constexpr std::size_t languages_max = 40;

template <class Range, class Text>
std::string joined(const Range& range, Text text_of) {
  std::string text;
  for (const auto& element : range) {
    if (!text.empty()) text += ',';
    text += text_of(element);
  }
  return text;
}

/// As on the link: the journal tells them of an open counter.
bool is_language_tag(std::string_view text) {
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto allowed = [&lower](char c) {
    return lower(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  return text.size() >= 2 && text.size() <= 16 && lower(text.front()) &&
         std::all_of(text.begin(), text.end(), allowed);
}

/// Sorted, each once. Throws CommandError for one that is none, or that the site has not, where
/// the site is told; SiteMistakes.
std::vector<LanguageTag> languages_of(const ClerkOptions& options) {
  std::vector<LanguageTag> languages;
  for (const std::string& text : options.languages) {
    if (!is_language_tag(text)) {
      throw CommandError("\"" + text + "\" is no language tag like fr or zh-Hans");
    }
    languages.push_back({text});
  }
  std::sort(languages.begin(), languages.end());
  languages.erase(std::unique(languages.begin(), languages.end()), languages.end());
  if (languages.size() > languages_max) {
    throw CommandError("a clerk speaks at most " + std::to_string(languages_max) + " languages");
  }
  if (options.site.empty()) return languages;
  const std::vector<LanguageTag> known = load_site(options.site).lobby.languages;
  for (const LanguageTag& tag : languages) {
    if (std::find(known.begin(), known.end(), tag) != known.end()) continue;
    throw CommandError("the site has no language " + tag.value + "; it has " +
                       joined(known, [](const LanguageTag& one) { return one.value; }));
  }
  return languages;
}

/// Sorted, each once; "none" is no right.
std::vector<Right> rights_of(const ClerkOptions& options) {
  std::vector<Right> rights;
  for (const std::string& text : options.rights) {
    if (const auto right = from_word<Right>(text)) rights.push_back(*right);
  }
  std::sort(rights.begin(), rights.end());
  rights.erase(std::unique(rights.begin(), rights.end()), rights.end());
  return rights;
}

ExitCode add(const ClerkOptions& options) {
  require_name(options.id, "a clerk");
  server::Clerk clerk;
  clerk.id.value = options.id;
  clerk.name = options.name;
  clerk.all_skills = options.skills == std::vector<std::string>{"all"};
  if (!clerk.all_skills) {
    for (const std::string& skill : options.skills) {
      require_name(skill, "a skill");
      clerk.skills.push_back({skill});
    }
    std::sort(clerk.skills.begin(), clerk.skills.end());
  }
  clerk.languages = languages_of(options);
  clerk.rights = rights_of(options);
  for (const std::string& role : options.roles) clerk.roles.push_back(*from_word<Role>(role));
  server::AccessStore store(options.folder.access(), server::OpenMode::read_write);
  store.add_clerk(clerk, link::hash_secret(read_secret(options.secret_from())));
  std::cout << "Added the clerk " << options.id << ".\n";
  return ExitCode::ok;
}

ExitCode list(const ClerkOptions& options) {
  server::AccessStore store(options.folder.access(), server::OpenMode::read_only);
  const std::vector<server::SignedIn> sessions = store.sessions();
  std::cout << std::left << std::setw(16) << "clerk" << std::setw(16) << "name" << std::setw(10)
            << "state" << std::setw(20) << "roles" << std::setw(24) << "signed in at"
            << std::setw(12) << "languages" << std::setw(30) << "rights"
            << "skills\n";
  for (const server::Clerk& clerk : store.clerks()) {
    std::string at;
    for (const server::SignedIn& session : sessions) {
      if (session.clerk == clerk.id) at += (at.empty() ? "" : ",") + session.device.value;
    }
    std::cout << std::setw(16) << clerk.id.value << std::setw(16) << clerk.name << std::setw(10)
              << (clerk.disabled ? "disabled" : "active") << std::setw(20)
              << joined(clerk.roles, [](Role role) { return word(role); }) << std::setw(24)
              << (at.empty() ? "-" : at) << std::setw(12)
              << (clerk.languages.empty()
                      ? "-"
                      : joined(clerk.languages, [](const LanguageTag& tag) { return tag.value; }))
              << std::setw(30)
              << (clerk.rights.empty()
                      ? "-"
                      : joined(clerk.rights, [](Right right) { return word(right); }))
              << (clerk.all_skills
                      ? "all"
                      : joined(clerk.skills, [](const SkillId& skill) { return skill.value; }))
              << '\n';
  }
  return ExitCode::ok;
}

ExitCode disable(const ClerkOptions& options) {
  server::AccessStore store(options.folder.access(), server::OpenMode::read_write);
  if (!store.disable_clerk({options.id})) throw CommandError("there is no clerk " + options.id);
  std::cout << "Disabled " << options.id << ", and signed out everywhere.\n";
  return ExitCode::ok;
}

ExitCode set_secret(const ClerkOptions& options) {
  server::AccessStore store(options.folder.access(), server::OpenMode::read_write);
  const std::string hash = link::hash_secret(read_secret(options.secret_from()));
  if (!store.set_secret({options.id}, hash)) {
    throw CommandError("there is no clerk " + options.id);
  }
  std::cout << "Set the secret of " << options.id << "; the clerk is active.\n";
  return ExitCode::ok;
}

ExitCode set_languages(const ClerkOptions& options) {
  const std::vector<LanguageTag> languages = languages_of(options);
  server::AccessStore store(options.folder.access(), server::OpenMode::read_write);
  if (!store.set_languages({options.id}, languages)) {
    throw CommandError("there is no clerk " + options.id);
  }
  std::cout << "Set the languages of " << options.id
            << "; they hold from the next time a counter is opened.\n";
  return ExitCode::ok;
}

ExitCode set_rights(const ClerkOptions& options) {
  server::AccessStore store(options.folder.access(), server::OpenMode::read_write);
  if (!store.set_rights({options.id}, rights_of(options))) {
    throw CommandError("there is no clerk " + options.id);
  }
  std::cout << "Set the rights of " << options.id << "; they hold at once.\n";
  return ExitCode::ok;
}

CLI::Option* add_rights(CLI::App& app, ClerkOptions& options) {
  std::vector<std::string> words(word_table<Right>.begin(), word_table<Right>.end());
  words.emplace_back("none");
  return app
      .add_option("--rights", options.rights,
                  "What else the clerk may do: call somebody who is not next, supervise; or none")
      ->delimiter(',')
      ->check(CLI::IsMember(words))
      ->capture_default_str();
}

CLI::Option* add_languages(CLI::App& app, ClerkOptions& options) {
  app.add_option("--site", options.site, "The site's files: its languages are the only ones then");
  return app
      .add_option("--languages", options.languages,
                  "What the clerk speaks, as tags with commas: en,fr")
      ->delimiter(',');
}

void add_secret_option(CLI::App& app, ClerkOptions& options) {
  app.add_flag("--pin-from-stdin", options.from_standard_input,
               "Read the PIN or password from standard input instead of asking for it");
}

void add_id(CLI::App& app, ClerkOptions& options) {
  app.add_option("id", options.id, "Of the clerk: a to z, 0 to 9, '-'")->required();
  add_data_option(app, options.folder.path);
}

void add_add(CLI::App& clerk, Chosen& chosen, const std::shared_ptr<ClerkOptions>& options) {
  CLI::App* command = clerk.add_subcommand("add", "Add a clerk");
  command->footer(
      "\nExamples:\n  foyer clerk add ann --name Ann --skills all --data run/data\n"
      "  echo 4711 | foyer clerk add ben --name Ben --skills tax,permits --languages en,fr \\\n"
      "      --pin-from-stdin --data run/data");
  add_id(*command, *options);
  command->add_option("--name", options->name, "First name, as colleagues see it")->required();
  command->add_option("--skills", options->skills, "all, or skills of the site, with commas")
      ->required()
      ->delimiter(',');
  add_languages(*command, *options);
  command->add_option("--roles", options->roles, "At which devices the clerk may sign in")
      ->delimiter(',')
      ->check(CLI::IsMember({"counter", "manager", "admin"}))
      ->capture_default_str();
  add_rights(*command, *options);
  add_secret_option(*command, *options);
  command->callback([&chosen, options] { chosen = [options] { return add(*options); }; });
}

}  // namespace

void add_clerk(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ClerkOptions>();
  CLI::App* clerk = app.add_subcommand("clerk", "Who may sign in, and what they can serve");
  clerk->require_subcommand(1);
  add_add(*clerk, chosen, options);

  CLI::App* list_command =
      clerk->add_subcommand("list", "All clerks, and where they are signed in");
  add_data_option(*list_command, options->folder.path);
  list_command->callback([&chosen, options] { chosen = [options] { return list(*options); }; });

  CLI::App* disable_command =
      clerk->add_subcommand("disable", "A clerk may not sign in any more, and is signed out");
  add_id(*disable_command, *options);
  disable_command->callback(
      [&chosen, options] { chosen = [options] { return disable(*options); }; });

  CLI::App* languages_command = clerk->add_subcommand(
      "set-languages", "What a clerk speaks, instead of what was said before");
  add_id(*languages_command, *options);
  add_languages(*languages_command, *options)->required();
  languages_command->callback(
      [&chosen, options] { chosen = [options] { return set_languages(*options); }; });

  CLI::App* rights_command = clerk->add_subcommand(
      "set-rights", "What else a clerk may do, instead of what was said before");
  add_id(*rights_command, *options);
  add_rights(*rights_command, *options)->required();
  rights_command->callback(
      [&chosen, options] { chosen = [options] { return set_rights(*options); }; });

  CLI::App* secret_command =
      clerk->add_subcommand("set-secret", "A new PIN or password; also enables the clerk again");
  add_id(*secret_command, *options);
  add_secret_option(*secret_command, *options);
  secret_command->callback(
      [&chosen, options] { chosen = [options] { return set_secret(*options); }; });
}

}  // namespace foyer::admin
