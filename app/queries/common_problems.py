"""Everything read about common problems."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app import policy
from app.core import paging
from app.core.errors import NotFound, RuleBroken
from app.core.i18n import N_
from app.core.paging import Slice
from app.models.common_problem import CommonProblem, CommonTicket, Verb
from app.models.common_problem_shapes import CommonProblemFilter, CommonProblemRead, CommonProblemRow
from app.models.ticket import Ticket
from app.models.ticket_life import LIFE, UNSOLVED
from app.models.ticket_life import Verb as TicketVerb
from app.models.user import User
from app.policy import boards, common_problems, tickets
from app.policy.actor import Actor
from app.queries import ticket_list

CHOICES_AT_MOST = 30


def get(session: Session, actor: Actor, problem_id: int) -> CommonProblem:
    """The row if this person may see it; otherwise it does not exist (404)."""
    wanted = select(CommonProblem).where(CommonProblem.id == problem_id, common_problems.visible(actor))
    found = session.exec(wanted).one_or_none()
    if found is None:
        raise NotFound(N_("No such common problem."))
    return found


def still_open(session: Session, problem_id: int) -> CommonProblem:
    """One that tickets can join; RuleBroken beside the field that named it."""
    found = session.get(CommonProblem, problem_id)
    if found is None or found.closed_at is not None:
        raise RuleBroken(N_("Choose a common problem that is still open."), field="common_problem_id")
    return found


def link(session: Session, ticket: Ticket) -> CommonTicket | None:
    """That a ticket belongs to a common problem."""
    return session.get(CommonTicket, ticket.id)


def choices(session: Session) -> list[CommonProblem]:
    """The open ones, newest first, for a ticket that may be part of one."""
    wanted = select(CommonProblem).where(col(CommonProblem.closed_at).is_(None)).order_by(col(CommonProblem.id).desc())
    return list(session.exec(wanted.limit(CHOICES_AT_MOST)))


def members(session: Session, actor: Actor, problem: CommonProblem) -> list[Ticket]:
    """Its tickets, as far as this person may see them, oldest first."""
    wanted = select(Ticket).join(CommonTicket, col(CommonTicket.ticket_id) == Ticket.id)
    mine = wanted.where(CommonTicket.common_problem_id == problem.id, tickets.visible(actor))
    return list(session.exec(mine.order_by(col(Ticket.id))))


def resolvable(session: Session, actor: Actor, problem: CommonProblem) -> list[Ticket]:
    """Those of its tickets that this person may say are solved, now."""
    return [
        ticket
        for ticket in members(session, actor, problem)
        if ticket.state in LIFE[TicketVerb.RESOLVE][0] and policy.may(actor, TicketVerb.RESOLVE, ticket)
    ]


def page(session: Session, actor: Actor, wanted: CommonProblemFilter) -> Slice[CommonProblemRow]:
    """One page of those that this person may see, newest first."""
    boards.require_staff(actor)
    is_closed = col(CommonProblem.closed_at).is_not(None)
    found = _rows(actor).where(is_closed if wanted.view == "closed" else sa.not_(is_closed))
    if wanted.after:
        (last,) = paging.unpack(wanted.after, int)
        found = found.where(col(CommonProblem.id) < last)
    ordered = found.order_by(col(CommonProblem.id).desc()).limit(wanted.limit + 1)
    rows = [CommonProblemRow(**row) for row in session.execute(ordered).mappings()]
    items = rows[: wanted.limit]
    return Slice(items, paging.pack(items[-1].id) if len(rows) > wanted.limit else None)


def read(session: Session, actor: Actor, problem: CommonProblem, now: datetime) -> CommonProblemRead:
    """One with its tickets and with what this person may do to it now."""
    row = session.execute(_rows(actor).where(col(CommonProblem.id) == problem.id)).mappings().one()
    own = select(CommonTicket.ticket_id).where(CommonTicket.common_problem_id == problem.id)
    lines = ticket_list.named().where(col(Ticket.id).in_(own), tickets.visible(actor)).order_by(col(Ticket.id))
    waiting = [ticket.id for ticket in resolvable(session, actor, problem) if ticket.id is not None]
    offered = [Verb.CLOSE, *([Verb.RESOLVE] if waiting else [])]
    return CommonProblemRead(
        **row,
        detail=problem.detail,
        opened_by=session.get_one(User, problem.opened_by).name,
        members=[ticket_list.row_of(line, actor, now) for line in session.execute(lines).mappings()],
        resolvable=waiting,
        moves=[verb for verb in offered if policy.may(actor, verb, problem)],
    )


def _rows(actor: Actor) -> sa.Select[Any]:
    """The columns of CommonProblemRow."""
    count = (
        sa.select(sa.func.count())
        .select_from(CommonTicket)
        .join(Ticket, col(Ticket.id) == col(CommonTicket.ticket_id))
        .where(col(CommonTicket.common_problem_id) == col(CommonProblem.id), tickets.visible(actor))
        .correlate(CommonProblem)
    )
    columns = (getattr(CommonProblem, name) for name in _COLUMNS)
    return sa.select(
        *map(col, columns),
        count.scalar_subquery().label("tickets"),
        count.where(col(Ticket.state).in_(UNSOLVED)).scalar_subquery().label("unsolved"),
    ).where(common_problems.visible(actor))


_COLUMNS = ("id", "title", "opened_at", "closed_at", "finding", "version")
