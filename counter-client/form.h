// What the clerk is typing or has open. It is kept by the program between frames and never leaves
// it: what happened is in the replica, what is asked for is an intent.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "counter-client/welcome_form.h"
#include "engine/command.h"
#include "engine/ids.h"
#include "knowledge/article.h"
#include "ui/controls.h"

namespace foyer::counter_client {

/// What stands over, or in place of, the knowledge and the line.
enum class Panel {
  none,
  keys,
  screen,
  pause,
  park,
  transfer,
  refer,
  add_need,
  follow_ups,
  follow_up,
  quick,
  back_again,
  search,
  remark,
  supervise,
  supervise_counter,
  supervise_services,
  supervise_service,
  supervise_people,
  supervise_notices,
  supervise_audit,
  supervise_end,
  note,
};

/// So many characters are at most the bytes that the link takes (docs/PROTOCOL.md, set_note).
inline constexpr std::size_t note_characters_max = 250;

/// What the clerk has said of one need so far. Nothing of it is sent before the visit is closed.
struct NeedDraft {
  bool ticked = false;
  std::optional<Outcome> outcome;  ///< resolved, follow_up, referred, incomplete.
  std::set<ItemId> missing;
  std::map<ItemId, int> delivered;
  DepartmentId department;  ///< Of `referred`; empty: the service's own.
  friend bool operator==(const NeedDraft&, const NeedDraft&) = default;
};

/// What is ticked in the article of a need: told to the server a moment later, and when the need is
/// passed on.
struct StepsTicked {
  std::set<ItemId> brought;
  std::set<StepId> steps;
  friend bool operator==(const StepsTicked&, const StepsTicked&) = default;
};

/// How this machine shows things; chosen in the panel `screen`.
struct ScreenChoice {
  std::string language = "en";
  int text_percent = 100;
  bool high_contrast = false;
  bool bar = false;  ///< A small bar beside other programs, while nothing else is needed.
  friend bool operator==(const ScreenChoice&, const ScreenChoice&) = default;
};

/// Which of the two columns at the end is seen where there is room for one only.
enum class SideColumn { by_state, knowledge, line };

struct CounterForm {
  // --- sign-in
  ui::TextEdit clerk;
  ui::TextEdit secret;

  // --- the page
  Panel panel = Panel::none;
  ui::TextEdit search;           ///< In the panels transfer, refer, add_need, search and remark.
  ui::TextEdit note;             ///< In the panel note; what is kept is in Desk.
  std::size_t panel_at = 0;      ///< The chosen row or part of the panel.
  NeedId panel_need;             ///< Which need is passed on.
  std::string follow_up;         ///< Reference of the one whose steps are open.
  CounterId supervised_counter;  ///< Of the panel supervise_counter.
  ServiceId supervised_service;
  bool end_armed = false;  ///< Ending the day was pressed once.
  ScreenChoice screen;
  SideColumn side = SideColumn::by_state;
  std::size_t line_first = 0;       ///< First row of the line that is shown.
  std::string line_why_not;         ///< Ticket whose row says why it cannot be called.
  std::size_t knowledge_first = 0;  ///< First row of the middle column that is shown.

  /// Found by searching, in place of what the page would show; empty: none.
  knowledge::ArticleId open_article;
  bool alarm_armed = false;  ///< Pressed once.

  // --- the visit at the counter; forgotten when another one comes
  VisitId visit;
  std::map<NeedId, NeedDraft> drafts;
  std::map<NeedId, StepsTicked> ticked;  ///< Under no need: of an article that was searched for.
  std::map<NeedId, StepsTicked> told;    ///< What the server has of its needs.
  NeedId knowledge_need;       ///< Whose article is open; none: the first that is not ticked.
  bool no_show_armed = false;  ///< Pressed once.
  bool finishing = false;
  NeedId finish_need;  ///< The need whose outcome the keys set.
  std::size_t delivered_at = 0;

  WelcomeForm welcome;

  /// What was said of the visit before: it is there again when its close is undone.
  VisitId last_visit;
  std::map<NeedId, NeedDraft> last_drafts;
  std::map<NeedId, StepsTicked> last_ticked;
  std::map<NeedId, StepsTicked> last_told;
};

/// Where the way back leads from a panel; none: out of all.
inline Panel parent_of(Panel panel) {
  switch (panel) {
    case Panel::follow_up:
      return Panel::follow_ups;
    case Panel::supervise_service:
      return Panel::supervise_services;
    case Panel::supervise_counter:
    case Panel::supervise_services:
    case Panel::supervise_people:
    case Panel::supervise_notices:
    case Panel::supervise_audit:
    case Panel::supervise_end:
      return Panel::supervise;
    case Panel::none:
    case Panel::keys:
    case Panel::screen:
    case Panel::pause:
    case Panel::park:
    case Panel::transfer:
    case Panel::refer:
    case Panel::add_need:
    case Panel::follow_ups:
    case Panel::quick:
    case Panel::back_again:
    case Panel::search:
    case Panel::note:
    case Panel::remark:
    case Panel::supervise:
      return Panel::none;
  }
  return Panel::none;
}

/// Whether this panel is a supervisor's.
inline bool is_supervisors(Panel panel) {
  return panel == Panel::supervise || parent_of(panel) == Panel::supervise ||
         panel == Panel::supervise_service;
}

/// Begins a new visit: nothing that was said of another one stays. `told`: what the server has of
/// its needs; a visit that comes back as it went goes on with what was ticked here.
inline void begin_visit(CounterForm& form, VisitId visit, std::map<NeedId, StepsTicked> told = {}) {
  if (form.visit.value != 0) {
    form.last_visit = form.visit;
    form.last_drafts = std::move(form.drafts);
    form.last_ticked = std::move(form.ticked);
    form.last_told = std::move(form.told);
  }
  form.visit = visit;
  form.drafts.clear();
  form.ticked = told;
  if (visit == form.last_visit && visit.value != 0) {
    form.drafts = form.last_drafts;
    if (told == form.last_told) form.ticked = form.last_ticked;
  }
  form.told = std::move(told);
  form.knowledge_need = NeedId{};
  form.open_article = {};
  form.knowledge_first = 0;
  form.no_show_armed = false;
  form.finishing = false;
  form.finish_need = NeedId{};
  form.delivered_at = 0;
  form.panel = Panel::none;
  form.line_why_not.clear();
}

}  // namespace foyer::counter_client
