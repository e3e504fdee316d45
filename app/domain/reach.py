"""What a place outside remembers of the last sending, and the rest it gets after failing again and again (R80)."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from app.models.channel import Channel, Mailbox
from app.models.webhook import Webhook

FAILURES_BEFORE_REST, REST = 5, timedelta(minutes=10)
_PLACES: dict[str, type[Channel | Webhook]] = {"channel": Channel, "webhook": Webhook}


def went_well(session: Session, place: tuple[str, int], now: datetime) -> None:
    """It arrived: whatever failed before is over. The row's version stays, for nobody changed it."""
    _note(session, place, {"sent_at": now, "failure": None}, {"failures": 0, "rests_until": None})


def went_wrong(session: Session, place: tuple[str, int], why: str, now: datetime) -> None:
    """Note it. After so many failures in a row nothing is sent there for a while, so that others need not wait."""
    kind, row_id = place
    rest: dict[str, object] = {}
    if kind in _PLACES:
        in_a_row = session.get_one(_PLACES[kind], row_id).failures + 1
        rest = {"failures": in_a_row, "rests_until": now + REST if in_a_row >= FAILURES_BEFORE_REST else None}
    _note(session, place, {"failed_at": now, "failure": why}, rest)


def _note(session: Session, place: tuple[str, int], values: dict[str, object], rest: dict[str, object]) -> None:
    kind, row_id = place
    table: type[SQLModel] = _PLACES.get(kind, Mailbox)
    changed = (
        sa.update(table)
        .where(getattr(table, "user_id" if kind not in _PLACES else "id") == row_id)
        .values(values | (rest if kind in _PLACES else {}))
    )
    session.execute(changed.execution_options(synchronize_session=False))
