"""The queue: in once, done once, later when it fails, given up in the end and shown."""

from datetime import time, timedelta
from pathlib import Path

import pytest
from actors import NOW
from sqlmodel import Session, select

from app.core import schema
from app.core.db import transaction
from app.core.settings import Settings
from app.core.storage import Folder
from app.core.targets import Unsent
from app.domain import jobs
from app.domain.jobs import Task
from app.jobs.acts import Inside, Outside, Parcel
from app.jobs.clockwork import Daily, Every, Periodic
from app.jobs.runner import Runner
from app.models.job import Job, JobState
from app.queries import jobs as stored
from app.web.wiring import Wiring

SOON, LATER = timedelta(seconds=31), timedelta(days=2)


@pytest.fixture
def runner_of(engine, tmp_path: Path, clock):
    """A runner with these acts and nothing periodic unless given."""

    def made(acts, periods=()) -> Runner:
        settings = Settings(data_dir=tmp_path, _env_file=None)
        return Runner(Wiring(settings, engine, Folder(tmp_path), clock), acts, periods)

    return made


def put(engine, *tasks: Task, at=NOW) -> None:
    with transaction(engine) as session:
        for task in tasks:
            jobs.queue(session, task, at)


def rows(engine) -> dict[str, Job]:
    with Session(engine) as session:
        return {job.key: job for job in session.exec(select(Job))}


def test_a_key_is_queued_once_also_after_it_was_done(engine, runner_of):
    done = []
    runner = runner_of({"note": Inside(lambda _work, payload: done.append(payload["at"]))})
    put(engine, Task("a", "note", {"at": 1}), Task("a", "note", {"at": 2}))
    assert runner.run_once(NOW) == 1
    put(engine, Task("a", "note", {"at": 3}))
    assert runner.run_once(NOW) == 0
    assert done == [1]
    assert rows(engine)["a"].payload == {}


def test_nothing_is_done_before_its_hour(engine, runner_of):
    runner = runner_of({"note": Inside(lambda *_: None)})
    put(engine, Task("a", "note", run_at=NOW + SOON))
    assert runner.run_once(NOW) == 0
    assert runner.run_once(NOW + SOON) == 1


def test_what_fails_inside_leaves_nothing_behind_and_is_tried_again(engine, runner_of):
    tries = []

    def stumble(work, _payload):
        jobs.enqueue(work, Task(f"effect {len(tries)}", "none", run_at=NOW + LATER))
        tries.append(1)
        if len(tries) == 1:
            raise LookupError

    runner = runner_of({"stumble": Inside(stumble)})
    put(engine, Task("a", "stumble"))
    assert runner.run_once(NOW) == 1
    assert set(rows(engine)) == {"a"}
    assert rows(engine)["a"].why == "LookupError"
    assert runner.run_once(NOW) == 0
    assert runner.run_once(NOW + SOON) == 1
    assert set(rows(engine)) == {"a", "effect 1"}
    assert rows(engine)["a"].state is JobState.DONE


def test_waiting_doubles_up_to_an_hour_and_ends(engine, runner_of):
    def refuse():
        raise Unsent("No.", "HTTP 500")

    runner = runner_of({"send": Outside(lambda *_: Parcel(refuse, ("mailbox", 0)))})
    put(engine, Task("a", "send"))
    now, waits = NOW, []
    while (job := rows(engine)["a"]).state is not JobState.DEAD:
        waits.append(job.run_at - now)
        now = job.run_at
        assert runner.run_once(now) == 1
    seconds = [wait.total_seconds() for wait in waits]
    assert seconds[1:5] == [30, 60, 120, 240]
    assert seconds[8:] == [3600] * (jobs.TRIES_AT_MOST - 8)
    assert rows(engine)["a"].why == "No. (HTTP 500)"
    assert runner.run_once(now + LATER) == 0
    with Session(engine) as session:
        assert stored.queue(session, now).dead == 1


def test_whoever_dies_loses_the_job_and_whoever_is_slow_changes_nothing(engine, runner_of):
    runner = runner_of({"note": Inside(lambda *_: None)})
    put(engine, Task("a", "note"))
    with transaction(engine) as session:
        slow = jobs.take(session, NOW)
    assert slow is not None
    assert runner.run_once(NOW + jobs.LEASE) == 0
    late = NOW + jobs.LEASE + SOON
    with transaction(engine) as session:
        other = jobs.take(session, late)
        assert (other.id, other.tries) == (slow.id, 2)
    with transaction(engine) as session:
        assert not jobs.finish(session, slow, late)
    assert rows(engine)["a"].state is JobState.RUNNING
    with transaction(engine) as session:
        assert jobs.finish(session, other, late)


def test_an_unknown_kind_is_a_failure_not_an_end(engine, runner_of):
    put(engine, Task("a", "nobody"), Task("b", "note"))
    assert runner_of({"note": Inside(lambda *_: None)}).run_once(NOW) == 2
    assert (rows(engine)["a"].state, rows(engine)["b"].state) == (JobState.QUEUED, JobState.DONE)


def test_a_daily_occurrence_happens_once_and_not_before_its_hour(engine, runner_of):
    seen = []
    digest = Periodic("digest", Daily(time(7, 30)), lambda w: seen.append(w.today))
    runner = runner_of({}, [digest])
    early = NOW - timedelta(hours=2, minutes=1)  # 07:29 in the zone
    assert runner.run_once(early) == 0
    assert runner.run_once(early + timedelta(minutes=1)) == 1
    assert runner.run_once(NOW) == 0
    assert runner_of({}, [digest]).run_once(NOW) == 0
    assert runner.run_once(NOW + timedelta(days=3)) == 1
    assert [str(day) for day in seen] == ["2019-07-16", "2019-07-19"]
    assert "digest:2019-07-16" in rows(engine)


def test_what_happens_every_so_often_happens_once_in_each_span(runner_of):
    seen = []
    runner = runner_of({}, [Periodic("look", Every(300), lambda work: seen.append(work.now))])
    assert [runner.run_once(NOW + timedelta(seconds=at)) for at in (0, 299, 300, 301, 900)] == [1, 0, 1, 0, 1]
    assert len(seen) == 3


def test_without_a_zone_nothing_is_done(databases, tmp_path, clock):
    with databases.empty() as bare:
        schema.migrate(bare)
        settings = Settings(data_dir=tmp_path, _env_file=None)
        assert Runner(Wiring(settings, bare, Folder(tmp_path), clock)).run_once(NOW) == 0
