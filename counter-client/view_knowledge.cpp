// The middle column: what the service is, what to bring, how it goes, who goes on with it. Articles
// and what the site's files and the lobby say; nothing is told here that stands in neither.
#include "counter-client/view_parts.h"
#include "knowledge/article.h"
#include "site/calendar.h"

namespace foyer::counter_client {
namespace {

using knowledge::Article;
using knowledge::Audience;
using knowledge::Block;
using knowledge::BlockKind;
using knowledge::SectionKind;

// --- what an article says
KnowledgeLine line_of(const Block& block) {
  KnowledgeLine line;
  line.kind = block.kind;
  line.text = plain_text(block);
  if (block.kind == BlockKind::step) line.number = std::to_string(block.number);
  if (block.kind == BlockKind::question) line.bold_bytes = line.text.size();
  for (const knowledge::Span& span : block.spans) {
    if (!span.strong) break;
    line.bold_bytes += span.text.size();
  }
  return line;
}

KnowledgeLine plain_line(std::string text) {
  KnowledgeLine line;
  line.text = std::move(text);
  return line;
}

KnowledgeView::Section section_of(const knowledge::Section& section) {
  KnowledgeView::Section out{section.title, {}};
  for (const Block& block : section.blocks) out.lines.push_back(line_of(block));
  return out;
}

/// The steps that the clerk does with this need, each to be ticked. Only those of the first such
/// section: in another one the same numbers would come again.
void add_steps(const Situation& now, const Article& article, NeedId need, KnowledgeView& view) {
  const knowledge::Section* first = find_section(article, SectionKind::steps, Audience::staff);
  const auto ticked = now.form.ticked.find(need);
  for (const knowledge::Section& section : article.sections) {
    if (section.kind != SectionKind::steps) continue;
    view.sections.push_back(section_of(section));
    if (&section != first || need.value == 0) continue;
    auto& lines = view.sections.back().lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].kind != BlockKind::step) continue;
      lines[i].step = StepId{section.blocks[i].number};
      lines[i].done =
          ticked != now.form.ticked.end() && ticked->second.steps.contains(*lines[i].step);
    }
  }
}

void add_sections(const Article& article, SectionKind kind, KnowledgeView& view) {
  for (const knowledge::Section& section : article.sections) {
    if (section.kind == kind) view.sections.push_back(section_of(section));
  }
}

ActionView make_remark(const Situation& now) {
  ActionView action;
  action.action = Action::remark;
  action.button.id = "remark";
  action.button.label = now.in(tr("Say something of it"));
  action.button.key = "+";
  action.button.shortcuts = {"+"};
  return action;
}

void add_head(const Situation& now, const Article& article, KnowledgeView& view) {
  view.heading = article.title;
  view.article = article.id;
  view.language = article.language;
  if (now.desk.connected && !now.desk.welcome) view.remark = make_remark(now);
  const BusinessDate due = review_due(article);
  if (is_stale(article, business_date(now.site.hours, now.now))) {
    view.review = ui::StateMark{ui::Mark::at_risk,
                                now.in(tr("To be reviewed since {date}: ask before you rely on it"),
                                       {{"date", due.value}})};
  } else {
    view.reviewed = now.in(tr("Reviewed {date}"), {{"date", article.reviewed_on.value}});
  }
  for (const Block& block : article.summary) view.summary.push_back(line_of(block));
}

void add_bring_note(const Article& article, KnowledgeView& view) {
  const knowledge::Section* notes = find_section(article, SectionKind::bring, Audience::staff);
  if (notes == nullptr) return;
  for (const Block& block : notes->blocks) {
    view.bring_note += (view.bring_note.empty() ? "" : " ") + plain_text(block);
  }
}

// --- what the site and the lobby say
std::string contact_line(const Texts& in, const Contact& contact) {
  const std::string place = in.of_site(contact.place);
  if (place.empty()) return contact.phone;
  return contact.phone.empty() ? place : place + "  ·  " + contact.phone;
}

KnowledgeView::Section contact_section(const Situation& now, const DepartmentId& department,
                                       const Contact& contact) {
  KnowledgeView::Section section;
  section.title = now.in(tr("Refer to"));
  const DepartmentInfo* info = find_department_info(now.site, department);
  if (info != nullptr) section.lines.push_back(plain_line(now.in.of_site(info->name)));
  const std::string line = contact_line(now.in, contact);
  if (!line.empty()) section.lines.push_back(plain_line(line));
  if (!contact.directions.empty()) {
    section.lines.push_back(plain_line(now.in.of_site(contact.directions)));
  }
  return section;
}

/// Who takes over a partial service, and whether they are there now.
KnowledgeView::Section hand_off_section(const Situation& now, const Service& service) {
  KnowledgeView::Section section;
  section.title = now.in(tr("Hand on to"));
  const SkillInfo* skill = find_skill_info(now.site, service.specialist_skill);
  if (skill != nullptr) section.lines.push_back(plain_line(now.in.of_site(skill->name)));
  std::string open;
  for (const auto& [id, counter] : now.state.counters) {
    if (counter.state != CounterState::open || id == now.desk.counter ||
        !has_skill(counter.skills, service.specialist_skill)) {
      continue;
    }
    if (!open.empty()) open += ", ";
    open += counter_label(now.site, id);
  }
  section.lines.push_back(
      plain_line(open.empty() ? now.in(tr("No specialist is at an open counter now."))
                              : now.in(tr("Open now: counter {counters}"), {{"counters", open}})));
  return section;
}

/// Of view.need, or of a mere article.
void add_bring(const Situation& now, const ServiceInfo& info, KnowledgeView& view) {
  if (info.bring.empty()) return;
  const auto ticked = now.form.ticked.find(view.need);
  const std::string of = view.need.value == 0 ? "article" : std::to_string(view.need.value);
  view.bring_title = now.in(tr("What to bring"));
  for (const BringInfo& item : info.bring) {
    ui::CheckItem row;
    row.id = "bring/" + of + "/" + item.item.value;
    row.label = now.in.of_site(item.name);
    row.on = ticked != now.form.ticked.end() && ticked->second.brought.contains(item.item);
    view.bring.push_back(std::move(row));
    view.bring_items.push_back(item.item);
    view.bring_help.push_back(now.in.of_site(item.help));
  }
}

/// In the order in which a clerk needs them; the questions, which are the longest, last.
void add_body(const Situation& now, const Article* article, const ServiceInfo* info, bool hand_on,
              KnowledgeView& view) {
  if (article != nullptr) {
    add_steps(now, *article, view.need, view);
    add_sections(*article, SectionKind::fees, view);
    add_sections(*article, SectionKind::notes, view);
    add_sections(*article, SectionKind::pass_on, view);
  }
  if (info != nullptr) {
    const Service* service = find_service(now.site.lobby, info->id);
    if (service != nullptr && hand_on) view.sections.push_back(hand_off_section(now, *service));
    view.sections.push_back(contact_section(now, info->department, info->referral));
    if (info->online) {
      view.sections.push_back(
          {now.in(tr("Online instead")),
           {plain_line(now.in.of_site(info->online->text)), plain_line(info->online->url)}});
    }
  }
  if (article != nullptr) add_sections(*article, SectionKind::questions, view);
}

/// The need whose article is open, and the one after it.
const Need* open_need(const Situation& now, const std::vector<const Need*>& needs) {
  for (const Need* need : needs) {
    if (need->id == now.form.knowledge_need) return need;
  }
  for (const Need* need : needs) {
    if (!draft_of(now.form, need->id).ticked) return need;
  }
  return needs.empty() ? nullptr : needs.front();
}

std::vector<const Need*> needs_here(const Visit& visit) {
  std::vector<const Need*> needs;
  for (const Need& need : visit.needs) {
    if (need.state == NeedState::serving || need.state == NeedState::called) {
      needs.push_back(&need);
    }
  }
  return needs;
}

ActionView close_article(const Situation& now) {
  ActionView action;
  action.action = Action::close_article;
  action.button.id = "close-article";
  action.button.label = now.in(tr("Back"));
  action.button.key = escape_key(now.in);
  action.button.shortcuts = {ui::Key::escape};
  return action;
}

}  // namespace

KnowledgeView build_article(const Situation& now, const Article* article, const ServiceInfo* info) {
  KnowledgeView view;
  view.title = now.in(tr("Knowledge"));
  if (article != nullptr) {
    add_head(now, *article, view);
  } else if (info != nullptr) {
    view.heading = now.in.of_site(info->name);
    view.summary.push_back(plain_line(now.in.of_site(info->description)));
  }
  if (info != nullptr) add_bring(now, *info, view);
  if (article != nullptr) add_bring_note(*article, view);
  add_body(now, article, info, false, view);
  return view;
}

std::optional<KnowledgeView> build_open_article(const Situation& now) {
  const knowledge::Library* library = now.input.library;
  if (library == nullptr || now.form.open_article.empty()) return std::nullopt;
  const Article* article = library->find(now.form.open_article, now.in.tag());
  if (article == nullptr) return std::nullopt;
  const ServiceInfo* info = find_service_info(now.site, ServiceId{article->id.value});
  KnowledgeView view = build_article(now, article, info);
  view.back = close_article(now);
  return view;
}

std::optional<KnowledgeView> build_knowledge(const Situation& now) {
  const std::vector<const Need*> needs = needs_here(*now.visit);
  const Need* need = open_need(now, needs);
  if (need == nullptr) return std::nullopt;
  KnowledgeView view;
  view.title = now.in(tr("About this service"));
  view.need = need->id;
  if (needs.size() > 1) {
    const auto at = std::find(needs.begin(), needs.end(), need);
    view.next = (at + 1 == needs.end() ? needs.front() : *(at + 1))->id;
    view.next_hint = now.in(tr("Next need"));
    view.next_key = now.keys.knowledge;
  }
  view.heading = service_name(now.site, now.in, need->service);
  const ServiceInfo* info = find_service_info(now.site, need->service);
  const Service* service = find_service(now.site.lobby, need->service);
  if (info == nullptr || service == nullptr) return view;
  const knowledge::Library* library = now.input.library;
  const Article* article =
      library == nullptr ? nullptr : library->about(need->service, now.in.tag());
  if (article != nullptr) {
    add_head(now, *article, view);
  } else {
    view.summary.push_back(plain_line(now.in.of_site(info->description)));
  }
  add_bring(now, *info, view);
  if (article != nullptr) add_bring_note(*article, view);
  const bool hand_on =
      !service->specialist_skill.empty() && need->skill != service->specialist_skill;
  add_body(now, article, info, hand_on, view);
  return view;
}

}  // namespace foyer::counter_client
