"""Signing in with the accounts of a real provider: the queue server, npm's oidc-provider and a person's browser over HTTP, with
everything that goes wrong. Run by CTest:
  provider_test.py PROGRAMS_FOLDER SITE_FOLDER FOLDER_FOR_NPM [CASE …]
Exit code 77: something is not installed, said in words (CTest shows it as skipped).
"""

import contextlib
import http.server
import json
import socket
import sqlite3
import subprocess
import sys
import threading
import time

import accounts
import browser
import lobby

RIGHTS = '''roles_claim = "groups"
clerk_claim = "preferred_username"
[clerks]
"ann@city" = "ann"
"bob@city" = "bob"
"zoe@city" = "zoe"
[[rights]]
value = "foyer-desk"
roles = ["counter"]
skills = ["front-desk"]
[[rights]]
value = "foyer-lead"
roles = ["manager"]
'''
# "zoe@city" is in the list, but nobody has added her as a clerk.
PEOPLE = {"ann-1": {"preferred_username": "ann@city", "groups": ["foyer-desk", "chess"]},
          "bob-2": {"preferred_username": "bob@city", "groups": ["foyer-lead"]},
          "zoe-3": {"preferred_username": "zoe@city", "groups": ["foyer-desk"]},
          "eve-4": {"preferred_username": "eve@city", "groups": ["foyer-desk"]}}
USUAL = {"clock_off_s": 0, "id_token_s": 3600, "code_s": 600, "interval_s": 1, "enforced_interval_s": 0, "tamper": None,
         "forged": None, "accounts": PEOPLE}


class Setting:
    """One provider and one lobby for all cases; every case begins with nobody signed in and a clean log."""

    def __init__(self, programs, site, installed, here, provider):
        self.programs, self.site, self.installed, self.here, self.provider = programs, site, installed, here, provider
        self.lines = ""
        self.desk = None

    def restart(self, lines="renew_every = \"10 min\"\n"):
        """With other settings, the server anew."""
        if self.here.server:
            self.here.stop(self.here.server)
        accounts.write_settings(self.here, self.provider.issuer, lines + RIGHTS)
        self.here.start_server()

    def begin_case(self):
        self.provider.set(**USUAL)
        self.provider.order("log")
        self.desk.ask("sign_out")
        self.desk.ask("cancel_sign_on")

    def signed_in(self, account="ann-1", clerk="ann"):
        shown = self.desk.begin()
        browser.Browser().confirm(shown["verification_uri_complete"], account)
        return self.desk.wait_signed_in(clerk)

    def requests(self):
        return self.provider.order("log")

    def database(self):
        return contextlib.closing(sqlite3.connect(self.here.data / "access.sqlite"))

    def rows(self, query):
        with self.database() as db:
            return db.execute(query).fetchall()


def happy_path(s):
    assert s.desk.session()["ways"] == ["pin", "sign_on"]
    shown = s.desk.begin()
    assert shown["state"] == "waiting" and len(shown["user_code"]) >= 8, shown
    assert shown["user_code"] in shown["verification_uri_complete"]
    assert "clerk" not in s.desk.session()
    browser.Browser().confirm(shown["verification_uri_complete"], "ann-1")
    session = s.desk.wait_signed_in("ann")
    assert session["sign_on"]["state"] == "signed_in"
    # The provider's roles say what she can: the record says everything.
    opened = s.desk.ask("open_counter", {"counter": "counter-1"})["events"][0]
    assert opened["actor"] == {"device": "desk-1", "clerk": "ann"}, opened
    assert opened["body"]["skills"] == ["front-desk"], opened
    s.desk.ask("close_counter", {"counter": "counter-1"})
    # It outlives the server.
    s.here.kill_server()
    s.here.start_server()
    assert s.desk.session()["clerk"] == "ann"
    assert s.provider.order("alive") >= 1
    s.desk.ask("sign_out")
    lobby.wait_for("the token to be revoked", lambda: not s.rows("SELECT * FROM revocation"))
    assert s.provider.order("alive") == 0
    assert not s.rows("SELECT * FROM sign_on") and not s.rows("SELECT * FROM sign_on_pending")


def same_request_again(s):
    """The same id: the same code; another one takes its place, and the first code signs nobody in."""
    one = s.desk.begin("again-1")
    assert s.desk.ask("begin_sign_on", request_id="again-1")["session"]["sign_on"] == one
    two = s.desk.begin()
    assert two["user_code"] != one["user_code"]
    browser.Browser().confirm(one["verification_uri_complete"], "bob-2")
    browser.Browser().confirm(two["verification_uri_complete"], "ann-1")
    s.desk.wait_signed_in("ann")


def roles_and_people(s):
    for account, state in (("bob-2", "not_allowed"), ("zoe-3", "unknown_person"), ("eve-4", "unknown_person")):
        s.begin_case()
        browser.Browser().confirm(s.desk.begin()["verification_uri_complete"], account)
        session = s.desk.wait_for_state(state)
        assert "clerk" not in session
        lobby.wait_for("what was given to be given back", lambda: s.provider.order("alive") == 0)
    s.desk.ask("cancel_sign_on")
    assert "sign_on" not in s.desk.session()


def denied(s):
    browser.Browser().refuse(s.desk.begin()["verification_uri_complete"])
    s.desk.wait_for_state("denied")


def expired(s):
    s.provider.set(code_s=2)
    s.desk.begin()
    s.desk.wait_for_state("expired")


def slow_down(s):
    """A provider that wants to be asked less often than it says."""
    s.provider.set(enforced_interval_s=3)
    shown = s.desk.begin()
    def slowed():
        return any(r["error"] == "slow_down" for r in s.requests())
    lobby.wait_for("the provider to slow us down", slowed)
    browser.Browser().confirm(shown["verification_uri_complete"], "ann-1")
    s.desk.wait_signed_in("ann")
    asked = [r for r in s.requests() if r["grant"].endswith("device_code")]
    assert all(r["error"] != "slow_down" for r in asked), asked


def wrong_tokens(s):
    """Signed by the provider's very key and still not for us; or not signed by it at all."""
    for what in ({"tamper": {"aud": "another-client"}}, {"tamper": {"iss": "https://other.example"}},
                 {"tamper": {"sub": ""}}, {"forged": "none"}, {"forged": "hmac"}, {"forged": "stranger"}):
        s.begin_case()
        s.provider.set(**what)
        browser.Browser().confirm(s.desk.begin()["verification_uri_complete"], "ann-1")
        session = s.desk.wait_for_state("failed")
        assert "clerk" not in session, what


def key_rotation(s):
    """New keys, of other kinds, while the server runs."""
    for algorithm in ("ES256", "PS256", "RS256"):
        s.provider.order("rotate", algorithm)
        s.begin_case()
        browser.Browser().confirm(s.desk.begin()["verification_uri_complete"], "ann-1")
        s.desk.wait_signed_in("ann")
        assert [r["path"] for r in s.requests()].count("/jwks") == 1, algorithm


def clock_skew(s):
    for seconds, lets_in in ((50, True), (-50, True), (90, False)):
        s.begin_case()
        s.provider.set(clock_off_s=seconds)
        browser.Browser().confirm(s.desk.begin()["verification_uri_complete"], "ann-1")
        if lets_in:
            s.desk.wait_signed_in("ann")
        else:
            s.desk.wait_for_state("failed")
    # So far behind that its tokens have ended when they come.
    s.begin_case()
    s.provider.set(clock_off_s=-90, id_token_s=20)
    browser.Browser().confirm(s.desk.begin()["verification_uri_complete"], "ann-1")
    s.desk.wait_for_state("failed")


def renewed(s):
    """The right ends after four seconds, and the session does not."""
    s.provider.set(id_token_s=4)
    first = s.signed_in()["sign_on"]["expires_at_ms"]
    def later():
        session = s.desk.session()
        assert session.get("clerk") == "ann", session
        return session["sign_on"]["expires_at_ms"] > first + 5000
    lobby.wait_for("the right to be renewed twice", later)
    assert s.provider.order("alive") == 1  # Each token once, the newest is kept.


def revoked(s):
    """Taken back at the provider: the counter is closed and the clerk is out; while somebody is served, not yet."""
    s.restart('renew_every = "1 s"\n')
    s.signed_in()
    s.desk.ask("open_counter", {"counter": "counter-1"})
    kiosk = s.kiosk.ask("issue_ticket", {"services": ["general-question"], "channel": "kiosk", "language": "en",
                                         "priority": "normal"})["events"][0]["body"]
    s.kiosk.ask("issue_ticket", {"services": ["general-question"], "channel": "kiosk", "language": "en", "priority": "normal"})
    s.desk.ask("call_next", {"counter": "counter-1"})
    s.desk.ask("serve", {"counter": "counter-1", "visit": kiosk["visit"]})
    s.provider.order("take_back")
    s.desk.wait_for_state("ending")
    # Also over a restart.
    s.here.kill_server()
    s.here.start_server()
    session = s.desk.wait_for_state("ending")
    assert session["clerk"] == "ann"
    assert s.desk.refusal("call_next", {"counter": "counter-1"}) == "not_signed_in"
    s.desk.ask("finish", {"counter": "counter-1", "visit": kiosk["visit"],
                          "results": [{"need": kiosk["needs"][0]["need"], "outcome": "resolved"}]})
    session = s.desk.session()
    assert "clerk" not in session and session["sign_on"]["state"] == "ended", session
    counters = s.desk.ask("snapshot")["snapshot"]["state"]["counters"]
    assert all(c["state"] == "closed" for c in counters), counters
    closed = [e for e in s.here.events() if e["kind"] == "counter_closed"][-1]
    assert closed["actor"] == {"device": "desk-1", "clerk": "ann"}
    s.restart()


def account_changed(s):
    """Who loses the role loses the session at the next renewal."""
    s.restart('renew_every = "1 s"\n')
    s.signed_in()
    s.provider.set(accounts={**PEOPLE, "ann-1": {"preferred_username": "ann@city", "groups": ["chess"]}})
    s.desk.wait_signed_out()
    lobby.wait_for("what is left to be revoked", lambda: s.provider.order("alive") == 0)
    s.restart()


def provider_down(s):
    # At the beginning: it is said, and the next try goes.
    s.provider.order("down")
    assert s.desk.begin()["state"] == "provider_unavailable"
    s.provider.order("up")
    shown = s.desk.begin()
    assert shown["state"] == "waiting", shown
    # While it is asked: it goes on when the provider is back.
    browser.Browser().confirm(shown["verification_uri_complete"], "ann-1")
    s.provider.order("down")
    time.sleep(2.5)  # Two questions that nobody answers.
    s.provider.order("up")
    s.desk.wait_signed_in("ann")


def provider_down_at_renewal(s):
    """Kept beyond the end of the right, as long as the settings say, and then ended; or renewed in time."""
    s.restart('renew_every = "1 s"\nkeep_unreachable = "30 s"\n')
    s.provider.set(id_token_s=2)
    s.signed_in()
    s.provider.order("down")
    time.sleep(4)  # The right has ended.
    assert s.desk.session()["clerk"] == "ann"
    s.provider.order("up")
    lobby.wait_for("a new right", lambda: s.desk.session()["sign_on"]["expires_at_ms"] > time.time() * 1000)
    s.restart('renew_every = "1 s"\nkeep_unreachable = "2 s"\n')
    assert s.desk.session()["clerk"] == "ann"
    s.provider.order("down")
    s.desk.wait_signed_out()
    assert s.rows("SELECT * FROM revocation")  # Kept until the provider can hear it.
    s.provider.order("up")
    s.restart()
    lobby.wait_for("the token to be revoked", lambda: not s.rows("SELECT * FROM revocation"))
    assert s.provider.order("alive") == 0


def killed_between(s):
    """The server dies after the person has confirmed and before it knows: she is signed in when it is back."""
    s.provider.set(interval_s=4)
    shown = s.desk.begin("before-the-kill")
    browser.Browser().confirm(shown["verification_uri_complete"], "ann-1")
    s.here.kill_server()
    assert not s.rows("SELECT * FROM session") and len(s.rows("SELECT * FROM sign_on_pending")) == 1
    s.here.start_server()
    assert s.desk.ask("begin_sign_on", request_id="before-the-kill")["session"]["sign_on"] == shown
    s.desk.wait_signed_in("ann")
    assert not s.rows("SELECT * FROM sign_on_pending")


def pin_on_and_off(s):
    assert s.desk.ask("sign_in", {"clerk": "ann", "secret": "2468"})["session"]["clerk"] == "ann"
    s.desk.ask("sign_out")
    # A PIN ends what was begun with the account: the confirmation comes too late.
    shown = s.desk.begin()
    s.desk.ask("sign_in", {"clerk": "bob", "secret": "2468"})
    browser.Browser().confirm(shown["verification_uri_complete"], "ann-1")
    s.desk.ask("sign_out")
    s.restart("pin = false\n")
    assert s.desk.session()["ways"] == ["sign_on"]
    assert s.desk.refusal("sign_in", {"clerk": "ann", "secret": "2468"}) == "not_allowed"
    s.signed_in()
    s.restart()


def rights_of_devices(s):
    assert s.kiosk.refusal("begin_sign_on") == "not_allowed"
    assert s.kiosk.refusal("cancel_sign_on") == "not_allowed"
    assert s.desk.refusal("begin_sign_on", {"clerk": "ann"}) == "malformed"


def administrators(s):
    """A disabled clerk's session ends, and the provider hears of it; `foyer sign-on check` says what is wrong."""
    s.signed_in()
    s.here.foyer("clerk", "disable", "ann", "--data", s.here.data)
    s.desk.wait_signed_out()
    lobby.wait_for("the token to be revoked", lambda: s.provider.order("alive") == 0)
    s.here.foyer("clerk", "set-secret", "ann", "--pin-from-stdin", "--data", s.here.data, text="2468\n")
    said = s.here.foyer("sign-on", "check", "--data", s.here.data, "--site", s.site)
    assert "wrong" not in said and "there is no clerk zoe" in said and "RS256" in said, said
    accounts.write_settings(s.here, s.provider.issuer + "/nowhere", RIGHTS)
    said = subprocess.run([f"{s.programs}/foyer", "sign-on", "check", "--data", s.here.data], capture_output=True, text=True)
    assert said.returncode == 1 and "answers 404" in said.stdout, said
    accounts.write_settings(s.here, s.provider.issuer, RIGHTS.replace("front-desk", "golf"))
    s.here.stop(s.here.server)
    said = subprocess.run([f"{s.programs}/foyer-queue-server", "--data", s.here.data, "--site", s.site], capture_output=True,
                          text=True, timeout=30)
    assert said.returncode == 4 and 'no skill "golf"' in said.stderr, said
    s.restart()


def certificate(s):
    """Over TLS: a certificate that nobody vouches for is not believed; one of the city's own authority is."""
    key, cert = s.here.folder / "key.pem", s.here.folder / "cert.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2",
                    "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
    with accounts.Provider(s.installed, (key, cert)) as safe:
        safe.set(**USUAL)
        for ca, lets_in in (("", False), (f'ca_file = "{cert}"\n', True)):
            s.here.stop(s.here.server)
            accounts.write_settings(s.here, safe.issuer, ca + RIGHTS)
            s.here.start_server()
            shown = s.desk.begin()
            if not lets_in:
                assert shown["state"] == "provider_unavailable", shown
                continue
            browser.Browser(cert).confirm(shown["verification_uri_complete"], "ann-1")
            s.desk.wait_signed_in("ann")
        s.desk.ask("sign_out")
        lobby.wait_for("the token to be revoked", lambda: safe.order("alive") == 0)
    s.restart()


def nothing_secret_is_told(s):
    """Tokens and people's names at the provider are in access.sqlite alone, which only the server can read."""
    s.signed_in()
    token, subject = s.rows("SELECT refresh_token, subject FROM sign_on")[0]
    assert subject == "ann-1" and len(token) > 20
    assert (s.here.data / "access.sqlite").stat().st_mode & 0o077 == 0
    s.here.stop(s.here.server)
    for file in s.here.data.rglob("*"):
        if file.is_file() and not file.name.startswith("access.sqlite") and not file.name.startswith("sign-on"):
            text = file.read_bytes()
            for secret in (token, subject, "ann@city", accounts.SECRET):
                assert secret.encode() not in text, (file, secret)
    s.here.start_server()


def silent_provider(s):
    """It takes connections and says nothing: nobody else waits for that, and the server ends when it is asked to."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        s.here.stop(s.here.server)
        accounts.write_settings(s.here, "http://127.0.0.1:%d" % silent.getsockname()[1], RIGHTS)
        s.here.start_server()
        question = {"v": 1, "id": s.desk.fresh_id(), "command": "begin_sign_on", "body": {}}
        s.desk.send_text(json.dumps(question).encode())
        slowest = 0
        for _ in range(200):
            began = time.monotonic()
            assert "sign_on" not in s.kiosk.session()
            slowest = max(slowest, time.monotonic() - began)
        print(f"  while the provider is silent others wait {slowest * 1000:.0f} ms at most", flush=True)
        assert slowest < 1, slowest  # A provider's silence lasts ten.
        answer = lobby.wait_for("an answer all the same", lambda: s.desk.receive(1000))
        assert answer["id"] == question["id"]
        assert answer["session"]["sign_on"]["state"] == "provider_unavailable", answer
        s.desk.send_text(json.dumps({**question, "id": s.desk.fresh_id()}).encode())
        s.kiosk.session()
        began = time.monotonic()
        s.here.stop(s.here.server)
        assert time.monotonic() - began < 5
    s.restart()


class Hostile(http.server.BaseHTTPRequestHandler):
    """Instead of a provider: answers that must not harm."""

    body, status, headers_more = b"", 200, {}

    def do_GET(self):
        self.send_response(self.status)
        for name, value in self.headers_more.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):  # Who has heard enough hangs up.
            self.wfile.write(self.body)

    def log_message(self, *_):
        pass


def hostile_provider(s):
    """What is no answer of a provider is refused in words, and nothing else happens."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    here = "http://127.0.0.1:%d" % server.server_address[1]
    elsewhere = {name: "http://login.example/" + name
                 for name in ("device_authorization_endpoint", "token_endpoint", "jwks_uri")}
    s.here.stop(s.here.server)
    accounts.write_settings(s.here, here, RIGHTS)
    s.here.start_server()
    for what, status, headers, body in (
            ("nothing", 200, {}, b""), ("no JSON", 200, {}, b"<html>"), ("a list", 200, {}, b"[]"),
            ("too much", 200, {}, b"{" + b" " * 5_000_000), ("too deep", 200, {}, b"[" * 200_000),
            ("bytes", 200, {}, bytes(range(256)) * 100), ("another issuer", 200, {}, b'{"issuer":"http://login.example"}'),
            ("a way elsewhere", 302, {"Location": s.provider.issuer + "/.well-known/openid-configuration"}, b""),
            ("no https", 200, {}, json.dumps({"issuer": here, **elsewhere}).encode())):
        Hostile.status, Hostile.headers_more, Hostile.body = status, headers, body
        assert s.desk.begin()["state"] == "provider_unavailable", what
    server.shutdown()
    server.server_close()
    s.restart()


CASES = [happy_path, same_request_again, roles_and_people, denied, expired, slow_down, wrong_tokens, key_rotation, clock_skew,
         renewed, revoked, account_changed, provider_down, provider_down_at_renewal, killed_between, pin_on_and_off,
         rights_of_devices, silent_provider, hostile_provider, administrators, certificate, nothing_secret_is_told]


def main():
    programs, site, installed, *wanted = sys.argv[1:]
    if reason := accounts.missing(installed):
        print("skipped:", reason)
        return 77
    with lobby.Lobby(programs, site) as here, accounts.Provider(installed) as provider:
        desk_file, kiosk_file = here.enroll("desk-1", "counter"), here.enroll("kiosk-1", "kiosk")
        for clerk in ("ann", "bob"):
            accounts.add_clerk(here, clerk)
        s = Setting(programs, site, installed, here, provider)
        s.restart()
        s.desk, s.kiosk = accounts.Desk(desk_file), accounts.Desk(kiosk_file)
        for case in CASES:
            if wanted and case.__name__ not in wanted:
                continue
            s.begin_case()
            began = time.monotonic()
            case(s)
            print(f"{case.__name__}: {time.monotonic() - began:.1f} s", flush=True)
        s.desk.close()
        s.kiosk.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
