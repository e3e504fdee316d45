"""To whom a ticket or a visit names its firm: beside a code name it would be the name that is kept back (M33)."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col

from app.policy import projects
from app.policy.actor import Actor
from app.policy.rules import ZONE_WIDE


def sees_firm(actor: Actor, *, is_confidential: bool | None, task_force_id: int | None) -> bool:
    """Whether the firm may be named beside a project with these facts (None: there is no project).

    Who does not read the project's name reads the code name in the firm's place. A firm's contact sees the own
    rows only, and knows whose they are.
    """
    if not is_confidential or actor.user.is_enterprise:
        return True
    return projects.sees_name(actor, is_confidential=True, task_force_id=task_force_id)


def told(actor: Actor, project_column: Any) -> ColumnElement[bool]:
    """`sees_firm` as SQL, of rows that name a project in this column: those that may be found, and counted, by firm."""
    if actor.is_(*ZONE_WIDE) or actor.user.is_enterprise:
        return sa.true()
    return sa.or_(col(project_column).is_(None), projects.tells_of(actor, project_column))
