"""Who has charge of which project or firm, and who may be given it."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.core.errors import NotFound, RuleBroken
from app.core.i18n import N_
from app.models.enterprise import Enterprise
from app.models.org import Pairing
from app.models.pairing_shapes import ChargeRead
from app.models.project import Project
from app.models.ticket_shapes import NamedRef
from app.models.user import Role, User

Place = Project | Enterprise


def in_charge(session: Session, place: Place) -> list[ChargeRead]:
    """The chief service officers in charge now, the longest first."""
    columns: tuple[Any, ...] = (User.id, User.name, User.title, Pairing.from_on, col(Pairing.id).label("pairing_id"))
    wanted = (
        sa.select(*columns)
        .join(Pairing, col(Pairing.user_id) == col(User.id))
        .where(of(place), col(Pairing.until_on).is_(None))
        .order_by(col(Pairing.from_on), col(Pairing.id))
    )
    return [ChargeRead.model_validate(dict(row)) for row in session.execute(wanted).mappings()]


def of(place: Place) -> sa.ColumnElement[bool]:
    """The pairings that belong to a project or to a firm."""
    return (col(Pairing.project_id) if isinstance(place, Project) else col(Pairing.enterprise_id)) == place.id


def running(session: Session, place: Place, pairing_id: int) -> Pairing:
    """A charge of this place that has not ended."""
    wanted = select(Pairing).where(Pairing.id == pairing_id, of(place), col(Pairing.until_on).is_(None))
    found = session.exec(wanted).one_or_none()
    if found is None:
        raise NotFound(N_("Nobody has this charge any more."))
    return found


def officer(session: Session, user_id: int) -> User:
    """Somebody who can be a chief service officer; RuleBroken beside the field otherwise."""
    found = session.get(User, user_id)
    if found is None or not found.is_active or found.role is not Role.OFFICER:
        raise RuleBroken(N_("Choose a chief service officer."), field="user_id")
    return found


def officers(session: Session) -> list[NamedRef]:
    """Everybody who can be a chief service officer, by name."""
    wanted = select(User.id, User.name).where(User.role == Role.OFFICER, col(User.is_active)).order_by(col(User.name))
    return [NamedRef(id=user_id or 0, name=name) for user_id, name in session.exec(wanted)]
