"""What similar tickets tell: the solved ones with what was done, where most of them went, what is open already."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from app.core import instants, likeness
from app.core.workdays import WorkCalendar
from app.models.org import Department
from app.models.similar_shapes import Draft, Leaning, Likeness, OpenCase, SimilarCase, Suggestion
from app.models.ticket import Ticket
from app.models.ticket_life import UNSOLVED, State
from app.models.zone import TicketKind
from app.policy import firms, tickets
from app.policy.actor import Actor
from app.queries import rules
from app.queries.similar import Match, Matcher

SHOWN, OPEN_SHOWN, ALIKE_SHOWN, ASKED_OF = 5, 4, 20, 10
_ALIKE, _SAME, _VOTES = 0.2, 0.5, 2
_OPEN = (*UNSOLVED, State.RESOLVED)
_RECENT = timedelta(days=90)
_DONE = (State.RESOLVED, State.CONFIRMED, State.CLOSED)
_IS_SOLVED = (col(Ticket.state).in_(_DONE), col(Ticket.resolved_at).is_not(None))


def of_ticket(session: Session, actor: Actor, ticket: Ticket) -> Likeness:
    """The solved cases that resemble a ticket, itself left out."""
    matcher = Matcher(session, actor, _text(ticket.title, ticket.detail), ticket.id)
    return _likeness(session, matcher.among(*_IS_SOLVED, at_least=_ALIKE))


def of_draft(session: Session, actor: Actor, draft: Draft, now: datetime) -> Suggestion:
    """The same for what is being typed; and the open tickets of the last 90 days that may be the same matter.

    Open ones of the same firm are all named, for there one word may be enough; those of others by their words.
    """
    matcher = Matcher(session, actor, _text(draft.title, draft.detail))
    likely = _likeness(session, matcher.among(*_IS_SOLVED, at_least=_ALIKE))
    is_open = _is_open(now)
    alike = {match.ticket_id: match for match in matcher.among(*is_open, at_least=_SAME)}
    firm = actor.enterprise_id if actor.user.is_enterprise else draft.enterprise_id
    own = _open_of(session, actor, firm, is_open) if firm else []
    found = [alike.get(key) or Match(key, 0.0) for key in dict.fromkeys([*alike, *own])]
    return Suggestion(**dict(likely), open_cases=_open_cases(session, actor, found, firm)[:OPEN_SHOWN])


def alike(session: Session, actor: Actor, ticket_ids: list[int], now: datetime) -> list[OpenCase]:
    """These tickets and, after them, the open ones that resemble the first: what may be one matter."""
    named = sa.select(col(Ticket.id), col(Ticket.title), col(Ticket.detail)).where(col(Ticket.id).in_(ticket_ids))
    rows = session.execute(named.where(tickets.visible(actor)).order_by(col(Ticket.id))).all()
    found = {row.id: Match(row.id, 1.0) for row in rows}
    if rows:
        matcher = Matcher(session, actor, _text(rows[0].title, rows[0].detail), rows[0].id)
        likely = matcher.among(*_is_open(now), at_least=_ALIKE)
        found |= {match.ticket_id: match for match in likely if match.ticket_id not in found}
    return _open_cases(session, actor, list(found.values())[:ALIKE_SHOWN], None)


def _is_open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(Ticket.state).in_(_OPEN), col(Ticket.registered_at) >= now - _RECENT


def _text(title: str | None, detail: str | None) -> str:
    return f"{title or ''}\n{detail or ''}"


def _likeness(session: Session, matches: list[Match]) -> Likeness:
    cases = _cases(session, matches[:ASKED_OF])
    return Likeness(
        cases=cases[:SHOWN],
        department=_leaning(cases, lambda case: case.department_id, "department"),
        kind=_leaning(cases, lambda case: case.kind_id, "kind"),
    )


def _cases(session: Session, matches: list[Match]) -> list[SimilarCase]:
    wanted = (
        sa.select(
            *(col(getattr(Ticket, name)) for name in _COLUMNS),
            col(TicketKind.name).label("kind"),
            col(TicketKind.name_en).label("kind_en"),
            col(Department.id).label("department_id"),
            col(Department.name).label("department"),
            col(Department.name_en).label("department_en"),
        )
        .join(TicketKind, col(TicketKind.id) == col(Ticket.kind_id))
        .outerjoin(Department, col(Department.id) == col(Ticket.lead_department_id))
        .where(col(Ticket.id).in_([match.ticket_id for match in matches]))
    )
    rows = {row["id"]: row for row in session.execute(wanted).mappings()} if matches else {}
    days = _days_taken(rules.zone(session), rules.calendar(session)) if rows else None
    return [
        SimilarCase(**rows[match.ticket_id], workdays=days(rows[match.ticket_id]), likeness_percent=match.percent)
        for match in matches
        if days
    ]


_COLUMNS = ("id", "title", "state", "kind_id", "outcome", "resolution", "registered_at", "resolved_at")


def _days_taken(zone: Any, calendar: WorkCalendar) -> Callable[[Any], int]:
    def taken(row: Any) -> int:
        first, last = (instants.day_of(row[name], zone.time_zone) for name in ("registered_at", "resolved_at"))
        return calendar.workdays_between(first, last)

    return taken


def _leaning(cases: Sequence[SimilarCase], of: Callable[[SimilarCase], int | None], name: str) -> Leaning | None:
    """Where most of them went; None when fewer than two did."""
    chosen = likeness.favourite([key for case in cases if (key := of(case)) is not None], at_least=_VOTES)
    if chosen is None:
        return None
    went = [case for case in cases if of(case) == chosen]
    return Leaning(
        id=chosen,
        name=getattr(went[0], name),
        name_en=getattr(went[0], f"{name}_en"),
        count=len(went),
        workdays=likeness.middle([case.workdays for case in went]) or 0,
    )


def _open_of(session: Session, actor: Actor, enterprise_id: int, is_open: tuple[Any, ...]) -> list[int]:
    wanted = sa.select(col(Ticket.id)).where(
        col(Ticket.enterprise_id) == enterprise_id,
        tickets.visible(actor),
        firms.told(actor, Ticket.project_id),
        *is_open,
    )
    return list(session.execute(wanted.order_by(col(Ticket.id).desc()).limit(OPEN_SHOWN)).scalars())


def _open_cases(session: Session, actor: Actor, found: list[Match], firm: int | None) -> list[OpenCase]:
    """The firm's own first, those that say the same before others."""
    shares = {match.ticket_id: match for match in found}
    columns = (Ticket.id, Ticket.title, Ticket.state, Ticket.registered_at)
    theirs = sa.case((firms.told(actor, Ticket.project_id), col(Ticket.enterprise_id))).label("enterprise_id")
    rows = session.execute(sa.select(*map(col, columns), theirs).where(col(Ticket.id).in_(shares))).mappings()
    cases = [
        OpenCase(
            **{**row, "state": tickets.shown_state(actor, row["state"])},
            is_same_firm=firm is not None and row["enterprise_id"] == firm,
            likeness_percent=shares[row["id"]].percent,
        )
        for row in rows
    ]
    return sorted(cases, key=lambda case: (not case.is_same_firm, -case.likeness_percent, -case.id))
