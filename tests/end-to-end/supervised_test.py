"""A kiosk that systemd supervises, by the lines of its own unit: killed it is back, hung it is back, and whoever had just
got a ticket finds it again. Run by CTest:
  supervised_test.py PROGRAMS_FOLDER SITE_FOLDER
It prints how long the screen was gone. Exit code 77: something is not there, said in words.
"""

import os
import pathlib
import re
import signal
import sys
import time

import lobby
import screen_watch
import touch_screen
import user_manager

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SIZE = (1080, 1920)
KIOSK = "kiosk-1"
# What is about supervision. Users and the walls around the program are for a system's own systemd to build.
SUPERVISION = ("Type", "NotifyAccess", "TimeoutStartSec", "WatchdogSec", "WatchdogSignal", "TimeoutStopSec", "Restart",
               "RestartSec")


def unit_for_test(command, environment):
    lines = (ROOT / "systemd/foyer-kiosk.service").read_text().splitlines()
    kept = [line for line in lines if line.split("=")[0] in SUPERVISION]
    assert len(kept) == len(SUPERVISION), kept
    settings = [f'Environment="{name}={value}"' for name, value in environment.items()]
    return "\n".join(["[Unit]", "StartLimitIntervalSec=0", "[Service]", *kept, *settings,
                      "ExecStart=" + " ".join(f'"{word}"' for word in command)]) + "\n"


class Supervised:
    def __init__(self, here, programs, site, screen, manager):
        self.manager = manager
        self.unit = f"foyer-test-{os.getpid()}.service"
        self.list_file = here.folder / (KIOSK + ".list")
        command = [programs / "foyer-kiosk", "--device", here.folder / (KIOSK + ".device"), "--site", site, "--fullscreen",
                   "--screen-list", self.list_file, "--state", here.folder / "state", "--speech", "never"]
        environment = {"DISPLAY": screen.display, "SDL_AUDIODRIVER": "dummy"}
        self.watch = screen_watch.ScreenWatch(screen.display, (0, 0, *SIZE))
        manager.start(self.unit, unit_for_test(command, environment))
        # The screen list belongs to whichever process runs at the moment.
        self.window = lobby.Screen(self, self.list_file, here.folder / "none.png", (0, 0))
        self.args = ["foyer-kiosk"]

    def poll(self):
        return None

    def restarts(self):
        return int(self.manager.value(self.unit, "NRestarts"))

    def struck(self, how, then):
        """Sends the signal, and returns the seconds until the screen shows `then` again."""
        before, process = self.restarts(), self.manager.process(self.unit)
        self.list_file.unlink()
        begun = time.monotonic()
        os.kill(process, how)
        lobby.wait_for("another process", lambda: self.manager.process(self.unit) not in (0, process))
        lobby.wait_for(then, lambda: self.window.find(then))
        taken = time.monotonic() - begun
        lobby.wait_for("ready", lambda: self.manager.value(self.unit, "ActiveState") == "active")
        assert self.restarts() == before + 1, f"started again once, not {self.restarts() - before} times"
        return taken


def tap(screen, window, control, then):
    def tapped():
        if item := window.find(control):
            screen.tap(*window.middle(item))
        try:
            return lobby.wait_for(then, lambda: window.find(then), timeout_s=1)
        except AssertionError:
            return None
    try:
        lobby.wait_for(f"{then} after a tap on {control}", tapped, timeout_s=20)
    except AssertionError as error:
        raise AssertionError(f"{error}; there is {[i['id'] for i in window.items()]}") from None


def ticket_on(window):
    return next((i["label"] for i in window.items() if re.fullmatch(r"[A-Z][0-9]{3}", i["label"])), None)


def run(programs, site):
    with lobby.Lobby(programs, site) as here, touch_screen.TouchScreen(*SIZE) as screen, \
            user_manager.UserManager() as manager:
        here.enroll(KIOSK, "kiosk")
        here.start_server()
        kiosk = Supervised(here, programs, site, screen, manager)
        # systemd heard READY, so the first frame is on the screen: not one colour from edge to edge.
        assert len(set(kiosk.watch.pixels()[::4001])) > 3, "ready, and nothing is on the screen"
        kiosk.window.wait_for("job/payment")
        print(f"killed on home: home again after {kiosk.struck(signal.SIGKILL, 'job/payment'):.1f} s")

        tap(screen, kiosk.window, "job/payment", then="service/pay-parking-ticket")
        tap(screen, kiosk.window, "service/pay-parking-ticket", then="get-ticket")
        tap(screen, kiosk.window, "get-ticket", then="done")
        ticket = ticket_on(kiosk.window)
        print(f"killed on a ticket: the ticket again after {kiosk.struck(signal.SIGKILL, 'done'):.1f} s")
        assert ticket_on(kiosk.window) == ticket, "the same ticket"
        tap(screen, kiosk.window, "done", then="job/payment")

        print(f"hung on home: home again after {kiosk.struck(signal.SIGSTOP, 'job/payment'):.1f} s")
        tap(screen, kiosk.window, "job/payment", then="service/pay-parking-ticket")

        issued = [e for e in here.events() if e["kind"] == "ticket_issued"]
        assert len(issued) == 1 and issued[0]["body"]["ticket"] == ticket, "one ticket, however often it was started"
        # Nobody touches it, and it lives: the loop says so although there is nothing to draw.
        before = kiosk.restarts()
        time.sleep(7)  # More than twice the time after which systemd would take it for hung.
        assert kiosk.restarts() == before, "a kiosk that rests is not taken for one that hangs"
        kiosk.watch.close()


def main():
    if missing := touch_screen.missing():
        print("SKIPPED: no touchscreen can be made without the Debian packages:", missing)
        return 77
    if why := user_manager.missing():
        print("SKIPPED:", why)
        return 77
    run(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve())
    print("1 passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
