"""The demo zone: a real zone in July 2019 as one newspaper article has it, with marked rows to fill it up."""

from datetime import datetime

from sqlalchemy.engine import Engine

from app.core.db import transaction
from app.core.storage import Folder
from app.demo import cases, filling, people, register, year
from app.demo.book import begun, data

__all__ = ["accounts", "load"]


def load(engine: Engine, now: datetime, files: Folder | None = None) -> None:
    """Fill an empty, migrated database; `now` is the wall clock's instant, from which on the zone's clock runs behind.

    `files` is where drawn photos go; without it there are none. One transaction: all of it or nothing.
    """
    with transaction(engine) as session:
        book = begun(session, now, files)
        people.fill(book)
        register.fill(book)
        filling.fill(book)
        people.charge(book)
        year.fill(book)
        cases.fill(book)


def accounts() -> list[str]:
    """The lines that the command line prints: who can sign in, and with which password."""
    told = data("cases.json")
    names = [one["username"] for one in told["people"] if not one.get("no_login")]
    return [f"Demo accounts ({told['password']}): {', '.join(names)}"]
