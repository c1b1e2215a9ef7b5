// The note beside the customer, and the panel in which it is written.
#include "counter-client/view_parts.h"

namespace foyer::counter_client {

std::optional<NoteView> build_note(const Situation& now, Page page) {
  const bool here = page == Page::called || page == Page::serving || page == Page::finishing;
  if (!here || now.visit == nullptr || now.desk.note.visit != now.visit->id) return std::nullopt;
  const Desk::Note& note = now.desk.note;
  NoteView view;
  view.text = note.text;
  view.title = now.in(tr("Note"));
  if (note.unsent && !now.desk.connected) {
    view.state = now.in(tr("kept here, sent later"));
  } else if (!note.known && (note.unreadable || !now.desk.connected)) {
    view.state = now.in(tr("cannot be read now"));
  }
  if (page != Page::called) view.write = make_action(now, Action::note);
  // Nothing to read and nothing to write: no line for it.
  if (!view.write && view.text.empty() && view.state.empty()) return std::nullopt;
  return view;
}

void build_note_panel(const Situation& now, PanelView& panel) {
  panel.title = now.in(tr("Note for {ticket}"), {{"ticket", now.visit->ticket}});
  panel.text = now.in(tr("For whoever serves them next. Residents never see it."));
  panel.note_label = now.in(tr("What should the next counter know?"));
  const std::size_t written = now.form.note.characters();
  panel.note_left = now.in(
      tr_plural("{n} character left", "{n} characters left"),
      static_cast<std::int64_t>(note_characters_max - std::min(written, note_characters_max)));
  ActionView keep = make_action(now, Action::keep_note);
  keep.button.kind = ui::StaffButtonKind::primary;
  keep.button.key = enter_key(now.in);
  keep.button.shortcuts = {ui::Key::enter};
  if (written == 0 && !now.desk.note.text.empty()) {
    keep.button.label = keep.short_label = now.in(tr("Remove the note"));
  }
  panel.keep = std::move(keep);
}

}  // namespace foyer::counter_client
