"""What is asked and shown of charges: who is chief service officer of what."""

from datetime import date

from sqlmodel import SQLModel

from app.models.day_shapes import MaybeDay
from app.models.ticket_shapes import Given, Id


class Pair(Given):
    """Who takes charge, since when (default today)."""

    user_id: Id
    from_on: MaybeDay = None


class Unpair(Given):
    """The charge ends today."""


class ChargeRead(SQLModel):
    """Somebody in charge of a project or a firm, since when; `id` is the person, `pairing_id` the charge."""

    id: int
    pairing_id: int
    name: str
    title: str | None
    from_on: date
