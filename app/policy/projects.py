"""Who may see and change which projects."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col, select

from app.models.project import Project, Verb
from app.models.user import Role
from app.policy.actor import Actor
from app.policy.rules import STAFF, ZONE_WIDE, Rule, by


def visible(actor: Actor) -> ColumnElement[bool]:
    """The whole zone for those who steer it; the own task forces' and charges' for officers and handlers."""
    if actor.is_(*ZONE_WIDE):
        return sa.true()
    return mine(actor) if actor.is_(*STAFF) else sa.false()


def mine(actor: Actor) -> ColumnElement[bool]:
    """The own task forces' projects, and those in the own charge, by themselves or through their firm."""
    return sa.or_(
        col(Project.task_force_id).in_(actor.force_ids),
        col(Project.id).in_(actor.paired_project_ids),
        col(Project.enterprise_id).in_(actor.paired_enterprise_ids),
    )


def sees_name(actor: Actor, *, is_confidential: bool, task_force_id: int | None) -> bool:
    """An unsigned investor goes by a code name outside the zone's heads and the own task force (M33)."""
    return (
        not is_confidential or actor.is_(*ZONE_WIDE) or (actor.is_(Role.OFFICER) and task_force_id in actor.force_ids)
    )


def named(actor: Actor) -> ColumnElement[bool]:
    """`sees_name` as SQL: the rows whose name, firm and words this person may read, and search by."""
    if actor.is_(*ZONE_WIDE):
        return sa.true()
    is_open = col(Project.is_confidential).is_(False)
    return sa.or_(is_open, col(Project.task_force_id).in_(actor.force_ids)) if actor.is_(Role.OFFICER) else is_open


def tells_of(actor: Actor, column: Any) -> ColumnElement[bool]:
    """Only rows whose `column` names a project of which `named` holds: a firm next to a code name would be its name."""
    return col(column).in_(select(Project.id).where(named(actor)))


def adds_to(actor: Actor, task_force_id: int | None) -> bool:
    """A coordinator anywhere; an officer to the own task forces only (reliability, role matrix)."""
    return actor.is_(Role.COORDINATOR) or (actor.is_(Role.OFFICER) and task_force_id in actor.force_ids)


def _keeps(actor: Actor, row: Any) -> bool:
    """The coordinator, and the officers of its task force or in charge of it."""
    in_charge = (
        row.task_force_id in actor.force_ids
        or row.id in actor.paired_project_ids
        or row.enterprise_id in actor.paired_enterprise_ids
    )
    return actor.is_(Role.COORDINATOR) or (actor.is_(Role.OFFICER) and in_charge)


def _edits(actor: Actor, row: Any) -> bool:
    """Nobody edits what is kept from them."""
    seen = sees_name(actor, is_confidential=row.is_confidential, task_force_id=row.task_force_id)
    return seen and _keeps(actor, row)


RULES: dict[Verb, Rule] = {
    Verb.ADD: by(Role.COORDINATOR, Role.OFFICER),
    Verb.CHANGE: _edits,
    Verb.REBASE: by(Role.COORDINATOR),
    Verb.RETRACK: _keeps,
    Verb.REACH: _keeps,
    Verb.VOID: _keeps,
    Verb.UPDATE: _keeps,
    Verb.PAIR: by(Role.COORDINATOR),
    Verb.UNPAIR: by(Role.COORDINATOR),
}
