"""The frame of a request: what is said when it fails, and that failing keeps nothing half done."""

from uuid import uuid4

import pytest
from actors import ECONOMY, FIRM
from bs4 import BeautifulSoup
from conftest import Clients
from fastapi.testclient import TestClient
from sqlalchemy.engine import Engine
from statements import statements
from tickets import jpeg, raised


def test_a_program_and_a_person_are_told_in_their_own_way(as_: Clients):
    program, person = as_("handler").get("/api/v1/tickets/9"), as_("handler").get("/tickets/9")
    assert (program.status_code, person.status_code) == (404, 404)
    assert program.json()["detail"] == "No such ticket."
    assert BeautifulSoup(person.text, "html.parser").h1.text == "No such ticket."
    alert = as_("handler").get("/tickets/9", headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert alert.headers["hx-retarget"] == "#alert"
    assert "<html" not in alert.text


TOO_LONG = "/" + "a" * 9000  # refused before anybody asks whose zone this is


def test_a_title_ends_with_the_zone_where_it_is_known(stranger: TestClient):
    titles = [BeautifulSoup(stranger.get(path).text, "html.parser").title.text for path in (TOO_LONG, "/login")]
    assert [title.partition(" · ")[1:] for title in titles] == [("", ""), (" · ", "Test")]


def test_a_broken_row_is_a_conflict_and_the_page_still_speaks(as_: Clients, engine: Engine):
    ticket = raised(as_("officer"))
    answer = as_("coordinator").post("/api/v1/tickets", json={"key": ticket_key(engine), "kind_id": 1})
    assert answer.status_code == 409
    page = as_("coordinator").post(
        "/tickets/new", data={"key": ticket_key(engine), "kind_id": "1", "detail": "No power since June"}
    )
    assert page.status_code == 409
    assert "No power since June" in page.text
    assert as_("officer").get("/api/v1/tickets").json()["items"][0]["id"] == ticket["id"]


def ticket_key(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.exec_driver_sql("SELECT key FROM ticket").scalar_one())


def test_nothing_is_kept_of_a_request_that_is_refused_at_its_end(as_: Clients, engine: Engine):
    typed = {"key": str(uuid4()), "kind_id": "1", "enterprise_id": FIRM}
    files = [("photos", ("a.jpg", jpeg(), "image/jpeg")), ("photos", ("b.jpg", b"no photo", "image/jpeg"))]
    assert as_("officer").post("/tickets/new", data=typed, files=files).status_code == 422
    with engine.connect() as connection:
        for table in ("ticket", "photo", "event", "note"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == 0


def test_a_body_is_read_before_the_transaction_begins(as_: Clients, engine: Engine):
    """A phone that takes a minute to send its photos must not hold everybody else's writing up."""
    client = as_("officer")
    asked_before_the_end = []

    def slowly():
        yield b"key=" + str(uuid4()).encode()
        asked_before_the_end.extend(asked)
        yield b"&kind_id=1"

    with statements(engine) as asked:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        assert client.post("/tickets/new", content=slowly(), headers=headers).status_code == 303
    assert asked_before_the_end == []
    assert asked


def test_strangers_are_sent_to_the_login_and_programs_are_told(stranger: TestClient):
    page = stranger.get("/tickets?view=over")
    assert (page.status_code, page.headers["location"]) == (303, "/login?next=%2Ftickets%3Fview%3Dover")
    answer = stranger.get("/api/v1/tickets")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert stranger.post("/tickets/new", data={}).headers["location"] == "/login"


@pytest.mark.parametrize("who", ["handler", "supervisor", "contact", "officer"])
def test_who_may_not_is_refused_before_the_body_is_looked_at(as_: Clients, who: str):
    ticket = raised(as_("contact"))
    address = f"/api/v1/tickets/{ticket['id']}/assignment"
    status = 404 if who == "handler" else 403
    for body in ({"lead_department_id": ECONOMY}, {"nonsense": 1}):
        assert as_(who).post(address, json=body, headers={"If-Match": '"1"'}).status_code == status


def test_an_idempotency_key_has_a_length_and_one_use(as_: Clients):
    client, body = as_("officer"), {"key": str(uuid4()), "kind_id": 1}
    assert client.post("/api/v1/tickets", json=body, headers={"Idempotency-Key": "x" * 201}).status_code == 422
    headers = {"Idempotency-Key": "once"}
    assert client.post("/api/v1/tickets", json=body | {"kind_id": 999}, headers=headers).status_code == 422
    assert client.post("/api/v1/tickets", json=body, headers=headers).status_code == 201
    assert client.post("/api/v1/tickets", json=body | {"kind_id": 2}, headers=headers).status_code == 422


@pytest.mark.parametrize("planted", ["\\ud800", "%ED%A0%80", "%00", '"%3Cscript%3E"', "x" * 3000])
def test_a_planted_toast_is_only_text(as_: Clients, planted):
    client = as_("officer")
    client.cookies.set("toast", planted)
    answer = client.get("/tickets")
    assert answer.status_code == 200
    assert "<script>" not in answer.text


@pytest.mark.parametrize("path", ["%00", "x" * 300, "../main.py", "..%2fmain.py", "css", ""])
def test_no_path_leads_out_of_the_static_files(stranger: TestClient, path):
    assert stranger.get(f"/static/{path}").status_code == 404
