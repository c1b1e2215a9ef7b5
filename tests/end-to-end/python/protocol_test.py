#!/usr/bin/python3
"""The main job through the eyes of somebody who has only docs/PROTOCOL.md: issues, calls, serves and
finishes a ticket at a real queue server, and holds every message that goes or comes, and every
example on that page, against docs/schemas."""

import argparse
import json
import pathlib
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import unittest

import jsonschema
import zmq

from foyer_client import Client, Follower, Refused

OPTIONS = None
SOURCE = pathlib.Path(__file__).resolve().parents[3]
SCHEMAS = {}


def schema(name):
    """The validator of docs/schemas/NAME.json."""
    if name not in SCHEMAS:
        text = (SOURCE / "docs/schemas" / f"{name}.json").read_text(encoding="utf-8")
        SCHEMAS[name] = jsonschema.Draft202012Validator(json.loads(text))
    return SCHEMAS[name]


class Checker:
    """Holds messages against their schemas, and counts them."""

    def __init__(self):
        self.seen = {}

    def __call__(self, kind, message):
        name = {"request": f"{message.get('command')}.command",
                "event": f"{message.get('kind')}.event"}.get(kind, kind)
        schema(name).validate(message)
        self.seen[name] = self.seen.get(name, 0) + 1
        for event in message.get("events", []) if kind == "answer" else []:
            self("event", event)


class QueueServer:
    """The real program, on free ports, with a data folder that outlives a restart."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "data"
        self.ports = ["*", "*"]
        self.foyer("keys", "init")
        self.process = None

    def foyer(self, *words, text=None):
        subprocess.run([OPTIONS.foyer, *words, "--data", str(self.data)], input=text, text=True,
                       check=True, stdout=subprocess.DEVNULL)

    def start(self):
        self.process = subprocess.Popen(
            [OPTIONS.server, "--data", str(self.data), "--site",
             str(SOURCE / "assets/sites/clarington"), "--open-all-day", "--no-ticket-limit",
             "--request-port", self.ports[0], "--event-port", self.ports[1]],
            stderr=subprocess.PIPE, text=True)
        while "opening the day" not in (line := self.process.stderr.readline()):
            found = re.search(r"requests at \S+:(\d+), events at \S+:(\d+)", line)
            if found:
                if self.ports[0] != "*":
                    return  # A day is open already.
                self.ports = list(found.groups())
            if not line:
                raise AssertionError("the queue server ended")

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stderr.close()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=10)
        self.process.stderr.close()
        return code

    def enroll(self, name, role):
        file = self.folder / f"{name}.device"
        self.foyer("keys", "enroll", name, "--role", role, "--out", str(file))
        return file


class LobbyTest(unittest.TestCase):
    def setUp(self):
        self.temp = tempfile.TemporaryDirectory(prefix="foyer-test-")
        self.addCleanup(self.temp.cleanup)
        self.check = Checker()
        self.server = QueueServer(self.temp.name)
        self.server.start()
        self.addCleanup(lambda: self.server.kill() if self.server.process.poll() is None else None)
        self.clients = []

    def tearDown(self):
        for client in self.clients:
            client.close()
        self.assertEqual(self.server.stop(), 0)

    def client(self, name, role, kind=Client):
        client = kind(self.server.enroll(name, role), self.check)
        self.clients.append(client)
        return client

    def desk(self):
        self.server.foyer("clerk", "add", "ann", "--name", "Ann", "--skills", "all",
                          "--pin-from-stdin", text="4711\n")
        return self.client("desk-1", "counter")

    def refused(self, client, command, body, code, field=None):
        with self.assertRaises(Refused) as caught:
            client.ask(command, body)
        self.assertEqual(caught.exception.code, code)
        if field is not None:
            self.assertEqual(caught.exception.field, field)

    TICKET = {"services": ["pay-property-tax"], "channel": "kiosk", "language": "en",
              "priority": "normal"}

    def test_a_ticket_is_issued_called_served_and_finished(self):
        kiosk = self.client("kiosk-1", "kiosk")
        desk = self.desk()
        display = self.client("display-1", "display", Follower)
        display.read_until(lambda: display.seq is not None)

        issued = kiosk.ask("issue_ticket", self.TICKET)["events"][0]
        ticket = issued["body"]
        self.assertRegex(ticket["ticket"], "^[A-Z][0-9]{3}$")
        self.assertRegex(ticket["token"], "^[0-9a-f]{32}$")
        self.assertEqual(ticket["promise"]["status"], "no_counter_open")

        here = {"counter": "counter-1"}
        self.refused(desk, "open_counter", here, "not_signed_in")
        session = desk.ask("sign_in", {"clerk": "ann", "secret": "4711"})["session"]
        self.assertEqual(session, {"clerk": "ann", "role": "counter", "rights": ["call_out_of_order"]})
        self.assertEqual(desk.ask("session")["session"], session)
        desk.ask("open_counter", here)
        called = desk.ask("call_next", here)["events"][0]
        self.assertEqual(called["kind"], "visit_called")
        self.assertEqual(called["body"]["visit"], ticket["visit"])
        self.assertEqual(called["actor"], {"device": "desk-1", "clerk": "ann"})
        visit = {**here, "visit": ticket["visit"]}
        desk.ask("serve", visit)
        results = [{"need": need["need"], "outcome": "resolved"} for need in ticket["needs"]]
        last = desk.ask("finish", {**visit, "results": results})
        self.assertEqual(last["events"][-1]["kind"], "need_finished")
        self.assertNotIn("clerk", desk.ask("sign_out")["session"])

        display.read_until(lambda: display.seq >= last["seq"])
        kinds = [event["kind"] for event in display.applied]
        self.assertEqual(kinds, ["ticket_issued", "counter_opened", "visit_called",
                                 "serving_started", "need_finished"])
        self.assertNotIn("token", display.applied[0]["body"])
        display.read_until(lambda: display.waits is not None)
        again = display.ask("snapshot")["snapshot"]["state"]
        self.assertEqual(again["visits"], [])
        self.assertEqual(again["totals"], {"issued": 1, "departed": 1, "answered": 0})
        for name in ("heartbeat", "waits", "answer", "ticket_issued.event"):
            self.assertGreater(self.check.seen[name], 0)

    def test_the_same_request_again_is_answered_the_same_also_after_a_kill(self):
        kiosk = self.client("kiosk-1", "kiosk")
        first = kiosk.ask("issue_ticket", self.TICKET, request_id="mine.1")
        self.assertEqual(kiosk.ask("issue_ticket", self.TICKET, request_id="mine.1"), first)
        self.server.kill()
        self.server.start()
        self.assertEqual(kiosk.ask("issue_ticket", self.TICKET, request_id="mine.1"), first)
        with self.assertRaises(Refused) as caught:
            kiosk.ask("issue_ticket", {**self.TICKET, "language": "fr"}, request_id="mine.1")
        self.assertEqual(caught.exception.code, "request_id_reused")

    def test_a_gap_is_filled(self):
        kiosk = self.client("kiosk-1", "kiosk")
        display = self.client("display-1", "display", Follower)
        display.read_until(lambda: display.seq is not None)
        display.events.unsubscribe(b"event")  # As if every event were lost on the way.
        for _ in range(5):
            last = kiosk.ask("issue_ticket", self.TICKET)
        display.read_until(lambda: display.seq == last["seq"])
        self.assertEqual(len(display.applied), 5)
        display.seq = 10**6
        display.fill_gap()
        self.assertEqual(display.seq, last["seq"])

    def test_what_is_wrong_is_refused_by_name(self):
        kiosk = self.client("kiosk-1", "kiosk")
        self.refused(kiosk, "call_next", {"counter": "counter-1"}, "not_allowed")
        self.refused(kiosk, "issue_ticket", {**self.TICKET, "services": ["x"]}, "unknown_service",
                     "services[0]")
        kiosk.send_text(b"{")
        self.assertEqual(kiosk.receive(5000)["refusal"]["code"], "malformed")
        kiosk.send_text(b" " * 20000)
        self.assertEqual(kiosk.receive(5000)["refusal"]["code"], "too_large")
        kiosk.send_text(b'{"v":1,"id":"a","command":"leave","body":{"visit":"one"}}')
        answer = kiosk.receive(5000)
        self.assertEqual((answer["id"], answer["refusal"]["field"]), ("a", "body.visit"))
        kiosk.ask("issue_ticket", self.TICKET)

    def test_a_req_socket_is_served(self):
        client = self.client("kiosk-1", "kiosk")
        socket = client._socket(zmq.REQ, client.device["request_endpoint"])
        socket.send(b'{"v":1,"id":"a","command":"session","body":{}}')
        self.assertTrue(socket.poll(5000))
        self.assertEqual(json.loads(socket.recv())["session"], {"role": "kiosk"})
        socket.close()


class ProgramsTest(unittest.TestCase):
    """Exit codes and messages of the two programs that an administrator types."""

    SITE = str(SOURCE / "assets/sites/clarington")

    def setUp(self):
        self.temp = tempfile.TemporaryDirectory(prefix="foyer-test-")
        self.addCleanup(self.temp.cleanup)
        self.folder = pathlib.Path(self.temp.name)
        self.data = str(self.folder / "data")

    def run_program(self, program, *words, text=None):
        return subprocess.run([program, *words], input=text, text=True, capture_output=True,
                              timeout=20)

    def foyer(self, *words, code=0, text=None):
        done = self.run_program(OPTIONS.foyer, *words, text=text)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stdout + done.stderr

    def server(self, *words, code):
        done = self.run_program(OPTIONS.server, *words)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stderr

    def test_help_and_usage(self):
        for program in (OPTIONS.foyer, OPTIONS.server):
            done = self.run_program(program, "--help")
            self.assertEqual(done.returncode, 0)
            self.assertIn("Exit codes", done.stdout)
            self.assertEqual(self.run_program(program).returncode, 2)
            self.assertEqual(self.run_program(program, "--nonsense").returncode, 2)

    def test_the_server_says_why_it_cannot_run(self):
        self.assertIn("keys init", self.server("--data", self.data, "--site", self.SITE, code=4))
        self.foyer("keys", "init", "--data", self.data)
        empty = self.folder / "empty-site"
        empty.mkdir()
        self.server("--data", self.data, "--site", str(empty), code=3)
        server = QueueServer(self.folder)
        server.start()
        self.assertIn("another queue server",
                      self.server("--data", self.data, "--site", self.SITE, code=4))
        self.assertEqual(server.stop(), 0)
        (self.folder / "data" / "journal.sqlite").write_text("no database " * 1000)
        self.assertIn("journal", self.server("--data", self.data, "--site", self.SITE, code=4))

    def test_keys_clerks_and_the_journal(self):
        data = ["--data", self.data]
        self.foyer("keys", "init", *data)
        file = str(self.folder / "kiosk-1.device")
        enroll = ["keys", "enroll", "kiosk-1", "--role", "kiosk", "--out", file, *data]
        self.foyer(*enroll)
        self.assertIn("enrolled already", self.foyer(*enroll, code=1))
        self.foyer("keys", "enroll", "Kiosk 2", "--role", "kiosk", "--out", file, *data, code=1)
        self.foyer("keys", "enroll", "queue-server", "--role", "kiosk", "--out", file, *data, code=1)
        self.foyer("keys", "enroll", "x", "--role", "janitor", "--out", file, *data, code=2)
        self.assertIn("kiosk-1", self.foyer("keys", "list", *data))
        self.foyer("keys", "revoke", "kiosk-1", *data)
        self.foyer("keys", "revoke", "kiosk-1", *data, code=1)
        self.foyer(*enroll)

        add = ["clerk", "add", "ann", "--name", "Ann", "--skills", "taxation,front-desk",
               "--pin-from-stdin", *data]
        self.foyer(*add, text="123\n", code=1)
        self.foyer(*add, text="4711\n")
        self.foyer(*add, text="4711\n", code=1)
        self.assertIn("front-desk,taxation", self.foyer("clerk", "list", *data))
        self.foyer("clerk", "disable", "ann", *data)
        self.assertIn("disabled", self.foyer("clerk", "list", *data))
        self.foyer("clerk", "set-secret", "ann", "--pin-from-stdin", *data, text="4712\n")
        self.foyer("clerk", "disable", "nobody", *data, code=1)

        server = QueueServer(self.folder)
        server.start()
        kiosk = Client(server.enroll("kiosk-2", "kiosk"))
        ticket = kiosk.ask("issue_ticket", LobbyTest.TICKET)["events"][0]["body"]
        kiosk.close()
        shown = self.foyer("journal", "show", "--ticket", ticket["ticket"], "--json", *data)
        self.assertEqual([json.loads(line)["seq"] for line in shown.splitlines()], [2])
        self.assertNotIn("token", shown)
        self.assertIn("all is well", self.foyer("journal", "verify", *data))
        server.stop()
        self.assertEqual(len(self.foyer("journal", "show", "--from", "2", *data).splitlines()), 1)
        with sqlite3.connect(self.folder / "data" / "journal.sqlite") as journal:
            journal.execute("UPDATE event SET body = '{}' WHERE seq = 2")
        self.assertIn("seq 2", self.foyer("journal", "verify", *data, code=4))

    def test_site_and_schemas(self):
        self.foyer("site", "check", self.SITE)
        empty = self.folder / "empty-site"
        empty.mkdir()
        self.assertIn("mistake", self.foyer("site", "check", str(empty), code=3))
        self.foyer("protocol", "schemas", "--out", str(self.folder / "schemas"))
        made = {file.name: file.read_text() for file in (self.folder / "schemas").iterdir()}
        kept = {file.name: file.read_text() for file in (SOURCE / "docs/schemas").iterdir()}
        self.assertEqual(made, kept)


class PageTest(unittest.TestCase):
    PAGE = (SOURCE / "docs/PROTOCOL.md").read_text(encoding="utf-8")

    def test_every_example_is_right(self):
        examples = re.findall(r"```json (\S+)\n(.*?)```", self.PAGE, re.DOTALL)
        for name, text in examples:
            with self.subTest(name=name, text=text):
                message = json.loads(text)
                schema(name).validate(message)
                Checker()("answer" if name == "answer" else name, message)
        shown = {name for name, _ in examples}
        files = {file.stem for file in (SOURCE / "docs/schemas").glob("*.json")}
        self.assertEqual(files - shown, set(), "without an example")

    def test_every_refusal_is_explained(self):
        codes = schema("answer").schema["properties"]["refusal"]["properties"]["code"]["enum"]
        missing = [code for code in codes if f"`{code}`" not in self.PAGE]
        self.assertEqual(missing, [])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", required=True)
    parser.add_argument("--foyer", required=True)
    OPTIONS, rest = parser.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)
