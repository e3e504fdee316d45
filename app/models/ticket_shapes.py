"""What is asked about tickets and what is shown of them; both doors share these shapes."""

from datetime import date, datetime
from enum import StrEnum, auto
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field
from sqlmodel import SQLModel

from app.core.keys import Key, key_field
from app.core.text import MaybeLine, MaybeProse, blank_is_none
from app.models.ticket_life import Ending, Nature, Outcome, PleaKind, Sample, Source, State, Verb
from app.models.zone import Level


def _no_truth(value: object) -> object:
    """Python counts `true` as 1; a row's number it is not."""
    return str(value) if isinstance(value, bool) else value


Id = Annotated[int, BeforeValidator(_no_truth), Field(ge=1, le=2**63 - 1)]
MaybeId = Annotated[Id | None, BeforeValidator(blank_is_none)]
MaybeLevel = Annotated[Level | None, BeforeValidator(blank_is_none)]


class Given(SQLModel):
    """An input shape: unknown fields are refused, so nobody sets what a verb does not offer (R41)."""

    model_config = ConfigDict(extra="forbid")  # type: ignore[assignment]


class Light(StrEnum):
    """Octagon, triangle, tick, dashed ring."""

    RED = auto()
    AMBER = auto()
    GREEN = auto()
    GREY = auto()


class TicketRaise(Given):
    """Only the kind is required: photo first, no typing (ux.md F1). `key` is made by the phone: a replay is one row."""

    key: Key = key_field()
    kind_id: Id
    title: MaybeLine = None
    detail: MaybeProse = None
    enterprise_id: MaybeId = None
    project_id: MaybeId = None
    visit_id: MaybeId = None
    nature: Annotated[Nature | None, BeforeValidator(blank_is_none)] = None
    level: MaybeLevel = None
    source: Annotated[Source | None, BeforeValidator(blank_is_none)] = None
    is_urgent: bool = False
    is_resolved_on_site: bool = False


class Identification(Given):
    """The enterprise of a ticket that was recorded without one."""

    enterprise_id: Id


class NoteWrite(Given):
    """A line in the timeline: words, photos or both. The enterprise reads it unless it is internal."""

    key: Key = key_field()
    body: MaybeProse = None
    is_internal: bool = False


class NamedRef(SQLModel):
    """Another record, by number and name."""

    id: int
    name: str
    name_en: str | None = None


class PleaRead(SQLModel):
    """What a department asks for and nobody has decided yet: working days more, or a pause until a review."""

    kind: PleaKind
    reason: str
    workdays: int | None
    review_on: date | None
    asked_at: datetime
    asked_by: str
    department: str | None
    department_en: str | None


class ConsultationRead(SQLModel):
    """A joint consultation without a conclusion yet."""

    meets_on: date
    place: str | None
    departments: list[NamedRef]


class TicketRow(SQLModel):
    """One line of a list. Names come in the zone's language and, where there is one, in English (`_en`)."""

    id: int
    title: str
    state: State
    level: Level
    is_urgent: bool
    kind: str
    kind_en: str
    enterprise: str | None
    enterprise_en: str | None
    department: str | None
    department_en: str | None
    handler: str | None
    registered_at: datetime
    due_at: datetime
    light: Light
    version: int


class TicketRead(TicketRow):
    """What both doors show of one ticket: the JSON body and the facts of its page.

    `plea`, `consultation`, `common_problem`, `sample` are for staff; `review_on`: a suspended one is looked at again.
    """

    detail: str | None
    kind_id: int
    nature: Nature
    source: Source
    enterprise_id: int | None
    project: NamedRef | None
    visit_id: int | None
    registered_by: str | None
    assists: list[NamedRef]
    lead_department_id: int | None
    handler_id: int | None
    answer_due_at: datetime
    solve_due_at: datetime
    due_is_provisional: bool
    answered_at: datetime | None
    resolved_at: datetime | None
    outcome: Outcome | None
    resolution: str | None
    is_resolved_on_site: bool
    confirmed_at: datetime | None
    closed_at: datetime | None
    is_synthetic: bool
    is_ruled: bool
    return_until: datetime | None
    extensions: int
    extended_workdays: int
    reopenings: int
    confirm_by: datetime | None
    ending: Ending | None
    sample: Sample | None
    plea: PleaRead | None
    review_on: date | None
    consultation: ConsultationRead | None
    common_problem: NamedRef | None
    photos: list[str]
    moves: list[Verb]


class TimelineItem(SQLModel):
    """One entry of a ticket's timeline: what happened, who, when, in which words, with which photos.

    `to` is the department that an assignment hands the ticket to; `version` is what the ticket had afterwards.
    `due_was` and `due_is`: the date for the solution, when this moved it.
    """

    at: datetime
    verb: Verb
    who: str | None
    department: str | None
    department_en: str | None
    to: NamedRef | None
    due_was: datetime | None
    due_is: datetime | None
    body: str | None
    is_internal: bool
    version: int | None
    photos: list[str]
