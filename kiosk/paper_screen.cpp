// What screens say of paper and printer: never a code, always what to do now.
#include "kiosk/view_parts.h"

namespace foyer::kiosk::parts {
namespace {

std::string words_of(const Texts& in, printing::PrinterProblem problem) {
  switch (problem) {
    case printing::PrinterProblem::paper_out:
      return in(tr_context("kiosk", "The printer has no paper"));
    case printing::PrinterProblem::cover_open:
      return in(tr_context("kiosk", "The printer’s cover is open"));
    case printing::PrinterProblem::printer_failed:
      return in(tr_context("kiosk", "The printer reports a fault"));
    case printing::PrinterProblem::printer_offline:
      return in(tr_context("kiosk", "The printer does not answer"));
    case printing::PrinterProblem::paper_low:
      return in(tr_context("kiosk", "The printer has little paper left"));
  }
  return {};
}

printing::PaperState state_of(const ViewContext& context) {
  return context.machine == nullptr ? printing::PaperState::none : context.machine->paper;
}

Notice paper_notice(const Texts& in, printing::PaperState state) {
  switch (state) {
    case printing::PaperState::none:
      break;
    case printing::PaperState::printing:
      return {"printer", in(tr_context("kiosk", "It is being printed"))};
    case printing::PaperState::printed:
      return {"printer", in(tr_context("kiosk", "Take your paper below"))};
    case printing::PaperState::failed:
      return {"warn", in(tr_context("kiosk", "It could not be printed"))};
    case printing::PaperState::unknown:
      return {"warn", in(tr_context("kiosk", "Is your paper complete?"))};
  }
  return {};
}

}  // namespace

void add_paper(const ViewContext& context, Items& items) {
  const printing::PaperState state = state_of(context);
  if (state != printing::PaperState::none) items.push_back(paper_notice(context.in, state));
}

void add_ticket_paper(const ViewContext& context, Items& items) {
  if (state_of(context) != printing::PaperState::failed) return add_paper(context, items);
  items.push_back(Notice{
      "warn", context.in(tr_context(
                  "kiosk", "Your number is good without paper: take a picture of this screen."))});
}

void add_print_again(const ViewContext& context, KioskView& view) {
  const printing::PaperState state = state_of(context);
  if (state != printing::PaperState::failed && state != printing::PaperState::unknown) return;
  view.actions.push_back({{.id = "print-again",
                           .label = context.in(tr_context("kiosk", "Print again")),
                           .icon = "printer"},
                          PrintAgain{}});
}

std::optional<InfoCard> printer_card(const ViewContext& context) {
  if (context.machine == nullptr || !context.machine->prints) return std::nullopt;
  const auto& problems = context.machine->printer_problems;
  const std::string words = problems.empty()
                                ? context.in(tr_context("kiosk", "The printer is ready"))
                                : words_of(context.in, problems.front());
  return InfoCard{problems.empty() ? "printer" : "warn", words, context.machine->printer};
}

}  // namespace foyer::kiosk::parts
