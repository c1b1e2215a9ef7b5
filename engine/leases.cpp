#include "engine/leases.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace foyer {

int number_of(std::string_view ticket) {
  int number = 0;
  std::from_chars(ticket.data() + 1, ticket.data() + ticket.size(), number);
  return number;
}

std::string ticket_of(char letter, int number) {
  char ticket[16];
  std::snprintf(ticket, sizeof ticket, "%c%03d", letter, number);
  return ticket;
}

bool holds(const NumberBlock& block, std::string_view ticket) {
  // A letter and three digits: the order of the texts is that of the numbers.
  return block.first.front() == ticket.front() && block.first <= ticket && ticket <= block.last;
}

bool holds(const Lease& lease, std::string_view ticket) {
  return std::any_of(lease.blocks.begin(), lease.blocks.end(),
                     [ticket](const NumberBlock& block) { return holds(block, ticket); });
}

int size_of(const NumberBlock& block) {
  return number_of(block.last) - number_of(block.first) + 1;
}

int lowest_leased(const State& state, char letter) {
  int lowest = numbers_per_letter + 1;
  for (const auto& [device, lease] : state.leases) {
    for (const NumberBlock& block : lease.blocks) {
      if (block.first.front() == letter) lowest = std::min(lowest, number_of(block.first));
    }
  }
  return lowest;
}

const Lease* find_lease(const State& state, const DeviceId& device) {
  const auto found = state.leases.find(device);
  return found == state.leases.end() ? nullptr : &found->second;
}

}  // namespace foyer
