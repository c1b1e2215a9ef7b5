"""The main job in real windows: finger taps give a ticket, its QR code leads to the status page, the power fails, a clerk
calls with the space bar, the display shows it, the outcome is recorded. Run by CTest:
  main_job_test.py PROGRAMS_FOLDER SITE_FOLDER
Exit code 77: something is not installed, said in words (CTest shows it as skipped).
"""

import pathlib
import re
import shutil
import subprocess
import sys

import lobby
import touch_screen

PIN = "471147"
KIOSK, COUNTER, DISPLAY = (0, 0), (1080, 0), (1080, 900)


def need(condition, what):
    if not condition:
        raise AssertionError(what)


def tap(screen, kiosk, control, then, taps=1):
    """Again after a second where nothing came of it: a page that has just come is deaf for a moment, so that the
    second tap of a double tap does not act on it."""
    place = kiosk.middle(kiosk.wait_for(control))
    def tapped():
        # Not again where the page has gone: on a slow machine the next one has another control in this place.
        for _ in range(taps if kiosk.find(control) else 0):
            screen.tap(*place)
        try:
            return lobby.wait_for(then, lambda: kiosk.find(then), timeout_s=1)
        except AssertionError:
            return None
    lobby.wait_for(f"{then} after a tap on {control}", tapped)


def take_ticket(screen, kiosk):
    """Three touches. Returns the ticket and the address in its QR code."""
    tap(screen, kiosk, "job/payment", then="service/pay-property-tax")
    tap(screen, kiosk, "service/pay-property-tax", then="get-ticket")
    # An impatient finger: its second and third tap must not make another ticket.
    tap(screen, kiosk, "get-ticket", then="done", taps=3)
    ticket = next(i["label"] for i in kiosk.items() if re.fullmatch(r"[A-Z][0-9]{3}", i["label"]))
    codes = subprocess.run(["zbarimg", "--quiet", "--raw", kiosk.take_picture()], capture_output=True,
                           text=True, timeout=60).stdout.split()
    need(len(codes) == 1, f"one QR code on the ticket, not {codes}")
    return ticket, codes[0]


def press(screen, counter, key, then):
    """Again after a second where nothing came of it, for the same reason as in tap."""
    def pressed():
        screen.key(key)
        try:
            return lobby.wait_for(then, lambda: counter.find(then), timeout_s=1)
        except AssertionError:
            return None
    lobby.wait_for(f"{then} after {key}", pressed)


def sign_in(screen, counter):
    counter.wait_for("sign-in")
    screen.focus(COUNTER[0] + 700, COUNTER[1] + 5)
    screen.type("clerk-1")
    screen.key("Tab")
    screen.type(PIN)
    press(screen, counter, "Return", then="open")
    press(screen, counter, "space", then="close-counter")


def kinds(events, visit):
    return [e["kind"] for e in events if e["body"].get("visit") == visit]


def run(programs, site):
    with lobby.Lobby(programs, site) as here, touch_screen.TouchScreen(2520, 1920) as screen:
        for device, role in (("kiosk-1", "kiosk"), ("counter-1", "counter"), ("lobby-1", "display")):
            here.enroll(device, role)
        here.add_clerk("clerk-1", PIN)
        here.start_server()
        kiosk = here.window("foyer-kiosk", "kiosk-1", screen.display, (1080, 1920), KIOSK)
        counter = here.window("foyer-counter-client", "counter-1", screen.display, (1440, 900), COUNTER,
                              "--counter", "counter-1")
        display = here.window("foyer-display", "lobby-1", screen.display, (1280, 720), DISPLAY)

        # A window takes the keys when it opens: all of them first.
        for window in (kiosk, counter, display):
            lobby.wait_for("a window", window.items)
        sign_in(screen, counter)
        ticket, address = take_ticket(screen, kiosk)
        print("ticket", ticket, "at", re.sub(r"[0-9a-f]{32}", "TOKEN", address))
        need(re.search(r"/t/[0-9a-f]{32}$", address), "the QR code holds the status address")
        issued = [e for e in here.events() if e["kind"] == "ticket_issued"]
        need(len(issued) == 1 and issued[0]["body"]["ticket"] == ticket, "one ticket, however often tapped")

        here.kill_server()
        counter.wait_shows("No link")
        need(kiosk.shows(ticket), "the ticket stays on the screen while the server is away")
        here.start_server()
        counter.wait_for("call-next")
        lobby.wait_for("the link", lambda: not counter.shows("No link"))
        print("server killed and restarted")

        tap(screen, kiosk, "done", then="job/payment")
        need(not kiosk.shows(ticket), "nothing stays on the kiosk after the person has left")

        screen.focus(COUNTER[0] + 700, COUNTER[1] + 5)
        press(screen, counter, "space", then="start")
        display.wait_shows(ticket)
        shutil.copy(display.take_picture(), here.folder / "display-called.png")
        print("called, and on the display")
        press(screen, counter, "space", then="finish")
        press(screen, counter, "space", then="outcome/1/resolved")
        press(screen, counter, "r", then="close-visit")
        press(screen, counter, "space", then="call-another")
        visit = issued[0]["body"]["visit"]
        want = ["ticket_issued", "visit_called", "serving_started", "need_finished"]
        lobby.wait_for("the outcome", lambda: kinds(here.events(), visit) == want)
        finished = [e for e in here.events() if e["kind"] == "need_finished"]
        need(finished[0]["body"]["outcome"] == "resolved", "the outcome is recorded")
        need(finished[0]["actor"]["clerk"] == "clerk-1", "and who did it")
        print(here.foyer("journal", "verify", "--data", here.data).strip())


def main():
    missing = touch_screen.missing()
    if missing:
        print("SKIPPED: no touchscreen can be made without the Debian packages:", missing)
        return 77
    run(pathlib.Path(sys.argv[1]), sys.argv[2])
    print("1 passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
