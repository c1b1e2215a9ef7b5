"""The welcome desk by keyboard alone, in a real window at a real server: words, Enter, Enter issues a ticket; an answer and a
referral are counted; a visit is found and given up. Run by CTest:
  welcome_desk_test.py PROGRAMS_FOLDER SITE_FOLDER
Exit code 77: something is not installed, said in words (CTest shows it as skipped).
"""

import shutil
import subprocess
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


def papers(printed):
    """What a printer was sent, a picture (PBM) for each paper: our own reading of ESC @, GS v 0, ESC d, GS V."""
    made, rows, width, at = [], b"", 0, 0
    while at < len(printed):
        two = printed[at:at + 2]
        if two == b"\x1b@":
            rows, at = b"", at + 2
        elif two == b"\x1dv":
            width, height = (int.from_bytes(printed[at + n:at + n + 2], "little") for n in (4, 6))
            rows += printed[at + 8:at + 8 + width * height]
            at += 8 + width * height
        elif two == b"\x1bd":
            at += 3
        elif two == b"\x1dV":
            made.append(b"P4 %d %d\n" % (width * 8, len(rows) // width) + rows)
            at += 4
        else:
            raise AssertionError(f"the printer was sent {two!r} at byte {at}")
    return made


def scanned(here, paper):
    """The code on a paper, as a phone reads it; None where nothing is installed that reads codes."""
    if shutil.which("zbarimg") is None:
        return None
    file = here.folder / "paper.pbm"
    file.write_bytes(paper)
    return subprocess.run(["zbarimg", "--quiet", "--raw", file], capture_output=True, text=True, timeout=60).stdout


def run(programs, site):
    with lobby.Lobby(programs, site) as here, desk.Desk(*SIZE) as screen:
        here.enroll(DESK, "counter")
        admin = here.enroll("office", "admin")
        here.add_clerk("clerk-1", desk.PIN)
        here.start_server()
        printer = here.folder / "printer"
        printer.touch()
        window = here.window("foyer-counter-client", DESK, screen.display, SIZE, (0, 0), "--welcome-desk", "--printer", f"file:{printer}",
                             pictures=False)
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

        # It is printed by itself, and again on a key: the same one.
        clerk.see("print", text="The paper has come out.")
        clerk.press("F7", then="print")
        lobby.wait_for("two papers", lambda: len(papers(printer.read_bytes())) == 2)
        codes = [scanned(here, paper) for paper in papers(printer.read_bytes())]
        desk.need(codes[0] == codes[1] and (codes[0] or "https://").startswith("https://"), f"one code: {codes}")
        desk.need(len([e for e in here.events() if e["kind"] == "ticket_issued"]) == 1, "no new number for a second paper")
        print("printed, and printed again")

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
