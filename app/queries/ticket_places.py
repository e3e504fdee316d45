"""Where a new ticket may belong: the firms to offer first, the visit under way, the firm looked for (ux.md F1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.core import search
from app.models.enterprise import Enterprise
from app.models.project import Project
from app.models.ticket import Ticket
from app.models.visit import Visit, VisitMember, VisitState
from app.policy import enterprises, firms, projects, visits
from app.policy.actor import Actor

RECENT, FOUND_AT_MOST = 3, 8
_NEAR = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Place:
    """A firm to choose. `is_visited` now, or `planned_at` soon; neither: recorded lately or looked for."""

    id: int
    name: str
    name_en: str | None = None
    is_visited: bool = False
    planned_at: datetime | None = None


def usual(session: Session, actor: Actor, now: datetime) -> list[Place]:
    """The firm being visited, the next planned one, the last three recorded: in this order, each once."""
    found: dict[int, Place] = {}
    for place in (*_visits(session, actor, now), *_recent(session, actor)):
        found.setdefault(place.id, place)
    return list(found.values())


def named(session: Session, actor: Actor, words: str) -> list[Place]:
    """Firms whose name holds the words or whose pinyin initials begin with them; at most eight."""
    initials = search.initials(words)
    names = (col(Enterprise.name), col(Enterprise.name_en))
    matches = [name.icontains(words, autoescape=True) for name in names]
    if initials:
        matches.append(col(Enterprise.initials).startswith(initials, autoescape=True))
    wanted = select(Enterprise).where(enterprises.visible(actor), sa.or_(*matches)).order_by(col(Enterprise.name))
    return [_place(row) for row in session.exec(wanted.limit(FOUND_AT_MOST))]


def given(session: Session, actor: Actor, *, visit_id: int | None, project_id: int | None) -> int | None:
    """The firm of a visit or project that an address names, if this person may see it."""
    by_visit = select(Visit.enterprise_id).where(
        Visit.id == visit_id, visits.visible(actor), firms.told(actor, Visit.project_id)
    )
    by_project = select(Project.enterprise_id).where(
        Project.id == project_id, projects.visible(actor), projects.named(actor)
    )
    asked = [wanted for wanted, key in ((by_visit, visit_id), (by_project, project_id)) if key is not None]
    return next((firm for wanted in asked if (firm := session.exec(wanted).first())), None)


def chosen(session: Session, actor: Actor, enterprise_id: int) -> list[Place]:
    """The firm with this number, as a list of at most one."""
    wanted = select(Enterprise).where(Enterprise.id == enterprise_id, enterprises.visible(actor))
    return [_place(row) for row in session.exec(wanted)]


def visit_under_way(session: Session, actor: Actor, enterprise_id: int) -> int | None:
    """The number of the visit that this person is making at a firm right now."""
    wanted = select(Visit.id).where(
        Visit.state == VisitState.UNDER_WAY,
        Visit.enterprise_id == enterprise_id,
        _goes(actor),
        firms.told(actor, Visit.project_id),
    )
    return session.exec(wanted.order_by(col(Visit.id).desc())).first()


def _goes(actor: Actor) -> sa.ColumnElement[bool]:
    went = select(VisitMember.visit_id).where(VisitMember.user_id == actor.user.id)
    return sa.or_(col(Visit.created_by) == actor.user.id, col(Visit.id).in_(went))


def _visits(session: Session, actor: Actor, now: datetime) -> list[Place]:
    is_now = col(Visit.state) == VisitState.UNDER_WAY
    is_next = sa.and_(col(Visit.state) == VisitState.PLANNED, col(Visit.planned_at).between(now - _NEAR, now + _NEAR))
    wanted = (
        select(Enterprise, Visit.state, Visit.planned_at)
        .join(Visit, col(Visit.enterprise_id) == Enterprise.id)
        .where(_goes(actor), sa.or_(is_now, is_next), firms.told(actor, Visit.project_id))
        .order_by(sa.case((is_now, 0), else_=1), col(Visit.planned_at))
        .limit(2)
    )
    return [
        _place(firm, is_visited=state is VisitState.UNDER_WAY, planned_at=planned_at)
        for firm, state, planned_at in session.exec(wanted)
    ]


def _recent(session: Session, actor: Actor) -> list[Place]:
    last = sa.func.max(col(Ticket.id)).label("last")
    own = (
        sa.select(col(Ticket.enterprise_id).label("firm"), last)
        .where(
            col(Ticket.registered_by) == actor.id,
            col(Ticket.enterprise_id).is_not(None),
            firms.told(actor, Ticket.project_id),
        )
        .group_by(col(Ticket.enterprise_id))
        .order_by(last.desc())
        .limit(RECENT)
        .subquery()
    )
    wanted = select(Enterprise).join(own, own.c.firm == col(Enterprise.id)).order_by(own.c.last.desc())
    return [_place(row) for row in session.exec(wanted)]


def _place(firm: Enterprise, *, is_visited: bool = False, planned_at: datetime | None = None) -> Place:
    assert firm.id is not None
    return Place(firm.id, firm.name, firm.name_en, is_visited, None if is_visited else planned_at)
