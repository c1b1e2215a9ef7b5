#include "followers/service_requests.h"

#include "followers/follower_store.h"

namespace foyer::followers {

ServiceRequests::ServiceRequests(const std::filesystem::path& file)
    : db_(open_follower_file(file, storage::OpenMode::read_write)) {}

void ServiceRequests::add(const FollowUpOpened& opened, Instant at) {
  storage::Statement row(db_,
                         "INSERT OR IGNORE INTO service_request (reference, visit, service, "
                         "opened_at_ms, due_at_ms, stage) VALUES (?, ?, ?, ?, ?, 'unsent')");
  row.bind(1, opened.reference).bind(2, opened.visit.value).bind(3, opened.service.value);
  row.bind(4, to_ms(at)).bind(5, to_ms(opened.due_at)).run();
}

void ServiceRequests::set_over(const std::string& reference, bool over) {
  storage::Statement row(
      db_, over ? "UPDATE service_request SET stage = 'over' WHERE reference = ?"
                // Whether it was sent is not known any more: it is looked for first.
                : "UPDATE service_request SET stage = iif(service_request_id <> '', 'known', "
                  "iif(token <> '', 'token', 'sending')) WHERE reference = ? AND stage = 'over'");
  row.bind(1, reference).run();
}

std::vector<ServiceRequest> ServiceRequests::due(Instant now) {
  storage::Statement rows(
      db_,
      "SELECT reference, visit, service, opened_at_ms, due_at_ms, stage, service_request_id, "
      "token, failures, next_at_ms, wanted, wanted_count, told_count FROM service_request WHERE "
      "stage <> 'over' AND next_at_ms <= ? ORDER BY opened_at_ms, reference");
  rows.bind(1, to_ms(now));
  std::vector<ServiceRequest> found;
  while (rows.step()) {
    ServiceRequest request;
    request.reference = rows.text(0);
    request.visit.value = rows.number(1);
    request.service.value = rows.text(2);
    request.opened_at = from_ms(rows.number(3));
    request.due_at = from_ms(rows.number(4));
    request.stage = from_word<RequestStage>(rows.text(5)).value_or(RequestStage::sending);
    request.id = rows.text(6);
    request.token = rows.text(7);
    request.failures = static_cast<int>(rows.number(8));
    request.next_at = from_ms(rows.number(9));
    request.wanted = rows.text(10);
    request.wanted_count = static_cast<int>(rows.number(11));
    request.told_count = static_cast<int>(rows.number(12));
    found.push_back(std::move(request));
  }
  return found;
}

std::optional<Instant> ServiceRequests::next_at() {
  storage::Statement row(db_, "SELECT min(next_at_ms) FROM service_request WHERE stage <> 'over'");
  if (!row.step() || row.is_null(0)) return std::nullopt;
  return from_ms(row.number(0));
}

void ServiceRequests::write(const ServiceRequest& request) {
  storage::Statement row(
      db_,
      "UPDATE service_request SET stage = ?2, service_request_id = ?3, token = ?4, failures = ?5, "
      "next_at_ms = ?6, wanted = ?7, wanted_count = ?8, told_count = ?9 WHERE reference = ?1");
  row.bind(1, request.reference).bind(2, word(request.stage)).bind(3, request.id);
  row.bind(4, request.token).bind(5, std::int64_t{request.failures});
  row.bind(6, to_ms(request.next_at)).bind(7, request.wanted);
  row.bind(8, std::int64_t{request.wanted_count}).bind(9, std::int64_t{request.told_count}).run();
}

}  // namespace foyer::followers
