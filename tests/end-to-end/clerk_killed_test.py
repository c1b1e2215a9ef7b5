"""A counter client that is killed in the middle of the work: started again it is where it was, with the same visit and the
same needs, and nothing is done twice; also where it is killed between a key and its answer. Run by CTest:
  clerk_killed_test.py PROGRAMS_FOLDER SITE_FOLDER [KILLS]
Exit code 77: something is not installed, said in words (CTest shows it as skipped).
"""

import collections
import random
import signal
import sys
import time

import desk
import lobby

SIZE = (1440, 900)
COUNTER = "counter-1"
KILLS = 12
LATEST_S = 0.02  # After xdotool is told to press a key, which takes some 10 ms; the answer comes soon after.


class Restarted:
    """A clerk whose program can be killed."""

    def __init__(self, here, screen):
        self.here, self.screen = here, screen
        self.start()

    def start(self):
        (self.here.folder / (COUNTER + ".list")).unlink(missing_ok=True)
        window = self.here.window("foyer-counter-client", COUNTER, self.screen.display, SIZE, (0, 0), "--counter",
                                  COUNTER, pictures=False)
        self.clerk = desk.Clerk(self.screen, window)

    def kill(self, start=True):
        process = self.clerk.window.process
        process.send_signal(signal.SIGKILL)
        process.wait()
        if start:
            self.start()


def labels(clerk, *beginnings):
    return [(i["id"], i["label"]) for i in clerk.window.items() if i["id"].startswith(beginnings)]


def killed_while_serving(here, kiosk, desk_of):
    visit, ticket = kiosk.issue("pay-property-tax", "pay-parking-permit")
    clerk = desk_of.clerk
    clerk.see("call-next")
    clerk.press("space", then="start", text=ticket)
    before = here.events()
    desk_of.kill()
    clerk = desk_of.clerk
    clerk.see("start", text=ticket)
    desk.need(here.events() == before, "starting again did something")
    clerk.press("space", then="finish", text=ticket)
    clerk.press("a", then="panel-search")
    clerk.type("marriage")
    clerk.press("Return", then="need/3")
    before, needs = here.events(), labels(clerk, "need/")
    desk_of.kill()
    clerk = desk_of.clerk
    clerk.see("finish", "need/3", text=ticket)
    desk.need(labels(clerk, "need/") == needs, f"{labels(clerk, 'need/')} after {needs}")
    desk.need(here.events() == before, "starting again did something")
    box = next(i["id"] for i in clerk.window.items() if i["id"].startswith("bring/1/"))
    clerk.tick(box)
    lobby.wait_for("the tick to be told", lambda: "steps_done" in desk.kinds(here, visit))
    before = here.events()
    desk_of.kill()
    clerk = desk_of.clerk
    clerk.see("finish", box, text=ticket)
    desk.need(clerk.window.is_on(box), f"{box} is not ticked any more")
    desk.need(here.events() == before, "starting again did something")
    clerk.key("1")
    clerk.press("space", then="outcome/1/resolved")
    desk_of.kill()
    clerk = desk_of.clerk
    clerk.see("finish", "need/3", text=ticket)
    clerk.key("1", "2", "3")
    clerk.press("space", then="close-visit")
    clerk.press("space", then="break")
    want = ["ticket_issued", "visit_called", "serving_started", "need_added", "steps_done"] + 3 * ["need_finished"]
    desk.need(desk.kinds(here, visit) == want, f"{desk.kinds(here, visit)}")


# What the space bar does to a visit: where it is pressed, what is there before and after, what is said meanwhile, and the event.
STEPS = [("call-next", "call-next", "start", "Calling …", "visit_called"),
         ("start", "start", "finish", "Starting …", "serving_started"),
         ("close-visit", "finish", "break", "Closing …", "need_finished")]


def killed_at_any_moment(here, desk_of, chance):
    """Before the key was heard, while it is sent, done and not yet seen, or all over."""
    pressed = desk_of.clerk.begin_key("space")
    # The moment is chance: this is not for anything to come.
    time.sleep(chance.uniform(0, LATEST_S))
    desk_of.kill()
    pressed.wait(30)


def killed_before_the_answer(here, desk_of, busy):
    """The server is held until the client is dead: what was asked for is with it, and nobody is there for the answer."""
    here.server.send_signal(signal.SIGSTOP)
    try:
        desk_of.clerk.key("space")
        desk_of.clerk.window.wait_shows(busy)
        desk_of.kill(start=False)
    finally:
        here.server.send_signal(signal.SIGCONT)
    desk_of.start()


def killed_at_a_key(here, kiosk, desk_of, chance, kills):
    """Either it was done once or it was not done; the screen says which, and the clerk goes on from there."""
    done = collections.Counter()
    visit, ticket = kiosk.issue("general-question")
    step = 0
    for number in range(kills):
        control, before, after, busy, kind = STEPS[step]
        clerk = desk_of.clerk
        if control == "close-visit":
            clerk.see("finish", text=ticket)
            clerk.press("space", then="outcome/1/resolved")
            clerk.press("r", then="close-visit")
        clerk.see(control)
        desk.need(desk.kinds(here, visit).count(kind) == 0, f"{kind} before its key")
        held = number % 2 == 0
        if held:
            killed_before_the_answer(here, desk_of, busy)
        else:
            killed_at_any_moment(here, desk_of, chance)
        window = desk_of.clerk.window
        lobby.wait_for(f"{before} or {after}", lambda: window.find(before) or window.find(after))
        happened = desk.kinds(here, visit).count(kind)
        desk.need(happened in ((1,) if held else (0, 1)), f"{kind} {happened} times")
        desk_of.clerk.see(after if happened else before)
        done["before the answer" if held else "done" if happened else "not done"] += 1
        if happened:
            step = (step + 1) % len(STEPS)
            if step == 0:
                visit, ticket = kiosk.issue("general-question")
    print("killed at a key:", ", ".join(f"{what} {times}×" for what, times in sorted(done.items())))


def run(programs, site, kills):
    seed = random.randrange(1 << 30)
    print("seed", seed)
    with lobby.Lobby(programs, site) as here, desk.Desk(*SIZE) as screen:
        here.enroll(COUNTER, "counter")
        here.add_clerk("clerk-1", desk.PIN)
        here.start_server()
        kiosk = desk.Kiosk(here)
        desk_of = Restarted(here, screen)
        desk_of.clerk.sign_in("clerk-1")
        desk_of.clerk.press("space", then="break")
        killed_while_serving(here, kiosk, desk_of)
        print("killed when called, serving, finishing: it went on")
        killed_at_a_key(here, kiosk, desk_of, random.Random(seed), kills)
        calls = collections.Counter(e["body"]["visit"] for e in here.events() if e["kind"] == "visit_called")
        desk.need(all(count == 1 for count in calls.values()), f"called twice: {calls}")
        print(here.foyer("journal", "verify", "--data", here.data).strip())
        kiosk.close()


def main():
    if missing := desk.missing():
        print("SKIPPED: no desk can be made without the Debian packages:", missing)
        return 77
    run(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else KILLS)
    print("1 passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
