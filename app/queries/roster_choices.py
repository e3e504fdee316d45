"""Whom and what one can choose for a roster or a visit: people, task forces, firms, sites."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.models.enterprise import Enterprise
from app.models.org import TaskForce
from app.models.project import Project, Stage, Track
from app.models.ticket_shapes import NamedRef
from app.models.user import User
from app.policy import enterprises, projects
from app.policy.actor import Actor
from app.policy.rules import STAFF

_CHOICES, _DIGITS = 200, 18
_IDLE = (Stage.WINTER_BREAK, Stage.STOPPED)


def staff(session: Session) -> list[NamedRef]:
    """Everybody who can lead a team or go along, leaders first."""
    wanted = select(User.id, User.name).where(col(User.is_active), col(User.role).in_(STAFF))
    rows = session.exec(wanted.order_by(col(User.role) != "leader", col(User.name)).limit(_CHOICES))
    return [NamedRef(id=key or 0, name=name) for key, name in rows]


def forces(session: Session) -> list[NamedRef]:
    wanted = select(TaskForce.id, TaskForce.name).where(col(TaskForce.is_active)).order_by(col(TaskForce.position))
    return [NamedRef(id=key or 0, name=name) for key, name in session.exec(wanted)]


def firms(session: Session, actor: Actor, words: str) -> list[NamedRef]:
    """Up to 200 firms whose name or pinyin initials hold the words; all there are room for without any."""
    wanted = sa.select(col(Enterprise.id), col(Enterprise.name)).where(enterprises.visible(actor))
    if words:
        holds = col(Enterprise.name).contains(words, autoescape=True)
        wanted = wanted.where(sa.or_(holds, col(Enterprise.initials).startswith(words.lower(), autoescape=True)))
    rows = session.execute(wanted.order_by(col(Enterprise.initials), col(Enterprise.id)).limit(_CHOICES))
    return [NamedRef(id=key, name=name) for key, name in rows]


def firm(session: Session, actor: Actor, typed: object) -> list[NamedRef]:
    """The one firm that an address or a form named, if there is such a one and this person may see it."""
    number = str(typed)
    enterprise_id = int(number) if number.isdecimal() and len(number) <= _DIGITS else None
    wanted = sa.select(col(Enterprise.id), col(Enterprise.name)).where(
        col(Enterprise.id) == enterprise_id, enterprises.visible(actor)
    )
    return [NamedRef(id=key, name=name) for key, name in session.execute(wanted)]


def sites(session: Session, actor: Actor) -> list[NamedRef]:
    """Projects to stop at: stock projects that rest or stopped come first, which is what spring is about (M23)."""
    columns = (Project.id, Project.name, Project.code_name, Project.is_confidential, Project.task_force_id)
    idle = sa.case((sa.and_(col(Project.track) == Track.STOCK, col(Project.stage).in_(_IDLE)), 0), else_=1)
    wanted = sa.select(*(col(column) for column in columns)).where(projects.visible(actor))
    found = []
    for key, name, code_name, hidden, force in session.execute(wanted.order_by(idle, col(Project.id)).limit(_CHOICES)):
        is_open = projects.sees_name(actor, is_confidential=hidden, task_force_id=force)
        found.append(NamedRef(id=key, name=name if is_open else code_name or "–"))
    return found
