"""What addresses and forms ask about tickets: the filters over a list, where a form starts, a note as it is sent."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BeforeValidator, Field, model_validator

from app.core.text import Line, MaybeLine, MaybeProse, blank_is_none
from app.models.supervision_shapes import MaybePeriod
from app.models.ticket_life import State
from app.models.ticket_shapes import Given, MaybeId, NoteWrite


class TicketStart(Given):
    """What the address of an empty form may fill in; `q` looks for a firm. Everything typed so far travels along."""

    q: MaybeLine = None
    key: UUID | None = None
    kind_id: MaybeId = None
    title: MaybeLine = None
    detail: MaybeProse = None
    enterprise_id: MaybeId = None
    project_id: MaybeId = None
    visit_id: MaybeId = None
    is_urgent: bool = False


class NoteBegun(Given):
    """Words that were typed for a new ticket and belong to this one instead."""

    body: MaybeProse = None


class NoteTyped(NoteWrite):
    """A note as its form sends it: a ready phrase (`quick`) stands before the typed words."""

    @model_validator(mode="before")
    @classmethod
    def _joined(cls, given: dict[str, Any]) -> dict[str, Any]:
        parts = [given.get("quick"), given.get("body")]
        said = "\n".join(part for part in parts if isinstance(part, str) and part.strip())
        return {name: value for name, value in given.items() if name != "quick"} | {"body": said}


class TicketFilter(Given):
    """The chips over a list. `view` is whose: mine, team, due (within a working day), over, all.

    `counted` is one of supervision's sets (app/queries/supervision_sets.py) in a `period`; of returns, who returned it
    after whom. `is_unled`: those that no department leads.
    """

    view: Annotated[str, Field(pattern="^(mine|team|due|over|open|all)$")] = "open"
    state: Annotated[State | None, BeforeValidator(blank_is_none)] = None
    kind_id: MaybeId = None
    department_id: MaybeId = None
    enterprise_id: MaybeId = None
    project_id: MaybeId = None
    counted: Annotated[str | None, Field(max_length=32), BeforeValidator(blank_is_none)] = None
    period: MaybePeriod = None
    sender_id: MaybeId = None
    returner_id: MaybeId = None
    is_unled: bool = False
    after: Annotated[Line | None, BeforeValidator(blank_is_none)] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50
