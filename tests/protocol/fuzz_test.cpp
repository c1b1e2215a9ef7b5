// Whatever arrives: a refusal or a message, never an exception, never a crash.
#include <doctest/doctest.h>

#include "tests/protocol/messages.h"

namespace foyer::protocol::test {
namespace {

using foyer::test::RandomSource;
using foyer::test::seed_of_run;

constexpr int mutations = 30'000;

/// A few of: another byte, a byte gone, a piece doubled, a piece gone, a piece of another message.
std::string mutated(RandomSource& random, std::string text, const std::string& other) {
  const auto piece = [&random](const std::string& from) {
    const std::size_t at = random.below(from.size());
    return std::pair(at, std::min(from.size() - at, 1 + random.below(20)));
  };
  static const std::vector<std::string> signs = {"{", "}", "[", "]", ",",  ":",    "\"",   "0",
                                                 "-", "9", "e", ".", "\\", "\xff", "null", "\\u"};
  for (std::size_t i = 1 + random.below(4); i > 0 && !text.empty(); --i) {
    const std::size_t at = random.below(text.size());
    switch (random.below(6)) {
      case 0:
        text[at] = static_cast<char>(random.below(256));
        break;
      case 1:
        text.erase(at, 1);
        break;
      case 2: {
        const auto [from, size] = piece(text);
        text.insert(at, text.substr(from, size));
        break;
      }
      case 3: {
        const auto [from, size] = piece(text);
        text.erase(from, size);
        break;
      }
      case 4: {
        const auto [from, size] = piece(other);
        text.insert(at, other.substr(from, size));
        break;
      }
      default:
        text.insert(at, random.one_of(signs));
    }
  }
  return text;
}

/// What could be read is written and read again as the same.
void check_requests(const std::string& text, int& accepted) {
  const auto read = read_request(text);
  if (!read) {
    CHECK_FALSE(read.error().text.empty());
    CHECK_LE(read.error().field.size(), 300);
    return;
  }
  ++accepted;
  const auto again = read_request(write_request(*read));
  REQUIRE(again);
  CHECK(*again == *read);
}

}  // namespace

TEST_CASE("fuzz: mutated messages are read or refused") {
  const std::uint64_t seed = seed_of_run();
  MESSAGE("FOYER_SEED=", seed);
  RandomSource random(seed);
  Filler filler(random, Filling::random);
  std::vector<Written> messages = every_message(filler);
  int accepted = 0;
  for (int i = 0; i < mutations; ++i) {
    if (i % 1000 == 0) messages = every_message(filler);
    const Written& message = random.one_of(messages);
    const std::string text = mutated(random, message.text, random.one_of(messages).text);
    INFO("FOYER_SEED=", seed, " text: ", text);
    CHECK_NOTHROW((void)message.read(text));
    CHECK_NOTHROW((void)request_id_of(text));
    if (message.schema.find(".command.") == std::string::npos) continue;
    CHECK_NOTHROW(check_requests(text, accepted));
  }
  // Some mutations leave a message whole: both ways were gone.
  CHECK_GT(accepted, 10);
}

TEST_CASE("fuzz: bodies of events") {
  const std::uint64_t seed = seed_of_run();
  MESSAGE("FOYER_SEED=", seed);
  RandomSource random(seed);
  Filler filler(random, Filling::random);
  const std::vector<Event> events = every_event(filler);
  for (int i = 0; i < mutations / 3; ++i) {
    const Event& event = random.one_of(events);
    const std::string other = write_event_body(random.one_of(events).body);
    const std::string text = mutated(random, write_event_body(event.body), other);
    INFO("FOYER_SEED=", seed, " text: ", text);
    CHECK_NOTHROW((void)read_event_body(kind_of(random.one_of(events).body), text));
  }
}

}  // namespace foyer::protocol::test
