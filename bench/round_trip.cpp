#include <fmt/format.h>

#include <condition_variable>
#include <mutex>
#include <zmq.hpp>

#include "bench/bench.h"
#include "bench/caller.h"
#include "bench/raw.h"
#include "bench/worker.h"
#include "link/client.h"

namespace foyer::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t present = 100;  ///< Visits in the lobby meanwhile.

IssueTicket ticket_for(const Service& service) {
  IssueTicket ticket;
  ticket.services = {service.id};
  ticket.channel = Channel::welcome_desk;
  ticket.language = {"en"};
  return ticket;
}

VisitId visit_of(const protocol::Answer& answer) {
  return std::get<TicketIssued>(answer.events.front().body).visit;
}

/// A link::Client that is waited for, as a program's window does.
class WaitingClient {
 public:
  explicit WaitingClient(const link::DeviceFile& device)
      : client_(options_for(device), [this] {
          const std::lock_guard lock(mutex_);
          something_ = true;
          changed_.notify_one();
        }) {}

  /// A command or a query.
  template <class T>
  protocol::Answer ask(T request) {
    const std::string id = client_.send(std::move(request));
    while (true) {
      for (link::Update& update : client_.poll()) {
        auto* answered = std::get_if<link::Answered>(&update);
        if (answered != nullptr && answered->answer.id == id) return std::move(answered->answer);
      }
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return something_; });
      something_ = false;
    }
  }

 private:
  static link::Options options_for(const link::DeviceFile& device) {
    link::Options options;
    options.device = device;
    options.follow = false;
    return options;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  bool something_ = false;  // Guarded by mutex_.
  link::Client client_;
};

struct Measured {
  Samples ticket;
  Samples through_client;
  Samples raw_trip;
  Samples raw_commit;
};

/// Everything that is compared, one after the other in every turn, so that a disk or a machine that
/// is slow for a second is so for all.
class Bench {
 public:
  Bench(const Options& options, Yard& yard)
      : yard_(yard), services_(ticket_services(yard.site().lobby)), smoke_(options.smoke) {
    // Before any thread of ZeroMQ runs here: it forks.
    echo_ = std::make_unique<RawEcho>(std::string(answer_bytes, 'a'));
    commit_ = std::make_unique<RawCommit>(yard.folder());
    yard.start();
  }

  Measured run() {
    zmq::context_t context;
    Caller caller(context, yard_.counters().front());
    caller.ask(protocol::SignIn{{Yard::clerk_name(0)}, Yard::secret});
    caller.ask(OpenCounter{{Yard::counter_name(0)}});
    for (std::size_t i = 0; i < present; ++i) caller.ask(next_ticket());
    WaitingClient client(yard_.counters()[1]);
    client.ask(protocol::Query(protocol::SignIn{{Yard::clerk_name(1)}, Yard::secret}));
    const protocol::Answer example = caller.ask(next_ticket());
    body_ = protocol::write_event_body(example.events.front().body);
    request_ = protocol::write_request({"b1.00000001", Command(next_ticket())});
    zmq::socket_t raw(context, zmq::socket_type::dealer);
    connect_to_server(raw, echo_->device());
    (void)trip(raw);
    Measured measured;
    const int turns = smoke_ ? 20 : 3000;
    for (int turn = 0; turn < turns; ++turn) {
      measured.ticket.add(ticket(caller));
      measured.raw_trip.add(trip(raw));
      measured.raw_commit.add(commit());
      measured.through_client.add(ticket(client));
    }
    return measured;
  }

 private:
  static constexpr std::size_t answer_bytes = 620;  ///< As long as the answer to a ticket.

  IssueTicket next_ticket() { return ticket_for(*services_[turn_++ % services_.size()]); }

  template <class Asks>
  Steady::duration ticket(Asks& client) {
    const Command command = next_ticket();
    const auto start = Steady::now();
    const protocol::Answer answer = client.ask(command);
    const auto span = Steady::now() - start;
    if (answer.refusal) throw std::runtime_error("issue_ticket: " + answer.refusal->text);
    // The lobby stays as full as it is.
    client.ask(Leave{visit_of(answer)});
    return span;
  }

  Steady::duration trip(zmq::socket_t& socket) {
    zmq::message_t answer;
    const auto start = Steady::now();
    socket.send(zmq::buffer(request_));
    if (!socket.recv(answer)) throw std::runtime_error("the raw server is silent");
    return Steady::now() - start;
  }

  Steady::duration commit() {
    const std::string id = fmt::format("b1.{:08x}", ++commits_);
    const auto start = Steady::now();
    commit_->commit(id, body_);
    return Steady::now() - start;
  }

  Yard& yard_;
  std::vector<const Service*> services_;
  bool smoke_;
  std::unique_ptr<RawEcho> echo_;
  std::unique_ptr<RawCommit> commit_;
  std::string body_;
  std::string request_;
  std::size_t turn_ = 0;
  std::uint64_t commits_ = 0;
};

}  // namespace

Figures bench_round_trip(const Options& options) {
  options.say("round trips of issue_ticket, and of the libraries alone");
  Yard yard({options.site, options.server, 2});
  Bench bench(options, yard);
  const Measured measured = bench.run();
  const double raw_p50 = measured.raw_trip.quantile_us(0.5) + measured.raw_commit.quantile_us(0.5);
  const double ticket_p50 = measured.ticket.quantile_us(0.5);
  return {
      {"raw_trip_p50", "raw CURVE round trip, p50", measured.raw_trip.quantile_us(0.5), "us", {}},
      {"raw_trip_p99", "raw CURVE round trip, p99", measured.raw_trip.quantile_us(0.99), "us", {}},
      {"raw_commit_p50",
       "raw SQLite commit of the same bytes, p50",
       measured.raw_commit.quantile_us(0.5),
       "us",
       {}},
      {"raw_commit_p99",
       "raw SQLite commit of the same bytes, p99",
       measured.raw_commit.quantile_us(0.99),
       "us",
       {}},
      {"issue_ticket_p50", "acknowledged issue_ticket, p50", ticket_p50, "us", {}},
      {"issue_ticket_p99",
       "acknowledged issue_ticket, p99",
       measured.ticket.quantile_us(0.99),
       "us",
       {}},
      {"issue_ticket_ratio", "  p50 as a multiple of the raw sum", ticket_p50 / raw_p50, "",
       Aim{1.5, Better::lower}},
      {"issue_ticket_client_p50",
       "the same through link::Client, p50",
       measured.through_client.quantile_us(0.5),
       "us",
       {}},
      {"issue_ticket_client_p99",
       "the same through link::Client, p99",
       measured.through_client.quantile_us(0.99),
       "us",
       {}},
  };
}

}  // namespace foyer::bench
