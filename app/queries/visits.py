"""Everything read about visits. Lists read columns, not objects, and page by keyset."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select
from sqlmodel import Session, col, select

from app import policy
from app.core import paging
from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.instants import bounds
from app.core.paging import Slice
from app.models.enterprise import Enterprise
from app.models.project import Project
from app.models.service_day import ServiceDay, Team
from app.models.ticket import Ticket
from app.models.ticket_shapes import NamedRef, TicketRow
from app.models.user import User
from app.models.visit import LIFE, Visit, VisitMember
from app.models.visit_shapes import VisitFilter, VisitRead, VisitRow
from app.policy import firms, projects, tickets, visits
from app.policy.actor import Actor
from app.policy.rules import STAFF
from app.queries import pictures, ticket_list


def get(session: Session, actor: Actor, visit_id: int) -> Visit:
    """The row if this person may see it; otherwise it does not exist (404)."""
    found = session.exec(select(Visit).where(Visit.id == visit_id, visits.visible(actor))).one_or_none()
    if found is None:
        raise NotFound(N_("No such visit."))
    return found


def by_key(session: Session, actor: Actor, key: UUID) -> Visit | None:
    """The visit that this person already made under a key; somebody else's key is never shown."""
    return session.exec(select(Visit).where(Visit.key == key, Visit.created_by == actor.id)).one_or_none()


def members(session: Session, visit: Visit) -> list[VisitMember]:
    return list(session.exec(select(VisitMember).where(VisitMember.visit_id == visit.id)))


def named() -> Select[Any]:
    """A select of everything that a line about a visit says."""
    return (
        sa.select(
            *(col(getattr(Visit, name)) for name in _COLUMNS),
            col(Enterprise.name).label("enterprise_name"),
            col(Project.name).label("project_name"),
            col(Project.code_name),
            col(Project.is_confidential),
            col(Project.task_force_id),
            col(Team.name).label("team"),
        )
        .outerjoin(Enterprise, col(Enterprise.id) == col(Visit.enterprise_id))
        .outerjoin(Project, col(Project.id) == col(Visit.project_id))
        .outerjoin(Team, col(Team.id) == col(Visit.team_id))
    )


_COLUMNS = (
    "id",
    "key",
    "at",
    "state",
    "purpose",
    "summary",
    "planned_at",
    "started_at",
    "finished_at",
    "place",
    "enterprise_id",
    "project_id",
    "team_id",
    "service_day_id",
    "version",
)


def firm_of(actor: Actor, row: Any) -> NamedRef | None:
    """The firm, unless the project's code name stands in its place."""
    is_told = firms.sees_firm(actor, is_confidential=row["is_confidential"], task_force_id=row["task_force_id"])
    return NamedRef(id=row["enterprise_id"], name=row["enterprise_name"]) if row["enterprise_id"] and is_told else None


def project_of(actor: Actor, row: Any) -> NamedRef | None:
    """The project by the name that this person may read (M33), none for a firm's contact."""
    if not row["project_id"] or not actor.is_(*STAFF):
        return None
    is_named = projects.sees_name(actor, is_confidential=row["is_confidential"], task_force_id=row["task_force_id"])
    return NamedRef(id=row["project_id"], name=row["project_name"] if is_named else row["code_name"] or "–")


def row_of(actor: Actor, row: Any) -> VisitRow:
    """One result row as the shape of a list's line. What officers note for themselves no firm reads (R40)."""
    return VisitRow(
        id=row["id"],
        at=row["at"],
        state=row["state"],
        enterprise=firm_of(actor, row),
        project=project_of(actor, row),
        purpose=row["purpose"],
        team=row["team"],
        summary=None if actor.user.is_enterprise else row["summary"],
        version=row["version"],
    )


def page(session: Session, actor: Actor, wanted: VisitFilter, zone: str) -> Slice[VisitRow]:
    """One page of what this person may see, newest first; of one day in the order of the hours."""
    forward = wanted.on is not None
    statement = named().where(*_conditions(actor, wanted, zone))
    key, mark = col(Visit.at), col(Visit.id)
    if wanted.after:
        pair, last = sa.tuple_(key, mark), sa.tuple_(*paging.unpack(wanted.after, datetime, int))
        statement = statement.where(pair > last if forward else pair < last)
    order = (key, mark) if forward else (key.desc(), mark.desc())
    rows = session.execute(statement.order_by(*order).limit(wanted.limit + 1)).mappings().all()
    items = [row_of(actor, row) for row in rows[: wanted.limit]]
    following = paging.pack(items[-1].at, items[-1].id) if len(rows) > wanted.limit else None
    return Slice(items, following)


def _conditions(actor: Actor, wanted: VisitFilter, zone: str) -> list[ColumnElement[bool]]:
    exact = {
        Visit.state: wanted.state,
        Visit.enterprise_id: wanted.enterprise_id,
        Visit.project_id: wanted.project_id,
    }
    chosen = [col(column) == value for column, value in exact.items() if value is not None]
    if wanted.enterprise_id is not None:
        chosen.append(firms.told(actor, Visit.project_id))
    if wanted.view == "mine":
        chosen.append(visits.mine(actor))
    if wanted.on:
        first, after = bounds(wanted.on, zone)
        chosen += [col(Visit.at) >= first, col(Visit.at) < after]
    return [visits.visible(actor), *chosen]


def read(session: Session, actor: Actor, visit: Visit, now: datetime) -> VisitRead:
    """The facts of one visit with what this person may do to it now."""
    assert visit.id is not None
    row = session.execute(named().where(col(Visit.id) == visit.id)).mappings().one()
    day = session.get(ServiceDay, visit.service_day_id) if visit.service_day_id else None
    return VisitRead(
        **row_of(actor, row).model_dump(),
        **visit.model_dump(include=_SHOWN),
        who_text=None if actor.user.is_enterprise else visit.who_text,
        members=_names(session, visit.id),
        service_day=day.on_day if day else None,
        tickets=_tickets(session, actor, visit.id, now),
        photos=pictures.names(session, "visit_id", visit.id),
        moves=[verb for verb in LIFE if visit.state in LIFE[verb] and policy.may(actor, verb, visit)],
    )


_SHOWN = {"key", "place", "planned_at", "started_at", "finished_at", "met", "upshot", "is_synthetic"}


def _names(session: Session, visit_id: int) -> list[NamedRef]:
    went = (
        select(User.id, User.name)
        .join(VisitMember, col(VisitMember.user_id) == User.id)
        .where(VisitMember.visit_id == visit_id)
        .order_by(col(User.id))
    )
    return [NamedRef(id=user_id or 0, name=name) for user_id, name in session.exec(went)]


def _tickets(session: Session, actor: Actor, visit_id: int, now: datetime) -> list[TicketRow]:
    raised = ticket_list.named().where(col(Ticket.visit_id) == visit_id, tickets.visible(actor))
    rows = session.execute(raised.order_by(col(Ticket.id)).limit(50)).mappings()
    return [ticket_list.row_of(row, actor, now) for row in rows]
