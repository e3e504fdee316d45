"""The queue of background work: reminders, letters, webhooks. A row is one thing to be done, once (reliability R14)."""

from datetime import datetime
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from app.core.db import stored
from app.core.i18n import N_


class JobState(StrEnum):
    """DEAD was tried often enough; somebody has to look."""

    QUEUED = auto()
    RUNNING = auto()
    DONE = auto()
    DEAD = auto()


JOB_STATE_NAMES = {
    JobState.QUEUED: N_("waits"),
    JobState.RUNNING: N_("being done"),
    JobState.DONE: N_("done"),
    JobState.DEAD: N_("given up"),
}


class Verb(StrEnum):
    RETRY = auto()


class Job(SQLModel, table=True):
    """`key` says what it is, so that it is never queued twice; `kind` says who does it, with `payload`.

    Whoever runs it holds it until `locked_until`; `tries` is the number of the attempt and with it the proof that it is
    still theirs. A done job keeps its key, not its payload. `why` is what went wrong last, without secrets.
    """

    __table_args__ = (Index("ix_job_state_run_at", "state", "run_at", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=200)
    kind: str = Field(max_length=32)
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    state: JobState = Field(default=JobState.QUEUED, sa_type=stored(JobState))
    run_at: datetime
    locked_until: datetime | None = None
    tries: int = 0
    made_at: datetime
    done_at: datetime | None = Field(default=None, index=True)
    why: str | None = None
