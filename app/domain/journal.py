"""The journal's pen: the only place that writes events, each chained to the one before."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import SQLModel

from app.core.db import is_sqlite
from app.domain.work import Work
from app.models.event import Event
from app.policy.actor import Actor
from app.queries import journal as lines

FIRST = "0" * 64
_LOCK = 7_202_908  # any number, the same in every process
_SEALED = (
    "actor_id",
    "actor_role",
    "via",
    "request_id",
    "session_id",
    "token_id",
    "address",
    "verb",
    "subject_kind",
    "subject_id",
    "before",
    "after",
)


def seal(event: Event) -> str:
    """SHA-256 over the canonical line: every field that tells what happened, and the hash before it."""
    line = {name: getattr(event, name) for name in _SEALED}
    line |= {"at": event.at.astimezone(UTC).isoformat(), "previous": event.previous_hash}
    written = json.dumps(line, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def plain(value: object) -> object:
    """A value as the journal keeps it: JSON's own kinds only."""
    for kind, written in _WRITTEN.items():
        if isinstance(value, kind):
            return written(value)
    return value


# A datetime is a date too, so it stands first.
_WRITTEN: dict[type, Callable[[Any], object]] = {
    StrEnum: lambda value: value.value,
    datetime: lambda value: value.astimezone(UTC).isoformat(),
    date: lambda value: value.isoformat(),
    UUID: str,
}


def snapshot(row: SQLModel, *names: str) -> dict[str, Any]:
    """The named fields of a row as they are now, to be given as `before`."""
    return {name: plain(getattr(row, name)) for name in names}


def fingerprint(words: str | None) -> str | None:
    """What the journal keeps of a text that may have to be erased some day (conflict 4)."""
    return words and hashlib.sha256(words.encode()).hexdigest()[:16]


def record(
    work: Work,
    verb: StrEnum | str,
    row: SQLModel,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> Event:
    """Append one event about `row` (flushed, so that it has an id). `before` and `after` keep only what differs."""
    old, new = dict(before or {}), {name: plain(value) for name, value in (after or {}).items()}
    same = {name for name in old if name in new and old[name] == new[name]}
    work.session.flush()
    event = Event(
        at=work.now,
        **_who(work.actor),
        verb=f"{row.__tablename__}.{plain(verb)}",
        subject_kind=str(row.__tablename__),
        subject_id=row.id,  # type: ignore[attr-defined]
        before={name: value for name, value in old.items() if name not in same},
        after={name: value for name, value in new.items() if name not in same},
        previous_hash=_last_hash(work),
        hash="",
    )
    event.hash = seal(event)
    work.session.add(event)
    work.session.flush()
    return event


def _who(actor: Actor) -> dict[str, Any]:
    """Who, in which role, by which proof, through which door and from where (R63)."""
    return {
        "actor_id": actor.user.id,
        "actor_role": actor.role.value,
        "via": actor.via,
        "request_id": actor.request_id,
        "session_id": actor.session_id,
        "token_id": actor.token_id,
        "address": actor.address,
    }


def _last_hash(work: Work) -> str:
    """The chain's end. SQLite has one writer anyway; PostgreSQL's writers take turns until they commit (R65)."""
    if not is_sqlite(work.session):
        work.session.connection().execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    return lines.last_hash(work.session) or FIRST
