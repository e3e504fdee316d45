"""Who issues supervision notices, who answers them, who sees them: never an enterprise."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col, select

from app.models.event import Via
from app.models.notice import Notice, Verb
from app.models.ticket import Ticket
from app.models.user import Role
from app.policy import tickets
from app.policy.actor import Actor
from app.policy.rules import STAFF, ZONE_WIDE, Rule, by


def _supervises(actor: Actor, _row: Any) -> bool:
    """Supervision by hand, the service's own clockwork by itself."""
    return actor.is_(Role.SUPERVISOR) or actor.via is Via.SYSTEM


def _answers(actor: Actor, notice: Any) -> bool:
    """The department that it is addressed to; the coordinator where nobody led the ticket."""
    if notice.department_id is None:
        return actor.is_(Role.COORDINATOR)
    return actor.is_(Role.HANDLER, Role.OFFICER) and actor.department_id == notice.department_id


RULES: dict[Verb, Rule] = {
    Verb.ISSUE: _supervises,
    Verb.ANSWER: _answers,
    Verb.ACCEPT: by(Role.SUPERVISOR),
    Verb.ASK_AGAIN: by(Role.SUPERVISOR),
    Verb.WITHDRAW: _supervises,
}


def visible(actor: Actor) -> ColumnElement[bool]:
    """All for those who steer the zone; to other staff those to their department and about tickets that they see."""
    if actor.is_(*ZONE_WIDE):
        return sa.true()
    if not actor.is_(*STAFF):
        return sa.false()
    seen = select(Ticket.id).where(tickets.visible(actor))
    return sa.or_(col(Notice.department_id) == actor.department_id, col(Notice.ticket_id).in_(seen))
