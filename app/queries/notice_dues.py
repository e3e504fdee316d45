"""Which tickets a supervision notice is due for, and which notices no longer hold: what the clockwork asks.

Blue: a working day or less is left before the deadline that runs. Yellow, behind: the first answer is overdue. (Half
the time for the solution without an answer would be another sign; with 3 of 15 and of 25 working days for the answer
it always comes later.) Red: the solution is overdue. See product.md part 3, supervision slips and issue clock.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from app.models.notice import UNSETTLED, Cause, Colour, Notice
from app.models.ticket import Ticket
from app.models.ticket_life import UNSOLVED, State
from app.queries.lights import running

_SHADES = tuple(Colour)
AT_ONCE = 200


def to_issue(session: Session, now: datetime) -> list[tuple[Ticket, Colour]]:
    """At most some hundred for each colour, the gravest first; the rest comes with the next round."""
    return [(ticket, colour) for colour in reversed(_SHADES) for ticket in _due(session, now, colour)]


def known(session: Session, ticket: Ticket, colour: Colour, due_at: datetime) -> Notice | None:
    """The notice of this colour about this deadline."""
    wanted = select(Notice).where(Notice.ticket_id == ticket.id, Notice.colour == colour, Notice.due_at == due_at)
    return session.exec(wanted).one_or_none()


def milder(session: Session, notice: Notice) -> list[Notice]:
    """The ticket's unsettled notices of milder colours."""
    below = _SHADES[: _SHADES.index(notice.colour)]
    same = select(Notice).where(Notice.ticket_id == notice.ticket_id, col(Notice.colour).in_(below))
    return list(session.exec(same.where(col(Notice.state).in_(UNSETTLED)).order_by(col(Notice.id))))


def outdated(session: Session) -> list[tuple[Notice, Cause]]:
    """The unsettled notices whose deadline has moved, or whose matter was done in time."""
    wanted = (
        select(Notice, Ticket)
        .join(Ticket, col(Ticket.id) == col(Notice.ticket_id))
        .where(col(Notice.state).in_(UNSETTLED), _no_longer())
        .order_by(col(Notice.id))
        .limit(AT_ONCE)
    )
    return [(notice, _cause(notice, ticket)) for notice, ticket in session.exec(wanted)]


def _due(session: Session, now: datetime, colour: Colour) -> list[Ticket]:
    about = col(Ticket.solve_due_at) if colour is Colour.RED else col(Ticket.due_at)
    there = sa.exists().where(
        col(Notice.ticket_id) == col(Ticket.id), col(Notice.colour) == colour, col(Notice.due_at) == about
    )
    wanted = select(Ticket).where(running(), *_is_due(now, colour), sa.not_(there))
    return list(session.exec(wanted.order_by(col(Ticket.due_at), col(Ticket.id)).limit(AT_ONCE)))


def _is_due(now: datetime, colour: Colour) -> list[ColumnElement[bool]]:
    if colour is Colour.RED:
        return [col(Ticket.due_at) < now, col(Ticket.solve_due_at) < now]
    if colour is Colour.YELLOW:
        return [col(Ticket.due_at) < now, col(Ticket.answered_at).is_(None), col(Ticket.solve_due_at) >= now]
    return [col(Ticket.warn_at) <= now, col(Ticket.due_at) >= now]


def _no_longer() -> ColumnElement[bool]:
    at, runs, answer, solve = (
        col(column) for column in (Notice.due_at, Ticket.due_at, Ticket.answer_due_at, Ticket.solve_due_at)
    )
    is_blue = col(Notice.colour) == Colour.BLUE
    return sa.or_(
        sa.and_(at != answer, at != solve),
        sa.and_(is_blue, sa.or_(at != runs, col(Ticket.state).not_in(UNSOLVED))),
        col(Ticket.state) == State.WITHDRAWN,
    )


def _cause(notice: Notice, ticket: Ticket) -> Cause:
    if ticket.state is State.WITHDRAWN:
        return Cause.GONE
    return Cause.DONE if notice.due_at in {ticket.answer_due_at, ticket.solve_due_at} else Cause.MOVED
