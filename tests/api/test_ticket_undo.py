"""Undo instead of "are you sure?": the own last step, for a moment, with everything it changed."""

from datetime import timedelta

import pytest
from actors import COMMERCE, CONSTRUCTION, ECONOMY
from conftest import Clients
from tickets import at, brought_to, last, move, raised


def shown(as_: Clients, ticket: dict) -> dict:
    return as_("coordinator").get(f"/api/v1/tickets/{ticket['id']}").json()


def test_handing_over_is_taken_back_with_the_level_and_the_helpers(as_: Clients):
    ticket = raised(as_("officer"))
    first = move(
        as_("coordinator"), ticket, "assignment", lead_department_id=ECONOMY, assist_department_ids=[COMMERCE]
    ).json()
    second = move(as_("coordinator"), first, "assignment", lead_department_id=CONSTRUCTION, level="systemic").json()
    assert second["solve_due_at"] == at("2019-08-20T17:00")
    undone = move(as_("coordinator"), second, "undo").json()
    for name in ("state", "lead_department_id", "level", "solve_due_at", "due_at", "assists"):
        assert undone[name] == first[name], name
    assert undone["version"] > second["version"]
    told = last(as_, ticket)
    assert (told["verb"], told["due_is"]) == ("undo", first["solve_due_at"])


def test_resolving_is_taken_back(as_: Clients):
    ticket = brought_to(as_, "answer")
    done = move(as_("handler"), ticket, "resolution", resolution="Done.").json()
    undone = move(as_("handler"), done, "undo").json()
    for name in ("state", "resolved_at", "outcome", "resolution", "confirm_by", "due_at", "light"):
        assert undone[name] == ticket[name], name


def test_solved_on_the_spot_is_taken_back_as_a_whole(as_: Clients):
    solved = raised(as_("officer"), is_resolved_on_site=True)
    undone = move(as_("officer"), solved, "undo").json()
    assert (undone["state"], undone["is_resolved_on_site"], undone["due_at"]) == (
        "registered",
        False,
        at("2019-07-19T17:00"),
    )
    for name in ("answered_at", "resolved_at", "outcome", "confirm_by"):
        assert undone[name] is None, name


@pytest.mark.parametrize(
    ("who", "noun", "said"),
    [("handler", "resolution", {}), ("coordinator", "assignment", {"lead_department_id": CONSTRUCTION})],
)
def test_what_was_asked_for_before_is_asked_for_again(as_: Clients, who: str, noun: str, said: dict):
    wanted = {"review_on": "2019-08-01", "reason": "Ice."}
    asked = move(as_("handler"), brought_to(as_, "answer"), "suspension-request", **wanted).json()
    done = move(as_(who), asked, noun, **said).json()
    undone = move(as_(who), done, "undo").json()
    assert (done["plea"], undone["plea"]) == (None, asked["plea"])
    assert move(as_("coordinator"), undone, "suspension").json()["state"] == "suspended"


def test_not_somebody_elses_not_later_not_after_something_else(as_: Clients, clock):
    ticket = brought_to(as_, "assignment")
    assert move(as_("handler"), ticket, "undo").status_code == 409
    clock.now += timedelta(seconds=61)
    assert move(as_("coordinator"), ticket, "undo").status_code == 409
    taken = brought_to(as_, "acceptance")
    assert move(as_("coordinator"), taken, "undo").status_code == 409
    assert move(as_("contact"), taken, "undo").status_code == 403


def test_a_second_undo_finds_nothing(as_: Clients):
    ticket = brought_to(as_, "assignment")
    undone = move(as_("coordinator"), ticket, "undo").json()
    assert undone["state"] == "registered"
    assert move(as_("coordinator"), undone, "undo").status_code == 409


def test_the_words_after_it_offer_it(as_: Clients):
    ticket = raised(as_("officer"))
    client, form = as_("coordinator"), {"version": ticket["version"], "lead_department_id": ECONOMY}
    client.post(f"/tickets/{ticket['id']}/assignment", data=form)
    page = client.get(f"/tickets/{ticket['id']}").text
    assert f'action="/tickets/{ticket["id"]}/undo"' in page
    assert client.post(f"/tickets/{ticket['id']}/undo").status_code == 303
    assert "Taken back" in client.get(f"/tickets/{ticket['id']}").text
    assert shown(as_, ticket)["state"] == "registered"
