// What is known about a service, as far as residents may read it: the public part of the article
// that a clerk has beside her when the ticket is called. What to bring is the service's own list.
#include <algorithm>

#include "kiosk/view_parts.h"
#include "knowledge/library.h"
#include "site/calendar.h"

namespace foyer::kiosk::parts {
namespace {

using knowledge::Article;
using knowledge::Audience;
using knowledge::Block;
using knowledge::BlockKind;
using knowledge::Section;
using knowledge::SectionKind;
using knowledge::Span;

/// Whatever library there is, residents never read what is for staff.
bool is_public(Audience audience) {
  return knowledge::may_read(Audience::everybody, audience);
}

/// Nothing can be followed on a kiosk: a number that stands in a link alone is written out.
std::string readable(const Span& span) {
  constexpr std::string_view phone = "tel:";
  if (!span.link.starts_with(phone)) return span.text;
  const std::string number = span.link.substr(phone.size());
  const auto digits = [](std::string_view text) {
    std::string only;
    std::copy_if(text.begin(), text.end(), std::back_inserter(only),
                 [](char c) { return c >= '0' && c <= '9'; });
    return only;
  };
  // "+1 905 555 0100" is written as "905-555-0100".
  const std::string shown = digits(span.text);
  const bool is_shown = shown.size() >= 3 && digits(number).ends_with(shown);
  return is_shown ? span.text : span.text + " (" + number + ")";
}

Prose::Kind prose_kind(BlockKind kind) {
  switch (kind) {
    case BlockKind::paragraph:
      return Prose::Kind::paragraph;
    case BlockKind::point:
      return Prose::Kind::point;
    case BlockKind::step:
      return Prose::Kind::step;
    case BlockKind::question:
      return Prose::Kind::question;
  }
  return Prose::Kind::paragraph;
}

/// Makes the items of one article.
class Teller {
 public:
  Teller(const Texts& in, const Article& article) : in_(in), language_(article.language) {}

  void heading(const std::string& text, Items& items) const {
    items.push_back(Prose{Prose::Kind::heading, text, {}, 0, language_.value});
  }

  void blocks(const std::vector<Block>& blocks, Items& items) const {
    for (const Block& block : blocks) items.push_back(prose(block));
  }

  void section(const Section& section, Items& items) const {
    heading(section.title, items);
    blocks(section.blocks, items);
  }

 private:
  [[nodiscard]] Prose prose(const Block& block) const {
    Prose prose;
    prose.kind = prose_kind(block.kind);
    prose.language = language_.value;
    bool leads = true;
    for (const Span& span : block.spans) {
      prose.text += readable(span);
      leads = leads && span.strong;
      if (leads) prose.bold_bytes = prose.text.size();
    }
    if (block.kind == BlockKind::step) {
      // Figures are those of the words.
      prose.number =
          language_ == in_.tag() ? in_.number(block.number) : std::to_string(block.number);
    }
    return prose;
  }

  const Texts& in_;
  LanguageTag language_;
};

std::vector<const Section*> public_sections(const Article& article, SectionKind kind) {
  std::vector<const Section*> found;
  for (const Section& section : article.sections) {
    if (section.kind == kind && is_public(section.audience)) found.push_back(&section);
  }
  return found;
}

/// The list of the service, and what the article notes on it.
void add_bring(const ViewContext& context, const Form& form, const ServiceInfo& service,
               const Article& article, Items& items) {
  const Teller teller(context.in, article);
  add_checklist(context, form, service, items);
  for (const Section* section : public_sections(article, SectionKind::bring)) {
    if (service.bring.empty()) teller.heading(section->title, items);
    teller.blocks(section->blocks, items);
  }
}

void add_web_pages(const Texts& in, const std::vector<Block>& blocks, Items& items) {
  for (const Block& block : blocks) {
    for (const Span& span : block.spans) {
      if (!span.link.starts_with("https://")) continue;
      const bool known = std::any_of(items.begin(), items.end(), [&](const Item& item) {
        const QrCard* card = std::get_if<QrCard>(&item);
        return card != nullptr && card->url == span.link;
      });
      if (known) continue;
      items.push_back(QrCard{span.link, span.text,
                             in(tr_context("kiosk", "Point your phone’s camera at the square."))});
    }
  }
}

/// A kiosk shows no web pages: the phone takes them along.
void add_web_pages(const Texts& in, const Article& article, Items& items) {
  add_web_pages(in, article.summary, items);
  for (const Section& section : article.sections) {
    if (is_public(section.audience)) add_web_pages(in, section.blocks, items);
  }
}

void add_review(const ViewContext& context, const Article& article, Items& items) {
  if (!knows_time(context.lobby)) return;
  const BusinessDate today = business_date(context.site.hours, context.lobby.at);
  if (!is_stale(article, today)) return;
  items.push_back(
      Note{"info", context.in(tr_context("kiosk",
                                         "We have not checked this text for a while: please ask at "
                                         "the welcome desk whether it still holds."))});
}

/// In the language of the page or, where there is no such version, in the site's first one.
const Article* article_of(const ViewContext& context, const ServiceId& service) {
  if (context.library == nullptr) return nullptr;
  const Article* found = context.library->about(service, context.in.tag());
  if (found != nullptr && found->language != context.in.tag() && !context.site.languages.empty()) {
    found = context.library->about(service, context.site.languages.front().tag);
  }
  return found != nullptr && is_public(found->audience) ? found : nullptr;
}

std::string language_name(const SiteFiles& site, const LanguageTag& tag) {
  const auto it = std::find_if(site.languages.begin(), site.languages.end(),
                               [&](const LanguageInfo& language) { return language.tag == tag; });
  return it == site.languages.end() ? tag.value : it->own_name;
}

/// What is behind the link: its headings or, where they are in another language, which one that is.
std::string link_text(const ViewContext& context, const Article& article) {
  if (article.language != context.in.tag()) return language_name(context.site, article.language);
  std::string titles;
  for (const Section& section : article.sections) {
    if (!is_public(section.audience) || section.kind == SectionKind::bring) continue;
    titles += (titles.empty() ? "" : " · ") + section.title;
  }
  return titles;
}

}  // namespace

std::optional<LinkItem> article_link(const ViewContext& context, const ServiceInfo& service) {
  const Article* article = article_of(context, service.id);
  if (article == nullptr) return std::nullopt;
  return LinkItem{{.id = "article",
                   .icon = "knowledge",
                   .title = context.in(tr_context("kiosk", "More about this")),
                   .text = link_text(context, *article),
                   .low = true},
                  OpenArticle{service.id}};
}

void article(const ViewContext& context, const Form& form, KioskView& view) {
  const Texts& in = context.in;
  const ServiceInfo* info = find_service_info(context.site, form.place.service);
  const Article* article = info == nullptr ? nullptr : article_of(context, info->id);
  // Another language may have none.
  if (article == nullptr) return service(context, form, view);
  const Teller teller(in, *article);
  Body& body = view.body;
  view.spoken_title = in.of_site(info->name);
  body.head.push_back(
      Title{"knowledge", in(tr_context("kiosk", "More about this")), true, view.spoken_title, {}});
  add_review(context, *article, body.start);
  teller.blocks(article->summary, body.start);
  add_bring(context, form, *info, *article, body.start);
  for (const SectionKind kind : {SectionKind::steps, SectionKind::fees}) {
    for (const Section* section : public_sections(*article, kind)) {
      teller.section(*section, body.start);
    }
  }
  for (const SectionKind kind :
       {SectionKind::notes, SectionKind::pass_on, SectionKind::questions}) {
    for (const Section* section : public_sections(*article, kind)) {
      teller.section(*section, body.end);
    }
  }
  add_web_pages(in, *article, body.tail);
  view.actions = {back_action(in), start_over_action(in)};
}

}  // namespace foyer::kiosk::parts
