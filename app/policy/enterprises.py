"""Who may see which enterprises, and who keeps their files: staff the whole register, a contact only the own firm."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col, select

from app.models.enterprise import Enterprise, Verb
from app.models.project import Project
from app.models.ticket import Ticket
from app.models.ticket_life import UNSOLVED, State
from app.models.user import Role
from app.policy import firms, projects
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


def served(actor: Actor) -> ColumnElement[bool]:
    """The firms whose whole phone number this person may be shown (reliability, role matrix; R68).

    All for those who steer the zone; else the own charges, and the firms that wait for an answer of the own department
    or of oneself. A firm behind a code name is no answer to "whose ticket is this?", so it does not count.
    """
    if actor.is_(Role.LEADER, Role.COORDINATOR):
        return sa.true()
    if not actor.is_(Role.OFFICER, Role.HANDLER):
        return sa.false()
    held = sa.or_(col(Ticket.handler_id) == actor.id, col(Ticket.lead_department_id) == actor.department_id)
    waits = col(Ticket.state).in_([*UNSOLVED, State.RESOLVED])
    builds = select(Project.enterprise_id).where(
        col(Project.id).in_(actor.paired_project_ids), projects.named(actor), col(Project.enterprise_id).is_not(None)
    )
    return sa.or_(
        col(Enterprise.id).in_(actor.paired_enterprise_ids),
        col(Enterprise.id).in_(builds),
        col(Enterprise.id).in_(select(Ticket.enterprise_id).where(held, waits, firms.told(actor, Ticket.project_id))),
    )


def _keeps(actor: Actor, row: Any) -> bool:
    """The coordinator, and the firm's chief service officer."""
    return actor.is_(Role.COORDINATOR) or (actor.is_(Role.OFFICER) and row.id in actor.paired_enterprise_ids)


RULES: dict[Verb, Rule] = {
    Verb.ADD: by(Role.COORDINATOR, Role.OFFICER),
    Verb.CHANGE: _keeps,
    # Supervision checks how others use a number and reads it masked itself; of the others, only `served` firms'.
    Verb.REVEAL: by(Role.LEADER, Role.COORDINATOR, Role.OFFICER, Role.HANDLER),
    Verb.PAIR: by(Role.COORDINATOR),
    Verb.UNPAIR: by(Role.COORDINATOR),
}
