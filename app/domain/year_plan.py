"""From the one rule row to a year's days: rows that can be moved one by one, so that a move leaves no ghost."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import uuid4

from sqlmodel import Session

from app.core import recurrence
from app.core.recurrence import Occurrence, OccurrenceState
from app.models.service_day import DayState, ServiceDay, ServiceDayRule
from app.queries import rules, service_rules
from app.queries import service_days as stored

_STATES = {OccurrenceState.PLANNED: DayState.PLANNED, OccurrenceState.HOLIDAY_CONFLICT: DayState.CONFLICT}


def fill(
    session: Session, year: int, now: datetime, by: int | None = None, since: date | None = None
) -> list[ServiceDay]:
    """Add the rule's dates of a year that have no row, and update the untouched ones; returns those (flushed).

    A row whose date somebody decided is never changed. Clashes carry the holiday's name and, by the rule's shift
    policy, a proposed working day. `by` is the account that asked for it, None when a zone is founded.
    Rule dates before `since` are left as they are.
    """
    calendar = rules.calendar(session)
    known = stored.by_rule_date(session, year)
    touched = []
    for rule in service_rules.rows(session):
        for occurrence in recurrence.plan_year(service_rules.monthly(rule), year, rule.shift, calendar):
            if since and occurrence.on < since:
                continue
            day = known.get(occurrence.on) or _new(session, rule, occurrence, now)
            if _update(day, occurrence):
                day.changed_at, day.changed_by = now, by
                session.add(day)
                session.flush()
                known[occurrence.on] = day
                touched.append(day)
    return touched


def refill(session: Session, years: Iterable[int], now: datetime, today: date, by: int) -> int:
    """Lay a changed calendar over the days still to come of years that are planned; how many of them now clash."""
    planned = [year for year in years if stored.by_rule_date(session, year)]
    touched = [day for year in planned for day in fill(session, year, now, by, today)]
    return sum(day.state is DayState.CONFLICT for day in touched)


def _new(session: Session, rule: ServiceDayRule, occurrence: Occurrence, now: datetime) -> ServiceDay:
    """A row for a rule date; an extra day that stands on it already becomes the rule's day."""
    standing = stored.live_on(session, occurrence.on)
    if standing is not None and standing.rule_on is None:
        standing.rule_on, standing.rule_id = occurrence.on, rule.id
        return standing
    return ServiceDay(
        uid=uuid4(),
        rule_id=rule.id,
        rule_on=occurrence.on,
        on_day=occurrence.on,
        starts=rule.starts,
        ends=rule.ends,
        # Another day was moved here before this one was planned: the list shows it, nobody goes out twice.
        state=DayState.CANCELLED if standing else DayState.PLANNED,
        decided=standing is not None,
        sequence=-1,
        changed_at=now,
    )


def _update(day: ServiceDay, occurrence: Occurrence) -> bool:
    """Bring an undecided row up to what the calendar says now; whether anything changed."""
    is_new = day.id is None
    found = (_STATES[occurrence.state], occurrence.holiday.zh if occurrence.holiday else None, occurrence.proposed_on)
    if is_new or (not day.decided and (day.state, day.holiday, day.proposed_on) != found):
        state, day.holiday, day.proposed_on = found
        day.state = day.state if day.decided else state
        day.sequence += 1
        return True
    return False
