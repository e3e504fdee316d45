"""What tickets that resemble one another tell: solved cases, who took them, what is open already."""

from datetime import datetime

from sqlmodel import SQLModel

from app.core.text import MaybeLine, MaybeProse
from app.models.ticket_life import Outcome, State
from app.models.ticket_shapes import Given, MaybeId


class Draft(Given):
    """A ticket that is being typed. Nothing in it is required, and none of it is kept."""

    title: MaybeLine = None
    detail: MaybeProse = None
    enterprise_id: MaybeId = None


class SimilarCase(SQLModel):
    """A solved ticket that resembles another, with what was done. No firm is named: the matter is what counts."""

    id: int
    title: str
    state: State
    kind_id: int
    kind: str
    kind_en: str
    department_id: int | None
    department: str | None
    department_en: str | None
    outcome: Outcome | None
    resolution: str | None
    resolved_at: datetime
    workdays: int
    likeness_percent: int


class Leaning(SQLModel):
    """Where similar cases went: so many of them, solved in so many working days in the middle."""

    id: int
    name: str
    name_en: str | None
    count: int
    workdays: int


class Likeness(SQLModel):
    """Similar solved cases, best first, and what most of them have in common. None: too few to say anything."""

    cases: list[SimilarCase]
    department: Leaning | None
    kind: Leaning | None


class OpenCase(SQLModel):
    """An open ticket that may be the same matter."""

    id: int
    title: str
    state: State
    registered_at: datetime
    is_same_firm: bool
    likeness_percent: int


class Suggestion(Likeness):
    """What can be said of a ticket while it is being typed; `open_cases` may be the same one."""

    open_cases: list[OpenCase]
