"""A server process under test, and what it costs in CPU and memory."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import sqlalchemy as sa

_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_PER_S


class Server:
    """One uvicorn process on loopback."""

    def __init__(self, factory: str, env: Mapping[str, str], *, is_factory: bool) -> None:
        self._engine = sa.create_engine(env["DATABASE_URL"])
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        line = [
            sys.executable,
            "-m",
            "uvicorn",
            factory,
            "--port",
            str(self.port),
            "--log-level",
            "error",
            "--no-access-log",
        ]
        began = time.monotonic()
        line += ["--factory"] if is_factory else []
        self.process = subprocess.Popen(line, stdout=subprocess.DEVNULL, env={**os.environ, **env})
        self._wait()
        self.start_s = time.monotonic() - began

    def cpu_s(self) -> float:
        """User and system seconds used so far, by the process and by those that work for it in the database."""
        return sum(_cpu_s(pid) for pid in (self.process.pid, *self._database_pids()))

    def _database_pids(self) -> list[int]:
        """PostgreSQL's processes of this database, which must run on this machine; SQLite has none."""
        if self._engine.dialect.name != "postgresql":
            return []
        with self._engine.connect() as connection:
            found = sa.text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
            return list(connection.execute(found).scalars())

    def memory_mib(self) -> float:
        """Proportional set size."""
        for line in Path(f"/proc/{self.process.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def _wait(self) -> None:
        for _ in range(600):
            try:
                connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/login")
                connection.getresponse().read()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError("the server did not start")


@contextmanager
def running(factory: str, env: Mapping[str, str], *, is_factory: bool = True) -> Iterator[Server]:
    server = Server(factory, env, is_factory=is_factory)
    try:
        yield server
    finally:
        server.process.terminate()
        server.process.wait(timeout=30)
