"""What is shown of projects; both doors share these shapes."""

from datetime import date, datetime

from sqlmodel import SQLModel

from app.models.pairing_shapes import ChargeRead
from app.models.project import Precision, Stage, Track, Verb
from app.models.ticket_shapes import NamedRef


class ProjectRow(SQLModel):
    """One line of a list. `name` is the code name where the real one is not for this reader (`is_hidden`).

    With `as_of`, stage and `stage_on` are those of that day, and what is only known for today is null.
    """

    id: int
    name: str
    is_hidden: bool
    is_confidential: bool
    track: Track
    stage: Stage
    stage_on: date | None
    percent: int | None
    updated_at: datetime | None
    task_force: NamedRef | None
    enterprise: NamedRef | None
    park: NamedRef | None
    list_year: int | None
    is_major: bool
    total_investment_yuan: int | None
    total_investment_text: str | None
    not_started_reason: str | None
    is_synthetic: bool
    version: int


class StartRead(SQLModel):
    """The start of construction as first planned, as planned now, and as it was.

    `at_least` and `at_most`: days ahead of the baseline (negative: behind); equal when exact, null when not known.
    They compare the real start, else the present plan, else today's delay; both null when nothing can be compared.
    """

    baseline_on: date | None
    baseline_precision: Precision | None
    planned_on: date | None
    planned_precision: Precision | None
    actual_on: date | None
    actual_precision: Precision | None
    compares: str | None
    at_least: int | None
    at_most: int | None

    @property
    def is_vague(self) -> bool:
        """It has started, and the exact day is still missing."""
        return self.actual_on is not None and self.actual_precision is not Precision.DAY


class RebaseRead(SQLModel):
    """A change of the first plan: the day before, and why it changed."""

    at: datetime
    who: str | None
    was_on: date | None
    reason: str


class StageEventRead(SQLModel):
    """A line of a project's history; a voided one stays, marked, with the reason."""

    id: int
    stage: Stage
    on_day: date
    precision: Precision
    reason: str | None
    evidence: str | None
    recorded_at: datetime
    recorded_by: str | None
    voided_at: datetime | None
    voided_by: str | None
    void_reason: str | None


class ProgressRead(SQLModel):
    """One progress update, newest first in lists."""

    id: int
    at: datetime
    author: str | None
    percent: int | None
    stage: Stage | None
    note: str | None
    is_unchanged: bool
    photos: list[str]


class ProjectRead(ProjectRow):
    """What both doors show of one project: the JSON body and the facts of its page."""

    alias: str | None
    code_name: str | None
    project_code: str | None
    belt: NamedRef | None
    entered_on: date
    plan_year_yuan: int | None
    planned_completion_on: date | None
    start: StartRead
    rebased: list[RebaseRead]
    note: str | None
    people: list[ChargeRead]
    moves: list[Verb]


class StageCount(SQLModel):
    stage: Stage
    count: int


class StageCounts(SQLModel):
    """How many projects had each stage on a day, among those that this reader may see.

    No total is given: the stages of the pipeline are counted differently by different bodies, and adding them
    says nothing (product.md M33, ambiguity A6).
    """

    as_of: date
    counts: list[StageCount]
