"""Webhooks as they are run: a real queue server, foyer-followers, and an HTTP server (receiver.js) that fails in every way.
Each event must arrive at least once and in order; the follower is killed at every write of its database, too.
  webhooks_test.py PROGRAMS_FOLDER SITE_FOLDER KILLER_LIBRARY
Exit code 77: node is not installed.
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(SOURCE / "tests/end-to-end"), str(SOURCE / "tests/end-to-end/python")]

import lobby  # noqa: E402
import progress  # noqa: E402
from foyer_client import Client  # noqa: E402

PROGRAMS = SITE = KILLER = None
SECRET = "a secret of this test, long enough"
FAULTS = ("500 503 400 408 409 429 redirect refuse silent lost cut drip rubbish huge").split()


class Receiver:
    def __init__(self, folder, *certificate, port=0):
        self.log = folder / "received.jsonl"
        self.certificate = certificate
        self.process = subprocess.Popen(["node", SOURCE / "tests/followers/receiver.js", SECRET, self.log, *certificate],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env={**os.environ, "PORT": str(port)})
        self.port = int(self.process.stdout.readline())
        self.url = f"{'https' if certificate else 'http'}://127.0.0.1:{self.port}/foyer"

    def plan(self, faults):
        self.process.stdin.write(" ".join(faults) + "\n")
        self.process.stdin.flush()

    def taken(self):
        if not self.log.exists():
            return []
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


class WebhookTest(unittest.TestCase):
    def setUp(self):
        self.here = lobby.Lobby(PROGRAMS, SITE)
        self.addCleanup(self.here.__exit__)
        self.kiosk_file = self.here.enroll("kiosk-1", "kiosk")
        self.here.start_server()
        self.kiosk = Client(self.kiosk_file)
        self.addCleanup(self.kiosk.close)
        self.data = self.here.data
        self.follower = None
        self.receivers = []
        self.addCleanup(self.stop_all)

    def stop_all(self):
        if self.follower and self.follower.poll() is None:
            self.follower.kill()
            self.follower.wait()
        for receiver in self.receivers:
            receiver.stop()

    def receiver(self, *certificate, port=0):
        receiver = Receiver(self.here.folder, *certificate, port=port)
        self.receivers.append(receiver)
        return receiver

    def configure(self, url, *lines, start="beginning"):
        secret = self.data / "crm.secret"
        secret.write_text(SECRET + "\n")
        secret.chmod(0o600)
        (self.data / "webhooks.toml").write_text(
            "\n".join(["[[endpoint]]", 'name = "crm"', f'url = "{url}"', 'secret_file = "crm.secret"',
                       f'start = "{start}"', *lines]) + "\n")

    def start_follower(self, die_at_write=None):
        environment = dict(os.environ)
        if die_at_write:
            environment |= {"LD_PRELOAD": KILLER, "DIE_AT_WRITE": str(die_at_write)}
        with open(self.here.folder / "followers.out", "ab") as log:
            self.follower = subprocess.Popen(
                [PROGRAMS / "foyer-followers", "--data", self.data, "--site", SITE, "--retry-first-ms", "10",
                 "--retry-most-ms", "50", "--answer-within-ms", "700"], stdout=log, stderr=log, env=environment)

    def stop_follower(self):
        self.follower.send_signal(signal.SIGTERM)
        self.assertEqual(self.follower.wait(20), 0)

    def issue(self, count=1):
        for _ in range(count):
            self.kiosk.ask("issue_ticket", {"services": ["pay-property-tax"], "channel": "kiosk", "language": "en",
                                            "priority": "normal"})

    def seqs(self, *kinds):
        return [event["seq"] for event in self.here.events() if not kinds or event["kind"] in kinds]

    def wait_until_taken(self, receiver, seq):
        lobby.wait_for(f"event {seq}", lambda: any(line.get("seq") == seq for line in receiver.taken()))

    def check(self, receiver, expected):
        """Every one of `expected` came, and none after a later one; whatever came twice came again at once."""
        taken = [line["seq"] for line in receiver.taken()]
        self.assertEqual(sorted(set(taken)), expected)
        self.assertEqual(taken, sorted(taken), "out of order")
        self.assertFalse([line for line in receiver.taken() if line.get("unsigned")])

    def status(self):
        return progress.status(self.here)

    def test_every_fault_between_all_events(self):
        receiver = self.receiver()
        self.configure(receiver.url)
        self.issue(4)
        receiver.plan(FAULTS + ["ok"] + FAULTS[::-1] + ["ok"] + ["lost", "ok"] * 2)
        self.start_follower()
        self.issue(4)
        self.wait_until_taken(receiver, self.seqs()[-1])
        self.check(receiver, self.seqs())
        self.assertTrue(any(line["fault"] == "lost" for line in receiver.taken()))
        # Not a token left the house.
        self.assertNotIn("token", receiver.log.read_text())
        self.assertIn('"ticket":"A001"', receiver.log.read_text().replace(" ", ""))
        self.stop_follower()

    def test_killed_at_every_write(self):
        receiver = self.receiver()
        self.configure(receiver.url)
        self.issue(3)
        kills = 0
        survived = False
        while not survived:
            kills += 1
            self.issue()
            last = self.seqs()[-1]
            self.start_follower(die_at_write=kills)
            lobby.wait_for("a death or the last event", lambda: self.follower.poll() is not None or
                           any(line["seq"] == last for line in receiver.taken()))
            if self.follower.poll() is None:
                # Delivered; what is written after it may still kill it.
                lobby.wait_for("its death or its rest", lambda: self.follower.poll() is not None or self.is_done(last))
            # It writes as it stops, too, and may die of that.
            self.follower.send_signal(signal.SIGTERM)
            died = self.follower.wait(20)
            self.assertIn(died, (0, -signal.SIGKILL))
            survived = died == 0
        self.assertGreater(kills, 8, "it was hardly ever killed")
        self.start_follower()
        lobby.wait_for("the end", lambda: self.is_done(self.seqs()[-1]))
        self.stop_follower()
        self.check(receiver, self.seqs())
        print(f"killed {kills - 1} times, {len(receiver.taken())} deliveries of {len(self.seqs())} events", flush=True)

    def is_done(self, seq):
        return json.loads(self.here.foyer("webhooks", "status", "--json", "--data", self.data))[0]["cursor"] >= seq

    def test_kept_while_the_other_side_is_down_and_goes_on_by_itself(self):
        port = lobby.free_port()
        self.configure(f"http://127.0.0.1:{port}/foyer", 'kinds = ["ticket_issued"]', start="now")
        self.start_follower()
        lobby.wait_for("its place", lambda: "crm" in self.status())
        self.issue(5)
        lobby.wait_for("trouble", lambda: "refused" in self.status().lower() or "connect" in self.status().lower())
        receiver = self.receiver(port=port)
        self.wait_until_taken(receiver, self.seqs()[-1])
        self.check(receiver, self.seqs("ticket_issued")[-5:])
        # The server of the lobby dies: that is nothing to the follower.
        self.here.kill_server()
        self.here.start_server()
        self.issue()
        self.wait_until_taken(receiver, self.seqs("ticket_issued")[-1])
        self.stop_follower()

    def test_an_administrator_pauses_retries_and_skips(self):
        receiver = self.receiver()
        self.configure(receiver.url, 'kinds = ["ticket_issued"]')
        self.issue()
        first = self.seqs("ticket_issued")[0]
        receiver.plan(["400"] * 1000)
        self.start_follower()
        lobby.wait_for("trouble", lambda: "answered 400" in self.status())
        self.here.foyer("webhooks", "pause", "crm", "--data", self.data)
        self.assertIn("paused", self.status())
        self.issue()
        self.here.foyer("webhooks", "skip", "crm", str(first), "--data", self.data)
        receiver.stop()
        receiver = self.receiver(port=receiver.port)
        self.assertEqual(receiver.taken(), [])
        self.here.foyer("webhooks", "retry", "crm", "--data", self.data)
        self.wait_until_taken(receiver, self.seqs("ticket_issued")[1])
        self.check(receiver, self.seqs("ticket_issued")[1:])
        self.stop_follower()

    def test_certificates_are_checked(self):
        certificate, key = self.here.folder / "c.pem", self.here.folder / "k.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate,
                        "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"], check=True,
                       capture_output=True)
        receiver = self.receiver(certificate, key)
        self.configure(receiver.url)
        self.start_follower()
        lobby.wait_for("trouble", lambda: "certificate" in self.status().lower())
        self.assertEqual(receiver.taken(), [])
        self.stop_follower()
        self.configure(receiver.url, f'ca_file = "{certificate}"')
        self.start_follower()
        self.wait_until_taken(receiver, self.seqs()[-1])
        self.check(receiver, self.seqs())
        self.stop_follower()

    def test_mistakes_are_named(self):
        def mistake(text):
            (self.data / "webhooks.toml").write_text(text)
            result = subprocess.run([PROGRAMS / "foyer-followers", "--data", self.data, "--site", SITE],
                                    capture_output=True, text=True, timeout=30, check=False)
            self.assertEqual(result.returncode, 4, result.stderr)
            return result.stderr
        secret = self.data / "crm.secret"
        secret.write_text(SECRET)
        secret.chmod(0o644)
        good = '[[endpoint]]\nname = "crm"\nurl = "https://a.example/x"\nsecret_file = "crm.secret"\n'
        self.assertIn("webhooks.toml:4: secret_file", mistake(good))
        secret.chmod(0o600)
        self.assertIn("webhooks.toml:3: url must begin with https://",
                      mistake(good.replace("https://a", "http://a")))
        self.assertIn('webhooks.toml:5: kinds has "visit_gone"', mistake(good + 'kinds = ["visit_gone"]\n'))
        self.assertIn("webhooks.toml:5: colour is not known", mistake(good + 'colour = "red"\n'))
        self.assertIn('name "crm" is there twice', mistake(good + good))
        self.assertIn("webhooks.toml:1: ", mistake("[[endpoint"))
        self.assertIn("url is missing", mistake('[[endpoint]]\nname = "crm"\n'))
        secret.write_text("short")
        self.assertIn("has not 24 to 4096 bytes", mistake(good))


if __name__ == "__main__":
    if not shutil.which("node"):
        print("node is not installed")
        sys.exit(77)
    PROGRAMS, SITE = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    KILLER = sys.argv[3]
    unittest.main(argv=sys.argv[:1] + sys.argv[4:], verbosity=2)
