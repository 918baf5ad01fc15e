"""A mail server of this machine for tests: it speaks SMTP over real sockets and keeps what it took.

The certificate beside this file is for "localhost", made for these tests, and of use nowhere else.
"""

from __future__ import annotations

import base64
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

CERTIFICATE = Path(__file__).with_name("localhost_certificate.pem")
_KEY = Path(__file__).with_name("localhost_key.pem")


@dataclass
class Taken:
    """A message that the server took, with what was said before it."""

    sender: str
    recipients: list[str]
    message: EmailMessage
    was_encrypted: bool
    user: str | None


@dataclass
class Behaviour:
    """What the server offers and refuses."""

    offers_starttls: bool = False
    is_ssl: bool = False
    password: str | None = None
    refused_recipients: frozenset[str] = frozenset()
    refuses_sender: bool = False
    refuses_content: bool = False
    hangs_up: bool = False
    is_silent: bool = False


@dataclass
class LocalServer:
    port: int
    taken: list[Taken] = field(default_factory=list)


@contextmanager
def local_smtp(behaviour: Behaviour | None = None) -> Iterator[LocalServer]:
    """Runs a server on a free port until the block ends."""
    with _Server(behaviour or Behaviour()) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield server.local
        server.released.set()
        server.shutdown()
        thread.join()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.behaviour = behaviour
        self.local = LocalServer(self.server_address[1])
        self.released = threading.Event()
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(CERTIFICATE, _KEY)


class _Conversation(socketserver.StreamRequestHandler):
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.is_encrypted = False
        self.user: str | None = None
        self.sender = ""
        self.recipients: list[str] = []

    def handle(self) -> None:
        behaviour = self.server.behaviour
        if behaviour.is_silent:
            self.server.released.wait()
            return
        if behaviour.is_ssl and not self._encrypt():
            return
        self._say("220 localhost")
        if behaviour.hangs_up:
            return
        while line := self.rfile.readline():
            verb, _, rest = line.decode().strip().partition(" ")
            if verb.upper() == "QUIT":
                self._say("221 ciao")
                return
            if verb.upper() == "STARTTLS":
                self._say("220 pronto")
                if not self._encrypt():
                    return
                continue
            self._answer(verb.upper(), rest)

    def _answer(self, verb: str, rest: str) -> None:
        answers = {
            "EHLO": self._greet,
            "AUTH": self._log_in,
            "MAIL": self._begin,
            "RCPT": self._address,
            "DATA": self._take,
        }
        answer = answers.get(verb)
        if answer is None:
            self._say("250 va bene")
        else:
            answer(rest)

    def _greet(self, _: str) -> None:
        behaviour = self.server.behaviour
        offered = ["localhost"]
        if behaviour.offers_starttls and not self.is_encrypted:
            offered.append("STARTTLS")
        if behaviour.password is not None:
            offered.append("AUTH PLAIN")
        for word in offered[:-1]:
            self._say(f"250-{word}")
        self._say(f"250 {offered[-1]}")

    def _log_in(self, rest: str) -> None:
        _, user, password = base64.b64decode(rest.split()[1]).decode().split("\0")
        if password != self.server.behaviour.password:
            self._say("535 no")
            return
        self.user = user
        self._say("235 va bene")

    def _begin(self, rest: str) -> None:
        self.sender, self.recipients = _address_in(rest), []
        self._say("550 no" if self.server.behaviour.refuses_sender else "250 va bene")

    def _address(self, rest: str) -> None:
        address = _address_in(rest)
        if address in self.server.behaviour.refused_recipients:
            self._say("550 sconosciuto")
            return
        self.recipients.append(address)
        self._say("250 va bene")

    def _take(self, _: str) -> None:
        self._say("354 avanti")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if self.server.behaviour.refuses_content:
            self._say("554 no")
            return
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(message, EmailMessage)
        taken = Taken(self.sender, self.recipients, message, self.is_encrypted, self.user)
        self.server.local.taken.append(taken)
        self._say("250 preso")

    def _encrypt(self) -> bool:
        try:
            self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        except (ssl.SSLError, OSError):
            return False  # the other side did not trust the certificate
        self.rfile = self.request.makefile("rb")
        self.wfile = self.request.makefile("wb", buffering=0)
        self.is_encrypted = True
        return True

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


def _address_in(rest: str) -> str:
    return rest.split("<")[1].split(">")[0]
