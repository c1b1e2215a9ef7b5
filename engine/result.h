// Result: a value, or the one reason why not. Refusals are the world's no (a closed counter, nobody
// waiting); what is our own bug is a FOYER_ASSERT, and what the machine fails at is an exception.
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "engine/ids.h"
#include "engine/words.h"

namespace foyer {

/// `text` is English for logs and developers; screens look up their own words by `code`.
/// `field` names the member of the command at fault, e.g. "services[1]"; empty if none is.
/// `retry_after`: of throttled, when the same request has a chance again.
struct Refusal {
  RefusalCode code{};
  std::string text;
  std::string field;
  std::optional<Seconds> retry_after = {};
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

template <class T>
using Result = tl::expected<T, Refusal>;

inline tl::unexpected<Refusal> refuse(RefusalCode code, std::string text, std::string field = {}) {
  return tl::unexpected<Refusal>(Refusal{code, std::move(text), std::move(field)});
}

}  // namespace foyer
