"""What comes next in the year, and how the open tickets stand: asked by both boards."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from app.models.board_shapes import Lights, NextDay
from app.models.service_day import DayState, ServiceDay
from app.models.service_day_shapes import ServiceDayRow
from app.models.ticket import Ticket
from app.models.visit import Visit, VisitState
from app.policy import service_days, tickets, visits
from app.policy.actor import Actor
from app.queries import rules, service_rules
from app.queries import service_days as stored
from app.queries.lights import running

_STANDS = (DayState.PLANNED, DayState.MOVED, DayState.HELD)


def days(session: Session, actor: Actor, today: date) -> tuple[NextDay | None, NextDay | None]:
    """The service day of today if there is one, and the next one after today that will be held."""
    stops = (
        sa.select(sa.func.count())
        .where(
            col(Visit.service_day_id) == col(ServiceDay.id),
            col(Visit.state) != VisitState.CANCELLED,
            visits.visible(actor),
        )
        .correlate(ServiceDay)
        .scalar_subquery()
    )
    columns = (ServiceDay.on_day, ServiceDay.starts, ServiceDay.ends)
    theme = sa.func.coalesce(col(ServiceDay.theme), service_rules.in_force(col(ServiceDay.on_day)))
    wanted = (
        sa.select(*(col(column) for column in columns), theme.label("theme"), stops.label("stop_count"))
        .where(service_days.visible(actor), col(ServiceDay.on_day) >= today, col(ServiceDay.state).in_(_STANDS))
        .order_by(col(ServiceDay.on_day))
        .limit(2)
    )
    found = [NextDay(**row, in_days=(row["on_day"] - today).days) for row in session.execute(wanted).mappings()]
    ours = next((one for one in found if one.in_days == 0), None)
    return ours, next((one for one in found if one.in_days > 0), None)


def clashes(session: Session, actor: Actor, today: date) -> list[ServiceDayRow]:
    """The days ahead that fall on a holiday and wait for a decision, the nearest first."""
    wanted = stored.named(actor).where(col(ServiceDay.state) == DayState.CONFLICT, col(ServiceDay.on_day) >= today)
    rows = session.execute(wanted.order_by(col(ServiceDay.on_day)).limit(5)).mappings().all()
    seen = stored.Seen(rules.calendar(session), today) if rows else None
    return [stored.row_of(row, seen) for row in rows] if seen else []


def lights(session: Session, actor: Actor, now: datetime) -> Lights:
    """Open tickets by light; see queries/lights.py for what each light means."""
    is_red = col(Ticket.due_at) < now
    is_amber = sa.and_(col(Ticket.due_at) >= now, col(Ticket.warn_at) <= now)
    sums = [sa.func.sum(sa.case((which, 1), else_=0)) for which in (is_red, is_amber, sa.true())]
    # By their ids, which an index holds alone; asked for the columns at once, SQLite reads the whole table.
    which_run = col(Ticket.id).in_(sa.select(col(Ticket.id)).where(running()))
    open_ones = sa.select(*sums).select_from(Ticket).where(tickets.visible(actor), which_run)
    red, amber, every = (count or 0 for count in session.execute(open_ones).one())
    return Lights(red=red, amber=amber, green=every - red - amber)
