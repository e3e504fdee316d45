"""Receivers that really listen on this machine: a mail server, and an HTTP server that keeps what it gets."""

import json
import logging
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller

logging.getLogger("mail.log").setLevel(logging.WARNING)  # it would go on talking after a test has ended


@dataclass
class Post:
    """One request that arrived."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Web:
    """`answers` are used up one by one, then `answer` counts: (status, headers, body)."""

    port: int
    posts: list[Post] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    answer: tuple[int, dict[str, str], bytes] = (200, {}, b"{}")

    def url(self, path: str = "/hook?key=abcd-secret-token") -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def web(tls: ssl.SSLContext | None = None) -> Iterator[Web]:
    """An HTTP server on a free port, with https if a certificate is given."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(lambda: kept))
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.handle_error = lambda *_: None  # a caller that hangs up is what some tests want
    kept = Web(server.server_address[1])
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield kept
    server.shutdown()
    thread.join()
    server.server_close()


def _handler(kept: Callable[[], Web]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept().posts.append(Post(self.path, dict(self.headers), body))
            status, headers, said = kept().answers.pop(0) if kept().answers else kept().answer
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(said))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Tests print nothing."""

    return Handler


@dataclass
class Mailroom:
    """A mail server; it refuses as long as `refuses`."""

    port: int = 0
    refuses: bool = False
    letters: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  the library's name
        if self.refuses:
            return "451 come back later"
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 kept"


@contextmanager
def mailroom() -> Iterator[Mailroom]:
    """A mail server on a free port."""
    kept = Mailroom()
    controller = _OnAnyPort(kept, hostname="127.0.0.1", port=0)
    controller.start()
    kept.port = controller.server.sockets[0].getsockname()[1]
    yield kept
    controller.stop()


class _OnAnyPort(Controller):
    """The library knocks at its own door to see that it stands, for which it would need the number beforehand."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()
