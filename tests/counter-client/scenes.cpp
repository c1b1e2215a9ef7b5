#include "tests/counter-client/scenes.h"

namespace foyer::test {
namespace {

void sign_in(Client& client) {
  client.types("asha");
  client.press("Enter");
  client.types("2468");
  client.press("Enter");
  client.settle();
}

void open(Client& client) {
  sign_in(client);
  client.press("Space");
  client.settle();
}

void call(Client& client) {
  open(client);
  client.press("Space");
  client.settle();
}

void serve(Desk&, Client& client) {
  call(client);
  client.at("10:42:48");
  client.press("Space");
  client.at("10:48:59");
}

void finish(Desk& desk, Client& client) {
  serve(desk, client);
  client.press("Space");
  client.settle();
}

std::vector<Scene> make_scenes() {
  std::vector<Scene> all;
  auto add = [&all](const char* name, std::function<void(Desk&, Client&)> play) {
    all.push_back({name, std::move(play)});
  };
  add("sign-in", [](Desk&, Client& client) { client.types("asha"); });
  add("sign-in-wrong", [](Desk&, Client& client) {
    client.types("asha");
    client.press("Enter");
    client.types("1111");
    client.press("Enter");
  });
  add("sign-in-throttled", [](Desk&, Client& client) {
    client.types("throttled");
    client.press("Enter");
    client.types("1111");
    client.press("Enter");
  });
  add("closed", [](Desk&, Client& client) { sign_in(client); });
  add("idle", [](Desk&, Client& client) {
    open(client);
    client.at("10:41:38");
  });
  add("idle-nobody", [](Desk& desk, Client& client) {
    open(client);
    while (const auto next = client.view().line.next) {
      desk.does("10:41:10", Leave{find_ticket(desk.state(), next->ticket)->id});
    }
    client.settle();
  });
  add("break", [](Desk&, Client& client) {
    open(client);
    client.press("b");
    client.press("2");
    client.press("Space");
    client.at("10:52:10");
  });
  add("break-panel", [](Desk&, Client& client) {
    open(client);
    client.press("b");
  });
  add("called", [](Desk&, Client& client) {
    call(client);
    client.at("10:41:48");
  });
  add("called-toast", [](Desk&, Client& client) { call(client); });
  add("called-no-show", [](Desk&, Client& client) {
    call(client);
    client.at("10:42:30");
    client.press("n");
  });
  add("serving", serve);
  add("serving-ticked", [](Desk& desk, Client& client) {
    serve(desk, client);
    client.press("1");
  });
  add("serving-over", [](Desk& desk, Client& client) {
    serve(desk, client);
    client.at("11:40:00");
  });
  add("serving-eight", [](Desk& desk, Client& client) {
    serve(desk, client);
    const VisitId visit = client.view().customer.visit;
    for (const char* service :
         {"life-certificate", "rent-hall", "general-question", "pay-class", "ask-recreation"}) {
      desk.does("10:49", AddNeed{visit, ServiceId{service}});
    }
    client.settle();
  });
  add("refused", [](Desk& desk, Client& client) {
    open(client);
    client.press("l");
    // Somebody else is faster, and this screen does not know yet.
    desk.hold_news();
    const VisitId wanted = client.view().line.rows.front().visit;
    desk.does("10:41:20", CallVisit{CounterId{"counter-2"}, wanted});
    client.press("Enter");
    desk.release_news();
    client.settle();
  });
  add("park", [](Desk& desk, Client& client) {
    serve(desk, client);
    client.press("p");
    client.press("3");
  });
  add("transfer", [](Desk& desk, Client& client) {
    serve(desk, client);
    client.press("t");
  });
  add("transfer-search", [](Desk& desk, Client& client) {
    serve(desk, client);
    client.press("t");
    client.types("coun");
  });
  add("refer", [](Desk& desk, Client& client) {
    serve(desk, client);
    client.press("e");
  });
  add("add-need", [](Desk& desk, Client& client) {
    serve(desk, client);
    client.press("a");
    client.types("tax");
  });
  add("add-need-nothing", [](Desk& desk, Client& client) {
    serve(desk, client);
    client.press("a");
    client.types("xyz");
  });
  add("finish", finish);
  add("finish-chosen", [](Desk& desk, Client& client) {
    finish(desk, client);
    client.press("f");
    client.press("i");
    client.press("2");
    client.press("Down");
    client.press("r");
    client.press("+");
  });
  add("finish-referred", [](Desk& desk, Client& client) {
    finish(desk, client);
    client.press("e");
  });
  add("finish-department", [](Desk& desk, Client& client) {
    finish(desk, client);
    client.press("e");
    client.press("d");
  });
  add("finished-reference", [](Desk& desk, Client& client) {
    finish(desk, client);
    client.press("f");
    client.press("f");
    client.press("f");
    client.press("Space");
    client.settle();
  });
  add("link-lost", [](Desk& desk, Client& client) {
    serve(desk, client);
    desk.connected = false;
    desk.silent = Seconds{12};
    client.at("10:49:42");
  });
  add("link-lost-idle", [](Desk& desk, Client& client) {
    open(client);
    desk.connected = false;
    desk.silent = Seconds{12};
    client.at("10:41:42");
  });
  add("linked-again", [](Desk& desk, Client& client) {
    open(client);
    desk.connected = false;
    client.settle();
    desk.connected = true;
    client.settle();
  });
  add("sent", [](Desk& desk, Client& client) {
    open(client);
    desk.answers = false;
    client.press("Space");
    client.settle();
  });
  add("line-chosen", [](Desk&, Client& client) {
    open(client);
    client.press("l");
    client.press("Down");
  });
  add("keys", [](Desk& desk, Client& client) {
    serve(desk, client);
    client.press("?");
  });
  add("screen", [](Desk&, Client& client) {
    open(client);
    client.press("F8");
  });
  return all;
}

}  // namespace

void fill_lobby(Desk& desk) {
  desk.opens("08:30", "counter-2", "marc");
  desk.opens("08:31", "counter-3", "li");
  desk.opens("08:31", "counter-6", "ruth");
  const VisitId first = desk.comes("10:02", {"pay-property-tax"});
  desk.comes("10:24", {"marriage-licence", "pay-parking-ticket", "pay-property-tax"}, "fr",
             {SpecialNeed::step_free, SpecialNeed::more_time});
  desk.does("10:25", CallVisit{CounterId{"counter-2"}, first});
  desk.does("10:26", Serve{CounterId{"counter-2"}, first});
  desk.comes("10:28", {"pay-parking-permit"});
  desk.comes("10:30", {"rent-hall"});
  const VisitId parked = desk.comes("10:31", {"marriage-licence"});
  desk.comes("10:33", {"lottery-licence"}, "fr");
  desk.comes("10:35", {"business-licence"});
  desk.does("10:36",
            Finish{CounterId{"counter-2"}, first, {{NeedId{1}, Outcome::resolved, {}, {}}}});
  desk.comes("10:37", {"register-for-class"});
  desk.comes("10:38", {"pay-property-tax"});
  desk.comes("10:39", {"general-question"});
  desk.does("10:39:30", CallVisit{CounterId{"counter-2"}, parked});
  desk.does("10:40", Park{CounterId{"counter-2"}, parked, Seconds{900}});
  desk.now = at("10:41");
}

const std::vector<Scene>& scenes() {
  static const std::vector<Scene> all = make_scenes();
  return all;
}

}  // namespace foyer::test
