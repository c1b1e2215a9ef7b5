// Tickets, ways and referrals on paper. The ticket is there before it is printed; printed again it
// is the same one.
#include "counter-client/app_paper.h"

#include "counter-client/app.h"
#include "counter-client/view_welcome_parts.h"

namespace foyer::counter_client {
namespace {

wayfinding::Preference preference_of(const PrintOrder& order) {
  const auto& needs = order.special_needs;
  const bool step_free =
      std::find(needs.begin(), needs.end(), SpecialNeed::step_free) != needs.end();
  return step_free ? wayfinding::Preference::step_free : wayfinding::Preference::shortest;
}

std::optional<printing::PaperWay> way_of(const printing::PaperContext& context,
                                         const KioskInfo* from, const Destination& to,
                                         wayfinding::Preference preference) {
  if (from == nullptr) return std::nullopt;
  auto way = find_way(context.in, context.site, *from, to, preference,
                      conditions_at(context.site, context.at));
  if (!way) return std::nullopt;
  return printing::PaperWay{context.in(tr_context("way", "Show me the way")), *std::move(way),
                            way_url_of(context.site, from->id, to, preference)};
}

printing::Paper referral_paper(const printing::PaperContext& context, const KioskInfo* from,
                               const ServiceInfo& service, wayfinding::Preference preference) {
  const PlaceInfo* place = place_of(context.site, service.referral, service.department);
  std::optional<printing::PaperWay> way;
  if (place != nullptr) way = way_of(context, from, {place->id, {}}, preference);
  return printing::paper_of_referral(context, service, way);
}

}  // namespace

PrintOrder paper_of(const TicketIssued& issued) {
  PrintOrder order;
  order.language = issued.language;
  order.special_needs = issued.special_needs;
  order.ticket.emplace();
  order.ticket->ticket = issued.ticket;
  order.ticket->token = issued.token;
  order.ticket->promise = issued.promise;
  for (const NewNeed& need : issued.needs) order.ticket->services.push_back(need.service);
  return order;
}

void App::print(const News& news, const PrintOrder& order) {
  if (!paperwork_.has_printer()) return;
  const Texts in = translations_.in(order.language);
  const printing::PaperContext context{site_, in, news.now};
  const KioskInfo* from = desk_place(site_);
  const wayfinding::Preference preference = preference_of(order);
  if (order.ticket) {
    paperwork_.print(printing::paper_of_ticket(context, *order.ticket, order.special_needs,
                                               printing::way_to_seats(context, from, preference)));
  } else if (order.way) {
    const auto way = way_of(context, from, *order.way, preference);
    if (!way) return;
    paperwork_.print(printing::paper_of_way(context, *way));
  } else if (const ServiceInfo* service = find_service_info(site_, order.referral)) {
    paperwork_.print(referral_paper(context, from, *service, preference));
  }
  desk_.printer.paper = order;
}

void App::keep_up_paper() {
  paperwork_.keep_up();
  desk_.printer.there = paperwork_.has_printer();
  desk_.printer.problems = paperwork_.problems();
  desk_.printer.state = paperwork_.state();
}

}  // namespace foyer::counter_client
