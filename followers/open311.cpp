#include "followers/open311.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>

namespace foyer::followers {
namespace {

constexpr std::size_t events_at_once = 500;
constexpr Milliseconds look_again_after{5'000};
constexpr Milliseconds server_answers_within{10'000};
/// Clocks of two systems differ; a request that was opened a little earlier is looked at, too.
constexpr auto clocks_differ_by = std::chrono::hours(24);

Http::Options with_ca(Http::Options options, const std::filesystem::path& ca_file) {
  options.ca_file = ca_file;
  return options;
}

link::Options link_options(const std::filesystem::path& device) {
  link::Options options;
  options.device = link::read_device_file(device);
  options.follow = false;
  return options;
}

std::map<ServiceId, std::string> names_of(const SiteFiles& site) {
  std::map<ServiceId, std::string> names;
  for (const ServiceInfo& service : site.services) names[service.id] = service.name;
  return names;
}

/// It was understood and not taken: it is not there.
bool is_clear_no(const HttpAnswer& answer) {
  return answer.trouble.empty() && answer.status >= 400 && answer.status < 500 &&
         answer.status != 408;
}

}  // namespace

Open311Worker::Open311Worker(Open311Config config, const SiteFiles& site,
                             std::unique_ptr<server::Journal> journal,
                             const std::filesystem::path& store, Surroundings surroundings,
                             Bell& bell)
    : config_(std::move(config)),
      site_(site.lobby.id.value),
      names_(names_of(site)),
      journal_(std::move(journal)),
      progress_(store, storage::OpenMode::read_write),
      requests_(store),
      surroundings_(std::move(surroundings)),
      bell_(bell),
      http_(with_ca(surroundings_.http, config_.ca_file), bell.stopped()),
      georeport_(config_, http_),
      server_(link_options(config_.device), [&bell] { bell.ring(); }) {
  progress_.add(open311_name, journal_->last_seq());
}

void Open311Worker::run() {
  while (!bell_.stopped().load()) {
    const std::uint64_t seen = bell_.count();
    std::optional<Milliseconds> wait;
    try {
      wait = work();
    } catch (const std::exception& e) {
      spdlog::error("open311: {}", e.what());
      wait = look_again_after;
    }
    if (!wait || *wait > Milliseconds(0)) bell_.wait(seen, wait);
  }
}

std::optional<Milliseconds> Open311Worker::work() {
  const auto progress = progress_.find(open311_name);
  if (!progress) throw StoreError("its place in followers.sqlite is gone; start the program again");
  take_events(*progress);
  if (progress->paused) return idle_most;
  std::vector<ServiceRequest> known;
  for (ServiceRequest& request : requests_.due(surroundings_.clock())) {
    if (bell_.stopped().load()) return std::nullopt;
    if (request.stage == RequestStage::known && request.wanted_count == request.told_count) {
      known.push_back(std::move(request));
    } else {
      see_to(request);
    }
  }
  ask_statuses(known);
  const auto next = requests_.next_at();
  if (!next) return idle_most;
  return std::clamp(*next - surroundings_.clock(), Milliseconds(1), idle_most);
}

void Open311Worker::take_events(const Progress& progress) {
  std::int64_t at = progress.cursor;
  while (true) {
    const auto events = journal_->read(at, events_at_once);
    for (const server::StoredEvent& stored : events) take(stored.event);
    if (events.empty()) return;
    at = events.back().event.seq;
    // After what came of the events is on disk: taken twice, they change nothing.
    progress_.advance(open311_name, at, 0, surroundings_.clock());
  }
}

void Open311Worker::take(const Event& event) {
  if (const auto* opened = std::get_if<FollowUpOpened>(&event.body)) {
    if (config_.service_codes.contains(opened->service)) requests_.add(*opened, event.at);
  } else if (const auto* advanced = std::get_if<FollowUpAdvanced>(&event.body)) {
    requests_.set_over(advanced->reference, !is_open(advanced->status));
  }
}

void Open311Worker::see_to(ServiceRequest& request) {
  switch (request.stage) {
    case RequestStage::unsent:
      return send(request);
    case RequestStage::sending:
      return look_for(request);
    case RequestStage::token:
      return ask_token(request);
    case RequestStage::known:
      return tell(request);
    case RequestStage::over:
      return;
  }
}

std::string Open311Worker::marker(const ServiceRequest& request) const {
  return "[foyer " + site_ + " " + request.reference + "]";
}

std::string Open311Worker::description(const ServiceRequest& request) const {
  const auto name = names_.find(request.service);
  return "Goes on after a visit to the desk: " +
         (name == names_.end() ? request.service.value : name->second) + ". " + marker(request);
}

void Open311Worker::send(ServiceRequest& request) {
  const auto code = config_.service_codes.find(request.service);
  if (code == config_.service_codes.end()) {
    return failed(request, "open311.toml has no code for " + request.service.value, std::nullopt);
  }
  Report report{code->second, description(request), {}, {}};
  if (config_.send_contact) {
    const auto contact =
        ask_server({"", protocol::Query(protocol::GetPrivateRecord{request.visit})});
    if (!contact || (contact->refusal && contact->refusal->code != RefusalCode::unknown_visit)) {
      return failed(request, "the queue server does not tell the contact", std::nullopt);
    }
    if (contact->private_record) {
      report.phone = contact->private_record->phone;
      report.email = contact->private_record->email;
    }
  }
  // From here on the other side may have it, whatever becomes of this program.
  request.stage = RequestStage::sending;
  requests_.write(request);
  const Heard<Posted> heard = georeport_.post(report);
  if (heard.value) {
    request.id = heard.value->id;
    request.token = heard.value->token;
    request.stage = request.id.empty() ? RequestStage::token : RequestStage::known;
    return succeeded(request);
  }
  if (!heard.answer.may_have_arrived || is_clear_no(heard.answer)) {
    request.stage = RequestStage::unsent;
  }
  failed(request, heard.trouble, heard.answer.retry_after);
}

/// It may be there already.
void Open311Worker::look_for(ServiceRequest& request) {
  const auto code = config_.service_codes.find(request.service);
  const std::string service_code = code == config_.service_codes.end() ? "" : code->second;
  const auto heard =
      georeport_.find(service_code, request.opened_at - clocks_differ_by, marker(request));
  if (!heard.value) return failed(request, heard.trouble, heard.answer.retry_after);
  if (heard.value->empty()) return send(request);
  request.id = *heard.value;
  request.stage = RequestStage::known;
  succeeded(request);
}

void Open311Worker::ask_token(ServiceRequest& request) {
  const auto heard = georeport_.id_of_token(request.token);
  if (!heard.value) return failed(request, heard.trouble, heard.answer.retry_after);
  if (heard.value->empty()) {
    request.next_at = surroundings_.clock() + config_.poll_every;
    requests_.write(request);
    return;
  }
  request.id = *heard.value;
  request.token.clear();
  request.stage = RequestStage::known;
  succeeded(request);
}

void Open311Worker::ask_statuses(std::vector<ServiceRequest>& known) {
  for (std::size_t from = 0; from < known.size(); from += statuses_at_once) {
    if (bell_.stopped().load()) return;
    const std::size_t end = std::min(from + statuses_at_once, known.size());
    std::vector<std::string> ids;
    for (std::size_t i = from; i < end; ++i) ids.push_back(known[i].id);
    const auto heard = georeport_.statuses(ids);
    for (std::size_t i = from; i < end; ++i) {
      if (!heard.value) {
        failed(known[i], heard.trouble, heard.answer.retry_after);
        continue;
      }
      const auto status = heard.value->find(known[i].id);
      if (status == heard.value->end()) {
        failed(known[i], "does not know its own request " + known[i].id, std::nullopt);
      } else {
        note_status(known[i], status->second);
      }
    }
  }
}

void Open311Worker::note_status(ServiceRequest& request, const std::string& status) {
  const auto ours = config_.statuses.find(status);
  if (ours == config_.statuses.end()) {
    return failed(request, "has a status that open311.toml does not name", std::nullopt);
  }
  request.failures = 0;
  request.next_at = surroundings_.clock() + config_.poll_every;
  const std::string wanted(word(ours->second));
  const bool is_new = wanted != request.wanted;
  if (is_new) {
    request.wanted = wanted;
    ++request.wanted_count;
  }
  requests_.write(request);
  if (is_new) tell(request);
}

/// Under an id of its own for each change, so that however often it is told it counts once.
void Open311Worker::tell(ServiceRequest& request) {
  const auto status = from_word<FollowUpStatus>(request.wanted);
  protocol::Request told;
  told.id = "o311." + request.reference + "." + std::to_string(request.wanted_count);
  told.body =
      Command(AdvanceFollowUp{request.reference, status.value_or(FollowUpStatus::accepted)});
  const auto answer = ask_server(told);
  if (!answer) return failed(request, "the queue server does not answer", std::nullopt);
  if (answer->refusal && answer->refusal->code == RefusalCode::unknown_follow_up) {
    request.stage = RequestStage::over;
  } else if (answer->refusal && answer->refusal->code != RefusalCode::follow_up_unchanged) {
    return failed(request, "the queue server refused: " + std::string(word(answer->refusal->code)),
                  std::nullopt);
  }
  request.told_count = request.wanted_count;
  request.failures = 0;
  request.next_at = surroundings_.clock() + config_.poll_every;
  requests_.write(request);
}

std::optional<protocol::Answer> Open311Worker::ask_server(const protocol::Request& request) {
  std::string id = request.id;
  if (id.empty()) {
    id = server_.send(std::get<protocol::Query>(request.body));
  } else {
    server_.send(request);
  }
  const auto end = std::chrono::steady_clock::now() + server_answers_within;
  while (!bell_.stopped().load()) {
    const std::uint64_t seen = bell_.count();
    for (link::Update& update : server_.poll()) {
      auto* answered = std::get_if<link::Answered>(&update);
      if (answered != nullptr && answered->answer.id == id) return std::move(answered->answer);
    }
    const auto left = std::chrono::ceil<Milliseconds>(end - std::chrono::steady_clock::now());
    if (left <= Milliseconds(0)) break;
    bell_.wait(seen, left);
  }
  server_.give_up(id);
  return std::nullopt;
}

void Open311Worker::failed(ServiceRequest& request, const std::string& trouble,
                           std::optional<Seconds> retry_after) {
  if (bell_.stopped().load()) return;
  ++request.failures;
  const Milliseconds wait =
      wait_after(surroundings_.backoff, request.failures, surroundings_.chance(), retry_after);
  request.next_at = surroundings_.clock() + wait;
  requests_.write(request);
  progress_.failed(open311_name, request.reference + ": " + trouble, request.next_at);
  if (request.failures == 1) spdlog::warn("open311: {}: {}", request.reference, trouble);
}

void Open311Worker::succeeded(ServiceRequest& request) {
  request.failures = 0;
  request.next_at = surroundings_.clock();
  requests_.write(request);
  progress_.advance(open311_name, 0, 1, surroundings_.clock());
}

}  // namespace foyer::followers
