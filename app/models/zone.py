"""The zone itself and its rules, which are versioned data: they differ by city and change by year."""

from datetime import date, datetime
from enum import StrEnum, auto

from sqlmodel import Field, SQLModel

from app.core.db import stored
from app.core.i18n import N_
from app.core.instants import DEFAULT_ZONE
from app.models.base import Versioned


class Level(StrEnum):
    """How hard a ticket is; decides its deadlines (product.md part 3)."""

    CONSULTATION = auto()
    COMPLEX = auto()
    SYSTEMIC = auto()


LEVEL_NAMES = {
    Level.CONSULTATION: N_("Consultation"),
    Level.COMPLEX: N_("Complex"),
    Level.SYSTEMIC: N_("Systemic"),
}


class Verb(StrEnum):
    """How the zone's own data and rules change."""

    CHANGE = auto()
    ADD_KIND = auto()
    CHANGE_KIND = auto()
    SET_DEADLINE = auto()
    LOAD_DAYS = auto()
    DROP_DAY = auto()


class Zone(Versioned, table=True):
    """The one row that says whose service this is. `clock_offset_s` is 0 except in a demo zone.

    A department returns one ticket `returns_at_most` times; an enterprise that is silent for `confirm_workdays` closes
    it with "no answer", and supervision calls `sample_percent` of those (product.md part 3).
    """

    id: int | None = Field(default=None, primary_key=True)
    name: str
    short_name: str
    time_zone: str = DEFAULT_ZONE
    is_demo: bool = False
    clock_offset_s: int = 0
    phone: str | None = None
    created_at: datetime
    returns_at_most: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    confirm_workdays: int = Field(default=3, sa_column_kwargs={"server_default": "3"})
    sample_percent: int = Field(default=20, sa_column_kwargs={"server_default": "20"})


class DeadlineRule(SQLModel, table=True):
    """Working days allowed per level; the newest row in force when a ticket is registered applies to it for good."""

    __tablename__ = "deadline_rule"

    id: int | None = Field(default=None, primary_key=True)
    level: Level = Field(sa_type=stored(Level), index=True)
    answer_workdays: int
    solve_workdays: int
    in_force_from: datetime


class TicketKind(Versioned, table=True):
    """What a ticket is about: the fixed grid of chips; the usual lead department comes with it."""

    __tablename__ = "ticket_kind"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str
    name_en: str
    position: int = 0
    level: Level = Field(default=Level.COMPLEX, sa_type=stored(Level))
    lead_department_id: int | None = Field(default=None, foreign_key="department.id")
    is_active: bool = True


class WorkdayOverride(SQLModel, table=True):
    """A day that the zone's calendar takes from a later State Council notice, not from the library."""

    __tablename__ = "workday_override"

    day: date = Field(primary_key=True)
    is_working: bool
    name: str
    notice: str | None = None
    loaded_at: datetime
