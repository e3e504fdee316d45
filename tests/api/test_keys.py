"""A record is made once: under the key in its body, or under the Idempotency-Key when the body has none."""

from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from actors import FIRM
from conftest import Clients
from tickets import raised

from app.core.db import transaction
from app.models.answer import Answer

HEADER = {"Idempotency-Key": "order 66/2"}
TICKET = {"kind_id": 1, "enterprise_id": FIRM}
PLACES = [
    ("/api/v1/tickets", TICKET),
    ("/api/v1/visits", {"enterprise_id": FIRM, "planned_at": "2019-07-18T14:00"}),
    ("/api/v1/visits/under-way", {"enterprise_id": FIRM}),
    ("/api/v1/projects", {"name": "Second line", "task_force_id": 1}),
]


@pytest.mark.parametrize(("path", "body"), PLACES)
def test_the_header_alone_is_enough_and_makes_one_row(as_: Clients, path, body):
    client = as_("officer")
    first, again = (client.post(path, json=body, headers=HEADER) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201), first.text
    assert first.json()["id"] == again.json()["id"]
    other = client.post(path, json=body, headers={"Idempotency-Key": "order 66/3"})
    assert other.json()["id"] != first.json()["id"]


def test_it_stays_one_row_when_the_stored_answer_is_gone(as_: Clients, engine):
    first = as_("officer").post("/api/v1/tickets", json=TICKET, headers=HEADER).json()
    with transaction(engine) as session:
        session.exec(sa.delete(Answer))
    assert as_("officer").post("/api/v1/tickets", json=TICKET, headers=HEADER).json()["id"] == first["id"]


def test_without_either_the_key_is_missed(as_: Clients):
    for body in (TICKET, TICKET | {"key": None}):
        answer = as_("officer").post("/api/v1/tickets", json=body)
        assert (answer.status_code, answer.json()["field"]) == (422, "key")


def test_a_note_and_a_stop_need_no_key_of_their_own_either(as_: Clients):
    ticket = raised(as_("officer"))
    path = f"/api/v1/tickets/{ticket['id']}/notes"
    said = [as_("officer").post(path, json={"body": "On site"}, headers=HEADER).json() for _ in range(2)]
    assert [line["body"] for line in said[1] if line["verb"] == "note"] == ["On site"]
    team = as_("coordinator").post("/api/v1/service-days/2019-08-06/teams", json={"number": 1, "name": "First"})
    stop = {"enterprise_id": FIRM, "at": "10:00"}
    path = "/api/v1/service-days/2019-08-06/teams/1/stops"
    assert team.status_code < 300
    assert as_("coordinator").post(path, json=stop, headers=HEADER).status_code < 300
    assert as_("coordinator").post(path, json=stop).json()["field"] == "key"


def test_two_people_may_use_the_same_header(as_: Clients):
    made = {as_(who).post("/api/v1/tickets", json=TICKET, headers=HEADER).json()["id"] for who in ("officer", "leader")}
    assert len(made) == 2


def test_a_key_in_the_body_counts_before_the_header(as_: Clients):
    key = str(UUID(int=7))
    first = as_("officer").post("/api/v1/tickets", json=TICKET | {"key": key}, headers=HEADER).json()
    again = as_("officer").post("/api/v1/tickets", json=TICKET | {"key": key}).json()
    fresh = as_("officer").post("/api/v1/tickets", json=TICKET | {"key": str(uuid4())}).json()
    assert first["id"] == again["id"] != fresh["id"]


def test_the_header_of_one_request_is_forgotten_by_the_next(as_: Clients):
    client = as_("officer")
    assert client.post("/api/v1/tickets", json=TICKET, headers=HEADER).status_code == 201
    assert client.post("/api/v1/tickets", json=TICKET).status_code == 422


def test_the_description_says_so(as_: Clients):
    document = as_("admin").get("/api/v1/openapi.json").json()
    for shape in ("TicketRaise", "NoteWrite", "VisitPlan", "VisitBegin", "StopWrite", "ProjectAdd", "ProgressWrite"):
        told = document["components"]["schemas"][shape]
        assert "key" not in told.get("required", [])
        assert "Idempotency-Key" in told["properties"]["key"]["description"]
        assert "default" not in told["properties"]["key"]
