"""A ticket is what a firm asks for or suffers from; its life is the table LIFE in app/models/ticket_life.py."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, false, text, true
from sqlmodel import Field, SQLModel

from app.core.db import stored
from app.core.errors import Conflict
from app.core.i18n import N_
from app.models.base import Versioned
from app.models.ticket_life import (
    LIFE,
    RUNNING,
    Ending,
    Nature,
    Outcome,
    PleaKind,
    Sample,
    Source,
    State,
    Verb,
)
from app.models.zone import Level

_GROUNDS = ("registered_by", "handler_id", "lead_department_id", "project_id")  # on which somebody may see it
_RUNS = text("state IN ({})".format(", ".join(f"'{state.value}'" for state in RUNNING)))


class Ticket(Versioned, table=True):
    """`due_at` is the deadline that runs now: the first answer's until there is one, then the solution's.

    `warn_at` is the instant one working day before it. `enterprise_id` may be unknown at first (M11).
    `can_return` until `return_until`: the lead department still has its one return. A ruling is final.
    `plea`, by `plea_by`, waits for a decision; `is_plea_above`: the coordinator's, for want of
    another duty leader; `confirm_by` is when an enterprise's silence ends the ticket.
    """

    __table_args__ = (
        Index("ix_ticket_state_due", "state", "due_at", "id"),
        Index("ix_ticket_running_due", "due_at", "id", sqlite_where=_RUNS, postgresql_where=_RUNS),
        Index("ix_ticket_lead_running", "lead_department_id", "due_at", sqlite_where=_RUNS, postgresql_where=_RUNS),
        *(Index(f"ix_ticket_{name}", name, "registered_at", "id") for name in _GROUNDS),
        Index("ix_ticket_resolved", "resolved_at", "solve_due_at"),
        Index("ix_ticket_enterprise_id_id", "enterprise_id", "id"),
        Index("ix_ticket_registered", "registered_at", "id"),
        Index("ix_ticket_confirm_by", "state", "confirm_by"),
        Index("ix_ticket_confirmed", "confirmed_at"),
        Index("ix_ticket_closed", "closed_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: UUID = Field(unique=True)
    title: str
    detail: str | None = None
    nature: Nature = Field(default=Nature.PROBLEM, sa_type=stored(Nature))
    kind_id: int = Field(foreign_key="ticket_kind.id", index=True)
    level: Level = Field(sa_type=stored(Level))
    is_urgent: bool = False
    state: State = Field(default=State.REGISTERED, sa_type=stored(State))
    source: Source = Field(default=Source.OTHER, sa_type=stored(Source))
    enterprise_id: int | None = Field(default=None, foreign_key="enterprise.id")
    project_id: int | None = Field(default=None, foreign_key="project.id")
    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)
    registered_at: datetime
    registered_by: int | None = Field(default=None, foreign_key="user_account.id")
    lead_department_id: int | None = Field(default=None, foreign_key="department.id")
    handler_id: int | None = Field(default=None, foreign_key="user_account.id")
    rule_id: int = Field(foreign_key="deadline_rule.id")
    answer_due_at: datetime
    solve_due_at: datetime
    due_at: datetime
    warn_at: datetime
    due_is_provisional: bool = False
    answered_at: datetime | None = None
    resolved_at: datetime | None = None
    resolved_by: int | None = Field(default=None, foreign_key="user_account.id")
    outcome: Outcome | None = Field(default=None, sa_type=stored(Outcome))
    resolution: str | None = None
    is_resolved_on_site: bool = False
    confirmed_at: datetime | None = None
    closed_at: datetime | None = None
    is_synthetic: bool = False
    assigned_at: datetime | None = None
    return_until: datetime | None = None
    can_return: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    is_ruled: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    plea: PleaKind | None = Field(default=None, sa_type=stored(PleaKind), index=True)
    plea_by: int | None = None
    is_plea_above: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    extensions: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    extended_workdays: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    reopenings: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    confirm_by: datetime | None = None
    ending: Ending | None = Field(default=None, sa_type=stored(Ending))
    sample: Sample | None = Field(default=None, sa_type=stored(Sample), index=True)
    urged_at: datetime | None = None

    def is_returnable(self, now: datetime) -> bool:
        """Whether whoever leads may still send it back; afterwards only a ruling moves it."""
        return self.can_return and (self.return_until is None or now <= self.return_until)

    def take(self, verb: Verb) -> None:
        """Move along LIFE; a ticket that has moved on meanwhile is a conflict, not an error of the caller's."""
        before, after = LIFE[verb]
        if self.state not in before:
            raise Conflict(N_("This ticket has moved on; look again."))
        self.state = after or self.state
        if verb is Verb.REOPEN and self.lead_department_id is None:
            self.state = State.REGISTERED


class TicketAssist(SQLModel, table=True):
    """A department that helps the lead department."""

    __tablename__ = "ticket_assist"

    ticket_id: int = Field(foreign_key="ticket.id", primary_key=True)
    department_id: int = Field(foreign_key="department.id", primary_key=True, index=True)


class Note(SQLModel, table=True):
    """Words in a ticket's timeline, said with the move `verb`. Internal ones no enterprise ever sees (R40).

    `body` is empty when only photos were added.
    """

    __table_args__ = (Index("ix_note_ticket_id_id", "ticket_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    key: UUID | None = Field(default=None, unique=True)
    ticket_id: int = Field(foreign_key="ticket.id")
    verb: Verb = Field(default=Verb.NOTE, sa_type=stored(Verb))
    author_id: int | None = Field(default=None, foreign_key="user_account.id")
    department_id: int | None = Field(default=None, foreign_key="department.id")
    at: datetime
    body: str
    is_internal: bool = False
