"""Who may see and change which projects."""

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col

from app.models.project import Project
from app.models.user import Role
from app.policy.actor import Actor
from app.policy.rules import STAFF, ZONE_WIDE


def visible(actor: Actor) -> ColumnElement[bool]:
    """The whole zone for those who steer it; the own task forces' and charges' for officers and handlers."""
    if actor.is_(*ZONE_WIDE):
        return sa.true()
    if not actor.is_(*STAFF):
        return sa.false()
    return sa.or_(
        col(Project.task_force_id).in_(actor.force_ids),
        col(Project.id).in_(actor.paired_project_ids),
        col(Project.enterprise_id).in_(actor.paired_enterprise_ids),
    )


def sees_name(actor: Actor, *, is_confidential: bool, task_force_id: int | None) -> bool:
    """An unsigned investor goes by a code name outside the zone's heads and the own task force (M33)."""
    return (
        not is_confidential
        or actor.is_(*ZONE_WIDE)
        or (actor.is_(Role.OFFICER) and task_force_id in actor.force_ids)
    )
