"""Reading the journal from end to end, a piece at a time."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session, col, func, select

from app.models.event import Event

_AT_ONCE = 1000


def lines(session: Session) -> Iterator[Event]:
    """Every event in the order of writing; memory does not grow with the journal."""
    last = 0
    while True:
        some = session.exec(select(Event).where(col(Event.id) > last).order_by(col(Event.id)).limit(_AT_ONCE)).all()
        for event in some:
            yield event
            assert event.id is not None
            last = event.id
            session.expunge(event)
        if not some:
            return


def at(session: Session, event_id: int) -> Event | None:
    return session.get(Event, event_id)


def last(session: Session) -> Event | None:
    return session.exec(select(Event).order_by(col(Event.id).desc()).limit(1)).first()


def last_hash(session: Session) -> str | None:
    """The end of the chain, read from the newest row whatever this session remembers."""
    return session.exec(select(Event.hash).order_by(col(Event.id).desc()).limit(1)).first()


def count(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Event)).one()


def count_since(session: Session, actor_id: int, verb: str, since: datetime) -> int:
    """How many lines somebody has left about one verb since an instant."""
    wanted = select(func.count()).where(Event.actor_id == actor_id, Event.verb == verb, Event.at > since)
    return session.exec(wanted).one()


def newest_requests(session: Session, actor_id: int, since: datetime, limit: int) -> list[datetime]:
    """When the newest requests of somebody left lines since an instant, newest first, `limit` at most."""
    at = func.max(Event.at)
    wanted = select(at).where(Event.actor_id == actor_id, Event.at > since)
    return list(session.exec(wanted.group_by(col(Event.request_id)).order_by(at.desc()).limit(limit)))


def newest_of(session: Session, actor_id: int, since: datetime, limit: int, verb: str | None = None) -> list[datetime]:
    """When somebody left the newest lines (about one verb) since an instant, newest first, `limit` at most."""
    wanted = select(Event.at).where(Event.actor_id == actor_id, Event.at > since)
    if verb is not None:
        wanted = wanted.where(Event.verb == verb)
    return list(session.exec(wanted.order_by(col(Event.at).desc()).limit(limit)))
