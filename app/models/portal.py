"""The enterprise's way in without an account: its QR code, the demand behind a ticket, and what limits the flood."""

from datetime import datetime, timedelta
from enum import StrEnum, auto

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.db import stored
from app.core.i18n import N_

FOLLOWED_FOR = timedelta(days=365)  # a secret in an address must end some day


class Verb(StrEnum):
    """What staff does with an enterprise's QR code; PRINT makes the first one."""

    PRINT = auto()
    RENEW = auto()
    END = auto()


class Sheet(StrEnum):
    """On which paper a code is printed."""

    A4 = auto()
    A6 = auto()


SHEET_NAMES = {Sheet.A4: N_("A4, for the wall"), Sheet.A6: N_("A6, four on a page to cut apart")}


class PortalKey(SQLModel, table=True):
    """One generation of an enterprise's code. Its secret is derived from the server's, so that it can be printed again.

    Only the hash is kept: a copy of the database opens nothing. The newest one that has not ended works.
    """

    __tablename__ = "portal_key"
    __table_args__ = (UniqueConstraint("enterprise_id", "serial"),)

    id: int | None = Field(default=None, primary_key=True)
    enterprise_id: int = Field(foreign_key="enterprise.id")
    serial: int
    token_hash: str = Field(unique=True)
    made_at: datetime
    made_by: int | None = Field(default=None, foreign_key="user_account.id")
    ended_at: datetime | None = None


class PortalDemand(SQLModel, table=True):
    """What was left with one ticket: the number to call about it and nothing else, the secret to follow it."""

    __tablename__ = "portal_demand"

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id", unique=True)
    key_id: int = Field(foreign_key="portal_key.id", index=True)
    phone: str
    code_hash: str = Field(unique=True)
    created_at: datetime
    expires_at: datetime


class TryKind(StrEnum):
    """What is counted: demands that were taken, and secrets that were guessed wrong."""

    DEMAND = auto()
    GUESS = auto()


class PortalTry(SQLModel, table=True):
    """One line per demand or wrong secret; the limits count these rows, so all processes agree (R33)."""

    __tablename__ = "portal_try"
    __table_args__ = (
        Index("ix_portal_try_address_at", "address", "kind", "at"),
        Index("ix_portal_try_key_at", "key_id", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: TryKind = Field(sa_type=stored(TryKind))
    key_id: int | None = Field(default=None, foreign_key="portal_key.id")
    address: str
    at: datetime
