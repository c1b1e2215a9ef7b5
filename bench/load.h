// Drives all workers from one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <vector>

#include "bench/worker.h"

namespace foyer::bench {

/// Keeps every worker busy until `done` says so (asked after each round); how many commands were
/// acknowledged meanwhile.
std::int64_t drive(std::vector<Worker>& workers, const std::function<bool()>& done);

/// No more new requests; returns when all answers are there.
void drain(std::vector<Worker>& workers);

}  // namespace foyer::bench
