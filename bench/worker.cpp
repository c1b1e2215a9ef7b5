#include "bench/worker.h"

#include <charconv>
#include <stdexcept>
#include <utility>

#include "bench/yard.h"

namespace foyer::bench {
namespace {

constexpr double two_needs = 0.1;
constexpr double leaves = 0.1;

/// The number behind `"visit":`. A benchmark that took every answer apart would measure its own
/// client.
VisitId visit_in(std::string_view text) {
  constexpr std::string_view name = "\"visit\":";
  const std::size_t at = text.find(name);
  VisitId visit;
  if (at == std::string_view::npos) return visit;
  const char* begin = text.data() + at + name.size();
  std::from_chars(begin, text.data() + text.size(), visit.value);
  return visit;
}

bool is_ok(std::string_view text) {
  return text.substr(0, 160).find("\"ok\":true") != std::string_view::npos;
}

}  // namespace

Worker::Worker(Caller caller, const std::vector<const Service*>& services, WorkerOptions options)
    : caller_(std::move(caller)),
      services_(services),
      options_(std::move(options)),
      random_(options_.seed) {}

void Worker::send(Kind kind, const Command& command, std::size_t needs) {
  caller_.send(command);
  under_way_.push_back({kind, needs});
}

void Worker::issue() {
  IssueTicket ticket;
  const std::size_t first = random_.below(services_.size());
  ticket.services.push_back(services_[first]->id);
  if (random_.chance(two_needs)) {
    ticket.services.push_back(services_[(first + 1) % services_.size()]->id);
  }
  ticket.channel = Channel::welcome_desk;
  ticket.language = {"en"};
  const std::size_t needs = ticket.services.size();
  ++asked_for_;
  send(Kind::issue, ticket, needs);
}

Finish Worker::finish_for(const Visitor& visitor) const {
  Finish finish{options_.counter, visitor.visit, {}};
  for (std::size_t i = 1; i <= visitor.needs; ++i) {
    finish.results.push_back({{static_cast<std::int64_t>(i)}, Outcome::resolved, {}, {}});
  }
  return finish;
}

void Worker::send_next() {
  if (!script_.empty()) {
    const Command command = std::move(script_.front());
    script_.pop_front();
    const Kind kind = std::holds_alternative<Serve>(command) ? Kind::serve : Kind::finish;
    return send(kind, command);
  }
  // With tickets enough under way a pipeline goes on with what it knows already.
  const bool full = visitors_.size() + asked_for_ >= options_.waiting && !visitors_.empty();
  if (!full) return issue();
  const Visitor visitor = visitors_.front();
  visitors_.pop_front();
  if (random_.chance(leaves)) return send(Kind::leave, Leave{visitor.visit});
  send(Kind::call, CallVisit{options_.counter, visitor.visit});
  script_.emplace_back(Serve{options_.counter, visitor.visit});
  script_.emplace_back(finish_for(visitor));
}

void Worker::fill() {
  // What is begun at the counter is ended also when it is time to stop.
  while (under_way_.size() < options_.outstanding && (!stopped_ || !script_.empty())) send_next();
}

std::size_t Worker::take() {
  std::size_t count = 0;
  while (const auto text = caller_.try_receive()) {
    if (under_way_.empty()) throw std::runtime_error("an answer that nobody asked for");
    const UnderWay request = under_way_.front();
    under_way_.pop_front();
    answered(request, *text);
    ++count;
  }
  return count;
}

void Worker::answered(const UnderWay& request, std::string_view text) {
  const bool ok = is_ok(text);
  if (!ok) ++refused_;
  if (request.kind != Kind::issue) return;
  --asked_for_;
  if (!ok) return;
  ++issued_;
  visitors_.push_back({visit_in(text), request.needs});
}

std::vector<const Service*> ticket_services(const Site& site) {
  std::vector<const Service*> services;
  for (const Service& service : site.services) {
    if (service.on && service.centralization != Centralization::none) services.push_back(&service);
  }
  return services;
}

std::vector<Worker> make_workers(zmq::context_t& context, const Yard& yard,
                                 const std::vector<const Service*>& services,
                                 std::size_t outstanding) {
  std::vector<Worker> workers;
  for (std::size_t i = 0; i < yard.counters().size(); ++i) {
    Caller caller(context, yard.counters()[i]);
    caller.ask(protocol::SignIn{{Yard::clerk_name(i)}, Yard::secret});
    const CounterId counter{Yard::counter_name(i)};
    caller.send(OpenCounter{counter});
    const protocol::Answer opened = caller.receive();
    if (opened.refusal && opened.refusal->code != RefusalCode::counter_already_open) {
      throw std::runtime_error("open_counter: " + opened.refusal->text);
    }
    WorkerOptions options{counter, outstanding};
    options.seed = i + 1;
    workers.emplace_back(std::move(caller), services, std::move(options));
  }
  return workers;
}

}  // namespace foyer::bench
