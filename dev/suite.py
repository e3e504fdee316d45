"""The whole suite: on SQLite, on PostgreSQL, and the walks in a real browser; then one line of counts."""

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from dev import environment, postgres, system

NO_TESTS = 5
REPORTS = environment.ROOT / "build" / "tests"
SIDE_BY_SIDE = ("-n", "auto", "--dist", "loadfile")
COUNTED = ("--cov", "--cov-branch", "--cov-report=", "--cov-fail-under=0")


@dataclass
class Part:
    """One run of pytest: which tests, with what around them."""

    name: str
    words: tuple[str, ...]
    needs: str = ""
    variables: dict[str, str] = field(default_factory=dict)
    code: int = 0
    passed: int = 0
    failed: int = 0
    skipped: int = 0


def run(words: list[str]) -> int:
    """`words` go to pytest as they are; with any, a part may find no test and the coverage is not judged."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    python = environment.prepare(environment.DEVELOPMENT)
    lacking = system.provide()
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    done = [_run(python, part, words) for part in _parts() if part.needs not in lacking]
    covered = True if words else _is_covered(python)
    return _say(done, lacking, is_covered=covered)


def _parts() -> list[Part]:
    browser = system.chromium()
    return [
        Part("SQLite", ("-m", "not browser and not postgres", *SIDE_BY_SIDE, *COUNTED)),
        Part(
            "PostgreSQL",
            ("-m", "not browser", "--ignore=tests/house", *SIDE_BY_SIDE, *COUNTED),
            needs=system.POSTGRESQL,
        ),
        Part(
            "Chromium",
            ("-m", "browser"),
            needs=system.CHROMIUM,
            variables={"CHROMIUM": browser} if browser else {},
        ),
    ]


def _run(python: Path, part: Part, words: list[str]) -> Part:
    print(f"\n== {part.name}", flush=True)
    report = REPORTS / f"{part.name}.xml"
    own = {"COVERAGE_FILE": str(REPORTS / f".coverage.{part.name}"), **part.variables}
    with _database(part) as address:
        if address:
            own["TEST_DATABASE_URL"] = address
        command = (python, "-m", "pytest", f"--junit-xml={report}", *part.words, *words)
        part.code = environment.run(*command, **own)
    if report.exists():
        suites = ET.parse(report).getroot().iter("testsuite")
        for counts in suites:
            bad = int(counts.get("failures", 0)) + int(counts.get("errors", 0))
            part.failed += bad
            part.skipped += int(counts.get("skipped", 0))
            part.passed += int(counts.get("tests", 0)) - bad - int(counts.get("skipped", 0))
    if part.code == NO_TESTS and words:
        part.code = 0
    return part


@contextmanager
def _database(part: Part) -> Iterator[str]:
    """The server of a part that needs one: yours where TEST_DATABASE_URL names it, else a throw-away."""
    programs = postgres.binaries()
    if part.needs != system.POSTGRESQL:
        yield ""
    elif given := os.environ.get("TEST_DATABASE_URL"):
        yield given
    elif programs:
        with postgres.throwaway(programs) as address:
            yield address


def _is_covered(python: Path) -> bool:
    print("\n== Coverage", flush=True)
    own = {"COVERAGE_FILE": str(REPORTS / ".coverage")}
    environment.run(python, "-m", "coverage", "combine", "--quiet", REPORTS, **own)
    return environment.run(python, "-m", "coverage", "report", "--skip-covered", **own) == 0


def _say(done: list[Part], lacking: list[str], *, is_covered: bool) -> int:
    print()
    for part in done:
        print(f"{part.name:<11}{part.passed} passed, {part.failed} failed, {part.skipped} skipped")
    if not is_covered:
        print("Coverage is below the floor in pyproject.toml.")
    if lacking:
        names = " and ".join(lacking)
        print(f"Not run: {names} is missing on this machine and could not be installed (apt-get, as root).")
        print("ALLOW_MISSING=1 accepts that.")
    passed, failed, skipped = (sum(getattr(p, n) for p in done) for n in ("passed", "failed", "skipped"))
    print(f"suite: {passed} passed, {failed} failed, {skipped} skipped", flush=True)
    is_whole = not lacking or os.environ.get("ALLOW_MISSING") == "1"
    return 0 if is_covered and is_whole and not any(part.code for part in done) else 1
