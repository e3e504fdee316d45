"""Who may make and see which visits."""

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col, select

from app.models.service_day import Team, TeamDepartment
from app.models.user import Role
from app.models.visit import Verb, Visit, VisitMember
from app.policy.actor import Actor
from app.policy.rules import STAFF, ZONE_WIDE, Rule, by

# Whoever may see a visit and works in it may run it. Leaders go along and are named in it; what happened is recorded by
# the people they bring, so they read, like supervision (reliability, role matrix).
RULES: dict[Verb, Rule] = dict.fromkeys(Verb, by(Role.OFFICER, Role.HANDLER, Role.COORDINATOR))


def visible(actor: Actor) -> ColumnElement[bool]:
    """Own, planned for my department or team, at the firms and projects in my charge; all for the zone's heads."""
    if actor.is_(*ZONE_WIDE):
        return sa.true()
    if actor.is_(Role.ENTERPRISE):
        return col(Visit.enterprise_id) == actor.enterprise_id
    if not actor.is_(*STAFF):
        return sa.false()
    return sa.or_(
        mine(actor),
        col(Visit.enterprise_id).in_(actor.paired_enterprise_ids),
        col(Visit.project_id).in_(actor.paired_project_ids),
    )


def mine(actor: Actor) -> ColumnElement[bool]:
    """The visits that this person goes on: recorded, joined, led, or planned for the own task force or department."""
    if actor.is_(Role.ENTERPRISE):
        return col(Visit.enterprise_id) == actor.enterprise_id
    went = select(VisitMember.visit_id).where(VisitMember.user_id == actor.id)
    led = select(Team.id).where(sa.or_(col(Team.leader_id) == actor.id, col(Team.task_force_id).in_(actor.force_ids)))
    sent = select(TeamDepartment.team_id).where(TeamDepartment.department_id == actor.department_id)
    return sa.or_(
        col(Visit.created_by) == actor.id,
        col(Visit.id).in_(went),
        col(Visit.team_id).in_(led),
        col(Visit.team_id).in_(sent),
    )
