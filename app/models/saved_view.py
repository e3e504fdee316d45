"""A list of tickets that somebody named, to come back to it with one press."""

from enum import StrEnum, auto
from typing import Annotated, Any

from pydantic import Field as Limits
from pydantic import StringConstraints
from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.text import Clean
from app.models.ticket_asks import TicketFilter
from app.models.ticket_shapes import Given

AT_MOST = 20
# A name stands on a chip beside others.
ViewName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=30), Clean]


class Verb(StrEnum):
    """What everybody does with the own views."""

    SAVE = auto()
    RENAME = auto()
    MOVE = auto()
    REMOVE = auto()


class SavedView(SQLModel, table=True):
    """`asked` is a TicketFilter without its page, as JSON; `position` counts from 1, within the owner's own."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("user_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user_account.id")
    name: str
    asked: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    position: int


class ViewSave(TicketFilter):
    """The filters that are on now, under a name; `after` and `limit` are not kept."""

    name: ViewName


class ViewRename(Given):
    """Another name."""

    name: ViewName


class ViewPlace(Given):
    """Where it stands among the own views, from 1."""

    position: Annotated[int, Limits(ge=1, le=AT_MOST)]


class ViewRead(SQLModel):
    """`asked` holds what can be asked of GET /tickets today; a filter that no longer exists is left out."""

    id: int
    name: str
    position: int
    asked: dict[str, Any]
