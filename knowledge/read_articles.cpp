#include "knowledge/read_articles.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <toml++/toml.h>
#include <algorithm>
#include <fstream>
#include <optional>

#include "knowledge/markdown.h"
#include "knowledge/triage.h"
#include "site/toml_reader.h"

namespace foyer::knowledge {
namespace {

using site_reading::Declared;
using site_reading::Presence;
using site_reading::Table;

constexpr std::size_t file_bytes_max = 64 * 1024;
constexpr std::size_t block_bytes_max = 1000;
constexpr std::size_t words_max = 40;
constexpr std::string_view fence = "+++";

/// The headings that say by themselves what a section is about.
struct Heading {
  std::string_view title;
  SectionKind kind;
};
constexpr Heading known_headings[] = {{"What to bring", SectionKind::bring},
                                      {"Steps", SectionKind::steps},
                                      {"Fees", SectionKind::fees},
                                      {"Questions", SectionKind::questions},
                                      {"Pass on to", SectionKind::pass_on}};

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= name_length_max &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

bool has_language(const SiteFiles& site, const std::string& tag) {
  return std::any_of(site.languages.begin(), site.languages.end(),
                     [&](const LanguageInfo& language) { return language.tag.value == tag; });
}

/// "Étapes {steps}": the heading without its braces, and the words in them.
struct Marked {
  std::string title;
  std::vector<std::string> marks;
};

Marked marked(const std::string& heading) {
  const std::size_t open = heading.find(" {");
  if (open == std::string::npos || heading.back() != '}') return {heading, {}};
  Marked result{heading.substr(0, open), {}};
  std::string word;
  for (const char c : heading.substr(open + 2)) {
    if (c != ' ' && c != '}') {
      word += c;
    } else if (!word.empty()) {
      result.marks.push_back(std::move(word));
      word.clear();
    }
  }
  return result;
}

/// One file on its way to being an article.
class ArticleReader {
 public:
  ArticleReader(const SiteFiles& site, const std::string& name, std::vector<Mistake>& mistakes)
      : site_(site), mistakes_(mistakes) {
    article_.file = "knowledge/" + name;
    name_article(name.substr(0, name.size() - 3));
  }

  /// Nothing where the file cannot be made out at all.
  std::optional<Article> read(std::string_view bytes) {
    if (bytes.size() > file_bytes_max) {
      return complain(0, "the file is larger than 64 KiB"), std::nullopt;
    }
    const std::string text =
        std::string(bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes);
    const std::size_t close = text.find("\n+++\n");
    if (!text.starts_with("+++\n") || close == std::string::npos) {
      complain(1, "must begin with its data between two lines \"+++\"");
      return std::nullopt;
    }
    // A blank line in place of the first "+++": TOML's lines are those of the file.
    if (!read_front_matter("\n" + text.substr(fence.size() + 1, close - fence.size()))) {
      return std::nullopt;
    }
    const std::size_t body = close + fence.size() + 2;
    first_line_ =
        static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(body), '\n'));
    read_body(std::string_view(text).substr(body));
    return std::move(article_);
  }

 private:
  void complain(int line, std::string reason, std::string key = {}) {
    mistakes_.push_back({article_.file, line, std::move(key), std::move(reason)});
  }

  void name_article(const std::string& stem) {
    const std::size_t dot = stem.find('.');
    article_.id.value = stem.substr(0, dot);
    article_.language.value = dot == std::string::npos ? "en" : stem.substr(dot + 1);
    if (!is_name(article_.id.value)) {
      complain(0, "the file's name must be ID.md or ID.LANGUAGE.md, its id of a-z, 0-9 and -");
    }
    if (dot != std::string::npos && article_.language.value == "en") {
      complain(0, "English articles have no language in the file's name");
    }
    if (!has_language(site_, article_.language.value)) {
      complain(0, fmt::format("the site has no language \"{}\"", article_.language.value));
    }
  }

  bool read_front_matter(const std::string& text) {
    site_reading::Reading reading{.dir = site_.dir, .mistakes = {}, .texts = {}};
    try {
      const toml::table parsed = toml::parse(text);
      Table table(reading, article_.file, parsed, "");
      read_table(table);
      table.finish();
    } catch (const toml::parse_error& error) {
      complain(static_cast<int>(error.source().begin.line),
               "no TOML: " + std::string(error.description()));
      return false;
    }
    mistakes_.insert(mistakes_.end(), reading.mistakes.begin(), reading.mistakes.end());
    return true;
  }

  void read_table(Table& table) {
    Declared services{"service", {}};
    for (const ServiceInfo& info : site_.services) services.where.emplace(info.id.value, "");
    Declared departments{"department", {}};
    for (const DepartmentInfo& info : site_.departments) {
      departments.where.emplace(info.id.value, "");
    }
    article_.title = table.text("title", Presence::required, 120);
    for (std::string& id : table.references("services", services, Presence::optional)) {
      article_.services.push_back(ServiceId{std::move(id)});
    }
    const std::string audience = table.text("audience", Presence::required, 20);
    if (!audience.empty() && audience != "public" && audience != "staff") {
      table.mistake("audience", "must be \"public\" or \"staff\"");
    }
    article_.audience = audience == "public" ? Audience::everybody : Audience::staff;
    const std::string language = table.text("language", Presence::required, 20);
    if (!language.empty() && language != article_.language.value) {
      table.mistake("language", fmt::format("is \"{}\", but the file's name says \"{}\"", language,
                                            article_.language.value));
    }
    article_.owner.value = table.reference("owner", departments, Presence::required);
    article_.reviewed_on = table.date("reviewed_on");
    article_.review_after_months = static_cast<int>(table.integer("review_after", {1, 60}));
    article_.words = table.texts("words", Presence::optional, words_max);
    check_own_service(table);
  }

  /// What is named like a service opens by itself when that service is called.
  void check_own_service(Table& table) {
    const ServiceId own{article_.id.value};
    const bool named = std::find(article_.services.begin(), article_.services.end(), own) !=
                       article_.services.end();
    if (find_service_info(site_, own) != nullptr && !named) {
      table.mistake("services",
                    fmt::format("must name \"{}\", which the file is called after", own.value));
    }
  }

  // --- the body
  void read_body(std::string_view text) {
    const std::vector<MarkdownBlock> blocks = read_markdown(
        text,
        [this](int line, std::string reason) { complain(first_line_ + line, std::move(reason)); });
    for (const MarkdownBlock& block : blocks) {
      if (block.heading > 0) {
        read_heading(block);
      } else {
        add(block);
      }
    }
    end_section();
    if (article_.summary.empty()) {
      complain(first_line_ + 1, "must begin with a summary, before the first heading");
    }
  }

  void read_heading(const MarkdownBlock& block) {
    const std::string text = plain_text(block.block);
    if (block.heading == 2) return begin_section(first_line_ + block.line, text);
    const bool question = block.heading == 3 && !article_.sections.empty() &&
                          article_.sections.back().kind == SectionKind::questions;
    if (!question) {
      return complain(first_line_ + block.line,
                      "headings are \"## …\", and \"### …\" for the questions of a section "
                      "\"Questions\"");
    }
    MarkdownBlock asked = block;
    asked.block.kind = BlockKind::question;
    end_question(first_line_ + block.line);
    add(asked);
  }

  void begin_section(int line, const std::string& heading) {
    end_section();
    section_line_ = line;
    const Marked read = marked(heading);
    Section section;
    section.title = read.title;
    for (const Heading& known : known_headings) {
      if (known.title == read.title) section.kind = known.kind;
    }
    std::optional<Audience> said;
    for (const std::string& mark : read.marks) {
      if (mark == "public" || mark == "staff") {
        said = mark == "public" ? Audience::everybody : Audience::staff;
      } else if (const auto kind = from_word<SectionKind>(mark)) {
        section.kind = *kind;
      } else {
        complain(line, fmt::format("\"{}\" says nothing in a heading; what does: public, staff, {}",
                                   mark, fmt::join(word_table<SectionKind>, ", ")));
      }
    }
    // Whom to pass somebody to, and what to ask, is the desk's own matter, unless it says
    // otherwise.
    const bool own = section.kind == SectionKind::pass_on || section.kind == SectionKind::triage;
    section.audience = said.value_or(own ? Audience::staff : article_.audience);
    if (!may_read(section.audience, article_.audience)) {
      complain(line, "is public in an article for staff");
    }
    check_once(line, section);
    article_.sections.push_back(std::move(section));
  }

  void check_once(int line, const Section& section) {
    const auto same = [&](const Section& other) {
      return section.kind == SectionKind::notes ? other.title == section.title
                                                : other.kind == section.kind;
    };
    if (std::any_of(article_.sections.begin(), article_.sections.end(), same)) {
      complain(line, fmt::format("a section \"{}\" is there already", section.title));
    }
  }

  void add(const MarkdownBlock& read) {
    const int line = first_line_ + read.line;
    if (plain_text(read.block).size() > block_bytes_max) {
      complain(line, "a paragraph has at most 1,000 bytes");
    }
    check_links(line, read.block);
    if (article_.sections.empty()) return article_.summary.push_back(read.block);
    Section& section = article_.sections.back();
    const BlockKind kind = read.block.kind;
    if (section.kind == SectionKind::bring && kind != BlockKind::paragraph) {
      complain(line, "what to bring is listed at the service, in services/*.toml; here are notes");
    }
    if (section.kind == SectionKind::questions && section.blocks.empty() &&
        kind != BlockKind::question) {
      complain(line, "a section of questions begins with one: \"### …\"");
    }
    section.blocks.push_back(read.block);
  }

  void check_links(int line, const Block& block) {
    for (const Span& span : block.spans) {
      if (span.link.empty() || span.link.starts_with("https://") || span.link.starts_with("tel:")) {
        continue;
      }
      // Another article: read_articles knows whether it exists.
      const bool asked =
          !article_.sections.empty() && article_.sections.back().kind == SectionKind::triage;
      const ArticleId article = asked ? article_of_link(span.link) : ArticleId{span.link};
      if ((asked && article.empty()) || is_name(article.value)) continue;
      complain(line,
               fmt::format("the link \"{}\" is no https:// or tel: address and no article's id",
                           span.link));
    }
  }

  void end_question(int line) {
    const auto& blocks = article_.sections.back().blocks;
    if (!blocks.empty() && blocks.back().kind == BlockKind::question) {
      complain(line, "the question before has no answer");
    }
  }

  void end_section() {
    if (article_.sections.empty()) return;
    const Section& section = article_.sections.back();
    const auto is_step = [](const Block& block) { return block.kind == BlockKind::step; };
    if (section.blocks.empty()) {
      complain(section_line_, fmt::format("the section \"{}\" is empty", section.title));
    } else if (section.blocks.back().kind == BlockKind::question) {
      complain(section_line_, "its last question has no answer");
    } else if (section.kind == SectionKind::triage) {
      check_triage(section);
    } else if (section.kind == SectionKind::steps &&
               std::none_of(section.blocks.begin(), section.blocks.end(), is_step)) {
      complain(section_line_, "steps are a numbered list");
    }
  }

  void check_triage(const Section& section) {
    for (const Block& block : section.blocks) {
      const std::string wrong = objection_to_question(block, &block == &section.blocks.back());
      if (wrong.empty()) continue;
      complain(section_line_, plain_text(block).substr(0, 40) + " …: " + wrong);
    }
  }

  const SiteFiles& site_;
  std::vector<Mistake>& mistakes_;
  Article article_;
  int first_line_ = 0;    ///< How many lines stand before the body.
  int section_line_ = 0;  ///< Where the section that is read begins.
};

void check_link_targets(const std::string& file, const std::vector<Block>& blocks,
                        const std::vector<Article>& all, std::vector<Mistake>& mistakes) {
  for (const Block& block : blocks) {
    for (const Span& span : block.spans) {
      const ArticleId named = article_of_link(span.link);
      if (named.empty() || !is_name(named.value)) continue;
      const auto same = [&](const Article& other) { return other.id == named; };
      if (std::any_of(all.begin(), all.end(), same)) continue;
      mistakes.push_back(
          {file, 0, "", fmt::format("links to \"{}\", which no article is called", named.value)});
    }
  }
}

/// What only shows with all articles there.
void check_together(Articles& articles) {
  for (const Article& article : articles.all) {
    check_link_targets(article.file, article.summary, articles.all, articles.mistakes);
    for (const Section& section : article.sections) {
      check_link_targets(article.file, section.blocks, articles.all, articles.mistakes);
    }
    if (article.language.value == "en") continue;
    const auto original = [&](const Article& other) {
      return other.id == article.id && other.language.value == "en";
    };
    if (std::none_of(articles.all.begin(), articles.all.end(), original)) {
      articles.mistakes.push_back(
          {article.file, 0, "",
           fmt::format("translates knowledge/{}.md, which is missing", article.id.value)});
    }
  }
  std::sort(articles.mistakes.begin(), articles.mistakes.end());
}

}  // namespace

Articles read_article(const SiteFiles& site, const std::string& name, std::string_view bytes) {
  Articles articles;
  if (auto article = ArticleReader(site, name, articles.mistakes).read(bytes)) {
    articles.all.push_back(std::move(*article));
  }
  std::sort(articles.mistakes.begin(), articles.mistakes.end());
  return articles;
}

Articles read_articles(const SiteFiles& site) {
  Articles articles;
  const std::filesystem::path folder = site.dir / "knowledge";
  if (!std::filesystem::is_directory(folder)) return articles;
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".md") && name.size() > 3 && name != "README.md") names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    std::ifstream stream(folder / name, std::ios::binary);
    std::string bytes(file_bytes_max + 1, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    if (stream.bad() || (bytes.empty() && !stream.eof())) {
      articles.mistakes.push_back({"knowledge/" + name, 0, "", "cannot be read"});
      continue;
    }
    Articles one = read_article(site, name, bytes);
    for (Article& article : one.all) articles.all.push_back(std::move(article));
    articles.mistakes.insert(articles.mistakes.end(), one.mistakes.begin(), one.mistakes.end());
  }
  check_together(articles);
  return articles;
}

std::vector<ServiceId> without_article(const SiteFiles& site,
                                       const std::vector<Article>& articles) {
  std::vector<ServiceId> missing;
  for (const ServiceInfo& info : site.services) {
    const bool told = std::any_of(articles.begin(), articles.end(), [&](const Article& article) {
      return article.id.value == info.id.value;
    });
    if (!told) missing.push_back(info.id);
  }
  return missing;
}

}  // namespace foyer::knowledge
