"""What is asked about service days and what is shown of them; both doors share these shapes."""

from datetime import date, datetime, time
from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from app.core.i18n import CHINESE, N_
from app.core.recurrence import ShiftPolicy
from app.core.text import Line, MaybeLine, Prose
from app.models.day_shapes import Day, Hour, MaybeDay, MaybeHour, Year
from app.models.roster_shapes import StopRead, TeamRead
from app.models.service_day import UNRECORDED, UNRECORDED_CLASH, DayState, Verb
from app.models.ticket_shapes import Given

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


class ServiceDayRow(SQLModel):
    """One line of the year. `rule_on` is the rule's date, null for an extra day; `on_day` where it stands now.

    `is_unrecorded`: it has gone by and nobody has said whether it was held; such a clash has no proposal any more.
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
    is_unrecorded: bool
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

    @property
    def unrecorded_name(self) -> str:
        """What the product says, as a msgid, of a day that has gone by without a word."""
        return UNRECORDED_CLASH if self.state is DayState.CONFLICT else UNRECORDED

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
