// Prints real messages of every kind, one a line, each after the file of its schema and a tab:
// what check_schemas.py holds against docs/schemas/.
#include <cstdio>

#include "tests/protocol/messages.h"

int main() {
  using namespace foyer::protocol::test;
  foyer::test::RandomSource random(6);
  for (const Filling filling : {Filling::full, Filling::bare, Filling::random, Filling::random}) {
    Filler filler(random, filling);
    for (const Written& message : every_message(filler)) {
      std::printf("%s\t%s\n", message.schema.c_str(), message.text.c_str());
    }
  }
}
