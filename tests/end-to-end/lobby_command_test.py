"""What a supervisor changes from the command line, at a real server: services, skills, priority, alarms, the end of the
day; and what the server refuses, in words. Run by CTest:
  lobby_command_test.py PROGRAMS_FOLDER SITE_FOLDER
"""

import json
import subprocess
import sys

import desk  # noqa: F401  (finds foyer_client)
import foyer_client
import lobby


def refused(here, device, *words):
    result = subprocess.run([here.program("foyer"), "lobby", *words, "--device", device], capture_output=True, text=True,
                            timeout=lobby.WAIT_S)
    if result.returncode == 0:
        raise AssertionError(f"foyer lobby {' '.join(words)} was not refused")
    return result.stderr


def expect(what, text):
    if what not in text:
        raise AssertionError(f"{what!r} is not in {text!r}")


def last_event(here, kind):
    events = [event for event in here.events() if event["kind"] == kind]
    if not events:
        raise AssertionError(f"no {kind} in the journal")
    return events[-1]


def main():
    programs, site = sys.argv[1:]
    with lobby.Lobby(programs, site) as here:
        admin = here.enroll("office", "admin")
        kiosk = here.enroll("kiosk-1", "kiosk")
        here.start_server()

        def foyer_lobby(*words):
            return here.foyer("lobby", *words, "--device", admin)

        expect("0 waiting", foyer_lobby("show"))
        foyer_lobby("switch", "pay-property-tax", "off")
        expect("Switched off today: pay-property-tax", foyer_lobby("show"))
        body = last_event(here, "service_switched")
        assert body["actor"] == {"device": "office"}, json.dumps(body)
        expect("already_so", refused(here, admin, "switch", "pay-property-tax", "off"))
        expect("unknown_service", refused(here, admin, "switch", "moon-permit", "off"))
        foyer_lobby("switch", "pay-property-tax", "on")
        expect("Switched off today: -", foyer_lobby("show"))
        expect("unknown_counter", refused(here, admin, "set-skills", "counter-99", "front-desk"))
        expect("counter_closed", refused(here, admin, "set-skills", "counter-1", "front-desk"))
        expect("already_so", refused(here, admin, "clear-alarm", "counter-1"))
        expect("nobody present has the ticket", refused(here, admin, "set-priority", "A001", "priority"))
        expect("not_allowed", refused(here, kiosk, "switch", "pay-property-tax", "off"))
        expect("counter_closed", refused(here, admin, "close-counter", "counter-1"))
        expect("unknown_counter", refused(here, admin, "break-counter", "counter-99", "other"))

        here.add_clerk("ann", "2468")
        counter = foyer_client.Client(here.enroll("desk-1", "counter"))
        counter.ask("sign_in", {"clerk": "ann", "secret": "2468"})
        for command, kind in ((["break-counter", "counter-1", "other"], "counter_on_break"),
                              (["close-counter", "counter-1"], "counter_closed")):
            counter.ask("open_counter", {"counter": "counter-1"})
            foyer_lobby(*command)
            event = last_event(here, kind)
            assert event["body"]["in_place_of"] == "ann" and event["actor"] == {"device": "office"}, json.dumps(event)
        counter.ask("raise_alarm", {})
        expect("Welcome desk (device desk-1, ann) ASKS FOR HELP", foyer_lobby("show"))
        foyer_lobby("clear-alarm", "desk-1")
        assert "ASKS FOR HELP" not in foyer_lobby("show")
        counter.close()

        def foyer_notices(*words):
            return here.foyer("notices", *words, "--device", admin)

        listed = [line for line in foyer_notices("list", "--site", site).splitlines() if line.startswith("slow-today")]
        assert len(listed) == 1 and " - " in listed[0] and "prepared" in listed[0], listed
        expect("slow-today is on", foyer_notices("switch", "slow-today", "on"))
        body = last_event(here, "notice_switched")["body"]
        assert body == {"notice": "slow-today", "to": "on"}, json.dumps(body)
        expect("kiosk, display", [line for line in foyer_notices("list", "--site", site).splitlines()
                                  if line.startswith("slow-today")][0])
        foyer_lobby("close-day")
        last_event(here, "day_closed")
        here.kill_server()
        expect("does not answer", refused(here, admin, "show"))
    print("ok")


if __name__ == "__main__":
    main()
