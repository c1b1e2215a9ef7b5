"""Follow-ups handed to the city's own system: a real queue server, foyer-followers, and a server of GeoReport v2 (georeport.js)
that fails in every way. Each follow-up is there once, also after lost answers and kills at every write, and what the city
says of it comes back into the lobby.
  open311_test.py PROGRAMS_FOLDER SITE_FOLDER KILLER_LIBRARY
Exit code 77: node is not installed.
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(SOURCE / "tests/end-to-end"), str(SOURCE / "tests/end-to-end/python")]

import lobby  # noqa: E402
import progress  # noqa: E402
from foyer_client import Client  # noqa: E402

PROGRAMS = SITE = KILLER = None


class City:
    def __init__(self, folder):
        self.log = folder / "taken.jsonl"
        self.process = subprocess.Popen(["node", SOURCE / "tests/followers/georeport.js", self.log],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = f"http://127.0.0.1:{int(self.process.stdout.readline())}/v2"

    def order(self, **what):
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()

    def taken(self):
        return [json.loads(line) for line in self.log.read_text().splitlines()] if self.log.exists() else []

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


class Open311Test(unittest.TestCase):
    def setUp(self):
        self.here = lobby.Lobby(PROGRAMS, SITE)
        self.addCleanup(self.here.__exit__)
        desk = self.here.enroll("counter-1", "counter")
        self.here.enroll("city", "follower")
        self.here.add_clerk("ann", "4711")
        self.here.start_server()
        self.desk = Client(desk)
        self.addCleanup(self.desk.close)
        self.desk.ask("sign_in", {"clerk": "ann", "secret": "4711"})
        self.desk.ask("open_counter", {"counter": "counter-1"})
        self.data = self.here.data
        self.city = City(self.here.folder)
        self.addCleanup(self.city.stop)
        self.follower = None
        self.addCleanup(self.kill_follower)
        key = self.data / "city.key"
        key.write_text("a-key-of-the-city")
        key.chmod(0o600)
        self.configure()

    def configure(self, *lines):
        (self.data / "open311.toml").write_text("\n".join(
            [f'url = "{self.city.url}/"', 'api_key_file = "city.key"', 'jurisdiction_id = "clarington.example"',
             'address = "40 Temperance Street"', f'device = "{self.here.folder / "city.device"}"', "poll_every_ms = 100",
             *lines, "[service_codes]", 'pay-property-tax = "TAX-7"', "[statuses]", 'open = "accepted"',
             'closed = "done"', '"in progress" = "in_progress"']) + "\n")

    def kill_follower(self):
        if self.follower and self.follower.poll() is None:
            self.follower.kill()
            self.follower.wait()

    def start_follower(self, die_at_write=None):
        environment = dict(os.environ)
        if die_at_write:
            environment |= {"LD_PRELOAD": KILLER, "DIE_AT_WRITE": str(die_at_write)}
        with open(self.here.folder / "followers.out", "ab") as log:
            self.follower = subprocess.Popen(
                [PROGRAMS / "foyer-followers", "--data", self.data, "--site", SITE, "--retry-first-ms", "10",
                 "--retry-most-ms", "50", "--answer-within-ms", "700"], stdout=log, stderr=log, env=environment)
        # From its place on, follow-ups are handed over.
        lobby.wait_for("its place", lambda: self.follower.poll() is not None or "open311" in progress.status(self.here))

    def stop_follower(self):
        self.follower.send_signal(signal.SIGTERM)
        self.assertEqual(self.follower.wait(20), 0)

    def follow_up(self, contact=None, service="pay-property-tax"):
        """A visit that ends with one; its reference."""
        answer = self.desk.ask("issue_ticket", {"services": [service], "channel": "welcome_desk", "language": "en",
                                                "priority": "normal"})
        visit = answer["events"][0]["body"]["visit"]
        self.desk.ask("call_visit", {"counter": "counter-1", "visit": visit})
        self.desk.ask("serve", {"counter": "counter-1", "visit": visit})
        if contact:
            self.desk.ask("set_contact", {"visit": visit, "consent": True, **contact})
        answer = self.desk.ask("finish", {"counter": "counter-1", "visit": visit,
                                          "results": [{"need": 1, "outcome": "follow_up"}]})
        return answer["events"][0]["body"]["reference"]

    def status_of(self, reference):
        rows = json.loads(self.here.foyer("follow-ups", "list", "--all", "--json", "--data", self.data))
        return next(row["status"] for row in rows if row["reference"] == reference)

    def wait_status(self, reference, status):
        lobby.wait_for(f"{reference} to be {status}", lambda: self.status_of(reference) == status)

    def of(self, reference):
        return [r for r in self.city.taken() if f" {reference}]" in r["description"]]

    def test_there_and_back(self):
        self.start_follower()
        one = self.follow_up()
        self.wait_status(one, "accepted")
        request, = self.of(one)
        self.assertEqual((request["service_code"], request["api_key"], request["jurisdiction_id"], request["address"]),
                         ("TAX-7", "a-key-of-the-city", "clarington.example", "40 Temperance Street"))
        self.assertIn("property tax", request["description"])
        self.assertIsNone(request["phone"])
        self.city.order(status={request["service_request_id"]: "in progress"})
        self.wait_status(one, "in_progress")
        self.city.order(status={request["service_request_id"]: "closed"})
        self.wait_status(one, "done")
        history = self.here.foyer("follow-ups", "show", one, "--data", self.data)
        self.assertEqual(history.count("city"), 3, history)
        steps = [e for e in self.here.events() if e["kind"] == "follow_up_advanced" and e["body"]["reference"] == one]
        self.assertEqual([e["body"]["status"] for e in steps], ["accepted", "in_progress", "done"])
        self.stop_follower()

    def test_every_fault_and_still_once(self):
        self.start_follower()
        faults = ["400", "500", "503", "429", "refuse", "lost", "wrong", "empty", "500-taken", "drip"]
        references = []
        for fault in faults:
            self.city.order(plan=[fault], gets=["500", "refuse", "wrong", "503"])
            references.append(self.follow_up())
            self.wait_status(references[-1], "accepted")
        for fault, reference in zip(faults, references):
            self.assertEqual(len(self.of(reference)), 1, f"after {fault}")
        self.stop_follower()

    def test_a_token_first_and_the_contact_with_consent(self):
        self.configure("send_contact = true")
        self.city.order(tokens=True)
        self.start_follower()
        one = self.follow_up({"phone": "905-555-0142", "email": "resident@home.example"})
        lobby.wait_for("the request", lambda: self.of(one))
        self.assertEqual((self.of(one)[0]["phone"], self.of(one)[0]["email"]), ("905-555-0142", "resident@home.example"))
        self.assertEqual(self.status_of(one), "opened")
        self.city.order(ids=True)
        self.wait_status(one, "accepted")
        two = self.follow_up()
        self.wait_status(two, "accepted")
        self.assertIsNone(self.of(two)[0]["phone"])
        self.stop_follower()

    def test_over_the_night_and_into_another_day(self):
        boss = Client(self.here.enroll("boss", "manager"))
        self.addCleanup(boss.close)
        one, two = self.follow_up(), self.follow_up()
        boss.ask("close_day")
        self.desk.ask("advance_follow_up", {"reference": one, "status": "done"})
        self.desk.ask("assign_follow_up", {"reference": two, "clerk": "ann"})
        now = self.desk.ask("snapshot")["snapshot"]["now_ms"]
        hour = 3600 * 1000
        opened = boss.ask("open_day", {"date": "2030-01-02", "opens_at_ms": now, "closes_at_ms": now + hour,
                                       "ends_at_ms": now + 2 * hour})
        carried, = opened["events"][0]["body"]["follow_ups"]
        self.assertEqual((carried["reference"], carried["clerk"]), (two, "ann"))
        self.assertNotIn("token", json.dumps(opened))
        self.here.kill_server()
        self.here.start_server()
        state = self.desk.ask("snapshot")["snapshot"]["state"]
        self.assertEqual(state["follow_ups"], [carried])
        self.here.foyer("journal", "verify", "--data", self.data)
        listed = json.loads(self.here.foyer("follow-ups", "list", "--json", "--data", self.data))
        self.assertEqual([row["reference"] for row in listed], [two])

    def test_killed_at_every_write(self):
        self.start_follower()
        self.stop_follower()
        references, kills = [], 40
        for n in range(1, kills + 1):
            references.append(self.follow_up())
            self.start_follower(die_at_write=n)
            lobby.wait_for("a death or the end", lambda: self.follower.poll() is not None or
                           self.status_of(references[-1]) == "accepted")
            # It asks for the status again and again, and writes each time that it did: it comes to its n-th write.
            lobby.wait_for("a death", lambda: self.follower.poll() is not None)
            self.assertEqual(self.follower.returncode, -signal.SIGKILL)
        self.start_follower()
        for reference in references:
            self.wait_status(reference, "accepted")
            self.assertEqual(len(self.of(reference)), 1, reference)
        steps = [e["body"]["reference"] for e in self.here.events() if e["kind"] == "follow_up_advanced"]
        self.assertEqual(sorted(steps), sorted(references))
        print(f"killed {kills} times, {len(references)} follow-ups, each there once", flush=True)
        self.stop_follower()


if __name__ == "__main__":
    if not shutil.which("node"):
        print("node is not installed")
        sys.exit(77)
    PROGRAMS, SITE = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    KILLER = sys.argv[3]
    unittest.main(argv=sys.argv[:1] + sys.argv[4:], verbosity=2)
