"""Who may do what with service days, and who may see them."""

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.models.service_day import Verb
from app.models.user import Role
from app.policy.actor import Actor
from app.policy.rules import STAFF, Rule, by

# The coordination office plans the days and draws up the roster (product.md M04).
RULES: dict[Verb, Rule] = dict.fromkeys(Verb, by(Role.COORDINATOR))


def visible(actor: Actor) -> ColumnElement[bool]:
    """The dates are public in the zone, so firms see them too; their stops are the visits that one may see."""
    return sa.true() if actor.is_(*STAFF, Role.ENTERPRISE) else sa.false()
