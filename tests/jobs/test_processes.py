"""Several processes, and the thread beside the service."""

import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

from actors import NOW
from fastapi.testclient import TestClient
from sqlmodel import Session, select
from typer.testing import CliRunner

from app.cli import app as cli
from app.core.db import open_engine, transaction
from app.core.settings import Jobs, Settings
from app.core.storage import Folder
from app.domain import jobs
from app.domain.jobs import Task
from app.jobs.acts import Inside
from app.jobs.runner import Runner
from app.main import create_app
from app.models.job import Job, JobState
from app.web.wiring import Wiring

CROWD, MANY = Path(__file__).with_name("crowd.py"), 60


def test_two_processes_share_the_work_and_do_each_thing_once(engine):
    with transaction(engine) as session:
        for at in range(MANY):
            jobs.queue(session, Task(f"job:{at}", "mark", {"name": str(at)}), NOW)
    command = [sys.executable, str(CROWD), engine.url.render_as_string(hide_password=False), NOW.isoformat()]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    both = [subprocess.Popen(command, **pipes) for _ in range(2)]
    assert [one.stdout.readline() for one in both] == ["ready\n"] * 2
    for one in both:
        one.stdin.write("go\n")
        one.stdin.flush()
    assert [one.communicate(timeout=90) and one.returncode for one in both] == [0, 0]
    with Session(engine) as session:
        rows = list(session.exec(select(Job)))
    marks = Counter(job.key.split(":")[1] for job in rows if job.key.startswith("mark:"))
    assert marks == {str(at): 1 for at in range(MANY)} | {"tick": 1}
    assert {job.state for job in rows if job.kind in {"mark", "periodic"}} == {JobState.DONE}


def test_the_thread_does_what_is_due_and_stops_when_told(engine, tmp_path, clock):
    done = threading.Event()
    with transaction(engine) as session:
        jobs.queue(session, Task("a", "note"), NOW)
    wiring = Wiring(Settings(data_dir=tmp_path, _env_file=None), engine, Folder(tmp_path), clock)
    runner = Runner(wiring, {"note": Inside(lambda *_: done.set())}, ())
    runner.start()
    assert done.wait(30)
    runner.stop()
    with Session(engine) as session:
        assert session.exec(select(Job.state)).one() is JobState.DONE
    assert "jobs" not in {thread.name for thread in threading.enumerate()}


def test_the_service_does_background_work_unless_told_not_to(engine, tmp_path, clock):
    def threads(setting: Jobs) -> set[str]:
        settings = Settings(data_dir=tmp_path, jobs=setting, _env_file=None)
        with TestClient(create_app(Wiring(settings, engine, Folder(tmp_path), clock))):
            return {thread.name for thread in threading.enumerate()}

    assert "jobs" in threads(Jobs.ON)
    assert "jobs" not in threads(Jobs.OFF)


def test_a_command_does_it_alone(tmp_path):
    def run(*words: str, given: str = ""):
        surroundings = {"DATA_DIR": str(tmp_path), "DATABASE_URL": "", "PROFILE": "development", "BASE_URL": ""}
        return CliRunner().invoke(cli, words, input=given, env=surroundings)

    assert run("work", "--once").exit_code == 1
    init = ["init", "--name", "Zone", "--short-name", "Z", "--admin", "root", "--time-zone", "UTC", "--password"]
    assert run(*init, given="seven odd horses\n").exit_code == 0
    first = run("work", "--once")
    assert (first.exit_code, first.stdout.strip().endswith(" jobs.")) == (0, True)
    engine = open_engine(f"sqlite:///{tmp_path / 'zhuanban.sqlite3'}")
    with transaction(engine) as session:
        assert {job.state for job in session.exec(select(Job))} == {JobState.DONE}
    engine.dispose()
