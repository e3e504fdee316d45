"""What was acknowledged is there after `kill -9`, once; a stop that is asked for is orderly (R1, R4, R15)."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from databases import GIVEN
from sqlmodel import select
from typer.testing import CliRunner

from app.cli import app as command
from app.core.db import open_engine, open_session
from app.domain import verify
from app.models.ticket import Ticket

pytestmark = pytest.mark.skipif(bool(GIVEN), reason="starts its own server on SQLite")
WAIT_S = 60


INIT = ["init", "--name", "Test", "--short-name", "T", "--admin", "root", "--time-zone", "Asia/Shanghai", "--password"]


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """A free port and a zone in a folder of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    own = {"DATA_DIR": str(tmp_path), "PORT": port, "DATABASE_URL": "", "PROFILE": "development", "LOG_LEVEL": "ERROR"}
    found = os.environ | own | {"PYTHONUNBUFFERED": "1"}
    assert CliRunner().invoke(command, INIT, input="seven odd horses", env=found).exit_code == 0
    assert CliRunner().invoke(command, ["user", "add", "boss", "--role", "leader"], env=found).exit_code == 0
    return found


@pytest.fixture
def key(surroundings: dict[str, str]) -> str:
    return CliRunner().invoke(command, ["token", "create", "boss"], env=surroundings).stdout.splitlines()[-1]


@contextmanager
def serving(surroundings: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The real server, never left behind. Once it has said its address, callers queue until it answers."""
    words = [sys.executable, "-m", "app.cli", "serve"]
    with subprocess.Popen(words, env=surroundings, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert b"serves" in process.stdout.readline()
            assert httpx.get(f"http://127.0.0.1:{surroundings['PORT']}/readyz", timeout=WAIT_S).status_code == 200
            yield process
        finally:
            process.kill()


class Writers:
    """Threads that record tickets until the server is gone; `saved` are those it said were saved."""

    def __init__(self, port: str, key: str) -> None:
        self.address, self.proof = f"http://127.0.0.1:{port}/api/v1/tickets", {"Authorization": f"Bearer {key}"}
        self.saved: list[str] = []
        self.enough = threading.Event()
        self.threads = [threading.Thread(target=self._write) for _ in range(4)]

    def _write(self) -> None:
        with httpx.Client(headers=self.proof, timeout=WAIT_S) as client:
            while True:
                ticket = str(uuid4())
                try:
                    answer = client.post(self.address, json={"key": ticket, "kind_id": 1, "title": "durable"})
                except httpx.TransportError:
                    return
                assert answer.status_code == 201, answer.text
                self.saved.append(ticket)
                if len(self.saved) >= 20:
                    self.enough.set()


def test_what_was_acknowledged_survives_kill_nine_once(surroundings: dict[str, str], key: str, tmp_path: Path):
    writers = Writers(surroundings["PORT"], key)
    with serving(surroundings) as process:
        for thread in writers.threads:
            thread.start()
        assert writers.enough.wait(WAIT_S)
        process.kill()
        for thread in writers.threads:
            thread.join()
    with serving(surroundings):
        replayed = httpx.post(
            writers.address, json={"key": writers.saved[0], "kind_id": 1, "title": "durable"}, headers=writers.proof
        )
        assert replayed.status_code < 300
    engine = open_engine(f"sqlite:///{tmp_path / 'zhuanban.sqlite3'}")
    with open_session(engine, writes=False) as session:
        kept = [str(found) for found in session.exec(select(Ticket.key).where(Ticket.title == "durable"))]
        assert list(verify.faults(session, [])) == []
    engine.dispose()
    assert set(writers.saved) <= set(kept)
    assert len(kept) == len(set(kept))


def test_a_stop_is_orderly(surroundings: dict[str, str]):
    with serving(surroundings) as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(WAIT_S) == 0
