"""Whether the database really keeps what it says it kept, read back at start (reliability R2, R3)."""

from sqlalchemy.engine import Connection, Engine

_SQLITE = {"journal_mode": {"wal"}, "synchronous": {"2", "3"}, "foreign_keys": {"1"}}
_POSTGRESQL = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "remote_write", "remote_apply"},
}


def weaknesses(engine: Engine) -> list[str]:
    """The settings, as `name is value`, with which a power cut could take what was acknowledged; usually none."""
    is_sqlite = engine.dialect.name == "sqlite"
    wanted, ask = (_SQLITE, "PRAGMA") if is_sqlite else (_POSTGRESQL, "SHOW")
    with engine.connect() as connection:
        found = {name: _asked(connection, f"{ask} {name}") for name in wanted}
    return [f"{name} is {value}" for name, value in found.items() if value not in wanted[name]]


def _asked(connection: Connection, question: str) -> str:
    return str(connection.exec_driver_sql(question).scalar())
