"""What the portal asks for and shows."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlmodel import SQLModel

from app.core.text import MaybeProse, Phone, Prose
from app.models.evaluation import Verdict
from app.models.portal import Sheet
from app.models.ticket_shapes import Given, Id

_SHORT = Annotated[str, StringConstraints(max_length=200)]


class Printing(Given):
    """On which paper."""

    sheet: Sheet = Sheet.A4


class Renewal(Given):
    """A new code; the old one stops working at once, on every sheet."""


class Ending(Given):
    """The code stops working and none takes its place."""


class Demand(Given):
    """Two fields and a number to call. `stamp` is the server's own; `homepage` stays empty unless a robot fills it."""

    key: UUID
    stamp: _SHORT = ""
    homepage: _SHORT = ""
    kind_id: Id
    detail: Prose
    phone: Phone


class Following(Given):
    """A line from somebody without an account."""

    key: UUID
    body: MaybeProse = None


class Proof(Given):
    """The last four digits of the number that was left with the demand."""

    digits: Annotated[str, Field(pattern=r"^\s*[0-9]{4}\s*$")]


class Judgement(Given):
    """The enterprise's last word; what is still wrong has to be said."""

    satisfied: Literal["yes", "no"]
    comment: MaybeProse = None


class Issuing(Given):
    """Supervision hands the link to the enterprise."""


class CodeRead(SQLModel):
    """An enterprise's code as staff sees it; the address is on the printed sheet only."""

    serial: int
    made_at: datetime
    made_by: str | None
    demands: int


class SheetRead(SQLModel):
    """Where the printed code leads."""

    serial: int
    address: str


class EvaluationRead(SQLModel):
    """One round's question and what came of it, for supervision."""

    round: int
    asked_at: datetime
    expires_at: datetime
    issued_at: datetime | None
    answered_at: datetime | None
    verdict: Verdict
    comment: str | None


class IssuedRead(SQLModel):
    """Shown once: `address` holds the secret."""

    address: str
    expires_at: datetime
