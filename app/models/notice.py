"""Supervision notices: what supervision writes to a department about one ticket, and what became of it (M03).

The colours are those of coloured slips elsewhere (product.md part 3): blue near due, yellow behind, red overdue.
"""

from datetime import datetime
from enum import StrEnum, auto

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.db import stored
from app.core.errors import Conflict
from app.core.i18n import N_
from app.models.base import Versioned


class Colour(StrEnum):
    """From the mildest to the gravest."""

    BLUE = auto()
    YELLOW = auto()
    RED = auto()


COLOUR_NAMES = {
    Colour.BLUE: N_("Blue: due soon"),
    Colour.YELLOW: N_("Yellow: behind"),
    Colour.RED: N_("Red: overdue"),
}


class NoticeState(StrEnum):
    ISSUED = auto()
    ANSWERED = auto()
    ACCEPTED = auto()
    WITHDRAWN = auto()


NOTICE_STATE_NAMES = {
    NoticeState.ISSUED: N_("Waiting for the department's answer"),
    NoticeState.ANSWERED: N_("Answered, supervision decides"),
    NoticeState.ACCEPTED: N_("Answer accepted"),
    NoticeState.WITHDRAWN: N_("Notice withdrawn"),
}


class Cause(StrEnum):
    """Why a notice was withdrawn without anybody's doing."""

    MOVED = auto()
    DONE = auto()
    GRAVER = auto()
    GONE = auto()


CAUSE_NAMES = {
    Cause.MOVED: N_("The deadline was moved."),
    Cause.DONE: N_("It was done in time."),
    Cause.GRAVER: N_("A graver notice took its place."),
    Cause.GONE: N_("The enterprise withdrew the ticket."),
}


class Verb(StrEnum):
    ISSUE = auto()
    ANSWER = auto()
    ACCEPT = auto()
    ASK_AGAIN = auto()
    WITHDRAW = auto()


VERB_NAMES = {
    Verb.ISSUE: N_("Notice issued"),
    Verb.ANSWER: N_("The department answered"),
    Verb.ACCEPT: N_("Answer accepted"),
    Verb.ASK_AGAIN: N_("Asked again"),
    Verb.WITHDRAW: N_("Notice withdrawn"),
}
UNSETTLED = (NoticeState.ISSUED, NoticeState.ANSWERED)
# Verb: (states it starts from, state it leads to).
LIFE: dict[Verb, tuple[tuple[NoticeState, ...], NoticeState]] = {
    Verb.ANSWER: ((NoticeState.ISSUED,), NoticeState.ANSWERED),
    Verb.ACCEPT: ((NoticeState.ANSWERED,), NoticeState.ACCEPTED),
    Verb.ASK_AGAIN: ((NoticeState.ANSWERED,), NoticeState.ISSUED),
    Verb.WITHDRAW: (UNSETTLED, NoticeState.WITHDRAWN),
}


class Notice(Versioned, table=True):
    """`number` counts the notices of a `year`, whatever their colour; some may be missing.

    `due_at` is the deadline that it is about: one notice for each colour of it. `department_id` is None where nobody
    leads the ticket, then the coordinator answers. `issued_by` is None for those that the clock issued.
    """

    __tablename__ = "supervision_notice"
    __table_args__ = (
        UniqueConstraint("year", "number"),
        UniqueConstraint("ticket_id", "colour", "due_at"),
        Index("ix_supervision_notice_state", "state", "department_id", "answer_by"),
        Index("ix_supervision_notice_issued", "issued_at", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    year: int
    number: int
    ticket_id: int = Field(foreign_key="ticket.id")
    colour: Colour = Field(sa_type=stored(Colour))
    due_at: datetime
    department_id: int | None = Field(default=None, foreign_key="department.id")
    state: NoticeState = Field(default=NoticeState.ISSUED, sa_type=stored(NoticeState))
    issued_at: datetime
    issued_by: int | None = Field(default=None, foreign_key="user_account.id")
    answer_by: datetime
    settled_at: datetime | None = None
    cause: Cause | None = Field(default=None, sa_type=stored(Cause))
    is_synthetic: bool = False

    @property
    def label(self) -> str:
        """The number as it is written: 2019-017."""
        return f"{self.year}-{self.number:03d}"

    def take(self, verb: Verb) -> None:
        """Move along LIFE; a notice that has moved on meanwhile is a conflict."""
        before, after = LIFE[verb]
        if self.state not in before:
            raise Conflict(N_("This notice has moved on; look again."))
        self.state = after


class NoticeLine(SQLModel, table=True):
    """What was said about a notice, by whom, with which act."""

    __tablename__ = "notice_line"

    id: int | None = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="supervision_notice.id", index=True)
    verb: Verb = Field(sa_type=stored(Verb))
    author_id: int | None = Field(default=None, foreign_key="user_account.id")
    at: datetime
    words: str | None = None


class NoticeCounter(SQLModel, table=True):
    """The last number given in a year; taken inside the transaction that issues, so nobody gets it twice."""

    __tablename__ = "notice_counter"

    year: int = Field(primary_key=True)
    last: int
