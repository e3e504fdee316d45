"""Lists of projects: filters as SQL, columns not objects, keyset pages with the longest silent first."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select, Subquery
from sqlmodel import Session, col

from app.core import paging, search
from app.core.paging import Slice
from app.models.enterprise import Enterprise, Park
from app.models.org import TaskForce
from app.models.project import Project
from app.models.project_reads import ProjectRow, StageCount, StageCounts
from app.models.project_shapes import ProjectFilter, StageFilter
from app.models.ticket_shapes import NamedRef
from app.policy import projects
from app.policy.actor import Actor
from app.queries import metric_sets, stages

_COLUMNS = (
    "id",
    "name",
    "code_name",
    "is_confidential",
    "track",
    "stage",
    "stage_on",
    "percent",
    "updated_at",
    "task_force_id",
    "enterprise_id",
    "park_id",
    "list_year",
    "is_major",
    "total_investment_yuan",
    "total_investment_text",
    "not_started_reason",
    "is_synthetic",
    "version",
)
# When it was last heard of; the order of the list.
_heard_at = sa.func.coalesce(col(Project.updated_at), col(Project.created_at))


def columns() -> Select[Any]:
    """A select of everything that a line about a project says, as the project stands now."""
    return (
        sa.select(
            *(col(getattr(Project, name)) for name in _COLUMNS),
            _heard_at.label("heard_at"),
            col(TaskForce.name).label("task_force"),
            col(TaskForce.name_en).label("task_force_en"),
            col(Enterprise.name).label("enterprise"),
            col(Enterprise.name_en).label("enterprise_en"),
            col(Park.name).label("park"),
            col(Park.name_en).label("park_en"),
        )
        .outerjoin(TaskForce, col(TaskForce.id) == col(Project.task_force_id))
        .outerjoin(Enterprise, col(Enterprise.id) == col(Project.enterprise_id))
        .outerjoin(Park, col(Park.id) == col(Project.park_id))
    )


def page(session: Session, actor: Actor, wanted: ProjectFilter, today: date) -> Slice[ProjectRow]:
    """One page of what this person may see. With `as_of`, of what was known that day, at the stage of that day."""
    wanted, held = _dated(wanted, today)
    statement = _held(columns(), held).where(*_conditions(actor, wanted, held))
    if wanted.after:
        mark = sa.tuple_(*paging.unpack(wanted.after, datetime, int))
        statement = statement.where(sa.tuple_(_heard_at, col(Project.id)) > mark)
    rows = session.execute(statement.order_by(_heard_at, col(Project.id)).limit(wanted.limit + 1)).mappings().all()
    items = [row_of(row, actor) for row in rows[: wanted.limit]]
    if len(rows) <= wanted.limit:
        return Slice(items, None)
    last = rows[wanted.limit - 1]
    return Slice(items, paging.pack(last["heard_at"], last["id"]))


def count(session: Session, actor: Actor, wanted: ProjectFilter, today: date) -> int:
    """How many there are, counted up to 501 so that the cost does not grow with the table."""
    wanted, held = _dated(wanted, today)
    some = _joined(sa.select(col(Project.id)), held).where(*_conditions(actor, wanted, held))
    limited = some.limit(paging.COUNTED_AT_MOST + 1).subquery()
    found: int = session.execute(sa.select(sa.func.count()).select_from(limited)).scalar_one()
    return found


def stage_counts(session: Session, actor: Actor, wanted: StageFilter, today: date) -> StageCounts:
    """How many had each stage on the day asked for, or have it today."""
    day = wanted.as_of or today
    found = stages.counts(session, actor, day, *_narrowed(wanted))
    return StageCounts(as_of=day, counts=[StageCount(stage=stage, count=number) for stage, number in found.items()])


def row_of(row: Any, actor: Actor) -> ProjectRow:
    """One result row of `columns` as a line of a list, with the code name where the real one is kept back (M33)."""
    is_open = projects.sees_name(actor, is_confidential=row["is_confidential"], task_force_id=row["task_force_id"])
    facts = {name: row[name] for name in ProjectRow.model_fields if name in row}
    shown = {
        "name": row["name"] if is_open else row["code_name"] or "–",
        "is_hidden": not is_open,
        "task_force": _ref(row, "task_force"),
        "enterprise": _ref(row, "enterprise") if is_open else None,
        "park": _ref(row, "park"),
    }
    if "as_of_stage" in row:
        shown |= {"stage": row["as_of_stage"], "stage_on": row["as_of_on"], "percent": None, "updated_at": None}
    return ProjectRow.model_construct(**facts | shown)


def _dated(wanted: ProjectFilter, today: date) -> tuple[ProjectFilter, Subquery | None]:
    """The filter with its day, and the stages of that day where they are not simply those of now."""
    if wanted.set and wanted.as_of is None:
        wanted = wanted.model_copy(update={"as_of": today})
    return wanted, stages.as_of(wanted.as_of) if wanted.as_of and wanted.as_of < today else None


def _conditions(actor: Actor, wanted: ProjectFilter, held: Subquery | None) -> list[ColumnElement[bool]]:
    """The filter as SQL, what the person may see first; nothing that is kept back can be found by it."""
    chosen = [projects.visible(actor), *_narrowed(wanted)]
    if wanted.enterprise_id:
        chosen += [col(Project.enterprise_id) == wanted.enterprise_id, projects.named(actor)]
    if wanted.mine:
        chosen.append(projects.mine(actor))
    if wanted.q:
        chosen.append(_words(actor, wanted.q))
    return chosen + _of_a_day(wanted, held)


def _of_a_day(wanted: ProjectFilter, held: Subquery | None) -> list[ColumnElement[bool]]:
    chosen = []
    if wanted.stage:
        chosen.append((col(Project.stage) if held is None else stages.stage_in(held)) == wanted.stage)
    if wanted.as_of:
        chosen.append(stages.existed(wanted.as_of))
        if wanted.set:
            chosen.append(metric_sets.condition(wanted.set, wanted.as_of))
    return chosen


def _narrowed(wanted: StageFilter) -> list[ColumnElement[bool]]:
    exact: dict[Any, object] = {
        Project.task_force_id: wanted.task_force_id,
        Project.track: wanted.track,
        Project.list_year: wanted.list_year,
        Project.is_major: wanted.is_major,
        Project.park_id: wanted.park_id,
    }
    return [col(column) == value for column, value in exact.items() if value is not None]


def _words(actor: Actor, words: str) -> ColumnElement[bool]:
    """Name, alias, firm or project code hold the words, for those who may read them; the code name for everybody.

    A confidential project's initials are those of its code name (domain/search_index.py).
    """
    firm = sa.select(col(Enterprise.id)).where(col(Enterprise.name).contains(words, autoescape=True))
    kept_back: tuple[Any, ...] = (Project.name, Project.alias, Project.project_code)
    texts = [col(column).icontains(words, autoescape=True) for column in kept_back]
    matches = [
        sa.and_(projects.named(actor), sa.or_(*texts, col(Project.enterprise_id).in_(firm))),
        col(Project.code_name).icontains(words, autoescape=True),
    ]
    if initials := search.initials(words):
        matches.append(col(Project.initials).startswith(initials, autoescape=True))
    return sa.or_(*matches)


def _held(statement: Select[Any], held: Subquery | None) -> Select[Any]:
    if held is None:
        return statement
    extra = stages.stage_in(held).label("as_of_stage"), held.c.on_day.label("as_of_on")
    return _joined(statement.add_columns(*extra), held)


def _joined(statement: Select[Any], held: Subquery | None) -> Select[Any]:
    return statement if held is None else statement.outerjoin(held, held.c.project_id == col(Project.id))


def _ref(row: Any, name: str) -> NamedRef | None:
    key = row[f"{name}_id"]
    return NamedRef(id=key, name=row[name], name_en=row[f"{name}_en"]) if key is not None else None
