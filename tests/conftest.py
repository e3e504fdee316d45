"""Fixtures: a fresh database, the running application on it, and a client per member of the cast."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from actors import CAST, NOW, token
from databases import GIVEN, PostgresDatabases, SqliteFiles
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy.engine import Engine
from sqlmodel import Session

from app.core.db import open_session
from app.core.settings import Settings
from app.core.storage import Folder
from app.domain.work import Work
from app.main import create_app
from app.models.user import User
from app.models.zone import Zone
from app.policy.actor import Actor
from app.queries import people
from app.web.wiring import Wiring

# Tests say themselves when background work is done.
os.environ["JOBS"] = "off"
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}
Clients = Callable[[str], TestClient]


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteFiles | PostgresDatabases]:
    if not GIVEN:
        yield SqliteFiles(tmp_path_factory.mktemp("databases"))
        return
    source = PostgresDatabases()
    yield source
    source.close()


@pytest.fixture
def engine(databases: SqliteFiles | PostgresDatabases) -> Iterator[Engine]:
    with databases.fresh() as fresh:
        yield fresh


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with open_session(engine, writes=False) as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(engine: Engine, tmp_path: Path, clock: Clock) -> FastAPI:
    settings = Settings(data_dir=tmp_path, _env_file=None)
    return create_app(Wiring(settings, engine, Folder(tmp_path / "files"), clock))


@pytest.fixture
def stranger(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, headers=SAME_SITE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def as_(app: FastAPI) -> Iterator[Clients]:
    """A browser in which a member of the cast is signed in: `as_("officer").get(...)`."""
    opened: dict[str, TestClient] = {}

    def browser(name: str) -> TestClient:
        if name not in opened:
            opened[name] = TestClient(
                app,
                headers=SAME_SITE,
                cookies={"session": token(name), "css": "1"},
                follow_redirects=False,
            )
        return opened[name]

    yield browser
    for client in opened.values():
        client.close()


@pytest.fixture
def work(engine: Engine, tmp_path: Path, clock: Clock) -> Iterator[Callable[[str], Work]]:
    """Work in somebody's name, for tests of verbs without HTTP; nothing of it is committed."""
    with open_session(engine, writes=True) as opened:

        def of(name: str) -> Work:
            user = opened.get_one(User, CAST[name].id)
            actor = Actor(user, **people.ties_of(opened, user))
            return Work(opened, actor, clock.now, opened.get_one(Zone, 1), Folder(tmp_path / "files"))

        yield of
