// A wire between a client and the server that can be cut or stalled in either direction, as a cable
// that is pulled, a switch that is overloaded, or a firewall that drops.
#pragma once

#include <atomic>
#include <memory>
#include <string>

namespace foyer::test {

enum class Wire { open, stalled, cut };

class StallingProxy {
 public:
  /// Listens on a free port of this machine and connects everybody on to `target`, an endpoint like
  /// "tcp://127.0.0.1:5570".
  explicit StallingProxy(const std::string& target);
  ~StallingProxy();
  StallingProxy(const StallingProxy&) = delete;
  StallingProxy& operator=(const StallingProxy&) = delete;

  [[nodiscard]] const std::string& endpoint() const;

  /// What is stalled goes on when it is opened again, however late. Cut in one direction is cut.
  void set(Wire to_server, Wire to_client);

 private:
  class Pump;
  std::unique_ptr<Pump> pump_;
};

}  // namespace foyer::test
