"""The zone's numbers as of a day, counted over what the reader may see; definitions are versioned data."""

import json
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.core.errors import NotFound, RuleBroken
from app.core.i18n import N_
from app.core.instants import bounds, day_of
from app.models.metric_shapes import MetricRead, MetricsRead, StatedRead, Unit
from app.models.project import Project
from app.models.stated import StatedFigure
from app.policy import boards, projects
from app.policy.actor import Actor
from app.queries import metric_sets, ticket_metrics

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
    counts = _projects(session, actor, as_of) | ticket_metrics.at(session, actor, cut, year, is_past=as_of < today)
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
