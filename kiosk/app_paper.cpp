// What App prints: the ticket as soon as there is one, the way and the test page on request.
#include "kiosk/app.h"
#include "kiosk/view_parts.h"
#include "printing/paper_words.h"

namespace foyer::kiosk {
void App::print_ticket(Instant issued_at) {
  if (!paperwork_.has_printer() || !form_.ticket) return;
  const Texts in = translations_.in(form_.language);
  const printing::PaperContext context{site_, in, issued_at};
  const KioskInfo* kiosk = find_kiosk(site_, DeviceId{options_.machine.device});
  const IssuedTicket& issued = *form_.ticket;
  const printing::PrintedTicket ticket{issued.ticket, issued.token, issued.services, issued.promise,
                                       issued.before};
  paperwork_.print(printing::paper_of_ticket(
      context, ticket, form_.special_needs,
      printing::way_to_seats(context, kiosk, parts::way_preference_of(form_))));
}

void App::print_way(const ViewContext& context) {
  const KioskInfo* kiosk = parts::kiosk_of(context);
  if (kiosk == nullptr) return;
  auto way = find_way(context.in, site_, *kiosk, form_.place.way_to,
                      parts::way_preference_of(form_), conditions_at(site_, context.lobby.at));
  if (!way) return;
  const std::string url = way_url_of(site_, kiosk->id, way->to, way->preference);
  paperwork_.print(printing::paper_of_way(
      {site_, context.in, context.lobby.at},
      {context.in(tr_context("way", "Show me the way")), *std::move(way), url}));
}

void App::print_test_page(const ViewContext& context) {
  paperwork_.print(printing::paper_of_test({site_, context.in, context.lobby.at},
                                           options_.machine.device, paperwork_.printer()));
}

void App::keep_up_paper() {
  if (paperwork_.keep_up() && shown_ticket_) issuing_.finish(*shown_ticket_);
  options_.machine.prints = paperwork_.has_printer();
  options_.machine.printer = paperwork_.printer();
  options_.machine.printer_problems = paperwork_.problems();
  options_.machine.paper = paperwork_.state();
}

}  // namespace foyer::kiosk
