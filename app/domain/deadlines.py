"""The ticket clock: both deadlines of a level, counted from what is on record and never set by hand.

What they are counted from is kept row by row: the registration, the rule of the level, each pause, the extensions
granted (product.md findings 3-5). Every step records what it did to them (app/domain/ticket_steps.py).
"""

from dataclasses import dataclass
from datetime import datetime

from app.core.clock import Clock, Pause
from app.core.instants import day_of, instant_of
from app.domain import journal
from app.domain.ticket_steps import Step
from app.domain.work import Work
from app.models.ticket import Ticket
from app.models.ticket_life import Verb
from app.models.zone import DeadlineRule, Level
from app.queries import rules, waits


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Aware instants; `is_provisional` when a year on the way has not been announced."""

    rule_id: int
    answer_due_at: datetime
    solve_due_at: datetime
    is_provisional: bool


def clock(work: Work) -> Clock:
    """The zone's working time."""
    return Clock(rules.calendar(work.session), work.zone.time_zone)


def of(work: Work, level: Level, registered_at: datetime) -> Deadlines:
    """Both deadlines of a level: 1, 3 and 15, 25 working days unless the zone set others (product.md part 3)."""
    return _counted(work, rules.deadline(work.session, level, registered_at), registered_at)


def set_(work: Work, ticket: Ticket) -> None:
    """Give the ticket the deadlines of its level, counted from its registration."""
    rule = rules.deadline(work.session, ticket.level, ticket.registered_at)
    assert rule.id is not None
    ticket.rule_id = rule.id
    count(work, ticket)


def count(work: Work, ticket: Ticket) -> None:
    """Count both deadlines anew: the rule's days and the extensions, less the working time inside its waits."""
    rule = rules.deadline_of(work.session, ticket.rule_id)
    due = _counted(work, rule, ticket.registered_at, ticket.extended_workdays, waits.ended(work.session, ticket))
    ticket.due_is_provisional = due.is_provisional
    ticket.answer_due_at, ticket.solve_due_at = due.answer_due_at, due.solve_due_at
    run(work, ticket)


def run(work: Work, ticket: Ticket) -> None:
    """Make the deadline that matters now the running one: the answer's until somebody answered."""
    ticket.due_at = ticket.solve_due_at if ticket.answered_at else ticket.answer_due_at
    ticket.warn_at = closing_before(work, ticket.due_at)


def recount(work: Work, tickets: list[Ticket], cause: str) -> int:
    """Count them again after the calendar has changed (fixtures.md 6.3); how many moved, each with an event."""
    moved = 0
    for ticket in tickets:
        step = Step(work, ticket, Verb.RECOUNT)
        count(work, ticket)
        if journal.snapshot(ticket, *step.fields) != step.before:
            step.done(cause=journal.fingerprint(cause))
            moved += 1
    return moved


def silence_ends(work: Work) -> datetime:
    """When an enterprise that is asked now has had its working days to say whether it is solved."""
    return clock(work).due(work.now, work.zone.confirm_workdays).at


def closing_before(work: Work, due_at: datetime) -> datetime:
    """Closing time of the last working day before a deadline's."""
    hours = clock(work)
    return instant_of(hours.calendar.previous_workday(day_of(due_at, hours.zone)), hours.closes, hours.zone)


def _counted(
    work: Work, rule: DeadlineRule, registered_at: datetime, extended: int = 0, stops: list[Pause] | None = None
) -> Deadlines:
    hours = clock(work)
    answer = hours.due(registered_at, rule.answer_workdays, stops or [])
    solve = hours.due(registered_at, rule.solve_workdays + extended, stops or [])
    assert rule.id is not None
    return Deadlines(rule.id, answer.at, solve.at, answer.is_provisional or solve.is_provisional)
