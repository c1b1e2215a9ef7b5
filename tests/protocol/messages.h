// Every kind of message that there is, walked by the variants themselves, so that none is
// forgotten.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "protocol/message.h"
#include "tests/protocol/filler.h"

namespace foyer::protocol::test {

/// Calls `visit` with std::type_identity<T> for every alternative T.
template <class Variant, class Visit>
void for_each_alternative(Visit&& visit) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (visit(std::type_identity<std::variant_alternative_t<I, Variant>>()), ...);
  }
  (std::make_index_sequence<std::variant_size_v<Variant>>());
}

/// One of every kind: requests, events, answers of every shape.
std::vector<Request> every_request(Filler& filler);
std::vector<Event> every_event(Filler& filler);
std::vector<Answer> every_answer(Filler& filler);
/// An advice, or why there is none: never both.
Advised some_advice(Filler& filler);

/// A written message and how to read it: what is wrong with a text, if anything is.
struct Written {
  std::string schema;  ///< The file of its schema.
  std::string text;
  std::function<std::optional<Refusal>(std::string_view)> read;
};

/// One of every kind, written.
std::vector<Written> every_message(Filler& filler);

}  // namespace foyer::protocol::test
