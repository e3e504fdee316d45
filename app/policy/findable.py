"""Whom a search by name may find: staff and administrators find colleagues; a firm's contact finds nobody (R40)."""

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col

from app.models.user import Role, User
from app.policy.actor import Actor
from app.policy.rules import STAFF


def people(actor: Actor) -> ColumnElement[bool]:
    return sa.and_(col(User.is_active), sa.true() if actor.is_(*STAFF, Role.ADMIN) else sa.false())
