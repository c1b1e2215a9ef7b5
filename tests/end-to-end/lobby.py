"""A lobby of real programs for a test: server, windows, keys, clerks, in a folder that goes away."""

import contextlib
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

WAIT_S = 60  # A machine that builds at the same time is slow; nothing here is a measurement.


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(what, check, timeout_s=WAIT_S):
    """The first true value of check(); fails with `what` when it does not come."""
    end = time.monotonic() + timeout_s
    while time.monotonic() < end:
        value = check()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError("did not come: " + what)


class Screen:
    """What one program's window shows, by its --screen-list."""

    def __init__(self, process, list_file, picture, position):
        self.process, self._list, self.picture, self._position = process, list_file, picture, position

    def items(self):
        if self.process.poll() is not None:
            raise AssertionError(f"{self.process.args[0]} ended with {self.process.returncode}")
        try:
            lines = self._list.read_text().splitlines()
        except FileNotFoundError:
            return []
        names = ("role", "id", "state", "x", "y", "w", "h", "label", "seen")
        return [dict(zip(names, line.split("\t"))) for line in lines]

    def seconds_since_change(self):
        return time.time() - self._list.stat().st_mtime

    def find(self, control):
        """The enabled control with this id, or the first whose id begins with it (`job/`)."""
        for item in self.items():
            same = item["id"] == control or (control.endswith("/") and item["id"].startswith(control))
            if same and item["state"] == "enabled":
                return item
        return None

    def is_on(self, control):
        """Whether it is ticked, or chosen."""
        item = self.find(control)
        return item is not None and "on" in item["seen"].split()

    def focused(self):
        """The id of the control with the ring of the keys; empty where there is none."""
        return next((i["id"] for i in self.items() if "focus" in i.get("seen", "").split()), "")

    def shows(self, text):
        return next((i for i in self.items() if text in i["label"]), None)

    def wait_for(self, control):
        return wait_for(f"control {control}", lambda: self.find(control))

    def wait_shows(self, text):
        return wait_for(f"text {text!r} on {self.picture.stem}", lambda: self.shows(text))

    def middle(self, item):
        """In pixels of the whole screen."""
        return (self._position[0] + int(item["x"]) + int(item["w"]) // 2,
                self._position[1] + int(item["y"]) + int(item["h"]) // 2)

    def take_picture(self):
        """A picture that was taken after this call, with everything shown now in it."""
        before = self.picture.stat().st_mtime_ns if self.picture.exists() else 0
        def newer():
            return self.picture.exists() and self.picture.stat().st_mtime_ns > before
        wait_for("a picture", newer)
        before = self.picture.stat().st_mtime_ns
        wait_for("another picture", newer)
        return self.picture


class Lobby:
    def __init__(self, programs, site):
        self._programs, self._site = pathlib.Path(programs), site
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="foyer-lobby-"))
        self.data = self.folder / "data"
        self._ports = (free_port(), free_port())
        self.server = None
        self._screens = []
        self.programs_for = {}  # Of a device, where it is another build.
        self.foyer("keys", "init", "--data", self.data)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for screen in self._screens:
            self.stop(screen.process)
        if self.server:
            self.stop(self.server)
        if not os.environ.get("FOYER_KEEP"):
            shutil.rmtree(self.folder)

    @staticmethod
    def stop(process):
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def program(self, name):
        return self._programs / name

    def foyer(self, *words, text=None):
        result = subprocess.run([self._programs / "foyer", *map(str, words)], input=text, text=True,
                                capture_output=True, timeout=WAIT_S)
        if result.returncode != 0:
            raise AssertionError(f"foyer {' '.join(map(str, words))}: {result.stderr}")
        return result.stdout

    def enroll(self, device, role):
        file = self.folder / (device + ".device")
        self.foyer("keys", "enroll", device, "--role", role, "--data", self.data, "--out", file,
                   "--request-endpoint", f"tcp://127.0.0.1:{self._ports[0]}",
                   "--event-endpoint", f"tcp://127.0.0.1:{self._ports[1]}")
        return file

    def add_clerk(self, clerk, pin):
        self.foyer("clerk", "add", clerk, "--name", "Clerk", "--skills", "all", "--pin-from-stdin",
                   "--data", self.data, text=pin + "\n")

    def start_server(self, limited=False):
        """`limited`: a kiosk gets only as many tickets as people can take."""
        endpoints = self.data / "endpoints.toml"
        with contextlib.suppress(FileNotFoundError):
            endpoints.unlink()
        log = open(self.folder / "server.out", "ab")
        self.server = subprocess.Popen(
            [self._programs / "foyer-queue-server", "--data", self.data, "--site", self._site,
             "--open-all-day", *([] if limited else ["--no-ticket-limit"]), "--request-port", str(self._ports[0]),
             "--event-port", str(self._ports[1])], stdout=log, stderr=log)
        log.close()
        wait_for("the server", endpoints.exists)

    def kill_server(self):
        """As a power cut would."""
        self.server.kill()
        self.server.wait()

    def window(self, program, name, display, size, position, *options, pictures=True):
        """`pictures`: one a second, which costs the program a tenth of that."""
        log = open(self.folder / (name + ".out"), "wb")
        picture = self.folder / (name + ".png")
        screen_list = self.folder / (name + ".list")
        taken = ["--screenshot", picture, "--screenshot-every", "1"] if pictures else []
        process = subprocess.Popen(
            [self.programs_for.get(name, self._programs / program), "--device", self.folder / (name + ".device"), "--site", self._site,
             "--size", "{}x{}".format(*size), "--position", "{},{}".format(*position),
             "--screen-list", screen_list, *taken, *options],
            stdout=log, stderr=log, env={**os.environ, "DISPLAY": display, "SDL_AUDIODRIVER": "dummy",
                                            "XDG_STATE_HOME": str(self.folder / "state")})
        log.close()
        screen = Screen(process, screen_list, picture, position)
        self._screens.append(screen)
        return screen

    def events(self):
        """The journal's events, oldest first."""
        import json
        out = self.foyer("journal", "show", "--data", self.data, "--json")
        return [json.loads(line) for line in out.splitlines()]
