"""The enterprise service day: one rule, occurrences as rows, so that a move is a fact and never a ghost."""

from datetime import date, datetime, time
from enum import StrEnum, auto
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from app.core.db import stored
from app.core.errors import Conflict
from app.core.i18n import N_
from app.core.recurrence import ShiftPolicy
from app.models.base import Versioned

SHIFT_NAMES = {
    ShiftPolicy.NEXT_WORKDAY: N_("Propose the next working day"),
    ShiftPolicy.PREVIOUS_WORKDAY: N_("Propose the working day before"),
    ShiftPolicy.ASK: N_("Only show the clash"),
    ShiftPolicy.KEEP: N_("Hold it all the same"),
}


class DayState(StrEnum):
    PLANNED = auto()
    CONFLICT = auto()
    MOVED = auto()
    CANCELLED = auto()
    HELD = auto()


DAY_STATE_NAMES = {
    DayState.PLANNED: N_("Planned"),
    DayState.CONFLICT: N_("Clashes with a holiday"),
    DayState.MOVED: N_("Moved"),
    DayState.CANCELLED: N_("Cancelled"),
    DayState.HELD: N_("Held"),
}


# What to say of a day that has gone by without a word; a clash of then asks for nothing any more.
UNRECORDED = N_("Not recorded: held or not?")
UNRECORDED_CLASH = N_("Clashed with a holiday, never decided")


class Verb(StrEnum):
    PLAN = auto()
    SET_RULE = auto()
    SET_THEME = auto()
    ADD = auto()
    MOVE = auto()
    MOVE_BACK = auto()
    KEEP = auto()
    CANCEL = auto()
    RESTORE = auto()
    DESCRIBE = auto()
    HOLD = auto()
    STAFF = auto()


# What stands like this once its date has passed was neither noted as held nor called off.
_AHEAD = frozenset({DayState.PLANNED, DayState.CONFLICT, DayState.MOVED})

# Verb: the states it starts from. Where MOVE_BACK and RESTORE lead follows from the day's own dates.
LIFE: dict[Verb, frozenset[DayState]] = {
    Verb.MOVE: _AHEAD,
    Verb.MOVE_BACK: frozenset({DayState.MOVED}),
    Verb.KEEP: frozenset({DayState.CONFLICT}),
    Verb.CANCEL: _AHEAD,
    Verb.RESTORE: frozenset({DayState.CANCELLED, DayState.HELD}),
    Verb.DESCRIBE: _AHEAD | {DayState.HELD},
    Verb.HOLD: _AHEAD,
    Verb.STAFF: _AHEAD,
}


def is_unrecorded(on_day: date, state: DayState, today: date) -> bool:
    """Whether the day has gone by and nobody has said if it was held; a clash then waits for no new date any more."""
    return on_day < today and state in _AHEAD


class ServiceDayRule(Versioned, table=True):
    """`ordinals` is "1,3", `weekday` 0 (Monday) to 6: the first and third Tuesday is ("1,3", 1) (product.md M22)."""

    __tablename__ = "service_day_rule"

    id: int | None = Field(default=None, primary_key=True)
    ordinals: str
    weekday: int
    valid_from: date
    valid_until: date | None = None
    starts: time
    ends: time
    shift: ShiftPolicy = Field(default=ShiftPolicy.ASK, sa_type=stored(ShiftPolicy))


class Theme(SQLModel, table=True):
    """What the days of a period are about, such as starts and resumptions from March (M23)."""

    __tablename__ = "service_day_theme"

    id: int | None = Field(default=None, primary_key=True)
    from_on: date
    until_on: date | None = None
    text: str


class ServiceDay(Versioned, table=True):
    """One occurrence. `rule_on` is the date that the rule gave (None: an extra day), `on_day` where it stands now.

    `sequence` counts what subscribers of a feed must notice; `decided` says that somebody chose its date.
    """

    __tablename__ = "service_day"
    # Two days that will be held never share a date: a day's address is its date.
    __table_args__ = (
        sa.Index(
            "uq_service_day_live",
            "on_day",
            unique=True,
            sqlite_where=sa.text("state <> 'cancelled'"),
            postgresql_where=sa.text("state <> 'cancelled'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: UUID = Field(unique=True)
    rule_id: int | None = Field(default=None, foreign_key="service_day_rule.id")
    rule_on: date | None = Field(default=None, unique=True)
    on_day: date = Field(index=True)
    starts: time
    ends: time
    state: DayState = Field(sa_type=stored(DayState))
    holiday: str | None = None
    proposed_on: date | None = None
    decided: bool = False
    reason: str | None = None
    theme: str | None = None
    venue: str | None = None
    sequence: int = 0
    changed_at: datetime
    changed_by: int | None = Field(default=None, foreign_key="user_account.id")

    def allows(self, verb: Verb) -> bool:
        """Whether the day's state lets this be done; an extra day has no rule date to move back to."""
        return self.state in LIFE[verb] and (verb is not Verb.MOVE_BACK or self.rule_on is not None)

    def is_in_time(self, verb: Verb, today: date) -> bool:
        """Whether the calendar lets this be done: nothing is put off to a past date, nothing was held in advance."""
        if verb is Verb.HOLD:
            return self.on_day <= today
        if verb is Verb.MOVE_BACK:
            return self.rule_on is None or self.rule_on >= today
        return verb is not Verb.KEEP or self.on_day >= today

    def take(self, verb: Verb) -> None:
        """Raise Conflict (409) when the day has moved on meanwhile."""
        if not self.allows(verb):
            raise Conflict(N_("This day has changed meanwhile; look again."))


class Team(Versioned, table=True):
    """Who goes out together on a service day."""

    __table_args__ = (sa.UniqueConstraint("service_day_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    service_day_id: int = Field(foreign_key="service_day.id", index=True)
    number: int
    name: str
    leader_id: int | None = Field(default=None, foreign_key="user_account.id", index=True)
    task_force_id: int | None = Field(default=None, foreign_key="task_force.id", index=True)


class TeamDepartment(SQLModel, table=True):
    """A department that comes along with a team."""

    __tablename__ = "team_department"

    team_id: int = Field(foreign_key="team.id", primary_key=True)
    department_id: int = Field(foreign_key="department.id", primary_key=True, index=True)
