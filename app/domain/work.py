"""One piece of work: who acts, at which instant, inside which transaction."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from app.core import instants
from app.core.storage import Folder
from app.models.zone import Zone
from app.policy.actor import Actor


@dataclass(frozen=True, slots=True)
class Work:
    """Given to every verb. `now` is an aware instant, read once per request; nobody else asks a clock."""

    session: Session
    actor: Actor
    now: datetime
    zone: Zone
    files: Folder

    @property
    def today(self) -> date:
        """The zone's day of `now`."""
        return instants.day_of(self.now, self.zone.time_zone)
