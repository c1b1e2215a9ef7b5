"""A client of the queue server in another language, written from docs/PROTOCOL.md alone.

Needs Python 3.11 and pyzmq. The numbers in brackets are sections of that page.
"""

import json
import secrets
import tomllib

import zmq

LOST_AFTER_S = 3.0
RETRY_FIRST_MS = 500
RETRY_MOST_MS = 4000


class Refused(Exception):
    """The server's no [7]."""

    def __init__(self, refusal):
        super().__init__(f"{refusal['code']}: {refusal['text']}")
        self.code = refusal["code"]
        self.field = refusal.get("field", "")


class Unreachable(Exception):
    """No answer in the time that was given. The request may still have happened: ask again."""


class Client:
    """One device [1]. `on_message(kind, message)` sees every message that goes or comes: kind is
    "request", "answer", or the topic of what is published."""

    def __init__(self, device_file, on_message=lambda kind, message: None):
        with open(device_file, "rb") as file:
            self.device = tomllib.load(file)
        self.on_message = on_message
        self.context = zmq.Context()
        self.requests = self._socket(zmq.DEALER, self.device["request_endpoint"])
        self.events = None
        self.name = secrets.token_hex(16)
        self.count = 0

    def close(self):
        self.context.destroy(linger=0)

    def _socket(self, kind, endpoint):
        socket = self.context.socket(kind)
        socket.curve_publickey = self.device["public_key"].encode()
        socket.curve_secretkey = self.device["secret_key"].encode()
        socket.curve_serverkey = self.device["server_public_key"].encode()
        socket.linger = 0
        socket.connect(endpoint)
        return socket

    def fresh_id(self):
        """128 random bits, and a counter of fixed width [2]."""
        self.count += 1
        return f"{self.name}.{self.count:08x}"

    def send_text(self, text):
        self.requests.send(text)

    def receive(self, wait_ms):
        """The next answer; None if there is none in that time."""
        if not self.requests.poll(wait_ms):
            return None
        answer = json.loads(self.requests.recv())
        self.on_message("answer", answer)
        return answer

    def ask(self, command, body=None, request_id=None, tries=8):
        """Asks until there is an answer, by the retry rule [2]. Returns the answer, or raises Refused."""
        request = {"v": 1, "id": request_id or self.fresh_id(), "command": command,
                   "body": body or {}}
        self.on_message("request", request)
        text = json.dumps(request).encode()
        wait_ms = RETRY_FIRST_MS
        for _ in range(tries):
            self.send_text(text)
            answer = self.receive(wait_ms)
            while answer is not None and answer["id"] != request["id"]:
                answer = self.receive(wait_ms)  # Of an earlier try.
            if answer is not None:
                if not answer["ok"]:
                    raise Refused(answer["refusal"])
                return answer
            wait_ms = min(2 * wait_ms, RETRY_MOST_MS)
        raise Unreachable(command)


class Follower(Client):
    """Follows the lobby [3]: `snapshot` is what it started from, `applied` every event since."""

    def __init__(self, device_file, on_message=lambda kind, message: None):
        super().__init__(device_file, on_message)
        self.events = self._socket(zmq.SUB, self.device["event_endpoint"])
        for topic in (b"event", b"waits", b"heartbeat"):
            self.events.subscribe(topic)
        self.kept = {}
        self.snapshot = None
        self.seq = None
        self.applied = []
        self.waits = None

    def read_one(self, wait_s=LOST_AFTER_S):
        """Takes in one published message. False: the link is lost."""
        if not self.events.poll(int(wait_s * 1000)):
            return False
        topic, text = self.events.recv_multipart()
        message = json.loads(text)
        self.on_message(topic.decode(), message)
        if topic == b"event":
            self.kept[message["seq"]] = message
            self.apply_kept()
        elif topic == b"waits":
            self.waits = message
        elif topic == b"heartbeat":
            if self.seq is None:
                self.start()
            elif message["seq"] != self.seq:
                self.fill_gap()
        return True

    def start(self):
        self.snapshot = self.ask("snapshot")["snapshot"]
        self.seq = self.snapshot["seq"]
        self.apply_kept()

    def apply_kept(self):
        """The gap rule."""
        if self.seq is None:
            return
        self.kept = {seq: event for seq, event in self.kept.items() if seq > self.seq}
        while self.seq + 1 in self.kept:
            self.seq += 1
            self.applied.append(self.kept.pop(self.seq))
        if self.kept:
            self.fill_gap()

    def fill_gap(self):
        try:
            while True:
                answer = self.ask("events", {"after": self.seq})
                for event in answer.get("events", []):
                    if event["seq"] == self.seq + 1:
                        self.seq += 1
                        self.applied.append(event)
                if answer["seq"] <= self.seq:
                    break
        except Refused as refused:
            if refused.code != "seq_unknown":
                raise
            self.start()
        self.apply_kept()

    def read_until(self, done, messages=1000):
        for _ in range(messages):
            if done():
                return
            if not self.read_one():
                raise Unreachable("no heartbeat")
        raise AssertionError("it did not come")
