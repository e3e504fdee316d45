"""The floors: this stack with nothing on top, on the data of the zone that is measured beside it.

What an application does beyond these is its own doing; so a target is so many times a floor (bench/targets.py).
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from queue import SimpleQueue

import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from jinja2 import Environment
from pydantic import BaseModel
from sqlalchemy.engine import Connection

from app.core.db import WRITING, open_engine

app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
engine = open_engine(os.environ["DATABASE_URL"])
writing = engine.execution_options(**WRITING)

_NEWEST = sa.text("SELECT id, title, state, level, due_at FROM ticket ORDER BY registered_at DESC, id DESC LIMIT 50")
_MATCH = {
    "sqlite": "id IN (SELECT rowid FROM search_fts WHERE search_fts MATCH '\"电容\"' ORDER BY rowid DESC LIMIT 50)",
    "postgresql": "string_to_array(grams, ' ') @> ARRAY['电容']",
}
_FOUND = sa.text(f"SELECT ref_id, title FROM search_doc WHERE {_MATCH[engine.dialect.name]} ORDER BY id DESC LIMIT 50")
_ROW = sa.text("INSERT INTO bench_row (body) VALUES ('one row')")
_LINE = """
<li class="line"><a class="row" href="/tickets/{{ row.id }}"><span class="lamp">{{ row.state }}</span>
<span class="title">{{ row.title }}</span><span class="level">{{ row.level }}</span>
<span>{{ row.due_at }}</span></a></li>
"""
_PAGE = Environment(autoescape=True).from_string(f"<html><ul>{{% for row in rows %}}{_LINE}{{% endfor %}}</ul></html>")
_WORDS = {
    "id": 1,
    "title": "电容不足，申请增容",
    "state": "in_progress",
    "level": "complex",
    "due_at": "2019-07-16 09:30",
}


class Line(BaseModel):
    id: int
    title: str
    state: str
    level: str
    due_at: datetime


class _Waiting:
    """A row that somebody waits for: `stored` once its commit is on the disk."""

    def __init__(self) -> None:
        self.stored = threading.Event()


_waiting: SimpleQueue[_Waiting] = SimpleQueue()


def prepare() -> None:
    """Make the table that the commits go to; done once, before the floor is served."""
    with engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE IF EXISTS bench_row"))
        connection.execute(sa.text("CREATE TABLE bench_row (body TEXT)"))


@app.get("/hello")
def hello() -> dict[str, str]:
    return {"hello": "world"}


@app.get("/page")
async def page() -> HTMLResponse:
    return HTMLResponse(_PAGE.render(rows=[_WORDS] * 50))


@app.get("/core-page")
async def core_page() -> HTMLResponse:
    with _reading() as connection:
        return HTMLResponse(_PAGE.render(rows=connection.execute(_NEWEST).all()))


@app.get("/core-list")
async def core_list() -> list[Line]:
    with _reading() as connection:
        return [Line.model_validate(dict(row)) for row in connection.execute(_NEWEST).mappings()]


@app.get("/search")
async def search() -> list[tuple[int, str]]:
    with _reading() as connection:
        return [(row.ref_id, row.title) for row in connection.execute(_FOUND)]


@app.post("/commit")
def commit() -> int:
    with writing.begin() as connection:
        return connection.execute(_ROW).rowcount


@app.post("/group-commit")
def group_commit() -> int:
    """Stored with whoever else waits: what one writer thread reaches that commits for all of them."""
    mine = _Waiting()
    _waiting.put(mine)
    mine.stored.wait()
    return 1


@contextmanager
def _reading() -> Iterator[Connection]:
    with engine.connect() as connection:
        yield connection


def _write() -> None:
    while True:
        together = [_waiting.get()]
        while not _waiting.empty():
            together.append(_waiting.get())
        with writing.begin() as connection:
            for _ in together:
                connection.execute(_ROW)
        for each in together:
            each.stored.set()


threading.Thread(target=_write, daemon=True).start()
