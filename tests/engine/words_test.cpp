#include "engine/words.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "engine/command.h"
#include "engine/event.h"

namespace foyer {
namespace {

template <class E>
void walk_words() {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < word_count<E>(); ++i) {
    const E value = static_cast<E>(i);
    const std::string_view text = word(value);
    INFO("word: ", std::string(text));
    CHECK_EQ(from_word<E>(text), value);
    CHECK(seen.insert(text).second);
    CHECK_FALSE(text.empty());
    CHECK_EQ(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), std::string_view::npos);
  }
  CHECK_FALSE(from_word<E>(""));
  CHECK_FALSE(from_word<E>("nonsense"));
  CHECK_FALSE(from_word<E>(std::string(word_table<E>[0]) + " "));
}

template <class Variant, std::size_t... I>
std::set<std::string_view> names_of(std::index_sequence<I...>) {
  std::set<std::string_view> names;
  const auto add = [&names]<class T>(std::type_identity<T>) {
    if constexpr (std::is_same_v<Variant, EventBody>) {
      CHECK(names.insert(T::kind).second);
    } else {
      CHECK(names.insert(T::name).second);
    }
  };
  (add(std::type_identity<std::variant_alternative_t<I, Variant>>()), ...);
  return names;
}

}  // namespace

TEST_CASE("words: every value of every vocabulary goes to its word and back") {
  walk_words<Job>();
  walk_words<Centralization>();
  walk_words<Channel>();
  walk_words<SpecialNeed>();
  walk_words<Priority>();
  walk_words<NeedState>();
  walk_words<Outcome>();
  walk_words<CounterState>();
  walk_words<BreakReason>();
  walk_words<Rule>();
  walk_words<Cause>();
  walk_words<TransferKind>();
  walk_words<WaitStatus>();
  walk_words<Role>();
  walk_words<FollowUpStatus>();
  walk_words<RefusalCode>();
}

TEST_CASE("words: a word stands for the enumerator of the same name") {
  CHECK_EQ(word(Job::inquiry), "inquiry");
  CHECK_EQ(word(Job::use), "use");
  CHECK_EQ(word(Outcome::resolved), "resolved");
  CHECK_EQ(word(Outcome::closed_out), "closed_out");
  CHECK_EQ(word(RefusalCode::day_not_open), "day_not_open");
  CHECK_EQ(word(RefusalCode::nothing_due), "nothing_due");
  CHECK_EQ(word(RefusalCode::malformed), "malformed");
  CHECK_EQ(word(RefusalCode::seq_unknown), "seq_unknown");
  CHECK_EQ(word_count<RefusalCode>(), static_cast<std::size_t>(RefusalCode::seq_unknown) + 1);
}

TEST_CASE("words: commands and events have names of their own") {
  const auto commands = names_of<Command>(std::make_index_sequence<std::variant_size_v<Command>>());
  CHECK_EQ(commands.size(), std::variant_size_v<Command>);
  const auto events =
      names_of<EventBody>(std::make_index_sequence<std::variant_size_v<EventBody>>());
  CHECK_EQ(events.size(), std::variant_size_v<EventBody>);
  CHECK_EQ(name_of(Command(CallNext{})), "call_next");
  CHECK_EQ(kind_of(EventBody(VisitCalled{})), "visit_called");
}

TEST_CASE("words: times go to milliseconds and back") {
  CHECK_EQ(to_ms(from_ms(1795000000123)), 1795000000123);
  CHECK_EQ(to_ms(Instant{}), 0);
}

}  // namespace foyer
