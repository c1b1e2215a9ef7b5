// The main of every test program. A failed FOYER_ASSERT throws, so that a test can expect it.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

#include "engine/assert.h"

int main(int argc, char** argv) {
  foyer::set_assert_handler([](const char* condition, const char* file, int line) {
    throw std::logic_error(std::string(file) + ":" + std::to_string(line) + ": " + condition);
  });
  doctest::Context context(argc, argv);
  return context.run();
}
