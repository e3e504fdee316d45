"""What moves a ticket's deadlines: pauses of its clock, and what departments ask for when they cannot keep them."""

from datetime import date, datetime
from enum import StrEnum, auto

from sqlmodel import Field, SQLModel

from app.core.db import stored
from app.models.ticket_life import PleaKind


class PauseCause(StrEnum):
    """Suspended on the books, or waiting for the enterprise's word on a solution that it then refused."""

    SUSPENDED = auto()
    WAITING = auto()


class TicketPause(SQLModel, table=True):
    """A time in which the clock stands still; `ended_at` is None as long as it does.

    With the registration, the rule and the extensions this is all that deadlines are counted from.
    """

    __tablename__ = "ticket_pause"

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id", index=True)
    cause: PauseCause = Field(sa_type=stored(PauseCause))
    began_at: datetime
    ended_at: datetime | None = None
    review_on: date | None = Field(default=None, index=True)


class Plea(SQLModel, table=True):
    """A department asks for more time (`workdays`) or to suspend a ticket until `review_on`; somebody else decides."""

    __tablename__ = "ticket_plea"

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id", index=True)
    kind: PleaKind = Field(sa_type=stored(PleaKind))
    reason: str
    workdays: int | None = None
    review_on: date | None = None
    asked_at: datetime
    asked_by: int = Field(foreign_key="user_account.id")
    department_id: int | None = Field(default=None, foreign_key="department.id")
    decided_at: datetime | None = None
    decided_by: int | None = Field(default=None, foreign_key="user_account.id")
    is_granted: bool | None = None
