"""Invented projects, numbered and marked, that fill the register up to the published totals."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, cycle
from typing import Any
from uuid import uuid4

from app.core.instants import instant_of
from app.demo.book import Book, data, spread
from app.demo.register import LIST_YEAR, tags
from app.domain import search_index
from app.models.project import Precision, Progress, Project, Stage, StageEvent, Track

_WAN = 10_000
_AT_LEAST_WAN, _STEP_WAN, _STEPS = 5_000, 700, 41
_QUIET_DAYS = 13


@dataclass
class _Series:
    """The running numbers of one load."""

    numbers: Any = field(default_factory=lambda: count(1))
    codes: Any = field(default_factory=lambda: count(1))
    reasons: Any = field(default_factory=lambda: cycle(data("filling.json")["reasons"]))


def fill(book: Book) -> None:
    series = _Series()
    plans = data("filling.json")["plans"]
    for batch in data("filling.json")["batches"]:
        plan = plans[batch["plan"]]
        chains = list(zip(*(spread(first, last, batch["count"]) for _, first, last in plan["stages"]), strict=True))
        starts, ends = (_days(plan.get(name), batch["count"]) for name in ("planned_start", "completion"))
        for at, chain in enumerate(chains):
            row = _project(book, batch, plan, series)
            _reach(book, row, [(Stage(one[0]), on) for one, on in zip(plan["stages"], chain, strict=True)])
            _plan(row, starts[at], ends[at], is_first=chain[0] >= date(LIST_YEAR, 1, 1))
            _store(book, row, plan, chain)


def _project(book: Book, batch: dict[str, Any], plan: dict[str, Any], series: _Series) -> Project:
    number, told = next(series.numbers), data("filling.json")
    is_secret = batch.get("confidential", False)
    is_waiting = batch["plan"] in {"idle", "ahead"}
    on_list = plan.get("on_list", False)
    group = batch.get("investment_text")
    amount = (_AT_LEAST_WAN + number % _STEPS * _STEP_WAN) * _WAN
    return Project(
        name=told["name"].format(number),
        code_name=told["code_name"].format(next(series.codes)) if is_secret else None,
        is_confidential=is_secret,
        task_force_id=book.forces[batch["force"]],
        track=Track(plan["track"]),
        stage=Stage.LEAD,
        entered_on=date(LIST_YEAR, 1, 2),
        list_year=LIST_YEAR if on_list else None,
        is_major=on_list,
        total_investment_yuan=amount if on_list and not group else None,
        total_investment_text=group,
        not_started_reason=next(series.reasons) if is_waiting else None,
        group_tags=tags(batch.get("tags", [])),
        is_synthetic=True,
        created_at=book.now,
    )


def _reach(book: Book, row: Project, chain: list[tuple[Stage, date]]) -> None:
    """The stages one after the other; a project enters the register with its first known day of the year."""
    row.stage, row.stage_on = chain[-1]
    row.entered_on = max(row.entered_on, chain[0][1])
    project_id = book.kept(row)
    for stage, on in chain:
        book.session.add(StageEvent(project_id=project_id, stage=stage, on_day=on, recorded_at=book.now))


def _plan(row: Project, start: date | None, end: date | None, *, is_first: bool) -> None:
    """The plan of this year; what began before is planned to be taken up again, which is no first plan of a start."""
    if start is None:
        return
    row.planned_start_on, row.planned_start_precision, row.planned_completion_on = start, Precision.DAY, end
    if is_first:
        row.baseline_start_on, row.baseline_start_precision = start, Precision.DAY


def _store(book: Book, row: Project, plan: dict[str, Any], chain: tuple[date, ...]) -> None:
    """Progress that looks worked on: a percentage and a last update within the last two weeks."""
    number = len(book.projects)
    if plan.get("on_list"):
        row.percent = 10 + number * 7 % 80 if row.stage in {Stage.STARTED, Stage.RESUMED} else 0
        quiet = instant_of(book.now.date() - timedelta(days=number % _QUIET_DAYS), time(10, 0))
        row.updated_at = max(quiet, _noon(chain[-1])).astimezone(UTC)
        book.session.add(_said(book, row, row.updated_at))
    search_index.project(book.session, row)
    book.projects[int(row.name[-3:])] = row.id or 0
    book.note(row, "name", "stage", "list_year", "group_tags", "is_synthetic")


def _said(book: Book, row: Project, at: datetime) -> Progress:
    return Progress(
        key=uuid4(),
        project_id=row.id or 0,
        author_id=book.user_id("coordinator"),
        at=at,
        percent=row.percent or None,
        is_unchanged=not row.percent,
    )


def _noon(on: date) -> datetime:
    return instant_of(on, time(12, 0))


def _days(span: list[str] | None, number: int) -> list[date | None]:
    return [*spread(span[0], span[1], number)] if span else [None] * number
