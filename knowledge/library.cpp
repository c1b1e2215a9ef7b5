#include "knowledge/library.h"

#include <algorithm>

#include "knowledge/read_articles.h"

namespace foyer::knowledge {
namespace {

void add_word(std::string& all, std::string_view words) {
  if (!words.empty()) (all += all.empty() ? "" : "\n") += words;
}

std::string body_of(const Article& article) {
  std::string body;
  for (const Block& block : article.summary) add_word(body, plain_text(block));
  for (const Section& section : article.sections) {
    add_word(body, section.title);
    for (const Block& block : section.blocks) add_word(body, plain_text(block));
  }
  return body;
}

std::vector<Article> readable(std::vector<Article> articles, Audience reader) {
  std::erase_if(articles,
                [&](const Article& article) { return !may_read(reader, article.audience); });
  for (Article& article : articles) {
    std::erase_if(article.sections,
                  [&](const Section& section) { return !may_read(reader, section.audience); });
  }
  return articles;
}

/// What the site says of a service in a language; English where `texts` is null.
void add_service(const ServiceInfo& info, const Texts* texts, const std::string& language,
                 Page& page) {
  const auto say = [&](const std::string& english) {
    if (texts == nullptr) return language == "en" ? english : std::string();
    return texts->of_site(english);
  };
  add_word(page.title.empty() ? page.title : page.words, say(info.name));
  add_word(page.body, say(info.description));
  for (const BringInfo& item : info.bring) add_word(page.body, say(item.name));
  if (const auto it = info.search.find(language); it != info.search.end()) {
    for (const std::string& phrase : it->second) add_word(page.words, phrase);
  }
}

bool has_version(const std::vector<Article>& all, const Article& article,
                 const LanguageTag& language) {
  return std::any_of(all.begin(), all.end(), [&](const Article& other) {
    return other.id == article.id && other.language == language;
  });
}

/// Words of the article's own service only: one that names many services is about all of them, and
/// would come first for each.
const ServiceInfo* own_service(const SiteFiles& site, const Article& article) {
  return find_service_info(site, ServiceId{article.id.value});
}

std::vector<Page> pages_of(const SiteFiles& site, const Translations* translations,
                           const std::vector<Article>& articles) {
  std::vector<Page> pages;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const Article& article = articles[i];
    const ServiceInfo* own = own_service(site, article);
    for (const LanguageInfo& language : site.languages) {
      const bool itself = language.tag == article.language;
      // Of what is not translated, only what the site says of its service.
      const bool stands_in = !itself && own != nullptr && article.language.value == "en" &&
                             !has_version(articles, article, language.tag);
      if (!itself && !stands_in) continue;
      Page page{i, language.tag, "", "", ""};
      if (itself) {
        page.title = article.title;
        for (const std::string& word : article.words) add_word(page.words, word);
        page.body = body_of(article);
      }
      if (own != nullptr) {
        const bool english = language.tag.value == "en";
        if (translations != nullptr && !english) {
          const Texts texts = translations->in(language.tag);
          add_service(*own, &texts, language.tag.value, page);
        } else {
          add_service(*own, nullptr, language.tag.value, page);
        }
      }
      if (!page.title.empty() || !page.words.empty()) pages.push_back(std::move(page));
    }
  }
  return pages;
}

}  // namespace

Library::Library(const SiteFiles& site, const Translations* translations,
                 std::vector<Article> articles, Audience reader)
    : articles_(readable(std::move(articles), reader)),
      index_(pages_of(site, translations, articles_)) {}

Library Library::of_site(const SiteFiles& site, const Translations* translations, Audience reader) {
  Articles read = read_articles(site);
  if (!read.mistakes.empty()) throw SiteMistakes(std::move(read.mistakes));
  return {site, translations, std::move(read.all), reader};
}

const Article* Library::find(const ArticleId& id, const LanguageTag& language) const {
  const Article* english = nullptr;
  for (const Article& article : articles_) {
    if (article.id != id) continue;
    if (article.language == language) return &article;
    if (article.language.value == "en") english = &article;
  }
  return english;
}

const Article* Library::about(const ServiceId& service, const LanguageTag& language) const {
  return find(ArticleId{service.value}, language);
}

std::vector<const Article*> Library::search(std::string_view query, const Asker& asker,
                                            std::size_t count) const {
  std::vector<LanguageTag> languages{asker.language, LanguageTag{"en"}};
  languages.insert(languages.end(), asker.also.begin(), asker.also.end());
  std::vector<const Article*> found;
  // The same article may be found in two languages.
  for (const std::size_t at : index_.find(query, languages, 2 * count)) {
    const Article* article = find(articles_[at].id, asker.language);
    if (article == nullptr || std::find(found.begin(), found.end(), article) != found.end()) {
      continue;
    }
    if (found.size() < count) found.push_back(article);
  }
  return found;
}

}  // namespace foyer::knowledge
