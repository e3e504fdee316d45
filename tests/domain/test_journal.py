"""The journal: whole after many writers, closed to change, and telling which row was touched."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from actors import CAST, NOW
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app.core.db import open_session, transaction
from app.core.storage import Folder
from app.domain import journal, verify
from app.domain.work import Work
from app.models.user import User
from app.models.zone import Zone
from app.policy.actor import Actor
from app.queries import journal as lines


def look(session: Session, now: datetime, number: int = 0) -> None:
    leader = session.get_one(User, CAST["leader"].id)
    work = Work(session, Actor(leader), now, session.get_one(Zone, 1), Folder(Path("unused")))
    journal.record(work, "look", leader, before={"n": number}, after={"n": number + 1, "on": now.date()})


def write(engine: Engine, times: int = 1) -> None:
    with transaction(engine) as session:
        for number in range(times):
            look(session, NOW, number)


def found(engine: Engine, heads: list[verify.Head] | None = None) -> list[str]:
    with open_session(engine, writes=False) as session:
        return list(verify.faults(session, heads or []))


def tamper(engine: Engine, *commands: str) -> None:
    """What somebody does who owns the database: the triggers go first."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER event_unchanged")
            connection.exec_driver_sql("DROP TRIGGER event_kept")
        else:
            connection.exec_driver_sql("ALTER TABLE event DISABLE TRIGGER ALL")
        for command in commands:
            connection.exec_driver_sql(command)


def test_eight_writers_leave_one_whole_chain(engine: Engine):
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(lambda _: write(engine, 5), range(8)))
    assert found(engine) == []
    with open_session(engine, writes=False) as session:
        assert lines.count(session) == 40


def test_what_was_rolled_back_leaves_no_hole(engine: Engine):
    write(engine)
    with open_session(engine, writes=True) as session:
        look(session, NOW)
        session.rollback()
    write(engine)
    assert found(engine) == []


@pytest.mark.parametrize("command", ["UPDATE event SET verb = 'x' WHERE id = 1", "DELETE FROM event WHERE id = 1"])
def test_the_database_itself_refuses_to_change_a_line(engine: Engine, command: str):
    write(engine)
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(sa.text(command))


_COLUMNS = "at, via, verb, subject_kind, subject_id, before, after, previous_hash, hash"
COPY = f"INSERT INTO event (id, {_COLUMNS}) SELECT {{new}}, {_COLUMNS} FROM event WHERE id = {{old}}"


@pytest.mark.parametrize(
    ("commands", "named"),
    [
        (["UPDATE event SET actor_id = 9 WHERE id = 2"], {"event 2"}),
        (["UPDATE event SET before = '{\"n\": 7}' WHERE id = 3"], {"event 3"}),
        (["DELETE FROM event WHERE id = 3"], {"event 4"}),
        (["DELETE FROM event WHERE id = 1"], {"event 2"}),
        ([COPY.format(new=60, old=2)], {"event 60"}),
        (
            [f"UPDATE event SET id = {new} WHERE id = {old}" for old, new in ((2, 70), (3, 2), (70, 3))],
            {"event 2", "event 3", "event 4"},
        ),
    ],
    ids=["changed", "changed inside", "removed", "first removed", "inserted", "re-ordered"],
)
def test_the_row_is_named(engine: Engine, commands: list[str], named: set[str]):
    write(engine, 5)
    tamper(engine, *commands)
    assert {fault.partition(":")[0] for fault in found(engine)} == named


def test_a_changed_row_with_a_fresh_hash_breaks_the_next(engine: Engine):
    write(engine, 3)
    tamper(engine, "UPDATE event SET verb = 'x' WHERE id = 2")
    with open_session(engine, writes=False) as session:
        forged = journal.seal(lines.at(session, 2))
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE event SET hash = :hash WHERE id = 2"), {"hash": forged})
    assert [fault.partition(":")[0] for fault in found(engine)] == ["event 3"]


def test_a_cut_tail_is_seen_against_a_noted_head(engine: Engine, tmp_path: Path):
    write(engine, 4)
    file, at = tmp_path / "head", datetime(2019, 7, 16, tzinfo=UTC)
    with open_session(engine, writes=False) as session:
        assert verify.note(session, file, at)
        assert verify.note(session, file, at) is None
    tamper(engine, "DELETE FROM event WHERE id = 4")
    assert found(engine) == []
    assert [fault.partition(":")[0] for fault in found(engine, verify.noted(file))] == ["event 4"]


def test_a_tail_written_anew_is_seen_too(engine: Engine, session: Session, tmp_path: Path):
    write(engine, 2)
    verify.note(session, tmp_path / "head", NOW)
    session.rollback()
    tamper(engine, "DELETE FROM event WHERE id = 2")
    with transaction(engine) as writing:
        look(writing, NOW, 99)
    assert found(engine) == []
    assert len(found(engine, verify.noted(tmp_path / "head"))) == 1


@pytest.mark.parametrize("line", ["", "{}", "[]", '{"event": 1}', "x"])
def test_a_garbled_head_file_is_refused(tmp_path: Path, line: str):
    (tmp_path / "head").write_text(line + "\n")
    with pytest.raises(ValueError, match="line 1"):
        verify.noted(tmp_path / "head")
