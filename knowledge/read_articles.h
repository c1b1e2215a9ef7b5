// Reads and checks the articles of a site: knowledge/*.md in its folder. How they are written:
// docs/KNOWLEDGE.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge/article.h"
#include "site/site_files.h"

namespace foyer::knowledge {

struct Articles {
  std::vector<Article> all;       ///< By file name. With mistakes: those that could be read.
  std::vector<Mistake> mistakes;  ///< By file and line.
};

/// A site without the folder has no articles, which is no mistake. Throws
/// std::filesystem::filesystem_error if the folder is there and cannot be read.
[[nodiscard]] Articles read_articles(const SiteFiles& site);

/// One file, as it would stand in the site's knowledge/ as `name`: for tests and proposals.
[[nodiscard]] Articles read_article(const SiteFiles& site, const std::string& name,
                                    std::string_view bytes);

/// Services of the site that no article is about, in the order of the site.
[[nodiscard]] std::vector<ServiceId> without_article(const SiteFiles& site,
                                                     const std::vector<Article>& articles);

}  // namespace foyer::knowledge
