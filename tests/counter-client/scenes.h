// Every screen of the counter client, each as a person would come to it. The layout test and the
// pictures go through them all.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/counter-client/lobby.h"

namespace foyer::test {

struct Scene {
  std::string name;
  /// Brings the lobby and the client to this screen.
  std::function<void(Lobby&, Client&)> play;
};

const std::vector<Scene>& scenes();

/// The lobby of 10:41 with a line of people; asha is not yet at counter 1.
void fill_lobby(Lobby& desk);

}  // namespace foyer::test
