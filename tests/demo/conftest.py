"""The demo zone, loaded once for the tests that only read it; one of its own for a test that changes it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from databases import PostgresDatabases, SqliteFiles
from fastapi.testclient import TestClient
from sqlalchemy.engine import Engine
from sqlmodel import Session

from app import demo
from app.core import schema
from app.core.db import open_engine, open_session
from app.core.settings import Settings
from app.core.storage import Folder
from app.main import create_app
from app.web.wiring import Wiring

BEGINS = datetime(2019, 7, 16, 1, 0, tzinfo=UTC)
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}
Demo = Callable[[str], TestClient]
Sources = SqliteFiles | PostgresDatabases


class Zone:
    """A loaded demo zone; calling it gives the browser in which one of its people is signed in."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine, self.folder = engine, folder
        self.files = Folder(folder / "files")
        demo.load(engine, BEGINS, self.files)
        settings = Settings(data_dir=folder, _env_file=None)
        self.app = create_app(Wiring(settings, engine, self.files, lambda: BEGINS))
        self.browsers: dict[str, TestClient] = {}

    def __call__(self, username: str) -> TestClient:
        if username not in self.browsers:
            client = TestClient(self.app, headers=SAME_SITE, follow_redirects=False)
            signed_in = client.post("/login", data={"username": username, "password": demo.PASSWORD})
            assert signed_in.status_code == 303
            client.cookies.set("css", "1")
            self.browsers[username] = client
        return self.browsers[username]

    def number(self, code: str, as_of: str = "2019-07-09") -> dict[str, object]:
        found: dict[str, object] = self("leader").get(f"/api/v1/metrics/{code}", params={"as_of": as_of}).json()
        return found


@contextmanager
def loaded(databases: Sources, folder: Path) -> Iterator[Zone]:
    """The databases bring the tests' cast along; the demo wants an empty one, and no journal can be emptied."""
    with databases.fresh() as fresh:
        engine = fresh
        if fresh.dialect.name == "sqlite":
            engine = open_engine(f"sqlite:///{folder}/demo.sqlite3")
        else:
            with fresh.begin() as connection:
                connection.exec_driver_sql("DROP SCHEMA public CASCADE")
                connection.exec_driver_sql("CREATE SCHEMA public")
        schema.migrate(engine)
        zone = Zone(engine, folder)
        yield zone
        for client in zone.browsers.values():
            client.close()
        engine.dispose()


@pytest.fixture(scope="session")
def zone(databases: Sources, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zone]:
    with loaded(databases, tmp_path_factory.mktemp("demo")) as found:
        yield found


@pytest.fixture
def own_zone(databases: Sources, tmp_path: Path) -> Iterator[Zone]:
    with loaded(databases, tmp_path) as found:
        yield found


@pytest.fixture
def rows(zone: Zone) -> Iterator[Session]:
    """A session on the loaded zone, for looking at what is in it."""
    with open_session(zone.engine, writes=False) as session:
        yield session


@pytest.fixture
def statements(zone: Zone) -> Iterator[list[str]]:
    """Every statement sent to the zone's database while the test runs."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    sa.event.listen(zone.engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(zone.engine, "before_cursor_execute", note)
