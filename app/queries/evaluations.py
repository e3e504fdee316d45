"""Everything read about evaluations."""

from datetime import datetime

from sqlmodel import Session, col, select

from app.core.secrets import digest
from app.models.evaluation import Evaluation, Verdict
from app.models.portal_shapes import EvaluationRead
from app.models.ticket import Ticket
from app.models.ticket_life import State
from app.policy import evaluations
from app.policy.actor import Actor


def of_round(session: Session, ticket: Ticket) -> Evaluation | None:
    """The question of the round that the ticket is in; locked, so that of two answers one is the first."""
    wanted = select(Evaluation).where(Evaluation.ticket_id == ticket.id, Evaluation.round == ticket.reopenings + 1)
    return session.exec(wanted.with_for_update()).first()


def by_token(session: Session, token: str) -> tuple[Evaluation, Ticket] | None:
    """The question that a link belongs to, used up or not."""
    wanted = select(Evaluation, Ticket).join(Ticket, col(Ticket.id) == Evaluation.ticket_id)
    return session.exec(wanted.where(Evaluation.token_hash == digest(token)).with_for_update(of=Evaluation)).first()


def is_open(evaluation: Evaluation, ticket: Ticket, now: datetime) -> bool:
    """Whether the question can still be answered: asked in this round, not answered, the time not over."""
    asked = ticket.state is State.RESOLVED and evaluation.round == ticket.reopenings + 1
    return asked and evaluation.answered_at is None and now <= evaluation.expires_at


def read(session: Session, actor: Actor, ticket: Ticket, now: datetime) -> list[EvaluationRead]:
    """Every round's question with what came of it; nothing for anybody but supervision."""
    if not evaluations.reads(actor):
        return []
    wanted = select(Evaluation).where(Evaluation.ticket_id == ticket.id).order_by(col(Evaluation.round))
    return [
        EvaluationRead.model_validate(row.model_dump() | {"verdict": _verdict(row, ticket, now)})
        for row in session.exec(wanted)
    ]


def _verdict(row: Evaluation, ticket: Ticket, now: datetime) -> Verdict:
    if row.answered_at is not None:
        return Verdict.SATISFIED if row.is_satisfied else Verdict.DISSATISFIED
    return Verdict.WAITING if is_open(row, ticket, now) else Verdict.NO_ANSWER
