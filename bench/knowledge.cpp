// Search over 2,000 articles, in this process: the site's own, mixed until there are enough, with
// words that none of them has, so that there are as many to misspell as a large city would have.
#include <chrono>
#include <ctime>
#include <random>

#include "bench/bench.h"
#include "knowledge/library.h"
#include "knowledge/read_articles.h"

namespace foyer::bench {
namespace {

using Steady = std::chrono::steady_clock;
using knowledge::Article;
using knowledge::Block;
using knowledge::Library;

constexpr std::size_t words_of_its_own = 12;

/// Words, begun words, slips, sentences, French, and what is nowhere.
constexpr const char* queries[] = {
    "fence",
    "dog tag",
    "bingo",
    "marriage lic",
    "fen",
    "d",
    "fense",
    "marrige licence",
    "comissioner of oats",
    "proprety tax",
    "parking ticket dispute",
    "how do I pay a parking ticket",
    "clôture",
    "impôt foncier",
    "medaile de chien",
    "snow",
    "xyzzyqq",
    "afidavit",
    "buildng permt for a dek",
    "my neighbour's dog is barking all night and nobody does anything about it"};

/// What this thread has had of a processor: on a busy machine the rest of a search is waiting.
Steady::duration processor_time() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

class Mixer {
 public:
  explicit Mixer(std::vector<Article> own) : own_(std::move(own)) {}

  Article next() {
    const std::size_t number = made_++;
    Article mixed = any();
    mixed.id.value += "-" + std::to_string(number);
    mixed.title += " " + word();
    for (int i = 0; i < 2; ++i) {
      for (const knowledge::Section& section : any().sections) {
        if (random_() % 2 == 0) mixed.sections.push_back(section);
      }
    }
    Block tail;
    std::string text;
    for (std::size_t i = 0; i < words_of_its_own; ++i) text += word() + " ";
    tail.spans.push_back({std::move(text), false, false, ""});
    mixed.summary.push_back(std::move(tail));
    return mixed;
  }

 private:
  const Article& any() { return own_[random_() % own_.size()]; }

  std::string word() {
    static constexpr const char* parts[] = {"ba", "ce", "di", "fo", "gu", "ha", "ke", "li",
                                            "mo", "nu", "pa", "re", "si", "to", "va", "we"};
    std::string made;
    const std::size_t length = 2 + random_() % 3;
    for (std::size_t i = 0; i < length; ++i) made += parts[random_() % std::size(parts)];
    return made;
  }

  std::vector<Article> own_;
  std::mt19937_64 random_{20261126};
  std::size_t made_ = 0;
};

}  // namespace

Figures bench_knowledge(const Options& options) {
  const std::size_t count = options.smoke ? 100 : 2000;
  options.say("search over " + std::to_string(count) + " articles");
  const SiteFiles site = load_site(options.site);
  Mixer mixer(knowledge::read_articles(site).all);
  std::vector<Article> articles;
  while (articles.size() < count) articles.push_back(mixer.next());
  const auto start = Steady::now();
  const Library library(site, nullptr, std::move(articles), knowledge::Audience::staff);
  const auto filled = Steady::now() - start;
  const Library::Asker asker{LanguageTag{"fr"}, {LanguageTag{"es"}}};
  Samples searches;
  Samples worked;
  std::size_t found = 0;
  for (int round = 0; round < (options.smoke ? 1 : 100); ++round) {
    for (const char* query : queries) {
      const auto before = Steady::now();
      const auto worked_before = processor_time();
      found += library.search(query, asker, 12).size();
      worked.add(processor_time() - worked_before);
      searches.add(Steady::now() - before);
    }
  }
  if (found == 0) throw std::logic_error("nothing was found in the articles");
  Samples fill;
  fill.add(filled);
  return {
      {"knowledge_search_p50",
       "search over 2,000 articles, p50",
       searches.quantile_us(0.5) / 1000,
       "ms",
       {}},
      {"knowledge_search_p99", "  p99", searches.quantile_us(0.99) / 1000, "ms",
       Aim{10, Better::lower}},
      {"knowledge_search_max", "  the slowest", searches.quantile_us(1) / 1000, "ms", {}},
      {"knowledge_search_cpu_p99",
       "  p99 of its processor time",
       worked.quantile_us(0.99) / 1000,
       "ms",
       {}},
      {"knowledge_search_cpu_max",
       "  the most processor time",
       worked.quantile_us(1) / 1000,
       "ms",
       {}},
      {"knowledge_fill", "  filling the index at the start", fill.quantile_us(1) / 1000, "ms", {}}};
}

}  // namespace foyer::bench
