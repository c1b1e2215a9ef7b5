// All that a site knows: its articles, which one is about which service, and the search over them.
// Made once when a program starts; then it only answers. One thread at a time.
#pragma once

#include <string_view>
#include <vector>

#include "knowledge/article.h"
#include "knowledge/index.h"
#include "site/site_files.h"
#include "site/translations.h"

namespace foyer::knowledge {

class Library {
 public:
  /// Reads the articles in the site's folder. `translations`: where there are some, services are
  /// also found by their names in the other languages. Neither is needed afterwards. Throws
  /// SiteMistakes.
  static Library of_site(const SiteFiles& site, const Translations* translations, Audience reader);

  /// Of articles that were read before.
  Library(const SiteFiles& site, const Translations* translations, std::vector<Article> articles,
          Audience reader);

  /// Without what the reader may not see: for residents nothing that is for staff is kept.
  [[nodiscard]] const std::vector<Article>& articles() const { return articles_; }

  /// The article in `language`, else in English. Null if there is none.
  [[nodiscard]] const Article* find(const ArticleId& id, const LanguageTag& language) const;
  /// The article that is called after the service.
  [[nodiscard]] const Article* about(const ServiceId& service, const LanguageTag& language) const;

  struct Asker {
    LanguageTag language;                ///< In which articles are given.
    std::vector<LanguageTag> also = {};  ///< Other languages the words may be of.
  };
  /// Best first; see Index::find. English is always understood.
  [[nodiscard]] std::vector<const Article*> search(std::string_view query, const Asker& asker,
                                                   std::size_t count) const;

 private:
  std::vector<Article> articles_;
  Index index_;
};

}  // namespace foyer::knowledge
