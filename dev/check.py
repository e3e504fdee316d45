"""Everything quick that keeps the house in order; each step is named with its result."""

import os
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dev import environment

STEPS = {
    "format": ("ruff format --check .",),
    "lint": ("ruff check .",),
    "types": ("mypy",),
    "imports": ("lint-imports",),
    "catalogue": ("python -m dev.catalogue",),
    "migrations": ("alembic upgrade head", "alembic check"),
    "templates": ("djlint app/templates --lint --quiet",),
    "dead code": ("vulture app dev tests",),
    "dependencies": ("deptry .",),
    "house rules": ("python -m pytest tests/house -p no:randomly",),
}


def run(words: list[str]) -> int:
    """Run every step, or those named; one line for each, the tool's own words for those that fail."""
    environment.prepare(environment.DEVELOPMENT)
    chosen = {name: STEPS[name] for name in words} if words else STEPS
    failed = []
    with tempfile.TemporaryDirectory(prefix="check-") as scratch, ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, (is_good, said) in zip(chosen, pool.map(lambda s: _run(s, scratch), chosen.values()), strict=True):
            print(f"{'ok  ' if is_good else 'FAIL'}  {name}", flush=True)
            if not is_good:
                failed.append(name)
                print(said, flush=True)
    print(f"check: {', '.join(failed)} failed" if failed else f"check: all {len(chosen)} steps are clean")
    return 1 if failed else 0


def _run(commands: tuple[str, ...], scratch: str) -> tuple[bool, str]:
    # A database of its own: no step may touch the data of the running service.
    own = {"NO_COLOR": "1", "DATABASE_URL": f"sqlite:///{Path(scratch) / 'check.sqlite3'}", "DATA_DIR": scratch}
    said = ""
    for command in commands:
        done = subprocess.run(
            command.split(),
            cwd=environment.ROOT,
            env=environment.surroundings(**own),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        said += done.stdout
        if done.returncode:
            return False, said
    return True, said
