"""What is asked about supervision notices, what is written on them, and what is shown of them."""

from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, Field
from sqlmodel import SQLModel

from app.core.text import Line, MaybeProse, Prose, blank_is_none
from app.models.day_shapes import MaybeDay
from app.models.notice import Cause, Colour, NoticeState, Verb
from app.models.ticket_life import State
from app.models.ticket_shapes import Given, MaybeId


class NoticeIssue(Given):
    """A notice by hand: its words, and the day until whose end it is answered (empty: as usual for the colour)."""

    colour: Colour
    words: MaybeProse = None
    answer_on: MaybeDay = None


class NoticeAnswer(Given):
    """What the department does about it, and by when."""

    words: Prose


class NoticeAcceptance(Given):
    """The answer will do."""

    words: MaybeProse = None


class NoticeQuestion(Given):
    """What the answer leaves open."""

    words: Prose


class NoticeWithdrawal(Given):
    """Why it no longer holds."""

    words: Prose


class NoticeFilter(Given):
    """`view`: waiting for the reader, unanswered, late with the answer, waiting for supervision, or all."""

    view: Annotated[str, Field(pattern="^(mine|unanswered|late|answered|all)$")] = "unanswered"
    colour: Annotated[Colour | None, BeforeValidator(blank_is_none)] = None
    department_id: MaybeId = None
    after: Annotated[Line | None, BeforeValidator(blank_is_none)] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class NoticeRow(SQLModel):
    """One line of a list; `number` is written like 2019-017, `is_late` says that the answer is overdue."""

    id: int
    number: str
    colour: Colour
    state: NoticeState
    ticket_id: int
    ticket: str
    department: str | None
    department_en: str | None
    due_at: datetime
    issued_at: datetime
    answer_by: datetime
    is_late: bool
    version: int


class NoticeLineRead(SQLModel):
    """Something said; `who` is None where the clock did it."""

    at: datetime
    verb: Verb
    who: str | None
    words: str | None


class PauseRead(SQLModel):
    """A time in which the ticket's clock stood still; it still does where `ended_at` is None."""

    began_at: datetime
    ended_at: datetime | None


class ClockTrace(SQLModel):
    """From what the ticket's deadlines were counted, and what was done by when."""

    registered_at: datetime
    answer_due_at: datetime
    answered_at: datetime | None
    solve_due_at: datetime
    resolved_at: datetime | None
    extended_workdays: int
    pauses: list[PauseRead]


class NoticeRead(NoticeRow):
    """A notice as both doors show it to staff; `moves` are what the reader may do with it now."""

    department_id: int | None
    cause: Cause | None
    settled_at: datetime | None
    is_synthetic: bool
    enterprise: str | None
    enterprise_en: str | None
    handler: str | None
    ticket_state: State
    clock: ClockTrace
    lines: list[NoticeLineRead]
    moves: list[Verb]
