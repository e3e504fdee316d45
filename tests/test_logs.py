"""Log lines: JSON, one an event, with ids and without names, words or secrets."""

import io
import json
import logging

import pytest
import structlog
from actors import CAST
from conftest import Clients
from sqlalchemy.exc import IntegrityError

from app.core import logs
from app.core.db import transaction
from app.models.org import Department

TOKEN = "a7Xk29_fQpLmN4rStUvWxYz0123456789abcdefGHIJ"


@pytest.fixture
def written():
    """Configured as when serving; afterwards as the suite found it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    out = io.StringIO()
    logs.configure("INFO", out)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def test_a_request_is_one_line_with_who_and_where(as_: Clients, written):
    answer = as_("leader").get("/api/v1/search?q=secret-words", headers={"X-Request-ID": "proxy-id-1"})
    [line] = [line for line in written() if line["event"] == "request"]
    assert answer.status_code == 200
    assert {name: line[name] for name in ("method", "path", "route", "status", "user_id", "via", "request_id")} == {
        "method": "GET",
        "path": "/api/v1/search",
        "route": "/api/v1/search",
        "status": 200,
        "user_id": CAST["leader"].id,
        "via": "api",
        "request_id": "proxy-id-1",
    }
    assert line["timestamp"].endswith("Z")
    assert "secret-words" not in json.dumps(line)


@pytest.mark.parametrize(
    "path",
    [
        f"/password/{TOKEN}",
        f"/cal/{TOKEN}.ics",
        f"/nowhere/{TOKEN}?key={TOKEN}",
        *(f"/e/{way}{TOKEN}" for way in ("", "t/", "v/")),
    ],
)
def test_tokens_in_addresses_are_not_written(stranger, written, path: str):
    stranger.get(path)
    assert TOKEN not in json.dumps(written())


def test_control_characters_leave_escaped(stranger, written):
    stranger.get("/nowhere/a%0d%0a%1b[31mred%E2%80%AE")
    lines = written()
    assert len(lines) >= 1
    assert all(line["path"] == "/nowhere/a\r\n\x1b[31mred\u202e" for line in lines if line["event"] == "request")


def test_health_questions_are_not_noise(stranger, written):
    stranger.get("/healthz")
    assert [line for line in written() if line["event"] == "request"] == []


def test_what_was_written_does_not_stand_in_a_database_error(engine):
    with transaction(engine) as session:
        session.add(Department(id=1, code="x", name="Zhang San", name_en="Zhang San"))
        with pytest.raises(IntegrityError) as broken:
            session.flush()
        session.rollback()
    assert "Zhang San" not in str(broken.value)
