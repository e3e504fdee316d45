"""The sets of tickets behind supervision's numbers, each as one SQL condition, so a number and its list cannot differ.

`?counted=<code>&period=<period>` of the ticket list is `condition(...)`; the words of each are in
`app/data/supervision_definitions.json`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm
from sqlalchemy import ColumnElement
from sqlmodel import col

from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.core.instants import bounds, day_of, shown_in
from app.models.event import Event
from app.models.ticket import Note, Ticket
from app.models.ticket_asks import TicketFilter
from app.models.ticket_life import Ending, PleaKind, Sample, State, Verb
from app.models.ticket_time import Plea
from app.policy import boards
from app.policy.actor import Actor
from app.queries.lights import running

_QUARTER = 3
_SOON, _LATER = timedelta(days=3), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Span:
    """A period as instants, its end not included, and the present one."""

    since: datetime
    until: datetime
    now: datetime

    def holds(self, column: Any) -> ColumnElement[bool]:
        return sa.and_(col(column) >= self.since, col(column) < self.until)


def span(period: str | None, now: datetime, zone: str) -> Span:
    """The instants of a month, a quarter or a year in the zone; without a period, of the month that runs."""
    first, months = _first(period or running_period(now, zone))
    following = first.month - 1 + months
    end = date(first.year + following // 12, following % 12 + 1, 1)
    return Span(bounds(first, zone)[0], bounds(end, zone)[0], now)


def running_period(now: datetime, zone: str) -> str:
    return f"{day_of(now, zone):%Y-%m}"


def condition(code: str, within: Span) -> ColumnElement[bool]:
    """The set's tickets; RuleBroken (422) for a set that does not exist."""
    if code not in SETS:
        raise RuleBroken(N_("There is no such set of tickets."), field="counted")
    return SETS[code](within)


def asked(actor: Actor, wanted: TicketFilter, now: datetime) -> list[ColumnElement[bool]]:
    """What a list asks of these sets, for those who steer the zone (403)."""
    if not (wanted.counted or wanted.is_unled):
        return []
    boards.require_zone_wide(actor)
    within = span(wanted.period, now, shown_in.get())
    found = [condition(wanted.counted, within)] if wanted.counted else []
    if wanted.is_unled:
        found.append(col(Ticket.lead_department_id).is_(None))
    if wanted.returner_id:
        before = sender() == wanted.sender_id if wanted.sender_id else sender().is_(None)
        found.append(returned(within, col(Note.department_id) == wanted.returner_id, before))
    return found


def among(code: str, within: Span) -> ColumnElement[bool]:
    """A wider set that an index finds, to count several sets in one go."""
    return _AMONG[code](within)


_Before: Any = sa.orm.aliased(Note)


def sender() -> Any:
    """Who returned a ticket last before the return `Note`: from there it was sent on."""
    earlier = sa.select(_Before.department_id).where(
        _Before.ticket_id == col(Note.ticket_id), _Before.verb == Verb.RETURN, _Before.id < col(Note.id)
    )
    return earlier.order_by(_Before.id.desc()).limit(1).correlate(Note).scalar_subquery()


def returned(within: Span, *pair: ColumnElement[bool]) -> ColumnElement[bool]:
    """Tickets that somebody returned in the period; `pair` says who, and from whom it came."""
    found = sa.select(col(Note.ticket_id)).where(col(Note.verb) == Verb.RETURN, within.holds(Note.at), *pair)
    return col(Ticket.id).in_(found)


def _first(period: str) -> tuple[date, int]:
    year, _, part = period.partition("-")
    if part.startswith("Q"):
        return date(int(year), (int(part[1]) - 1) * _QUARTER + 1, 1), _QUARTER
    return (date(int(year), int(part), 1), 1) if part else (date(int(year), 1, 1), 12)


def _reopened(within: Span) -> ColumnElement[bool]:
    told = sa.select(col(Event.subject_id)).where(
        col(Event.subject_kind) == "ticket", col(Event.verb) == f"ticket.{Verb.REOPEN}", within.holds(Event.at)
    )
    return col(Ticket.id).in_(told)


def _extended_twice(within: Span) -> ColumnElement[bool]:
    """A second extension was granted in the period: an earlier one had been."""
    first: Any = sa.orm.aliased(Plea)
    earlier = sa.exists().where(
        first.ticket_id == col(Plea.ticket_id),
        first.kind == PleaKind.EXTENSION,
        first.is_granted,
        first.id < col(Plea.id),
    )
    granted = (col(Plea.kind) == PleaKind.EXTENSION, col(Plea.is_granted).is_(True), within.holds(Plea.decided_at))
    return col(Ticket.id).in_(sa.select(col(Plea.ticket_id)).where(*granted, earlier))


def _silent(sample: Sample | None = None) -> Callable[[Span], ColumnElement[bool]]:
    def found(within: Span) -> ColumnElement[bool]:
        silent = sa.and_(within.holds(Ticket.closed_at), col(Ticket.ending) == Ending.NO_ANSWER)
        return sa.and_(silent, col(Ticket.sample) == sample) if sample else silent

    return found


def _late(at_least: timedelta, below: timedelta | None) -> Callable[[Span], ColumnElement[bool]]:
    def found(within: Span) -> ColumnElement[bool]:
        late = sa.and_(running(), col(Ticket.due_at) < within.now - at_least)
        return sa.and_(late, col(Ticket.due_at) >= within.now - below) if below else late

    return found


def _registered(within: Span) -> ColumnElement[bool]:
    return within.holds(Ticket.registered_at)


def _resolved(within: Span) -> ColumnElement[bool]:
    return within.holds(Ticket.resolved_at)


SETS: dict[str, Callable[[Span], ColumnElement[bool]]] = {
    "overdue_3": _late(timedelta(), _SOON),
    "overdue_7": _late(_SOON, _LATER),
    "overdue_more": _late(_LATER, None),
    "registered": _registered,
    "settled": lambda within: sa.and_(_registered(within), col(Ticket.resolved_at).is_not(None)),
    "resolved": _resolved,
    "on_time": lambda within: sa.and_(_resolved(within), col(Ticket.resolved_at) <= col(Ticket.solve_due_at)),
    "satisfied": lambda within: within.holds(Ticket.confirmed_at),
    "dissatisfied": _reopened,
    "no_answer": _silent(),
    "to_call": _silent(Sample.DRAWN),
    "called_satisfied": _silent(Sample.SATISFIED),
    "called_dissatisfied": _silent(Sample.DISSATISFIED),
    "unreached": _silent(Sample.UNREACHED),
    "extended_twice": _extended_twice,
    "suspended": lambda _within: col(Ticket.state) == State.SUSPENDED,
    "returned": returned,
    "returned_first": lambda within: returned(within, sender().is_(None)),
}
# What is counted together, because one index finds it.
_AMONG = {
    "overdue_3": _late(timedelta(), None),
    "registered": SETS["registered"],
    "resolved": SETS["resolved"],
    "satisfied": SETS["satisfied"],
    "dissatisfied": SETS["dissatisfied"],
    "no_answer": SETS["no_answer"],
    "extended_twice": SETS["extended_twice"],
    "suspended": SETS["suspended"],
}
TOGETHER = (
    ("overdue_3", "overdue_7", "overdue_more"),
    ("registered", "settled"),
    ("resolved", "on_time"),
    ("satisfied",),
    ("dissatisfied",),
    ("no_answer", "to_call", "called_satisfied", "called_dissatisfied", "unreached"),
    ("extended_twice",),
    ("suspended",),
)
