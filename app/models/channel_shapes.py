"""What is asked and shown of ways out of the house: channels, mailboxes, the queue behind them."""

from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints
from sqlmodel import SQLModel

from app.core.text import Clean, Line, MaybeLine, blank_is_none
from app.models.channel import ChannelKind, Topic
from app.models.job import JobState
from app.models.ticket_shapes import Given

Address = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=1000, pattern=r"^\S+$"), Clean
]
MaybeAddress = Annotated[Address | None, BeforeValidator(blank_is_none)]
_MAIL = r"^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$"
MailAddress = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254, pattern=_MAIL)]
MaybeMailAddress = Annotated[MailAddress | None, BeforeValidator(blank_is_none)]


class ChannelAdd(Given):
    """A robot's whole address with its token, or an e-mail address; `secret` where the robot wants signatures."""

    name: Line
    kind: ChannelKind
    address: Address
    secret: MaybeLine = None


class ChannelChange(Given):
    """What is left empty stays: neither the address nor the secret is ever shown again."""

    name: Line
    address: MaybeAddress = None
    secret: MaybeLine = None
    is_active: bool = False


class ReachRead(SQLModel):
    """How sending went last; `failure` is an English sentence."""

    is_active: bool
    sent_at: datetime | None
    failed_at: datetime | None
    failure: str | None
    rests_until: datetime | None
    version: int


class ChannelRead(ReachRead):
    """A channel without its secrets; `hint` says whose address it is and how it ends."""

    id: int
    name: str
    kind: ChannelKind
    hint: str
    is_signed: bool


class JobRow(SQLModel):
    """A job that was given up (`dead`), or that failed and is tried again at `run_at`."""

    id: int
    key: str
    kind: str
    state: JobState
    tries: int
    run_at: datetime
    made_at: datetime
    why: str | None


class MailboxSet(Given):
    """Where to send the own notices, and which; without an address none are sent."""

    address: MaybeMailAddress = None
    topics: list[Topic] = Field(default_factory=list)


class MailboxRead(SQLModel):
    address: str | None
    topics: list[Topic]
    sent_at: datetime | None
    failed_at: datetime | None
    failure: str | None
