"""Everything read about service days: the year, one day with its numbers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app import policy
from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.recurrence import occurrences
from app.core.workdays import WorkCalendar
from app.models.service_day import LIFE, DayState, ServiceDay, Team, is_unrecorded
from app.models.service_day_shapes import (
    Numbers,
    ServiceDayRead,
    ServiceDayRow,
    YearRead,
)
from app.models.ticket import Ticket
from app.models.visit import Visit, VisitState
from app.policy import service_days, tickets, visits
from app.policy.actor import Actor
from app.queries import rosters, rules, service_rules
from app.queries.lights import running


@dataclass(frozen=True, slots=True)
class Seen:
    """By which calendar and on which day the rows are looked at."""

    calendar: WorkCalendar
    today: date


def get(session: Session, actor: Actor, day: date) -> ServiceDay:
    """The day of a date if this person may see one (404): held there, else cancelled there, else moved away from it."""
    here = col(ServiceDay.on_day) == day
    live = col(ServiceDay.state) != DayState.CANCELLED
    rank = sa.case((sa.and_(here, live), 0), (here, 1), else_=2)
    wanted = select(ServiceDay).where(sa.or_(here, col(ServiceDay.rule_on) == day), service_days.visible(actor))
    found = session.exec(wanted.order_by(rank, col(ServiceDay.id)).limit(1)).first()
    if found is None:
        raise NotFound(N_("There is no service day on this date."))
    return found


def live_on(session: Session, day: date) -> ServiceDay | None:
    """The one day that is not cancelled on a date, whoever asks."""
    wanted = select(ServiceDay).where(ServiceDay.on_day == day, ServiceDay.state != DayState.CANCELLED)
    return session.exec(wanted).one_or_none()


def by_rule_date(session: Session, year: int) -> dict[date, ServiceDay]:
    """The rows of a year by the date that the rule gave them."""
    wanted = select(ServiceDay).where(col(ServiceDay.rule_on).between(date(year, 1, 1), date(year, 12, 31)))
    return {row.rule_on: row for row in session.exec(wanted) if row.rule_on}


def named(actor: Actor) -> Any:
    """A select of the columns of ServiceDayRow, with what the calendar does not know."""
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
    teams = (
        sa.select(sa.func.count())
        .where(col(Team.service_day_id) == col(ServiceDay.id))
        .correlate(ServiceDay)
        .scalar_subquery()
    )
    return sa.select(
        *(col(getattr(ServiceDay, name)) for name in _COLUMNS),
        sa.func.coalesce(col(ServiceDay.theme), service_rules.in_force(col(ServiceDay.on_day))).label("theme"),
        stops.label("stop_count"),
        teams.label("team_count"),
    ).where(service_days.visible(actor))


_COLUMNS = (
    "id",
    "uid",
    "on_day",
    "rule_on",
    "starts",
    "ends",
    "state",
    "proposed_on",
    "reason",
    "venue",
    "sequence",
    "changed_at",
    "version",
)


def row_of(row: Any, seen: Seen) -> ServiceDayRow:
    """One result row with what the holidays and today say about it; only a clash still to come has a proposal."""
    calendar = seen.calendar
    holiday = calendar.holiday_name(row["rule_on"] or row["on_day"])
    has_gone = is_unrecorded(row["on_day"], row["state"], seen.today)
    proposed = row["proposed_on"] if row["state"] is DayState.CONFLICT and not has_gone else None
    return ServiceDayRow(
        **dict(row) | {"proposed_on": proposed},
        holiday=holiday.zh if holiday else None,
        holiday_en=holiday.en if holiday else None,
        is_unrecorded=has_gone,
        is_provisional=bool(calendar.not_announced(row["on_day"], proposed or row["on_day"])),
        is_workday=calendar.is_workday(row["on_day"]),
    )


def between(session: Session, actor: Actor, first: date, last: date, seen: Seen) -> list[ServiceDayRow]:
    """The days that stand, or by the rule stood, from one date to another, in order."""
    here = sa.or_(col(ServiceDay.on_day).between(first, last), col(ServiceDay.rule_on).between(first, last))
    rows = session.execute(named(actor).where(here).order_by(col(ServiceDay.on_day), col(ServiceDay.id))).mappings()
    return [row_of(row, seen) for row in rows]


def year(session: Session, actor: Actor, wanted: int, today: date) -> YearRead:
    """Every day of a year, and the rule's dates that nobody has planned yet."""
    calendar = rules.calendar(session)
    days = between(session, actor, date(wanted, 1, 1), date(wanted, 12, 31), Seen(calendar, today))
    known = set(by_rule_date(session, wanted))
    expected = {day for row in service_rules.rows(session) for day in occurrences(service_rules.monthly(row), wanted)}
    return YearRead(
        year=wanted,
        is_announced=calendar.is_announced(wanted),
        days=days,
        not_planned=sorted(expected - known),
    )


def read(session: Session, actor: Actor, day: ServiceDay, today: date) -> ServiceDayRead:
    """The facts of one day with what this person may do to it now."""
    assert day.id is not None
    row = session.execute(named(actor).where(col(ServiceDay.id) == day.id)).mappings().one()
    facts = row_of(row, Seen(rules.calendar(session), today))
    teams, others = rosters.of(session, actor, day.id)
    return ServiceDayRead(
        **facts.model_dump(),
        teams=teams,
        others=others,
        numbers=_numbers(session, actor, day.id),
        moves=[
            verb for verb in LIFE if day.allows(verb) and day.is_in_time(verb, today) and policy.may(actor, verb, day)
        ],
    )


def _numbers(session: Session, actor: Actor, day_id: int) -> Numbers:
    """What came of it, counted over what this person may see."""
    done = sa.case((col(Visit.state) == VisitState.FINISHED, 1))
    firm = sa.case((col(Visit.state) == VisitState.FINISHED, col(Visit.enterprise_id)))
    went = sa.select(sa.func.count(), sa.func.count(done), sa.func.count(sa.distinct(firm))).where(
        col(Visit.service_day_id) == day_id, col(Visit.state) != VisitState.CANCELLED, visits.visible(actor)
    )
    is_open = sa.case((running(), 1))
    raised = (
        sa.select(sa.func.count(), sa.func.count(is_open))
        .select_from(Ticket)
        .join(Visit, col(Visit.id) == col(Ticket.visit_id))
        .where(col(Visit.service_day_id) == day_id, tickets.visible(actor))
    )
    (planned, finished, firms), (count, still_open) = session.execute(went).one(), session.execute(raised).one()
    return Numbers(visits=planned, visits_done=finished, enterprises=firms, tickets=count, tickets_open=still_open)
