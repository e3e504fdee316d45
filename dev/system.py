"""The two programs the suite needs that no Python package brings."""

import os
import shutil
import subprocess
from pathlib import Path

from dev import postgres

POSTGRESQL, CHROMIUM = "PostgreSQL", "Chromium"
PACKAGES = {POSTGRESQL: ("postgresql",), CHROMIUM: ("chromium", "fonts-noto-cjk")}
TRIES = 3


def chromium() -> str | None:
    """The browser's program: the one named in CHROMIUM, else the machine's."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def missing() -> list[str]:
    """Names of what is not there."""
    has_postgresql = "TEST_DATABASE_URL" in os.environ or postgres.binaries() is not None
    present = {POSTGRESQL: has_postgresql, CHROMIUM: chromium() is not None}
    return [name for name, is_there in present.items() if not is_there]


def provide() -> list[str]:
    """Install what is missing where that is possible (apt, as root); give back what is missing still."""
    lacking = missing()
    if not lacking or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return lacking
    packages = [package for name in lacking for package in PACKAGES[name]]
    print(f"Installing {' '.join(packages)} by apt ...", flush=True)
    for _ in range(TRIES):
        if _apt("update") and _apt("install", "--yes", "--no-install-recommends", *packages):
            break
    return missing()


def _apt(*words: str) -> bool:
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", *words]
    done = subprocess.run(command, env=surroundings, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    return done.returncode == 0
