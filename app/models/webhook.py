"""Programs elsewhere that want to know at once what happens to tickets."""

from datetime import datetime
from enum import StrEnum, auto

from sqlalchemy import JSON
from sqlmodel import Field

from app.models.channel import Reach


class Verb(StrEnum):
    ADD = auto()
    CHANGE = auto()
    RENEW = auto()
    TRY = auto()
    DROP = auto()


class Webhook(Reach, table=True):
    """Told of `events` (a ticket's verbs) of the tickets that its owner may see, and of nothing that the owner may not.

    `secret` signs what is sent; it is shown once, when it is made.
    """

    id: int | None = Field(default=None, primary_key=True)
    name: str
    url: str
    secret: str = Field(repr=False)
    events: list[str] = Field(default_factory=list, sa_type=JSON)
    owner_id: int = Field(foreign_key="user_account.id", index=True)
    made_at: datetime
