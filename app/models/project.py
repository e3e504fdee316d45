"""Investment projects from lead to full capacity; the dated stage events are the truth about the past."""

from datetime import date, datetime
from enum import StrEnum, auto
from uuid import UUID

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from app.core.db import stored
from app.core.i18n import N_
from app.models.base import Versioned


class Track(StrEnum):
    STOCK = auto()
    INCREMENTAL = auto()


class Stage(StrEnum):
    """The chain of product.md M06, in order; the side states stand at the end, and UNKNOWN: nobody has said it yet."""

    LEAD = auto()
    CONCEIVED = auto()
    RESERVE = auto()
    NEGOTIATING = auto()
    TO_SIGN = auto()
    SIGNED = auto()
    LANDED = auto()
    PRE_APPROVAL = auto()
    STARTED = auto()
    RESUMED = auto()
    UNDER_CONSTRUCTION = auto()
    COMPLETED = auto()
    IN_PRODUCTION = auto()
    FULL_CAPACITY = auto()
    WINTER_BREAK = auto()
    STOPPED = auto()
    DEFERRED = auto()
    TERMINATED = auto()
    UNKNOWN = auto()


STAGE_NAMES = {
    Stage.LEAD: N_("Lead"),
    Stage.CONCEIVED: N_("Conception"),
    Stage.RESERVE: N_("Reserve"),
    Stage.NEGOTIATING: N_("In negotiation"),
    Stage.TO_SIGN: N_("To be signed"),
    Stage.SIGNED: N_("Signed"),
    Stage.LANDED: N_("Landed"),
    Stage.PRE_APPROVAL: N_("Formalities"),
    Stage.STARTED: N_("Started"),
    Stage.RESUMED: N_("Resumed"),
    Stage.UNDER_CONSTRUCTION: N_("Under construction"),
    Stage.COMPLETED: N_("Completed"),
    Stage.IN_PRODUCTION: N_("In production"),
    Stage.FULL_CAPACITY: N_("Full capacity"),
    Stage.WINTER_BREAK: N_("Winter break"),
    Stage.STOPPED: N_("Stopped"),
    Stage.DEFERRED: N_("Deferred"),
    Stage.TERMINATED: N_("Terminated"),
    Stage.UNKNOWN: N_("Stage not known"),
}


class Verb(StrEnum):
    """What is done with projects. The baseline, once set, has a verb of its own (M31)."""

    ADD = auto()
    CHANGE = auto()
    REBASE = auto()
    RETRACK = auto()
    REACH = auto()
    VOID = auto()
    UPDATE = auto()
    PAIR = auto()
    UNPAIR = auto()


class Precision(StrEnum):
    """How exactly a date is known: the day, the month, or only that it was before it (MS14)."""

    DAY = auto()
    MONTH = auto()
    BEFORE = auto()


TRACK_NAMES = {
    Track.STOCK: N_("Existing project"),
    Track.INCREMENTAL: N_("New project"),
}
PRECISION_NAMES = {
    Precision.DAY: N_("This day"),
    Precision.MONTH: N_("Only the month is known"),
    Precision.BEFORE: N_("Only that it is no later than this day"),
}


class Project(Versioned, table=True):
    """`stage` is the newest stage event's, kept here for lists. Amounts are whole yuan; text where only text is known.

    `list_year` is the year whose construction list the project stands on; `is_major` says that it
    belongs to the reported set of 50 million yuan and more, which is stated for some projects without an amount.
    """

    id: int | None = Field(default=None, primary_key=True)
    key: UUID | None = Field(default=None, unique=True)
    name: str
    alias: str | None = None
    code_name: str | None = None
    is_confidential: bool = False
    project_code: str | None = Field(default=None, unique=True)
    initials: str = ""
    enterprise_id: int | None = Field(default=None, foreign_key="enterprise.id", index=True)
    task_force_id: int | None = Field(default=None, foreign_key="task_force.id", index=True)
    park_id: int | None = Field(default=None, foreign_key="park.id", index=True)
    belt_id: int | None = Field(default=None, foreign_key="belt.id", index=True)
    track: Track = Field(sa_type=stored(Track))
    stage: Stage = Field(sa_type=stored(Stage), index=True)
    stage_on: date | None = None
    entered_on: date
    list_year: int | None = Field(default=None, index=True)
    is_major: bool = False
    total_investment_yuan: int | None = Field(default=None, sa_type=BigInteger)
    total_investment_text: str | None = None
    plan_year_yuan: int | None = Field(default=None, sa_type=BigInteger)
    baseline_start_on: date | None = None
    baseline_start_precision: Precision | None = Field(default=None, sa_type=stored(Precision))
    planned_start_on: date | None = None
    planned_start_precision: Precision | None = Field(default=None, sa_type=stored(Precision))
    planned_completion_on: date | None = None
    percent: int | None = None
    updated_at: datetime | None = Field(default=None, index=True)
    not_started_reason: str | None = None
    note: str | None = None
    group_tags: str = ""
    is_synthetic: bool = False
    created_at: datetime


class StageEvent(SQLModel, table=True):
    """A project reached a stage. Back-dated events carry a reason; a wrong one is voided, never removed."""

    __tablename__ = "stage_event"
    __table_args__ = (Index("ix_stage_event_project_on", "project_id", "on_day", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id")
    stage: Stage = Field(sa_type=stored(Stage), index=True)
    on_day: date
    precision: Precision = Field(default=Precision.DAY, sa_type=stored(Precision))
    reason: str | None = None
    evidence: str | None = None
    recorded_at: datetime
    recorded_by: int | None = Field(default=None, foreign_key="user_account.id")
    voided_at: datetime | None = None
    voided_by: int | None = Field(default=None, foreign_key="user_account.id")
    void_reason: str | None = None


class Progress(SQLModel, table=True):
    """A one-tap progress update; "no change" is a full answer (ux.md part 2)."""

    id: int | None = Field(default=None, primary_key=True)
    key: UUID = Field(unique=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    author_id: int = Field(foreign_key="user_account.id")
    at: datetime
    percent: int | None = None
    stage: Stage | None = Field(default=None, sa_type=stored(Stage))
    note: str | None = None
    is_unchanged: bool = False
