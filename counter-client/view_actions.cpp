// Every button of the counter client: its words, its key, whether it can be used now, why not, and
// what it says while the answer is awaited.
#include <limits>

#include "counter-client/view_parts.h"
#include "engine/choose.h"

namespace foyer::counter_client {
namespace {

using ui::StaffButton;
using ui::StaffButtonKind;

struct Words {
  std::string id, label, busy, icon;
};

std::string ticket_at_counter(const Situation& now) {
  return now.visit == nullptr ? std::string() : now.visit->ticket;
}

Words call_words(const Situation& now, Action action) {
  const Texts& in = now.in;
  const std::string ticket = ticket_at_counter(now);
  if (action == Action::call_next) {
    return {"call-next", in(tr("Call next")), in(tr("Calling …")), "megaphone"};
  }
  if (action == Action::call_another) {
    return {"call-another", in(tr("Call another")), in(tr("Calling …")), "list"};
  }
  if (action == Action::recall) {
    return {"recall", in(tr("Recall")), in(tr("Calling again …")), "bell"};
  }
  if (action == Action::take_back) {
    return {"take-back", in(tr("Take back")), in(tr("Taking back …")), "undo"};
  }
  if (action == Action::start) {
    return {"start", in(tr("Start {ticket}"), {{"ticket", ticket}}), in(tr("Starting …")), "play"};
  }
  if (now.form.no_show_armed) {
    return {"no-show", in(tr("Press {key} again"), {{"key", now.keys.no_show}}),
            in(tr("Marking no-show …")), "closed"};
  }
  return {"no-show", in(tr("No-show")), in(tr("Marking no-show …")), "closed"};
}

Words serving_words(const Situation& now, Action action) {
  const Texts& in = now.in;
  const std::string ticket = ticket_at_counter(now);
  if (action == Action::park) return {"park", in(tr("Park")), in(tr("Parking …")), "park"};
  if (action == Action::transfer) {
    return {"transfer", in(tr("Transfer")), in(tr("Transferring …")), "transfer"};
  }
  if (action == Action::refer) return {"refer", in(tr("Refer")), in(tr("Referring …")), "way"};
  if (action == Action::add_need) {
    return {"add-need", in(tr("Add a need")), in(tr("Adding …")), "plus"};
  }
  if (action == Action::finish) {
    return {"finish", in(tr("Finish {ticket}"), {{"ticket", ticket}}), {}, "finish"};
  }
  if (action == Action::still_here) {
    return {"still-here", in(tr("Still here")), in(tr("Saving …")), "user"};
  }
  return {"close-visit", in(tr("Close {ticket}"), {{"ticket", ticket}}), in(tr("Closing …")),
          "check"};
}

Words desk_words(const Situation& now, Action action) {
  const Texts& in = now.in;
  if (action == Action::open) {
    return now.counter == nullptr
               ? Words{"open", in(tr("Open counter")), in(tr("Opening …")), "door"}
               : Words{"open", in(tr("End the break")), in(tr("Opening …")), "play"};
  }
  if (action == Action::show_follow_up) return {"follow-up", in(tr("Open")), {}, "doc"};
  if (action == Action::advance_follow_up) {
    return {"advance", in(tr("Save")), in(tr("Saving …")), "check"};
  }
  if (action == Action::pause) return {"break", in(tr("Break")), in(tr("Pausing …")), "cup"};
  if (action == Action::close_counter) {
    return {"close-counter", in(tr("Close counter")), in(tr("Closing …")), "closed"};
  }
  if (action == Action::other_counter) {
    return {"other-counter", in(tr("Another counter")), {}, "list"};
  }
  if (action == Action::send_remark) {
    return {"send-remark", in(tr("Send")), in(tr("Sending …")), "note"};
  }
  if (action == Action::open_article) {
    return {"read", in(tr("Read")), {}, "knowledge"};
  }
  if (action == Action::sign_out) {
    return {"sign-out", in(tr("Sign out")), in(tr("Signing out …")), "exit"};
  }
  if (action == Action::note) {
    return {"note",
            now.desk.note.text.empty() ? in(tr("Write a note")) : in(tr("Change the note")),
            {},
            "note"};
  }
  if (action == Action::keep_note) return {"keep-note", in(tr("Keep the note")), {}, "check"};
  if (action == Action::undo) return {"undo", in(tr("Undo")), in(tr("Undoing …")), "undo"};
  if (action == Action::quick) {
    return {"quick", in(tr("Without a ticket")), in(tr("Recording …")), "check"};
  }
  if (action == Action::back_again || action == Action::bring_back) {
    return {"back-again", in(tr("Here after all")), in(tr("Putting back …")), "user"};
  }
  return {"back", in(tr("Back")), {}, "undo"};
}

Words supervise_words(const Situation& now, Action action) {
  const Texts& in = now.in;
  if (action == Action::supervise_open) return {"supervise-open", in(tr("Open")), {}, "eye"};
  if (action == Action::clear_alarm) {
    return {"clear-alarm", in(tr("Seen to")), in(tr("Saving …")), "check"};
  }
  if (action == Action::more_audit) return {"more-audit", in(tr("Show earlier ones")), {}, "down"};
  return {"supervise", in(tr("Save")), in(tr("Saving …")), "check"};
}

Words words_for(const Situation& now, Action action) {
  switch (action) {
    case Action::call_next:
    case Action::call_another:
    case Action::recall:
    case Action::take_back:
    case Action::start:
    case Action::no_show:
      return call_words(now, action);
    case Action::park:
    case Action::transfer:
    case Action::refer:
    case Action::add_need:
    case Action::finish:
    case Action::close_visit:
    case Action::still_here:
      return serving_words(now, action);
    case Action::none:
    case Action::sign_in:
    case Action::sign_on:
    case Action::cancel_sign_on:
    case Action::sign_out:
    case Action::other_counter:
    case Action::open:
    case Action::pause:
    case Action::close_counter:
    case Action::resume:
    case Action::call_visit:
    case Action::search:
    case Action::open_article:
    case Action::close_article:
    case Action::remark:
    case Action::send_remark:
    case Action::back:
    case Action::undo:
    case Action::quick:
    case Action::back_again:
    case Action::bring_back:
    case Action::alarm:
    case Action::show_keys:
    case Action::show_screen:
    case Action::show_bar:
    case Action::show_follow_ups:
    case Action::show_follow_up:
    case Action::advance_follow_up:
    case Action::note:
    case Action::keep_note:
      return desk_words(now, action);
    case Action::show_supervise:
    case Action::show_services:
    case Action::show_people:
    case Action::show_notices:
    case Action::show_audit:
    case Action::show_end:
    case Action::supervise_open:
    case Action::supervise:
    case Action::clear_alarm:
    case Action::more_audit:
      return supervise_words(now, action);
  }
  return {};
}

std::string letter_of(const Keys& keys, Action action) {
  switch (action) {
    case Action::call_another:
      return keys.call_another;
    case Action::pause:
      return keys.pause;
    case Action::close_counter:
      return keys.close_counter;
    case Action::recall:
      return keys.recall;
    case Action::take_back:
      return keys.take_back;
    case Action::no_show:
      return keys.no_show;
    case Action::park:
      return keys.park;
    case Action::transfer:
      return keys.transfer;
    case Action::refer:
      return keys.refer;
    case Action::add_need:
      return keys.add_need;
    case Action::undo:
      return keys.undo;
    case Action::note:
      return keys.note;
    case Action::quick:
      return keys.quick;
    case Action::back_again:
      return keys.back_again;
    case Action::sign_out:
      return keys.sign_out;
    case Action::other_counter:
      return keys.other_counter;
    case Action::none:
    case Action::search:
    case Action::open_article:
    case Action::close_article:
    case Action::remark:
    case Action::send_remark:
    case Action::sign_in:
    case Action::sign_on:
    case Action::cancel_sign_on:
    case Action::open:
    case Action::call_next:
    case Action::start:
    case Action::resume:
    case Action::call_visit:
    case Action::finish:
    case Action::close_visit:
    case Action::back:
    case Action::bring_back:
    case Action::alarm:
    case Action::show_keys:
    case Action::show_screen:
    case Action::show_bar:
    case Action::show_follow_ups:
    case Action::show_follow_up:
    case Action::advance_follow_up:
    case Action::show_supervise:
    case Action::show_services:
    case Action::show_people:
    case Action::show_notices:
    case Action::show_audit:
    case Action::show_end:
    case Action::supervise_open:
    case Action::supervise:
    case Action::clear_alarm:
    case Action::more_audit:
    case Action::keep_note:
    case Action::still_here:
      return {};
  }
  return {};
}

bool is_primary(Action action) {
  return action == Action::call_next || action == Action::start || action == Action::finish ||
         action == Action::close_visit || action == Action::open;
}

void set_keys(const Situation& now, Action action, StaffButton& button) {
  if (is_primary(action)) {
    button.kind = action == Action::call_next ? StaffButtonKind::huge : StaffButtonKind::primary;
    button.key = space_key(now.in);
    button.shortcuts = {ui::Key::space};
  } else if (action == Action::back) {
    button.key = escape_key(now.in);
    button.shortcuts = {ui::Key::escape};
  } else if (action == Action::still_here) {
    // No letter: it is asked in every panel, also where something is typed.
    button.key = "F7";
    button.shortcuts = {ui::Key::f7};
  } else {
    button.key = letter_of(now.keys, action);
    if (!button.key.empty()) button.shortcuts = {button.key};
  }
}

/// What cannot wait for the link: it would be too late, or somebody else's turn, by then.
bool needs_link(Action action) {
  return action != Action::finish && action != Action::close_visit && action != Action::back &&
         action != Action::call_another && action != Action::other_counter &&
         action != Action::show_follow_up && action != Action::quick &&
         action != Action::back_again && action != Action::note && action != Action::keep_note &&
         action != Action::supervise_open;
}

std::string why_not_recall(const Situation& now) {
  const Rules& rules = now.site.lobby.rules;
  if (now.visit->recalls >= rules.recalls_max) {
    return now.in(tr_plural("{n} time already", "{n} times already"), rules.recalls_max);
  }
  const Instant from = now.visit->last_summoned_at.value_or(now.now) + rules.recall_after;
  if (now.now >= from) return {};
  return now.in(tr("after {time}"),
                {{"time", running_clock(from - now.visit->called_at.value_or(from))}});
}

std::string why_not_close(const Situation& now) {
  std::int64_t lacking = 0;
  for (const Need* need : serving_needs(*now.visit)) lacking += has_outcome(now, *need) ? 0 : 1;
  if (lacking == 0) return {};
  return now.in(tr_plural("{n} need has no outcome yet", "{n} needs have no outcome yet"), lacking);
}

std::string why_not(const Situation& now, Action action) {
  if (!now.desk.connected && needs_link(action)) return now.in(tr("no link"));
  if (action == Action::recall) return why_not_recall(now);
  if (action == Action::close_visit) return why_not_close(now);
  if (action == Action::open && !now.state.day) return now.in(tr("when the lobby's day begins"));
  if (action == Action::call_next && !choose(now.site.lobby, now.state, *now.counter, now.now)) {
    return now.in(tr("nobody waits for you"));
  }
  return {};
}

}  // namespace

ActionView make_action(const Situation& now, Action action) {
  ActionView view;
  view.action = action;
  Words words = words_for(now, action);
  StaffButton& button = view.button;
  button.id = std::move(words.id);
  button.label = std::move(words.label);
  view.short_label = button.label;
  button.icon = std::move(words.icon);
  if (action == Action::back) button.flip = ui::Flip::with_page;
  set_keys(now, action, button);
  if (now.desk.pending == action && now.desk.busy_shown) {
    button.busy = std::move(words.busy);
    return view;
  }
  button.reason = why_not(now, action);
  button.enabled = button.reason.empty();
  return view;
}

}  // namespace foyer::counter_client
