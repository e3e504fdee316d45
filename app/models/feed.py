"""A private calendar feed: what can be done with its secret address, and how long it lives."""

from datetime import datetime, timedelta
from enum import StrEnum, auto

from sqlmodel import SQLModel

from app.models.ticket_shapes import Given

FEED_LASTS = timedelta(days=366)  # a secret in an address must end some day (reliability, conflict 2)


class Verb(StrEnum):
    SUBSCRIBE = auto()
    REVOKE = auto()


class Subscription(Given):
    """A new secret address for the own calendar."""


class Revocation(Given):
    """The address stops working at once."""


class FeedRead(SQLModel):
    """A feed as its owner sees it; the secret itself is never shown again."""

    id: int
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class FeedMade(FeedRead):
    """Shown once: `address` holds the secret."""

    address: str
