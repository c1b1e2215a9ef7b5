"""The counter client as a small bar above another program, in real windows at a real server: F12, the same keys, the whole
window where something is asked, and `--raise`, which gives it the keys from wherever they are. Run by CTest:
  bar_test.py PROGRAMS_FOLDER SITE_FOLDER
Exit code 77: something is not installed, said in words (CTest shows it as skipped).
"""

import os
import subprocess
import sys

import desk
import lobby

SCREEN = (1440, 900)
SIZE = (1280, 800)
COUNTER = "counter-1"
BAR = (1080, 96)


def geometry(screen, window):
    words = dict(line.split("=") for line in screen.xdotool("getwindowgeometry", "--shell", window).split())
    return (int(words["X"]), int(words["Y"])), (int(words["WIDTH"]), int(words["HEIGHT"]))


def window_of(screen, process):
    return lobby.wait_for("a window", lambda: screen.xdotool("search", "--pid", process.pid, "--name", "Foyer").split()[:1])[0]


def run(programs, site):
    with lobby.Lobby(programs, site) as here, desk.Desk(*SCREEN) as screen:
        device = here.enroll(COUNTER, "counter")
        here.add_clerk("clerk-1", desk.PIN)
        here.start_server()
        kiosk = desk.Kiosk(here)
        _, ticket = kiosk.issue("pay-property-tax")
        window = here.window("foyer-counter-client", COUNTER, screen.display, SIZE, (40, 40), "--counter", COUNTER, pictures=False)
        clerk = desk.Clerk(screen, window)
        clerk.sign_in("clerk-1")
        clerk.press("space", then="call-next")
        whole = window_of(screen, window.process)
        before = geometry(screen, whole)

        def is_bar():
            return geometry(screen, whole)[1] == BAR

        clerk.press("F12", then="whole")
        lobby.wait_for("the window to be a bar", is_bar)
        print("F12: a bar of", *BAR, "at", geometry(screen, whole)[0])

        clerk.press("space", then=("start", "whole"), text=ticket)
        clerk.press("space", then=("finish", "whole"))
        desk.need(is_bar(), "calling and serving need no more")
        clerk.press("space", then="outcome/1/resolved")
        lobby.wait_for("the whole window, where it was", lambda: geometry(screen, whole) == before)
        clerk.press("r", then="close-visit")
        clerk.press("space", then="whole")
        lobby.wait_for("the bar again", is_bar)
        print("a visit in the bar, its outcome in the whole window")

        # Another window has the keys, as another program's would.
        here.enroll("counter-2", "counter")
        other = here.window("foyer-counter-client", "counter-2", screen.display, SIZE, (100, 100), pictures=False)
        theirs = window_of(screen, other.process)
        screen.xdotool("windowfocus", "--sync", theirs)
        desk.need(screen.xdotool("getwindowfocus").strip() == theirs, "the other window has the keys")
        raising = [os.path.join(programs, "foyer-counter-client"), "--device", device, "--site", site, "--raise"]
        environment = {**os.environ, "XDG_STATE_HOME": str(here.folder / "state")}
        subprocess.run(raising, check=True, timeout=30, env=environment)
        lobby.wait_for("the keys to be the bar's", lambda: screen.xdotool("getwindowfocus").strip() == whole)
        print("--raise gives the bar the keys")

        lobby.Lobby.stop(window.process)
        late = subprocess.run(raising, capture_output=True, text=True, timeout=30, env=environment)
        desk.need(late.returncode == 1 and "no window runs" in late.stderr, f"said that none runs: {late}")
        kiosk.close()


def main():
    if missing := desk.missing():
        print("SKIPPED: no desk can be made without the Debian packages:", missing)
        return 77
    run(sys.argv[1], sys.argv[2])
    print("1 passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
