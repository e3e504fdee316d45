"""Takes jobs and has them done, one after the other; a thread beside the service, or `zhuanban work` alone."""

import threading
from collections.abc import Iterable
from datetime import datetime

import structlog
from sqlmodel import Session

from app.core.db import open_session, transaction
from app.core.targets import Refused, Unsent
from app.domain import jobs, reach
from app.domain.work import Work
from app.jobs.acts import Acts, Inside, Outside, Parcel, system_work
from app.jobs.clockwork import KIND, PERIODS, Periodic, due_now, strike
from app.jobs.outgoing import ACTS
from app.models.job import Job
from app.queries import jobs as stored
from app.queries import rules
from app.web.wiring import Wiring

_log = structlog.get_logger()
_PAUSE_S, _END_S = 2.0, 5.0
_AT_ONCE = 500


class Runner:
    """`run_once` does all that is due at an instant; `start` does so again and again in a thread of its own."""

    def __init__(self, wiring: Wiring, acts: Acts = ACTS, periods: Iterable[Periodic] = PERIODS) -> None:
        self.wiring, self.periods = wiring, tuple(periods)
        self.acts: Acts = acts | {KIND: Inside(strike(self.periods))}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self.keep_on, name="jobs", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def leave(self) -> None:
        """Take no other job."""
        self._over.set()

    def stop(self) -> None:
        """Finish the job in hand; one that hangs outside is left to whoever takes it over."""
        self.leave()
        if self._thread.is_alive():
            self._thread.join(_END_S)

    def keep_on(self) -> None:
        """Until `stop`, or for good. What goes wrong with the queue itself is logged and tried again."""
        while not self._over.is_set():
            try:
                self.run_once()
            except Exception as trouble:  # noqa: BLE001  a database that is away comes back
                _log.error("the queue cannot be read", reason=type(trouble).__name__)
            self._over.wait(_PAUSE_S)

    def run_once(self, now: datetime | None = None) -> int:
        """Queue what the clock says, then do what is due; how many jobs were tried. Without `now` time goes on."""
        if not self._wind_up(now or self.wiring.clock()):
            return 0
        for count in range(_AT_ONCE):
            if self._over.is_set() or not self._step(now or self.wiring.clock()):
                return count
        return _AT_ONCE

    def _wind_up(self, now: datetime) -> bool:
        """Queue the occurrences that are due; False while there is no zone."""
        with self._reading() as session:
            work = self._work(session, now)
            if work is None:
                return False
            tasks = due_now(work, self.periods)
            known = stored.known(session, [task.key for task in tasks])
        if missing := [task for task in tasks if task.key not in known]:
            with transaction(self.wiring.engine) as session:
                for task in missing:
                    jobs.queue(session, task, now)
        return True

    def _step(self, now: datetime) -> bool:
        """Do one job; False when none is due."""
        with self._reading() as session:
            if not stored.has_due(session, now):
                return False
        with transaction(self.wiring.engine) as session:
            job = jobs.take(session, now)
        if job is not None:
            self._do(job, now)
        return job is not None

    def _do(self, job: Job, now: datetime) -> None:
        try:
            act = self.acts[job.kind]
            if isinstance(act, Inside):
                self._do_inside(act, job, now)
            else:
                self._do_outside(act, job, now)
        except Exception as trouble:  # noqa: BLE001  one job's trouble is not the queue's
            self._note_failure(job, f"{type(trouble).__name__}", now)

    def _do_inside(self, act: Inside, job: Job, now: datetime) -> None:
        """The effect and the mark that it is done, together or not at all."""
        payload = dict(job.payload)
        with transaction(self.wiring.engine) as session:
            work = self._work(session, now)
            if work is not None and jobs.finish(session, job, now):
                act.act(work, payload)

    def _do_outside(self, act: Outside, job: Job, now: datetime) -> None:
        with self._reading() as session:
            work = self._work(session, now)
            assert work is not None
            parcel = act.pack(work, {**job.payload, "job": job.key}, self.wiring.settings)
        if isinstance(parcel, datetime):
            with transaction(self.wiring.engine) as session:
                jobs.postpone(session, job, parcel)
        else:
            self._send(job, parcel, now)

    def _send(self, job: Job, parcel: Parcel | None, now: datetime) -> None:
        why = None
        try:
            if parcel is not None:
                parcel.send()
        except (Refused, Unsent) as trouble:
            detail = getattr(trouble, "detail", "")
            why = f"{trouble.message} ({detail})" if detail else trouble.message
        if why is not None:
            self._note_failure(job, why, now, parcel)
            return
        with transaction(self.wiring.engine) as session:
            if jobs.finish(session, job, now) and parcel is not None:
                reach.went_well(session, parcel.place, now)

    def _note_failure(self, job: Job, why: str, now: datetime, parcel: Parcel | None = None) -> None:
        _log.warning("a job failed", job=job.id, kind=job.kind, tries=job.tries, reason=why)
        with transaction(self.wiring.engine) as session:
            jobs.fail(session, job, why, now)
            if parcel is not None:
                reach.went_wrong(session, parcel.place, why, now)

    def _reading(self) -> Session:
        return open_session(self.wiring.engine, writes=False)

    def _work(self, session: Session, now: datetime) -> Work | None:
        zone = rules.zone(session)
        return None if zone is None else system_work(session, zone, now, self.wiring.files)
