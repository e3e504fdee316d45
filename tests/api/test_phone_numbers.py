"""Who is shown a firm's phone number: those who serve it, so many times an hour, each of them written down (R68)."""

from datetime import date, timedelta

import pytest
from actors import CAST, CONSTRUCTION, FIRM, NOW, RIVAL_FIRM
from api.test_projects import added
from conftest import Clients
from tickets import brought_to, move, raised

from app.core.db import transaction
from app.domain.enterprises import REVEALS_AN_HOUR
from app.models.org import Pairing

WHY = {"occasion": "ticket"}
SECRET = {"code_name": "Project Lark", "is_confidential": True}


def asked(client, firm=FIRM):
    """What both doors answer, and whether the file offers the number."""
    file = client.get(f"/api/v1/enterprises/{firm}").json()
    page = client.post(f"/enterprises/{firm}/phone", data=WHY)
    answers = {page.status_code, client.post(f"/api/v1/enterprises/{firm}/phone", json=WHY).status_code}
    assert len(answers) == 1
    assert ("reveal" in file["moves"]) == (answers == {200})
    return answers.pop()


def test_a_department_is_shown_the_number_while_a_ticket_of_the_firm_waits_for_it(as_: Clients):
    assert asked(as_("handler")) == 403
    ticket = brought_to(as_, "assignment")
    assert (asked(as_("handler")), asked(as_("rival_handler"))) == (200, 403)
    again = {"lead_department_id": CONSTRUCTION}
    assert move(as_("coordinator"), ticket, "assignment", **again).status_code == 200
    assert (asked(as_("handler")), asked(as_("rival_handler"))) == (403, 200)


def test_nor_is_it_once_the_ticket_is_over(as_: Clients):
    brought_to(as_, "closing")
    assert asked(as_("handler")) == 403


def test_an_officer_is_shown_the_numbers_of_the_own_charges(as_: Clients, engine):
    assert (asked(as_("officer")), asked(as_("officer"), RIVAL_FIRM)) == (200, 403)
    project = added(as_("coordinator"), enterprise_id=RIVAL_FIRM)
    with transaction(engine) as session:
        session.add(Pairing(user_id=CAST["officer"].id, project_id=project["id"], from_on=date(2019, 1, 1)))
    assert asked(as_("officer"), RIVAL_FIRM) == 200


@pytest.mark.parametrize("who", ["leader", "coordinator"])
def test_those_who_steer_the_zone_are_shown_any(as_: Clients, who):
    assert asked(as_(who), RIVAL_FIRM) == 200


def test_a_number_does_not_tell_whose_a_confidential_project_is(as_: Clients):
    project = added(as_("coordinator"), enterprise_id=RIVAL_FIRM, **SECRET)
    ticket = raised(as_("coordinator"), enterprise_id=None, project_id=project["id"])
    lead = {"lead_department_id": CAST["handler"].department_id}
    assert move(as_("coordinator"), ticket, "assignment", **lead).status_code == 200
    assert asked(as_("handler"), RIVAL_FIRM) == 403


def test_the_refusal_says_who_is_shown_it(as_: Clients):
    answer = as_("handler").get(f"/enterprises/{FIRM}/phone")
    assert answer.status_code == 403
    assert "those who serve this enterprise" in answer.text


def test_nobody_collects_numbers(as_: Clients, clock):
    client, path = as_("coordinator"), f"/api/v1/enterprises/{FIRM}/phone"
    for _ in range(REVEALS_AN_HOUR):
        assert client.post(path, json=WHY).status_code == 200
    refused = client.post(path, json=WHY)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "3601")
    assert as_("leader").post(path, json=WHY).status_code == 200
    clock.now = NOW + timedelta(hours=1, seconds=1)
    assert client.post(path, json=WHY).status_code == 200
