"""Who owns a ticket: returns are limited, a ruling ends the argument (M04, product.md finding 5)."""

from datetime import timedelta

from actors import CONSTRUCTION, ECONOMY
from conftest import Clients
from tickets import brought_to, move


def handed(as_: Clients, ticket: dict, department: int) -> dict:
    return move(as_("coordinator"), ticket, "assignment", lead_department_id=department).json()


def back(as_: Clients, ticket: dict, who: str) -> dict:
    return move(as_(who), ticket, "return", reason=f"Not ours, says {who}.").json()


def offered(as_: Clients, ticket: dict) -> set[str]:
    seen = as_("handler").get(f"/api/v1/tickets/{ticket['id']}").json()["moves"]
    return {"return", "appeal"} & set(seen)


def test_a_return_chain_stops_at_the_limit_and_lands_with_the_coordinator(as_: Clients):
    """A to B to A: the acceptance case of M04."""
    ticket = back(as_, brought_to(as_, "assignment"), "handler")
    assert ticket["state"] == "returned"
    ticket = back(as_, handed(as_, ticket, CONSTRUCTION), "rival_handler")
    ticket = handed(as_, ticket, ECONOMY)
    assert move(as_("handler"), ticket, "return", reason="Still not ours.").status_code == 403
    ticket = move(as_("handler"), ticket, "appeal", reason="The road belongs to construction.").json()
    assert (ticket["state"], ticket["lead_department_id"]) == ("ruling", ECONOMY)
    mine = as_("coordinator").get("/api/v1/tickets?view=mine").json()["items"]
    assert ticket["id"] in [row["id"] for row in mine]
    ticket = move(
        as_("coordinator"), ticket, "ruling", lead_department_id=CONSTRUCTION, reason="The road is theirs."
    ).json()
    assert (ticket["state"], ticket["is_ruled"]) == ("assigned", True)
    seen = as_("rival_handler").get(f"/api/v1/tickets/{ticket['id']}").json()["moves"]
    assert {"return", "appeal"} & set(seen) == set()
    steps = as_("leader").get(f"/api/v1/tickets/{ticket['id']}/timeline").json()
    assert [step["verb"] for step in steps] == [
        *("raise", "assign", "return", "assign", "return", "assign", "appeal", "rule"),
    ]
    assert steps[-1]["to"]["name"] == "Construction"


def test_only_another_ruling_moves_a_ruled_ticket(as_: Clients):
    ticket = brought_to(as_, "assignment")
    ticket = move(as_("coordinator"), ticket, "ruling", lead_department_id=ECONOMY, reason="Theirs.").json()
    refused = move(as_("coordinator"), ticket, "assignment", lead_department_id=CONSTRUCTION)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "lead_department_id")
    again = move(as_("coordinator"), ticket, "ruling", lead_department_id=CONSTRUCTION, reason="New facts.")
    assert again.json()["lead_department_id"] == CONSTRUCTION


def test_a_ticket_can_be_returned_for_one_working_day(as_: Clients, clock):
    ticket = brought_to(as_, "assignment")
    clock.now += timedelta(days=1, hours=9)  # past closing time of the next working day
    late = move(as_("handler"), ticket, "return", reason="Not ours.")
    assert (late.status_code, late.json()["errors"][0]["field"]) == (422, "reason")
    assert offered(as_, ticket) == {"appeal"}
    assert move(as_("handler"), ticket, "appeal", reason="Not ours.").json()["state"] == "ruling"


def test_no_ruling_while_a_return_is_left(as_: Clients):
    ticket = brought_to(as_, "assignment")
    assert offered(as_, ticket) == {"return"}
    early = move(as_("handler"), ticket, "appeal", reason="Not ours.")
    assert (early.status_code, early.json()["errors"][0]["field"]) == (422, "reason")


def test_the_clock_does_not_start_again_when_a_ticket_changes_hands(as_: Clients):
    ticket = brought_to(as_, "assignment")
    due = ticket["solve_due_at"]
    moved = handed(as_, back(as_, ticket, "handler"), CONSTRUCTION)
    assert moved["solve_due_at"] == due


def test_an_enterprise_reads_nothing_of_the_argument(as_: Clients):
    ticket = back(as_, brought_to(as_, "assignment"), "handler")
    shown = as_("contact").get(f"/api/v1/tickets/{ticket['id']}").json()
    assert shown["state"] == "registered"
    ticket = move(as_("coordinator"), ticket, "ruling", lead_department_id=ECONOMY, reason="Secret reason.").json()
    shown = as_("contact").get(f"/api/v1/tickets/{ticket['id']}").json()
    assert (shown["is_ruled"], shown["return_until"]) == (False, None)
    words = as_("contact").get(f"/api/v1/tickets/{ticket['id']}/timeline").text
    assert "Secret reason" not in words
    assert "Not ours" not in words
