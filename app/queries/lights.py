"""A ticket's light and its cause: red is overdue, amber is within a working day, green is on time (M15, MS7 later)."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col

from app.models.ticket import Ticket
from app.models.ticket_life import OPEN, RUNNING, State
from app.models.ticket_shapes import Light


def of(state: State, due_at: datetime, warn_at: datetime, now: datetime) -> Light:
    """Grey while no clock runs and nothing is confirmed, green once it is; otherwise the running deadline decides."""
    if state in _STILL:
        return Light.GREY
    if state not in OPEN:
        return Light.GREEN
    if now > due_at:
        return Light.RED
    return Light.AMBER if now >= warn_at else Light.GREEN


_STILL = {State.RESOLVED, State.SUSPENDED, State.WITHDRAWN}


def running() -> ColumnElement[bool]:
    """Whose clock runs. Written out, in one order: only so does either database see that the partial indexes fit."""
    return col(Ticket.state).in_(sa.bindparam("running", RUNNING, expanding=True, literal_execute=True))
