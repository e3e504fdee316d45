"""What is asked about visits and what is shown of them; both doors share these shapes."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from app.core.i18n import N_
from app.core.keys import Key, key_field
from app.core.text import Line, MaybeLine, MaybeProse, Prose, blank_is_none
from app.models.day_shapes import MaybeDay
from app.models.ticket_shapes import Given, Id, MaybeId, NamedRef, TicketRow
from app.models.visit import Met, Upshot, Verb, VisitState

_FIRST, _LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2101, 1, 1, tzinfo=UTC)


def _in_range(value: datetime) -> datetime:
    at = value if value.tzinfo else value.replace(tzinfo=UTC)
    if not _FIRST <= at < _LAST:
        raise PydanticCustomError("own", N_("Write a date and a time, like 2019-07-16 09:30."))
    return value


# Without an offset it is the zone's time, which is what a form sends.
Moment = Annotated[datetime, AfterValidator(_in_range)]
MaybeMoment = Annotated[Moment | None, BeforeValidator(blank_is_none)]
Members = Annotated[list[Id], Field(max_length=30)]


class VisitPlan(Given):
    """A visit to come: at a firm, a project, or both."""

    key: Key = key_field()
    enterprise_id: MaybeId = None
    project_id: MaybeId = None
    planned_at: Moment
    purpose: MaybeLine = None
    place: MaybeLine = None
    member_ids: Members = Field(default_factory=list)


class VisitBegin(Given):
    """A visit that nobody planned: we are here now."""

    key: Key = key_field()
    enterprise_id: MaybeId = None
    project_id: MaybeId = None


class VisitStart(Given):
    """One tap at the gate."""


class VisitFinish(Given):
    """Two chips and, if there is something to say, a line."""

    met: Met
    upshot: Upshot
    summary: MaybeProse = None
    who_text: MaybeLine = None
    member_ids: Members = Field(default_factory=list)


class VisitChange(Given):
    """Another hour, another purpose, other people."""

    planned_at: MaybeMoment = None
    purpose: MaybeLine = None
    place: MaybeLine = None
    member_ids: Members = Field(default_factory=list)


class VisitCancel(Given):
    reason: Prose


class VisitReopen(Given):
    """It was ended or called off by mistake."""


class VisitRow(SQLModel):
    """One line of a list. `at` is when it took place, or when it is planned."""

    id: int
    at: datetime
    state: VisitState
    enterprise: NamedRef | None
    project: NamedRef | None
    purpose: str | None
    team: str | None
    summary: str | None
    version: int

    @property
    def title(self) -> str:
        """The firm's name, or the project's where there is no firm."""
        named = self.enterprise or self.project
        return named.name if named else "–"


class VisitRead(VisitRow):
    """What both doors show of one visit."""

    key: UUID
    place: str | None
    planned_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    met: Met | None
    upshot: Upshot | None
    who_text: str | None
    members: list[NamedRef]
    service_day: date | None
    tickets: list[TicketRow]
    photos: list[str]
    is_synthetic: bool
    moves: list[Verb]


class Brief(SQLModel):
    """What to know at the gate: the last visits, what is open, the firm's projects (product.md M08, 5.1)."""

    visits: list[VisitRow]
    tickets: list[TicketRow]
    projects: list[NamedRef]


class VisitFilter(Given):
    """`view`: mine, or all that this person may see; `on` one day of the zone."""

    view: Annotated[str, Field(pattern="^(mine|all)$")] = "all"
    state: Annotated[VisitState | None, BeforeValidator(blank_is_none)] = None
    enterprise_id: MaybeId = None
    project_id: MaybeId = None
    on: MaybeDay = None
    after: Annotated[Line | None, BeforeValidator(blank_is_none)] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 30


class Span(Given):
    """A stretch of days, both ends included; without them, the fourteen days up to today."""

    from_on: MaybeDay = None
    until_on: MaybeDay = None

    def days(self, today: date) -> tuple[date, date]:
        """First and last day."""
        last = self.until_on or today
        return self.from_on or last - timedelta(days=13), last


class Coverage(SQLModel):
    """Firms reached: two visits to one firm are one enterprise and two visits (M13). Off-rule days count."""

    from_on: date
    until_on: date
    enterprises: int
    visits: int
    off_rule_visits: int
