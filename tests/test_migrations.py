"""The schema's way up and down on both databases, and two processes that start together."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from databases import PostgresDatabases
from sqlalchemy.engine import Engine

from app.core import schema

TRACES = {
    "sqlite": "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2, 3",
    "postgresql": (
        "SELECT 'column', table_name, column_name, data_type || is_nullable FROM information_schema.columns "
        "WHERE table_schema = 'public' UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes "
        "WHERE schemaname = 'public' UNION ALL SELECT 'trigger', event_object_table, trigger_name, action_statement "
        "FROM information_schema.triggers UNION ALL SELECT 'routine', routine_name, '', '' "
        "FROM information_schema.routines WHERE routine_schema = 'public' ORDER BY 1, 2, 3"
    ),
}


@pytest.fixture
def bare(databases) -> Iterator[Engine]:
    """An empty database."""
    with databases.empty() as engine:
        yield engine


def drawn(engine: Engine) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(TRACES[engine.dialect.name])]


def at(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return schema.current(connection)


def test_up_down_up_is_the_same_schema(bare: Engine):
    schema.migrate(bare)
    first = drawn(bare)
    schema.migrate(bare, "base")
    assert {row[1] for row in drawn(bare)} <= {"alembic_version"}
    schema.migrate(bare)
    assert drawn(bare) == first
    assert at(bare) == schema.head()


def test_models_and_migrations_agree(bare: Engine):
    schema.migrate(bare)
    with bare.connect() as connection:
        command.check(schema.config(connection))


def test_every_step_goes_down_alone(bare: Engine):
    schema.migrate(bare)
    for revision in schema.revisions()[1:]:
        schema.migrate(bare, revision)
        assert at(bare) == revision


def test_a_newer_schema_is_refused_and_left_alone(bare: Engine):
    schema.migrate(bare)
    with bare.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = 'later'"))
    with pytest.raises(schema.NewerSchema, match="later"):
        schema.migrate(bare)
    assert at(bare) == "later"


def test_processes_that_start_together_migrate_once(bare: Engine, tmp_path: Path):
    address = bare.url.render_as_string(hide_password=False)
    surroundings = os.environ | {"DATABASE_URL": address, "DATA_DIR": str(tmp_path)}
    command_line = [sys.executable, "-m", "app.cli", "migrate"]
    started = [subprocess.Popen(command_line, env=surroundings, stdout=subprocess.PIPE) for _ in range(3)]
    assert [process.communicate()[0].decode().strip() for process in started] == [
        f"The database has schema {schema.head()}."
    ] * 3
    assert at(bare) == schema.head()


def test_the_databases_of_the_suite_are_migrated(engine: Engine):
    assert at(engine) == schema.head()


def test_postgresql_is_what_was_asked_for(databases, engine: Engine):
    assert (engine.dialect.name == "postgresql") is isinstance(databases, PostgresDatabases)
