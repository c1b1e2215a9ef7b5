"""What the tests of the sign-on share: the provider as a process of its own, and a lobby that signs in with it."""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "end-to-end"), str(HERE.parent / "end-to-end" / "python")]

import foyer_client  # noqa: E402
import lobby  # noqa: E402

SECRET = "a secret of the test+/ %"


def missing(installed):
    """Why these tests cannot run here; None if they can."""
    for program, package in (("node", "nodejs"), ("npm", "npm"), ("openssl", "openssl")):
        if not shutil.which(program):
            return f"{program} is not installed (package {package})"
    if subprocess.run(["sh", HERE / "provider" / "install.sh", installed], check=False).returncode != 0:
        return f"npm could not install oidc-provider; see {installed}/install.log"
    return None


class Provider:
    def __init__(self, installed, certificate=None):
        """`certificate`: (key file, certificate file), for https."""
        self.port, self._control = lobby.free_port(), lobby.free_port()
        self.issuer = f"{'https' if certificate else 'http'}://127.0.0.1:{self.port}"
        self._log = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            ["node", HERE / "provider" / "provider.mjs", pathlib.Path(installed).resolve(), str(self.port),
             str(self._control), *map(str, certificate or ())], stdout=self._log, stderr=self._log)
        lobby.wait_for("the provider", self._is_ready)

    def _is_ready(self):
        if self._process.poll() is not None:
            self._log.seek(0)
            raise AssertionError("the provider ended: " + self._log.read().decode())
        try:
            return self.order("log") is not None
        except OSError:
            return False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        lobby.Lobby.stop(self._process)
        self._log.close()

    def order(self, order, value=None):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        request = urllib.request.Request(f"http://127.0.0.1:{self._control}", json.dumps({order: value}).encode())
        with opener.open(request, timeout=20) as answer:
            return json.loads(answer.read())["result"]

    def set(self, **values):
        self.order("set", values)


def write_settings(here, issuer, lines="", public=False):
    """`lines`: further ones of sign-on.toml. Tables at the end."""
    secret = here.data / "sign-on.secret"
    secret.write_text(SECRET + "\n")
    secret.chmod(0o600)
    (here.data / "sign-on.toml").write_text(
        f'issuer = "{issuer}"\nclient_id = "foyer"\nclient_secret_file = "sign-on.secret"\n'
        'scopes = ["openid", "offline_access", "profile", "roles"]\n' + lines)


def add_clerk(here, clerk, pin="2468"):
    here.add_clerk(clerk, pin)


class Desk(foyer_client.Client):
    """A counter client without a screen."""

    def session(self):
        return self.ask("session")["session"]

    def begin(self, request_id=None):
        """As every client does: who begins too soon asks again, with the same id."""
        request_id = request_id or self.fresh_id()
        def begun():
            try:
                return self.ask("begin_sign_on", request_id=request_id)["session"]["sign_on"]
            except foyer_client.Refused as e:
                if e.code != "throttled":
                    raise
                return None
        return lobby.wait_for("a code", begun)

    def wait_for_state(self, state):
        def there():
            session = self.session()
            return session if session.get("sign_on", {}).get("state") == state else None
        return lobby.wait_for(f"the sign-on to be {state}, not {self.session()}", there)

    def wait_signed_in(self, clerk):
        def there():
            session = self.session()
            return session if session.get("clerk") == clerk else None
        return lobby.wait_for(f"{clerk} to be signed in, not {self.session()}", there)

    def wait_signed_out(self):
        return lobby.wait_for("the end of the session", lambda: "clerk" not in (s := self.session()) and s)

    def refusal(self, command, body=None):
        try:
            self.ask(command, body)
        except foyer_client.Refused as e:
            return e.code
        return "none"
