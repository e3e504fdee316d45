"""Whatever is sent to the API, by whoever: no 5xx, and every refusal is a problem in words (reliability R76).

A handful of cases an operation and role by default; FUZZ_CASES=1000 looks longer.
"""

import json
import os

import pytest
import schemathesis
from actors import token
from conftest import SAME_SITE
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

from app.web import docs

CASES = int(os.environ.get("FUZZ_CASES", "2"))
ROLES = ("stranger", "leader", "officer", "handler", "coordinator", "supervisor", "contact", "admin")
HOSTILE = [
    "",
    " ",
    "\x00",
    "\u202eabc",
    "\U0001f600" * 50,
    "x" * 10_000,
    "9" * 400,
    "-1",
    "1e400",
    "null",
    "'; --",
    "<b>",
    "\ud83d",
]


@pytest.fixture
def clients(app: FastAPI):
    """One client a role; what raises inside the application is answered as in production."""

    def of(role: str) -> TestClient:
        proof = {} if role == "stranger" else {"session": token(role)}
        return TestClient(app, headers=SAME_SITE, cookies=proof, follow_redirects=False, raise_server_exceptions=False)

    return of


def judge(answer, what: str) -> None:
    assert answer.status_code < 500, f"{what}: {answer.status_code} {answer.text[:300]}"
    if answer.status_code >= 400:
        assert answer.headers["Content-Type"] == "application/problem+json", what
        assert answer.json()["detail"], what


@pytest.mark.parametrize("role", ROLES)
def test_generated_requests(app: FastAPI, clients, role: str):
    client = clients(role)
    for found in schemathesis.openapi.from_dict(docs.description(app)).get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=CASES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
        )
        @given(case=operation.as_strategy())
        def send(case):
            wish = case.as_transport_kwargs(base_url="http://testserver")
            wish.pop("cookies", None)
            answer = client.request(**{name: value for name, value in wish.items() if value is not None})
            judge(answer, f"{case.method} {case.path} {wish}")

        send()


@pytest.mark.parametrize("role", ["officer", "coordinator", "admin"])
def test_hostile_values_in_every_field(app: FastAPI, clients, role: str):
    client, document = clients(role), docs.description(app)
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            address = _filled(path)
            for number, value in enumerate(HOSTILE):
                fields = _fields(document, operation)
                body = dict.fromkeys(fields, value) if number % 2 else {name: [{name: value}] for name in fields}
                judge(_sent(client, method, address, body, value), f"{method} {address} {body!a}")


def _sent(client: TestClient, method: str, address: str, body: dict, value: str):
    """As JSON with escapes, so that even half a character arrives."""
    content = json.dumps(body).encode() if body else None
    asked = value.encode("utf-8", "ignore").decode()
    headers = {"If-Match": '"1"', "Content-Type": "application/json"}
    return client.request(method, address, content=content, params={"q": asked, "after": asked}, headers=headers)


def _filled(path: str) -> str:
    return "/".join("1" if part.startswith("{") else part for part in path.split("/"))


def _fields(document: dict, operation: dict) -> list[str]:
    """Names of the JSON body's fields."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    return list(document["components"]["schemas"].get(name, {}).get("properties", {}))
