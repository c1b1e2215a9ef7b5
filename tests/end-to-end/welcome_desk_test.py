"""The welcome desk by keyboard alone, in a real window at a real server: words, Enter, Enter issues a ticket; an answer and a
referral are counted; a visit is found and given up. Run by CTest:
  welcome_desk_test.py PROGRAMS_FOLDER SITE_FOLDER
Exit code 77: something is not installed, said in words (CTest shows it as skipped).
"""

import sys

import desk
import lobby

SIZE = (1440, 900)
DESK = "welcome-desk"


def find(clerk, words, row, button):
    """Types what the person says, and takes the first row."""
    clerk.type(words)
    clerk.see(row)
    first = next(i["id"] for i in clerk.window.items() if i["id"].startswith(("service/", "article/")))
    desk.need(first == row, f"{words!r} finds {first} first")
    clerk.press("Return", then=button)


def run(programs, site):
    with lobby.Lobby(programs, site) as here, desk.Desk(*SIZE) as screen:
        here.enroll(DESK, "counter")
        admin = here.enroll("office", "admin")
        here.add_clerk("clerk-1", desk.PIN)
        here.start_server()
        window = here.window("foyer-counter-client", DESK, screen.display, SIZE, (0, 0), "--welcome-desk", pictures=False)
        clerk = desk.Clerk(screen, window)
        clerk.see("sign-in")
        clerk.type("clerk-1")
        clerk.key("Tab")
        clerk.type(desk.PIN)
        clerk.press("Return", then="find-visit", text="0 helped without a ticket today")

        # Words, Enter, Enter: a ticket.
        find(clerk, "property tax", "service/pay-property-tax", "issue")
        before = len(here.events())
        clerk.press("Return", then="find-visit", text="T")
        issued = lobby.wait_for("the ticket", lambda: [e for e in here.events() if e["kind"] == "ticket_issued"])
        desk.need(len(issued) == 1 and len(here.events()) == before + 1, "one ticket, and nothing else")
        ticket = issued[0]["body"]
        desk.need(ticket["channel"] == "welcome_desk", f"{ticket}")
        desk.need([n["service"] for n in ticket["needs"]] == ["pay-property-tax"], f"{ticket}")
        clerk.see(text=ticket["ticket"])
        desk.need("1 waiting" in here.foyer("lobby", "show", "--device", admin), "it waits on the server")
        print("words, Enter, Enter: ticket", ticket["ticket"])

        # Answered on the spot.
        find(clerk, "roads and parks", "service/ask-roads-and-parks", "answered")
        clerk.press("a", then="find-visit", text="1 helped without a ticket today")
        # Not a service of this lobby: it is referred, with the same two keys.
        find(clerk, "fence", "service/fence-permit", "refer")
        clerk.press("Return", then="find-visit", text="2 helped without a ticket today")
        recorded = [e["body"] for e in here.events() if e["kind"] == "answer_recorded"]
        desk.need([(r["service"], r["outcome"]) for r in recorded] ==
             [("ask-roads-and-parks", "resolved"), ("fence-permit", "referred")], f"{recorded}")
        desk.need(all("counter" not in r for r in recorded) and recorded[1]["department"] == "building", f"{recorded}")
        print("answered and referred on the spot: counted")

        # A visit is found by its number and gives up.
        clerk.press("F3", then=f"visit/{ticket['visit']}")
        clerk.type(ticket["ticket"])
        clerk.press("Return", then="leaves")
        clerk.press("g", then="find-visit", text=f"{ticket['ticket']} gives up")
        desk.need(desk.kinds(here, ticket["visit"]) == ["ticket_issued", "visit_left"], "it left")
        clerk.press("F12", then="clerk")
        print(here.foyer("journal", "verify", "--data", here.data).strip())


def main():
    if missing := desk.missing():
        print("SKIPPED: no desk can be made without the Debian packages:", missing)
        return 77
    run(sys.argv[1], sys.argv[2])
    print("1 passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
