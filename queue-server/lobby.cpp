#include "queue-server/lobby.h"

#include <algorithm>

#include "engine/assert.h"
#include "protocol/message.h"
#include "queue-server/digest.h"
#include "queue-server/throwing_asserts.h"

namespace foyer::server {
namespace {

constexpr std::size_t replay_chunk = 2000;
constexpr std::size_t recent_texts_max = 8192;
constexpr std::size_t refused_max = 4096;

/// The body within an event's text: the last member, so that it is written once for the journal,
/// the answer and the subscribers.
std::string_view body_within(std::string_view event_text) {
  constexpr std::string_view before_body = "\"body\":";
  const std::size_t at = event_text.find(before_body);
  FOYER_ASSERT(at != std::string_view::npos && event_text.back() == '}');
  event_text.remove_prefix(at + before_body.size());
  event_text.remove_suffix(1);
  return event_text;
}

/// For its own device alone, which issued the ticket.
bool has_own_secret(const EventBody& body) {
  return std::holds_alternative<TicketIssued>(body);
}

/// For nobody: the tokens of visits of earlier days.
bool has_secrets_of_others(const EventBody& body) {
  const auto* opened = std::get_if<DayOpened>(&body);
  return opened != nullptr && !opened->follow_ups.empty();
}

struct KeyHash {
  std::size_t operator()(const RequestKey& key) const {
    const std::hash<std::string_view> hash;
    return hash(key.device) * 31 + hash(key.id);
  }
};

struct KeyEqual {
  bool operator()(const RequestKey& a, const RequestKey& b) const {
    return a.id == b.id && a.device == b.device;
  }
};

std::string text_key(const Submission& submission) {
  std::string key = submission.actor->device.value;
  key += ' ';
  key += submission.request_id;
  return key;
}

Refusal reused() {
  return {RefusalCode::request_id_reused, "this id was used for another command", "id"};
}

Refusal unavailable() {
  return {RefusalCode::unavailable, "the journal cannot be written; nothing happened", ""};
}

}  // namespace

/// What a batch is going to append. Texts are in a deque: lines hold views into them.
struct Lobby::Draft {
  std::vector<Line> lines;
  std::vector<AppliedRequest> requests;
  std::deque<std::string> texts;      // With tokens, as appended.
  std::deque<std::string> published;  // Without, as the events.
  std::deque<Event> events;
  std::int64_t seq = 0;
};

Lobby::Lobby(const Site& site, Journal& journal, std::function<Instant()> clock,
             std::function<std::string()> make_token)
    : site_(site),
      journal_(journal),
      clock_(std::move(clock)),
      make_token_(std::move(make_token)),
      own_actor_{{std::string(own_device)}, {}} {}

Instant Lobby::now() {
  return std::max(clock_(), last_at_);
}

void Lobby::note(const Event& event) {
  last_at_ = std::max(last_at_, event.at);
  if (const auto* opened = std::get_if<DayOpened>(&event.body)) {
    day_start_ = event.seq;
    last_day_ = Day{opened->date, opened->opens_at, opened->closes_at, opened->ends_at};
    tickets_.clear();
  }
  if (const auto* issued = std::get_if<TicketIssued>(&event.body)) {
    tickets_[issued->visit] = issued->ticket;
  }
}

void Lobby::replay(const StoredEvent& stored) {
  try {
    evolve(state_, stored.event);
  } catch (const std::logic_error& e) {
    throw JournalDamaged(stored.event.seq, std::string("cannot have happened: ") + e.what());
  }
  seq_ = stored.event.seq;
  note(stored.event);
  if (recovered_once_ && seq_ > published_seq_) {
    // On disk although its commit seemed to fail: the others have not heard of it yet.
    hand_on(stored.event);
  }
}

void Lobby::hand_on(const Event& event) {
  unpublished_.push_back(protocol::redacted(event));
  recent_texts_.push_back(protocol::write_event(unpublished_.back()));
}

/// What is on disk of the day before the last one, and not yet published.
void Lobby::read_unpublished() {
  std::int64_t at = published_seq_;
  while (at < seq_) {
    const auto limit = std::min<std::int64_t>(replay_chunk, seq_ - at);
    const auto events = journal_.read(at, static_cast<std::size_t>(limit));
    if (events.empty()) throw JournalDamaged(at + 1, "is missing");
    for (const StoredEvent& stored : events) hand_on(stored.event);
    at = events.back().event.seq;
  }
}

void Lobby::recover() {
  const ThrowingAsserts guard;
  available_ = false;
  state_ = State{};
  tickets_.clear();
  day_start_ = journal_.last_day_start();
  seq_ = std::max<std::int64_t>(day_start_ - 1, 0);
  recent_texts_.clear();
  unpublished_.clear();
  if (recovered_once_) read_unpublished();
  while (true) {
    const std::vector<StoredEvent> events = journal_.read(seq_, replay_chunk);
    for (const StoredEvent& stored : events) replay(stored);
    if (events.size() < replay_chunk) break;
  }
  if (!recovered_once_) published_seq_ = seq_;
  recovered_once_ = true;
  available_ = true;
  trouble_.clear();
}

void Lobby::fail(const std::string& why) {
  available_ = false;
  trouble_ = why;
}

bool Lobby::ensure_available() {
  if (available_) return true;
  try {
    recover();
  } catch (const std::runtime_error& e) {
    fail(e.what());
  }
  return available_;
}

void Lobby::remember(const Submission& submission, std::int64_t digest, const Refusal& refusal) {
  std::string key = text_key(submission);
  const auto [place, is_new] = refused_.insert_or_assign(key, Remembered{digest, refusal});
  if (!is_new) return;
  refused_order_.push_back(std::move(key));
  if (refused_order_.size() <= refused_max) return;
  refused_.erase(refused_order_.front());
  refused_order_.pop_front();
}

Decided Lobby::answer_again(const Submission& submission, const Applied& applied,
                            std::int64_t digest) {
  if (applied.digest != digest) return {reused(), {}};
  Decided decided;
  const auto count = static_cast<std::size_t>(applied.last_seq - applied.first_seq + 1);
  for (const StoredEvent& stored : journal_.read(applied.first_seq - 1, count)) {
    if (stored.event.actor.device != submission.actor->device) {
      throw JournalDamaged(stored.event.seq, "is another device's than its request");
    }
    const bool all_may_know = !has_secrets_of_others(stored.event.body);
    decided.events.push_back(
        protocol::write_event(all_may_know ? stored.event : protocol::redacted(stored.event)));
  }
  return decided;
}

Decided Lobby::decide_one(const Submission& submission, std::int64_t digest, Draft& draft) {
  if (submission.objection) return {submission.objection, {}};
  Context context;
  context.now = now();
  context.actor = *submission.actor;
  context.clerk_skills = submission.clerk_skills;
  context.clerk_languages = submission.clerk_languages;
  context.clerk_rights = submission.clerk_rights;
  context.appointment = submission.appointment;
  if (std::holds_alternative<IssueTicket>(*submission.command) ||
      std::holds_alternative<CheckIn>(*submission.command)) {
    context.token.value = make_token_();
    context.waits = waits_.get();
  }
  std::vector<Instant> closings;
  if (std::holds_alternative<Finish>(*submission.command) && closings_after_) {
    closings = closings_after_(context.now);
    context.coming_closings = &closings;
  }
  auto bodies = decide(site_, state_, *submission.command, context);
  if (!bodies) return {bodies.error(), {}};
  Decided decided;
  const std::int64_t first_seq = draft.seq + 1;
  for (EventBody& body : *bodies) {
    Event event{++draft.seq, context.now, *submission.actor, std::move(body)};
    evolve(state_, event);
    note(event);
    const std::string& text = draft.texts.emplace_back(protocol::write_event(event));
    draft.lines.push_back({event.seq, event.at, submission.actor->device.value,
                           submission.actor->clerk.value, submission.request_id,
                           kind_of(event.body), body_within(text)});
    const bool own_secret = has_own_secret(event.body);
    const bool secret = own_secret || has_secrets_of_others(event.body);
    draft.events.push_back(protocol::redacted(std::move(event)));
    draft.published.push_back(secret ? protocol::write_event(draft.events.back()) : text);
    decided.events.push_back(own_secret ? text : draft.published.back());
  }
  if (!submission.request_id.empty()) {
    draft.requests.push_back(
        {{submission.actor->device.value, submission.request_id}, {first_seq, draft.seq, digest}});
  }
  return decided;
}

void Lobby::decide_all(std::span<const Submission> batch, Draft& draft, std::vector<Decided>& out) {
  std::vector<RequestKey> keys;
  keys.reserve(batch.size());
  for (const Submission& s : batch) keys.push_back({s.actor->device.value, s.request_id});
  const std::vector<std::optional<Applied>> applied = journal_.applied(keys);

  std::unordered_map<RequestKey, std::size_t, KeyHash, KeyEqual> in_batch;
  std::vector<std::int64_t> digests(batch.size());
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const Submission& submission = batch[i];
    digests[i] = digest_of(*submission.command);
    if (applied[i]) {
      out[i] = answer_again(submission, *applied[i], digests[i]);
      continue;
    }
    if (submission.request_id.empty()) {
      out[i] = decide_one(submission, digests[i], draft);
      continue;
    }
    const auto [earlier, is_new] = in_batch.emplace(keys[i], i);
    if (!is_new) {
      const bool same = digests[earlier->second] == digests[i];
      out[i] = same ? out[earlier->second] : Decided{reused(), {}};
      continue;
    }
    if (const auto known = refused_.find(text_key(submission)); known != refused_.end()) {
      out[i].refusal = known->second.digest == digests[i] ? known->second.refusal : reused();
      continue;
    }
    out[i] = decide_one(submission, digests[i], draft);
  }
  if (!draft.lines.empty()) journal_.append(draft.lines, draft.requests);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (!out[i].refusal || batch[i].request_id.empty()) continue;
    // Another command under a used id must not take the place of the first one's answer.
    if (out[i].refusal->code != RefusalCode::request_id_reused) {
      remember(batch[i], digests[i], *out[i].refusal);
    }
  }
}

std::vector<Decided> Lobby::apply(std::span<const Submission> batch) {
  std::vector<Decided> out(batch.size());
  Draft draft;
  if (ensure_available()) {
    draft.seq = seq_;
    try {
      decide_all(batch, draft, out);
    } catch (const std::runtime_error& e) {
      fail(e.what());
    }
  }
  if (!available_) {
    // Also refusals: they were decided on a state that is not on disk.
    for (Decided& decided : out) decided = {unavailable(), {}};
    ensure_available();
    return out;
  }
  seq_ = draft.seq;
  for (std::string& text : draft.published) recent_texts_.push_back(std::move(text));
  for (Event& event : draft.events) unpublished_.push_back(std::move(event));
  while (recent_texts_.size() > recent_texts_max &&
         seq_ - static_cast<std::int64_t>(recent_texts_.size()) < published_seq_) {
    recent_texts_.pop_front();
  }
  return out;
}

bool Lobby::apply_own(const Command& command) {
  const Submission submission{&own_actor_, {}, &command, {}};
  const std::vector<Decided> decided = apply({&submission, 1});
  return !decided.front().refusal;
}

void Lobby::publish_new(const std::function<void(std::string_view, Event)>& publish) {
  if (!available_) return;
  const std::int64_t first = seq_ - static_cast<std::int64_t>(recent_texts_.size()) + 1;
  FOYER_ASSERT(published_seq_ == seq_ || first <= published_seq_ + 1);
  for (Event& event : std::exchange(unpublished_, {})) {
    FOYER_ASSERT(event.seq == published_seq_ + 1);
    const std::string& text = recent_texts_[static_cast<std::size_t>(event.seq - first)];
    published_seq_ = event.seq;
    publish(text, std::move(event));
  }
  // After a failed commit the journal may be the shorter one; nothing that is gone was published.
  published_seq_ = seq_;
}

Result<std::vector<std::string>> Lobby::events_after(std::int64_t after) {
  if (!ensure_available()) return tl::unexpected<Refusal>(unavailable());
  if (after > seq_ || after < std::max<std::int64_t>(day_start_ - 1, 0)) {
    return refuse(RefusalCode::seq_unknown, "not of the open day; ask for a snapshot", "after");
  }
  return texts_after(after, protocol::events_per_answer_max);
}

Result<std::vector<std::string>> Lobby::texts_after(std::int64_t after, std::int64_t most) {
  const std::int64_t first = seq_ - static_cast<std::int64_t>(recent_texts_.size()) + 1;
  if (after + 1 >= first) {
    const auto begin = recent_texts_.begin() + (after + 1 - first);
    return std::vector<std::string>(begin, begin + std::min(most, seq_ - after));
  }
  try {
    std::vector<std::string> texts;
    for (StoredEvent& stored : journal_.read(after, static_cast<std::size_t>(most))) {
      texts.push_back(protocol::write_event(protocol::redacted(std::move(stored.event))));
    }
    return texts;
  } catch (const std::runtime_error& e) {
    fail(e.what());
    return tl::unexpected<Refusal>(unavailable());
  }
}

Result<std::vector<Event>> Lobby::events_before(std::int64_t before_seq, int limit) {
  if (!ensure_available()) return tl::unexpected<Refusal>(unavailable());
  const std::int64_t end = before_seq == 0 ? seq_ + 1 : std::min(before_seq, seq_ + 1);
  const std::int64_t begin = std::max({day_start_, std::int64_t{1}, end - limit});
  std::vector<Event> events;
  if (begin >= end) return events;
  auto texts = texts_after(begin - 1, end - begin);
  if (!texts) return tl::unexpected(std::move(texts.error()));
  for (const std::string& text : *texts) {
    auto event = protocol::read_event(text);
    if (!event) return tl::unexpected(std::move(event.error()));
    events.push_back(std::move(*event));
  }
  return events;
}

std::string Lobby::ticket_of(VisitId visit) const {
  const auto found = tickets_.find(visit);
  return found == tickets_.end() ? std::string() : found->second;
}

}  // namespace foyer::server
