// The printer's thread: order, bounds, reports, problems that are seen before anybody prints.
#include <doctest/doctest.h>

#include <condition_variable>
#include <mutex>

#include "printing/printing.h"

using namespace foyer;
using namespace foyer::printing;

namespace {

/// A printer that waits for the test, and says what the test says.
class Scripted : public Printer {
 public:
  struct Script {
    std::mutex mutex;
    std::condition_variable changed;
    bool held = false;                                                    // by mutex: a print waits
    int begun = 0;                                                        // by mutex
    int looks = 0;                                                        // by mutex
    PrintResult result{PrintOutcome::printed, std::nullopt, {}, {}, {}};  // by mutex
    std::vector<PrinterProblem> problems;                                 // by mutex
  };
  explicit Scripted(Script& script) : script_(script) {}
  PrintResult print(const Raster& /*raster*/) override {
    std::unique_lock lock(script_.mutex);
    ++script_.begun;
    script_.changed.notify_all();
    script_.changed.wait(lock, [&] { return !script_.held; });
    PrintResult result = script_.result;
    result.first_byte = result.last_byte = std::chrono::steady_clock::now();
    return result;
  }
  std::vector<PrinterProblem> problems() override {
    const std::lock_guard lock(script_.mutex);
    ++script_.looks;
    return script_.problems;
  }

 private:
  Script& script_;
};

struct Desk {
  Scripted::Script script;
  std::mutex mutex;
  std::condition_variable woken;
  int wakes = 0;
  std::unique_ptr<Printing> printing;

  explicit Desk(PrintingOptions options = {}) {
    printing = std::make_unique<Printing>(
        [this](const Interrupt&) { return std::make_unique<Scripted>(script); }, std::move(options),
        [this] {
          const std::lock_guard lock(mutex);
          ++wakes;
          woken.notify_all();
        });
  }
  ~Desk() {
    hold(false);
    printing.reset();
  }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  void hold(bool held) {
    const std::lock_guard lock(script.mutex);
    script.held = held;
    script.changed.notify_all();
  }
  void wait_until_begun(int count) {
    std::unique_lock lock(script.mutex);
    REQUIRE(script.changed.wait_for(lock, std::chrono::seconds(10),
                                    [&] { return script.begun >= count; }));
  }
  template <class Ready>
  void wait_until(Ready ready) {
    std::unique_lock lock(mutex);
    REQUIRE(woken.wait_for(lock, std::chrono::seconds(10), ready));
  }
  std::vector<PrintReport> wait_for_reports(std::size_t count) {
    std::vector<PrintReport> all;
    wait_until([&] {
      for (PrintReport& report : printing->reports()) all.push_back(std::move(report));
      return all.size() >= count;
    });
    return all;
  }
};

Paper paper(const std::string& number) {
  return {LanguageTag{"en"}, {PaperNumber{number}}};
}

}  // namespace

TEST_CASE("printing: papers come out in order and each gets its report") {
  Desk desk;
  CHECK(desk.printing->print("one", paper("A001")));
  CHECK(desk.printing->print("two", paper("A002")));
  const auto reports = desk.wait_for_reports(2);
  CHECK(reports[0].job == "one");
  CHECK(reports[1].job == "two");
  CHECK(reports[1].outcome == PrintOutcome::printed);
  CHECK(desk.printing->last_times().first_byte.count() > 0);
}

TEST_CASE("printing: a printer that hangs keeps nobody waiting and the queue is bounded") {
  Desk desk;
  desk.hold(true);
  CHECK(desk.printing->print("first", paper("A001")));
  desk.wait_until_begun(1);
  for (std::size_t i = 0; i < Printing::waiting_max; ++i) {
    CHECK(desk.printing->print(std::to_string(i), paper("A002")));
  }
  CHECK_FALSE(desk.printing->print("too many", paper("A003")));
  CHECK(desk.printing->reports().empty());
  desk.hold(false);
  CHECK(desk.wait_for_reports(1 + Printing::waiting_max).back().job == "7");
}

TEST_CASE("printing: what went wrong is in the report and among the problems") {
  Desk desk;
  desk.script.result = {PrintOutcome::unknown, PrinterProblem::paper_out, "it stopped", {}, {}};
  CHECK(desk.printing->print("one", paper("A001")));
  const auto reports = desk.wait_for_reports(1);
  CHECK(reports[0].outcome == PrintOutcome::unknown);
  CHECK(reports[0].problem == PrinterProblem::paper_out);
  CHECK(reports[0].reason == "it stopped");
  CHECK(desk.printing->problems() == std::vector{PrinterProblem::paper_out});
  desk.script.result = {PrintOutcome::printed, std::nullopt, {}, {}, {}};
  CHECK(desk.printing->print("two", paper("A002")));
  desk.wait_for_reports(1);
  CHECK(desk.printing->problems().empty());
}

TEST_CASE("printing: an empty printer is noticed while nobody prints") {
  PrintingOptions options;
  options.look_every = std::chrono::milliseconds(20);
  Desk desk(options);
  CHECK(desk.printing->problems().empty());
  {
    const std::lock_guard lock(desk.script.mutex);
    desk.script.problems = {PrinterProblem::paper_out};
  }
  desk.wait_until(
      [&] { return desk.printing->problems() == std::vector{PrinterProblem::paper_out}; });
  {
    const std::lock_guard lock(desk.script.mutex);
    desk.script.problems.clear();
  }
  desk.wait_until([&] { return desk.printing->problems().empty(); });
}

TEST_CASE("printing: a paper that cannot be drawn is a report and not the end") {
  Desk desk;
  Paper broken{LanguageTag{"en"}, {PaperHead{"/no/such/logo.svg", "Name", "Line"}}};
  CHECK(desk.printing->print("broken", broken));
  CHECK(desk.printing->print("whole", paper("A001")));
  const auto reports = desk.wait_for_reports(2);
  CHECK(reports[0].outcome == PrintOutcome::failed);
  CHECK(reports[0].reason.find("logo.svg") != std::string::npos);
  CHECK(reports[1].outcome == PrintOutcome::printed);
}
