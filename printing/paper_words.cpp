#include "printing/paper_words.h"

#include <algorithm>
#include <utility>

#include "site/ticket_words.h"

namespace foyer::printing {
namespace {

PaperHead head_of(const PaperContext& context) {
  const Texts& in = context.in;
  return {context.site.brand.logo, in.of_site(context.site.brand.name),
          in(tr_context("kiosk", "{date}, {time}"),
             {{"date", in.date(context.at)}, {"time", in.time_of_day(context.at)}})};
}

void add_services(const PaperContext& context, const PrintedTicket& issued, Paper& paper) {
  for (const ServiceId& id : issued.services) {
    const ServiceInfo* service = find_service_info(context.site, id);
    if (service != nullptr) paper.parts.push_back(PaperName{context.in.of_site(service->name)});
  }
}

void add_wait(const PaperContext& context, const PrintedTicket& issued, Paper& paper) {
  const WaitTold told = wait_told(context.in, issued.promise, issued.before);
  if (!told.honest.empty()) {
    paper.parts.push_back(PaperNote{"info", told.honest});
    return;
  }
  PaperFacts facts;
  for (const WaitTold::Fact& fact : told.facts) facts.facts.push_back({fact.caption, fact.value});
  paper.parts.push_back(std::move(facts));
}

void add_way(const PaperWay& way, Paper& paper) {
  if (way.way.steps.empty()) return;
  paper.parts.push_back(PaperHeading{way.title});
  for (const std::string& note : way.way.notes) paper.parts.push_back(PaperNote{"warn", note});
  int number = 0;
  for (const WayStep& step : way.way.steps) {
    paper.parts.push_back(PaperStep{++number, step.title, step.help});
  }
}

void add_way_code(const PaperContext& context, const PaperWay& way, Paper& paper) {
  if (way.url.empty()) return;
  paper.parts.push_back(PaperCut{});
  paper.parts.push_back(
      PaperQr{way.url, context.in(tr_context("way", "Take it along")),
              context.in(tr_context("kiosk", "Point your phone’s camera at the square."))});
}

void add_checklist(const PaperContext& context, const PrintedTicket& issued, Paper& paper) {
  std::vector<ItemId> told;  // Two services may want the same of somebody: it is told once.
  for (const ServiceId& id : issued.services) {
    const ServiceInfo* service = find_service_info(context.site, id);
    if (service == nullptr) continue;
    for (const BringInfo& bring : service->bring) {
      if (std::find(told.begin(), told.end(), bring.item) != told.end()) continue;
      if (told.empty()) {
        paper.parts.push_back(PaperHeading{context.in(tr_context("kiosk", "What to bring"))});
      }
      told.push_back(bring.item);
      paper.parts.push_back(PaperCheck{context.in.of_site(bring.name)});
    }
  }
}

}  // namespace

Paper paper_of_ticket(const PaperContext& context, const PrintedTicket& issued,
                      const std::vector<SpecialNeed>& special_needs,
                      const std::optional<PaperWay>& way) {
  const Texts& in = context.in;
  Paper paper{in.tag(), {}};
  paper.parts.push_back(head_of(context));
  paper.parts.push_back(PaperBand{in(tr_context("kiosk", "Your number"))});
  paper.parts.push_back(PaperNumber{issued.ticket});
  add_services(context, issued, paper);
  add_wait(context, issued, paper);
  const WaitingPlace place = waiting_place(in, special_needs, issued.ticket);
  paper.parts.push_back(PaperHeading{place.title});
  paper.parts.push_back(PaperText{place.text});
  const auto wants = [&](SpecialNeed need) {
    return std::find(special_needs.begin(), special_needs.end(), need) != special_needs.end();
  };
  if (wants(SpecialNeed::cannot_hear)) {
    paper.parts.push_back(
        PaperNote{"ear-off", in(tr_context("kiosk", "A clerk comes to you when it is your turn"))});
  }
  if (wants(SpecialNeed::step_free)) {
    paper.parts.push_back(PaperNote{
        "stepfree", in(tr_context("kiosk", "By elevator, and to a counter that you can sit at"))});
  }
  if (way) add_way(*way, paper);
  add_checklist(context, issued, paper);
  if (!issued.token.value.empty()) {
    paper.parts.push_back(PaperCut{});
    paper.parts.push_back(PaperQr{status_url_of(context.site, issued.token),
                                  in(tr_context("kiosk", "Follow by phone")),
                                  in(tr_context("kiosk",
                                                "Your place and your wait. No app, no name. Point "
                                                "your phone’s camera at the square."))});
  }
  return paper;
}

std::optional<PaperWay> way_to_seats(const PaperContext& context, const KioskInfo* from,
                                     wayfinding::Preference preference) {
  if (from == nullptr || !from->spot || !context.site.building) return std::nullopt;
  const wayfinding::Conditions now = conditions_at(context.site, context.at);
  const PlaceInfo* seats =
      nearest_place(context.site, *from, wayfinding::PlaceKind::waiting, preference, now);
  if (seats == nullptr) return std::nullopt;
  auto way = find_way(context.in, context.site, *from, {seats->id, {}}, preference, now);
  if (!way) return std::nullopt;
  return PaperWay{context.in(tr_context("way", "The way to the seats")), *std::move(way), {}};
}

Paper paper_of_referral(const PaperContext& context, const ServiceInfo& service,
                        const std::optional<PaperWay>& way) {
  const Texts& in = context.in;
  Paper paper{in.tag(), {}};
  paper.parts.push_back(head_of(context));
  paper.parts.push_back(PaperName{in.of_site(service.name)});
  const DepartmentInfo* department = find_department_info(context.site, service.department);
  paper.parts.push_back(PaperHeading{in(tr_context("kiosk", "Where to go"))});
  const auto add = [&](const std::string& english) {
    if (!english.empty()) paper.parts.push_back(PaperText{in.of_site(english)});
  };
  if (department != nullptr) add(department->name);
  add(service.referral.place);
  add(service.referral.directions);
  if (!service.referral.phone.empty()) {
    paper.parts.push_back(PaperHeading{in(tr_context("kiosk", "Whom to call"))});
    paper.parts.push_back(PaperText{service.referral.phone});
  }
  if (!way) return paper;
  add_way(*way, paper);
  add_way_code(context, *way, paper);
  return paper;
}

Paper paper_of_way(const PaperContext& context, const PaperWay& way) {
  Paper paper{context.in.tag(), {}};
  paper.parts.push_back(head_of(context));
  paper.parts.push_back(PaperName{way.way.name});
  if (!way.way.where.empty()) paper.parts.push_back(PaperText{way.way.where});
  add_way(way, paper);
  add_way_code(context, way, paper);
  return paper;
}

Paper paper_of_test(const PaperContext& context, const std::string& device,
                    const std::string& printer) {
  const Texts& in = context.in;
  Paper paper{in.tag(), {}};
  paper.parts.push_back(head_of(context));
  paper.parts.push_back(PaperBand{in(tr_context("kiosk", "Test page"))});
  paper.parts.push_back(PaperNumber{"A123"});
  paper.parts.push_back(PaperFacts{
      {{in(tr_context("kiosk", "Kiosk")), device}, {in(tr_context("kiosk", "Printer")), printer}}});
  paper.parts.push_back(PaperHeading{in(tr_context("kiosk", "Language"))});
  for (const LanguageInfo& language : context.site.languages) {
    paper.parts.push_back(PaperCheck{language.own_name});
  }
  paper.parts.push_back(PaperCut{});
  paper.parts.push_back(
      PaperQr{status_url_of(context.site, Token{std::string(32, '0')}),
              in(tr_context("kiosk", "Test page")),
              in(tr_context("kiosk", "The number, all lines and the square must be complete."))});
  return paper;
}

}  // namespace foyer::printing
