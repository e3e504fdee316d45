"""What is asked about service days and what is shown of them; both doors share these shapes."""

from datetime import date, datetime, time
from enum import StrEnum, auto
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from app.core.i18n import CHINESE, N_
from app.core.recurrence import ShiftPolicy
from app.core.text import Line, MaybeLine, Prose, blank_is_none
from app.models.service_day import DayState, Verb
from app.models.ticket_shapes import Given, Id, MaybeId, NamedRef
from app.models.visit import VisitState


def _local(value: time) -> time:
    """Hours are the zone's own; a time zone beside them would say something else."""
    if value.tzinfo is not None:
        raise PydanticCustomError("own", N_("Write a time, like 09:30."))
    return value.replace(second=0, microsecond=0)


Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 12, 31))]
MaybeDay = Annotated[Day | None, BeforeValidator(blank_is_none)]
Year = Annotated[int, Field(ge=2000, le=2100)]
Hour = Annotated[time, AfterValidator(_local)]
MaybeHour = Annotated[Hour | None, BeforeValidator(blank_is_none)]
Ordinal = Annotated[int, Field(ge=-5, le=5)]


class Hours(Given):
    """From when until when, in the zone's time."""

    starts: Hour
    ends: Hour

    @model_validator(mode="after")
    def _in_order(self) -> "Hours":
        if self.ends <= self.starts:
            raise PydanticCustomError("own", N_("The end must be later than the start."))
        return self


class YearPlan(Given):
    """Make rows of the rule's dates in a year; what is there already stays."""

    year: Year


class RuleWrite(Hours):
    """The rule: `ordinals` 1 to 5 (-1 is the last), `weekday` 1 (Monday) to 7, dates included at both ends."""

    ordinals: Annotated[list[Ordinal], Field(min_length=1, max_length=5)]
    weekday: Annotated[int, Field(ge=1, le=7)]
    valid_from: Day
    valid_until: MaybeDay = None
    shift: ShiftPolicy


class ThemeWrite(Given):
    """What the days from a date on are about (M23)."""

    from_on: Day
    until_on: MaybeDay = None
    text: Line


class ExtraDay(Given):
    """A day outside the rule. `on_holiday`: to be held although it is not a working day."""

    on_day: Day
    reason: Prose
    starts: MaybeHour = None
    ends: MaybeHour = None
    theme: MaybeLine = None
    venue: MaybeLine = None
    on_holiday: bool = False


class DayMove(Given):
    """To another date, with the reason that stands in the year's list."""

    on_day: Day
    reason: Prose
    on_holiday: bool = False


class DayReason(Given):
    """Why it is cancelled, kept, restored or moved back."""

    reason: Prose


class DayDetails(Hours):
    """What subscribers read: theme, venue, hours."""

    theme: MaybeLine = None
    venue: MaybeLine = None


class Holding(Given):
    """It took place."""


class TeamWrite(Given):
    """Who goes out together."""

    number: Annotated[int, Field(ge=1, le=99)]
    name: Line
    leader_id: MaybeId = None
    task_force_id: MaybeId = None
    department_ids: Annotated[list[Id], Field(max_length=30, default_factory=list)]


class Disbanding(Given):
    """The team and its planned stops fall away."""


class StopWrite(Given):
    """One stop of a team: a firm or a project at an hour. `key` is made by the browser: a replay is one stop."""

    key: UUID
    enterprise_id: MaybeId = None
    project_id: MaybeId = None
    at: Hour
    purpose: MaybeLine = None


class Clash(StrEnum):
    """What does not fit, shown at the row (ux.md part 4)."""

    SAME_FIRM = auto()
    OVERLAP = auto()
    DEPARTMENT_TWICE = auto()


CLASH_NAMES = {
    Clash.SAME_FIRM: N_("This firm is visited twice that day"),
    Clash.OVERLAP: N_("Less than an hour after the team's stop before"),
    Clash.DEPARTMENT_TWICE: N_("A department is in two teams at this hour"),
}


class StopRead(SQLModel):
    """A stop is a visit; `visit_id` is its address."""

    visit_id: int
    at: datetime
    state: VisitState
    enterprise: NamedRef | None
    project: NamedRef | None
    purpose: str | None
    clashes: list[Clash] = []

    @property
    def title(self) -> str:
        """The firm's name, or the project's where there is no firm."""
        named = self.enterprise or self.project
        return named.name if named else "–"


class TeamRead(SQLModel):
    id: int
    number: int
    name: str
    leader: NamedRef | None
    task_force: NamedRef | None
    departments: list[NamedRef]
    stops: list[StopRead]
    version: int


class ServiceDayRow(SQLModel):
    """One line of the year. `rule_on` is the rule's date, null for an extra day; `on_day` where it stands now.

    `is_provisional`: the State Council has not announced that year's holidays yet, so it may still change.
    """

    id: int
    uid: UUID
    on_day: date
    rule_on: date | None
    starts: time
    ends: time
    state: DayState
    holiday: str | None
    holiday_en: str | None
    proposed_on: date | None
    is_provisional: bool
    is_workday: bool
    reason: str | None
    theme: str | None
    venue: str | None
    sequence: int
    stop_count: int
    team_count: int
    changed_at: datetime
    version: int

    def holiday_in(self, lang: str) -> str:
        """The festival's name in one language of the product."""
        return (self.holiday if lang == CHINESE else self.holiday_en) or ""


class Numbers(SQLModel):
    """What came of a day."""

    visits: int
    visits_done: int
    enterprises: int
    tickets: int
    tickets_open: int


class ServiceDayRead(ServiceDayRow):
    """What both doors show of one day; `others` are visits of the day that belong to no team."""

    teams: list[TeamRead]
    others: list[StopRead]
    numbers: Numbers
    moves: list[Verb]


class YearRead(SQLModel):
    """Every day of a year. `not_planned` are the rule's dates that have no row yet: nothing is silently missing."""

    year: int
    is_announced: bool
    days: list[ServiceDayRow]
    not_planned: list[date]


class RuleRead(SQLModel):
    ordinals: list[int]
    weekday: int
    valid_from: date
    valid_until: date | None
    starts: time
    ends: time
    shift: ShiftPolicy
    version: int


class ThemeRead(SQLModel):
    id: int
    from_on: date
    until_on: date | None
    text: str
