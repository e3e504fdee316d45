"""the full-text index over search_doc, and a journal that refuses change

SQLite: an FTS5 table over `search_doc.grams`, kept in step by triggers. PostgreSQL: GIN over the same words.
Dropping or rebuilding `search_doc` or `event` on SQLite drops their triggers: a migration that does so calls these
functions again. Locks: both indexes are built while the table is empty or held; on a large PostgreSQL table build the
GIN index by hand with CONCURRENTLY first.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_SQLITE_UP = (
    """CREATE VIRTUAL TABLE search_fts USING fts5(
        grams, content='search_doc', content_rowid='id', columnsize=0,
        tokenize="unicode61 remove_diacritics 0 tokenchars '_'")""",
    "INSERT INTO search_fts(search_fts) VALUES ('rebuild')",
    """CREATE TRIGGER search_doc_added AFTER INSERT ON search_doc BEGIN
        INSERT INTO search_fts(rowid, grams) VALUES (new.id, new.grams); END""",
    """CREATE TRIGGER search_doc_removed AFTER DELETE ON search_doc BEGIN
        INSERT INTO search_fts(search_fts, rowid, grams) VALUES ('delete', old.id, old.grams); END""",
    """CREATE TRIGGER search_doc_changed AFTER UPDATE ON search_doc BEGIN
        INSERT INTO search_fts(search_fts, rowid, grams) VALUES ('delete', old.id, old.grams);
        INSERT INTO search_fts(rowid, grams) VALUES (new.id, new.grams); END""",
    """CREATE TRIGGER event_unchanged BEFORE UPDATE ON event BEGIN
        SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN
        SELECT RAISE(ABORT, 'the journal is append-only'); END""",
)
_SQLITE_DOWN = (
    "DROP TRIGGER event_kept",
    "DROP TRIGGER event_unchanged",
    "DROP TRIGGER search_doc_changed",
    "DROP TRIGGER search_doc_removed",
    "DROP TRIGGER search_doc_added",
    "DROP TABLE search_fts",
)
_POSTGRESQL_UP = (
    "CREATE INDEX ix_search_doc_grams ON search_doc USING gin (string_to_array(grams, ' '))",
    """CREATE FUNCTION refuse_journal_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$""",
    """CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change()""",
)
_POSTGRESQL_DOWN = (
    "DROP TRIGGER event_append_only ON event",
    "DROP FUNCTION refuse_journal_change",
    "DROP INDEX ix_search_doc_grams",
)


def upgrade() -> None:
    _run(_SQLITE_UP if _is_sqlite() else _POSTGRESQL_UP)


def downgrade() -> None:
    _run(_SQLITE_DOWN if _is_sqlite() else _POSTGRESQL_DOWN)


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _run(commands: Sequence[str]) -> None:
    for command in commands:
        op.get_bind().exec_driver_sql(command)
