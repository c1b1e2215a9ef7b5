// The window as a bar beside other programs.
#include "tests/counter-client/scenes.h"

namespace foyer::test {
namespace {

using counter_client::Keys;

void open(Client& client) {
  client.types("asha");
  client.press("Enter");
  client.types("2468");
  client.press("Enter");
  client.settle();
  client.press("Space");
  client.settle();
  client.press("F12");
}

void serve(Client& client) {
  open(client);
  client.press("Space");
  client.settle();
  client.at("10:42:48");
  client.press("Space");
  client.at("10:48:59");
}

}  // namespace

void add_bars(std::vector<Scene>& all) {
  const auto add = [&](std::string name, std::function<void(Lobby&, Client&)> play) {
    Scene scene{std::move(name), std::move(play)};
    scene.bar = true;
    all.push_back(std::move(scene));
  };
  add("bar-idle", [](Lobby&, Client& client) { open(client); });
  add("bar-called", [](Lobby&, Client& client) {
    open(client);
    client.press("Space");
    client.at("10:41:48");
  });
  add("bar-called-toast", [](Lobby&, Client& client) {
    open(client);
    client.press("Space");
    client.settle();
  });
  add("bar-no-show", [](Lobby&, Client& client) {
    open(client);
    client.press("Space");
    client.at("10:42:30");
    client.press(&Keys::no_show);
  });
  add("bar-serving", [](Lobby&, Client& client) { serve(client); });
  add("bar-link-lost", [](Lobby& desk, Client& client) {
    serve(client);
    desk.connected = false;
    desk.silent = Seconds{12};
    client.at("10:49:42");
  });
  add("bar-break", [](Lobby&, Client& client) {
    open(client);
    client.press(&Keys::pause);
    client.press("2");
    client.press("Space");
    client.at("10:52:10");
  });
  add("bar-training", [](Lobby& desk, Client& client) {
    desk.training = true;
    open(client);
  });
  all.back().training = true;
}

}  // namespace foyer::test
