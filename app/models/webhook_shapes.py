"""What is asked and shown of webhooks."""

from datetime import datetime
from typing import Annotated

from pydantic import Field
from sqlmodel import SQLModel

from app.core.text import Line
from app.models.channel_shapes import Address, ReachRead
from app.models.ticket_life import State, Verb
from app.models.ticket_shapes import Given, Id

Events = Annotated[list[Verb], Field(min_length=1)]


class WebhookAdd(Given):
    """`owner_id`: the account with whose eyes it looks; it is told of no ticket which that account may not see."""

    name: Line
    url: Address
    owner_id: Id
    events: Events


class WebhookChange(WebhookAdd):
    is_active: bool = False


class WebhookRead(ReachRead):
    """A webhook without its secret."""

    id: int
    name: str
    url: str
    owner_id: int
    owner: str
    events: list[Verb]
    made_at: datetime


class WebhookMade(WebhookRead):
    """The only time that the secret itself is shown."""

    secret: str


class Happened(SQLModel):
    """What is told of a ticket: which one, what happened, how it stands now. Whoever may read more asks the API."""

    ticket_id: int
    verb: Verb
    at: datetime
    state: State
    due_at: datetime
    version: int
    is_internal: bool
