"""The calendar: one month with what stands in its days, and what a private feed tells its owner.

The cost of a month does not grow with what it holds: of each day the first visits and their number are read.
"""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.instants import bounds, day_of
from app.core.secrets import digest
from app.core.workdays import WorkCalendar
from app.models.calendar_shapes import CalendarDay, CalendarMonth
from app.models.feed import FEED_LASTS, FeedRead
from app.models.service_day_shapes import ServiceDayRow
from app.models.user import FeedToken, Role, User
from app.models.visit import Visit, VisitState
from app.models.visit_shapes import VisitRow
from app.policy import visits
from app.policy.actor import Actor
from app.queries import rules, service_days
from app.queries.visits import named, row_of

SHOWN_A_DAY = 3
_WEEK = 7
_FEED_BACK, _FEED_AHEAD, _FEED_MOST = timedelta(days=92), timedelta(days=400), 500


def month(session: Session, actor: Actor, first: date, now: datetime, zone: str) -> CalendarMonth:
    """The weeks around the month that begins on `first`, of what this person may see."""
    calendar = rules.calendar(session)
    start = first - timedelta(days=first.weekday())
    after = (first + timedelta(days=31)).replace(day=1)
    days = [start + timedelta(days=at) for at in range(_whole_weeks((after - start).days))]
    planned = service_days.between(session, actor, days[0], days[-1], service_days.Seen(calendar, day_of(now, zone)))
    gone = _visits(session, actor, days, zone)
    return CalendarMonth(
        first=first,
        is_announced=calendar.is_announced(first.year),
        days=[_day(on, calendar, planned, gone.get(at, [])) for at, on in enumerate(days)],
    )


def _whole_weeks(days: int) -> int:
    return -(-days // _WEEK) * _WEEK


def _day(
    on: date, calendar: WorkCalendar, planned: list[ServiceDayRow], gone: list[tuple[VisitRow, int]]
) -> CalendarDay:
    holiday = calendar.holiday_name(on)
    return CalendarDay(
        on=on,
        is_workday=calendar.is_workday(on),
        is_makeup=calendar.is_makeup_workday(on),
        holiday=holiday.zh if holiday else None,
        holiday_en=holiday.en if holiday else None,
        service_days=[day for day in planned if on in {day.on_day, day.rule_on}],
        visits=[row for row, _ in gone],
        visit_count=gone[0][1] if gone else 0,
    )


def _visits(session: Session, actor: Actor, days: list[date], zone: str) -> dict[int, list[tuple[VisitRow, int]]]:
    """By the day's place in `days`: its first visits, each with the number of all of that day.

    The stops of a service day are told by the service day itself.
    """
    ends = [bounds(day, zone)[1] for day in days]
    place = sa.case(*((col(Visit.at) < end, at) for at, end in enumerate(ends)), else_=len(days))
    inner = (
        named()
        .add_columns(
            place.label("cell"),
            sa.func.row_number().over(partition_by=place, order_by=(col(Visit.at), col(Visit.id))).label("rank"),
            sa.func.count().over(partition_by=place).label("total"),
        )
        .where(
            visits.visible(actor),
            col(Visit.state) != VisitState.CANCELLED,
            col(Visit.service_day_id).is_(None),
            col(Visit.at) >= bounds(days[0], zone)[0],
            col(Visit.at) < ends[-1],
        )
        .subquery()
    )
    shown = sa.select(inner).where(inner.c.rank <= SHOWN_A_DAY).order_by(inner.c.cell, inner.c.rank)
    found: dict[int, list[tuple[VisitRow, int]]] = {}
    for row in session.execute(shown).mappings():
        found.setdefault(row["cell"], []).append((row_of(actor, row), row["total"]))
    return found


def of_feed(
    session: Session, actor: Actor, now: datetime, today: date
) -> tuple[list[ServiceDayRow], list[dict[str, Any]]]:
    """What a feed tells: the service days around today, and the visits that its owner goes on, as `named` rows."""
    seen = service_days.Seen(rules.calendar(session), today)
    days = service_days.between(session, actor, today - _FEED_BACK, today + _FEED_AHEAD, seen)
    own = (
        named()
        .where(visits.visible(actor), visits.mine(actor), col(Visit.planned_at).is_not(None))
        .where(col(Visit.at).between(now - _FEED_BACK, now + _FEED_AHEAD))
        .order_by(col(Visit.at).desc(), col(Visit.id))
        .limit(_FEED_MOST)
    )
    return days, [dict(row) for row in session.execute(own).mappings()]


def feeds(session: Session, actor: Actor) -> list[FeedRead]:
    """The own feeds that still work, newest first."""
    own = select(FeedToken).where(FeedToken.user_id == actor.id, col(FeedToken.revoked_at).is_(None))
    return [read_feed(row) for row in session.exec(own.order_by(col(FeedToken.id).desc()))]


def read_feed(row: FeedToken) -> FeedRead:
    return FeedRead(
        id=row.id or 0,
        created_at=row.created_at,
        expires_at=row.created_at + FEED_LASTS,
        revoked_at=row.revoked_at,
    )


def feed(session: Session, actor: Actor, feed_id: int) -> FeedToken:
    """One's own feed, or anybody's for an administrator who has to end it."""
    found = session.get(FeedToken, feed_id)
    if found is None or not (found.user_id == actor.id or actor.is_(Role.ADMIN)):
        raise NotFound(N_("No such feed."))
    return found


def feed_by_secret(session: Session, secret: str) -> tuple[User, FeedToken] | None:
    """The account behind a feed's address, whatever state either is in; None for a secret that never was."""
    wanted = select(User, FeedToken).join(FeedToken, col(FeedToken.user_id) == User.id)
    return session.exec(wanted.where(FeedToken.token_hash == digest(secret))).one_or_none()
