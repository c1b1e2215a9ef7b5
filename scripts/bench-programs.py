#!/usr/bin/python3
"""Measures the programs with windows, in a screen of their own (Xvfb): CPU when idle, memory, and the
time from a clerk's key press to the frame of the lobby display that shows the call.

The key is pressed through XTEST, so the way is the whole one: X server, counter client, queue server
with its commit, display, presented frame. docs/BENCHMARKS.md says how to read the figures.

    scripts/bench-programs.py --bin build/release/bin
    scripts/bench-programs.py --bin build/release/bin --seconds 30 --presses 100 --json figures.json
"""

import argparse
import ctypes
import ctypes.util
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib

import zmq

AIM_CPU_PERCENT = 1.0
AIM_KEY_P99_MS = 50.0


def main():
    options = parse_options()
    with tempfile.TemporaryDirectory(prefix="foyer-bench-") as folder:
        lobby = Lobby(options, pathlib.Path(folder))
        try:
            figures = measure(lobby, options)
        finally:
            lobby.stop()
    print_table(figures)
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps({"figures": figures}, indent=2) + "\n")


def parse_options():
    root = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, default=root / "build/release/bin",
                        help="folder of the programs (default: build/release/bin)")
    parser.add_argument("--site", type=pathlib.Path, default=root / "assets/sites/clarington")
    parser.add_argument("--seconds", type=float, default=30, help="how long idle CPU is measured")
    parser.add_argument("--presses", type=int, default=100, help="how often the key is pressed")
    parser.add_argument("--json", help="write the figures here as well")
    parser.add_argument("--keep-picture", help="write a picture of the screen here (PNG)")
    return parser.parse_args()


class Lobby:
    """Server, kiosk, counter client and display, each a process, on an X server of their own."""

    def __init__(self, options, folder):
        self.bin, self.site, self.folder = options.bin, options.site, folder
        self.data = folder / "data"
        self.processes = {}
        self.logs = []
        self.start_screen()
        self.foyer("keys", "init", "--data", self.data)
        self.start("queue-server", "foyer-queue-server", "--data", self.data, "--open-all-day", "--no-ticket-limit",
                   "--request-port", "0", "--event-port", "0")
        wait_for(lambda: (self.data / "endpoints.toml").exists(), "the server's endpoints")
        for name, role in (("kiosk-1", "kiosk"), ("lobby-1", "display"), ("counter-1", "counter")):
            self.foyer("keys", "enroll", name, "--role", role, "--data", self.data,
                       "--out", self.device(name))
        self.foyer("clerk", "add", "ann", "--name", "Ann", "--skills", "all", "--pin-from-stdin",
                   "--data", self.data, text="2468\n")

    def device(self, name):
        return self.folder / (name + ".device")

    def start_screen(self):
        read, write = os.pipe()
        self.launch("xvfb", ["Xvfb", "-displayfd", str(write), "-screen", "0", "4440x1920x24",
                             "-nolisten", "tcp"], pass_fds=[write])
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            sys.exit("Xvfb did not start")
        os.environ["DISPLAY"] = ":" + number
        os.environ.pop("WAYLAND_DISPLAY", None)

    def start_windows(self):
        self.frames = self.folder / "frames"
        self.start("kiosk", "foyer-kiosk", "--device", self.device("kiosk-1"), "--size", "1080x1920",
                   "--position", "0,0", "--borderless")
        self.start("counter-client", "foyer-counter-client", "--device", self.device("counter-1"),
                   "--counter", "counter-1", "--size", "1440x900", "--position", "1080,0",
                   "--borderless")
        self.start("display", "foyer-display", "--device", self.device("lobby-1"), "--display",
                   "lobby-1", "--size", "1920x1080", "--position", "2520,0", "--borderless",
                   "--mute", "--frame-log", self.frames)
        wait_for(lambda: self.frames.exists() and self.frames.stat().st_size > 0, "the display")

    def foyer(self, *arguments, text=None):
        subprocess.run([self.bin / "foyer", *map(str, arguments)], check=True, input=text, text=True,
                       stdout=subprocess.DEVNULL)

    def start(self, name, program, *arguments):
        self.launch(name, [self.bin / program, "--site", self.site, *arguments])

    def launch(self, name, command, pass_fds=()):
        log = open(self.folder / (name + ".log"), "wb")
        self.logs.append(log)
        # The clerk's preferences of this machine are none of ours.
        environment = dict(os.environ, HOME=str(self.folder), XDG_CONFIG_HOME=str(self.folder))
        self.processes[name] = subprocess.Popen(
            [str(part) for part in command], stdout=log, stderr=log, pass_fds=pass_fds,
            env=environment)

    def stop(self):
        for process in reversed(list(self.processes.values())):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        for log in self.logs:
            log.close()


class Device:
    """A client of docs/PROTOCOL.md with one request at a time."""

    def __init__(self, file):
        device = tomllib.loads(file.read_text())
        self.socket = zmq.Context.instance().socket(zmq.DEALER)
        self.socket.curve_serverkey = device["server_public_key"].encode()
        keys = device["keys"] if "keys" in device else device
        self.socket.curve_publickey = keys["public_key"].encode()
        self.socket.curve_secretkey = keys["secret_key"].encode()
        self.socket.rcvtimeo = 10_000
        self.socket.linger = 0
        self.socket.connect(device["request_endpoint"])
        self.count = 0

    def ask(self, command, **body):
        self.count += 1
        self.socket.send_json({"v": 1, "id": f"bench-{os.getpid()}-{self.count}",
                               "command": command, "body": body})
        answer = self.socket.recv_json()
        if not answer["ok"]:
            sys.exit(f"{command}: {answer['refusal']}")
        return answer


class Keyboard:
    """Keys through XTEST. The time of a press is taken just before it is sent."""

    def __init__(self):
        self.x11 = ctypes.CDLL(ctypes.util.find_library("X11"))
        self.xtest = ctypes.CDLL(ctypes.util.find_library("Xtst"))
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        for function in (self.x11.XFlush, self.x11.XSync, self.x11.XKeysymToKeycode,
                         self.x11.XSetInputFocus):
            function.argtypes = [ctypes.c_void_p] + [ctypes.c_ulong] * (len(function.argtypes or []))
        self.x11.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self.x11.XKeysymToKeycode.restype = ctypes.c_ubyte
        self.x11.XFlush.argtypes = [ctypes.c_void_p]
        self.xtest.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int,
                                                 ctypes.c_ulong]
        self.display = self.x11.XOpenDisplay(None)

    def press(self, character):
        code = self.x11.XKeysymToKeycode(self.display, ord(character))
        at_ms = time.monotonic() * 1000
        self.xtest.XTestFakeKeyEvent(self.display, code, 1, 0)
        self.xtest.XTestFakeKeyEvent(self.display, code, 0, 0)
        self.x11.XFlush(self.display)
        return at_ms


def focus(title):
    subprocess.run(["xdotool", "search", "--sync", "--name", title, "windowfocus"], check=True,
                   stdout=subprocess.DEVNULL)


def wait_for(condition, what, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            sys.exit(f"waited in vain for {what}")
        time.sleep(0.02)


def cpu_seconds(process):
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mib(process, key, file):
    for line in pathlib.Path(f"/proc/{process.pid}/{file}").read_text().splitlines():
        if line.startswith(key):
            return int(line.split()[1]) / 1024
    return math.nan


def quantile(values, share):
    return sorted(values)[max(math.ceil(share * len(values)), 1) - 1]


def measure(lobby, options):
    counter = Device(lobby.device("counter-1"))
    counter.ask("sign_in", clerk="ann", secret="2468")
    counter.ask("open_counter", counter="counter-1")
    kiosk = Device(lobby.device("kiosk-1"))
    for service in ("pay-property-tax", "general-question", "ask-recreation") * 4:
        kiosk.ask("issue_ticket", services=[service], channel="kiosk", language="en",
                  priority="normal")
    lobby.start_windows()
    figures = []
    watched = [name for name in lobby.processes if name != "xvfb"]
    # Fonts and first pages are loaded, animations are over.
    time.sleep(5)
    before = {name: cpu_seconds(lobby.processes[name]) for name in watched}
    time.sleep(options.seconds)
    for name in watched:
        process = lobby.processes[name]
        if process.poll() is not None:
            sys.exit(f"{name} has ended: {(lobby.folder / (name + '.log')).read_text()}")
        percent = 100 * (cpu_seconds(process) - before[name]) / options.seconds
        figures.append(figure(f"idle_cpu_{name}", f"{name}: CPU when idle", percent, "% core",
                              AIM_CPU_PERCENT))
        figures.append(figure(f"rss_{name}", f"{name}: memory, resident (RSS)",
                              memory_mib(process, "VmRSS:", "status"), "MiB"))
        figures.append(figure(f"pss_{name}", f"{name}: memory, its share (PSS)",
                              memory_mib(process, "Pss:", "smaps_rollup"), "MiB"))
    figures += key_to_display(lobby, options.presses)
    if options.keep_picture:
        subprocess.run(["import", "-window", "root", options.keep_picture], check=True)
    return figures


def key_to_display(lobby, presses):
    keyboard = Keyboard()
    focus("Foyer counter")
    latencies = []
    for _ in range(presses):
        pressed_ms = keyboard.press(" ")
        # Pacing, not waiting: what happened is read from the display's own log afterwards.
        time.sleep(0.6)
        latencies.append(first_call_after(lobby.frames, pressed_ms) - pressed_ms)
        keyboard.press("z")  # Taken back: the same visit can be called again.
        time.sleep(0.6)
    return [
        figure("key_to_display_p50", "key press to changed display, p50", quantile(latencies, 0.5),
               "ms"),
        figure("key_to_display_p99", f"key press to changed display, p99 of {presses}",
               quantile(latencies, 0.99), "ms", AIM_KEY_P99_MS),
        figure("key_to_display_max", "key press to changed display, slowest", max(latencies), "ms"),
    ]


def first_call_after(frames, pressed_ms):
    """When the first frame with another newest ticket was presented."""
    newest = ""
    for line in frames.read_text().splitlines():
        at_ms, _, ticket = line.partition("\t")
        if float(at_ms) < pressed_ms:
            newest = ticket
        elif ticket != newest:
            return float(at_ms)
    sys.exit("the display did not show the call; is the counter client's window focused?")


def figure(name, what, value, unit, aim=None):
    result = {"name": name, "what": what, "value": round(value, 3), "unit": unit}
    if aim is not None:
        result.update(aim=aim, met=value <= aim)
    return result


def print_table(figures):
    width = max(len(entry["what"]) for entry in figures)
    for entry in figures:
        aim = ""
        if "aim" in entry:
            aim = f"<= {entry['aim']:g} " + ("met" if entry["met"] else "MISSED")
        print(f"{entry['what']:<{width}}  {entry['value']:>9.2f} {entry['unit']:<6} {aim}".rstrip())
    print(f"load {os.getloadavg()[0]:.2f}, {os.cpu_count()} processors")


if __name__ == "__main__":
    if shutil.which("Xvfb") is None:
        sys.exit("Xvfb is missing; scripts/run.sh installs it")
    main()
