"""The war chart: plan against actual for the key projects, rates by task force, what is stuck on whom."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.core.instants import day_of
from app.models.board_shapes import Bar, ChartRow, ForceRate, Standing, Wall
from app.models.org import TaskForce
from app.models.project import Project, StageEvent
from app.models.ticket import Ticket
from app.models.ticket_shapes import Light, NamedRef
from app.policy import boards, projects, tickets
from app.policy.actor import Actor
from app.queries import ahead, metric_sets, metrics
from app.queries.lights import running
from app.queries.today import shown_name, stuck

KEY, SHOWN, STUCK = "key", 12, 6
_LATE_IS_RED, _MID_MONTH = 2, 15
_COLUMNS = (
    "id",
    "name",
    "code_name",
    "is_confidential",
    "task_force_id",
    "stage",
    "planned_completion_on",
    "planned_start_on",
    "planned_start_precision",
    "baseline_start_on",
    "baseline_start_precision",
)


def of(session: Session, actor: Actor, now: datetime, zone: str) -> Wall:
    """Everything on the chart as of now, of what this member of the staff may see (403 for anybody else)."""
    boards.require_staff(actor)
    today = day_of(now, zone)
    return Wall(
        at=now,
        numbers=metrics.of(session, actor, None, now, zone),
        lights=ahead.lights(session, actor, now),
        next_day=ahead.days(session, actor, today)[1],
        chart=_chart(session, actor, now, today),
        now_column=half_month(today),
        stuck=stuck(session, actor, now, STUCK),
        rates=_rates(session, actor, today),
    )


def half_month(day: date) -> int:
    """1 for the first half of January to 24 for the second half of December."""
    return day.month * 2 - (day.day <= _MID_MONTH)


def start_light(planned_on: date | None, today: date, *, is_started: bool) -> Light:
    """Yinchuan's rule (fixtures.md 6.6): amber from the planned month on, red in the third month in a row."""
    if is_started:
        return Light.GREEN
    if planned_on is None or (planned_on.year, planned_on.month) > (today.year, today.month):
        return Light.GREY
    late = (today.year - planned_on.year) * 12 + today.month - planned_on.month
    return Light.RED if late >= _LATE_IS_RED else Light.AMBER


def _chart(session: Session, actor: Actor, now: datetime, today: date) -> list[ChartRow]:
    begun = _begun(today)
    wanted = (
        sa.select(
            *(col(getattr(Project, name)) for name in _COLUMNS),
            col(TaskForce.name).label("force"),
            col(TaskForce.name_en).label("force_en"),
            begun.c.on_day.label("started_on"),
            begun.c.precision.label("started_precision"),
            _overdue(actor, now).label("stuck"),
        )
        .outerjoin(TaskForce, col(TaskForce.id) == col(Project.task_force_id))
        .outerjoin(begun, sa.and_(begun.c.project_id == col(Project.id), begun.c.place == 1))
        .where(projects.visible(actor), metric_sets.tagged(KEY))
        .order_by(col(Project.is_synthetic), col(Project.id))
        .limit(SHOWN)
    )
    return [_chart_row(actor, row, today) for row in session.execute(wanted).mappings()]


def _overdue(actor: Actor, now: datetime) -> Any:
    """How many overdue tickets hold a project up."""
    red = (running(), col(Ticket.due_at) < now, tickets.visible(actor))
    counted = sa.select(sa.func.count()).where(col(Ticket.project_id) == col(Project.id), *red)
    return counted.correlate(Project).scalar_subquery()


def _begun(today: date) -> Any:
    """When work on each project began this year, or was taken up again; else when it first began."""
    order = (col(StageEvent.on_day) < date(today.year, 1, 1), col(StageEvent.on_day), col(StageEvent.id))
    first = sa.func.row_number().over(partition_by=col(StageEvent.project_id), order_by=order)
    columns = (StageEvent.project_id, StageEvent.on_day, StageEvent.precision)
    return (
        sa.select(*(col(column) for column in columns), first.label("place"))
        .where(col(StageEvent.stage).in_(metric_sets.RUNNING), col(StageEvent.on_day) <= today)
        .where(col(StageEvent.voided_at).is_(None))
        .subquery("begun")
    )


def _chart_row(actor: Actor, row: Any, today: date) -> ChartRow:
    planned, precision = row["planned_start_on"], row["planned_start_precision"]
    if planned is None:
        planned, precision = row["baseline_start_on"], row["baseline_start_precision"]
    started, until = row["started_on"], row["planned_completion_on"]
    early = (planned - started).days if planned and started else None
    light = Light.RED if row["stuck"] else start_light(planned, today, is_started=started is not None)
    return ChartRow(
        id=row["id"],
        name=shown_name(actor, row),
        force=row["force"],
        force_en=row["force_en"],
        stage=row["stage"],
        light=light,
        standing=_standing(light, early, is_stuck=bool(row["stuck"]), is_started=started is not None),
        early_days=early,
        planned_on=planned,
        planned_precision=precision,
        started_on=started,
        started_precision=row["started_precision"],
        plan=_bar(planned, until, today) if planned and until else None,
        real=_bar(started, today, today) if started else None,
        pin=half_month(planned) if planned and planned.year == today.year else None,
        is_reached=started is not None,
    )


def _standing(light: Light, early: int | None, *, is_stuck: bool, is_started: bool) -> Standing:
    if is_stuck:
        return Standing.STUCK
    if is_started:
        return Standing.EARLY if early and early > 0 else Standing.ON_PLAN if early is not None else Standing.STARTED
    return Standing.NOT_DUE if light is Light.GREY else Standing.LATE


def _bar(begins: date, ends: date, today: date) -> Bar | None:
    """The part of a span that lies in the year of `today`; None when none does."""
    first, last = max(begins, date(today.year, 1, 1)), min(ends, date(today.year, 12, 31))
    return Bar(begins=half_month(first), ends=half_month(last) + 1) if first <= last else None


def _rates(session: Session, actor: Actor, today: date) -> list[ForceRate]:
    """Best first; only results are compared, never what people did on the way (ux.md part 2)."""
    done = sa.func.sum(sa.case((metric_sets.condition("under_way", today), 1), else_=0)).label("done")
    every = sa.func.count().label("of")
    force = (col(TaskForce.id), col(TaskForce.name), col(TaskForce.name_en))
    wanted = (
        sa.select(*force, done, every)
        .select_from(Project)
        .outerjoin(TaskForce, col(TaskForce.id) == col(Project.task_force_id))
        .where(projects.visible(actor), metric_sets.condition("major", today))
        .group_by(*force)
    )
    rows = [
        ForceRate(
            force=NamedRef(id=row["id"], name=row["name"]) if row["id"] else None,
            force_en=row["name_en"],
            done=row["done"],
            of=row["of"],
        )
        for row in session.execute(wanted).mappings()
    ]
    return sorted(rows, key=lambda rate: (-rate.done / rate.of, -rate.of))
