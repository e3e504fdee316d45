"""A part of resolving, confirming and reopening: the question opens by itself and is settled by the firm's word."""

from dataclasses import replace

from app.domain import journal
from app.domain.work import Work
from app.models.evaluation import Evaluation
from app.models.event import Via
from app.models.ticket import Ticket
from app.models.user import Role, User
from app.policy.actor import Actor
from app.queries import evaluations


def ask(work: Work, ticket: Ticket) -> None:
    """Somebody says that it is solved, so the service asks: this round's question, open as long as silence may last.

    Resolved again in the same round, because somebody took it back, it is the same question.
    """
    assert ticket.id is not None
    assert ticket.confirm_by is not None
    row = evaluations.of_round(work.session, ticket)
    if row is None:
        row = Evaluation(ticket_id=ticket.id, round=ticket.reopenings + 1, asked_at=work.now, expires_at=work.now)
        work.session.add(row)
    row.asked_at, row.expires_at = work.now, ticket.confirm_by
    by_itself = replace(work, actor=_system(work))
    journal.record(by_itself, "ask", row, after=journal.snapshot(row, "ticket_id", "round", "expires_at"))


def settle(work: Work, ticket: Ticket, *, is_satisfied: bool, comment: str | None) -> None:
    """The firm itself has answered, by the link or signed in; what a coordinator records for it is no such answer."""
    row = evaluations.of_round(work.session, ticket) if work.actor.user.is_enterprise else None
    if row is not None and row.answered_at is None:
        row.answered_at, row.is_satisfied, row.comment = work.now, is_satisfied, comment
        after = journal.snapshot(row, "ticket_id", "round", "is_satisfied")
        journal.record(work, "answer", row, after=after | {"words": journal.fingerprint(comment)})


def _system(work: Work) -> Actor:
    return Actor(User(username="", name="", role=Role.ADMIN, created_at=work.now), Via.SYSTEM)
