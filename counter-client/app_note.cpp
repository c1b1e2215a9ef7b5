// The note that clerks leave for whoever serves the visit next. It goes beside the commands: who
// finishes need not wait for it, and while the link is lost the link itself keeps it and sends it
// once, before whatever is asked for after it.
#include "counter-client/app.h"

namespace foyer::counter_client {
namespace {

constexpr std::int64_t read_again_ms = 10'000;

}  // namespace

/// Another visit has another note; one that could not be read is asked for again.
void App::follow_note(const News& news, VisitId visit, std::int64_t now_ms) {
  Desk::Note& note = desk_.note;
  if (note.visit != visit) {
    note = Desk::Note{};
    note.visit = visit;
    note_request_.clear();
    note_again_ms_ = now_ms;
    // A note of its own that is still on its way is what will be kept.
    for (const auto& [id, sent] : notes_sent_) {
      if (sent.visit == visit && visit.value != 0) note.unsent = true;
    }
  }
  const bool asks = visit.value != 0 && !note.known && note_request_.empty() && news.connected;
  if (!asks || now_ms < note_again_ms_) return;
  note_again_ms_ = now_ms + read_again_ms;
  note_request_ = send_(protocol::Query{protocol::GetPrivateRecord{visit}});
}

void App::keep_note(const News& news, VisitId visit) {
  if (visit.value == 0 || desk_.note.visit != visit) return;
  Desk::Note& note = desk_.note;
  // What was asked for before is older than what is written now.
  note_request_.clear();
  note.known = true;
  note.unreadable = false;
  note.unsent = true;
  note.text = form_.note.text;
  const Visit* here = news.state == nullptr ? nullptr : find_visit(*news.state, visit);
  const std::string id = send_(protocol::Query{protocol::SetNote{visit, note.text}});
  notes_sent_[id] = NoteSent{visit, here == nullptr ? std::string() : here->ticket};
}

bool App::hear_note(const News&, const protocol::Answer& answer) {
  if (!note_request_.empty() && answer.id == note_request_) {
    note_request_.clear();
    desk_.note.known = answer.private_record.has_value();
    desk_.note.unreadable = !answer.private_record.has_value();
    if (answer.private_record) desk_.note.text = answer.private_record->note;
    return true;
  }
  const auto sent = notes_sent_.find(answer.id);
  if (sent == notes_sent_.end()) return false;
  const NoteSent whose = sent->second;
  notes_sent_.erase(sent);
  bool more = false;
  for (const auto& [id, other] : notes_sent_) more = more || other.visit == whose.visit;
  if (desk_.note.visit == whose.visit) desk_.note.unsent = more;
  if (answer.refusal) {
    const Texts in = translations_.in(LanguageTag{form_.screen.language});
    desk_.notice =
        Sentence{in(tr("The note for {ticket} was not kept."), {{"ticket", whose.ticket}}),
                 in(tr("Tell the next counter yourself, or write it again."))};
    desk_.notice_bad = desk_.notice_good = false;
    if (desk_.note.visit == whose.visit) desk_.note.known = false;
  }
  return true;
}

}  // namespace foyer::counter_client
