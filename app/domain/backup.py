"""A copy that can be trusted: taken while people work, checked once written, there whole or not at all (R21, R22)."""

import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Engine

from app.core import schema
from app.core.db import open_engine, open_session
from app.domain import verify

MANIFEST, SQLITE, POSTGRESQL, FILES = "manifest.json", "zhuanban.sqlite3", "zhuanban.dump", "files"


class BackupFailed(RuntimeError):
    """No usable copy was made; nothing was left behind."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a copy: SHA-256 of every file by its path, rows per table (SQLite), the schema, the instant."""

    taken_at: str
    schema: str | None
    rows: dict[str, int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)


def take(engine: Engine, photos: Path, target: Path, now: datetime) -> Manifest:
    """Copy the database, then the photos, into the new folder `target`. Raises BackupFailed, naming what was wrong.

    Photos are on disk before the row that names them, so those copied later hold at least what the database names.
    """
    if target.exists():
        raise BackupFailed(f"{target} is there already; a copy never writes over another.")
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.mkdir(mode=0o700)
    try:
        rows = _copy_sqlite(engine, draft / SQLITE) if _is_sqlite(engine) else _dump(engine, draft / POSTGRESQL)
        _copy_files(photos, draft / FILES)
        manifest = Manifest(now.isoformat(), schema.head(), rows, _hashes(draft))
        _write(draft / MANIFEST, json.dumps(asdict(manifest), indent=1))
        draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return manifest


def check(target: Path) -> Manifest:
    """Read a copy back: every file is there with its hash. Raises BackupFailed, naming the first that is not."""
    manifest = Manifest(**json.loads((target / MANIFEST).read_text(encoding="utf-8")))
    found = _hashes(target)
    for name, digest in manifest.files.items():
        if found.get(name) != digest:
            raise BackupFailed(f"{name} is missing or not what was copied.")
    return manifest


def _is_sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def _copy_sqlite(engine: Engine, place: Path) -> dict[str, int]:
    """By SQLite's own backup, never by copying the file of a living database; then prove the copy."""
    source = engine.raw_connection()
    try:
        with closing(sqlite3.connect(place)) as copy:
            driver: Any = source.driver_connection
            driver.backup(copy)
            rows = _rows(copy)
    finally:
        source.close()
    copied = open_engine(f"sqlite:///{place}")
    with open_session(copied, writes=False) as session:
        wrong = list(verify.faults(session, []))
    copied.dispose()
    if wrong:
        raise BackupFailed(f"The journal in the copy is not whole: {wrong[0]}")
    return rows


def _rows(copy: sqlite3.Connection) -> dict[str, int]:
    """Rows per table, after the database has checked itself."""
    said = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if said != "ok" or copy.execute("PRAGMA foreign_key_check").fetchone():
        raise BackupFailed(f"The copy is damaged: {said}")
    tables = copy.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_fts%'")
    names = sorted(name for (name,) in tables)
    return {name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608  own names


def _dump(engine: Engine, place: Path) -> dict[str, int]:
    """By pg_dump, whose snapshot is consistent; the archive is read back. The password travels in the environment."""
    url = engine.url
    told = {"PGHOST": url.host, "PGPORT": url.port, "PGUSER": url.username, "PGDATABASE": url.database}
    told["PGPASSWORD"] = url.password
    surroundings = os.environ | {name: str(value) for name, value in told.items() if value}
    _run(["pg_dump", "--format=custom", f"--file={place}"], surroundings)
    _run(["pg_restore", "--list", str(place)], surroundings)
    return {}


def _run(command: list[str], surroundings: dict[str, str]) -> None:
    if shutil.which(command[0]) is None:
        raise BackupFailed(f"{command[0]} is not installed; it comes with PostgreSQL's client programs.")
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)  # noqa: S603  own words
    if done.returncode:
        raise BackupFailed(f"{command[0]} failed: {done.stderr.strip()[:500]}")


def _copy_files(source: Path, target: Path) -> None:
    """Photos never change once written, so a second name for the same bytes is a copy; elsewhere the bytes are."""
    for file in sorted(source.rglob("*.jpg")):
        place = target / file.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            place.hardlink_to(file)
        except OSError:
            shutil.copy2(file, place)


def _hashes(folder: Path) -> dict[str, str]:
    found = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST):
        with file.open("rb") as content:
            found[str(file.relative_to(folder))] = hashlib.file_digest(content, "sha256").hexdigest()
    return found


def _write(place: Path, text: str) -> None:
    with place.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
