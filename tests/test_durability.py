"""What was acknowledged is there after `kill -9`, once; a stop that is asked for is orderly (R1, R4, R15)."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from databases import PostgresDatabases, SqliteFiles
from sqlalchemy.engine import Engine
from sqlmodel import select
from typer.testing import CliRunner

from app.cli import app as command
from app.core.db import open_session
from app.domain import verify
from app.models.ticket import Ticket
from app.models.user import User
from app.models.zone import Zone

WAIT_S = 60
INIT = ["init", "--name", "Test", "--short-name", "T", "--admin", "root", "--time-zone", "Asia/Shanghai", "--password"]


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture
def empty(databases: SqliteFiles | PostgresDatabases) -> Iterator[Engine]:
    with databases.empty() as engine:
        yield engine


@pytest.fixture
def bare(empty: Engine, tmp_path: Path) -> dict[str, str]:
    """A free port, and a database without any table."""
    address = empty.url.render_as_string(hide_password=False)
    own = {"DATA_DIR": str(tmp_path), "PORT": free_port(), "DATABASE_URL": address, "PROFILE": "development"}
    return os.environ | own | {"LOG_LEVEL": "ERROR", "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def surroundings(bare: dict[str, str]) -> dict[str, str]:
    """The same with a zone and its leader."""
    found = bare
    assert CliRunner().invoke(command, INIT, input="seven odd horses", env=found).exit_code == 0
    assert CliRunner().invoke(command, ["user", "add", "boss", "--role", "leader"], env=found).exit_code == 0
    return found


@pytest.fixture
def key(surroundings: dict[str, str]) -> str:
    return CliRunner().invoke(command, ["token", "create", "boss"], env=surroundings).stdout.splitlines()[-1]


@contextmanager
def serving(surroundings: dict[str, str], *more: str) -> Iterator[subprocess.Popen[bytes]]:
    """The real server, never left behind. Once it has said its address, callers queue until it answers."""
    words = [sys.executable, "-m", "app.cli", "serve", *more]
    with subprocess.Popen(words, env=surroundings, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert any(b"serves" in line for line in process.stdout)
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


def test_what_was_acknowledged_survives_kill_nine_once(surroundings: dict[str, str], key: str, empty: Engine):
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
    with open_session(empty, writes=False) as session:
        kept = [str(found) for found in session.exec(select(Ticket.key).where(Ticket.title == "durable"))]
        assert list(verify.faults(session, [])) == []
    assert set(writers.saved) <= set(kept)
    assert len(kept) == len(set(kept))


def test_a_stop_is_orderly(surroundings: dict[str, str]):
    with serving(surroundings) as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(WAIT_S) == 0


def test_two_that_load_the_demo_at_once_load_it_once(bare: dict[str, str], empty: Engine):
    words = [sys.executable, "-m", "app.cli", "serve", "--demo"]
    pair = [bare, bare | {"PORT": free_port()}]
    with ExitStack() as ends:
        both = [ends.enter_context(subprocess.Popen(words, env=one, stdout=subprocess.PIPE)) for one in pair]
        for process in both:
            ends.callback(process.kill)
        # Each line is read, so nobody waits for a full pipe; the end of the output would mean that one gave up.
        assert [any(b"serves" in line for line in process.stdout) for process in both] == [True, True]
        for one in pair:
            assert httpx.get(f"http://127.0.0.1:{one['PORT']}/readyz", timeout=WAIT_S).status_code == 200
    with open_session(empty, writes=False) as session:
        assert len(session.exec(select(Zone)).all()) == 1
        assert len(session.exec(select(User).where(User.username == "leader")).all()) == 1
        assert list(verify.faults(session, [])) == []


def test_two_that_found_at_once_found_one(bare: dict[str, str], empty: Engine):
    words = [sys.executable, "-m", "app.cli", *INIT[:-1]]
    both = [subprocess.Popen(words, env=bare, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate(timeout=WAIT_S)[1] for process in both]
    assert sorted(process.returncode for process in both) == [0, 1]
    assert b"holds a zone already" in b"".join(said)
    with open_session(empty, writes=False) as session:
        assert len(session.exec(select(Zone)).all()) == 1
