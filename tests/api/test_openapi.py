"""The description of the API: who may read it, and that it tells the truth about errors."""

import pytest
from actors import token
from conftest import Clients
from fastapi.testclient import TestClient

from app.core.settings import Settings
from app.core.storage import Folder
from app.main import create_app
from app.web.wiring import Wiring


@pytest.fixture
def built(engine, tmp_path, clock):
    """A browser at the service with another API_DOCS."""

    def of(api_docs: str, who: str) -> TestClient:
        settings = Settings(data_dir=tmp_path, api_docs=api_docs, _env_file=None)
        app = create_app(Wiring(settings, engine, Folder(tmp_path), clock))
        return TestClient(app, cookies={"session": token(who)})

    return of


def test_administrators_read_it(as_: Clients):
    page = as_("admin").get("/docs")
    assert page.status_code == 200
    assert 'data-url="/api/v1/openapi.json"' in page.text
    assert as_("admin").get("/api/v1/openapi.json").json()["openapi"].startswith("3.")


@pytest.mark.parametrize(
    ("setting", "who", "status"),
    [
        ("staff", "handler", 200),
        ("staff", "admin", 200),
        ("staff", "contact", 404),
        ("admin", "leader", 404),
        ("off", "admin", 404),
    ],
)
def test_a_setting_says_who_else(built, setting: str, who: str, status: int):
    browser = built(setting, who)
    assert browser.get("/docs").status_code == browser.get("/api/v1/openapi.json").status_code == status


def test_to_others_and_to_strangers_it_is_not_there(as_: Clients, stranger: TestClient):
    for who in ("contact", "leader", "officer"):
        assert as_(who).get("/docs").status_code == 404
        assert as_(who).get("/api/v1/openapi.json").status_code == 404
    assert stranger.get("/docs").headers["Location"].startswith("/login")
    assert stranger.get("/api/v1/openapi.json").status_code == 401
    assert stranger.get("/openapi.json").status_code == stranger.get("/redoc").status_code == 404


def test_every_operation_says_how_it_fails(as_: Clients):
    document = as_("admin").get("/api/v1/openapi.json").json()
    operations = {
        f"{method} {path}": operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert len(operations) > 20
    assert all(path.partition(" ")[2].startswith("/api/v1/") for path in operations)
    assert all(
        list(operation["responses"]["4XX"]["content"]) == ["application/problem+json"]
        for operation in operations.values()
    )
    assert all(operation["tags"] for operation in operations.values())
    names = [operation["operationId"] for operation in operations.values()]
    assert len(set(names)) == len(names)
    assert "HTTPValidationError" not in document["components"]["schemas"]


def test_a_problem_looks_as_described(as_: Clients):
    described = as_("admin").get("/api/v1/openapi.json").json()["components"]["schemas"]["Problem"]
    problem = as_("leader").get("/api/v1/tickets/77").json()
    assert set(described["required"]) <= set(problem) == set(described["properties"])
