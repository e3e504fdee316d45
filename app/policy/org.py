"""Who arranges departments and task forces, and who may see them."""

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col

from app.models.org import TaskForce, Verb
from app.models.user import Role
from app.policy.actor import Actor
from app.policy.rules import STAFF, Rule, by

RULES: dict[Verb, Rule] = dict.fromkeys(Verb, by(Role.ADMIN))


def visible(actor: Actor) -> ColumnElement[bool]:
    """The task forces that work, for all staff; an administrator sees the closed ones too, an enterprise none (R40)."""
    if actor.is_(Role.ADMIN):
        return sa.true()
    return col(TaskForce.is_active).is_(True) if actor.is_(*STAFF) else sa.false()
