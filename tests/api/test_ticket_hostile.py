"""Every call about tickets answers hostile input with 4xx and changes nothing."""

from uuid import uuid4

import pytest
from conftest import Clients
from hostile import MAX_ID, NUMBERS, RAW, TEXTS
from tickets import STEPS, brought_to, raised

# noun: a text field, a number field or none.
FIELDS = {
    "assignment": ("note", "lead_department_id"),
    "acceptance": ("note", None),
    "return": ("reason", None),
    "answer": ("body", None),
    "resolution": ("resolution", None),
    "confirmation": ("note", None),
    "reopening": ("reason", None),
    "closing": ("note", None),
    "enterprise": ("enterprise_id", "enterprise_id"),
    "notes": ("body", None),
}
STAGE = {"acceptance": "assignment", "return": "assignment", "answer": "acceptance", "resolution": "answer"}
STAGE |= {"confirmation": "resolution", "reopening": "resolution", "closing": "confirmation"}
WHO = {noun: who for who, noun, _ in STEPS} | {"return": "handler", "reopening": "contact"}
NEEDED = {"assignment": {"lead_department_id": 1}, "notes": {"key": str(uuid4())}}


def staged(as_: Clients, noun: str):
    """A ticket on which this move is possible, and the person who makes it."""
    ticket = brought_to(as_, STAGE[noun]) if noun in STAGE else raised(as_("officer"))
    return ticket, as_(WHO.get(noun, "coordinator"))


def refused(answer) -> None:
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) == {"type", "title", "status", "detail", "field", "errors", "request_id"}


@pytest.mark.parametrize("noun", FIELDS)
def test_hostile_moves(as_: Clients, noun: str):
    ticket, client = staged(as_, noun)
    text, number = FIELDS[noun]
    address, tag = f"/api/v1/tickets/{ticket['id']}/{noun}", {"If-Match": f'"{ticket["version"]}"'}
    bad = {name: {text: value} for name, value in TEXTS.items() if name != "ten thousand letters"}
    bad["too many letters"] = {text: "x" * 20_001}
    bad |= {name: {number: value} for name, value in NUMBERS.items() if number}
    for name, body in bad.items():
        answer = client.post(address, json=NEEDED.get(noun, {}) | body, headers=tag)
        assert 400 <= answer.status_code < 500, (name, answer.text)
        refused(answer)
    for name, raw in RAW.items():
        answer = client.post(
            address, content=raw.replace(b"%s", text.encode()), headers=tag | {"Content-Type": "application/json"}
        )
        assert 400 <= answer.status_code < 500, (name, answer.text)
        refused(answer)
    after = as_("leader").get(f"/api/v1/tickets/{ticket['id']}").json()
    assert (after["state"], after["version"]) == (ticket["state"], ticket["version"])


@pytest.mark.parametrize("text", ["title", "detail"])
def test_hostile_beginnings(as_: Clients, text: str):
    client, fine = as_("officer"), {"key": str(uuid4()), "kind_id": 1}
    bad = [{text: value} for value in TEXTS.values() if text == "title" or value != TEXTS["ten thousand letters"]]
    bad += [{field: value} for field in ("kind_id", "enterprise_id", "project_id") for value in NUMBERS.values()]
    bad += [{"key": "x"}, {"level": "easy"}, {"source": 3}, {"visit_id": 77}, {"state": "closed"}, {"registered_by": 1}]
    for body in bad:
        refused(client.post("/api/v1/tickets", json=fine | body))
    for raw in RAW.values():
        content = raw.replace(b"%s", text.encode())
        refused(client.post("/api/v1/tickets", content=content, headers={"Content-Type": "application/json"}))
    assert client.get("/api/v1/tickets?view=all").json()["items"] == []


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.0", str(MAX_ID), "9" * 400, "%00", "1;drop"])
def test_numbers_in_addresses_that_name_nothing(as_: Clients, number: str):
    for place in ("", "/timeline", "/assignment", "/notes"):
        for call in (as_("coordinator").get, as_("coordinator").post):
            answer = call(f"/api/v1/tickets/{number}{place}", headers={"If-Match": '"1"'})
            assert answer.status_code in {404, 405}, (place, answer.text)
            refused(answer)


@pytest.mark.parametrize("tag", ["", "x", '"x"', "9" * 400, "-1", '"1", "2"', "*", "\xff"])
def test_version_tags_that_are_none(as_: Clients, tag: str):
    ticket = raised(as_("officer"))
    headers = {"If-Match": tag.encode("latin-1")}
    answer = as_("coordinator").post(
        f"/api/v1/tickets/{ticket['id']}/assignment", json={"lead_department_id": 1}, headers=headers
    )
    assert answer.status_code in {412, 428}
    refused(answer)


def test_a_missing_ticket_reads_like_one_that_is_hidden(as_: Clients):
    hidden = raised(as_("officer"))
    there = as_("rival_contact").get(f"/api/v1/tickets/{hidden['id']}").json()
    nowhere = as_("rival_contact").get("/api/v1/tickets/999").json()
    assert there | {"request_id": ""} == nowhere | {"request_id": ""}


def test_words_of_ten_thousand_letters_are_kept_as_they_are(as_: Clients):
    words = "One line\n" + "x" * 10_000 + "\n\u7535\u5bb9\u4e0d\u8db3 e\u0301"
    ticket = raised(as_("officer"), detail=words)
    assert ticket["detail"] == words.replace("e\u0301", "\u00e9")
    assert ticket["title"] == "One line"
