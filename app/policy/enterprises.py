"""Who may see which enterprises: staff the whole register, a contact only the own firm (R40)."""

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col

from app.models.enterprise import Enterprise
from app.policy.actor import Actor
from app.policy.rules import STAFF


def visible(actor: Actor) -> ColumnElement[bool]:
    if actor.is_(*STAFF):
        return sa.true()
    if actor.user.is_enterprise:
        return col(Enterprise.id) == actor.enterprise_id
    return sa.false()
