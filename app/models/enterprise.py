"""The firms that the zone serves, and where they sit."""

from datetime import datetime
from enum import StrEnum, auto

from sqlmodel import Field, SQLModel

from app.core.i18n import N_
from app.models.base import Versioned


class Verb(StrEnum):
    """What is done with enterprises; REVEAL shows the contact's whole phone number (reliability R68)."""

    ADD = auto()
    CHANGE = auto()
    REVEAL = auto()
    PAIR = auto()
    UNPAIR = auto()


class Occasion(StrEnum):
    """Why somebody wants the phone number; kept in the journal."""

    TICKET = auto()
    VISIT = auto()
    SERVICE_DAY = auto()
    CHECK = auto()


OCCASION_NAMES = {
    Occasion.TICKET: N_("About a ticket"),
    Occasion.VISIT: N_("To arrange a visit"),
    Occasion.SERVICE_DAY: N_("For the service day"),
    Occasion.CHECK: N_("To check that it is right"),
}


class Park(SQLModel, table=True):
    """One of the zone's industrial parks; `note` keeps what is stated about it."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str
    name_en: str
    note: str | None = None


class Belt(SQLModel, table=True):
    """A belt of modern services; a project may lie in a park and a belt."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str
    name_en: str


class Enterprise(Versioned, table=True):
    """A firm or institute. What is not known stays empty; `is_synthetic` marks invented records."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    name_en: str | None = None
    initials: str = Field(default="", index=True)
    uscc: str | None = Field(default=None, unique=True)
    sector: str | None = None
    address: str | None = None
    park_id: int | None = Field(default=None, foreign_key="park.id", index=True)
    contact_name: str | None = None
    contact_phone: str | None = None
    note: str | None = None
    is_synthetic: bool = False
    created_at: datetime
