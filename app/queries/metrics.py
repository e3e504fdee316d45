"""The zone's numbers as of a day, counted over what the reader may see; definitions are versioned data."""

import json
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from app.core.errors import NotFound, RuleBroken
from app.core.i18n import N_
from app.core.instants import bounds, day_of
from app.models.metric_shapes import MetricRead, MetricsRead, StatedRead, Unit
from app.models.project import Project
from app.models.stated import StatedFigure
from app.models.ticket import Ticket
from app.models.ticket_life import State
from app.policy import boards, projects, tickets
from app.policy.actor import Actor
from app.queries import metric_sets, waits

_TENTH = Decimal("0.1")
Counts = dict[str, int | None]


@cache
def _all() -> list[dict[str, Any]]:
    text = files("app").joinpath("data", "metric_definitions.json").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)
    return found


def definitions(day: date) -> list[dict[str, Any]]:
    """The version of each definition that was in force on a day, in the order they are printed."""
    newest: dict[str, dict[str, Any]] = {}
    for told in sorted(_all(), key=lambda one: int(one["version"])):
        if date.fromisoformat(told["in_force_from"]) <= day or told["code"] not in newest:
            newest[told["code"]] = told
    return list(newest.values())


def of(session: Session, actor: Actor, day: date | None, now: datetime, zone: str) -> MetricsRead:
    """All numbers at the end of a zone day (None: now), for staff (403); RuleBroken (422) for a day still to come.

    The amber light needs the working days around a deadline, which are kept for the running one only, so it is
    known for today alone.
    """
    boards.require_staff(actor)
    today = day_of(now, zone)
    as_of = day or today
    if as_of > today:
        raise RuleBroken(N_("This day is still to come."), field="as_of")
    cut = min(now, bounds(as_of, zone)[1])
    year = bounds(date(as_of.year, 1, 1), zone)[0]
    counts = _projects(session, actor, as_of) | _tickets(session, actor, cut, year)
    if as_of != today:
        counts["amber_tickets"] = None
    stated = _stated(session, as_of)
    return MetricsRead(
        as_of=as_of,
        metrics=[_read(told, counts, as_of, stated) for told in definitions(as_of)],
        stated=[_words(row) for row in stated],
    )


def one(session: Session, actor: Actor, code: str, day: date | None, at: tuple[datetime, str]) -> MetricRead:
    """A single number; `at` is (now, time zone). NotFound (404) for a code that has no definition."""
    found = of(session, actor, day, *at)
    if code not in {metric.code for metric in found.metrics}:
        raise NotFound(N_("There is no such number."))
    return found.of(code)


def rate(numerator: int | None, denominator: int | None) -> Decimal | None:
    """A percentage with one decimal, half up; None of nothing."""
    if numerator is None or not denominator:
        return None
    return (Decimal(100) * numerator / denominator).quantize(_TENTH, ROUND_HALF_UP)


def _projects(session: Session, actor: Actor, day: date) -> Counts:
    sums = [
        sa.func.sum(sa.case((metric_sets.condition(code, day), 1), else_=0)).label(code) for code in metric_sets.SETS
    ]
    row = session.execute(sa.select(*sums).select_from(Project).where(projects.visible(actor))).mappings().one()
    return {code: row[code] or 0 for code in metric_sets.SETS}


def _tickets(session: Session, actor: Actor, cut: datetime, year: datetime) -> Counts:
    """What the tickets' own instants tell about `cut`; `year` is the first instant of its year."""
    known = col(Ticket.registered_at) <= cut
    solved = sa.and_(col(Ticket.resolved_at).is_not(None), col(Ticket.resolved_at) <= cut)
    answered = sa.and_(col(Ticket.answered_at).is_not(None), col(Ticket.answered_at) <= cut)
    due = sa.case((answered, col(Ticket.solve_due_at)), else_=col(Ticket.answer_due_at))
    over = sa.and_(col(Ticket.closed_at).is_not(None), col(Ticket.closed_at) <= cut)
    is_open = sa.and_(known, sa.not_(solved), sa.not_(over))
    runs = sa.and_(is_open, sa.not_(waits.stood_still(cut)))
    confirmed = sa.and_(col(Ticket.confirmed_at).is_not(None), col(Ticket.confirmed_at) <= cut)
    pending = {
        "open_tickets": is_open,
        "overdue_tickets": sa.and_(runs, due < cut),
        "amber_tickets": sa.and_(runs, due >= cut, col(Ticket.warn_at) <= cut),
        "waiting_tickets": sa.and_(solved, sa.not_(confirmed), sa.not_(over)),
    }
    done = {"solved": sa.true(), "on_time": col(Ticket.resolved_at) <= col(Ticket.solve_due_at)}
    seen = tickets.visible(actor)
    # Apart, so that the closed ones of past years are not read, and those of this year in an index only.
    this_year = sa.and_(col(Ticket.resolved_at) >= year, col(Ticket.resolved_at) <= cut)
    return _sums(session, pending, [seen, _pending_at(cut)]) | _sums(session, done, [seen, this_year])


def _sums(session: Session, wanted: dict[str, ColumnElement[bool]], among: list[ColumnElement[bool]]) -> Counts:
    sums = [sa.func.sum(sa.case((which, 1), else_=0)).label(code) for code, which in wanted.items()]
    row = session.execute(sa.select(*sums).select_from(Ticket).where(*among)).mappings().one()
    return {code: row[code] or 0 for code in wanted}


def _pending_at(cut: datetime) -> ColumnElement[bool]:
    """The tickets that may have been open at an instant or wait for confirmation, found by indexes alone."""
    unsolved = select(Ticket.id).where(col(Ticket.resolved_at).is_(None))
    solved_later = select(Ticket.id).where(col(Ticket.resolved_at) > cut)
    not_over = select(Ticket.id).where(col(Ticket.state).in_([state for state in State if state is not State.CLOSED]))
    return col(Ticket.id).in_(sa.union(unsolved, solved_later, not_over))


def _stated(session: Session, day: date) -> list[StatedFigure]:
    published = select(StatedFigure).where(StatedFigure.stated_on <= day)
    return list(session.exec(published.order_by(col(StatedFigure.id))))


def _words(row: StatedFigure) -> StatedRead:
    return StatedRead.model_validate(row.model_dump())


def _read(told: dict[str, Any], counts: Counts, day: date, stated: list[StatedFigure]) -> MetricRead:
    above, below = _parts(told, counts)
    shares = told["unit"] == Unit.RATE
    value = rate(above, below) if shares else above
    tag = told.get("tag")
    return MetricRead(
        **{name: told[name] for name in ("code", "group", "name", "name_en", "definition", "definition_en", "version")},
        unit=Unit(told["unit"]),
        value=float(value) if isinstance(value, Decimal) else value,
        numerator=above,
        denominator=below,
        cut_off=day,
        href=told.get("path") or _list_of(told["set"], day),
        denominator_href=_list_of(told["denominator_set"], day),
        refusal=told.get("refusal"),
        refusal_en=told.get("refusal_en"),
        stated=[_words(row) for row in stated if tag and row.group_tag == tag],
    )


def _parts(told: dict[str, Any], counts: Counts) -> tuple[int | None, int | None]:
    """Numerator and denominator; a plain count has no denominator, a refused number has neither."""
    if told["code"] == "on_time_rate":
        return counts["on_time"], counts["solved"]
    below = told["denominator_set"]
    return counts.get(told["set"] or told["code"]), counts[below] if below else None


def _list_of(code: str | None, day: date) -> str | None:
    return f"/projects?set={code}&as_of={day.isoformat()}" if code else None
