// The parts of build_view; private to the views.
#pragma once

#include <algorithm>

#include "counter-client/view.h"

namespace foyer::counter_client {

/// What all parts read, with what each would look up again.
struct Situation {
  const ViewInput& input;
  const Texts& in;
  const SiteFiles& site;
  const State& state;
  const Desk& desk;
  const CounterForm& form;
  Instant now;
  Keys keys;
  const Counter* counter = nullptr;  ///< Mine, and not closed; else null.
  const Visit* visit = nullptr;      ///< At my counter.
};

// --- signing in
/// Whether the clerk confirms with the city's account now.
bool is_confirming(const Desk& desk);
/// What went wrong with the city's account, or goes to an end; empty where nothing did.
Sentence sign_on_words(const Texts& in, protocol::SignOnState state);
void build_sign_in(const ViewInput& input, CounterView& view);
void build_confirm(const ViewInput& input, CounterView& view);

// --- line
struct PromiseState {
  ui::StateMark mark;
  bool late = false;
  bool at_risk = false;
};
/// When a waiting visit will be called: as likely before p50 as after it, in nine of ten cases
/// before p90. Not before now.
struct ExpectedCall {
  Instant p50;
  Instant p90;
};
/// As the server forecasts it; for one that was issued a moment ago, as it was promised. Nothing
/// where it is not known.
std::optional<ExpectedCall> expected_call(const Situation& now, const Visit& visit);
/// How a waiting visit stands against what it was promised.
PromiseState promise_state(const Situation& now, const Visit& visit);
/// Of a visit that was called: kept or not.
ui::StateMark kept_state(const Situation& now, const Visit& visit);
/// The earliest due time of its needs that are not done.
Instant due_of(const Visit& visit);
/// Name of the need that is due first, and how many more there are.
const Need& main_need(const Visit& visit);
/// How many of its needs are not done.
std::size_t open_needs(const Visit& visit);
LineView build_line(const Situation& now, Page page);

// --- why
/// Why whoever is next here is next, in sentences: the rule, who comes after, what can be served
/// here. Empty where nobody is, or the counter is closed.
std::vector<Sentence> build_why(const Situation& now);

// --- customer
CustomerView build_customer(const Situation& now, Page page);
/// Nothing while nobody is served, or not for long, or the site does not ask.
std::optional<ForgottenView> build_forgotten(const Situation& now, Page page);
std::vector<ui::StaffFact> build_facts(const Situation& now, const Visit& visit);
std::string fold_facts(const Situation& now, const Visit& visit);
ActionView make_action(const Situation& now, Action action);
bool served_here(const Situation& now, const Need& need);
std::string need_kind(const Situation& now, const Need& need);
std::string handle_minutes(const Situation& now, const Need& need);
Seconds optimum_of(const Situation& now, const Visit& visit);

// --- the middle
LobbyView build_lobby(const Situation& now);
/// The article of the need that is open, with what the service itself says.
std::optional<KnowledgeView> build_knowledge(const Situation& now);
/// An article, or what the site says of a service that has none; one of the two at least.
KnowledgeView build_article(const Situation& now, const knowledge::Article* article,
                            const ServiceInfo* info);
/// The article that was searched for; nothing where none is open.
std::optional<KnowledgeView> build_open_article(const Situation& now);

// --- finish and panels
FinishView build_finish(const Situation& now);
/// The needs that are served now, in their order.
std::vector<const Need*> serving_needs(const Visit& visit);
/// Whether the form says all that finish needs of this one.
bool has_outcome(const Situation& now, const Need& need);
/// The service's own department unless the clerk chose another.
DepartmentId referred_to(const Situation& now, const Need& need);
std::optional<PanelView> build_panel(const Situation& now, Page page);

// --- the note
/// Nothing where nobody is here, or nothing is to be said.
std::optional<NoteView> build_note(const Situation& now, Page page);
void build_note_panel(const Situation& now, PanelView& panel);

// --- what goes on after visits
/// Those that this clerk may work on here; what is due first stands first.
std::vector<const FollowUp*> my_follow_ups(const Situation& now);
void build_follow_ups(const Situation& now, PanelView& panel);
void build_follow_up(const Situation& now, PanelView& panel);

// --- the welcome desk
/// With the middle column: an article, or the lobby.
void build_welcome(const Situation& now, CounterView& view);
void build_welcome_keys(const Situation& now, PanelView& panel);

const NeedDraft& draft_of(const CounterForm& form, NeedId need);

}  // namespace foyer::counter_client
