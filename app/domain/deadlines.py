"""The ticket clock, first round: due times from the level, in State Council working days."""

from dataclasses import dataclass
from datetime import datetime

from app.core.instants import day_of, instant_of
from app.core.workdays import CLOSING_TIME, WorkCalendar
from app.domain.work import Work
from app.models.ticket import Ticket
from app.models.zone import Level
from app.queries import rules


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Aware instants; `is_provisional` when a year on the way has not been announced."""

    rule_id: int
    answer_due_at: datetime
    solve_due_at: datetime
    is_provisional: bool


def of(work: Work, level: Level, registered_at: datetime) -> Deadlines:
    """Both deadlines of a level: 1, 3 and 15, 25 working days unless the zone set others (product.md part 3)."""
    rule = rules.deadline(work.session, level, registered_at)
    calendar = rules.calendar(work.session)
    answer, solve = (
        calendar.due_instant(registered_at, days, work.zone.time_zone)
        for days in (rule.answer_workdays, rule.solve_workdays)
    )
    assert rule.id is not None
    return Deadlines(rule.id, answer.at, solve.at, answer.is_provisional or solve.is_provisional)


def set_(work: Work, ticket: Ticket) -> None:
    """Give the ticket the deadlines of its level, counted from its registration."""
    due = of(work, ticket.level, ticket.registered_at)
    ticket.rule_id, ticket.due_is_provisional = due.rule_id, due.is_provisional
    ticket.answer_due_at, ticket.solve_due_at = due.answer_due_at, due.solve_due_at
    run(work, ticket)


def run(work: Work, ticket: Ticket) -> None:
    """Make the deadline that matters now the running one: the answer's until somebody answered."""
    ticket.due_at = ticket.solve_due_at if ticket.answered_at else ticket.answer_due_at
    ticket.warn_at = _one_workday_before(rules.calendar(work.session), ticket.due_at, work.zone.time_zone)


def _one_workday_before(calendar: WorkCalendar, due_at: datetime, zone: str) -> datetime:
    return instant_of(calendar.previous_workday(day_of(due_at, zone)), CLOSING_TIME, zone)
