"""Bringing a database to this release's schema, once, even when two processes start together (reliability R26)."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection, Engine

from app.core.db import WRITING, stand_alone


class NewerSchema(RuntimeError):
    """The database was written by a newer release; running on it could lose data."""


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings, without a file; with a connection everything happens on it."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent.parent / "migrations"))
    made.attributes["connection"] = connection
    return made


@cache
def revisions() -> tuple[str, ...]:
    """Every schema this release knows, the newest first."""
    return tuple(script.revision for script in ScriptDirectory.from_config(config()).walk_revisions())


def head() -> str:
    return revisions()[0]


def current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def migrate(engine: Engine, revision: str = "head") -> None:
    """Upgrade (or, given an older revision, downgrade) in one transaction, holding a lock that others wait for."""
    with engine.execution_options(**WRITING).begin() as connection:
        stand_alone(connection)
        found = current(connection)
        if found is not None and found not in revisions():
            message = f"The database has schema {found}, which this release does not know. Install the newer release."
            raise NewerSchema(message)
        move = command.upgrade if revision == "head" else command.downgrade
        move(config(connection), revision)
