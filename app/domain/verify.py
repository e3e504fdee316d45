"""Proving that the journal is what was written: the chain, and its end against a head kept elsewhere (R64, R65)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from app.domain import journal
from app.models.event import Event
from app.queries import journal as lines


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain as somebody noted it: written after its event was committed, so never ahead of it."""

    event_id: int
    hash: str
    at: datetime


def faults(session: Session, heads: list[Head]) -> Iterator[str]:
    """What is wrong, row by row, in words; nothing when the journal is whole.

    A changed row no longer has its own hash; a removed, inserted or re-ordered one breaks the row after it. The last
    rows can only be missed against a head that was noted while they were there.
    """
    before: Event | None = None
    for event in lines.lines(session):
        yield from _faults_of(event, before)
        before = event
    for head in heads:
        noted = lines.at(session, head.event_id)
        if noted is None:
            yield f"event {head.event_id}: noted as the last one on {head.at:%Y-%m-%d %H:%M}, but it is gone"
        elif noted.hash != head.hash:
            yield f"event {head.event_id}: has another hash than was noted on {head.at:%Y-%m-%d %H:%M}"


def _faults_of(event: Event, before: Event | None) -> Iterator[str]:
    if event.hash != journal.seal(event):
        yield f"event {event.id}: changed after it was written ({event.verb} {event.subject_kind} {event.subject_id})"
    expected = before.hash if before else journal.FIRST
    if event.previous_hash != expected:
        place = f"event {before.id}" if before else "the beginning"
        yield f"event {event.id}: does not follow {place}; a row between them was removed, inserted or moved"


def noted(file: Path) -> list[Head]:
    """The heads in a file, one JSON line each; none when there is no file yet.

    Raises ValueError with the line's number for anything else, for a head file that can be garbled proves nothing.
    """
    if not file.exists():
        return []
    return [_head(number, line) for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)]


def _head(number: int, line: str) -> Head:
    try:
        kept = json.loads(line)
        return Head(int(kept["event"]), str(kept["hash"]), datetime.fromisoformat(kept["at"]))
    except (ValueError, KeyError, TypeError) as broken:
        raise ValueError(f"line {number} is not a head of the journal") from broken


def note(session: Session, file: Path, now: datetime) -> Head | None:
    """Append today's end of the chain to the file; None when nothing was added to the journal since the last note."""
    end, known = lines.last(session), noted(file)
    if end is None or end.id is None or (known and known[-1].event_id == end.id):
        return None
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps({"event": end.id, "hash": end.hash, "at": now.isoformat()}) + "\n")
    return Head(end.id, end.hash, now)
