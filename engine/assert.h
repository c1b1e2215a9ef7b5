// FOYER_ASSERT: for our own bugs only, never for what arrives from outside. On in release too:
// a queue that goes on with a broken invariant loses tickets.
#pragma once

namespace foyer {

/// What a failed assertion calls. The default prints to standard error and aborts. Tests install
/// one that throws, because doctest has no death tests. Of the calling thread alone, so that one
/// may replay what can be damaged while another goes on. Returns the handler before.
using AssertHandler = void (*)(const char* condition, const char* file, int line);
AssertHandler set_assert_handler(AssertHandler handler);

[[noreturn]] void assert_failed(const char* condition, const char* file, int line);

}  // namespace foyer

#define FOYER_ASSERT(condition) \
  (static_cast<bool>(condition) ? void(0) : ::foyer::assert_failed(#condition, __FILE__, __LINE__))
