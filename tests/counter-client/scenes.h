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
  std::string counter = "counter-1";  ///< Where the machine stands; empty: the clerk chooses.
  bool server_away = false;           ///< From the start.
  std::vector<protocol::SignInWay> ways = {};
  bool training = false;
  bool prints = false;  ///< With a printer.
  bool bar = false;     ///< The window is as small as the client wants it.
};

const std::vector<Scene>& scenes();
/// Those of a supervisor, and of a lobby to practise in.
void add_supervisors(std::vector<Scene>& all);
void add_bars(std::vector<Scene>& all);

/// Sets the stage, and plays the scene to its end.
struct Stage {
  Stage(const Scene& scene, ui::Size size, counter_client::ScreenChoice screen,
        ui::Painting painting = ui::Painting::off);
  Lobby lobby;
  std::optional<Client> client;
};

/// The lobby of 10:41 with a line of people; asha is not yet at counter 1.
void fill_lobby(Lobby& desk);

}  // namespace foyer::test
