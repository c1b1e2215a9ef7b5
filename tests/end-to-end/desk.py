"""A clerk's desk for a test: a screen without a touchscreen or a mouse (Xvfb), real keys (XTEST, by xdotool), and a clerk
who looks before every key."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

sys.path.append(str(pathlib.Path(__file__).parent / "python"))

import foyer_client  # noqa: E402
import lobby  # noqa: E402

DEAF_S = 0.45  # A page that has just come takes no key for 400 ms, so that a double press acts once.
PIN = "471147"


def missing():
    """What is not installed, in words; empty if a desk can be made."""
    wanted = {"Xvfb": "xvfb", "xdotool": "xdotool"}
    return ", ".join(package for program, package in wanted.items() if shutil.which(program) is None)


def need(condition, what):
    """Not `assert`, which python3 -O leaves out."""
    if not condition:
        raise AssertionError(what)


class Desk:
    """Use as a context manager; `display` is for the environment of the programs."""

    def __init__(self, width, height):
        ready_read, ready_write = os.pipe()
        self._xvfb = subprocess.Popen(
            ["Xvfb", "-displayfd", str(ready_write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
            pass_fds=[ready_write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(ready_write)
        with os.fdopen(ready_read) as ready:
            number = ready.readline().strip()  # comes when the server is ready; ends empty if it died
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.display = ":" + number

    def __enter__(self):
        return self

    def __exit__(self, *_):
        lobby.Lobby.stop(self._xvfb)

    def xdotool(self, *words):
        return subprocess.run(["xdotool", *map(str, words)], capture_output=True, text=True, check=True,
                              env={**os.environ, "DISPLAY": self.display}, timeout=30).stdout


class Clerk:
    """One counter client: hands on its keys, eyes on its screen. There is no window manager: the window that is to have
    the keys is told so before they are pressed."""

    def __init__(self, desk, window):
        self.desk, self.window = desk, window
        self._id = None

    def _focus(self):
        if self._id is None:
            self._id = lobby.wait_for("its window", lambda: self.desk.xdotool(
                "search", "--pid", self.window.process.pid, "--name", "Foyer counter").split()[:1])[0]
        self.desk.xdotool("windowfocus", "--sync", self._id)

    def key(self, *names):
        """As xdotool calls them: "space", "Return", "slash", "F12", "a"."""
        self._focus()
        self.desk.xdotool("key", "--delay", "20", *names)

    def begin_key(self, name):
        """The process that presses it; it may not have yet."""
        self._focus()
        return subprocess.Popen(["xdotool", "key", name], env={**os.environ, "DISPLAY": self.desk.display})

    def type(self, text):
        self._focus()
        self.desk.xdotool("type", "--delay", "20", text)

    def see(self, *controls, text=None):
        """All of them are there, and the page takes keys."""
        def seen():
            found = [self.window.find(control) for control in controls]
            return all(found) and (text is None or self.window.shows(text))
        try:
            lobby.wait_for("", seen)
        except AssertionError:
            raise AssertionError(f"did not come: {controls} {text or ''}; there is\n" + self.screen()) from None
        # Not for the page to come, it is there: for the moment in which it takes no key.
        time.sleep(DEAF_S)

    def screen(self):
        return "\n".join(f"  {i['id']} {i['state']} {i['seen']}: {i['label']}" for i in self.window.items())

    def press(self, *names, then=(), text=None):
        self.key(*names)
        self.see(*([then] if isinstance(then, str) else then), text=text)

    def tick(self, control):
        """With Tab until the ring is on it, then Enter."""
        passed = []
        while not (focus := self.window.focused()).startswith(control):
            passed.append(focus)
            if len(passed) > 80:
                raise AssertionError(f"Tab never came to {control}: {passed}")
            self.key("Tab")
            lobby.wait_for(f"the ring to leave {focus}", lambda: self.window.focused() != focus)
        self.key("Return")
        lobby.wait_for(f"the tick of {control}", lambda: self.window.is_on(control))

    def sign_in(self, name, pin=PIN):
        self.see("sign-in")
        self.type(name)
        self.key("Tab")
        self.type(pin)
        self.press("Return", then="open")

    def ticket(self):
        """The number of the visit at this counter."""
        return next((i["label"] for i in self.window.items() if re.fullmatch(r"[A-Z]\d{3}", i["label"])), None)


class Kiosk:
    """Tickets without a screen: a device of docs/PROTOCOL.md."""

    def __init__(self, here, device="kiosk-1"):
        self.client = foyer_client.Client(here.enroll(device, "kiosk"))

    def issue(self, *services, language="en"):
        """The visit's number, and its ticket."""
        answer = self.client.ask("issue_ticket", {"services": list(services), "channel": "kiosk",
                                                  "language": language, "priority": "normal"})
        body = answer["events"][0]["body"]
        return body["visit"], body["ticket"]

    def close(self):
        self.client.close()


def bodies(here, visit):
    """What happened to a visit, in order: (kind, body)."""
    return [(e["kind"], e["body"]) for e in here.events() if e["body"].get("visit") == visit]


def kinds(here, visit):
    return [kind for kind, _ in bodies(here, visit)]


def steps_aside(happened):
    """Without the ticks, which are told a moment after the last one: how often depends on how fast she ticks."""
    return [kind for kind in happened if kind != "steps_done"]
