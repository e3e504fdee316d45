"""The virtual environment: made once, filled from the locks, untouched while the locks stay the same."""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dev import assets

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUNTIME = ("requirements.lock", "requirements-build.lock")
DEVELOPMENT = ("requirements-dev.lock",)


class SetUpFailed(Exception):
    """Something the machine lacks; the message says what to do about it."""


def prepare(locks: tuple[str, ...] = RUNTIME) -> Path:
    """Give the environment the locked packages, the browser assets and the project; return its Python."""
    with _one_at_a_time():
        if not PYTHON.exists():
            _make_venv()
        _once("+".join(locks), [ROOT / name for name in locks], lambda: _install(locks))
        if not assets.are_fresh():
            print("Fetching the browser assets ...", flush=True)
            _try(lambda: assets.fetch(str(PYTHON)), "The browser assets could not be fetched")
        _once("project", [ROOT / "pyproject.toml"], _link)
    return PYTHON


def run(*command: str | Path, **variables: str) -> int:
    """Run a program of the environment in the repository's root and give back its exit code."""
    return subprocess.run(command, cwd=ROOT, env=surroundings(**variables), check=False).returncode


def surroundings(**variables: str) -> dict[str, str]:
    """This process's environment with the virtual environment first on the path."""
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PATH": path, "PYTHONUNBUFFERED": "1", **variables}


def serve(words: list[str]) -> int:
    """Serve the demo zone; replaces this process, so that signals reach the server itself."""
    python = prepare()
    os.chdir(ROOT)
    os.execve(python, [str(python), "-m", "app.cli", "serve", "--demo", *words], surroundings())


def bench(words: list[str]) -> int:
    """Run the project's own benchmarks."""
    return run(prepare(DEVELOPMENT), "-m", "bench", *words)


def messages(words: list[str]) -> int:
    """Bring the catalogue in line with the code: new messages come in empty, gone ones leave."""
    return run(prepare(DEVELOPMENT), "-m", "dev.catalogue", "--write", *words)


def _make_venv() -> None:
    print(f"Making {VENV.name} with Python {sys.version.split()[0]} ...", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False)
    if made.returncode or not PYTHON.exists():
        raise SetUpFailed(
            "Python's venv module is missing or broken. On Debian and Ubuntu: apt-get install python3-venv; "
            "elsewhere install a complete Python 3.11 or newer and name it: make PYTHON=/path/to/python3 run"
        )


def _install(locks: tuple[str, ...]) -> None:
    print(f"Installing {' and '.join(locks)} ...", flush=True)
    wanted = [word for name in locks for word in ("-r", name)]
    _pip("--require-hashes", "--only-binary", ":all:", *wanted)


def _link() -> None:
    _pip("--no-deps", "--no-build-isolation", "--editable", ".")


def _pip(*words: str) -> None:
    quiet = ("-qq", "--disable-pip-version-check", "--no-input")
    if run(PYTHON, "-m", "pip", "install", *quiet, *words):
        raise SetUpFailed(
            "pip could not install the locked packages; its own words are above. It needs a package index: "
            "a mirror is named with PIP_INDEX_URL, a company's certificate with PIP_CERT."
        )


def _once(name: str, sources: list[Path], action: Callable[[], None]) -> None:
    """Do `action` unless it was done with exactly these files and this Python."""
    facts = b"\0".join([sys.version.encode(), str(ROOT).encode(), *(source.read_bytes() for source in sources)])
    stamp, digest = VENV / ".stamps" / name, hashlib.sha256(facts).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    action()
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(digest)


def _try(action: Callable[[], None], what: str) -> None:
    try:
        action()
    except (OSError, subprocess.CalledProcessError) as reason:
        raise SetUpFailed(f"{what}: {reason}. An npm mirror is named with NPM_CONFIG_REGISTRY.") from reason


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two `make run` in one checkout wait for each other instead of installing into one another."""
    (ROOT / "build").mkdir(exist_ok=True)
    with (ROOT / "build" / "set-up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
