"""Ways to reach people outside the service: the zone's robots and mailboxes, and everybody's own e-mail."""

from datetime import datetime
from enum import StrEnum, auto

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from app.core.db import stored
from app.core.i18n import N_
from app.models.base import Versioned


class ChannelKind(StrEnum):
    WECOM = auto()
    DINGTALK = auto()
    FEISHU = auto()
    EMAIL = auto()
    JSON = auto()


CHANNEL_KIND_NAMES = {
    ChannelKind.WECOM: N_("WeCom robot"),
    ChannelKind.DINGTALK: N_("DingTalk robot"),
    ChannelKind.FEISHU: N_("Feishu robot"),
    ChannelKind.EMAIL: N_("E-mail"),
    ChannelKind.JSON: N_("JSON to an address"),
}


class Topic(StrEnum):
    """What somebody may want to hear of by e-mail: the first part of a letter's key."""

    DIGEST = auto()
    DUE = auto()
    NOTICE = auto()


TOPIC_NAMES = {
    Topic.DIGEST: N_("The morning's overview"),
    Topic.DUE: N_("Deadlines that pass"),
    Topic.NOTICE: N_("Supervision notices"),
}


class Verb(StrEnum):
    """TRY sends a test; SET_MAILBOX is everybody's own."""

    ADD = auto()
    CHANGE = auto()
    TRY = auto()
    DROP = auto()
    SET_MAILBOX = auto()


class Reach(Versioned):
    """How sending to a place went last, and until when it rests because it failed so often in a row (R80)."""

    is_active: bool = True
    sent_at: datetime | None = None
    failed_at: datetime | None = None
    failure: str | None = None
    failures: int = 0
    rests_until: datetime | None = None


class Channel(Reach, table=True):
    """Where the zone's own letters go. `address` and `secret` prove who writes: never shown or logged again."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    kind: ChannelKind = Field(sa_type=stored(ChannelKind))
    address: str = Field(repr=False)
    secret: str | None = Field(default=None, repr=False)
    made_at: datetime


class Mailbox(SQLModel, table=True):
    """Where somebody wants the own letters, and which `topics`. What is on no list is always sent."""

    user_id: int = Field(primary_key=True, foreign_key="user_account.id")
    address: str
    topics: list[str] = Field(default_factory=list, sa_type=JSON)
    sent_at: datetime | None = None
    failed_at: datetime | None = None
    failure: str | None = None
