#include "admin/past_events.h"

#include <charconv>
#include <optional>

#include "admin/commands.h"
#include "queue-server/sqlite_journal.h"
#include "queue-server/throwing_asserts.h"

namespace foyer::admin {
namespace {

constexpr std::size_t chunk = 2000;

bool is_of(const Past& past, const BusinessDate& date) {
  return (past.from.value.empty() || date >= past.from) &&
         (past.until.value.empty() || date < past.until);
}

int number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

int read_past(const server::DataFolder& folder, const Past& past,
              const std::function<void(const Event&)>& take) {
  if (!std::filesystem::exists(folder.journal())) {
    throw CommandError("there is no journal in " + folder.path.string() +
                       "; is it the queue server's data folder?");
  }
  server::SqliteJournal journal(folder.journal(), server::OpenMode::read_only);
  const server::ThrowingAsserts asserts;
  bool is_wanted = false;
  int days = 0;
  std::int64_t after = 0;
  while (true) {
    const std::vector<server::StoredEvent> events = journal.read(after, chunk);
    for (const server::StoredEvent& stored : events) {
      const Event& event = stored.event;
      if (past.latest && event.at > *past.latest) return days;
      if (const auto* opened = std::get_if<DayOpened>(&event.body)) {
        is_wanted = is_of(past, opened->date);
        if (is_wanted) ++days;
      }
      if (!is_wanted) continue;
      try {
        take(event);
      } catch (const std::logic_error& e) {
        throw server::JournalDamaged(event.seq, e.what());
      }
    }
    if (events.size() < chunk) return days;
    after = events.back().event.seq;
  }
}

BusinessDate days_before(const BusinessDate& date, int days) {
  using namespace std::chrono;
  const year_month_day day = year(number(date.value.substr(0, 4))) /
                             static_cast<unsigned>(number(date.value.substr(5, 2))) /
                             static_cast<unsigned>(number(date.value.substr(8, 2)));
  const year_month_day before(sys_days(day) - std::chrono::days(days));
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(before.year()),
                static_cast<unsigned>(before.month()), static_cast<unsigned>(before.day()));
  return {text};
}

}  // namespace foyer::admin
