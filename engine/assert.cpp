#include "engine/assert.h"

#include <cstdio>
#include <cstdlib>

namespace foyer {
namespace {

void print_and_abort(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: assertion failed: %s\n", file, line, condition);
  std::abort();
}

thread_local AssertHandler current_handler = &print_and_abort;

}  // namespace

AssertHandler set_assert_handler(AssertHandler handler) {
  AssertHandler before = current_handler;
  current_handler = handler;
  return before;
}

void assert_failed(const char* condition, const char* file, int line) {
  current_handler(condition, file, line);
  std::abort();
}

}  // namespace foyer
