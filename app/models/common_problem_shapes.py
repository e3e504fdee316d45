"""What is asked about common problems and what is shown of them; both doors share these shapes."""

import re
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, model_validator
from sqlmodel import SQLModel

from app.core.text import Line, MaybeLine, MaybeProse, Prose
from app.models.common_problem import Verb
from app.models.ticket_life import Outcome
from app.models.ticket_shapes import Given, Id, TicketRow


class CommonProblemOpen(Given):
    """Several tickets, one matter; one ticket is enough to begin with."""

    title: Line
    detail: MaybeProse = None
    ticket_ids: Annotated[list[Id], Field(min_length=1, max_length=50)]


class CommonProblemStart(Given):
    """What the address of an empty form may fill in; `ticket_id` is the one that it begins with."""

    ticket_id: Id


class OwnAnswer(Given):
    """What one requester is told instead of what all are told."""

    ticket_id: Id
    body: Prose


class CommonResolution(Given):
    """One solution for all of its tickets that wait for it; `answers` are what single requesters are told instead."""

    outcome: Outcome = Outcome.DONE
    resolution: Prose
    answers: Annotated[list[OwnAnswer], Field(max_length=50)] = Field(default_factory=list)


class CommonResolutionTyped(CommonResolution):
    """The same as its form sends it: one field a ticket, named `own_7`; those left empty say what all are told."""

    @model_validator(mode="before")
    @classmethod
    def _folded(cls, given: dict[str, Any]) -> dict[str, Any]:
        own = {name: body for name, body in given.items() if _OWN.match(name) and isinstance(body, str)}
        answers = [{"ticket_id": name[4:], "body": body} for name, body in own.items() if body.strip()]
        return {name: value for name, value in given.items() if name not in own} | {"answers": answers}


_OWN = re.compile(r"^own_[0-9]{1,18}$")


class CommonClosing(Given):
    """What was found: what has to change so that nobody suffers from it again."""

    finding: Prose


class CommonProblemFilter(Given):
    """Open ones, or `closed` ones with what was found: the list of what policy has to change."""

    view: Annotated[str, Field(pattern="^(open|closed)$")] = "open"
    after: MaybeLine = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class CommonProblemRow(SQLModel):
    """One line of the list; the tickets counted are those that the reader may see."""

    id: int
    title: str
    opened_at: datetime
    closed_at: datetime | None
    finding: str | None
    tickets: int
    unsolved: int
    version: int


class CommonProblemRead(CommonProblemRow):
    """One common problem with its tickets, as far as the reader may see them; `resolvable` wait for the reader."""

    detail: str | None
    opened_by: str
    members: list[TicketRow]
    resolvable: list[int]
    moves: list[Verb]
