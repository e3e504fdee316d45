"""Answers kept by key (reliability R18): claimed before the work, filled in after it, in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from app.core.db import is_sqlite
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.models.answer import Answer


@dataclass(frozen=True, slots=True)
class Slot:
    """Whose key it is (0: somebody without an account), and the print of what was asked with it."""

    user_id: int
    key: str
    request_hash: str


def claim(session: Session, slot: Slot, now: datetime) -> Answer | None:
    """None: the key is new and now ours, do the work. Otherwise the answer that was given before.

    Of several at once one goes first and the others wait here until it has committed. Raises RuleBroken (422) when
    the key was used for something else.
    """
    insert = sqlite.insert if is_sqlite(session) else postgresql.insert
    row = {"user_id": slot.user_id, "key": slot.key, "request_hash": slot.request_hash, "at": now}
    blank = {"status": 0, "headers": {}, "body": b""}
    fresh = insert(Answer).values(row | blank).on_conflict_do_nothing().returning(col(Answer.key))
    if session.execute(fresh).first() is not None:
        return None
    known = session.get(Answer, (slot.user_id, slot.key))
    if known is None or known.request_hash != slot.request_hash:
        raise RuleBroken(N_("This Idempotency-Key was used for another request."))
    return known


def keep(session: Session, slot: Slot, answer: tuple[int, dict[str, str], bytes]) -> None:
    """Fill in the answer: status, headers, body."""
    row = session.get_one(Answer, (slot.user_id, slot.key))
    row.status, row.headers, row.body = answer
