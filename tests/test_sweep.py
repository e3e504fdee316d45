"""`zhuanban sweep`: what an upload that came to nothing left behind goes, what is needed never does (R5)."""

import hashlib
import os
from pathlib import Path

import pytest
from actors import NOW
from sqlalchemy.engine import Engine, make_url
from sqlmodel import Session, col, select
from typer.testing import CliRunner

from app.cli import app
from app.core.db import transaction
from app.core.storage import Folder
from app.models.event import Event
from app.models.photo import Photo
from app.queries import pictures


class Zone:
    """A data folder whose database holds the cast; files are written as uploads are."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine, self.files = engine, Folder(folder / "files")
        address = make_url(engine.url).render_as_string(hide_password=False)
        self.surroundings = {"DATA_DIR": str(folder), "DATABASE_URL": address, "PROFILE": "development"}

    def sweep(self, *words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["sweep", *words], env=self.surroundings)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.output

    def file(self, *, hours: int) -> str:
        name = self.files.put(b"picture", small=b"small")
        self.age(name, hours)
        return name

    def age(self, name: str, hours: int) -> None:
        for place in self.files.places(name):
            then = place.stat().st_mtime - hours * 3600
            os.utime(place, (then, then))

    def row(self, name: str) -> None:
        sha256 = hashlib.sha256(b"picture").hexdigest()
        with transaction(self.engine) as session:
            session.add(Photo(name=name, sha256=sha256, width=1, height=1, bytes=7, created_at=NOW))

    def has(self, name: str) -> bool:
        return any(place.exists() for place in self.files.places(name))


@pytest.fixture
def zone(engine: Engine, tmp_path: Path) -> Zone:
    return Zone(engine, tmp_path)


def test_it_only_says_what_would_go_until_told_to_delete(zone: Zone):
    orphan, kept = zone.file(hours=25), zone.file(hours=25)
    zone.row(kept)
    code, said = zone.sweep()
    assert (code, said.count("would be deleted"), orphan in said, kept in said) == (0, 2, True, False)
    assert zone.has(orphan)
    code, said = zone.sweep("--delete")
    assert (code, said.count("deleted: ")) == (0, 2)
    assert (zone.has(orphan), zone.has(kept)) == (False, True)
    with Session(zone.engine) as session:
        last = session.exec(select(Event).order_by(col(Event.id).desc())).first()
        assert (last.verb, last.via) == ("zone.sweep", "cli")
    assert "0 files" in zone.sweep("--delete")[1]


def test_an_upload_under_way_is_never_hit(zone: Zone):
    fresh = zone.file(hours=23)
    assert zone.sweep("--delete")[0] == 0
    assert zone.has(fresh)


def test_what_a_crash_left_half_written_goes_and_what_is_not_ours_stays(zone: Zone):
    half = zone.files.path(zone.file(hours=25)).with_suffix(".part")
    half.write_bytes(b"pic")
    foreign = half.with_name("notes.txt")
    foreign.write_text("keep me")
    for file in (half, foreign):
        os.utime(file, (0, 0))
    assert zone.sweep("--delete")[0] == 0
    assert (half.exists(), foreign.exists()) == (False, True)


def test_photos_without_their_file_or_with_another_are_named(zone: Zone):
    gone, half, other, whole = (zone.file(hours=0) for _ in range(4))
    for name in (gone, half, other, whole):
        zone.row(name)
    for place in (*zone.files.places(gone), zone.files.places(half)[1]):
        place.unlink()
    zone.files.path(other).write_bytes(b"forged")
    code, said = zone.sweep()
    assert code == 1
    assert [name for name in (gone, half, other, whole) if name in said] == [gone, half, other]
    assert "2 photos are gone, 1 changed" in said
    with Session(zone.engine) as session:
        assert len(pictures.hashes(session)) == 4
