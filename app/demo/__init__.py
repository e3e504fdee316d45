"""The demo zone: a real zone in July 2019 as one newspaper article has it, with marked rows to fill it up."""

from datetime import datetime

from sqlalchemy.engine import Engine

from app.core.db import transaction
from app.core.storage import Folder
from app.demo import cases, filling, people, register, year
from app.demo.book import begun, data
from app.web.deps import clock

__all__ = ["PASSWORD", "accounts", "load"]

PASSWORD: str = data("cases.json")["password"]


def load(engine: Engine, now: datetime | None = None, files: Folder | None = None) -> None:
    """Fill an empty, migrated database; from `now`, the wall clock's instant, the zone's clock runs behind it.

    `files` is where drawn photos go; without it there are none. One transaction: all of it or nothing.
    """
    with transaction(engine) as session:
        book = begun(session, now or clock()(), files)
        people.fill(book)
        register.fill(book)
        filling.fill(book)
        people.charge(book)
        year.fill(book)
        cases.fill(book)


def accounts() -> list[str]:
    """The lines that the command line prints: who can sign in, and with which password."""
    names = [one["username"] for one in data("cases.json")["people"] if not one.get("no_login")]
    return [f"Demo accounts (password {PASSWORD}): {', '.join(names)}"]
