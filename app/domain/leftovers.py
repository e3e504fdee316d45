"""Photos and rows that lost each other (reliability R5): files that no row names, rows whose file is gone or not it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.engine import Engine

from app.core.db import open_session
from app.core.storage import Folder
from app.queries import pictures

# A file is on disk before its row is committed; no upload takes so long.
SAFE_AGE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Leftovers:
    """`files` no row names, old enough to go; names of photos whose file is `missing` or not what was stored."""

    files: list[Path]
    missing: list[str]
    changed: list[str]


def find(engine: Engine, folder: Folder, now: datetime) -> Leftovers:
    """Compare disk and rows at `now`, the wall clock's instant: file times are the machine's, also in a demo zone.

    The disk is read first: whatever is stored meanwhile is in neither list, or in the rows alone with its file there.
    """
    old = [file for file in folder.files() if _age(file, now) >= SAFE_AGE]
    with open_session(engine, writes=False) as session:
        hashes = pictures.hashes(session)
    wanted = {place for name in hashes for place in folder.places(name)}
    missing = [name for name in hashes if not all(place.is_file() for place in folder.places(name))]
    changed = [name for name in hashes if name not in missing and _hash(folder.path(name)) != hashes[name]]
    return Leftovers([file for file in old if file not in wanted], missing, changed)


def remove(found: Leftovers) -> None:
    for file in found.files:
        file.unlink(missing_ok=True)


def _age(file: Path, now: datetime) -> timedelta:
    return timedelta(seconds=now.timestamp() - file.stat().st_mtime)


def _hash(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
