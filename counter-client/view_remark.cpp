// What a clerk says of an article: a vote, or what it should say.
#include "counter-client/view_panel_parts.h"

namespace foyer::counter_client {
namespace {

void add_vote(const Situation& now, const KnowledgeView& article, protocol::ArticleVote vote,
              PanelView& panel) {
  PanelRow row;
  row.action = Action::send_remark;
  const bool helped = vote == protocol::ArticleVote::helped;
  row.icon = helped ? "check" : "warn";
  row.label = helped ? now.in(tr("This helped")) : now.in(tr("This is wrong"));
  row.confirm = row.label;
  row.remark = protocol::VoteArticle{{article.article.value}, article.language, vote};
  add_row(panel, std::move(row));
}

}  // namespace

void build_remark(const Situation& now, PanelView& panel) {
  auto article = build_open_article(now);
  if (!article && now.visit != nullptr) article = build_knowledge(now);
  if (!article || article->article.empty()) return;
  panel.title = now.in(tr("What about “{title}”?"), {{"title", article->heading}});
  panel.text = now.in(tr("Its owner reads it. No names, nothing about the customer."));
  panel.search_label = now.in(tr("What should it say? Leave it empty to vote only"));
  if (now.form.search.text.empty()) {
    add_vote(now, *article, protocol::ArticleVote::helped, panel);
    add_vote(now, *article, protocol::ArticleVote::wrong, panel);
    return;
  }
  PanelRow row;
  row.action = Action::send_remark;
  row.icon = "note";
  row.label = now.in(tr("Propose this"));
  row.confirm = row.label;
  row.remark =
      protocol::ProposeArticle{{article->article.value}, article->language, now.form.search.text};
  add_row(panel, std::move(row));
}

}  // namespace foyer::counter_client
