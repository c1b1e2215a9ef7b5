"""The units in systemd/ as systemd itself reads them: every line is understood, every program is where the install rules
put it, and how much of the machine each can reach. Run by CTest; exit code 77: systemd-analyze is not here.

    units_test.py [FOLDER_OF_UNITS]
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# The exposure that `systemd-analyze security` computes: 0 is nothing, 10 is everything. The screen is Xorg: as root, with
# the graphics card and all input devices.
EXPOSURE_MOST = {"foyer-queue-server.service": 2.0, "foyer-followers.service": 2.0, "foyer-kiosk.service": 3.0, "foyer-display.service": 3.0,
                 "foyer-screen.service": 7.0}
INSTALLED = ["opt/foyer/bin/foyer-queue-server", "opt/foyer/bin/foyer-kiosk", "opt/foyer/bin/foyer-display",
             "opt/foyer/bin/foyer-followers",
             "opt/foyer/libexec/foyer-screen-key", "usr/lib/xorg/Xorg", "bin/sh"]


def machine(folder, units):
    """A root folder that looks installed."""
    for path in INSTALLED:
        program = folder / path
        program.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy("/bin/true", program)
    shutil.copytree("/lib/systemd/system", folder / "lib/systemd/system", symlinks=True)
    (folder / "etc/systemd/system").mkdir(parents=True)
    for unit in units:
        shutil.copy(unit, folder / "etc/systemd/system")


def analyze(folder, *words):
    return subprocess.run(["systemd-analyze", f"--root={folder}", "--man=no", "--no-pager", *words], capture_output=True,
                          text=True, timeout=60, check=False)


def mistakes(units):
    """What systemd-analyze complains of."""
    with tempfile.TemporaryDirectory(prefix="foyer-units-") as folder:
        machine(pathlib.Path(folder), units)
        result = analyze(folder, "verify", *(unit.name for unit in units))
        return (result.stdout + result.stderr).strip()


def exposure(units):
    with tempfile.TemporaryDirectory(prefix="foyer-units-") as folder:
        machine(pathlib.Path(folder), units)
        told = {}
        for unit in units:
            result = analyze(folder, "--offline=true", "security", unit.name)
            told[unit.name] = float(re.search(r"Overall exposure level for \S+: ([0-9.]+)", result.stdout).group(1))
        return told


def value_of(unit, key):
    return re.findall(rf"^{key}=(.*)$", unit.read_text(), re.MULTILINE)


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "systemd"
    if shutil.which("systemd-analyze") is None:
        print("SKIPPED: systemd-analyze is not installed (package systemd)")
        return 77
    units = sorted(folder.glob("*.service"))
    assert {unit.name for unit in units} == set(EXPOSURE_MOST), units
    told = mistakes(units)
    assert not told, told

    # The check can fail: one letter wrong in one unit.
    with tempfile.TemporaryDirectory() as scratch:
        wrong = pathlib.Path(scratch) / "foyer-kiosk.service"
        wrong.write_text((folder / wrong.name).read_text().replace("WatchdogSec=", "WatchdogSek="))
        assert "WatchdogSek" in mistakes([wrong] + [u for u in units if u.name != wrong.name])

    for unit in units:
        assert value_of(unit, "Restart") == ["always"], f"{unit.name} starts again whatever happened"
        assert value_of(unit, "RestartSec") == ["1"], unit.name
        assert value_of(unit, "StartLimitIntervalSec") == ["0"], f"{unit.name} never gives up"
    for name, level in exposure(units).items():
        print(f"{name}: exposure {level}, at most {EXPOSURE_MOST[name]}")
        assert level <= EXPOSURE_MOST[name], name
    print("1 passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
