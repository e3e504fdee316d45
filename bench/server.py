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

_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


class Server:
    """One uvicorn process on loopback."""

    def __init__(self, factory: str, env: Mapping[str, str], *, is_factory: bool) -> None:
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
        """User and system seconds used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS_PER_S

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
def running(factory: str, env: Mapping[str, str] | None = None, *, is_factory: bool = True) -> Iterator[Server]:
    server = Server(factory, env or {}, is_factory=is_factory)
    try:
        yield server
    finally:
        server.process.terminate()
        server.process.wait(timeout=30)
