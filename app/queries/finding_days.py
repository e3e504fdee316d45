"""What a day holds, for a search that names one."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.core import spoken_dates
from app.core.instants import bounds, day_of
from app.core.paging import COUNTED_AT_MOST
from app.models.search_shapes import DayFound
from app.models.ticket import Ticket
from app.models.visit import Visit
from app.policy import tickets, visits
from app.policy.actor import Actor
from app.queries import lights, rules, service_days


def find(session: Session, actor: Actor, question: str, now: datetime, zone: str) -> DayFound | None:
    """The day that a question means, with what this person may see of it; None when it means no day."""
    today = day_of(now, zone)
    on = spoken_dates.read(question, today)
    if on is None:
        return None
    calendar = rules.calendar(session)
    begins, ends = bounds(on, zone)
    holiday = calendar.holiday_name(on)
    seen = service_days.Seen(calendar, today)
    return DayFound(
        on=on,
        is_workday=calendar.is_workday(on),
        holiday=holiday.zh if holiday else None,
        holiday_en=holiday.en if holiday else None,
        service_day=next((day for day in service_days.between(session, actor, on, on, seen) if day.on_day == on), None),
        visit_count=_count(session, Visit.id, visits.visible(actor), _within(Visit.at, begins, ends)),
        due_count=_count(
            session, Ticket.id, tickets.visible(actor), lights.running(), _within(Ticket.due_at, begins, ends)
        ),
    )


def _within(column: Any, begins: datetime, ends: datetime) -> Any:
    return sa.and_(col(column) >= begins, col(column) < ends)


def _count(session: Session, key: Any, *conditions: Any) -> int:
    some = select(key).where(*conditions).limit(COUNTED_AT_MOST + 1)
    counted: int = session.execute(sa.select(sa.func.count()).select_from(some.subquery())).scalar_one()
    return counted
