"""Enterprises through the JSON door: rights, search, masked phones, credit codes."""

import base64
import json

import pytest
import sqlalchemy as sa
from actors import FIRM, RIVAL_FIRM
from conftest import Clients
from sqlmodel import select
from tickets import brought_to

from app.models.event import Event

PATH = "/api/v1/enterprises"
PHONE = "13812345678"


@pytest.fixture
def firm(as_: Clients):
    client = as_("coordinator")
    given = {"contact_name": "Ms Lin", "contact_phone": PHONE, "note": "Wants to expand"}
    answer = client.patch(f"{PATH}/{FIRM}", json=given, headers={"If-Match": '"1"'})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture
def held(as_: Clients):
    """A ticket of the firm that waits for the handler's department."""
    return brought_to(as_, "assignment")


@pytest.mark.parametrize(
    ("who", "done"),
    [
        ("coordinator", (201, 200, 200)),
        ("officer", (201, 200, 200)),
        ("leader", (403, 403, 200)),
        ("handler", (403, 403, 403)),
        ("rival_handler", (403, 403, 403)),
        ("supervisor", (403, 403, 403)),
        ("contact", (403, 403, 403)),
        ("rival_contact", (403, 404, 404)),
        ("admin", (403, 404, 404)),
    ],
)
def test_who_may_do_what(as_: Clients, firm, who, done):
    client, seen = as_(who), {"If-Match": f'"{firm["version"]}"'}
    answers = (
        client.post(PATH, json={"name": "New Works"}),
        client.patch(f"{PATH}/{FIRM}", json={"sector": "Glass"}, headers=seen),
        client.post(f"{PATH}/{FIRM}/phone", json={"occasion": "visit"}),
    )
    assert tuple(answer.status_code for answer in answers) == done


def test_an_officer_keeps_the_files_of_the_own_charges_only(as_: Clients):
    answer = as_("officer").patch(f"{PATH}/{RIVAL_FIRM}", json={"sector": "Pipes"}, headers={"If-Match": '"1"'})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("leader", ["Bright Glass", "Rival Pipes"]),
        ("contact", ["Bright Glass"]),
        ("rival_contact", ["Rival Pipes"]),
        ("admin", []),
    ],
)
def test_a_contact_sees_the_own_firm_only(as_: Clients, who, names):
    assert [row["name"] for row in as_(who).get(PATH).json()["items"]] == names


@pytest.mark.usefixtures("firm", "held")
def test_the_number_is_masked_until_asked_for_and_the_asking_is_written_down(as_: Clients, session):
    client = as_("handler")
    assert client.get(f"{PATH}/{FIRM}").json()["contact_phone"] == "138****5678"
    assert client.post(f"{PATH}/{FIRM}/phone", json={}).json()["field"] == "occasion"
    assert client.post(f"{PATH}/{FIRM}/phone", json={"occasion": "ticket"}).json()["phone"] == PHONE
    event = session.exec(select(Event).order_by(sa.desc(Event.id))).first()
    assert (event.verb, event.subject_id, event.after) == (
        "enterprise.reveal",
        FIRM,
        {"field": "contact_phone", "occasion": "ticket"},
    )


@pytest.mark.usefixtures("firm")
def test_the_firm_reads_its_own_number_but_not_what_officers_note(as_: Clients):
    own = as_("contact").get(f"{PATH}/{FIRM}").json()
    assert (own["contact_phone"], own["note"], own["projects"]) == (PHONE, None, [])


@pytest.mark.parametrize("asked", ["Gl", "brightg", "91330", "pipes"])
def test_it_is_found_by_two_characters_initials_or_code(as_: Clients, asked):
    client = as_("coordinator")
    for number, code in ((FIRM, "91330100799655058B"), (RIVAL_FIRM, None)):
        change = client.patch(f"{PATH}/{number}", json={"uscc": code}, headers={"If-Match": '"1"'})
        assert change.status_code == 200
    names = [row["name"] for row in client.get(PATH, params={"q": asked}).json()["items"]]
    assert names == ["Rival Pipes" if asked == "pipes" else "Bright Glass"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "Bright Glass"}, "name"),
        ({"uscc": "91330100799655058C"}, "uscc"),
        ({"uscc": "9133"}, "uscc"),
        ({"contact_phone": "call me"}, "contact_phone"),
        ({"park_id": 99}, "park_id"),
        ({"park_id": 2**70}, "park_id"),
        ({"name": "a\x00b"}, "name"),
        ({"name": "x" * 10_000}, "name"),
        ({"initials": "zz"}, "initials"),
    ],
)
def test_bad_input_is_refused_beside_its_field(as_: Clients, given, field):
    answer = as_("coordinator").post(PATH, json={"name": "New Works"} | given)
    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_a_code_belongs_to_one_firm(as_: Clients):
    client = as_("coordinator")
    assert client.post(PATH, json={"name": "One", "uscc": "91330100799655058b"}).status_code == 201
    again = client.post(PATH, json={"name": "Two", "uscc": "91330100799655058B"})
    assert (again.status_code, again.json()["field"]) == (422, "uscc")


def test_lists_page_on_without_gaps(as_: Clients):
    client = as_("coordinator")
    for number in range(3):
        assert client.post(PATH, json={"name": f"Works {number}"}).status_code == 201
    first = client.get(PATH, params={"limit": 3}).json()
    rest = client.get(PATH, params={"limit": 3, "after": first["next_cursor"]}).json()
    assert [row["name"] for row in first["items"] + rest["items"]] == [
        "Bright Glass", "Rival Pipes", "Works 0", "Works 1", "Works 2",
    ]  # fmt: skip
    assert rest["next_cursor"] is None


@pytest.mark.usefixtures("firm")
def test_a_stale_change_is_refused(as_: Clients):
    answer = as_("coordinator").patch(f"{PATH}/{FIRM}", json={"sector": "x"}, headers={"If-Match": '"1"'})
    assert answer.status_code == 412


def test_parks_and_belts_can_be_listed(as_: Clients):
    assert as_("officer").get("/api/v1/parks").json() == []
    assert as_("officer").get("/api/v1/belts").json() == []


@pytest.mark.usefixtures("firm", "held")
def test_a_number_shown_is_kept_under_no_key(as_: Clients, session):
    key = {"Idempotency-Key": "6f1c2f6a-7c0e-4f7e-9f3b-0d2f6f0c8a11"}
    asked = {"occasion": "visit"}
    assert as_("handler").post(f"{PATH}/{FIRM}/phone", json=asked, headers=key).status_code == 422
    assert as_("handler").post(f"/enterprises/{FIRM}/phone", data=asked, headers=key).status_code == 422
    assert session.exec(select(Event).where(Event.verb == "enterprise.reveal")).all() == []


@pytest.mark.parametrize("name", ["\ud800", "\x00", "\u202e"])
def test_a_cursor_that_no_database_can_hold_is_refused(as_: Clients, name):
    cursor = base64.urlsafe_b64encode(json.dumps([name, 1]).encode()).decode()
    answer = as_("officer").get(PATH, params={"after": cursor})
    assert (answer.status_code, answer.json()["field"]) == (422, "after")
