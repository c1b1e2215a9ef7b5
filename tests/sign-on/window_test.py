"""A clerk signs in at a counter client in a window, by keys alone: its square is read from the screen's picture, the account is
confirmed over HTTP at a real provider, and the window goes on by itself. Run by CTest:
  window_test.py PROGRAMS_FOLDER SITE_FOLDER FOLDER_FOR_NPM
Exit code 77: something is not installed, said in words (CTest shows it as skipped).
"""

import os
import pathlib
import shutil
import subprocess
import sys
import time

import accounts
import browser
import lobby
import touch_screen

RIGHTS = '''pin = {pin}
renew_every = "1 s"
clerk_claim = "preferred_username"
'''


def keep(screen, name):
    picture = screen.take_picture()
    if folder := os.environ.get("FOYER_PICTURES"):
        shutil.copy(picture, pathlib.Path(folder) / (name + ".png"))
    return picture


def press(keyboard, key, screen, text):
    """As people do: keys are deaf for a moment after a page has changed, and then it is pressed again."""
    last = [0.0]
    def there():
        if not screen.shows(text) and time.monotonic() - last[0] > 1.5:
            last[0] = time.monotonic()
            keyboard.key(key)
        return screen.shows(text)
    lobby.wait_for(f"{text!r} after {key}", there)


def code_in(picture):
    read = subprocess.run(["zbarimg", "--quiet", "--raw", "-S*.disable", "-Sqrcode.enable", picture], capture_output=True,
                          text=True)
    return read.stdout.strip()


def run(programs, site, installed):
    with lobby.Lobby(programs, site) as here, accounts.Provider(installed) as provider, \
            touch_screen.TouchScreen(1280, 720) as keyboard:
        here.enroll("desk-1", "counter")
        here.add_clerk("asha", "2468")
        accounts.write_settings(here, provider.issuer, RIGHTS.format(pin="true"))
        here.start_server()
        desk = here.window("foyer-counter-client", "desk-1", keyboard.display, (1280, 720), (0, 0), "--counter", "counter-1")
        desk.wait_shows("PIN or password")
        desk.wait_for("sign-on")
        keyboard.focus(640, 700)
        keep(desk, "sign-on-or-pin")

        press(keyboard, "F2", desk, "Confirm on your phone")
        shown = code_in(keep(desk, "sign-on-confirm"))
        assert shown.startswith(provider.issuer + "/device?user_code="), shown
        desk.wait_shows(shown.split("=")[1])
        press(keyboard, "Escape", desk, "PIN or password")
        print("given up with a key, and the page before is back")

        press(keyboard, "F2", desk, "Confirm on your phone")
        again = code_in(keep(desk, "sign-on-confirm-again"))
        assert again != shown
        browser.Browser().confirm(again, "asha")
        desk.wait_shows("Open counter")
        desk.wait_shows("Asha")
        keep(desk, "signed-on")
        print("confirmed on the phone, and the counter can be opened")

        press(keyboard, "space", desk, "Call next")
        provider.order("take_back")
        desk.wait_shows("You were signed out.")
        keep(desk, "signed-off")
        print("taken back at the provider, and the window says so")

        here.stop(here.server)
        accounts.write_settings(here, provider.issuer, RIGHTS.format(pin="false"))
        here.start_server()
        lobby.wait_for("the PIN to go", lambda: desk.items() and not desk.shows("PIN or password"))
        press(keyboard, "Return", desk, "Confirm on your phone")
        browser.Browser().refuse(code_in(keep(desk, "sign-on-alone")))
        desk.wait_shows("It was refused on the phone.")
        keep(desk, "sign-on-refused")
        print("without a PIN, and refused on the phone")


def main():
    programs, site, installed = sys.argv[1:]
    if packages := touch_screen.missing():
        print("skipped: no screen can be made without the Debian packages:", packages)
        return 77
    if not shutil.which("zbarimg"):
        print("skipped: zbarimg is not installed (package zbar-tools)")
        return 77
    if reason := accounts.missing(installed):
        print("skipped:", reason)
        return 77
    run(pathlib.Path(programs), site, installed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
