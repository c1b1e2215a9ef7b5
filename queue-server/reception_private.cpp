// What the reception keeps and tells privately: notes and contacts. None of it may come into a
// refusal, a log or an event.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "protocol/access.h"
#include "queue-server/reception.h"

namespace foyer::server {
namespace {

bool concerns_somebody(const State& state, VisitId visit) {
  const auto& follow_ups = state.follow_ups;
  return find_visit(state, visit) != nullptr ||
         std::any_of(follow_ups.begin(), follow_ups.end(),
                     [visit](const auto& entry) { return entry.second.visit == visit; });
}

VisitId visit_of(const protocol::Query& query) {
  return std::visit(
      [](const auto& q) {
        if constexpr (requires { q.visit; }) {
          return q.visit;
        } else {
          return VisitId{};
        }
      },
      query);
}

/// Signs that a phone number has, and no fewer figures than one.
bool is_phone(std::string_view text) {
  const auto figures =
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return figures >= 3 && text.find_first_not_of("0123456789+-() ./x") == std::string_view::npos;
}

/// Something on both sides of one "@", and no blank or control sign; whether anybody reads it only
/// a message can tell.
bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) > 0x20 && c != '<' && c != '>' && c != 0x7f;
         });
}

std::optional<Refusal> objection(const protocol::Query& query) {
  const auto* contact = std::get_if<protocol::SetContact>(&query);
  if (contact == nullptr) return std::nullopt;
  const bool has_some = !contact->phone.empty() || !contact->email.empty();
  if (contact->consent != has_some) {
    return Refusal{RefusalCode::malformed, "a contact and the consent to it come together",
                   "consent"};
  }
  if (!contact->phone.empty() && !is_phone(contact->phone)) {
    return Refusal{RefusalCode::malformed, "is no phone number", "phone"};
  }
  if (!contact->email.empty() && !is_email(contact->email)) {
    return Refusal{RefusalCode::malformed, "is no e-mail address", "email"};
  }
  return std::nullopt;
}

}  // namespace

void Reception::keep_private(VisitId visit, const protocol::Query& query) {
  const Instant now = lobby_.now();
  if (const auto* note = std::get_if<protocol::SetNote>(&query)) {
    private_store_->set_note(visit, note->note, now);
  } else if (const auto* contact = std::get_if<protocol::SetContact>(&query)) {
    if (contact->consent) {
      private_store_->set_contact(visit, contact->phone, contact->email, now);
    } else {
      private_store_->forget_contact(visit, now);
    }
  }
}

void Reception::answer_private(const Waiting& waiting) {
  const auto& query = std::get<protocol::Query>(waiting.request.body);
  const auto no = [&](Refusal refusal) {
    refuse_request(waiting.address, waiting.request.id, std::move(refusal));
  };
  const Role role = waiting.guest->device.role;
  if (auto refused = protocol::objection_to_private({role, !waiting.actor.clerk.empty()})) {
    return no(std::move(*refused));
  }
  const VisitId visit = visit_of(query);
  const auto& rights = waiting.guest->rights;
  const bool supervises = std::find(rights.begin(), rights.end(), Right::supervise) != rights.end();
  // What was said of a visit that is over is read by who may do something about it.
  const bool may_look_back = supervises &&
                             std::holds_alternative<protocol::GetPrivateRecord>(query) &&
                             find_departed(lobby_.state(), visit) != nullptr;
  if (!may_look_back && !concerns_somebody(lobby_.state(), visit)) {
    return no({RefusalCode::unknown_visit, "it is not here and nothing of it goes on", "visit"});
  }
  if (auto refused = objection(query)) return no(std::move(*refused));
  if (private_store_ == nullptr) {
    return no({RefusalCode::unavailable, "nothing private is kept here", ""});
  }
  protocol::Answer found;
  found.id = waiting.request.id;
  try {
    keep_private(visit, query);
    if (std::holds_alternative<protocol::GetPrivateRecord>(query)) {
      PrivateRecord record = private_store_->find(visit);
      found.private_record = protocol::PrivateRecord{
          role == Role::follower ? std::string() : std::move(record.note), std::move(record.phone),
          std::move(record.email), supervises ? std::move(record.comment) : std::string()};
    }
  } catch (const std::runtime_error& e) {
    // SQLite's own words name tables and files, never what is in them.
    spdlog::error("private records cannot be read or written: {}", e.what());
    return no({RefusalCode::unavailable, "private records cannot be read or written", ""});
  }
  answer(waiting.address, std::move(found));
}

/// Who has the token is the resident, whatever became of the visit.
void Reception::find_visit(const Waiting& waiting, const protocol::FindVisit& query) {
  const State& state = lobby_.state();
  protocol::Answer found;
  found.id = waiting.request.id;
  found.found_visit.emplace();
  std::optional<VisitId>& visit = found.found_visit->visit;
  for (const auto& [id, present] : state.visits) {
    if (present.token == query.token) visit = id;
  }
  for (const Departed& departed : state.departed) {
    if (departed.token == query.token) visit = departed.visit;
  }
  for (const Gone& gone : state.gone) {
    if (gone.visit.token == query.token) visit = gone.visit.id;
  }
  for (const auto& [reference, follow_up] : state.follow_ups) {
    if (follow_up.token == query.token) visit = follow_up.visit;
  }
  answer(waiting.address, std::move(found));
}

void Reception::take_comment(const Waiting& waiting, const protocol::SetComment& query) {
  const auto no = [&](Refusal refusal) {
    refuse_request(waiting.address, waiting.request.id, std::move(refusal));
  };
  if (auto refused = objection_to_feedback(site_, lobby_.state(), query.visit, query.token,
                                           waiting.actor.device, lobby_.now())) {
    return no(std::move(*refused));
  }
  if (private_store_ == nullptr) {
    return no({RefusalCode::unavailable, "nothing private is kept here", ""});
  }
  try {
    private_store_->set_comment(query.visit, query.comment, lobby_.now());
  } catch (const std::runtime_error& e) {
    spdlog::error("a comment cannot be kept: {}", e.what());
    return no({RefusalCode::unavailable, "private records cannot be read or written", ""});
  }
  protocol::Answer taken;
  taken.id = waiting.request.id;
  answer(waiting.address, std::move(taken));
}

/// Who has the token is the resident; nobody else could name it.
void Reception::answer_follow_ups(const Waiting& waiting, const protocol::GetFollowUps& query) {
  protocol::Answer found;
  found.id = waiting.request.id;
  found.follow_ups.emplace();
  for (const auto& [reference, follow_up] : lobby_.state().follow_ups) {
    if (follow_up.token != query.token) continue;
    found.follow_ups->push_back(follow_up);
    found.follow_ups->back().token = Token{};
  }
  answer(waiting.address, std::move(found));
}

}  // namespace foyer::server
