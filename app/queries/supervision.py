"""Supervision's numbers by department and period; every number with the list of what it counts."""

import json
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa
from sqlmodel import Session, col

from app.core.instants import day_of
from app.models.org import Department
from app.models.supervision_shapes import (
    DefinitionRead,
    DepartmentLine,
    Figure,
    PairLine,
    SupervisionRead,
    SuspendedLine,
)
from app.models.ticket import Note, Ticket
from app.models.ticket_life import State, Verb
from app.models.ticket_shapes import NamedRef
from app.models.ticket_time import PauseCause, TicketPause
from app.policy import boards
from app.policy.actor import Actor
from app.queries import metrics, supervision_sets
from app.queries.supervision_sets import TOGETHER, Span

_LONGEST = 20
_CODES = [code for codes in TOGETHER for code in codes]
_BOARD = {"overdue_3", "overdue_7", "overdue_more", "suspended"}


@cache
def definitions() -> list[DefinitionRead]:
    """How each number is counted, in the order in which they are printed."""
    text = files("app").joinpath("data", "supervision_definitions.json").read_text(encoding="utf-8")
    return [DefinitionRead.model_validate(told) for told in json.loads(text)]


def of(session: Session, actor: Actor, period: str | None, now: datetime, zone: str) -> SupervisionRead:
    """All of it for one period (None: the month that runs), for those who steer the zone (403)."""
    boards.require_zone_wide(actor)
    period = period or supervision_sets.running_period(now, zone)
    within = supervision_sets.span(period, now, zone)
    bodies = _bodies(session)
    counts = _counts(session, within)
    every = {code: sum(one[code] for one in counts.values()) for code in _CODES}
    order: list[int | None] = [key for key in bodies if key in counts]
    order += [None] if None in counts else []
    return SupervisionRead(
        period=period,
        since=within.since,
        until=within.until,
        lines=[_line(bodies.get(key or 0), counts[key], period, {"department_id": key}) for key in order],
        zone=_line(None, every, period, {}),
        pairs=_pairs(session, within, bodies, period),
        suspended=_suspended(session, bodies, now, zone),
        definitions=definitions(),
    )


def _bodies(session: Session) -> dict[int, NamedRef]:
    """Every department by its number, in the order of their codes."""
    columns = (Department.id, Department.name, Department.name_en)
    rows = session.execute(sa.select(*(col(column) for column in columns)).order_by(col(Department.code))).mappings()
    return {row["id"]: NamedRef.model_validate(dict(row)) for row in rows}


def _counts(session: Session, within: Span) -> dict[int | None, dict[str, int]]:
    """For each lead department how many of each set; departments without any are left out."""
    found: dict[int | None, dict[str, int]] = {}
    for codes in TOGETHER:
        sums = [
            sa.func.sum(sa.case((supervision_sets.condition(code, within), 1), else_=0)).label(code) for code in codes
        ]
        body = col(Ticket.lead_department_id)
        counted: Any = sa.select(body.label("body"), *sums)
        counted = counted.where(supervision_sets.among(codes[0], within)).group_by(body)
        for row in session.execute(counted).mappings():
            line = found.setdefault(row["body"], dict.fromkeys(_CODES, 0))
            line |= {code: row[code] or 0 for code in codes}
    return found


def _line(body: NamedRef | None, counts: dict[str, int], period: str, of_body: dict[str, Any]) -> DepartmentLine:
    where = {"is_unled": "true"} if of_body == {"department_id": None} else of_body
    return DepartmentLine(
        department=body,
        figures={code: _figure(counts[code], code, period, where) for code in _CODES},
        on_time_rate=_rate(counts["on_time"], counts["resolved"]),
        resolution_rate=_rate(counts["settled"], counts["registered"]),
        satisfaction_rate=_rate(counts["satisfied"], counts["satisfied"] + counts["dissatisfied"]),
    )


def _figure(value: int, code: str, period: str, where: dict[str, Any]) -> Figure:
    asked = {"view": "all", "counted": code} | ({} if code in _BOARD else {"period": period}) | where
    return Figure(value=value, href=f"/tickets?{urlencode(asked)}")


def _rate(above: int, below: int) -> float | None:
    found = metrics.rate(above, below)
    return None if found is None else float(found)


def _pairs(session: Session, within: Span, bodies: dict[int, NamedRef], period: str) -> list[PairLine]:
    returns = (
        sa.select(
            supervision_sets.sender().label("sender"), col(Note.department_id).label("returner"), col(Note.ticket_id)
        )
        .where(col(Note.verb) == Verb.RETURN, within.holds(Note.at))
        .subquery()
    )
    count = sa.func.count(sa.distinct(returns.c.ticket_id))
    rows = session.execute(sa.select(returns.c.sender, returns.c.returner, count).group_by(*returns.c[:2])).all()
    place = {key: at for at, key in enumerate(bodies, 1)}
    rows = sorted(rows, key=lambda row: (place.get(row[0], 0), place.get(row[1], 0)))
    return [
        PairLine(
            sender=bodies.get(before),
            returner=bodies.get(after),
            figure=_figure(
                number,
                "returned" if before else "returned_first",
                period,
                {"returner_id": after} | ({"sender_id": before} if before else {}),
            ),
        )
        for before, after, number in rows
    ]


def _suspended(session: Session, bodies: dict[int, NamedRef], now: datetime, zone: str) -> list[SuspendedLine]:
    """The tickets that have been suspended longest."""
    wanted: Any = (
        sa.select(
            col(Ticket.id).label("ticket_id"),
            col(Ticket.title),
            col(Ticket.lead_department_id),
            col(TicketPause.began_at).label("since"),
            col(TicketPause.review_on),
        )
        .join(TicketPause, col(TicketPause.ticket_id) == col(Ticket.id))
        .where(col(Ticket.state) == State.SUSPENDED, col(TicketPause.ended_at).is_(None))
        .where(col(TicketPause.cause) == PauseCause.SUSPENDED)
        .order_by(col(TicketPause.began_at), col(Ticket.id))
        .limit(_LONGEST)
    )
    today = day_of(now, zone)
    return [
        SuspendedLine(
            ticket_id=row["ticket_id"],
            title=row["title"],
            department=bodies.get(row["lead_department_id"]),
            since=row["since"],
            days=(today - day_of(row["since"], zone)).days,
            review_on=row["review_on"],
        )
        for row in session.execute(wanted).mappings()
    ]
