#include "printing/printing.h"

#include <spdlog/spdlog.h>

#include <condition_variable>
#include <csignal>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "printing/paper_layout.h"

namespace foyer::printing {
namespace {

using Clock = std::chrono::steady_clock;

/// Fonts cost a tenth of a second the first time that a script is set.
void warm_up(PaperLayout& layout, const PrintingOptions& options) {
  for (const LanguageTag& language : options.languages) {
    const Paper paper{language, {PaperBand{language.value}, PaperNumber{"A0"}, PaperText{"0"}}};
    static_cast<void>(layout.lay_out(paper, options.width));
  }
}

}  // namespace

struct Printing::Worker {
  struct Job {
    std::string name;
    Paper paper;
    SteadyTime asked_at;
  };

  Make make;
  PrintingOptions options;
  std::function<void()> wake;
  Interrupt interrupt;

  mutable std::mutex mutex;
  std::condition_variable work;
  bool ends = false;                     // by mutex
  std::deque<Job> waiting;               // by mutex; at most waiting_max
  std::vector<PrintReport> finished;     // by mutex
  std::vector<PrinterProblem> problems;  // by mutex
  Times times;                           // by mutex

  std::thread thread;  // last: it uses everything above

  void run() {
    // A named pipe without a reader must not end the kiosk.
    sigset_t signals;
    sigfillset(&signals);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    PaperLayout layout;
    const std::unique_ptr<Printer> printer = make(interrupt);
    look(*printer);
    warm_up(layout, options);
    auto look_at = Clock::now() + options.look_every;
    for (;;) {
      std::optional<Job> job = next_job(look_at);
      if (interrupt.is_set()) return;
      if (job) {
        print(*printer, layout, *job);
      } else {
        look(*printer);
      }
      look_at = Clock::now() + options.look_every;
    }
  }

  /// Nothing: it is time to look at the printer, or to end.
  std::optional<Job> next_job(SteadyTime look_at) {
    std::unique_lock lock(mutex);
    work.wait_until(lock, look_at, [&] { return ends || !waiting.empty(); });
    if (ends || waiting.empty()) return std::nullopt;
    Job job = std::move(waiting.front());
    waiting.pop_front();
    return job;
  }

  void print(Printer& printer, PaperLayout& layout, const Job& job) {
    PrintResult result;
    try {
      result = printer.print(layout.lay_out(job.paper, options.width));
    } catch (const std::exception& error) {
      // A logo that cannot be drawn, a paper that cannot be laid out.
      result.reason = error.what();
      result.problem = PrinterProblem::printer_failed;
    }
    if (interrupt.is_set()) return;
    if (result.outcome != PrintOutcome::printed) {
      spdlog::warn("printing {}: {}", job.name, result.reason);
    }
    {
      const std::lock_guard lock(mutex);
      finished.push_back({job.name, result.outcome, result.problem, result.reason});
      if (result.outcome == PrintOutcome::printed) {
        const auto since = [&](SteadyTime at) {
          return std::chrono::duration_cast<std::chrono::microseconds>(at - job.asked_at);
        };
        times = {since(result.first_byte), since(result.last_byte)};
        std::erase_if(problems, [](PrinterProblem p) { return p != PrinterProblem::paper_low; });
      } else if (result.problem) {
        problems = {*result.problem};
      }
    }
    wake();
  }

  void look(Printer& printer) {
    const std::vector<PrinterProblem> now = printer.problems();
    if (interrupt.is_set()) return;
    const std::lock_guard lock(mutex);
    if (now == problems) return;
    for (const PrinterProblem problem : now) spdlog::warn("the printer: {}", word(problem));
    if (now.empty()) spdlog::info("the printer is well again");
    problems = now;
    wake();
  }
};

Printing::Printing(Make make, PrintingOptions options, std::function<void()> wake)
    : worker_(std::make_unique<Worker>()) {
  worker_->make = std::move(make);
  worker_->options = std::move(options);
  worker_->wake = std::move(wake);
  worker_->thread = std::thread([worker = worker_.get()] { worker->run(); });
}

Printing::~Printing() {
  worker_->interrupt.set();
  {
    const std::lock_guard lock(worker_->mutex);
    worker_->ends = true;
  }
  worker_->work.notify_one();
  worker_->thread.join();
}

bool Printing::print(std::string job, Paper paper) {
  {
    const std::lock_guard lock(worker_->mutex);
    if (worker_->waiting.size() >= waiting_max) return false;
    worker_->waiting.push_back({std::move(job), std::move(paper), Clock::now()});
  }
  worker_->work.notify_one();
  return true;
}

std::vector<PrintReport> Printing::reports() {
  const std::lock_guard lock(worker_->mutex);
  return std::exchange(worker_->finished, {});
}

std::vector<PrinterProblem> Printing::problems() const {
  const std::lock_guard lock(worker_->mutex);
  return worker_->problems;
}

Printing::Times Printing::last_times() const {
  const std::lock_guard lock(worker_->mutex);
  return worker_->times;
}

std::unique_ptr<Printing> open_printing(std::string_view address, int paper_mm,
                                        const SiteFiles& site, std::function<void()> wake) {
  const PrinterAddress printer = parse_printer(address);
  if (printer.kind == PrinterAddress::Kind::none) return nullptr;
  PrintingOptions options;
  options.width = paper_mm == 58 ? PaperWidth::mm_58 : PaperWidth::mm_80;
  for (const LanguageInfo& language : site.languages) options.languages.push_back(language.tag);
  return std::make_unique<Printing>(
      [printer](const Interrupt& interrupt) { return make_printer(printer, interrupt); },
      std::move(options), std::move(wake));
}

}  // namespace foyer::printing
