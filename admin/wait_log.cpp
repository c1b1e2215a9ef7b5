#include "admin/wait_log.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string_view>

#include "admin/csv_rows.h"

namespace foyer::admin {
namespace {

constexpr std::array<std::string_view, 10> columns{"id",   "date",    "type",  "prio", "arrive",
                                                   "wait", "outcome", "start", "end",  "server"};
enum Column { id, date, type, prio, arrive, wait, outcome, start, end, server };

constexpr int seconds_max = 10 * 24 * 60 * 60;
constexpr std::size_t text_max = 64;

using Fields = std::vector<std::string>;

/// One line and where it stands.
class Line {
 public:
  Line(const std::string& file, std::size_t number, const Fields& fields)
      : file_(file), number_(number), fields_(fields) {}

  [[noreturn]] void fail(std::string_view where, const std::string& what) const {
    throw WaitLogError(file_ + ":" + std::to_string(number_) + ": " + std::string(where) + ": " +
                       what);
  }
  [[noreturn]] void fail(Column column, const std::string& what) const {
    fail(columns[column], what);
  }

  [[nodiscard]] const std::string& text(Column column) const { return fields_[column]; }
  [[nodiscard]] bool empty(Column column) const { return text(column).empty(); }

  [[nodiscard]] const std::string& name(Column column) const {
    const std::string& text = fields_[column];
    if (text.empty()) fail(column, "is empty");
    if (text.size() > text_max) fail(column, "is longer than " + std::to_string(text_max));
    return text;
  }

  [[nodiscard]] int seconds(Column column) const {
    const int value = number(column);
    if (value < 0 || value > seconds_max) {
      fail(column, text(column) + " is not from 0 to " + std::to_string(seconds_max));
    }
    return value;
  }

  [[nodiscard]] int number(Column column) const {
    const std::string& text = fields_[column];
    int value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) {
      fail(column, "\"" + text + "\" is no whole number");
    }
    return value;
  }

  void must_be_empty(Column column, const char* because) const {
    if (!empty(column)) fail(column, "must be empty, since " + std::string(because));
  }

 private:
  const std::string& file_;
  std::size_t number_;
  const Fields& fields_;
};

Instant midnight_of(const Line& line) {
  const std::string& text = line.text(date);
  int year = 0;
  int month = 0;
  int day = 0;
  int used = 0;
  const bool read = std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &year, &month, &day, &used) == 3 &&
                    used == 10 && text.size() == 10;
  const std::chrono::year_month_day when{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!read || !when.ok()) line.fail(date, "\"" + text + "\" is no date like 1999-01-31");
  return Instant(std::chrono::sys_days(when));
}

LoggedOutcome outcome_of(const Line& line) {
  const std::string& text = line.text(outcome);
  if (text == "S") return LoggedOutcome::served;
  if (text == "A") return LoggedOutcome::left;
  if (text.empty()) return LoggedOutcome::waiting;
  line.fail(outcome, "\"" + text + "\" is neither S (served) nor A (left)");
}

void read_serving(const Line& line, Instant midnight, LoggedVisit& visit) {
  if (!line.empty(server)) visit.server = line.name(server);
  visit.over_at = midnight + Seconds(line.seconds(start));
  if (*visit.over_at < visit.arrived_at) line.fail(start, "is before arrive");
  if (line.empty(end)) return;
  visit.end_at = midnight + Seconds(line.seconds(end));
  if (*visit.end_at < *visit.over_at) line.fail(end, "is before start");
}

LoggedVisit visit_of(const Line& line) {
  LoggedVisit visit;
  visit.id = line.name(id);
  visit.date = line.text(date);
  visit.type = line.name(type);
  visit.prio = line.number(prio);
  if (visit.prio < 0 || visit.prio > 2) line.fail(prio, line.text(prio) + " is none of 0, 1, 2");
  const Instant midnight = midnight_of(line);
  visit.arrive_s = line.seconds(arrive);
  visit.arrived_at = midnight + Seconds(visit.arrive_s);
  visit.outcome = outcome_of(line);
  if (visit.outcome == LoggedOutcome::waiting) {
    for (const Column column : {wait, start, end, server}) {
      line.must_be_empty(column, "there is no outcome");
    }
    return visit;
  }
  visit.wait_s = line.seconds(wait);
  if (visit.outcome == LoggedOutcome::served) {
    read_serving(line, midnight, visit);
    return visit;
  }
  for (const Column column : {start, end, server}) line.must_be_empty(column, "outcome is A");
  visit.over_at = visit.arrived_at + Seconds(*visit.wait_s);
  return visit;
}

/// Takes the rows in their order.
class Reader {
 public:
  explicit Reader(const std::string& file) : file_(file) {}

  void take(const CsvRow& row) {
    const Line line(file_, row.line, row.fields);
    if (!header_read_) {
      header_read_ = true;
      if (!std::equal(row.fields.begin(), row.fields.end(), columns.begin(), columns.end())) {
        line.fail("header", "is not id,date,type,prio,arrive,wait,outcome,start,end,server");
      }
      return;
    }
    if (row.fields.size() != columns.size()) {
      line.fail("line", "has " + std::to_string(row.fields.size()) + " columns, not " +
                            std::to_string(columns.size()));
    }
    LoggedVisit visit = visit_of(line);
    if (!visits_.empty() && visit.arrived_at < visits_.back().arrived_at) {
      line.fail(arrive, "is before that of the line above");
    }
    visits_.push_back(std::move(visit));
  }

  std::vector<LoggedVisit> finish() {
    if (!header_read_) Line(file_, 0, {}).fail("line", "the file is empty");
    return std::move(visits_);
  }

 private:
  const std::string& file_;
  bool header_read_ = false;
  std::vector<LoggedVisit> visits_;
};

}  // namespace

std::vector<LoggedVisit> read_wait_log(std::istream& stream, const std::string& name) {
  Reader reader(name);
  try {
    for_each_row(stream, name, [&reader](const CsvRow& row) { reader.take(row); });
  } catch (const CsvError& error) {
    throw WaitLogError(error.what());
  }
  return reader.finish();
}

std::vector<LoggedVisit> read_wait_log(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) throw WaitLogError("cannot read " + file.string());
  return read_wait_log(stream, file.string());
}

}  // namespace foyer::admin
