"""Who does which kind of job. A shape of two: inside one transaction, or outside with the network in between."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.core.settings import Settings
from app.core.storage import Folder
from app.domain.work import Work
from app.models.event import Via
from app.models.user import Role, User
from app.models.zone import Zone
from app.policy.actor import Actor

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Inside:
    """Done in the very transaction that marks the job done: exactly once, whatever dies in between."""

    act: Callable[[Work, Payload], object]


@dataclass(frozen=True, slots=True)
class Parcel:
    """What leaves the house: `send` is called without a transaction and raises Refused or Unsent.

    `place` is the row (table, number) that remembers how sending went last.
    """

    send: Callable[[], None]
    place: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Outside:
    """Packed in a reading transaction, sent without one, noted in a third: at least once, with a key that stays.

    `pack` gets the settings too; None means that there is nothing to send any more, a datetime "not before then".
    """

    pack: Callable[[Work, Payload, Settings], Parcel | datetime | None]


Acts = dict[str, Inside | Outside]


def system_work(session: Session, zone: Zone, now: datetime, files: Folder) -> Work:
    """The service acts by itself, without an account; the journal says `system`."""
    nobody = User(username="", name="", role=Role.ADMIN, created_at=zone.created_at)
    return Work(session, Actor(nobody, via=Via.SYSTEM), now, zone, files)
