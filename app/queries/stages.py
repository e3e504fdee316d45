"""Which stage a project had on a day: always a query over the dated stage events, so any past day can be asked again.

A voided event counts for no day. Of two events of one day the one recorded later holds. An event that is known to
the month stands on the month's first day; one that is only known to lie before a day stands on that day, so it
never counts earlier than is certain.
"""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Subquery
from sqlmodel import Session, col, select

from app.models.project import Project, Stage, StageEvent
from app.policy import projects
from app.policy.actor import Actor


def as_of(day: date) -> Subquery:
    """One line per project that had a stage on `day`: project_id, stage, on_day, precision, event_id.

    A project without a line had none yet: outer-join it and read its stage through `stage_in`.
    """
    newest = sa.func.row_number().over(
        partition_by=col(StageEvent.project_id), order_by=(col(StageEvent.on_day).desc(), col(StageEvent.id).desc())
    )
    ranked = _until(day).add_columns(newest.label("place")).subquery()
    chosen = [column for column in ranked.c if column.name != "place"]
    return sa.select(*chosen).where(ranked.c.place == 1).subquery("stage_as_of")


def reached(stage: Stage, day: date) -> Subquery:
    """When each project first came to `stage`, no later than `day`: project_id, stage, on_day, precision, event_id."""
    earliest = sa.func.row_number().over(
        partition_by=col(StageEvent.project_id), order_by=(col(StageEvent.on_day), col(StageEvent.id))
    )
    ranked = _until(day).where(col(StageEvent.stage) == stage).add_columns(earliest.label("place")).subquery()
    chosen = [column for column in ranked.c if column.name != "place"]
    return sa.select(*chosen).where(ranked.c.place == 1).subquery(f"reached_{stage}")


def stage_in(held: Subquery) -> ColumnElement[Any]:
    """The stage column of an outer-joined `as_of`, with UNKNOWN where nobody had said anything yet."""
    return sa.func.coalesce(held.c.stage, sa.literal(Stage.UNKNOWN, Project.__table__.c.stage.type))  # type: ignore[attr-defined]


def existed(day: date) -> ColumnElement[bool]:
    """The projects that the zone already knew on `day`."""
    return col(Project.entered_on) <= day


def counts(session: Session, actor: Actor, day: date, *conditions: ColumnElement[bool]) -> dict[Stage, int]:
    """How many of the projects that this person may see had each stage on `day`; stages without any are left out."""
    held = as_of(day)
    stage = stage_in(held).label("stage")
    rows = session.execute(
        sa.select(stage, sa.func.count().label("projects"))
        .select_from(Project)
        .outerjoin(held, held.c.project_id == col(Project.id))
        .where(projects.visible(actor), existed(day), *conditions)
        .group_by(stage)
    )
    found = {row.stage: row.projects for row in rows}
    return {one: found[one] for one in Stage if one in found}


def events(session: Session, project_id: int) -> list[StageEvent]:
    """All of a project's stage events, voided ones too, in the order of their days."""
    wanted = select(StageEvent).where(StageEvent.project_id == project_id)
    return list(session.exec(wanted.order_by(col(StageEvent.on_day), col(StageEvent.id))))


def _until(day: date) -> sa.Select[Any]:
    """Every event that holds for some day up to `day`."""
    columns: tuple[Any, ...] = (
        StageEvent.project_id,
        StageEvent.stage,
        StageEvent.on_day,
        StageEvent.precision,
        col(StageEvent.id).label("event_id"),
    )
    return sa.select(*columns).where(col(StageEvent.voided_at).is_(None), col(StageEvent.on_day) <= day)
