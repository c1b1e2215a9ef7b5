// What happened today, as the app asks for it while its panel is open: the newest at first, earlier
// ones as they are wanted.
#include "counter-client/app.h"

namespace foyer::counter_client {
namespace {

// Twenty looks back; beyond it somebody with the journal at hand should look.
constexpr std::size_t shown_max = 20 * protocol::audit_max;

}  // namespace

void App::ask_audit(std::int64_t before_seq) {
  audit_request_ = send_(protocol::Query{protocol::ReadAudit{before_seq, protocol::audit_max}});
}

void App::keep_audit(const News& news) {
  if (form_.panel != Panel::supervise_audit) {
    audit_request_.clear();
    desk_.audit.reset();
    audit_open_ = false;
    return;
  }
  if (audit_open_ || !news.connected) return;
  audit_open_ = true;
  ask_audit(0);
}

void App::hear_audit(const News& news, const protocol::Answer& answer) {
  audit_request_.clear();
  if (answer.refusal) {
    const Texts in = translations_.in(LanguageTag{form_.screen.language});
    desk_.notice =
        refusal_words(in, *answer.refusal, {site_, news.state, VisitId{}, {}, {}, desk_.counter});
    form_.panel = Panel::supervise;
    return;
  }
  if (!desk_.audit) desk_.audit = Audit{{}, {}, news.now, false};
  Audit& audit = *desk_.audit;
  audit.events.insert(audit.events.end(), answer.events.rbegin(), answer.events.rend());
  if (answer.tickets) {
    for (const auto& [visit, ticket] : *answer.tickets) audit.tickets[visit] = ticket;
  }
  audit.complete = answer.events.size() < static_cast<std::size_t>(protocol::audit_max) ||
                   audit.events.size() >= shown_max;
}

}  // namespace foyer::counter_client
