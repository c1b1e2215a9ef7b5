"""A systemd that a test may ask to run units: the user's own, or where nobody is logged in (root in a container) one of the
test's own, in namespaces that nothing outside sees. Only `systemd --user`: it starts services and nothing of the machine.
"""

import contextlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

INSIDE = "FOYER_INSIDE_NAMESPACES"
CGROUPS = ("/sys/fs/cgroup/systemd", "/sys/fs/cgroup/unified", "/sys/fs/cgroup")


def _asks(*words, **more):
    return subprocess.run(["systemctl", "--user", *words], capture_output=True, text=True, timeout=30, check=False, **more)


def _remove_left_over(folder):
    """Groups of tests that have ended: nothing is in them. Those that are in use refuse."""
    for left in folder.glob("foyer-test-*"):
        for inside, _, _ in os.walk(left, topdown=False):
            with contextlib.suppress(OSError):
                os.rmdir(inside)


def missing():
    """Why there is none, in words; empty if there is one. Does not come back where namespaces are needed first: the test
    is then started again in them."""
    if shutil.which("systemctl") is None:
        return "systemd is not installed"
    if os.environ.get(INSIDE) or _asks("show-environment").returncode == 0:
        return ""
    if os.geteuid() != 0:
        return "no systemd of this user runs, and only root can start one of its own"
    try:
        for folder in map(pathlib.Path, CGROUPS):
            if (folder / "cgroup.procs").exists():
                _remove_left_over(folder)
                own = folder / f"foyer-test-{os.getpid()}"
                own.mkdir()
                (own / "cgroup.procs").write_text(str(os.getpid()))
        probe = subprocess.run(["unshare", "--mount", "--cgroup", "true"], capture_output=True, text=True, timeout=30,
                               check=False)
    except OSError as error:
        return f"no cgroup can be made: {error}"
    if probe.returncode != 0:
        return "no namespaces can be made: " + probe.stderr.strip()
    os.environ[INSIDE] = "yes"
    sys.stdout.flush()
    os.execvp("unshare", ["unshare", "--mount", "--cgroup", "--propagation", "private", sys.executable, *sys.argv])


class UserManager:
    """Use as a context manager."""

    def __init__(self):
        self._process = None
        self._units = []
        if os.environ.get(INSIDE):
            self._start()
        self._folder = pathlib.Path(os.environ["XDG_RUNTIME_DIR"]) / "systemd/user"
        self._folder.mkdir(parents=True, exist_ok=True)

    def _start(self):
        # A /run of its own, in which systemd finds that the machine was started by systemd.
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)
        for folder in ("/run/systemd/system", "/run/user/0"):
            os.makedirs(folder, mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = "/run/user/0"
        os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(dir="/run")
        os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
        self._process = subprocess.Popen(["/lib/systemd/systemd", "--user", "--unit=basic.target"],
                                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 30
        while _asks("show-environment").returncode != 0:
            if time.monotonic() > end or self._process.poll() is not None:
                raise RuntimeError("systemd --user did not start")
            time.sleep(0.05)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for unit in self._units:
            _asks("stop", unit)
            _asks("reset-failed", unit)
            (self._folder / unit).unlink()
        _asks("daemon-reload")
        if self._process:
            self._process.terminate()
            self._process.wait(30)

    def start(self, unit, text):
        """Comes back when the unit is ready, as it says itself (Type=notify)."""
        (self._folder / unit).write_text(text)
        self._units.append(unit)
        _asks("daemon-reload")
        result = subprocess.run(["systemctl", "--user", "start", unit], capture_output=True, text=True, timeout=60,
                                check=False)
        if result.returncode != 0:
            told = _asks("status", "--no-pager", "--full", unit).stdout
            raise AssertionError(f"{unit} does not start: {result.stderr}\n{told}")

    def value(self, unit, name):
        return _asks("show", "--value", "-p", name, unit).stdout.strip()

    def process(self, unit):
        return int(self.value(unit, "MainPID"))
