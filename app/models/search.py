"""One row per thing that can be found; the full-text index over `grams` is made by the migration."""

from enum import StrEnum, auto

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.db import stored


class Found(StrEnum):
    """What kind of thing a search finds."""

    TICKET = auto()
    PROJECT = auto()
    ENTERPRISE = auto()
    PERSON = auto()


class SearchDoc(SQLModel, table=True):
    """`grams` are bigrams of title and body, `initials` the pinyin initials of the title (dependencies.md 4.7)."""

    __tablename__ = "search_doc"
    __table_args__ = (UniqueConstraint("kind", "ref_id"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: Found = Field(sa_type=stored(Found))
    ref_id: int
    title: str
    body: str
    grams: str
    initials: str = Field(index=True)
