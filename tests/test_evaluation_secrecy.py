"""Whoever handles a ticket meets neither the evaluation link nor an unanswered question: every door, key and line.

The link is handed out and not used yet while each of them opens every door there is.
"""

import pytest
import rights
from actors import PASSWORD
from bs4 import BeautifulSoup
from conftest import Clients
from fastapi.testclient import TestClient
from rights import SAFE
from sqlmodel import select
from tickets import brought_to, move
from visitors import code, demanded, link, number, resolve

from app.core.db import transaction
from app.models.evaluation import Evaluation
from app.models.event import Event
from app.models.portal import PortalDemand
from app.models.ticket import Ticket
from app.models.ticket_life import Sample, State

HANDLES = ("handler", "duty_leader", "officer", "coordinator", "leader")
ASKED = ("/e/v/", "Not answered yet", "not_answered", '"verdict"', "Is it solved?")


@pytest.fixture
def asked(as_: Clients, engine, stranger, clock) -> tuple[int, list[str]]:
    """A ticket of the portal that waits for its answer, and the secrets that only its enterprise holds."""
    with transaction(engine) as session:
        rights.seed(session)
    follow = demanded(stranger, code(as_), clock)
    ticket_id = resolve(as_, number(stranger, follow))
    secrets = [follow.removeprefix("/e/t/"), link(stranger, follow).removeprefix("/e/v/")]
    with transaction(engine) as session:
        hashes = [session.exec(select(Evaluation.token_hash)).one(), session.exec(select(PortalDemand.code_hash)).one()]
    return ticket_id, secrets + hashes


def everything(app, client, ticket_id: int) -> str:
    """All that somebody reads or causes about this ticket with empty hands, headers and all."""
    is_program = "authorization" in client.headers
    doors = [door for door in rights.doors(app) if door.path not in rights.PUBLIC and (door.is_api or not is_program)]
    assert len(doors) > 80
    return "\n".join(knock(client, door, ticket_id) for door in doors)


def knock(client, door, ticket_id: int) -> str:
    where = door.at(ticket_id if "ticket_id" in door.names else rights.ROW)
    body = {} if door.method in SAFE else {"json": {}} if door.is_api else {"data": {}}
    answer = client.request(door.method, where, **body)
    return f"{answer.text} {answer.headers}"


@pytest.mark.parametrize("who", HANDLES)
def test_no_page_and_no_key_of_whoever_handles_it_shows_a_link_or_an_open_question(as_: Clients, app, asked, who):
    ticket_id, secrets = asked
    wanted = {"name": "all", "current": PASSWORD, "scope": "write"}
    key = as_(who).post("/api/v1/me/tokens", json=wanted).json()["token"]
    page = BeautifulSoup(as_(who).get(f"/tickets/{ticket_id}").text, "html.parser")
    assert f"/tickets/{ticket_id}/evaluation" not in str(page)
    with TestClient(app, headers={"Authorization": f"Bearer {key}"}) as program:
        read = everything(app, as_(who), ticket_id) + everything(app, program, ticket_id)
    assert [mark for mark in (*secrets, *ASKED) if mark in read] == []


def test_the_journal_has_no_secret(stranger, asked, session):
    _, secrets = asked
    stranger.post(f"/e/v/{secrets[1]}", data={"satisfied": "yes"})
    journal = "\n".join(str(event.model_dump()) for event in session.exec(select(Event)))
    assert "evaluation.answer" in journal
    assert [secret for secret in secrets if secret in journal] == []


def test_what_supervision_heard_is_not_for_whoever_handled_it(as_: Clients, engine):
    ticket = brought_to(as_, "resolution")
    with transaction(engine) as session:
        row = session.get_one(Ticket, ticket["id"])
        row.state, row.sample = State.CLOSED, Sample.DRAWN
    drawn = as_("supervisor").get(f"/api/v1/tickets/{ticket['id']}").json()
    assert move(as_("supervisor"), drawn, "check", sample="dissatisfied", note="Still dark.").status_code == 200
    for who, hears in (("supervisor", True), ("coordinator", True), ("handler", False), ("officer", False)):
        words = as_(who).get(f"/api/v1/tickets/{ticket['id']}/timeline").text
        assert ('"check"' in words, "Still dark." in words) == (hears, hears)
