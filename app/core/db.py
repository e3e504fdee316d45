"""The engine of either database, and the columns every table shares."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlmodel import Session, SQLModel, create_engine

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
WRITING = {"begins": "IMMEDIATE"}
# FULL, not NORMAL: in WAL mode NORMAL may lose the last commits on power loss (reliability R2).
# Whoever answers a person gives up soon; a command waits until another has migrated or loaded a whole zone.
_WAIT_MS, _PATIENT_MS = 15_000, 300_000
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
_ALONE = 7_202_907  # any number, the same in every process


def stored(kind: type[Enum]) -> Any:
    """Column type of an enum kept by value, so that renaming a member never rewrites rows."""
    return sa.Enum(kind, values_callable=lambda e: [m.value for m in e], native_enum=False, length=32)


def open_engine(address: str, *, is_patient: bool = False) -> Engine:
    """An engine for the given SQLAlchemy URL, with the durability that "saved" promises (R1-R3, R8, R11).

    What was written never stands in an error's text, so it cannot reach the log (R79). A patient one waits five
    minutes for others' locks.
    """
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return _open_sqlite(url, _PATIENT_MS if is_patient else _WAIT_MS)
    waits = f"statement_timeout={_PATIENT_MS}" if is_patient else "statement_timeout=30000 -c lock_timeout=10000"
    options = f"-c {waits} -c idle_in_transaction_session_timeout=60000"
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=20,
        max_overflow=20,
        pool_timeout=5,
        hide_parameters=True,
        connect_args={"connect_timeout": 3, "options": options},
    )


def _open_sqlite(url: URL, wait_ms: int) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url, connect_args={"check_same_thread": False}, pool_size=20, max_overflow=20, hide_parameters=True
    )
    event.listen(engine, "connect", partial(_prepare_sqlite, wait_ms))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(wait_ms: int, connection: Any, _record: object) -> None:
    # The driver's own BEGIN comes too late: a savepoint's insert would survive an outer rollback.
    connection.isolation_level = None
    for pragma in (f"busy_timeout={wait_ms}", *_PRAGMAS):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begins', 'DEFERRED')}")


def open_session(engine: Engine, *, writes: bool) -> Session:
    """A session whose transaction takes SQLite's write lock at once when it will write, so it never upgrades."""
    bind = engine.execution_options(**WRITING) if writes else engine
    return Session(bind, expire_on_commit=False)


def stand_alone(connection: Connection) -> None:
    """Hold off, until this transaction ends, whoever else would migrate or found.

    SQLite lets one write at a time anyhow.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ALONE})


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """One committed unit of work outside a request: the command line, the demo loader, tests."""
    with open_session(engine, writes=True) as session, session.begin():
        yield session


def is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def gather_statistics(engine: Engine) -> None:
    """Let SQLite learn how its tables are filled, from 400 rows an index: PostgreSQL does so by itself.

    Without it the planner takes every index for equally good, and a filtered list of 100,000 tickets is scanned.
    """
    if engine.dialect.name != "sqlite":
        return
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA analysis_limit=400")
        connection.exec_driver_sql("ANALYZE")
