"""The databases that the suite runs on keep what they say they keep, and a careless one is told so."""

from sqlalchemy import create_engine
from sqlalchemy.engine import Engine

from app.core import durability
from app.core.db import gather_statistics


def test_a_saved_change_survives_a_power_cut_by_setting(engine: Engine):
    found = durability.weaknesses(engine)
    hasty = {"fsync is off", "full_page_writes is off", "synchronous_commit is off"}
    assert set(found) <= (hasty if engine.dialect.name == "postgresql" else set())


def test_a_database_opened_carelessly_is_told(tmp_path):
    careless = create_engine(f"sqlite:///{tmp_path / 'plain.sqlite3'}")
    assert durability.weaknesses(careless) == ["journal_mode is delete", "foreign_keys is 0"]
    careless.dispose()


def test_the_planner_is_told_how_the_tables_are_filled(engine: Engine):
    gather_statistics(engine)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            known = set(connection.exec_driver_sql("SELECT tbl FROM sqlite_stat1").scalars())
            assert {"user_account", "department", "enterprise"} <= known
