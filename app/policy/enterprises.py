"""Who may see which enterprises, and who keeps their files: staff the whole register, a contact only the own firm."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col

from app.models.enterprise import Enterprise, Verb
from app.models.user import Role
from app.policy.actor import Actor
from app.policy.rules import STAFF, Rule, by


def visible(actor: Actor) -> ColumnElement[bool]:
    if actor.is_(*STAFF):
        return sa.true()
    if actor.user.is_enterprise:
        return col(Enterprise.id) == actor.enterprise_id
    return sa.false()


def sees_phone(actor: Actor, row: Any) -> bool:
    """Without asking, only the firm itself; staff ask for it, and that is written down (reliability R68)."""
    return actor.is_(Role.ENTERPRISE) and row.id == actor.enterprise_id


def _keeps(actor: Actor, row: Any) -> bool:
    """The coordinator, and the firm's chief service officer."""
    return actor.is_(Role.COORDINATOR) or (actor.is_(Role.OFFICER) and row.id in actor.paired_enterprise_ids)


RULES: dict[Verb, Rule] = {
    Verb.ADD: by(Role.COORDINATOR, Role.OFFICER),
    Verb.CHANGE: _keeps,
    # Supervision checks how others use a number and reads it masked itself (reliability, role matrix).
    Verb.REVEAL: by(Role.LEADER, Role.COORDINATOR, Role.OFFICER, Role.HANDLER),
    Verb.PAIR: by(Role.COORDINATOR),
    Verb.UNPAIR: by(Role.COORDINATOR),
}
