"""The queue of background work: put in once, taken by one, tried again later, given up in the end (reliability R14).

Putting in happens in the transaction of whatever caused it, so that neither is there without the other. Who takes a job
holds it for LEASE; a worker that dies loses it. `tries` fences: a slow worker whose job was taken over changes nothing.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from app import policy
from app.core.db import is_sqlite
from app.core.errors import Conflict
from app.core.i18n import N_
from app.domain import journal
from app.domain.work import Work
from app.models.job import Job, JobState, Verb
from app.queries import jobs

LEASE = timedelta(minutes=5)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
TRIES_AT_MOST = 20  # half a minute, one, two ... then hourly: for about 13 hours
_WHY_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done: by whom (`kind`, a name in app/jobs/acts.py), with what, and not before when (None: now).

    Another task with the same `key` is the same task, also when the first one has been done.
    """

    key: str
    kind: str
    payload: dict[str, Any] = field(default_factory=dict)
    run_at: datetime | None = None


def enqueue(work: Work, *tasks: Task) -> None:
    """Queue what is not queued yet, as part of the caller's transaction."""
    for task in tasks:
        queue(work.session, task, work.now)


def queue(session: Session, task: Task, now: datetime) -> None:
    """The same without a person or a zone; two processes at once queue it once."""
    insert = sqlite.insert if is_sqlite(session) else postgresql.insert
    values = {
        "key": task.key,
        "kind": task.kind,
        "payload": task.payload,
        "state": JobState.QUEUED,
        "run_at": task.run_at or now,
        "tries": 0,
        "made_at": now,
    }
    session.execute(insert(Job).values(values).on_conflict_do_nothing(index_elements=["key"]))


def take(session: Session, now: datetime) -> Job | None:
    """Take the job that is due longest; nobody else gets it while the lease lasts. The caller commits."""
    taken = (
        sa.update(Job)
        .where(col(Job.id).in_(jobs.next_due(session, now, 1)))
        .values(state=JobState.RUNNING, locked_until=now + LEASE, tries=col(Job.tries) + 1)
        .returning(col(Job.id))
        .execution_options(synchronize_session=False)
    )
    job_id = session.execute(taken).scalar_one_or_none()
    return None if job_id is None else session.get(Job, job_id, populate_existing=True)


def finish(session: Session, job: Job, now: datetime) -> bool:
    """Note that it is done; False, and nothing changed, when somebody else has taken it over meanwhile."""
    return _settle(session, job, {"state": JobState.DONE, "done_at": now, "payload": {}, "why": None})


def postpone(session: Session, job: Job, until: datetime) -> None:
    """Not now: put it back without counting the attempt."""
    _settle(session, job, {"state": JobState.QUEUED, "run_at": until, "tries": job.tries - 1})


def fail(session: Session, job: Job, why: str, now: datetime) -> None:
    """Note what went wrong and try again later, each time later than before; after so many tries give up."""
    is_over = job.tries >= TRIES_AT_MOST
    values = {"state": JobState.DEAD if is_over else JobState.QUEUED, "why": why[:_WHY_LENGTH]}
    _settle(session, job, values | {"run_at": now + wait_after(job.tries)})


def wait_after(tries: int) -> timedelta:
    """How long to wait after the so-many-th try."""
    doublings = max(min(tries - 1, 20), 0)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def retry(work: Work, job: Job) -> None:
    """Somebody has looked: try it again, from the start. Conflict when it is being done or was done meanwhile."""
    policy.require(work.actor, Verb.RETRY, job)
    if job.state not in {JobState.DEAD, JobState.QUEUED}:
        raise Conflict(N_("This is being done already; look again."))
    job.state, job.run_at, job.tries = JobState.QUEUED, work.now, 0
    journal.record(work, Verb.RETRY, job, after={"key": job.key})


def forget(session: Session, before: datetime) -> None:
    """Drop the rows of jobs done before an instant; their keys can be used again from then on."""
    session.execute(sa.delete(Job).where(col(Job.state) == JobState.DONE, col(Job.done_at) < before))


def _settle(session: Session, job: Job, values: dict[str, Any]) -> bool:
    still_ours = (col(Job.id) == job.id, col(Job.state) == JobState.RUNNING, col(Job.tries) == job.tries)
    done = sa.update(Job).where(*still_ours).values(locked_until=None, **values)
    return bool(session.execute(done.execution_options(synchronize_session=False)).rowcount)  # type: ignore[attr-defined]
