#include "link/replica.h"

#include "engine/assert.h"
#include "engine/engine.h"

namespace foyer::link {
namespace {

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

}  // namespace

void Replica::apply(const Update& update, Instant local_now) {
  const auto heard = [&](Instant server_now) {
    heard_local_ = local_now;
    heard_server_ = server_now;
  };
  std::visit(Overloaded{[&](const LinkChanged& changed) { connected_ = changed.connected; },
                        [](const Answered&) {},
                        [&](const SnapshotArrived& arrived) {
                          state_ = arrived.snapshot.state;
                          seq_ = arrived.snapshot.seq;
                          heard(arrived.snapshot.now);
                        },
                        [&](const EventArrived& arrived) {
                          FOYER_ASSERT(state_.has_value());
                          FOYER_ASSERT(arrived.event.seq == seq_ + 1);
                          evolve(*state_, arrived.event);
                          seq_ = arrived.event.seq;
                        },
                        [&](const WaitsArrived& arrived) { waits_ = arrived.waits; },
                        [&](const AdviceArrived& arrived) { advised_ = arrived.advised; },
                        [&](const DevicesArrived& arrived) { devices_ = arrived.report; },
                        [&](const HeartbeatArrived& arrived) { heard(arrived.heartbeat.now); }},
             update);
}

const Waits* Replica::waits(Instant now) const {
  return waits_ && now - waits_->at < waits_hold ? &*waits_ : nullptr;
}

const Advised* Replica::advised(Instant now) const {
  return advised_ && now - advised_->at < waits_hold ? &*advised_ : nullptr;
}

const protocol::DeviceReport* Replica::devices(Instant now) const {
  return devices_ && now - devices_->at < waits_hold ? &*devices_ : nullptr;
}

Instant Replica::now(Instant local_now) const {
  return heard_local_ ? heard_server_ + (local_now - *heard_local_) : local_now;
}

Milliseconds Replica::silent_for(Instant local_now) const {
  return heard_local_ ? local_now - *heard_local_ : Milliseconds::max();
}

}  // namespace foyer::link
