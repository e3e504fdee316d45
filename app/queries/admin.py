"""What an administrator looks at: accounts, kinds, deadlines, loaded days."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Select
from sqlmodel import Session, col, func, select

from app.core import paging
from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.paging import Slice
from app.core.text import masked
from app.models.account_shapes import UserFilter, UserRead, UserRow
from app.models.enterprise import Enterprise
from app.models.org import Department
from app.models.ticket_shapes import NamedRef
from app.models.user import LoginSession, User
from app.models.zone import DeadlineRule, TicketKind, WorkdayOverride
from app.models.zone_shapes import DayRead, DeadlineRead, KindRead
from app.policy import accounts
from app.policy.actor import Actor

_ROW = ("id", "username", "name", "title", "role", "is_active", "version")


def users(session: Session, actor: Actor, wanted: UserFilter) -> Slice[UserRow]:
    """One page of accounts by user name."""
    statement = _named().where(accounts.visible(actor))
    if wanted.role:
        statement = statement.where(col(User.role) == wanted.role)
    if wanted.q:
        holds = [column.contains(wanted.q, autoescape=True) for column in (col(User.name), col(User.username))]
        statement = statement.where(sa.or_(*holds))
    if wanted.after:
        (last,) = paging.unpack(wanted.after, str)
        statement = statement.where(col(User.username) > last)
    found = session.execute(statement.order_by(col(User.username)).limit(wanted.limit + 1)).mappings().all()
    rows = [UserRow.model_construct(**row) for row in found[: wanted.limit]]
    return Slice(rows, paging.pack(rows[-1].username) if len(found) > wanted.limit else None)


def user(session: Session, actor: Actor, user_id: int) -> User:
    """The account if this person may see it (else 404)."""
    found = session.exec(select(User).where(User.id == user_id, accounts.visible(actor))).one_or_none()
    if found is None:
        raise NotFound(N_("No such account."))
    return found


def read_user(session: Session, row: User) -> UserRead:
    """One account with names for its numbers."""
    names = session.execute(_named().where(col(User.id) == row.id)).mappings().one()
    seen = session.exec(select(func.max(LoginSession.seen_at)).where(LoginSession.user_id == row.id)).one()
    facts = row.model_dump(exclude={"password_hash"}) | {
        "department": names["department"],
        "enterprise": names["enterprise"],
        "phone": masked(row.phone),
        "has_password": row.password_hash is not None,
        "seen_at": seen,
    }
    return UserRead.model_validate(facts)


def _named() -> Select[Any]:
    return (
        sa.select(
            *(col(getattr(User, name)) for name in _ROW),
            col(Department.name).label("department"),
            col(Enterprise.name).label("enterprise"),
        )
        .outerjoin(Department, col(Department.id) == col(User.department_id))
        .outerjoin(Enterprise, col(Enterprise.id) == col(User.enterprise_id))
    )


def enterprises(session: Session) -> list[NamedRef]:
    """Names to choose a contact's enterprise from; nothing else of them."""
    rows = session.exec(select(Enterprise.id, Enterprise.name).order_by(Enterprise.name))
    return [NamedRef(id=enterprise_id or 0, name=name) for enterprise_id, name in rows]


def kinds(session: Session) -> list[KindRead]:
    """All kinds in the order of the chips, closed ones last."""
    order = col(TicketKind.is_active).desc(), col(TicketKind.position), col(TicketKind.id)
    return [KindRead.model_validate(row.model_dump()) for row in session.exec(select(TicketKind).order_by(*order))]


def kind(session: Session, kind_id: int) -> TicketKind:
    found = session.get(TicketKind, kind_id)
    if found is None:
        raise NotFound(N_("No such kind."))
    return found


def has_kind(session: Session, code: str) -> bool:
    return session.exec(select(TicketKind.id).where(TicketKind.code == code)).first() is not None


def deadlines(session: Session, now: datetime) -> list[DeadlineRead]:
    """Every version of every level's deadline, the newest first."""
    order = col(DeadlineRule.level), col(DeadlineRule.in_force_from).desc(), col(DeadlineRule.id).desc()
    rows = session.exec(select(DeadlineRule).where(DeadlineRule.in_force_from <= now).order_by(*order)).all()
    newest: dict[str, int | None] = {}
    for row in rows:
        newest.setdefault(row.level, row.id)
    return [
        DeadlineRead.model_validate(row.model_dump() | {"is_in_force": newest[row.level] == row.id}) for row in rows
    ]


def days(session: Session) -> list[DayRead]:
    """The loaded days, the latest first."""
    wanted = select(WorkdayOverride).order_by(col(WorkdayOverride.day).desc())
    return [DayRead.model_validate(row.model_dump()) for row in session.exec(wanted)]


def day(session: Session, on: date) -> WorkdayOverride:
    found = session.get(WorkdayOverride, on)
    if found is None:
        raise NotFound(N_("This day was not loaded."))
    return found
