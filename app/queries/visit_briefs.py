"""What to know before a visit, and how far all visits together reach."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from app.core.instants import bounds
from app.models.project import Project
from app.models.ticket_asks import TicketFilter
from app.models.ticket_shapes import NamedRef
from app.models.visit import Visit, VisitState
from app.models.visit_shapes import Brief, Coverage
from app.policy import firms, projects, visits
from app.policy.actor import Actor
from app.queries import ticket_list
from app.queries.visits import named, row_of

_LAST, _OPEN = 5, 8
_WENT = (VisitState.UNDER_WAY, VisitState.FINISHED)


def of(session: Session, actor: Actor, visit: Visit, now: datetime) -> Brief:
    """The last visits to the same firm or project, what is open there, what it builds: all that one may see."""
    is_told = _is_told(session, actor, visit)
    same = _same_place(actor, visit) if is_told else col(Visit.project_id) == visit.project_id
    before = (
        named()
        .where(same, visits.visible(actor), col(Visit.id) != visit.id, col(Visit.state).in_(_WENT))
        .order_by(col(Visit.at).desc(), col(Visit.id).desc())
        .limit(_LAST)
    )
    wanted = TicketFilter(enterprise_id=visit.enterprise_id, view="open", limit=_OPEN)
    if visit.enterprise_id is None or not is_told:
        wanted.enterprise_id, wanted.project_id = None, visit.project_id
    return Brief(
        visits=[row_of(actor, row) for row in session.execute(before).mappings()],
        tickets=ticket_list.page(session, actor, wanted, now).items,
        projects=_projects(session, actor, visit.enterprise_id) if visit.enterprise_id and is_told else [],
    )


def _is_told(session: Session, actor: Actor, visit: Visit) -> bool:
    """Whether this person may know the firm that is visited."""
    told = sa.select(col(Visit.id)).where(col(Visit.id) == visit.id, firms.told(actor, Visit.project_id))
    return session.execute(told).first() is not None


def _same_place(actor: Actor, visit: Visit) -> sa.ColumnElement[bool]:
    if visit.enterprise_id is not None:
        return sa.and_(col(Visit.enterprise_id) == visit.enterprise_id, firms.told(actor, Visit.project_id))
    return col(Visit.project_id) == visit.project_id


def _projects(session: Session, actor: Actor, enterprise_id: int) -> list[NamedRef]:
    """The firm's projects, unless their names are not for this person."""
    columns = (Project.id, Project.name, Project.is_confidential, Project.task_force_id)
    wanted = (
        sa.select(*(col(column) for column in columns))
        .where(col(Project.enterprise_id) == enterprise_id, projects.visible(actor))
        .order_by(col(Project.id))
        .limit(_OPEN)
    )
    return [
        NamedRef(id=key, name=name)
        for key, name, is_confidential, force_id in session.execute(wanted)
        if projects.sees_name(actor, is_confidential=is_confidential, task_force_id=force_id)
    ]


def coverage(session: Session, actor: Actor, days: tuple[date, date], zone: str) -> Coverage:
    """Firms and visits from one day to another, both included, of what this person may see (M13).

    A visit to a project counts for the project's firm. Off the rule are the visits of no service day: the leaders'
    Wednesdays of June 2019 count like any other (fixtures.md 6.7).
    """
    first, last = days
    start, after = bounds(first, zone)[0], bounds(last, zone)[1]
    firm = sa.func.coalesce(col(Visit.enterprise_id), col(Project.enterprise_id))
    counted = (
        sa.select(
            sa.func.count(sa.distinct(firm)),
            sa.func.count(col(Visit.id)),
            sa.func.count(sa.case((col(Visit.service_day_id).is_(None), 1))),
        )
        .select_from(Visit)
        .outerjoin(Project, col(Project.id) == col(Visit.project_id))
        .where(visits.visible(actor), col(Visit.state).in_(_WENT), col(Visit.at) >= start, col(Visit.at) < after)
    )
    enterprises, count, off_rule = session.execute(counted).one()
    return Coverage(from_on=first, until_on=last, enterprises=enterprises, visits=count, off_rule_visits=off_rule)
