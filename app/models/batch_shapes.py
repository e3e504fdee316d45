"""Many tickets in one go: which, each as it was seen, and what became of each (R20)."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from sqlmodel import SQLModel

from app.core.text import MaybeProse
from app.models.ticket_shapes import Given, Id, MaybeId, MaybeLevel

AT_MOST = 100


class SeenTicket(Given):
    """A ticket and the version of it that somebody saw."""

    id: Id
    version: Annotated[int, Field(ge=1, le=2**63 - 1)]


class BatchAssignment(Given):
    """One lead department for all of them. Whoever assists one goes on assisting; no level keeps each one's own."""

    items: Annotated[list[SeenTicket], Field(min_length=1, max_length=AT_MOST)]
    lead_department_id: Id
    handler_id: MaybeId = None
    level: MaybeLevel = None
    note: MaybeProse = None


def _seen(value: Any) -> Any:
    """A box of the form says `12:3`: ticket 12, seen in version 3."""
    number, _, version = value.partition(":") if isinstance(value, str) else ("", "", "")
    return {"id": number, "version": version} if version else value


class BatchTyped(BatchAssignment):
    """The same as its form sends it."""

    items: Annotated[list[Annotated[SeenTicket, BeforeValidator(_seen)]], Field(min_length=1, max_length=AT_MOST)]


class BatchUndo(Given):
    """The tickets whose last step is taken back."""

    ids: Annotated[list[Id], Field(min_length=1, max_length=AT_MOST)]


class BatchOutcome(SQLModel):
    """What became of one ticket: 200 and its new version, or the status and words of the refusal."""

    id: int
    status: int
    version: int | None = None
    detail: str | None = None
