"""Enterprises through the pages: one firm, one file; the phone number only on asking."""

import re

import pytest
from actors import FIRM, RIVAL_FIRM
from api.test_enterprises import PATH, PHONE
from api.test_projects import added
from conftest import Clients


@pytest.fixture
def firm(as_: Clients):
    given = {"contact_name": "Ms Lin", "contact_phone": PHONE, "note": "Wants to expand"}
    return as_("coordinator").patch(f"{PATH}/{FIRM}", json=given, headers={"If-Match": '"1"'}).json()


def test_one_file_shows_projects_tickets_and_who_has_charge(as_: Clients):
    added(as_("coordinator"), enterprise_id=FIRM)
    page = as_("officer").get(f"/enterprises/{FIRM}").text
    assert "Glass line" in page
    assert "since 1 January 2019" in page


@pytest.mark.usefixtures("firm")
def test_a_contact_reads_the_own_file_only(as_: Clients):
    client = as_("contact")
    own = client.get(f"/enterprises/{FIRM}").text
    assert PHONE in own
    assert "Wants to expand" not in own
    assert client.get(f"/enterprises/{RIVAL_FIRM}").status_code == 404
    assert "Rival Pipes" not in client.get("/enterprises").text


@pytest.mark.usefixtures("firm")
def test_the_number_stands_on_no_page_but_the_one_asked_for(as_: Clients):
    client = as_("coordinator")
    for path in ("", "/edit", "/phone"):
        assert PHONE not in client.get(f"/enterprises/{FIRM}{path}").text
    assert 'id="f-occasion-error"' in client.post(f"/enterprises/{FIRM}/phone").text
    answer = client.post(f"/enterprises/{FIRM}/phone", data={"occasion": "visit"})
    assert answer.status_code == 200
    assert PHONE in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_an_empty_phone_field_leaves_the_number(as_: Clients, firm):
    client = as_("coordinator")
    sent = {"version": firm["version"], "name": "Bright Glass", "contact_phone": "", "sector": "Glass"}
    assert client.post(f"/enterprises/{FIRM}/edit", data=sent).status_code == 303
    assert client.post(f"{PATH}/{FIRM}/phone", json={"occasion": "check"}).json()["phone"] == PHONE


def test_a_wrong_code_is_said_beside_its_field_and_nothing_is_lost(as_: Clients):
    sent = {"name": "New Works", "uscc": "91330100799655058C", "note": "Words of mine"}
    answer = as_("coordinator").post("/enterprises/new", data=sent)
    assert answer.status_code == 422
    assert "The last sign does not fit the others" in answer.text
    assert 'id="f-uscc-error"' in answer.text
    assert "Words of mine" in answer.text
    done = as_("coordinator").post("/enterprises/new", data=sent | {"uscc": "91330100799655058B"})
    assert done.status_code == 303


def test_a_stale_form_loses_nothing(as_: Clients, firm):
    sent = {"version": "1", "name": "Bright Glass", "note": "Words of mine"}
    answer = as_("coordinator").post(f"/enterprises/{FIRM}/edit", data=sent)
    assert answer.status_code == 409
    assert "Words of mine" in answer.text
    assert f'name="version" value="{firm["version"]}"' in answer.text


@pytest.mark.parametrize(
    ("noun", "leader", "supervisor", "officer"),
    [("", 200, 200, 200), ("/edit", 403, 403, 200), ("/phone", 200, 403, 200), ("/nothing", 404, 404, 404)],
)
def test_who_gets_which_page(as_: Clients, noun, leader, supervisor, officer):
    answers = {"leader": leader, "supervisor": supervisor, "officer": officer, "admin": 404, "rival_contact": 404}
    for who, status in answers.items():
        assert as_(who).get(f"/enterprises/{FIRM}{noun}").status_code == status, who


@pytest.mark.parametrize(
    ("who", "nouns"),
    [
        ("coordinator", {"edit", "phone", "officers", "qr"}),
        ("officer", {"edit", "phone", "qr"}),
        ("leader", {"phone"}),
        ("supervisor", set()),
        ("contact", set()),
    ],
)
@pytest.mark.usefixtures("firm")
def test_the_file_offers_what_may_be_done_and_nothing_else(as_: Clients, who, nouns):
    page = as_(who).get(f"/enterprises/{FIRM}").text
    assert set(re.findall(rf'href="/enterprises/{FIRM}/(\w+)', page)) == nouns


@pytest.mark.parametrize("query", ["park_id=x", "after=x", "q=" + "x" * 99, "park_id=" + "9" * 40])
def test_a_bad_filter_is_said_on_the_page(as_: Clients, query):
    assert as_("leader").get(f"/enterprises?{query}").status_code == 422
