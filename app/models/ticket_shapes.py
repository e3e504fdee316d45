"""What is asked about tickets and what is shown of them; both doors share these shapes."""

from datetime import datetime
from enum import StrEnum, auto
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, ConfigDict, Field
from sqlmodel import SQLModel

from app.core.text import MaybeLine, MaybeProse, Prose, blank_is_none
from app.models.ticket_life import Nature, Outcome, Source, State, Verb
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

    key: UUID
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


class Assignment(Given):
    """Who takes it: one lead department, any number that help."""

    lead_department_id: Id
    assist_department_ids: list[Id] = []
    handler_id: MaybeId = None
    level: MaybeLevel = None
    note: MaybeProse = None


class Acceptance(Given):
    """The department signs for it."""

    note: MaybeProse = None


class Return(Given):
    """Back to the coordinator; only with a reason, once per department and ticket."""

    reason: Prose


class FirstAnswer(Given):
    """What the enterprise is told first: who does what by when."""

    body: Prose


class Resolution(Given):
    """The handler's claim; the enterprise still has to confirm it."""

    outcome: Outcome = Outcome.DONE
    resolution: MaybeProse = None


class Confirmation(Given):
    """The enterprise says "solved"; a coordinator who records its word by phone says how."""

    note: MaybeProse = None


class Reopening(Given):
    """Not solved: what is still wrong."""

    reason: Prose


class Closing(Given):
    note: MaybeProse = None


class Identification(Given):
    """The enterprise of a ticket that was recorded without one."""

    enterprise_id: Id


class NoteWrite(Given):
    """A line in the timeline: words, photos or both. The enterprise reads it unless it is internal."""

    key: UUID
    body: MaybeProse = None
    is_internal: bool = False


class NamedRef(SQLModel):
    """Another record, by number and name."""

    id: int
    name: str
    name_en: str | None = None


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
    """What both doors show of one ticket: the JSON body and the facts of its page."""

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
    photos: list[str]
    moves: list[Verb]


class TimelineItem(SQLModel):
    """One entry of a ticket's timeline: what happened, who, when, in which words, with which photos.

    `to` is the department that an assignment hands the ticket to; `version` is what the ticket had afterwards.
    """

    at: datetime
    verb: Verb
    who: str | None
    department: str | None
    department_en: str | None
    to: NamedRef | None
    body: str | None
    is_internal: bool
    version: int | None
    photos: list[str]
