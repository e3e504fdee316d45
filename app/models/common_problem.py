"""What several tickets suffer from together: one matter for one kind of matters (M15)."""

from datetime import datetime
from enum import StrEnum, auto

from sqlmodel import Field, SQLModel

from app.models.base import Versioned


class Verb(StrEnum):
    """What is done with a common problem; a ticket joins and leaves by its own verbs MERGE and PART."""

    OPEN = auto()
    RESOLVE = auto()
    CLOSE = auto()


class CommonProblem(Versioned, table=True):
    """Its tickets stay tickets: every enterprise still gets an answer of its own."""

    __tablename__ = "common_problem"

    id: int | None = Field(default=None, primary_key=True)
    title: str
    detail: str | None = None
    opened_at: datetime
    opened_by: int = Field(foreign_key="user_account.id")
    closed_at: datetime | None = None
    finding: str | None = None


class CommonTicket(SQLModel, table=True):
    """A ticket belongs to one common problem at most."""

    __tablename__ = "common_ticket"

    ticket_id: int = Field(foreign_key="ticket.id", primary_key=True)
    common_problem_id: int = Field(foreign_key="common_problem.id", index=True)
