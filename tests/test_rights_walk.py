"""Every route x every role. New routes are walked by themselves, and fail until rights.AREAS says whose they are."""

import pytest
import rights
import sqlalchemy as sa
from actors import CAST, PASSWORD
from conftest import Clients
from fastapi.testclient import TestClient
from rights import CONTENT, INSIDE, MARK, SAFE
from sqlmodel import SQLModel

from app.core.db import transaction
from app.domain import access
from app.models.event import Event

REFUSED = {303, 403, 404}


@pytest.fixture
def doors(app, engine):
    """All but the public ones, with a row behind each address."""
    with transaction(engine) as session:
        rights.seed(session)
    return [door for door in rights.doors(app) if door.path not in rights.PUBLIC]


def knock(client, door, row=rights.ROW):
    """Ask at a door with nothing in the hands: an empty body, no version."""
    body = {} if door.method in SAFE else {"json": {}} if door.is_api else {"data": {}}
    return client.request(door.method, door.at(row), **body)


def unlike(doors, client, holds):
    """The doors whose answer is not as it should be, for the message of a failed test."""
    answers = ((door, knock(client, door)) for door in doors)
    return [f"{door.method} {door.path}: {got.status_code}" for door, got in answers if not holds(door, got)]


def test_every_route_is_declared(app):
    found = rights.doors(app)
    assert len(found) > 150
    assert [door for door in found if door.path not in rights.PUBLIC and door.area not in rights.AREAS] == []
    assert rights.PUBLIC - {door.path for door in found} == set()
    assert set(rights.AREAS) - {door.area for door in found} == set()


def test_a_stranger_is_sent_to_the_log_in(doors, stranger):
    def holds(door, answer):
        if door.is_api:
            return answer.status_code == 401
        return answer.status_code == 303 and answer.headers["location"].startswith("/login")

    assert unlike(doors, stranger, holds) == []


@pytest.mark.parametrize("who", CAST)
def test_nothing_breaks_and_nobody_enters_where_they_may_not(doors, as_: Clients, who):
    def holds(door, answer):
        may_enter = who in rights.AREAS[door.area]
        return answer.status_code < 500 and (may_enter or answer.status_code in REFUSED)

    reading = [door for door in doors if door.method in SAFE]
    assert unlike(reading, as_(who), holds) == []
    assert unlike([door for door in doors if door not in reading], as_(who), holds) == []


@pytest.mark.parametrize("who", ["admin", "rival_contact"])
def test_content_of_others_does_not_exist(doors, as_: Clients, who):
    about_content = [door for door in doors if door.names & CONTENT]
    assert about_content
    assert unlike(about_content, as_(who), lambda _door, answer: answer.status_code == 404) == []


@pytest.mark.parametrize("who", ["admin", "rival_contact"])
def test_content_of_others_is_read_nowhere(doors, as_: Clients, who):
    reading = [door for door in doors if door.method in SAFE]
    assert unlike(reading, as_(who), lambda _door, got: MARK not in got.text and INSIDE not in got.text) == []
    found = as_(who).get("/api/v1/search", params={"q": MARK})
    assert MARK not in found.text.replace(found.request.url.query.decode(), "")


def test_a_contact_reads_no_internal_word(doors, as_: Clients):
    reading = [door for door in doors if door.method in SAFE]
    assert unlike(reading, as_("contact"), lambda _door, got: INSIDE not in got.text) == []


def test_a_contact_reads_no_other_firms_name(doors, as_: Clients):
    reading = [door for door in doors if door.method in SAFE]
    assert unlike(reading, as_("rival_contact"), lambda _door, got: "Bright Glass" not in got.text) == []


def test_what_may_not_be_seen_reads_like_what_is_not_there(doors, as_: Clients):
    rival = as_("rival_contact")
    for door in doors:
        if door.is_api and door.names & CONTENT:
            hidden, absent = (knock(rival, door, row).json()["detail"] for row in (rights.ROW, rights.ABSENT))
            assert hidden == absent, door


def test_reading_changes_no_row(doors, as_: Clients, engine):
    def rows():
        with engine.connect() as connection:
            return {
                table.name: connection.execute(sa.select(table).order_by(*table.primary_key)).all()
                for table in SQLModel.metadata.sorted_tables
                if table.name != Event.__tablename__
            } | {"lines": connection.execute(sa.select(Event.verb).where(Event.verb != access.REFUSED)).all()}

    before = rows()
    for who in ("coordinator", "admin"):
        for door in doors:
            if door.method in SAFE:
                knock(as_(who), door)
    assert rows() == before


def test_a_reading_key_changes_nothing_anywhere(doors, as_: Clients, app):
    key = as_("coordinator").post("/api/v1/me/tokens", json={"name": "reader", "current": PASSWORD}).json()["token"]
    with TestClient(app, headers={"Authorization": f"Bearer {key}"}) as reader:
        changing = [door for door in doors if door.is_api and door.method not in SAFE]
        assert unlike(changing, reader, lambda _door, answer: 400 <= answer.status_code < 500) == []
