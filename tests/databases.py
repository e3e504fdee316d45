"""A fresh database per test, copied from one that was migrated once: real commits, nothing to clean up."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from actors import settle
from sqlalchemy.engine import Engine, make_url

from app import models  # noqa: F401  registers the tables
from app.core import schema
from app.core.db import open_engine, transaction

GIVEN = os.environ.get("TEST_DATABASE_URL", "")


def prepare(engine: Engine) -> None:
    """The schema by its migrations, and the standing cast."""
    schema.migrate(engine)
    with transaction(engine) as session:
        settle(session)
    if engine.dialect.name == "postgresql":
        _move_sequences(engine)
    engine.dispose()


class SqliteFiles:
    """Copies of one file."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.model = folder, folder / "model.sqlite3"
        prepare(open_engine(f"sqlite:///{self.model}"))

    @contextmanager
    def fresh(self) -> Iterator[Engine]:
        file = self.folder / f"{uuid4().hex}.sqlite3"
        shutil.copyfile(self.model, file)
        engine = open_engine(f"sqlite:///{file}")
        yield engine
        engine.dispose()
        for part in self.folder.glob(f"{file.name}*"):
            part.unlink()

    @contextmanager
    def empty(self) -> Iterator[Engine]:
        """A database without any table."""
        engine = open_engine(f"sqlite:///{self.folder / uuid4().hex}.sqlite3")
        yield engine
        engine.dispose()


class PostgresDatabases:
    """Databases made from a template on the given server."""

    def __init__(self) -> None:
        self.server, self.model = make_url(GIVEN), f"model_{uuid4().hex[:12]}"
        self._admin(f"CREATE DATABASE {self.model}")
        prepare(open_engine(self._url(self.model)))

    @contextmanager
    def fresh(self) -> Iterator[Engine]:
        name = f"test_{uuid4().hex[:12]}"
        self._admin(f"CREATE DATABASE {name} TEMPLATE {self.model}")
        engine = open_engine(self._url(name))
        yield engine
        engine.dispose()
        self._admin(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def empty(self) -> Iterator[Engine]:
        """A database without any table."""
        name = f"bare_{uuid4().hex[:12]}"
        self._admin(f"CREATE DATABASE {name}")
        engine = open_engine(self._url(name))
        yield engine
        engine.dispose()
        self._admin(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        self._admin(f"DROP DATABASE {self.model} WITH (FORCE)")

    def _url(self, name: str) -> str:
        return self.server.set(database=name).render_as_string(hide_password=False)

    def _admin(self, command: str) -> None:
        engine = sa.create_engine(self.server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(command)
        engine.dispose()


def _move_sequences(engine: Engine) -> None:
    """The cast brings its own ids; the next row must not get one of them."""
    with engine.begin() as connection:
        for table in ("department", "enterprise", "task_force", "user_account"):
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
            )
