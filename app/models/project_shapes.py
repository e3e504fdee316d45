"""What is asked about projects; both doors share these shapes. What is shown of them: project_reads.py."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from app.core.keys import Key, key_field
from app.core.money import MaybeYuan
from app.core.text import Clean, Line, MaybeLine, MaybeProse, blank_is_none
from app.models.day_shapes import Day, MaybeDay, Year
from app.models.project import Precision, Stage, Track
from app.models.ticket_shapes import Given, MaybeId

MaybePrecision = Annotated[Precision | None, BeforeValidator(blank_is_none)]
MaybeStage = Annotated[Stage | None, BeforeValidator(blank_is_none)]
MaybeTrack = Annotated[Track | None, BeforeValidator(blank_is_none)]
MaybeYear = Annotated[Year | None, BeforeValidator(blank_is_none)]
Percent = Annotated[int, Field(ge=0, le=100)]
MaybePercent = Annotated[Percent | None, BeforeValidator(blank_is_none)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60), Clean]
MaybeWords = Annotated[Words | None, BeforeValidator(blank_is_none)]
Tag = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40, pattern="^[a-z_-]+$")]


class ProjectFacts(Given):
    """What can be changed later by PATCH: only what is sent is changed, null empties a field.

    Amounts are whole yuan; an amount that is known only as words ("about 200 million", a group's total) is text.
    The baseline is set once here; changing it afterwards is a verb of its own.
    """

    name: Line = ""
    alias: MaybeLine = None
    code_name: MaybeLine = None
    is_confidential: bool = False
    project_code: MaybeLine = None
    enterprise_id: MaybeId = None
    task_force_id: MaybeId = None
    park_id: MaybeId = None
    belt_id: MaybeId = None
    list_year: MaybeYear = None
    is_major: bool = False
    total_investment_yuan: MaybeYuan = None
    total_investment_text: MaybeLine = None
    plan_year_yuan: MaybeYuan = None
    baseline_start_on: MaybeDay = None
    baseline_start_precision: MaybePrecision = None
    planned_start_on: MaybeDay = None
    planned_start_precision: MaybePrecision = None
    planned_completion_on: MaybeDay = None
    not_started_reason: MaybeLine = None
    note: MaybeProse = None


class ProjectAdd(ProjectFacts):
    """A new project with its first stage; `key` makes a replay the same row. Days left out are today."""

    key: Key = key_field()
    name: Line
    track: Track = Track.INCREMENTAL
    stage: Stage = Stage.LEAD
    stage_on: MaybeDay = None
    stage_precision: Precision = Precision.DAY
    entered_on: MaybeDay = None


class ProjectChange(ProjectFacts):
    """PATCH."""


class ProjectTyped(ProjectChange):
    """A change as its form sends it: a box that is not ticked is not sent, and means no."""

    @model_validator(mode="before")
    @classmethod
    def _whole(cls, given: dict[str, Any]) -> dict[str, Any]:
        return {"is_confidential": False, "is_major": False} | given


class Rebase(Given):
    """Another baseline, with the reason for all to read (M31)."""

    baseline_start_on: Day
    baseline_start_precision: Precision = Precision.DAY
    reason: Line


class Retrack(Given):
    """From new to existing, or back: proposed at the start of construction, confirmed by a person (M05)."""

    track: Track


class Reach(Given):
    """A stage reached on a day (default today). A day before today needs a reason."""

    stage: Stage
    on_day: MaybeDay = None
    precision: Precision = Precision.DAY
    reason: MaybeLine = None
    evidence: MaybeLine = None


class Voiding(Given):
    """Why a stage event does not hold."""

    reason: Line


class ProgressWrite(Given):
    """One tap or two: what is new, or that nothing is. Days do not matter here: it is said now."""

    key: Key = key_field()
    percent: MaybePercent = None
    stage: MaybeStage = None
    note: MaybeProse = None
    is_unchanged: bool = False


class ProgressTyped(ProgressWrite):
    """Progress as its form sends it: a typed percentage (`exact`) goes before the chips of five more or less."""

    @model_validator(mode="before")
    @classmethod
    def _joined(cls, given: dict[str, Any]) -> dict[str, Any]:
        exact = given.get("exact")
        rest = {name: value for name, value in given.items() if name != "exact"}
        return rest | {"percent": exact} if isinstance(exact, str) and exact.strip() else rest


class StageFilter(Given):
    """Which projects are counted: those known on `as_of` (default today), narrowed."""

    as_of: MaybeDay = None
    task_force_id: MaybeId = None
    park_id: MaybeId = None
    track: MaybeTrack = None
    list_year: MaybeYear = None
    is_major: Annotated[bool | None, BeforeValidator(blank_is_none)] = None


class ProjectFilter(StageFilter):
    """The chips over the list. `set` is the set behind a published number (queries/metric_sets.py)."""

    q: MaybeWords = None
    stage: MaybeStage = None
    enterprise_id: MaybeId = None
    mine: bool = False
    set: Annotated[Tag | None, BeforeValidator(blank_is_none)] = None
    after: Annotated[Line | None, BeforeValidator(blank_is_none)] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 30
