#!/usr/bin/python3
"""A kiosk under attack: a thousand random touches and keys a second, by several fingers, for minutes, on a real X server
with a touchscreen, with a real queue server. Then: did it crash, was anything changed that needs the PIN, how many tickets
came of it, does it go home by itself, can it still be used, has it grown?

    cmake --preset asan -B build/asan && ninja -C build/asan foyer-kiosk
    scripts/misuse.py --minutes 10 --kiosk build/asan/bin/foyer-kiosk

Prints a seed; --seed runs the same again as far as two programs that run beside each other can. Ends with 1 where something
is wrong. tests/kiosk/misuse_test.cpp is the short run, which knows exactly what each input meant.
"""

import argparse
import pathlib
import random
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/end-to-end"))

import lobby as lobbies  # noqa: E402
import touch_screen  # noqa: E402

SIZE = (1080, 1920)
DEVICE = "kiosk-1"
PIN = "926451873040"  # Not to be found by chance.
FINGERS = 5
STOOD_STILL_MOST_S = 15  # A build with sanitizers is slow.
PER_SECOND = 1000
# What one kiosk gets, by the site's rules (docs/ALONE.md): six tickets at once, then twelve a minute.
TICKETS_AT_ONCE, TICKETS_A_MINUTE = 6, 12
KEYS = ["Tab", "Return", "space", "Escape", "BackSpace", "Up", "Down", "Left", "Right", "F12", "F4", *"qwertyuiop1234567890-"]


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--kiosk", type=pathlib.Path, default=ROOT / "build/asan/bin/foyer-kiosk")
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build/release/bin",
                        help="folder of the queue server and foyer")
    parser.add_argument("--site", type=pathlib.Path, default=ROOT / "assets/sites/clarington")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    return parser.parse_args()


class Vandal:
    """Sends without waiting for each to arrive, so that a thousand a second are possible."""

    def __init__(self, glass, seed):
        self.glass, self.random = glass, random.Random(seed)
        self.down = {}  # finger: where
        self.sent = 0

    def act(self):
        what = self.random.random()
        if what < 0.9:
            self.touch()
        elif what < 0.97:
            self.glass.key(self.random.choice(KEYS))
        else:  # A scanner.
            for _ in range(self.random.randrange(3, 20)):
                self.glass.key(self.random.choice("abcdefghjkmnpqrstxyz23456789-"))
            self.glass.key("Return")
        self.sent += 1

    def touch(self):
        finger = self.random.randrange(FINGERS)
        at = (self.random.uniform(0, SIZE[0]), self.random.uniform(0, SIZE[1]))
        if finger not in self.down:
            self.glass.down(*at, finger=finger)
            # Most fingers come off where they came down: those are taps.
            self.down[finger] = at
            if self.random.random() < 0.7:
                self.lift(finger, at)
        elif self.random.random() < 0.5:
            self.glass.move(*at, finger=finger)
        else:
            self.lift(finger, at)

    def lift(self, finger, at):
        self.glass.up(*at, finger=finger)
        self.down.pop(finger, None)

    def lift_all(self):
        for finger, at in list(self.down.items()):
            self.lift(finger, at)


def memory_mib(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")) / 1024


def storm(vandal, window, minutes, problems):
    process, stood_still = window.process, 0
    end = time.monotonic() + minutes * 60
    begun, told = time.monotonic(), 0
    while time.monotonic() < end:
        due = (time.monotonic() - begun) * PER_SECOND
        while vandal.sent < due and time.monotonic() < end:
            vandal.act()
        if process.poll() is not None:
            return
        time.sleep(0.001)
        if (minute := int((time.monotonic() - begun) / 60)) > told:
            told = minute
            # In a storm the screen changes all the time, unless nobody draws it any more.
            stood_still = max(stood_still, window.seconds_since_change())
            print(f"    minute {told}: {vandal.sent} inputs, kiosk {memory_mib(process.pid):.0f} MiB", flush=True)
    if stood_still > STOOD_STILL_MOST_S:
        problems.append(f"the screen stood still for {stood_still:.0f} s")
    vandal.lift_all()


def run(options):
    problems = []
    with lobbies.Lobby(options.bin, options.site) as here, touch_screen.TouchScreen(*SIZE) as glass:
        here.enroll(DEVICE, "kiosk")
        here.start_server(limited=True)
        pin_file = here.folder / "pin"
        subprocess.run([options.bin / "foyer", "kiosk", "set-pin", "--file", pin_file, "--pin-from-stdin"], check=True,
                       input=PIN + "\n", text=True, stdout=subprocess.DEVNULL)
        here.programs_for[DEVICE] = options.kiosk
        window = here.window("foyer-kiosk", DEVICE, glass.display, SIZE, (0, 0), "--fullscreen", "--rest-after", "30",
                             "--pin-file", pin_file, pictures=False)
        window.wait_for("job/")
        time.sleep(20)  # Everything that is made ready while nobody is there.
        settings = here.folder / "state/foyer" / DEVICE / "settings.toml"
        before = memory_mib(window.process.pid)
        print(f"seed {options.seed}; kiosk {before:.0f} MiB", flush=True)

        vandal = Vandal(glass, options.seed)
        storm(vandal, window, options.minutes, problems)
        minutes = options.minutes
        print(f"{vandal.sent} inputs in {minutes:g} minutes, {vandal.sent / minutes / 60:.0f} a second")

        if window.process.poll() is not None:
            problems.append(f"the kiosk ended with {window.process.returncode}")
        else:
            begun = time.monotonic()
            rests = lambda: not window.find("access/") and not window.find("back")
            lobbies.wait_for("the rest screen, by itself", rests, timeout_s=900)
            print(f"nobody there: at rest after {time.monotonic() - begun:.0f} s")
            after = memory_mib(window.process.pid)
            print(f"memory: {before:.0f} MiB before, {after:.0f} MiB after")
            glass.tap(500, 900)
            window.wait_for("job/")
            time.sleep(1)
            glass.tap(*window.middle(window.wait_for("job/payment")))
            window.wait_for("back")
            print("and can be used")
        if settings.exists():
            problems.append("settings were changed without the PIN: " + settings.read_text())
        issued = [e for e in here.events() if e["kind"] == "ticket_issued"]
        most = TICKETS_AT_ONCE + TICKETS_A_MINUTE * minutes + 1
        print(f"{len(issued)} tickets; the flood is slowed to {most:.0f} at most")
        if len(issued) > most:
            problems.append("the flood of tickets was not slowed")
        if len({e["body"]["ticket"] for e in issued}) != len(issued):
            problems.append("a number was given twice")
        print(here.foyer("journal", "verify", "--data", here.data).strip())
        log = (here.folder / (DEVICE + ".out")).read_text(errors="replace")
        for sign in ("ERROR: AddressSanitizer", "runtime error:", "assertion failed"):
            if sign in log:
                problems.append(f"{sign} … in the kiosk's log")
        if problems:
            shutil.copy(here.folder / (DEVICE + ".out"), ROOT / "build/misuse-kiosk.log")
            print("the kiosk's log: build/misuse-kiosk.log")
    return problems


def main():
    options = parse_options()
    if missing := touch_screen.missing():
        sys.exit("no touchscreen can be made without the Debian packages: " + missing)
    problems = run(options)
    for problem in problems:
        print("WRONG:", problem)
    print("nothing wrong" if not problems else f"{len(problems)} wrong")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
