// What the welcome desk's page says of paper: the key that prints, how far it is, and what is wrong
// with the printer.
#include "counter-client/view_welcome_parts.h"

namespace foyer::counter_client {
namespace {

using printing::PaperState;
using printing::PrinterProblem;

std::string words_of(const Texts& in, PrinterProblem problem) {
  switch (problem) {
    case PrinterProblem::paper_out:
      return in(tr("The printer has no paper."));
    case PrinterProblem::cover_open:
      return in(tr("The printer’s cover is open."));
    case PrinterProblem::printer_failed:
      return in(tr("The printer has a fault."));
    case PrinterProblem::printer_offline:
      return in(tr("The printer does not answer."));
    case PrinterProblem::paper_low:
      return in(tr("The printer’s paper is nearly used up."));
  }
  return {};
}

WelcomeLine line_of(const Texts& in, PaperState state) {
  switch (state) {
    case PaperState::none:
      break;
    case PaperState::printing:
      return {"printer", in(tr("The paper is being printed.")), {}};
    case PaperState::printed:
      return {"printer", in(tr("The paper has come out.")), {}};
    case PaperState::failed:
      return {"warn", in(tr("No paper came out.")), {}};
    case PaperState::unknown:
      return {"warn", in(tr("Perhaps only a part of the paper came out.")), {}};
  }
  return {};
}

}  // namespace

std::string printer_words(const Situation& now) {
  const auto& problems = now.desk.printer.problems;
  if (!now.desk.printer.there || problems.empty()) return {};
  return words_of(now.in, problems.front());
}

void add_print(const Situation& now, const PrintOrder& order, std::string label,
               WelcomePersonView& view) {
  const Desk::Printer& printer = now.desk.printer;
  if (!printer.there) return;
  const bool asked = printer.state != PaperState::none && printer.paper == order;
  if (asked) view.lines.push_back(line_of(now.in, printer.state));
  WelcomeAct act;
  act.what = WelcomeAct::What::print;
  act.paper = order;
  WelcomeButton button =
      welcome_button("print", asked ? now.in(tr("Print it again")) : std::move(label), "printer",
                     "F7", ui::Key::f7, std::move(act));
  if (asked && printer.state == PaperState::printing) button.button.busy = now.in(tr("Printing …"));
  view.others.push_back(std::move(button));
}

}  // namespace foyer::counter_client
