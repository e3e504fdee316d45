"""A ticket's life through the JSON door."""

from uuid import uuid4

import pytest
import sqlalchemy as sa
from actors import CONSTRUCTION, ECONOMY
from conftest import Clients
from sqlmodel import select
from tickets import brought_to, move, raised

from app.models.event import Event


def test_from_the_site_to_the_firms_last_word(as_: Clients):
    ticket = raised(as_("officer"), detail="The transformer is too small.")
    assert (ticket["state"], ticket["due_at"]) == ("registered", "2019-07-19T09:00:00Z")
    for who, noun, given, state in (
        ("coordinator", "assignment", {"lead_department_id": ECONOMY}, "assigned"),
        ("handler", "acceptance", {}, "accepted"),
        ("handler", "answer", {"body": "The grid company comes on Thursday."}, "in_progress"),
        ("handler", "resolution", {"resolution": "400 kVA connected."}, "resolved"),
        ("contact", "confirmation", {}, "confirmed"),
        ("coordinator", "closing", {}, "closed"),
    ):
        answer = move(as_(who), ticket, noun, **given)
        assert answer.status_code == 200, answer.text
        ticket = answer.json()
        assert ticket["state"] == state
    lines = as_("contact").get(f"/api/v1/tickets/{ticket['id']}/timeline").json()
    assert [line["verb"] for line in lines] == ["raise", "assign", "accept", "answer", "resolve", "confirm", "close"]


def test_a_stale_change_is_refused_and_changes_nothing(as_: Clients):
    ticket = raised(as_("officer"))
    assert move(as_("coordinator"), ticket, "assignment", lead_department_id=ECONOMY).status_code == 200
    assert move(as_("coordinator"), ticket, "assignment", lead_department_id=CONSTRUCTION).status_code == 412
    now = as_("coordinator").get(f"/api/v1/tickets/{ticket['id']}").json()
    assert now["lead_department_id"] == ECONOMY


def test_a_change_says_which_version_it_saw(as_: Clients):
    ticket = raised(as_("officer"))
    answer = as_("coordinator").post(f"/api/v1/tickets/{ticket['id']}/assignment", json={"lead_department_id": ECONOMY})
    assert answer.status_code == 428


def test_the_same_key_is_the_same_ticket(as_: Clients):
    key = str(uuid4())
    assert raised(as_("officer"), key=key)["id"] == raised(as_("officer"), key=key)["id"]


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("leader", 200),
        ("officer", 200),
        ("handler", 404),
        ("supervisor", 200),
        ("contact", 200),
        ("rival_contact", 404),
        ("admin", 404),
    ],
)
def test_a_ticket_exists_only_for_those_who_may_see_it(as_: Clients, who, seen):
    ticket = raised(as_("officer"))
    assert as_(who).get(f"/api/v1/tickets/{ticket['id']}").status_code == seen


def test_a_replayed_request_gets_the_same_answer_once(as_: Clients):
    sent = {"json": {"key": str(uuid4()), "kind_id": 1}, "headers": {"Idempotency-Key": "abc"}}
    first, again = (as_("officer").post("/api/v1/tickets", **sent) for _ in range(2))
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert len(as_("officer").get("/api/v1/tickets").json()["items"]) == 1
    other = as_("officer").post("/api/v1/tickets", json={"key": str(uuid4()), "kind_id": 2}, headers=sent["headers"])
    assert other.status_code == 422


@pytest.mark.parametrize("claim", [{"level": "complex"}, {"source": "visit"}])
def test_how_grave_it_is_and_whence_it_came_is_not_the_firms_to_say(as_: Clients, claim):
    asked = {"key": str(uuid4()), "kind_id": 1, **claim}
    refused = as_("contact").post("/api/v1/tickets", json=asked)
    assert (refused.status_code, refused.json()["field"]) == (422, *claim)
    assert as_("officer").post("/api/v1/tickets", json=asked).status_code == 201


def test_what_is_open_again_has_no_outcome(as_: Clients):
    ticket = brought_to(as_, "confirmation")
    assert (ticket["outcome"], ticket["resolution"]) == ("done", "400 kVA connected.")
    again = move(as_("contact"), ticket, "reopening", reason="It tripped again.").json()
    assert [again[name] for name in ("state", "outcome", "resolution", "resolved_at")] == ["in_progress", *[None] * 3]
    said = as_("contact").get(f"/api/v1/tickets/{ticket['id']}/timeline").json()
    assert "400 kVA connected." in [line["body"] for line in said]


def test_without_a_lead_department_it_begins_again_at_the_coordinator(as_: Clients, session):
    ticket = raised(as_("officer"), is_resolved_on_site=True)
    again = move(as_("contact"), ticket, "reopening", reason="Nothing was done.").json()
    assert again["state"] == "registered"
    told = session.exec(select(Event).order_by(sa.desc(Event.id))).first()
    assert (told.before["state"], told.after["state"]) == ("resolved", "registered")
