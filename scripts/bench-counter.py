#!/usr/bin/python3
"""Measures the counter client: from a key's coming down to other pixels on the screen, and to the page that the server's
answer makes.

On a screen of its own, as bench-kiosk.py has it: a real X server without a graphics card, a keyboard at its input driver, and
a second client that is told of drawing and compares pixels. Server and journal are real. A limit that is missed is said, and
fails nothing. docs/BENCHMARKS.md says how to read the figures.

    scripts/bench-counter.py                         about 300 keys (6 minutes)
    scripts/bench-counter.py --visits 1 --details    every key of one visit on a line of its own
    scripts/bench-counter.py --size 3840x2160 --json figures.json
"""

import argparse
import json
import os
import pathlib
import random
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/end-to-end"))

import desk  # noqa: E402
import lobby as lobbies  # noqa: E402
import screen_watch  # noqa: E402
import touch_screen  # noqa: E402
from bench_figures import cpu_ms, figure, quantile  # noqa: E402

COUNTER = "counter-1"
LIMIT_P99_MS = 50
REACTION_S = 0.6  # Within this after a clock has moved on, only a key moves anything.
WAITING = 20      # In the line beside the customer: a lobby that is at work.

# One visit with two needs. A key, and, where the server answers, what is there then.
VISIT = [
    ("space", "start"), ("space", "finish"),
    "1", "1", "k", "k", "p", "Down", "3", "Escape",
    "a", "m", "a", "r", "Escape", "t", "p", "a", "y", "BackSpace", "Escape",
    "/", "f", "e", "n", "Return", "k", "Escape", "F8", "Escape",
    "space", "i", "1", "r", "Down", "r", ("space", "break"),
    "l", "Down", "Up", "b", "Down", "Escape",
]


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build/release/bin",
                        help="folder of the programs (default: build/release/bin)")
    parser.add_argument("--site", type=pathlib.Path, default=ROOT / "assets/sites/clarington")
    parser.add_argument("--size", default="1920x1080", help="of the window (default: 1920x1080)")
    parser.add_argument("--visits", type=int, default=7, help=f"of {len(VISIT)} keys each (default: 7)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments between two ticks of the clock")
    parser.add_argument("--details", action="store_true", help="every key on a line of its own")
    parser.add_argument("--json", help="write the figures here as well")
    options = parser.parse_args()
    options.size = tuple(int(part) for part in options.size.split("x"))
    return options


class Counter:
    """A counter client that fills a screen of its own, and a hand on its keyboard."""

    def __init__(self, here, options):
        self.glass = touch_screen.TouchScreen(*options.size)
        self.watch = screen_watch.ScreenWatch(self.glass.display, (0, 0, *options.size))
        self.window = here.window("foyer-counter-client", COUNTER, self.glass.display, options.size, (0, 0), "--counter",
                                  COUNTER, pictures=False)
        self.chance = random.Random(options.seed)
        self.keys = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        lobbies.Lobby.stop(self.window.process)
        self.watch.close()
        self.glass.__exit__()

    def sign_in(self):
        self.window.wait_for("sign-in")
        time.sleep(desk.DEAF_S)
        self.glass.focus(self.glass.width // 2, 5)
        self.glass.type("clerk-1")
        self.glass.key("Tab")
        self.glass.type(desk.PIN)
        self.glass.key("Return")
        self.window.wait_for("open")
        time.sleep(desk.DEAF_S)
        self.glass.key("space")
        self.window.wait_for("call-next")
        time.sleep(desk.DEAF_S)

    def _let_the_clock_tick(self):
        """Most pages show seconds. A key is pressed some time after they moved on and well before they do again, so that
        what moves is the key's doing."""
        self.watch.settle(0.1)
        self.watch.remember()
        self.watch.changed(1.1)
        time.sleep(self.chance.uniform(0.05, 0.3))

    def _changed_to(self, then, changed):
        """When the page with this control was drawn: first the button looks pressed, what the server's answer makes comes
        after it. The list of a screen is written just behind the drawing."""
        end = time.monotonic() + REACTION_S
        while changed is not None and time.monotonic() < end:
            if self.window.find(then):
                return changed
            self.watch.go_on()
            changed = self.watch.changed(0.03) or changed
        sys.exit(f"no {then}; there is {[i['id'] for i in self.window.items()]}")

    def press(self, key, then=None):
        self._let_the_clock_tick()
        told = {"key": key, "then": then, "answer": None}
        before = cpu_ms(self.window.process.pid)
        self.watch.remember()
        begun = time.monotonic()
        self.glass.key_down(key)
        changed = self.watch.changed(REACTION_S)
        told["first"] = None if changed is None else (changed - begun) * 1000
        if then is not None:
            told["answer"] = (self._changed_to(then, changed) - begun) * 1000
        self.glass.key_up(key)
        time.sleep(desk.DEAF_S)
        told["cpu"] = cpu_ms(self.window.process.pid) - before
        self.keys.append(told)

    def serve(self):
        for step in VISIT:
            self.press(*([step] if isinstance(step, str) else step))


def main():
    options = parse_options()
    if missing := touch_screen.missing():
        sys.exit("no screen can be made without the Debian packages: " + missing)
    with lobbies.Lobby(options.bin, options.site) as here:
        here.enroll(COUNTER, "counter")
        here.add_clerk("clerk-1", desk.PIN)
        here.start_server()
        kiosk = desk.Kiosk(here)
        for _ in range(WAITING + options.visits):
            kiosk.issue("pay-property-tax", "pay-parking-permit")
        with Counter(here, options) as counter:
            counter.sign_in()
            for _ in range(options.visits):
                counter.serve()
            keys = counter.keys
        kiosk.close()
    if options.details:
        for key in keys:
            first, answer = (["-" if key[k] is None else f"{key[k]:.1f}" for k in ("first", "answer")])
            print(f"    {key['key']:<10} {first:>7}  {answer:>7} {key['then'] or '':<12} cpu {key['cpu']:.1f}")
    first = [key["first"] for key in keys if key["first"] is not None]
    answers = [key["answer"] for key in keys if key["answer"] is not None]
    what = "{} × {}".format(*options.size)
    print(f"    {len(keys)} keys, {len(keys) - len(first)} changed nothing; slowest at "
          f"{max(keys, key=lambda k: k['first'] or 0)['key']}")
    figures = [
        figure("key_p50", f"key to changed pixels, {what}, p50", quantile(first, 0.5), "ms"),
        figure("key_p99", f"… p99 of {len(first)}", quantile(first, 0.99), "ms", LIMIT_P99_MS),
        figure("key_max", "… slowest", max(first), "ms"),
        figure("key_answer_p50", "key to the page of the server's answer, p50", quantile(answers, 0.5), "ms"),
        figure("key_answer_max", f"… slowest of {len(answers)}", max(answers), "ms", LIMIT_P99_MS),
        figure("key_cpu_p50", "processor time of a key with all that moves after it, p50",
               quantile([key["cpu"] for key in keys], 0.5), "ms"),
    ]
    print(f"load {os.getloadavg()[0]:.2f}, {os.cpu_count()} processors")
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps({"figures": figures}, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
