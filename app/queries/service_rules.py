"""The rule of the service days and the themes of the seasons."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.recurrence import MonthlyRule
from app.models.service_day import ServiceDayRule, Theme
from app.models.service_day_shapes import RuleRead, ThemeRead


def rows(session: Session) -> list[ServiceDayRule]:
    return list(session.exec(select(ServiceDayRule).order_by(col(ServiceDayRule.valid_from), col(ServiceDayRule.id))))


def rule(session: Session) -> ServiceDayRule:
    """The newest rule; NotFound before the zone is founded."""
    found = rows(session)
    if not found:
        raise NotFound(N_("No rule is set yet."))
    return found[-1]


def monthly(row: ServiceDayRule) -> MonthlyRule:
    """The row as the calendar's rule; rows count weekdays from 0, the calendar from 1 (Monday)."""
    ordinals = tuple(int(part) for part in row.ordinals.split(","))
    return MonthlyRule(ordinals, row.weekday + 1, row.valid_from, row.valid_until)


def read(row: ServiceDayRule) -> RuleRead:
    plain = monthly(row)
    shared = row.model_dump(include={"valid_from", "valid_until", "starts", "ends", "shift", "version"})
    return RuleRead(ordinals=list(plain.ordinals), weekday=plain.weekday, **shared)


def themes(session: Session) -> list[ThemeRead]:
    """The periods' themes, newest first."""
    newest = session.exec(select(Theme).order_by(col(Theme.from_on).desc(), col(Theme.id).desc()))
    return [ThemeRead.model_validate(row.model_dump()) for row in newest]


def in_force(day: Any) -> Any:
    """SQL: the theme of the period in which a day lies; the newest of several."""
    period = sa.and_(col(Theme.from_on) <= day, sa.or_(col(Theme.until_on).is_(None), col(Theme.until_on) >= day))
    newest = (col(Theme.from_on).desc(), col(Theme.id).desc())
    return sa.select(col(Theme.text)).where(period).order_by(*newest).limit(1).scalar_subquery()
