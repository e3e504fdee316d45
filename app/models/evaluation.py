"""What the enterprise says of a solution, on a link that whoever handled the ticket neither sees nor sends."""

from datetime import datetime
from enum import StrEnum, auto

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.i18n import N_


class Verb(StrEnum):
    """ISSUE hands out the one-time link, ANSWER uses it up."""

    ISSUE = auto()
    ANSWER = auto()


class Evaluation(SQLModel, table=True):
    """One question per round: a ticket that was reopened is asked about again.

    The question is there as soon as somebody says "resolved"; its link does not exist before the enterprise proves
    itself or supervision prints it, and only the link's hash is kept. `guesses` counts wrong proofs.
    """

    __table_args__ = (UniqueConstraint("ticket_id", "round"),)

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id")
    round: int
    asked_at: datetime
    expires_at: datetime
    token_hash: str | None = Field(default=None, unique=True)
    issued_at: datetime | None = None
    guesses: int = 0
    answered_at: datetime | None = None
    is_satisfied: bool | None = None
    comment: str | None = None


class Verdict(StrEnum):
    """How a question stands, for supervision."""

    SATISFIED = auto()
    DISSATISFIED = auto()
    WAITING = auto()
    NO_ANSWER = auto()


VERDICT_NAMES = {
    Verdict.SATISFIED: N_("Satisfied"),
    Verdict.DISSATISFIED: N_("Not satisfied"),
    Verdict.WAITING: N_("Not answered yet"),
    Verdict.NO_ANSWER: N_("No answer"),
}
