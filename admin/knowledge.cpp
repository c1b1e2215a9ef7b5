// foyer knowledge: the articles of a site, for whoever writes them.
#include <fmt/format.h>

#include <CLI/App.hpp>
#include <chrono>
#include <iostream>
#include <memory>

#include "admin/commands.h"
#include "admin/knowledge_remarks.h"
#include "knowledge/library.h"
#include "knowledge/read_articles.h"
#include "site/calendar.h"

namespace foyer::admin {
namespace {

using knowledge::Article;
using knowledge::Articles;

struct KnowledgeOptions {
  std::filesystem::path site;
  std::vector<std::string> words;
  std::string language = "en";
  std::size_t count = 8;
  bool stale = false;
  bool open = false;
};

BusinessDate today_at(const SiteFiles& site) {
  return business_date(site.hours,
                       std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()));
}

std::size_t count_stale(const SiteFiles& site, const std::vector<Article>& articles) {
  const BusinessDate today = today_at(site);
  return static_cast<std::size_t>(
      std::count_if(articles.begin(), articles.end(),
                    [&](const Article& article) { return is_stale(article, today); }));
}

ExitCode check(const KnowledgeOptions& options) {
  const SiteFiles site = load_site(options.site);
  const Articles read = knowledge::read_articles(site);
  for (const Mistake& mistake : read.mistakes) std::cout << to_text(mistake) << '\n';
  for (const ServiceId& service : knowledge::without_article(site, read.all)) {
    std::cout << "for information: no article knowledge/" << service.value << ".md\n";
  }
  const std::size_t stale = count_stale(site, read.all);
  if (stale > 0) {
    std::cout << "for information: " << stale << " of " << read.all.size()
              << " articles are past their review date (foyer knowledge list --stale)\n";
  }
  std::cout << read.all.size() << " articles, " << read.mistakes.size()
            << (read.mistakes.size() == 1 ? " mistake\n" : " mistakes\n");
  return read.mistakes.empty() ? ExitCode::ok : ExitCode::bad_site;
}

ExitCode search(const KnowledgeOptions& options) {
  const SiteFiles site = load_site(options.site);
  const knowledge::Library library = knowledge::Library::of_site(
      site, nullptr, options.open ? knowledge::Audience::everybody : knowledge::Audience::staff);
  std::string query;
  for (const std::string& word : options.words) query += (query.empty() ? "" : " ") + word;
  const auto found = library.search(query, {LanguageTag{options.language}}, options.count);
  for (const Article* article : found) {
    std::cout << article->file << "  " << article->title << '\n';
  }
  if (found.empty()) std::cout << "nothing found\n";
  return found.empty() ? ExitCode::failure : ExitCode::ok;
}

ExitCode list(const KnowledgeOptions& options) {
  const SiteFiles site = load_site(options.site);
  const Articles read = knowledge::read_articles(site);
  if (!read.mistakes.empty()) throw SiteMistakes(read.mistakes);
  const BusinessDate today = today_at(site);
  std::size_t shown = 0;
  for (const Article& article : read.all) {
    const bool stale = is_stale(article, today);
    if (options.stale && !stale) continue;
    ++shown;
    std::cout << fmt::format("{}  {}  owner {}  reviewed {}  {} {}\n", article.file, article.title,
                             article.owner.value, article.reviewed_on.value,
                             stale ? "due since" : "holds until", review_due(article).value);
  }
  if (shown == 0) std::cout << (options.stale ? "none is past its review date\n" : "none\n");
  return ExitCode::ok;
}

}  // namespace

void add_knowledge(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<KnowledgeOptions>();
  CLI::App* knowledge = app.add_subcommand("knowledge", "What a site knows about its services");
  knowledge->require_subcommand(1);

  CLI::App* check_command =
      knowledge->add_subcommand("check", "All mistakes in the articles, with file and line");
  check_command->footer("\nExample:\n  foyer knowledge check assets/sites/clarington");
  check_command->add_option("dir", options->site, "Folder of the site")
      ->required()
      ->check(CLI::ExistingDirectory);
  check_command->callback([&chosen, options] { chosen = [options] { return check(*options); }; });

  CLI::App* search_command = knowledge->add_subcommand("search", "What a clerk would find");
  search_command->footer(
      "\nExample:\n  foyer knowledge search --site assets/sites/clarington dog tag\n"
      "Exit code 1: nothing was found.");
  search_command->add_option("--site", options->site, "Folder of the site")
      ->required()
      ->check(CLI::ExistingDirectory);
  search_command->add_option("--language", options->language, "The reader's language, e.g. fr");
  search_command->add_option("--count", options->count, "At most so many")
      ->check(CLI::Range(1, 100));
  search_command->add_flag("--public", options->open, "Only what residents may read");
  search_command->add_option("words", options->words, "What is looked for")->required();
  search_command->callback([&chosen, options] { chosen = [options] { return search(*options); }; });

  CLI::App* list_command =
      knowledge->add_subcommand("list", "The articles, their owners and their reviews");
  list_command->footer("\nExample:\n  foyer knowledge list --site assets/sites/clarington --stale");
  list_command->add_option("--site", options->site, "Folder of the site")
      ->required()
      ->check(CLI::ExistingDirectory);
  list_command->add_flag("--stale", options->stale, "Only those past their review date");
  list_command->callback([&chosen, options] { chosen = [options] { return list(*options); }; });
  add_knowledge_remarks(*knowledge, chosen);
}

}  // namespace foyer::admin
