"""What an X server has on its screen, and when it changed: the extensions DAMAGE (tells at once) and MIT-SHM (copies).

It is a client of its own, so it sees pixels as a person would: after the program has drawn and the server has them.
"""

import ctypes
import ctypes.util
import select
import time

IPC_PRIVATE, IPC_CREAT, IPC_RMID = 0, 0o1000, 0
Z_PIXMAP, ALL_PLANES = 2, 0xFFFFFFFFFFFFFFFF
RAW_RECTANGLES = 0


class _SegmentInfo(ctypes.Structure):  # XShmSegmentInfo
    _fields_ = [("seg", ctypes.c_ulong), ("id", ctypes.c_int), ("address", ctypes.c_void_p),
                ("read_only", ctypes.c_int)]


class _Event(ctypes.Union):
    _fields_ = [("type", ctypes.c_int), ("pad", ctypes.c_long * 24)]


def _library(name):
    path = ctypes.util.find_library(name)
    if path is None:
        raise RuntimeError(f"the library {name} of X11 is missing")
    return ctypes.CDLL(path)


class ScreenWatch:
    """Of the whole screen of `display`, or of one part of it: (x, y, width, height)."""

    def __init__(self, display, part):
        self._x, self._y, self._width, self._height = part
        self._load()
        self._display = self._x11.XOpenDisplay(display.encode())
        if not self._display:
            raise RuntimeError(f"cannot open the display {display}")
        self._root = self._x11.XDefaultRootWindow(self._display)
        first, error = ctypes.c_int(), ctypes.c_int()
        if not self._damage.XDamageQueryExtension(self._display, ctypes.byref(first), ctypes.byref(error)):
            raise RuntimeError("the X server has no DAMAGE")
        self._make_image()
        self._damage.XDamageCreate(self._display, self._root, RAW_RECTANGLES)
        self._x11.XSync(self._display, 0)
        self._socket = self._x11.XConnectionNumber(self._display)

    def _load(self):
        pointer, number = ctypes.c_void_p, ctypes.c_ulong
        self._x11, self._ext, self._damage = _library("X11"), _library("Xext"), _library("Xdamage")
        self._libc = ctypes.CDLL(None)
        for library, name, result, arguments in (
                (self._x11, "XOpenDisplay", pointer, [ctypes.c_char_p]),
                (self._x11, "XCloseDisplay", ctypes.c_int, [pointer]),
                (self._x11, "XDefaultRootWindow", number, [pointer]),
                (self._x11, "XDefaultVisual", pointer, [pointer, ctypes.c_int]),
                (self._x11, "XConnectionNumber", ctypes.c_int, [pointer]),
                (self._x11, "XPending", ctypes.c_int, [pointer]),
                (self._x11, "XNextEvent", ctypes.c_int, [pointer, pointer]),
                (self._x11, "XSync", ctypes.c_int, [pointer, ctypes.c_int]),
                (self._ext, "XShmCreateImage", pointer,
                 [pointer, pointer, ctypes.c_uint, ctypes.c_int, pointer, pointer, ctypes.c_uint, ctypes.c_uint]),
                (self._ext, "XShmAttach", ctypes.c_int, [pointer, pointer]),
                (self._ext, "XShmGetImage", ctypes.c_int,
                 [pointer, number, pointer, ctypes.c_int, ctypes.c_int, number]),
                (self._damage, "XDamageQueryExtension", ctypes.c_int, [pointer, pointer, pointer]),
                (self._damage, "XDamageCreate", number, [pointer, number, ctypes.c_int]),
                (self._libc, "shmget", ctypes.c_int, [ctypes.c_int, ctypes.c_size_t, ctypes.c_int]),
                (self._libc, "shmat", pointer, [ctypes.c_int, pointer, ctypes.c_int]),
                (self._libc, "shmctl", ctypes.c_int, [ctypes.c_int, ctypes.c_int, pointer]),
                (self._libc, "memcmp", ctypes.c_int, [pointer, pointer, ctypes.c_size_t])):
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments

    def _make_image(self):
        self._bytes = self._width * self._height * 4
        self._segment = _SegmentInfo()
        self._segment.id = self._libc.shmget(IPC_PRIVATE, self._bytes, IPC_CREAT | 0o600)
        self._segment.address = self._libc.shmat(self._segment.id, None, 0)
        self._image = self._ext.XShmCreateImage(
            self._display, self._x11.XDefaultVisual(self._display, 0), 24, Z_PIXMAP, self._segment.address,
            ctypes.byref(self._segment), self._width, self._height)
        if not self._image or not self._ext.XShmAttach(self._display, ctypes.byref(self._segment)):
            raise RuntimeError("the X server has no MIT-SHM")
        self._x11.XSync(self._display, 0)
        self._libc.shmctl(self._segment.id, IPC_RMID, None)  # Goes when both have let go of it.
        self._before = ctypes.create_string_buffer(self._bytes)

    def close(self):
        self._x11.XCloseDisplay(self._display)

    def _grab(self):
        if not self._ext.XShmGetImage(self._display, self._root, self._image, self._x, self._y, ALL_PLANES):
            raise RuntimeError("the screen cannot be read")

    def remember(self):
        """What is on the screen now is what `changed` compares with."""
        self._drop_events()
        self._grab()
        ctypes.memmove(self._before, self._segment.address, self._bytes)

    def go_on(self):
        """What `changed` has just seen is what the next `changed` compares with; nothing in between is missed."""
        ctypes.memmove(self._before, self._segment.address, self._bytes)

    def differs(self):
        self._grab()
        return self._libc.memcmp(self._before, self._segment.address, self._bytes) != 0

    def pixels(self):
        """A copy, 4 bytes a pixel."""
        self._grab()
        return ctypes.string_at(self._segment.address, self._bytes)

    def _drop_events(self):
        """How many there were."""
        event, dropped = _Event(), 0
        while self._x11.XPending(self._display):
            self._x11.XNextEvent(self._display, ctypes.byref(event))
            dropped += 1
        return dropped

    def _next_drawing(self, until):
        """time.monotonic() when the server told of drawing; None when it did not in time."""
        while True:
            if self._drop_events():
                return time.monotonic()
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._socket], [], [], left)[0]:
                return None

    def changed(self, timeout_s):
        """time.monotonic() of the first drawing after which the screen was not what `remember` saw; None: not in time."""
        until = time.monotonic() + timeout_s
        while (at := self._next_drawing(until)) is not None:
            if self.differs():
                return at
        return None

    def settle(self, quiet_s, timeout_s=5):
        """Waits until nothing was drawn for this long. Returns when the last drawing was told, or None."""
        end, last = time.monotonic() + timeout_s, None
        while time.monotonic() < end:
            at = self._next_drawing(time.monotonic() + quiet_s)
            if at is None:
                return last
            last = at
        return last
