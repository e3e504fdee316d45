"""What the loader knows while it loads: the data files, the rows so far by their short names, the journal's pen."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

from sqlmodel import Session, SQLModel

from app.core.instants import instant_of
from app.core.storage import Folder
from app.domain import founding, journal
from app.domain.founding import Charter
from app.domain.work import Work
from app.models.event import Via
from app.models.user import Role, User
from app.models.zone import Zone
from app.policy.actor import Actor
from app.queries import people

LOADED = "load"


@cache
def data(name: str) -> dict[str, Any]:
    """One of the demo's data files."""
    found: dict[str, Any] = json.loads(resources("app.demo").joinpath("data", name).read_text(encoding="utf-8"))
    return found


@dataclass
class Book:
    """`now` is the demo zone's first instant; ids are kept by the short names that the data files use."""

    session: Session
    zone: Zone
    now: datetime
    files: Folder | None
    work: Work
    departments: dict[str, int] = field(default_factory=dict)
    forces: dict[str, int] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    firms: dict[str, int] = field(default_factory=dict)
    projects: dict[str | int, int] = field(default_factory=dict)

    def keep(self, *rows: SQLModel) -> None:
        """Add rows and flush them, so that they have ids."""
        self.session.add_all(rows)
        self.session.flush()

    def kept(self, row: SQLModel) -> int:
        """The same for one row; its id."""
        self.keep(row)
        key: int = row.id  # type: ignore[attr-defined]
        return key

    def user_id(self, username: str) -> int:
        return self.users[username].id or 0

    def note(self, row: SQLModel, *names: str) -> None:
        """One journal line: this row was loaded, with these of its facts."""
        journal.record(self.work, LOADED, row, after=journal.snapshot(row, *names))

    def moment(self, told: str) -> datetime:
        """An instant from the zone's own time, such as 2019-07-12T10:00."""
        local = datetime.fromisoformat(told)
        return instant_of(local.date(), local.time(), self.zone.time_zone).astimezone(UTC)

    def as_(self, username: str, at: datetime) -> Work:
        """Work in the name of one of the demo's people, as if it had been done through a page at that instant."""
        user = self.users[username]
        actor = Actor(user, Via.SYSTEM, **people.ties_of(self.session, user))
        return Work(self.session, actor, at, self.zone, self.work.files)


def begun(session: Session, wall: datetime, files: Folder | None) -> Book:
    """Found the zone whose clock shows the article's July when the wall clock shows `wall`."""
    told = data("zone.json")
    local = datetime.fromisoformat(told["begins"])
    begins = instant_of(local.date(), local.time()).astimezone(UTC)
    offset_s = (wall - begins) // timedelta(seconds=1)
    zone = founding.found(
        session, Charter(told["name"], told["short_name"], is_demo=True, clock_offset_s=offset_s), begins
    )
    owner = User(username="", name="", role=Role.ADMIN, created_at=begins)
    work = Work(session, Actor(owner, Via.CLI), begins, zone, files or Folder(Path()))
    book = Book(session, zone, begins, files, work)
    journal.record(work, "found", zone, after={"is_demo": True})
    return book


def day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def spread(first: str, last: str, count: int) -> list[date]:
    """`count` dates, evenly from the first to the last day."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    steps = max(count - 1, 1)
    return [start + (end - start) * at // steps for at in range(count)]
