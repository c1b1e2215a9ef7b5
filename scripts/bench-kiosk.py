#!/usr/bin/python3
"""Measures the kiosk against its limits, on a screen of its own: touch to changed pixels, touch to printed bytes, cold
start, memory, CPU when idle.

The screen is a real X server without a graphics card (Xorg, driver `dummy`) with a touchscreen (driver `inputtest`): the
kiosk's software renderer paints all pixels. Server, journal and printer (a socket) are real. A limit that is missed is
said, and fails nothing. docs/BENCHMARKS.md says how to read the figures.

    scripts/bench-kiosk.py                              everything, both orientations (about 25 minutes)
    scripts/bench-kiosk.py --quick                      few touches and seconds: whether it works
    scripts/bench-kiosk.py --only touch,print --json figures.json
"""

import argparse
import json
import os
import pathlib
import socket
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/end-to-end"))

import lobby as lobbies  # noqa: E402
import screen_watch  # noqa: E402
import touch_screen  # noqa: E402
from bench_figures import cpu_ms, figure, memory_mib, quantile  # noqa: E402

PARTS = ["start", "touch", "print", "memory", "idle"]
UPRIGHT, WIDE = (1080, 1920), (1920, 1080)
DEVICE = "kiosk-main"
LANGUAGES = ["en", "fr", "ur", "zh-Hant", "ta", "ar", "hi", "pl", "vi", "pa", "es", "pt", "tl", "zh-Hans"]

LIMIT_TOUCH_P99_MS = 50
LIMIT_PRINT_MS = 300
LIMIT_START_MS = 2000
LIMIT_MEMORY_MIB = 150
LIMIT_IDLE_PERCENT = 1.0

DEAF_S = 0.42     # A page that has just come takes no touch for 400 ms.
REACTION_S = 1.0  # What has not changed a pixel by then changes none.


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build/release/bin",
                        help="folder of the programs (default: build/release/bin)")
    parser.add_argument("--site", type=pathlib.Path, default=ROOT / "assets/sites/city-hall",
                        help="its kiosk must be called " + DEVICE)
    parser.add_argument("--only", default=",".join(PARTS), help="what to measure (default: all): " + ",".join(PARTS))
    parser.add_argument("--touches", type=int, default=500, help="in each orientation, at least (default: 500)")
    parser.add_argument("--starts", type=int, default=10, help="how often the kiosk is started (default: 10)")
    parser.add_argument("--prints", type=int, default=30, help="how many tickets are printed (default: 30)")
    parser.add_argument("--people", type=int, default=60, help="an hour of them, one after the other (default: 60)")
    parser.add_argument("--seconds", type=float, default=60, help="how long idle CPU is measured (default: 60)")
    parser.add_argument("--drop-caches", action="store_true",
                        help="empties the machine's file cache before each start (root only, slows all else down)")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    parser.add_argument("--details", action="store_true", help="every touch on a line of its own")
    parser.add_argument("--json", help="write the figures here as well")
    options = parser.parse_args()
    options.only = options.only.split(",")
    if unknown := set(options.only) - set(PARTS):
        parser.error(f"--only knows {', '.join(PARTS)}, not {', '.join(sorted(unknown))}")
    if options.quick:
        options.touches, options.starts, options.prints = 50, 3, 4
        options.people, options.seconds = 6, 6
    return options


# --- the kiosk and the hand in front of it

class Kiosk:
    """A kiosk that fills a screen of its own, and a finger that knows where its controls are."""

    def __init__(self, here, size, *options):
        self.here, self.size = here, size
        self.glass = touch_screen.TouchScreen(*size)
        self.watch = screen_watch.ScreenWatch(self.glass.display, (0, 0, *size))
        self.touches = []
        self.start(*options)

    def start(self, *options):
        (self.here.folder / (DEVICE + ".list")).unlink(missing_ok=True)
        self.options = options
        self.started_at = time.monotonic()
        self.window = self.here.window("foyer-kiosk", DEVICE, self.glass.display, self.size, (0, 0), "--fullscreen",
                                       "--speech", "never", *options, pictures=False)

    def close(self):
        lobbies.Lobby.stop(self.window.process)
        self.watch.close()
        self.glass.__exit__()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    @property
    def pid(self):
        return self.window.process.pid

    def wait_for(self, control):
        return lobbies.wait_for(f"control {control}; there is {[i['id'] for i in self.window.items()]}",
                                lambda: self.window.find(control), timeout_s=30)

    def place_of(self, control):
        """Where it is when the page stands still: a language or a text size moves it."""
        while True:
            before = self.wait_for(control)
            self.watch.settle(0.05)
            if (now := self.window.find(control)) == before:
                return now, self.window.middle(now)

    def tap(self, control):
        """A touch that is not measured."""
        self.glass.tap(*self.place_of(control)[1])
        self.watch.settle(0.15)
        time.sleep(DEAF_S)

    def measured_tap(self, control):
        """Finger down, and off again: both are to be seen."""
        item, place = self.place_of(control)
        touch = {"control": item["id"], "at": time.monotonic() - self.started_at}
        before = cpu_ms(self.pid)
        for way, act in (("down", self.glass.down), ("up", self.glass.up)):
            self.watch.remember()
            begun = time.monotonic()
            act(*place)
            changed = self.watch.changed(REACTION_S if way == "up" else 0.15)
            touch[way] = None if changed is None else (changed - begun) * 1000
        self.watch.settle(0.1)
        touch["cpu"] = cpu_ms(self.pid) - before
        self.touches.append(touch)
        time.sleep(DEAF_S)

    def letters(self):
        """The letters on the keys of the screen, whatever the script."""
        words = ("key/delete", "key/layer", "key/script", "key/more", "key/space", "key/hide")
        return [i["id"] for i in self.window.items() if i["id"].startswith("key/") and i["id"] not in words]

    def walk(self, steps, tap):
        """A control that is not there is looked for on the further parts of the page."""
        for step in steps:
            if step == "type":
                for key in self.letters()[2:7]:
                    tap(key)
                continue
            optional = step.endswith("?")
            control = step.rstrip("?")
            for _ in range(20):
                if optional or self.window.find(control) or not self.window.find("more"):
                    break
                tap("more")
            if not optional or self.window.find(control):
                tap(control)


def person(language, number):
    """What one person touches. All kinds of pages come in it, each language begins on home."""
    begin = ["access/language", "sheet/language/" + language]
    ticket = ["job/payment", "service/pay-property-tax", "for-you", "need/step_free", "need/", "back", "get-ticket", "done"]
    looking = ["access/text", "access/text", "job/approval", "service/", "back?", "back?", "access/text", "access/text",
               "access/text", "access/contrast", "job/inquiry", "access/low", "access/low", "back?", "access/contrast"]
    search = ["search", "type", "clear", "type", "service/?", "back?", "key/hide?", "back?"]
    way = ["find", "place/", "level/?", "way/shortest", "way/step_free", "start-over"]
    steady = ["access/motion", "access/motion", "access/time", "access/time"]
    walks = [ticket, looking, search, way, steady]
    return begin + walks[number % len(walks)]


def walk_people(kiosk, count, tap):
    for number in range(count):
        kiosk.walk(person(LANGUAGES[number % len(LANGUAGES)], number), tap)
        if kiosk.window.find("start-over"):
            tap("start-over")


def open_lobby(options):
    here = lobbies.Lobby(options.bin, options.site)
    here.enroll(DEVICE, "kiosk")
    here.add_clerk("clerk-1", "471147")
    here.start_server()
    return here


# --- what is measured

def measure_touch(options, size, name, what):
    """From the event at the X server's input driver to other pixels on the X server's screen."""
    with open_lobby(options) as here, Kiosk(here, size, "--rest-after", "0") as kiosk:
        kiosk.wait_for("job/")
        kiosk.watch.settle(0.5)
        number = 0
        while len(kiosk.touches) < options.touches:
            walk_people_from(kiosk, number)
            number += 1
        touches = kiosk.touches
    if options.details:
        for touch in touches:
            told = ["-" if touch[way] is None else f"{touch[way]:.1f}" for way in ("down", "up")]
            print(f"    {touch['control']:<32} down {told[0]:>7}  up {told[1]:>7}  cpu {touch['cpu']:.1f}")
    down = [t["down"] for t in touches if t["down"] is not None]
    up = [t["up"] for t in touches if t["up"] is not None]
    both = down + up
    slowest = max(touches, key=lambda t: max(t["down"] or 0, t["up"] or 0))
    print(f"    {len(touches)} touches; {len(both)} changes seen; slowest at {slowest['control']}")
    return [
        figure(f"touch_{name}_down_p50", f"touch to changed pixels, {what}: finger down, p50", quantile(down, 0.5), "ms"),
        figure(f"touch_{name}_up_p50", f"… finger lifted (the next page), p50", quantile(up, 0.5), "ms"),
        figure(f"touch_{name}_p99", f"… both, p99 of {len(both)}", quantile(both, 0.99), "ms", LIMIT_TOUCH_P99_MS),
        figure(f"touch_{name}_max", "… both, slowest", max(both), "ms"),
        figure(f"touch_{name}_cpu_p50", "… processor time of a touch with all that moves after it, p50",
               quantile([t["cpu"] for t in touches], 0.5), "ms"),
    ]


def walk_people_from(kiosk, number):
    kiosk.walk(person(LANGUAGES[number % len(LANGUAGES)], number), kiosk.measured_tap)
    if kiosk.window.find("start-over"):
        kiosk.measured_tap("start-over")


def measure_start(options):
    """From the start of the process to home on the screen, and to home that knows the lobby."""
    shown, usable, cold = [], [], []
    with open_lobby(options) as here:
        for round_ in range(options.starts + (2 if options.drop_caches else 0)):
            dropped = round_ >= options.starts
            if dropped:
                subprocess.run(["sync"], check=True)
                pathlib.Path("/proc/sys/vm/drop_caches").write_text("3\n")
            glass = touch_screen.TouchScreen(*UPRIGHT)
            watch = screen_watch.ScreenWatch(glass.display, (0, 0, *UPRIGHT))
            watch.remember()
            list_file = here.folder / (DEVICE + ".list")
            list_file.unlink(missing_ok=True)
            begun = time.monotonic()
            window = here.window("foyer-kiosk", DEVICE, glass.display, UPRIGHT, (0, 0), "--fullscreen", "--speech", "never",
                                 pictures=False)
            first, place = None, None
            while place is None and time.monotonic() < begun + 30:
                at = watch.changed(0.005)
                first = first or at
                place = window.find("job/")
            # Usable is what takes a touch: the page that it opens is the proof.
            while window.find("job/") and time.monotonic() < begun + 30:
                glass.tap(*window.middle(place))
                time.sleep(0.01)
            answered = time.monotonic()
            lobbies.wait_for("a page", lambda: window.find("back"), timeout_s=30)
            lobbies.Lobby.stop(window.process)
            watch.close()
            glass.__exit__()
            if dropped:
                cold.append((answered - begun) * 1000)
            else:
                shown.append((first - begun) * 1000)
                usable.append((answered - begun) * 1000)
    figures = [
        figure("start_shown", "start to first pixels, p50", quantile(shown, 0.5), "ms"),
        figure("start_usable", f"start to a page opened by touch, slowest of {len(usable)}", max(usable), "ms",
               LIMIT_START_MS)]
    if cold:
        figures.append(figure("start_cold", f"… with nothing in the file cache, slowest of {len(cold)}", max(cold), "ms",
                              LIMIT_START_MS))
    return figures


class SocketPrinter:
    """A network printer: takes bytes, and answers every question for its state with "all is well"."""

    def __init__(self):
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = "tcp:127.0.0.1:%d" % self._listener.getsockname()[1]
        self.chunks = []  # when, how many bytes
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._read, args=(line,), daemon=True).start()

    def _read(self, line):
        with line:
            while data := line.recv(1 << 16):
                # DLE EOT n: how are you? GS r n: are you done? Always last, it waits for the answer.
                for question, answer in ((b"\x10\x04", b"\x12"), (b"\x1dr", b"\x00")):
                    if data[-3:-1] == question:
                        line.sendall(answer)
                        data = data[:-3]
                if data:
                    self.chunks.append((time.monotonic(), len(data)))

    def close(self):
        self._listener.close()


def measure_print(options):
    """From the finger's lifting off "Get my ticket" to the last byte at the printer, commit and all."""
    times, sizes = [], []
    printer = SocketPrinter()
    with open_lobby(options) as here, \
            Kiosk(here, UPRIGHT, "--printer", printer.address, "--rest-after", "0") as kiosk:
        for number in range(options.prints):
            language = LANGUAGES[number % len(LANGUAGES)]
            kiosk.walk(["access/language", "sheet/language/" + language, "job/payment", "service/pay-property-tax"], kiosk.tap)
            place = kiosk.window.middle(kiosk.wait_for("get-ticket"))
            kiosk.glass.down(*place)
            printer.chunks.clear()
            begun = time.monotonic()
            kiosk.glass.up(*place)
            kiosk.wait_for("done")
            time.sleep(1.0)  # Far more than the limit: what came until then was all.
            paper = [chunk for chunk in printer.chunks if chunk[0] > begun]
            sizes.append(sum(size for _, size in paper))
            if sizes[-1] < 10_000:
                sys.exit(f"the printer got {sizes[-1]} bytes for a ticket in {language}")
            times.append((paper[-1][0] - begun) * 1000)
            kiosk.tap("done")
    printer.close()
    print(f"    {len(times)} tickets of {min(sizes) // 1000} to {max(sizes) // 1000} kB in {min(len(times), len(LANGUAGES))} languages")
    return [figure("print_p50", "touch to the last byte at the printer, p50", quantile(times, 0.5), "ms"),
            figure("print_max", f"… slowest of {len(times)}", max(times), "ms", LIMIT_PRINT_MS)]


def measure_memory(options):
    """After every kind of page in all languages, and after an hour's worth of people."""
    with open_lobby(options) as here, Kiosk(here, UPRIGHT, "--rest-after", "0") as kiosk:
        kiosk.wait_for("job/")
        walk_people(kiosk, min(options.people, len(LANGUAGES) * 2), kiosk.tap)
        early = memory_mib(kiosk.pid, "VmRSS:", "status")
        walk_people(kiosk, max(0, options.people - len(LANGUAGES) * 2), kiosk.tap)
        late = memory_mib(kiosk.pid, "VmRSS:", "status")
        return [
            figure("memory_walked", "memory (RSS) after all kinds of pages in all languages", early, "MiB", LIMIT_MEMORY_MIB),
            figure("memory_rss", f"memory (RSS) after {options.people} people", late, "MiB", LIMIT_MEMORY_MIB),
            figure("memory_pss", "… its share (PSS)", memory_mib(kiosk.pid, "Pss:", "smaps_rollup"), "MiB"),
            figure("memory_peak", "… the most there ever was (RSS)", memory_mib(kiosk.pid, "VmHWM:", "status"), "MiB",
                   LIMIT_MEMORY_MIB)]


def idle_percent(kiosk, seconds):
    before, begun = cpu_ms(kiosk.pid), time.monotonic()
    time.sleep(seconds)
    return (cpu_ms(kiosk.pid) - before) / (time.monotonic() - begun) / 10


def measure_idle(options):
    figures = []
    with open_lobby(options) as here:
        with Kiosk(here, UPRIGHT, "--rest-after", "0") as kiosk:
            kiosk.wait_for("job/")
            time.sleep(3)
            figures.append(figure("idle_home", "CPU on home, nobody there", idle_percent(kiosk, options.seconds),
                                  "% core", LIMIT_IDLE_PERCENT))
            kiosk.walk(["job/payment", "service/pay-property-tax", "get-ticket", "done"], kiosk.tap)
            time.sleep(3)
            figures.append(figure("idle_after", "CPU on home after a ticket", idle_percent(kiosk, options.seconds),
                                  "% core", LIMIT_IDLE_PERCENT))
        with Kiosk(here, UPRIGHT, "--rest-after", "2") as kiosk:
            kiosk.wait_for("job/")
            lobbies.wait_for("the rest screen", lambda: not kiosk.window.find("job/"))
            time.sleep(3)
            figures.append(figure("idle_rest", "CPU on the rest screen", idle_percent(kiosk, options.seconds), "% core",
                                  LIMIT_IDLE_PERCENT))
    return figures


def main():
    options = parse_options()
    if missing := touch_screen.missing():
        sys.exit("no touchscreen can be made without the Debian packages: " + missing)
    figures = []
    for part in options.only:
        if part == "touch":
            figures += measure_touch(options, UPRIGHT, "upright", "1080 × 1920")
            figures += measure_touch(options, WIDE, "wide", "1920 × 1080")
        else:
            figures += {"start": measure_start, "print": measure_print, "memory": measure_memory,
                        "idle": measure_idle}[part](options)
    print(f"load {os.getloadavg()[0]:.2f}, {os.cpu_count()} processors")
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps({"figures": figures}, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
