"""The description of the API: who may read it, and that it tells the truth about errors."""

import pytest
from conftest import Clients
from fastapi.testclient import TestClient

STAFF = ("leader", "officer", "handler", "coordinator", "supervisor", "admin")


@pytest.mark.parametrize("who", STAFF)
def test_staff_and_administrators_read_it(as_: Clients, who: str):
    page = as_(who).get("/docs")
    assert page.status_code == 200
    assert 'data-url="/api/v1/openapi.json"' in page.text
    assert as_(who).get("/api/v1/openapi.json").json()["openapi"].startswith("3.")


def test_to_an_enterprise_and_to_strangers_it_is_not_there(as_: Clients, stranger: TestClient):
    assert as_("contact").get("/docs").status_code == 404
    assert as_("contact").get("/api/v1/openapi.json").status_code == 404
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
