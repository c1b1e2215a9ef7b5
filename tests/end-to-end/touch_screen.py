"""A real X server with a touchscreen and a keyboard that a test can use.

Xorg with Debian's drivers `dummy` (a screen) and `inputtest` (input devices fed over a socket): what arrives in
the programs are real XI2 touches and keys, as from hardware. Xvfb has no touchscreen.
"""

import os
import pathlib
import shutil
import socket
import struct
import subprocess
import tempfile

XORG = "/usr/lib/xorg/Xorg"
DRIVER = "/usr/lib/xorg/modules/input/inputtest_drv.so"

CLIENT_VERSION, WAIT_FOR_SYNC, _, _, _, KEY, TOUCH = range(7)
TOUCH_BEGIN, TOUCH_UPDATE, TOUCH_END = 18, 19, 20  # XI_TouchBegin, XI_TouchUpdate, XI_TouchEnd
VALUATORS_MAX = 64
AXIS_MAX = 0xFFFF

# As Xorg counts without udev (rules "base"): the arrows are not the kernel's code + 8.
KEYCODES = {"Escape": 9, "BackSpace": 22, "Tab": 23, "Return": 36, "space": 65, "-": 20, "/": 61,
            "F2": 68, "F4": 70, "F8": 74, "F12": 96, "Up": 98, "Left": 100, "Right": 102, "Down": 104}
for first, row in ((10, "1234567890"), (24, "qwertyuiop"), (38, "asdfghjkl"), (52, "zxcvbnm")):
    KEYCODES.update({sign: first + i for i, sign in enumerate(row)})

CONFIG = """
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 262144
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 1-2000
  VertRefresh 1-2000
  Modeline "{w}x{h}" 200 {w} {w1} {w2} {w3} {h} {h1} {h2} {h3}
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "{w}x{h}"
    Virtual {w} {h}
  EndSubSection
EndSection
Section "InputDevice"
  Identifier "touch"
  Driver "inputtest"
  Option "SocketPath" "{folder}/touch"
  Option "DeviceType" "Touch"
  Option "TouchCount" "5"
EndSection
Section "InputDevice"
  Identifier "keyboard"
  Driver "inputtest"
  Option "SocketPath" "{folder}/keyboard"
  Option "DeviceType" "Keyboard"
EndSection
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
  InputDevice "touch" "SendCoreEvents"
  InputDevice "keyboard" "CoreKeyboard"
EndSection
"""


def missing():
    """What is not installed, in words; empty if a touchscreen can be made."""
    wanted = [(XORG, "xserver-xorg-core"), (DRIVER, "xserver-xorg-core"),
              ("/usr/lib/xorg/modules/drivers/dummy_drv.so", "xserver-xorg-video-dummy")]
    return ", ".join(sorted({package for path, package in wanted if not os.path.exists(path)}))


class _Device:
    def __init__(self, path):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(20)
        self._socket.connect(str(path))
        self._send(CLIENT_VERSION, struct.pack("<HH", 1, 1))
        self._receive()

    def _send(self, kind, body):
        self._socket.sendall(struct.pack("<II", 8 + len(body), kind) + body)

    def _receive(self):
        head = self._socket.recv(8, socket.MSG_WAITALL)
        length, _ = struct.unpack("<II", head)
        if length > 8:
            self._socket.recv(length - 8, socket.MSG_WAITALL)

    def send(self, kind, body):
        """Returns when the X server has dealt with it."""
        self._send(kind, body)
        self._send(WAIT_FOR_SYNC, b"")
        self._receive()

    def close(self):
        self._socket.close()


class TouchScreen:
    """Use as a context manager; `display` is for the environment of the programs."""

    def __init__(self, width, height):
        self.width, self.height = width, height
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="foyer-screen-"))
        config = self._folder / "xorg.conf"
        config.write_text(CONFIG.format(
            w=width, w1=width + 8, w2=width + 16, w3=width + 32,
            h=height, h1=height + 4, h2=height + 8, h3=height + 16, folder=self._folder))
        ready_read, ready_write = os.pipe()
        self._log = open(self._folder / "output", "wb")
        self._xorg = subprocess.Popen(
            [XORG, "-config", str(config), "-displayfd", str(ready_write), "-noreset", "-nolisten", "tcp",
             "-logfile", str(self._folder / "xorg.log"), "-novtswitch", "-sharevts"],
            pass_fds=[ready_write], stdout=self._log, stderr=self._log)
        os.close(ready_write)
        with os.fdopen(ready_read) as ready:
            number = ready.readline().strip()  # comes when the server is ready; ends empty if it died
        if not number:
            raise RuntimeError("Xorg did not start:\n" + (self._folder / "output").read_text()[-2000:])
        self.display = ":" + number
        self._touch = _Device(self._folder / "touch")
        self._keyboard = _Device(self._folder / "keyboard")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._touch.close()
        self._keyboard.close()
        self._xorg.terminate()
        self._xorg.wait(20)
        self._log.close()
        shutil.rmtree(self._folder)

    def _touch_event(self, kind, x, y, finger=0):
        mask = bytes([0b11]) + bytes(VALUATORS_MAX // 8 - 1)
        values = [x / self.width * AXIS_MAX, y / self.height * AXIS_MAX] + [0.0] * (VALUATORS_MAX - 2)
        valuators = struct.pack("<I", 0) + mask
        # The struct's doubles are aligned to 8 bytes: header 8, ids 8, then 4 + 8 bytes and 4 of padding.
        body = struct.pack("<II", finger, kind) + valuators + bytes(4)
        body += struct.pack(f"<{VALUATORS_MAX}d", *values) + bytes(8 * VALUATORS_MAX)
        self._touch.send(TOUCH, body)

    def down(self, x, y, finger=0):
        """A finger on the glass, at pixel x, y of the screen; fingers count from 0 to 4."""
        self._touch_event(TOUCH_BEGIN, x, y, finger)

    def move(self, x, y, finger=0):
        self._touch_event(TOUCH_UPDATE, x, y, finger)

    def up(self, x, y, finger=0):
        self._touch_event(TOUCH_END, x, y, finger)

    def tap(self, x, y):
        """A finger on the glass and off again."""
        self.down(x, y)
        self.up(x, y)

    def focus(self, x, y):
        """The window at pixel x, y gets the keys (there is no window manager to do it)."""
        def xdotool(*words):
            return subprocess.run(["xdotool", *map(str, words)], capture_output=True, text=True, check=True,
                                  env={**os.environ, "DISPLAY": self.display}, timeout=30).stdout
        place = xdotool("mousemove", x, y, "getmouselocation", "--shell")
        window = dict(line.split("=") for line in place.split())["WINDOW"]
        xdotool("windowfocus", window)

    def key_down(self, name):
        """As on a US keyboard: "space", "Return", "Tab", "a", "7", "-"."""
        self._keyboard.send(KEY, struct.pack("<iI", KEYCODES[name], 1))

    def key_up(self, name):
        self._keyboard.send(KEY, struct.pack("<iI", KEYCODES[name], 0))

    def key(self, name):
        """Down and up."""
        self.key_down(name)
        self.key_up(name)

    def type(self, text):
        for sign in text:
            self.key(sign)
