"""What waits in the queue of background work."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from app.core.db import is_sqlite
from app.core.errors import NotFound
from app.core.i18n import N_
from app.models.channel_shapes import JobRow
from app.models.job import Job, JobState

_SHOWN_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Queue:
    """`age_s`: how many seconds the job that is due longest has waited already."""

    waiting: int
    dead: int
    age_s: float


def is_due(now: datetime) -> ColumnElement[bool]:
    """To be started now: its hour has come, or whoever started it has not been heard of since."""
    return sa.or_(
        sa.and_(col(Job.state) == JobState.QUEUED, col(Job.run_at) <= now),
        sa.and_(col(Job.state) == JobState.RUNNING, col(Job.locked_until) < now),
    )


def next_due(session: Session, now: datetime, limit: int) -> sa.Select[int | None]:
    """The numbers of the jobs to start next, as SQL; on PostgreSQL they are locked, and those of others passed over."""
    wanted = sa.select(col(Job.id)).where(is_due(now)).order_by(col(Job.run_at), col(Job.id)).limit(limit)
    return wanted if is_sqlite(session) else wanted.with_for_update(skip_locked=True)


def has_due(session: Session, now: datetime) -> bool:
    """Whether it is worth taking the write lock."""
    return session.exec(select(Job.id).where(is_due(now)).limit(1)).first() is not None


def is_known(session: Session, key: str) -> bool:
    return session.exec(select(Job.id).where(Job.key == key)).first() is not None


def known(session: Session, keys: list[str]) -> set[str]:
    return set(session.exec(select(Job.key).where(col(Job.key).in_(keys))))


def job(session: Session, job_id: int) -> Job:
    found = session.get(Job, job_id)
    if found is None:
        raise NotFound(N_("There is nothing at this address."))
    return found


def queue(session: Session, now: datetime) -> Queue:
    """How long the queue is, and how late."""
    counted = select(func.count()).select_from(Job)
    waiting = session.exec(counted.where(col(Job.state).in_((JobState.QUEUED, JobState.RUNNING)))).one()
    dead = session.exec(counted.where(Job.state == JobState.DEAD)).one()
    oldest = session.exec(select(func.min(Job.run_at)).where(is_due(now))).one()
    return Queue(waiting, dead, max((now - oldest).total_seconds(), 0.0) if oldest else 0.0)


def in_trouble(session: Session) -> list[JobRow]:
    """What was given up or failed at least once and is tried again; the newest first, without its content."""
    wanted = (
        sa.select(*(col(getattr(Job, name)) for name in JobRow.model_fields))
        .where(
            sa.or_(
                col(Job.state) == JobState.DEAD,
                sa.and_(col(Job.state) == JobState.QUEUED, col(Job.why).is_not(None)),
            )
        )
        .order_by(col(Job.id).desc())
        .limit(_SHOWN_AT_MOST)
    )
    return [JobRow.model_validate(row) for row in session.execute(wanted).mappings()]
