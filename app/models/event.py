"""The journal: one hash-chained line per verb, never changed, never removed (reliability R63-R65)."""

from datetime import datetime
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from app.core.db import stored


class Via(StrEnum):
    """The door through which something was done."""

    PAGE = auto()
    API = auto()
    CLI = auto()
    PORTAL = auto()
    SYSTEM = auto()


class Event(SQLModel, table=True):
    """Who did what to which row. Names, phones and long texts are not kept here: ids and digests are (conflict 4)."""

    __table_args__ = (
        Index("ix_event_subject", "subject_kind", "subject_id", "id"),
        Index("ix_event_actor", "actor_id", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    actor_id: int | None = None
    actor_role: str | None = None
    via: Via = Field(sa_type=stored(Via))
    request_id: str | None = None
    session_id: int | None = None
    token_id: int | None = None
    address: str | None = None
    verb: str = Field(index=True)
    subject_kind: str
    subject_id: int
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    after: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    previous_hash: str
    hash: str
