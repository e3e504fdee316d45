"""A backup is opened, counted and compared: it holds everything that was saved before it began."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from actors import CAST, NOW
from databases import GIVEN
from sqlalchemy.engine import Engine

from app.core import schema
from app.core.db import open_engine, open_session, transaction
from app.core.storage import Folder
from app.domain import backup, journal, verify
from app.domain.work import Work
from app.models.user import User
from app.models.zone import Zone
from app.policy.actor import Actor
from app.queries import journal as lines

on_sqlite = pytest.mark.skipif(bool(GIVEN), reason="the copy is a SQLite file")
on_postgresql = pytest.mark.postgres


def write(engine: Engine, times: int) -> None:
    for _ in range(times):
        with transaction(engine) as session:
            leader = session.get_one(User, CAST["leader"].id)
            work = Work(session, Actor(leader), NOW, session.get_one(Zone, 1), Folder(Path("unused")))
            journal.record(work, "look", leader)


@on_sqlite
def test_a_copy_taken_under_load_holds_what_was_saved_before(engine: Engine, tmp_path: Path):
    photos, target = tmp_path / "files", tmp_path / "copy"
    name = Folder(photos).put(b"large", small=b"small")
    write(engine, 10)
    with ThreadPoolExecutor(1) as beside:
        writing = beside.submit(write, engine, 30)
        manifest = backup.take(engine, photos, target, NOW)
        writing.result()
    restored = open_engine(f"sqlite:///{target / backup.SQLITE}")
    with open_session(restored, writes=False) as session:
        assert list(verify.faults(session, [])) == []
        assert 10 <= lines.count(session) == manifest.rows["event"] <= 40
        assert manifest.rows["user_account"] == len(CAST)
        assert schema.current(session.connection()) == manifest.schema
    restored.dispose()
    assert Folder(target / "files").path(name).read_bytes() == b"large"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


@on_sqlite
def test_a_copy_that_rots_is_noticed(engine: Engine, tmp_path: Path):
    Folder(tmp_path / "files").put(b"large", small=b"small")
    manifest = backup.take(engine, tmp_path / "files", tmp_path / "copy", NOW)
    assert backup.check(tmp_path / "copy") == manifest
    photo = next(name for name in manifest.files if name.endswith(".jpg"))
    (tmp_path / "copy" / photo).unlink()
    with pytest.raises(backup.BackupFailed, match="jpg is missing"):
        backup.check(tmp_path / "copy")


@on_sqlite
def test_a_tampered_journal_is_not_copied_as_if_it_were_whole(engine: Engine, tmp_path: Path):
    write(engine, 2)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER event_kept")
        connection.exec_driver_sql("DELETE FROM event WHERE id = 1")
    with pytest.raises(backup.BackupFailed, match="event 2"):
        backup.take(engine, tmp_path / "files", tmp_path / "copy", NOW)
    assert list(tmp_path.glob("*copy*")) == []


def test_nothing_is_written_over(engine: Engine, tmp_path: Path):
    (tmp_path / "copy").mkdir()
    with pytest.raises(backup.BackupFailed, match="there already"):
        backup.take(engine, tmp_path / "files", tmp_path / "copy", NOW)


@on_postgresql
@pytest.mark.skipif(not GIVEN, reason="needs TEST_DATABASE_URL")
def test_a_postgresql_archive_can_be_read_back(engine: Engine, tmp_path: Path):
    write(engine, 3)
    backup.take(engine, tmp_path / "files", tmp_path / "copy", NOW)
    told = subprocess.run(
        ["pg_restore", "--data-only", "--table=event", "--file=-", tmp_path / "copy" / backup.POSTGRESQL],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.count("user_account.look") == 3
