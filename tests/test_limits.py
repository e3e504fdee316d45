"""What is too much, and that it is said as a problem in words."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest
from actors import COMMERCE, token
from conftest import SAME_SITE, Clients
from fastapi.testclient import TestClient
from sqlalchemy.engine import Engine
from tickets import raised

from app.core.settings import Settings
from app.core.storage import Folder
from app.main import create_app
from app.web.wiring import Wiring

MIB = 1024 * 1024
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def built(engine: Engine, tmp_path: Path, clock):
    """The application with other settings."""

    def of(**given: object):
        settings = Settings(data_dir=tmp_path, _env_file=None, **given)
        return create_app(Wiring(settings, engine, Folder(tmp_path), clock))

    return of


def is_problem(answer, status: int) -> bool:
    return answer.status_code == status == answer.json()["status"] and bool(answer.json()["detail"])


@pytest.mark.parametrize(
    ("kind", "size"),
    [("application/json", MIB + 1), ("application/x-www-form-urlencoded", MIB + 1), ("text/plain", MIB + 1)],
)
def test_a_declared_body_has_a_size(as_: Clients, kind: str, size: int):
    answer = as_("officer").post("/api/v1/tickets", content=b"x" * size, headers={"Content-Type": kind})
    assert is_problem(answer, 413)
    assert answer.headers["Connection"] == "close"


def test_photos_may_be_larger_but_not_endless(built):
    with TestClient(built(body_max_bytes=3 * MIB), headers=SAME_SITE, cookies={"session": token("officer")}) as client:
        some = client.post("/api/v1/tickets/1/photos", files={"photos": b"x" * 2 * MIB})
        many = client.post("/api/v1/tickets/1/photos", files={"photos": b"x" * 4 * MIB})
    assert some.status_code == 404
    assert is_problem(many, 413)


def test_a_body_that_grows_past_its_word_is_cut(built):
    """Straight at the application: no length declared, a megabyte a piece, no end."""
    sent, asked = [], []

    async def receive():
        asked.append(1)
        return {"type": "http.request", "body": b" " * MIB, "more_body": True}

    async def send(message):
        sent.append(message)

    headers = {"host": "x", "content-type": "application/json", "cookie": f"session={token('officer')}", **SAME_SITE}
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/v1/tickets",
        "raw_path": b"/api/v1/tickets",
        "query_string": b"",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "scheme": "http",
        "server": ("x", 80),
        "http_version": "1.1",
        "root_path": "",
    }
    asyncio.run(built()(scope, receive, send))
    assert next(message.get("status") for message in sent) == 413
    assert json.loads(sent[1]["body"])["status"] == 413
    assert len(asked) <= 3


@pytest.mark.parametrize("length", ["-1", "1e3", "x", "99999999999999999999"])
def test_an_odd_length_is_refused(as_: Clients, length: str):
    answer = as_("officer").post("/api/v1/tickets", content=b"{}", headers=JSON | {"Content-Length": length})
    assert is_problem(answer, 413)


def test_an_address_has_a_length(as_: Clients):
    assert is_problem(as_("leader").get("/api/v1/tickets", params={"x": "y" * 9000}), 414)


@pytest.mark.parametrize("number", ["0", "-1", str(2**63), "9" * 400, "1.5", "x", "%00"])
def test_a_number_in_an_address_is_bounded(as_: Clients, number: str):
    assert is_problem(as_("leader").get(f"/api/v1/tickets/{number}"), 404)


def test_json_that_is_nested_too_deep_is_refused(as_: Clients):
    answer = as_("officer").post("/api/v1/tickets", content=b"[" * 100_000, headers=JSON)
    assert answer.status_code in {400, 422}
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("zone.example", 200),
        ("zone.example:8443", 200),
        ("ZONE.example", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("zone.example.evil", 421),
        ("", 421),
    ],
)
def test_in_production_only_known_hosts_are_answered(built, host: str, status: int):
    app = built(profile="production", base_url="https://zone.example")
    assert TestClient(app).get("/healthz", headers={"Host": host}).status_code == status


def test_too_many_requests_of_one_person_wait_and_others_go_on(built):
    app = built(reads_per_minute=3, writes_per_minute=1)
    with TestClient(app, cookies={"session": token("leader")}) as leader, TestClient(app) as stranger:
        answers = [leader.get("/api/v1/search") for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert 1 <= int(answers[3].headers["Retry-After"]) <= 60
        assert is_problem(answers[3], 429)
        assert stranger.get("/login").status_code == 200
        writes = [leader.post("/api/v1/tickets", json={}, headers=SAME_SITE).status_code for _ in range(2)]
        assert writes == [422, 429]
        assert leader.get("/healthz").status_code == 200


def test_two_processes_count_changes_together(built, clock):
    """Two applications on one database: each has made fewer than the limit, both together have not."""
    cookies = {"session": token("leader")}
    one, other = (TestClient(built(writes_per_minute=3), headers=SAME_SITE, cookies=cookies) for _ in range(2))
    themes = [client.post("/api/v1/me/theme", json={"theme": "dark"}) for client in (one, other, one, other)]
    assert [answer.status_code for answer in themes] == [200, 200, 200, 429]
    assert is_problem(themes[3], 429)
    assert int(themes[3].headers["Retry-After"]) == 61
    assert other.get("/api/v1/me").status_code == 200
    clock.now += timedelta(seconds=61)
    fresh = TestClient(built(writes_per_minute=3), headers=SAME_SITE, cookies=cookies)
    assert fresh.post("/api/v1/me/theme", json={"theme": "sun"}).status_code == 200


def test_many_tickets_in_one_press_are_one_change(built, as_: Clients):
    tickets = [raised(as_("officer")) for _ in range(4)]
    ids = [ticket["id"] for ticket in tickets]
    items = [{"id": ticket["id"], "version": ticket["version"]} for ticket in tickets]
    cookies = {"session": token("coordinator")}
    with TestClient(built(writes_per_minute=3), headers=SAME_SITE, cookies=cookies) as client:
        done = client.post("/api/v1/tickets/assignments", json={"items": items, "lead_department_id": COMMERCE})
        undone = client.post("/api/v1/tickets/assignments/undo", json={"ids": ids})
    assert {one["status"] for one in done.json() + undone.json()} == {200}


def test_too_many_changes_read_well_on_a_page_in_both_languages(built, clock):
    for code, words in (("en", "Too many requests"), ("zh-CN", "\u64cd\u4f5c\u592a\u9891\u7e41")):
        clock.now += timedelta(minutes=2)
        with TestClient(built(writes_per_minute=1), headers=SAME_SITE, cookies={"session": token("leader")}) as first:
            first.post("/settings/language", data={"language": code, "next": "/login"})
        with TestClient(built(writes_per_minute=1), headers=SAME_SITE, cookies={"session": token("leader")}) as second:
            answer = second.post("/settings/theme", data={"theme": "sun", "next": "/login"})
        assert answer.status_code == 429
        assert words in answer.text


def test_development_has_no_pace_and_production_has_one():
    assert Settings(_env_file=None).reads_a_minute == 0
    strict = Settings(profile="production", _env_file=None)
    assert (strict.reads_a_minute, strict.writes_a_minute) == (300, 60)
