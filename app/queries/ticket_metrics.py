"""The tickets' numbers at an instant, the same whenever they are asked for: a later step changes no past number.

Most tickets' own instants tell how they stood. A reopening, a pause, more time or an undo write over those instants;
what they wrote over stands in the journal, so such tickets are counted by what the journal says of that instant.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select
from sqlmodel import Session, col, select

from app.models.event import Event
from app.models.ticket import Ticket
from app.models.ticket_life import RUNNING, UNSOLVED, State, Verb
from app.policy import tickets
from app.policy.actor import Actor
from app.queries import waits

Counts = dict[str, int | None]
Facts = Mapping[str, Any]
_WRITES_OVER = [f"ticket.{verb}" for verb in (Verb.REOPEN, Verb.UNDO, Verb.SUSPEND, Verb.RESUME, Verb.WITHDRAW)]
_PROMISES = ("answer_due_at", "solve_due_at")
_INSTANTS = (*_PROMISES, "due_at", "answered_at", "resolved_at", "confirmed_at", "closed_at")
_SOLVED = (State.RESOLVED, State.CONFIRMED, State.CLOSED)


def at(session: Session, actor: Actor, cut: datetime, year: datetime, *, is_past: bool) -> Counts:
    """The counts at `cut`, whose year begins at `year`, over what the reader may see now.

    `is_past`: steps may have been made since. Amber is what has been warned of by the deadline that runs now.
    """
    seen = tickets.visible(actor)
    then = _rewound(session, seen, cut) if is_past else []
    among = [seen, col(Ticket.id).not_in(_changed_since(cut))] if is_past else [seen]
    counts = _pending(session, [*among, _pending_at(cut, is_past=is_past)], cut) | _solved(session, among, year, cut)
    for name, holds in _WHICH.items():
        counts[name] = (counts[name] or 0) + sum(holds(facts, year, cut) for facts in then)
    return counts


def _pending(session: Session, among: list[ColumnElement[bool]], cut: datetime) -> Counts:
    answered, solved = _by(Ticket.answered_at, cut), _by(Ticket.resolved_at, cut)
    confirmed, closed = _by(Ticket.confirmed_at, cut), _by(Ticket.closed_at, cut)
    due = sa.case((answered, col(Ticket.solve_due_at)), else_=col(Ticket.answer_due_at))
    is_open = sa.and_(col(Ticket.registered_at) <= cut, sa.not_(sa.or_(solved, closed)))
    runs = sa.and_(is_open, sa.not_(waits.stood_still(cut)))
    wanted = {
        "open_tickets": is_open,
        "overdue_tickets": sa.and_(runs, due < cut),
        "amber_tickets": sa.and_(runs, due >= cut, col(Ticket.warn_at) <= cut),
        "waiting_tickets": sa.and_(solved, sa.not_(sa.or_(confirmed, closed))),
    }
    return _sums(session, wanted, among)


def _solved(session: Session, among: list[ColumnElement[bool]], year: datetime, cut: datetime) -> Counts:
    """Apart, so that the closed ones of past years are not read, and those of this year in an index only."""
    this_year = sa.and_(col(Ticket.resolved_at) >= year, col(Ticket.resolved_at) <= cut)
    in_time = col(Ticket.resolved_at) <= col(Ticket.solve_due_at)
    return _sums(session, {"solved": sa.true(), "on_time": in_time}, [*among, this_year])


def _by(column: Any, cut: datetime) -> ColumnElement[bool]:
    return sa.and_(col(column).is_not(None), col(column) <= cut)


def _sums(session: Session, wanted: dict[str, ColumnElement[bool]], among: list[ColumnElement[bool]]) -> Counts:
    sums = [sa.func.sum(sa.case((which, 1), else_=0)).label(code) for code, which in wanted.items()]
    row = session.execute(sa.select(*sums).select_from(Ticket).where(*among)).mappings().one()
    return {code: row[code] or 0 for code in wanted}


def _pending_at(cut: datetime, *, is_past: bool) -> ColumnElement[bool]:
    """The tickets that may have been open at an instant or wait for confirmation; of today, found by indexes alone.

    What is closed now was closed by now, so only a past day has to look through the closed ones.
    """
    unsolved = select(Ticket.id).where(col(Ticket.resolved_at).is_(None))
    solved_later = select(Ticket.id).where(col(Ticket.resolved_at) > cut)
    not_over = select(Ticket.id).where(col(Ticket.state).in_([state for state in State if state is not State.CLOSED]))
    over_later = select(Ticket.id).where(col(Ticket.state) == State.CLOSED, _later(cut))
    grounds = [unsolved, solved_later, not_over, *([over_later] if is_past else [])]
    return col(Ticket.id).in_(sa.union(*grounds))


def _later(cut: datetime) -> ColumnElement[bool]:
    return sa.or_(col(Ticket.confirmed_at) > cut, col(Ticket.closed_at) > cut)


def _changed_since(cut: datetime) -> Select[Any]:
    """The tickets of which a later step has written over what held at an instant."""
    moved = [col(Event.before)[name].as_string().is_not(None) for name in _PROMISES]
    later = (col(Event.subject_kind) == "ticket", col(Event.at) > cut)
    return sa.select(col(Event.subject_id)).where(*later, sa.or_(col(Event.verb).in_(_WRITES_OVER), *moved))


def _rewound(session: Session, seen: ColumnElement[bool], cut: datetime) -> list[Facts]:
    """How those tickets stood: of each fact, what the first later step found there; else what it is now."""
    changed = _changed_since(cut)
    columns = [col(getattr(Ticket, name)) for name in ("id", "state", *_INSTANTS)]
    known = sa.select(*columns).where(col(Ticket.id).in_(changed), col(Ticket.registered_at) <= cut, seen)
    facts = {row["id"]: dict(row) for row in session.execute(known).mappings()}
    later = (col(Event.subject_kind) == "ticket", col(Event.at) > cut, col(Event.subject_id).in_(changed))
    steps = sa.select(col(Event.subject_id), col(Event.before)).where(*later)
    for key, before in session.execute(steps.order_by(col(Event.id).desc())):
        if key in facts:
            facts[key] |= {name: _typed(name, before[name]) for name in facts[key].keys() & before.keys()}
    return list(facts.values())


def _typed(name: str, value: Any) -> Any:
    """A fact from the journal's plain JSON."""
    if name == "state":
        return State(value)
    return datetime.fromisoformat(value) if value and name in _INSTANTS else value


def _is_solved(facts: Facts, year: datetime, cut: datetime) -> bool:
    return facts["state"] in _SOLVED and facts["resolved_at"] is not None and year <= facts["resolved_at"] <= cut


_WHICH: dict[str, Callable[[Facts, datetime, datetime], bool]] = {
    "open_tickets": lambda facts, _year, _cut: facts["state"] in UNSOLVED,
    "overdue_tickets": lambda facts, _year, cut: facts["state"] in RUNNING and facts["due_at"] < cut,
    "waiting_tickets": lambda facts, _year, _cut: facts["state"] is State.RESOLVED,
    "solved": _is_solved,
    "on_time": lambda facts, year, cut: _is_solved(facts, year, cut) and facts["resolved_at"] <= facts["solve_due_at"],
}
