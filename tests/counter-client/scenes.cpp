#include "tests/counter-client/scenes.h"

namespace foyer::test {
namespace {

using counter_client::Keys;

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

void serve(Lobby&, Client& client) {
  call(client);
  client.at("10:42:48");
  client.press("Space");
  client.at("10:48:59");
}

void finish(Lobby& desk, Client& client) {
  serve(desk, client);
  client.press("Space");
  client.settle();
}

/// Whoever was here is gone, and three things go on that are asha's.
void go_on(Lobby& desk, Client& client) {
  finish(desk, client);
  for (int i = 0; i < 3; ++i) client.press(&Keys::follow_up);
  client.press("Space");
  client.settle();
  std::vector<std::string> references;
  for (const auto& [reference, follow_up] : desk.state().follow_ups)
    references.push_back(reference);
  for (const std::string& reference : references) {
    desk.does("10:50", AssignFollowUp{reference, {}, ClerkId{"asha"}}, "asha");
  }
  desk.does("10:51", AdvanceFollowUp{references.front(), FollowUpStatus::waiting_for_resident},
            "asha");
  client.at("10:52");
  client.settle();
}

/// Whoever waits for this counter leaves.
void empty(Lobby& desk, Client& client) {
  while (const auto next = client.view().line.next) {
    desk.does("10:41:10", Leave{find_ticket(desk.state(), next->ticket)->id});
  }
}

IssueTicket question(Priority priority, std::optional<Instant> appointment_at) {
  return {{ServiceId{"general-question"}},
          Channel::kiosk,
          LanguageTag{"en"},
          {},
          priority,
          appointment_at};
}

/// Signing in with the city's account: offered, alone or beside a PIN, confirmed, gone wrong.
void add_sign_ons(std::vector<Scene>& all) {
  using protocol::SignInWay;
  using protocol::SignOnState;
  const std::vector<SignInWay> both{SignInWay::pin, SignInWay::sign_on};
  const std::vector<SignInWay> alone{SignInWay::sign_on};
  const auto add = [&all](std::string name, std::vector<SignInWay> ways,
                          std::function<void(Lobby&, Client&)> play) {
    all.push_back({std::move(name), std::move(play), "counter-1", false, std::move(ways)});
  };
  const auto ends_with = [](SignOnState state) {
    return [state](Lobby& desk, Client& client) {
      client.press("F2");
      client.settle();
      desk.sign_on = protocol::SignOn{state, {}, {}, {}, {}};
      client.screen.advance(1100);
      client.settle();
    };
  };
  add("sign-on-or-pin", both, [](Lobby&, Client& client) { client.settle(); });
  add("sign-on-alone", alone, [](Lobby&, Client& client) { client.settle(); });
  add("sign-on-confirm", alone, [](Lobby&, Client& client) {
    client.press("Enter");
    client.at("10:41:28");
  });
  add("sign-on-denied", both, ends_with(SignOnState::denied));
  add("sign-on-expired", both, ends_with(SignOnState::expired));
  add("sign-on-unknown", both, ends_with(SignOnState::unknown_person));
  add("sign-on-not-allowed", both, ends_with(SignOnState::not_allowed));
  add("sign-on-no-provider", both, ends_with(SignOnState::provider_unavailable));
  add("sign-on-failed", both, ends_with(SignOnState::failed));
  add("sign-on-ended", both, ends_with(SignOnState::ended));
  add("sign-on-ending", both, [](Lobby& desk, Client& client) {
    serve(desk, client);
    desk.sign_on = protocol::SignOn{SignOnState::ending, {}, {}, {}, desk.now};
    client.screen.advance(10'100);
    client.settle();
  });
}

/// Somebody is next, each time for another reason.
void add_reasons(std::vector<Scene>& all) {
  all.push_back({"why-waited-longest", [](Lobby&, Client& client) {
                   open(client);
                   client.at("11:59");
                 }});
  all.push_back({"why-first", [](Lobby& desk, Client& client) {
                   open(client);
                   empty(desk, client);
                   desk.comes("10:41:20", {"general-question"});
                   client.settle();
                 }});
  all.push_back({"why-head-start", [](Lobby& desk, Client& client) {
                   open(client);
                   empty(desk, client);
                   desk.comes("10:41:20", {"general-question"}, "en", {SpecialNeed::more_time});
                   client.settle();
                 }});
  all.push_back({"why-priority", [](Lobby& desk, Client& client) {
                   open(client);
                   empty(desk, client);
                   desk.does("10:41:20", question(Priority::priority, std::nullopt));
                   client.settle();
                 }});
  all.push_back({"why-appointment", [](Lobby& desk, Client& client) {
                   open(client);
                   empty(desk, client);
                   desk.does("10:41:20", question(Priority::normal, at("10:45")));
                   client.settle();
                 }});
  all.push_back({"why-same-clerk", [](Lobby& desk, Client& client) {
                   open(client);
                   empty(desk, client);
                   const CounterId here{"counter-1"};
                   desk.comes("10:41:20", {"general-question"});
                   const VisitId back = desk.comes("10:41:30", {"rent-hall", "pay-property-tax"});
                   desk.does("10:41:40", CallVisit{here, back});
                   desk.does("10:41:50", Serve{here, back});
                   desk.does("10:42", Park{here, back, Seconds{600}});
                   desk.does("10:43", Resume{back});
                   client.at("10:43:10");
                 }});
  all.push_back({"why-same-language", [](Lobby& desk, Client& client) {
                   desk.clerks_speak = {LanguageTag{"fr"}};
                   open(client);
                   empty(desk, client);
                   desk.comes("10:41:20", {"general-question"});
                   desk.comes("10:41:30", {"general-question"}, "fr");
                   client.settle();
                 }});
  all.push_back({"why-sent-here", [](Lobby& desk, Client& client) {
                   open(client);
                   empty(desk, client);
                   const VisitId sent = desk.comes("10:41:30", {"rent-hall"});
                   desk.does("10:41:40", CallVisit{CounterId{"counter-2"}, sent});
                   desk.does("10:41:50", Serve{CounterId{"counter-2"}, sent});
                   desk.does("10:42", Transfer{CounterId{"counter-2"}, sent, NeedId{1},
                                               TransferKind::counter, "counter-1"});
                   client.at("10:42:10");
                 }});
}

constexpr const char* long_note =
    "Has the plan of the lot on her phone, not on paper. The fee was paid on Monday by cheque; the "
    "receipt is in the file. Please speak slowly, and in French where you can. Her brother comes "
    "at "
    "eleven with the signed form, and asks for her at the welcome desk.";

/// The note: read, written, long, with little room, not readable, without a link.
void add_notes(std::vector<Scene>& all) {
  const auto add = [&all](std::string name, std::string note,
                          std::function<void(Lobby&, Client&)> play) {
    all.push_back({std::move(name), [note, play](Lobby& desk, Client& client) {
                     const auto& visits = desk.state().visits;
                     for (const auto& [id, visit] : visits) desk.notes[id] = note;
                     play(desk, client);
                   }});
  };
  const std::string brief = "Drawings are on the phone, not on paper.";
  add("note-called", long_note, [](Lobby&, Client& client) { call(client); });
  add("note-serving", brief, serve);
  add("note-long", long_note, serve);
  add("note-eight", long_note, [](Lobby& desk, Client& client) {
    serve(desk, client);
    for (const char* service :
         {"life-certificate", "rent-hall", "general-question", "pay-class", "ask-recreation"}) {
      desk.does("10:49", AddNeed{client.view().customer.visit, ServiceId{service}});
    }
    client.settle();
  });
  add("note-panel", "", [](Lobby& desk, Client& client) {
    serve(desk, client);
    client.press(&Keys::note);
  });
  add("note-panel-long", long_note, [](Lobby& desk, Client& client) {
    serve(desk, client);
    client.press(&Keys::note);
  });
  add("note-finish", brief, finish);
  add("note-unreadable", brief, [](Lobby& desk, Client& client) {
    desk.keeps_notes = false;
    serve(desk, client);
  });
  add("note-unsent", "", [](Lobby& desk, Client& client) {
    serve(desk, client);
    desk.connected = false;
    desk.answers = false;
    client.at("10:49:42");
    client.press(&Keys::note);
    client.types("Comes back with the form.");
    client.press("Enter");
    client.settle();
  });
}

/// The article of a need to its last page, searching, and articles that were searched for.
void add_knowledge(std::vector<Scene>& all) {
  for (const int page : {2, 3, 4}) {
    all.push_back({"article-page-" + std::to_string(page), [page](Lobby& desk, Client& client) {
                     serve(desk, client);
                     for (int turned = 1; turned < page; ++turned) client.press(&Keys::knowledge);
                   }});
  }
  all.push_back({"search", [](Lobby&, Client& client) {
                   open(client);
                   client.press("/");
                 }});
  all.push_back({"search-found", [](Lobby& desk, Client& client) {
                   serve(desk, client);
                   client.press("/");
                   client.types("fense");
                 }});
  all.push_back({"search-nothing", [](Lobby& desk, Client& client) {
                   serve(desk, client);
                   client.press("/");
                   client.types("xyzzyqq");
                 }});
  all.push_back({"search-opened", [](Lobby& desk, Client& client) {
                   serve(desk, client);
                   client.press("/");
                   client.types("fense");
                   client.settle();
                   client.press("Enter");
                 }});
  all.push_back({"remark", [](Lobby& desk, Client& client) {
                   serve(desk, client);
                   client.press("+");
                 }});
  all.push_back({"remark-proposal", [](Lobby& desk, Client& client) {
                   serve(desk, client);
                   client.press("+");
                   client.types("Say that both may come on different days.");
                 }});
  all.push_back({"remark-noted", [](Lobby& desk, Client& client) {
                   serve(desk, client);
                   client.press("+");
                   client.press("Enter");
                   client.settle();
                 }});
  all.push_back({"search-stale", [](Lobby&, Client& client) {
                   open(client);
                   client.press("/");
                   client.types("grass cutting");
                   client.settle();
                   client.press("Enter");
                 }});
}

/// Served for so long that it is asked about: with what may be open then, answered, without a link.
void add_forgotten(std::vector<Scene>& all) {
  const auto add = [&all](std::string name, std::function<void(Lobby&, Client&)> then) {
    all.push_back({std::move(name), [then](Lobby& desk, Client& client) {
                     serve(desk, client);
                     client.at("14:20");
                     then(desk, client);
                   }});
  };
  add("forgotten", [](Lobby&, Client&) {});
  add("forgotten-again", [](Lobby&, Client& client) {
    client.press("F7");
    client.at("16:29");
  });
  add("forgotten-finish", [](Lobby&, Client& client) { client.press("Space"); });
  add("forgotten-transfer", [](Lobby&, Client& client) {
    client.press(&Keys::transfer);
    client.types("coun");
  });
  add("forgotten-note", [](Lobby&, Client& client) { client.press(&Keys::note); });
  add("forgotten-no-link", [](Lobby& desk, Client& client) {
    desk.connected = false;
    desk.silent = Seconds{12};
    client.at("14:21");
  });
  add("forgotten-sent", [](Lobby& desk, Client& client) {
    desk.answers = false;
    desk.hold_news();
    client.press("F7");
    client.settle();
  });
  add("forgotten-alarm", [](Lobby& desk, Client& client) {
    desk.rights = {Right::call_out_of_order, Right::supervise};
    client.screen.advance(10'100);
    client.settle();
    desk.does("14:20", RaiseAlarm{CounterId{"counter-2"}});
    client.settle();
  });
}

/// Who comes from another counter, with what was done there.
void add_steps(std::vector<Scene>& all) {
  const auto begun = [](Lobby& desk, const std::vector<StepId>& steps) {
    const CounterId other{"counter-2"};
    const Visit* visit = find_ticket(desk.state(), "C001");
    const VisitId id = visit->id;
    const Service& service = *find_service(clarington().lobby, visit->needs.front().service);
    desk.does("10:41", CallVisit{other, id});
    desk.does("10:41:10", Serve{other, id});
    desk.does("10:41:20", SetSteps{other, id, NeedId{1}, {service.bring.front()}, steps});
    desk.does("10:41:30", Transfer{other, id, NeedId{1}, TransferKind::counter, "counter-1"});
    desk.does("10:41:40", Finish{other,
                                 id,
                                 {{NeedId{2}, Outcome::resolved, {}, {}},
                                  {NeedId{3}, Outcome::resolved, {}, {}}}});
  };
  all.push_back({"steps-from-another", [begun](Lobby& desk, Client& client) {
                   begun(desk, {StepId{1}, StepId{2}});
                   serve(desk, client);
                 }});
  all.push_back({"steps-called", [begun](Lobby& desk, Client& client) {
                   begun(desk, {StepId{1}});
                   call(client);
                 }});
}

/// The welcome desk: a machine that stands at no counter.
void add_welcome(std::vector<Scene>& all) {
  const auto add = [&all](std::string name, std::function<void(Lobby&, Client&)> play) {
    all.push_back({std::move(name), std::move(play), "welcome"});
  };
  const auto typed = [](std::string words) {
    return [words = std::move(words)](Lobby&, Client& client) {
      sign_in(client);
      client.types(words);
      client.settle();
    };
  };
  const auto taken = [](std::string words, std::vector<std::string> keys = {}) {
    return [words = std::move(words), keys = std::move(keys)](Lobby&, Client& client) {
      sign_in(client);
      client.types(words);
      client.press("Enter");
      for (const std::string& key : keys) client.press(key);
      client.settle();
    };
  };
  add("welcome", [](Lobby&, Client& client) { sign_in(client); });
  add("welcome-typed", typed("fence"));
  add("welcome-nothing", typed("xyzzy"));
  add("welcome-taken", taken("fence"));
  add("welcome-triage", taken("fence", {"N", "N"}));
  add("welcome-answer", taken("fence", {"N", "N", "N"}));
  add("welcome-for-them", taken("marriage", {"1", "2", "4", "6"}));
  add("welcome-issued", taken("marriage", {"2", "Enter"}));
  add("welcome-answered", taken("dog tag", {"A"}));
  add("welcome-refer", taken("swimming"));
  add("welcome-all", [](Lobby&, Client& client) {
    sign_in(client);
    client.press("F5");
    for (int i = 0; i < 5; ++i) client.press("Down");
  });
  add("welcome-two-needs", [](Lobby&, Client& client) {
    sign_in(client);
    client.types("marriage");
    client.press("Enter");
    client.press("5");
    client.types("tax");
    client.press("Enter");
  });
  add("welcome-visit", [](Lobby&, Client& client) {
    sign_in(client);
    client.press("F3");
    client.press("Enter");
  });
  const auto add_printed = [&](std::string name, auto set, auto play) {
    all.push_back({std::move(name),
                   [set, play](Lobby& desk, Client& client) {
                     play(desk, client);
                     set(*desk.tray);
                     client.settle();
                   },
                   "welcome"});
    all.back().prints = true;
  };
  add_printed(
      "welcome-printing", [](Tray&) {}, taken("marriage", {"2", "Enter"}));
  add_printed(
      "welcome-printed", [](Tray& tray) { tray.ends(0, printing::PrintOutcome::printed); },
      taken("marriage", {"Enter"}));
  add_printed(
      "welcome-no-paper",
      [](Tray& tray) {
        tray.problems = {printing::PrinterProblem::paper_out};
        tray.ends(0, printing::PrintOutcome::failed);
      },
      taken("marriage", {"Enter"}));
  add_printed(
      "welcome-refer-printer", [](Tray&) {}, taken("swimming"));
  add("welcome-lobby", [](Lobby&, Client& client) {
    sign_in(client);
    client.types("fence");
    client.press("F6");
  });
  add("welcome-keys", [](Lobby&, Client& client) {
    sign_in(client);
    client.types("fence");
    client.press("Enter");
    client.press("?");
  });
}

std::vector<Scene> make_scenes() {
  std::vector<Scene> all;
  auto add = [&all](const char* name, std::function<void(Lobby&, Client&)> play) {
    all.push_back({name, std::move(play)});
  };
  add("connecting", [](Lobby&, Client&) {});
  all.back().server_away = true;
  add("choose-counter", [](Lobby&, Client& client) { sign_in(client); });
  all.back().counter.clear();
  add("sign-in", [](Lobby&, Client& client) { client.types("asha"); });
  add("sign-in-wrong", [](Lobby&, Client& client) {
    client.types("asha");
    client.press("Enter");
    client.types("1111");
    client.press("Enter");
  });
  add("sign-in-throttled", [](Lobby&, Client& client) {
    client.types("throttled");
    client.press("Enter");
    client.types("1111");
    client.press("Enter");
  });
  add_sign_ons(all);
  add("closed", [](Lobby&, Client& client) { sign_in(client); });
  add("idle", [](Lobby&, Client& client) {
    open(client);
    client.at("10:41:38");
  });
  add("idle-nobody", [](Lobby& desk, Client& client) {
    open(client);
    empty(desk, client);
    client.settle();
  });
  add_reasons(all);
  add("break", [](Lobby&, Client& client) {
    open(client);
    client.press(&Keys::pause);
    client.press("2");
    client.press("Space");
    client.at("10:52:10");
  });
  add("break-panel", [](Lobby&, Client& client) {
    open(client);
    client.press(&Keys::pause);
  });
  add("called", [](Lobby&, Client& client) {
    call(client);
    client.at("10:41:48");
  });
  add("called-toast", [](Lobby&, Client& client) { call(client); });
  add("called-no-show", [](Lobby&, Client& client) {
    call(client);
    client.at("10:42:30");
    client.press(&Keys::no_show);
  });
  add("serving", serve);
  add("serving-ticked", [](Lobby& desk, Client& client) {
    serve(desk, client);
    client.press("1");
  });
  add("serving-over", [](Lobby& desk, Client& client) {
    serve(desk, client);
    client.at("11:40:00");
  });
  add("serving-eight", [](Lobby& desk, Client& client) {
    serve(desk, client);
    const VisitId visit = client.view().customer.visit;
    for (const char* service :
         {"life-certificate", "rent-hall", "general-question", "pay-class", "ask-recreation"}) {
      desk.does("10:49", AddNeed{visit, ServiceId{service}});
    }
    client.settle();
  });
  add("refused", [](Lobby& desk, Client& client) {
    open(client);
    client.press(&Keys::line);
    // Somebody else is faster, and this screen does not know yet.
    desk.hold_news();
    const VisitId wanted = client.view().line.rows.front().visit;
    desk.does("10:41:20", CallVisit{CounterId{"counter-2"}, wanted});
    client.press("Enter");
    desk.release_news();
    client.settle();
  });
  add("closed-undo", [](Lobby& desk, Client& client) {
    serve(desk, client);
    for (const char* key : {"1", "2", "3"}) client.press(key);
    client.press("Space");
    client.press("Space");
  });
  add("quick", [](Lobby&, Client& client) {
    open(client);
    client.press(&Keys::quick);
  });
  add("here-after-all", [](Lobby&, Client& client) {
    open(client);
    client.press("Space");
    client.press(&Keys::no_show);
    client.press(&Keys::no_show);
    client.press(&Keys::back_again);
  });
  add("park", [](Lobby& desk, Client& client) {
    serve(desk, client);
    client.press(&Keys::park);
    client.press("3");
  });
  add("transfer", [](Lobby& desk, Client& client) {
    serve(desk, client);
    client.press(&Keys::transfer);
  });
  add("transfer-search", [](Lobby& desk, Client& client) {
    serve(desk, client);
    client.press(&Keys::transfer);
    client.types("coun");
  });
  add("refer", [](Lobby& desk, Client& client) {
    serve(desk, client);
    client.press(&Keys::refer);
  });
  add("add-need", [](Lobby& desk, Client& client) {
    serve(desk, client);
    client.press(&Keys::add_need);
    client.types("tax");
  });
  add("add-need-nothing", [](Lobby& desk, Client& client) {
    serve(desk, client);
    client.press(&Keys::add_need);
    client.types("xyz");
  });
  add_knowledge(all);
  add_notes(all);
  add_forgotten(all);
  add_steps(all);
  add_welcome(all);
  add("finish", finish);
  add("finish-chosen", [](Lobby& desk, Client& client) {
    finish(desk, client);
    client.press(&Keys::follow_up);
    client.press(&Keys::incomplete);
    client.press("2");
    client.press("Down");
    client.press(&Keys::resolved);
    client.press("+");
  });
  add("finish-referred", [](Lobby& desk, Client& client) {
    finish(desk, client);
    client.press(&Keys::referred);
  });
  add("finish-department", [](Lobby& desk, Client& client) {
    finish(desk, client);
    client.press(&Keys::referred);
    client.press(&Keys::department);
  });
  add("finished-reference", [](Lobby& desk, Client& client) {
    finish(desk, client);
    client.press(&Keys::follow_up);
    client.press(&Keys::follow_up);
    client.press(&Keys::follow_up);
    client.press("Space");
    client.settle();
  });
  add("follow-ups", [](Lobby& desk, Client& client) {
    go_on(desk, client);
    client.press(&Keys::follow_ups);
  });
  add("follow-up", [](Lobby& desk, Client& client) {
    go_on(desk, client);
    client.press(&Keys::follow_ups);
    client.press("Space");
  });
  add("link-lost", [](Lobby& desk, Client& client) {
    serve(desk, client);
    desk.connected = false;
    desk.silent = Seconds{12};
    client.at("10:49:42");
  });
  add("link-lost-idle", [](Lobby& desk, Client& client) {
    open(client);
    desk.connected = false;
    desk.silent = Seconds{12};
    client.at("10:41:42");
  });
  add("linked-again", [](Lobby& desk, Client& client) {
    open(client);
    desk.connected = false;
    client.settle();
    desk.connected = true;
    client.settle();
  });
  add("sent", [](Lobby& desk, Client& client) {
    open(client);
    desk.answers = false;
    desk.hold_news();
    client.press("Space");
    client.settle();
  });
  add("line-chosen", [](Lobby&, Client& client) {
    open(client);
    client.press(&Keys::line);
    client.press("Down");
  });
  add_supervisors(all);
  add_bars(all);
  add("keys", [](Lobby& desk, Client& client) {
    serve(desk, client);
    client.press("?");
  });
  add("screen", [](Lobby&, Client& client) {
    open(client);
    client.press("F8");
  });
  return all;
}

}  // namespace

void fill_lobby(Lobby& desk) {
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

Stage::Stage(const Scene& scene, ui::Size size, counter_client::ScreenChoice screen,
             ui::Painting painting) {
  fill_lobby(lobby);
  if (scene.server_away) lobby.answers = lobby.connected = false;
  lobby.ways = scene.ways;
  lobby.training = scene.training;
  if (scene.prints) lobby.tray.emplace();
  client.emplace(lobby, size, std::move(screen), scene.counter, painting);
  scene.play(lobby, *client);
  if (scene.bar) client->screen.resize(client->app.bar().value());
}

const std::vector<Scene>& scenes() {
  static const std::vector<Scene> all = make_scenes();
  return all;
}

}  // namespace foyer::test
