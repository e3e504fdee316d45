"""What machines ask: is it alive, can it write, its numbers."""

from pathlib import Path

import pytest
from conftest import Clients
from fastapi.testclient import TestClient
from sqlalchemy.engine import Engine

from app.core.settings import Settings
from app.core.storage import Folder
from app.main import create_app
from app.web.wiring import Wiring


def client(engine: Engine, folder: Path, clock, **given) -> TestClient:
    settings = Settings(data_dir=folder, _env_file=None, **given)
    return TestClient(create_app(Wiring(settings, engine, Folder(folder), clock)))


def test_alive_and_ready(stranger: TestClient):
    assert stranger.get("/healthz").text == "ok"
    answer = stranger.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


def test_a_full_disk_is_not_ready_and_takes_no_photos(engine, tmp_path, clock):
    full = client(engine, tmp_path, clock, min_free_mb=10**9)
    answer = full.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"status": "not ready"})
    assert answer.headers["Retry-After"]
    refused = full.post("/api/v1/tickets/1/photos", files={"photos": b"x"})
    assert (refused.status_code, refused.headers["Content-Type"]) == (507, "application/problem+json")
    assert full.get("/login").status_code == 200


def test_another_schema_is_not_ready(engine: Engine, stranger: TestClient):
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'other'")
    answer = stranger.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"status": "not ready"})


def test_the_trial_leaves_nothing_behind(engine: Engine, stranger: TestClient):
    stranger.get("/readyz")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM answer").scalar() == 0


@pytest.mark.parametrize("given", [None, "Bearer ", "Bearer wrong", "sesame"])
def test_numbers_are_not_there_without_the_token(engine, tmp_path, clock, given: str | None):
    watched = client(engine, tmp_path, clock, metrics_token="sesame")
    assert watched.get("/metrics", headers={"Authorization": given} if given else {}).status_code == 404


def test_no_token_set_means_no_numbers(stranger: TestClient):
    assert stranger.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_numbers_are_by_route_and_name_nobody(engine, tmp_path, clock):
    watched = client(engine, tmp_path, clock, metrics_token="sesame")
    watched.get("/api/v1/tickets/77")
    watched.get("/nowhere/at/all")
    watched.post("/login", data={"username": "leader", "password": "wrong"}, headers={"Sec-Fetch-Site": "none"})
    text = watched.get("/metrics", headers={"Authorization": "Bearer sesame"}).text
    assert 'zhuanban_requests_total{method="GET",route="/api/v1/tickets/{ticket_id}",status="401"} 1.0' in text
    assert 'route="none",status="404"' in text
    assert "zhuanban_failed_log_ins 1.0" in text
    assert "zhuanban_disk_free_bytes" in text
    assert "leader" not in text
    assert "nowhere" not in text


def test_every_answer_carries_its_id(as_: Clients, stranger: TestClient):
    made = stranger.get("/login").headers["X-Request-ID"]
    assert len(made) == 32
    assert (
        stranger.get("/login", headers={"X-Request-ID": "from-the-proxy-1"}).headers["X-Request-ID"]
        == "from-the-proxy-1"
    )
    for bad in ("short", "x" * 65, "with space and more", "new\tline-and-more"):
        assert len(stranger.get("/login", headers={"X-Request-ID": bad}).headers["X-Request-ID"]) == 32
    problem = as_("leader").get("/api/v1/tickets/77")
    assert problem.json()["request_id"] == problem.headers["X-Request-ID"]


@pytest.mark.parametrize(("path", "status"), [("/healthz", 200), ("/login", 200), ("/sw.js", 200), ("/nowhere", 404)])
def test_head_says_what_get_would_and_sends_nothing(stranger: TestClient, path: str, status: int):
    head, get = stranger.head(path), stranger.get(path)
    assert (head.status_code, get.status_code) == (status, status)
    assert head.content == b""
    assert head.headers["Content-Type"] == get.headers["Content-Type"]


def test_head_changes_nothing(as_: Clients):
    assert as_("officer").head("/logout").status_code == 405
    assert as_("officer").head("/tickets").status_code == 200
