// What a supervisor sees: her panels, and other counters' calls for help over every page.
#include "tests/counter-client/scenes.h"

namespace foyer::test {
namespace {

using counter_client::Keys;

void sign_in(Lobby& desk, Client& client) {
  desk.rights = {Right::call_out_of_order, Right::supervise};
  client.types("asha");
  client.press("Enter");
  client.types("2468");
  client.press("Enter");
  client.settle();
}

/// At her own counter, with the panel open.
void supervise(Lobby& desk, Client& client) {
  sign_in(desk, client);
  client.press("Space");
  client.press("F10");
}

void help(Lobby& desk, std::string_view clock, const std::string& counter) {
  desk.does(clock, RaiseAlarm{CounterId{counter}});
}

}  // namespace

void add_supervisors(std::vector<Scene>& all) {
  const auto add = [&all](const char* name, std::function<void(Lobby&, Client&)> play) {
    all.push_back({name, std::move(play)});
  };
  add("supervise", [](Lobby& desk, Client& client) {
    help(desk, "10:41:05", "counter-6");
    desk.does("10:41:06", BreakCounter{CounterId{"counter-3"}, BreakReason::lunch});
    supervise(desk, client);
  });
  add("supervise-no-counter", [](Lobby& desk, Client& client) {
    sign_in(desk, client);
    client.press("F10");
  });
  all.back().counter.clear();
  add("supervise-counter", [](Lobby& desk, Client& client) {
    supervise(desk, client);
    client.press("6");
    client.press("Space");
  });
  add("supervise-counter-alarm", [](Lobby& desk, Client& client) {
    help(desk, "10:41:05", "counter-6");
    supervise(desk, client);
    client.press("6");
    client.press("Space");
  });
  add("supervise-counter-closed", [](Lobby& desk, Client& client) {
    supervise(desk, client);
    client.press("8");
    client.press("Space");
  });
  add("supervise-counter-alone", [](Lobby& desk, Client& client) {
    sign_in(desk, client);
    client.press("F10");
    client.press("6");
    client.press("Space");
  });
  all.back().counter.clear();
  add("supervise-counter-busy", [](Lobby& desk, Client& client) {
    const CounterId counter{"counter-2"};
    desk.does("10:41:05", CallNext{counter});
    desk.does("10:41:06", Serve{counter, *find_counter(desk.state(), counter)->visit});
    supervise(desk, client);
    client.press("2");
    client.press("Space");
    client.press("3");
  });
  add("supervise-notices", [](Lobby& desk, Client& client) {
    desk.does("10:41:05", SwitchNotice{NoticeId{"elevator-out-of-service"}, Switch::on}, "marc");
    supervise(desk, client);
    client.press(&Keys::notices);
    client.press("3");
  });
  add("closed-by-supervisor", [](Lobby& desk, Client& client) {
    sign_in(desk, client);
    client.press("Space");
    desk.does("10:42:05", CloseCounter{CounterId{"counter-1"}}, "marc");
    client.settle();
  });
  add("break-by-supervisor", [](Lobby& desk, Client& client) {
    sign_in(desk, client);
    client.press("Space");
    desk.does("10:42:05", BreakCounter{CounterId{"counter-1"}, BreakReason::other}, "marc");
    client.at("10:45");
  });
  add("alarm-welcome-desk", [](Lobby& desk, Client& client) {
    sign_in(desk, client);
    client.press("Space");
    desk.calls_from("desk-9", "ida");
    client.press("F10");
    for (int i = 0; i < 8; ++i) client.press("Down");
  });
  add("supervise-services", [](Lobby& desk, Client& client) {
    desk.does("10:41:05", SwitchService{ServiceId{"rent-hall"}, Switch::off}, "marc");
    supervise(desk, client);
    client.press(&Keys::services);
  });
  add("supervise-services-search", [](Lobby& desk, Client& client) {
    desk.does("10:41:05", SwitchService{ServiceId{"rent-hall"}, Switch::off}, "marc");
    supervise(desk, client);
    client.press(&Keys::services);
    client.types("rent");
  });
  add("supervise-service", [](Lobby& desk, Client& client) {
    supervise(desk, client);
    client.press(&Keys::services);
    client.types("rent");
    client.press("Enter");
  });
  add("supervise-people", [](Lobby& desk, Client& client) {
    desk.does("10:41:05", SetPriority{VisitId{4}, Priority::priority}, "marc");
    supervise(desk, client);
    client.press(&Keys::people);
  });
  add("supervise-end", [](Lobby& desk, Client& client) {
    supervise(desk, client);
    client.press(&Keys::end_day);
  });
  add("supervise-end-armed", [](Lobby& desk, Client& client) {
    supervise(desk, client);
    client.press(&Keys::end_day);
    client.press("Space");
  });
  add("supervise-audit", [](Lobby& desk, Client& client) {
    desk.rights = {Right::call_out_of_order, Right::supervise};
    desk.does("10:41:05", SwitchService{ServiceId{"rent-hall"}, Switch::off}, "marc");
    desk.does("10:41:06", SetPriority{VisitId{4}, Priority::priority}, "marc");
    help(desk, "10:41:07", "counter-6");
    desk.does("10:41:08", ClearAlarm{CounterId{"counter-6"}, {}}, "marc");
    desk.calls_from("desk-9", "ida");
    desk.does("10:41:09", SwitchNotice{NoticeId{"slow-today"}, Switch::on}, "marc");
    desk.does("10:41:10", CloseCounter{CounterId{"counter-6"}}, "marc");
    supervise(desk, client);
    client.press(&Keys::audit);
    client.settle();
  });
  add("supervise-keys", [](Lobby& desk, Client& client) {
    sign_in(desk, client);
    client.press("?");
  });
  add("alarm", [](Lobby& desk, Client& client) {
    sign_in(desk, client);
    client.press("Space");
    client.press("Space");
    help(desk, "10:43", "counter-6");
    help(desk, "10:44", "counter-3");
    client.at("10:44:10");
  });
  for (const char* name : {"training-sign-in", "training-serving", "training-supervise"}) {
    const std::string shown = name;
    add(name, [shown](Lobby& desk, Client& client) {
      if (shown == "training-sign-in") return client.settle();
      sign_in(desk, client);
      for (int i = 0; i < 3; ++i) client.press("Space");
      if (shown == "training-supervise") client.press("F10");
      client.settle();
    });
    all.back().training = true;
  }
  add("alarm-no-counter", [](Lobby& desk, Client& client) {
    sign_in(desk, client);
    help(desk, "10:43", "counter-6");
    client.at("10:44:10");
  });
  all.back().counter.clear();
}

}  // namespace foyer::test
