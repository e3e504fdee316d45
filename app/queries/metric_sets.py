"""The sets of projects behind the published numbers, each as one SQL condition, so a number and its list cannot differ.

`?set=<code>&as_of=<day>` of the project list is `condition(code, day)`; the words of each are in
`app/data/metric_definitions.json`. Stages are those of the day, by the dated stage events (queries/stages.py).
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col

from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.models.project import Project, Stage, StageEvent
from app.queries import stages

RUNNING = (
    Stage.STARTED,
    Stage.RESUMED,
    Stage.UNDER_CONSTRUCTION,
    Stage.COMPLETED,
    Stage.IN_PRODUCTION,
    Stage.FULL_CAPACITY,
)
_BEGUN = (*RUNNING, Stage.WINTER_BREAK)
Condition = Callable[[date], ColumnElement[bool]]


@lru_cache(maxsize=256)
def condition(code: str, as_of: date) -> ColumnElement[bool]:
    """The set's projects as they were on a day; RuleBroken (422) for a set that does not exist.

    Remembered, for it depends on nothing else: putting it together costs more than asking the database.
    """
    if code not in SETS:
        raise RuleBroken(N_("There is no such set of projects."), field="set")
    return sa.and_(stages.existed(as_of), SETS[code](as_of))


def tagged(tag: str) -> ColumnElement[bool]:
    """Projects that bear a tag; tags stand between commas."""
    return col(Project.group_tags).contains(f",{tag},", autoescape=True)


def runs(day: date) -> ColumnElement[bool]:
    """Started, resumed, or further on, and neither resting, stopped, deferred nor terminated."""
    return _stands_at(day, *RUNNING)


def major(day: date) -> ColumnElement[bool]:
    """On the construction list of the day's year."""
    return sa.and_(col(Project.list_year) == day.year, col(Project.is_major))


def _stands_at(day: date, *wanted: Stage) -> ColumnElement[bool]:
    held = stages.as_of(day)
    return col(Project.id).in_(sa.select(held.c.project_id).where(held.c.stage.in_(wanted)))


def _began_before(day: date) -> ColumnElement[bool]:
    """Work had begun before the day's year, or it was resumed in it, which says the same."""
    ever = sa.and_(col(StageEvent.stage).in_(_BEGUN), col(StageEvent.on_day) < date(day.year, 1, 1))
    again = sa.and_(col(StageEvent.stage) == Stage.RESUMED, col(StageEvent.on_day) <= day)
    found = sa.select(col(StageEvent.project_id)).where(col(StageEvent.voided_at).is_(None), sa.or_(ever, again))
    return col(Project.id).in_(found)


def _first_signed(day: date) -> ColumnElement[bool]:
    """The first signing counts, and only it (M33)."""
    first = stages.reached(Stage.SIGNED, day)
    return col(Project.id).in_(sa.select(first.c.project_id).where(first.c.on_day >= date(day.year, 1, 1)))


SETS: dict[str, Condition] = {
    "major": major,
    "under_way": lambda day: sa.and_(major(day), runs(day)),
    "continuing": lambda day: sa.and_(major(day), runs(day), _began_before(day)),
    "new_starts": lambda day: sa.and_(major(day), runs(day), sa.not_(_began_before(day))),
    "not_started": lambda day: sa.and_(major(day), sa.not_(runs(day))),
    "to_start": lambda day: sa.and_(major(day), sa.not_(_began_before(day))),
    "to_resume": lambda day: sa.and_(major(day), _began_before(day)),
    "signed": _first_signed,
    "to_sign": lambda day: _stands_at(day, Stage.TO_SIGN),
    "reserve": lambda day: _stands_at(day, Stage.RESERVE),
    "expansion": lambda day: sa.and_(tagged("expansion"), runs(day)),
    "modern_services": lambda day: sa.and_(tagged("modern-services"), runs(day)),
    "new_in_month": lambda _day: tagged("new-in-month"),
}

# A set's name where no metric bears one: the two denominators of the separate rates.
SET_NAMES = {
    "to_start": N_("On the list, not begun before the year"),
    "to_resume": N_("On the list, begun before the year"),
}
