"""Alembic's entry: the engine comes from the app, so there is one place that says how databases are opened."""

from alembic import context
from sqlalchemy.engine import Connection
from sqlmodel import SQLModel

from app import models  # noqa: F401  registers the tables
from app.core.db import open_engine
from app.core.settings import Settings

# Made and kept by their own migration: SQLite's full-text index, a table to SQLAlchemy's eyes, and PostgreSQL's.
_NOT_OURS = ("search_fts", "ix_search_doc_grams")


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind not in {"table", "index"} or not (name or "").startswith(_NOT_OURS)


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        include_name=_is_ours,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    with open_engine(Settings().database).connect() as opened:
        _run(opened)
        opened.commit()
