// How each need ended: one key each, and what belongs to the outcome.
#include "counter-client/view_parts.h"
#include "site/calendar.h"

namespace foyer::counter_client {
namespace {

constexpr std::size_t numbered_max = 9;

std::string digit(std::size_t index) {
  return index < numbered_max ? std::to_string(index + 1) : std::string();
}

std::string key_of(const Keys& keys, Outcome outcome) {
  if (outcome == Outcome::resolved) return keys.resolved;
  if (outcome == Outcome::follow_up) return keys.follow_up;
  return outcome == Outcome::referred ? keys.referred : keys.incomplete;
}

void add_outcomes(const Situation& now, const NeedDraft& draft, FinishNeedView& view) {
  for (Outcome outcome :
       {Outcome::resolved, Outcome::follow_up, Outcome::referred, Outcome::incomplete}) {
    ui::Choice choice;
    choice.id = "outcome/" + view.number + "/" + std::string(word(outcome));
    choice.label = word_of(now.in, outcome);
    choice.icon = icon_of(outcome);
    choice.key = key_of(now.keys, outcome);
    // The letters act on the current need alone.
    if (view.current) choice.shortcuts = {choice.key};
    if (draft.outcome == outcome) view.chosen = view.outcomes.size();
    view.outcomes.push_back(std::move(choice));
  }
}

void add_missing(const Situation& now, const NeedDraft& draft, const ServiceInfo& info,
                 FinishNeedView& view) {
  view.missing_title = info.bring.empty() ? now.in(tr("Nothing needs to be brought for this."))
                                          : now.in(tr("What was missing? More than one is fine."));
  for (const BringInfo& item : info.bring) {
    ChipView chip;
    chip.id = item.item.value;
    chip.label = now.in.of_site(item.name);
    chip.key = digit(view.missing.size());
    chip.on = draft.missing.contains(item.item);
    view.missing.push_back(std::move(chip));
  }
}

void add_delivered(const Situation& now, const NeedDraft& draft, const ServiceInfo& info,
                   FinishNeedView& view) {
  if (info.delivers.empty()) return;
  view.delivered_title = now.in(tr("Handed out"));
  for (const ItemInfo& item : info.delivers) {
    ItemView row;
    row.item = item.id;
    row.name = now.in.of_site(item.name);
    row.key = info.delivers.size() > 1 ? digit(view.delivered.size()) : std::string();
    const auto found = draft.delivered.find(item.id);
    row.count = found == draft.delivered.end() ? 0 : found->second;
    row.current =
        view.delivered.size() == std::min(now.form.delivered_at, info.delivers.size() - 1);
    row.less = now.in(tr("One {item} less"), {{"item", row.name}});
    row.more = now.in(tr("One {item} more"), {{"item", row.name}});
    view.delivered.push_back(std::move(row));
  }
}

std::vector<ui::StaffFact> department_facts(const Situation& now, const DepartmentId& department,
                                            const Contact& contact, std::string caption) {
  std::vector<ui::StaffFact> facts;
  const DepartmentInfo* info = find_department_info(now.site, department);
  ui::StaffFact who;
  who.caption = std::move(caption);
  who.value = info == nullptr ? department.value : now.in.of_site(info->name);
  facts.push_back(std::move(who));
  if (!contact.place.empty() || !contact.phone.empty()) {
    ui::StaffFact where;
    where.caption = now.in(tr("Where"));
    where.value = contact.place.empty() ? contact.phone : now.in.of_site(contact.place);
    if (!contact.place.empty()) where.text = contact.phone;
    facts.push_back(std::move(where));
  }
  return facts;
}

/// As the server will say it: the closing of the last of so many open days.
Instant due_of_follow_up(const Situation& now, const ServiceId& id) {
  int days = now.site.lobby.rules.follow_up_days;
  const Service* service = find_service(now.site.lobby, id);
  if (service != nullptr && service->follow_up_days > 0) days = service->follow_up_days;
  const auto count = static_cast<std::size_t>(days);
  const auto closings = closings_after(now.site.hours, now.now, count);
  return closings.size() == count ? closings.back() : now.now + std::chrono::hours(24) * days;
}

void add_follow_up(const Situation& now, const ServiceInfo& info, FinishNeedView& view) {
  ui::StaffFact reference;
  reference.caption = now.in(tr("Reference"));
  reference.value = now.in(tr("Made when you close"));
  view.facts = department_facts(now, info.department, info.referral, now.in(tr("Who goes on")));
  view.facts.insert(view.facts.begin(), std::move(reference));
  ui::StaffFact due;
  due.caption = now.in(tr("Until"));
  due.value = now.in.date_full(due_of_follow_up(now, info.id));
  view.facts.push_back(std::move(due));
}

void add_referral(const Situation& now, const Need& need, const ServiceInfo& info,
                  FinishNeedView& view) {
  const DepartmentId department = referred_to(now, need);
  const DepartmentInfo* other = find_department_info(now.site, department);
  const bool own = department == info.department || other == nullptr;
  view.facts = department_facts(now, department, own ? info.referral : other->contact,
                                now.in(tr("Refer to")));
  ActionView change;
  change.action = Action::refer;
  change.button.id = "department/" + view.number;
  change.button.label = now.in(tr("Another department"));
  change.button.icon = "way";
  change.button.key = now.keys.department;
  if (view.current) change.button.shortcuts = {now.keys.department};
  view.department = std::move(change);
}

FinishNeedView build_need(const Situation& now, const Need& need, std::size_t index) {
  const NeedDraft& draft = draft_of(now.form, need.id);
  FinishNeedView view;
  view.id = need.id;
  view.number = std::to_string(index + 1);
  view.name = service_name(now.site, now.in, need.service);
  view.kind = need_kind(now, need);
  view.current = need.id == now.form.finish_need;
  add_outcomes(now, draft, view);
  const ServiceInfo* info = find_service_info(now.site, need.service);
  if (info == nullptr) return view;
  view.hands_out = !info->delivers.empty();
  if (!draft.outcome) return view;
  if (*draft.outcome == Outcome::incomplete) add_missing(now, draft, *info, view);
  if (*draft.outcome == Outcome::resolved) add_delivered(now, draft, *info, view);
  if (*draft.outcome == Outcome::follow_up) add_follow_up(now, *info, view);
  if (*draft.outcome == Outcome::referred) add_referral(now, need, *info, view);
  return view;
}

}  // namespace

const NeedDraft& draft_of(const CounterForm& form, NeedId need) {
  static const NeedDraft nothing_said;
  const auto found = form.drafts.find(need);
  return found == form.drafts.end() ? nothing_said : found->second;
}

bool has_outcome(const Situation& now, const Need& need) {
  const NeedDraft& draft = draft_of(now.form, need.id);
  if (!draft.outcome) return false;
  if (*draft.outcome != Outcome::incomplete) return true;
  const Service* service = find_service(now.site.lobby, need.service);
  return !draft.missing.empty() || service == nullptr || service->bring.empty();
}

DepartmentId referred_to(const Situation& now, const Need& need) {
  const NeedDraft& draft = draft_of(now.form, need.id);
  if (!draft.department.empty()) return draft.department;
  const Service* service = find_service(now.site.lobby, need.service);
  return service == nullptr ? DepartmentId{} : service->department;
}

FinishView build_finish(const Situation& now) {
  FinishView view;
  const std::vector<const Need*> needs = serving_needs(*now.visit);
  view.title =
      needs.size() == 1 ? now.in(tr("How did it end?")) : now.in(tr("How did each need end?"));
  if (needs.size() > 1) view.choose_hint = now.in(tr("Choose a need"));
  view.note = now.in(tr("Nothing is saved before you close."));
  for (const Need* need : needs) {
    view.needs.push_back(build_need(now, *need, view.needs.size()));
    if (view.needs.back().current) view.current = view.needs.size() - 1;
  }
  return view;
}

}  // namespace foyer::counter_client
