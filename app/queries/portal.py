"""Everything read about the portal: codes by their secret, demands, what was tried lately."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.core.secrets import digest
from app.models.enterprise import Enterprise
from app.models.portal import PortalDemand, PortalKey, PortalTry, TryKind
from app.models.portal_shapes import CodeRead
from app.models.ticket import Ticket
from app.models.user import User

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_GUESSED_IN = timedelta(minutes=15)


def key_of(session: Session, token: str) -> tuple[PortalKey, Enterprise] | None:
    """The code with this secret, ended or not, and whose it is."""
    wanted = select(PortalKey, Enterprise).join(Enterprise, col(Enterprise.id) == PortalKey.enterprise_id)
    return session.exec(wanted.where(PortalKey.token_hash == digest(token))).first()


def newest_key(session: Session, enterprise_id: int | None) -> PortalKey | None:
    """The newest code of an enterprise, ended or not."""
    wanted = select(PortalKey).where(PortalKey.enterprise_id == enterprise_id)
    return session.exec(wanted.order_by(col(PortalKey.serial).desc())).first()


def code_read(session: Session, enterprise_id: int | None) -> CodeRead | None:
    """The code that works now, by whom it was made and how many demands came with it."""
    demands = (
        sa.select(sa.func.count())
        .where(col(PortalDemand.key_id) == col(PortalKey.id))
        .correlate(PortalKey)
        .label("demands")
    )
    wanted = (
        sa.select(
            col(PortalKey.serial),
            col(PortalKey.made_at),
            col(PortalKey.ended_at),
            col(User.name).label("made_by"),
            demands,
        )
        .outerjoin(User, col(User.id) == col(PortalKey.made_by))
        .where(col(PortalKey.enterprise_id) == enterprise_id)
        .order_by(col(PortalKey.serial).desc())
    )
    row = session.execute(wanted).mappings().first()
    return CodeRead.model_validate(dict(row)) if row and row["ended_at"] is None else None


def demand_by(session: Session, code: str) -> tuple[PortalDemand, Ticket] | None:
    """The demand that a follow-up secret belongs to, expired or not."""
    wanted = select(PortalDemand, Ticket).join(Ticket, col(Ticket.id) == PortalDemand.ticket_id)
    return session.exec(wanted.where(PortalDemand.code_hash == digest(code))).first()


def demand_of(session: Session, ticket_id: int | None) -> PortalDemand | None:
    return session.exec(select(PortalDemand).where(PortalDemand.ticket_id == ticket_id)).first()


def guesses(session: Session, address: str, now: datetime) -> int:
    """Wrong secrets from one address in the last quarter of an hour."""
    return _count(session, _from(address, TryKind.GUESS, now - _GUESSED_IN))


def demands_from(session: Session, address: str, now: datetime) -> int:
    """Demands from one address in the last hour."""
    return _count(session, _from(address, TryKind.DEMAND, now - _HOUR))


def demands_with(session: Session, key: PortalKey, now: datetime) -> int:
    """Demands with one code in the last 24 hours."""
    return _count(session, sa.and_(col(PortalTry.key_id) == key.id, col(PortalTry.at) > now - _DAY))


def _from(address: str, kind: TryKind, since: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(col(PortalTry.address) == address, col(PortalTry.kind) == kind, col(PortalTry.at) > since)


def _count(session: Session, which: sa.ColumnElement[bool]) -> int:
    return session.exec(select(sa.func.count()).select_from(PortalTry).where(which)).one()
