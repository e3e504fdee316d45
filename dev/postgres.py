"""A throw-away PostgreSQL server on loopback for one run of the suite."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dev.environment import SetUpFailed

START_S = 30
OWNERS = ("postgres", "nobody")
# Nothing here outlives the run, so nothing needs to reach the disk.
HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


def binaries() -> Path | None:
    """The folder of the newest server's programs; Debian keeps them off the path."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(versions, key=lambda found: int(found.parts[-3]), reverse=True)
    named = [Path(found).resolve() for found in [shutil.which("initdb")] if found]
    return next((found.parent for found in [*newest, *named]), None)


@contextmanager
def throwaway(programs: Path) -> Iterator[str]:
    """Start a cluster on a free port, yield its SQLAlchemy URL, stop and remove it whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix="zhuanban-pg-"))
    owner, port, password = _owner(), _free_port(), secrets.token_hex(16)
    (folder / "password").write_text(password)
    server = None
    try:
        _give(folder, owner)
        _initialise(programs, folder, owner)
        server = _start(programs, folder, owner, port)
        _wait(programs, server, port, folder)
        yield f"postgresql+psycopg://zhuanban:{password}@127.0.0.1:{port}/postgres"
    finally:
        if server is not None:
            _stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: as root another account must own the cluster."""
    if os.geteuid() != 0:
        return {}
    accounts = {account.pw_name: account for account in pwd.getpwall()}
    for name in OWNERS:
        if account := accounts.get(name):
            return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise SetUpFailed("PostgreSQL does not run as root, and there is no account named postgres or nobody.")


def _give(folder: Path, owner: dict[str, Any]) -> None:
    for path in (folder, folder / "password"):
        if owner:
            os.chown(path, owner["user"], owner["group"])
        path.chmod(0o700 if path.is_dir() else 0o600)


def _initialise(programs: Path, folder: Path, owner: dict[str, Any]) -> None:
    words = ("-U", "zhuanban", "-E", "UTF8", "--no-locale", "--auth=scram-sha-256", "--no-sync")
    command = [programs / "initdb", "-D", folder / "data", f"--pwfile={folder / 'password'}", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **owner)
    if done.returncode:
        raise SetUpFailed(f"initdb failed: {done.stderr.strip()}")


def _start(programs: Path, folder: Path, owner: dict[str, Any], port: int) -> subprocess.Popen[bytes]:
    settings = [*HASTY, "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}"]
    words = [word for setting in settings for word in ("-c", setting)]
    command = [programs / "postgres", "-D", folder / "data", "-p", str(port), *words]
    with (folder / "log").open("wb") as log:
        # A session of its own: Ctrl-C must reach the tests first, and the server when they are done.
        return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True, **owner)


def _wait(programs: Path, server: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    asking: list[str | Path] = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    until = time.monotonic() + START_S
    while subprocess.run(asking, check=False).returncode:
        if server.poll() is not None or time.monotonic() > until:
            raise SetUpFailed(f"PostgreSQL did not start: {(folder / 'log').read_text()[-2000:]}")
        time.sleep(0.1)


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGQUIT)  # at once: there is nothing worth flushing
    server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
