// While a journal is replayed, a failed assertion is the journal's fault and not ours: in this
// thread it becomes a std::logic_error until the end of the scope.
#pragma once

#include <stdexcept>

#include "engine/assert.h"

namespace foyer::server {

class ThrowingAsserts {
 public:
  ThrowingAsserts()
      : before_(set_assert_handler(
            [](const char* condition, const char*, int) { throw std::logic_error(condition); })) {}
  ~ThrowingAsserts() { set_assert_handler(before_); }
  ThrowingAsserts(const ThrowingAsserts&) = delete;
  ThrowingAsserts& operator=(const ThrowingAsserts&) = delete;

 private:
  AssertHandler before_;
};

}  // namespace foyer::server
