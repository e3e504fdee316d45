"""More time, a pause on the books, a new calendar: a due time never moves without an event that says why."""

from datetime import UTC, date, datetime, timedelta

import pytest
from actors import CONSTRUCTION, ECONOMY, FIRM
from conftest import Clients
from sqlmodel import Session
from tickets import at, brought_to, last, move, raised

from app.queries import waits

ASKED = {"workdays": 5, "reason": "The grid company needs a permit."}


def extended(as_: Clients, ticket: dict, who: str, **said: str) -> dict:
    asked = move(as_("handler"), ticket, "extension-request", **ASKED).json()
    done = move(as_(who), asked, "extension", **said)
    assert done.status_code == 200, done.text
    return done.json()


def test_the_duty_leader_grants_the_first_extension(as_: Clients):
    ticket = brought_to(as_, "answer")
    assert ticket["solve_due_at"] == at("2019-08-06T17:00")
    asked = move(as_("handler"), ticket, "extension-request", **ASKED).json()
    assert (asked["plea"]["workdays"], asked["solve_due_at"]) == (5, ticket["solve_due_at"])
    assert move(as_("handler"), asked, "extension").status_code == 403
    assert move(as_("coordinator"), asked, "extension").status_code == 403
    granted = move(as_("duty_leader"), asked, "extension", reason="Permit on the way.").json()
    assert (granted["solve_due_at"], granted["due_at"]) == (at("2019-08-13T17:00"), at("2019-08-13T17:00"))
    seen = last(as_, ticket, "contact")
    assert (seen["verb"], seen["body"]) == ("extend", "Permit on the way.")
    assert (seen["due_was"], seen["due_is"]) == (at("2019-08-06T17:00"), at("2019-08-13T17:00"))


def test_nobody_grants_what_they_asked_for(as_: Clients):
    ticket = brought_to(as_, "answer")
    asked = move(as_("duty_leader"), ticket, "extension-request", **ASKED).json()
    assert move(as_("duty_leader"), asked, "extension").status_code == 403


@pytest.mark.parametrize(("lead", "who"), [(ECONOMY, "duty_leader"), (CONSTRUCTION, "rival_handler")])
def test_where_no_other_duty_leader_is_the_coordinator_decides(as_: Clients, lead: int, who: str):
    ticket = move(as_("coordinator"), raised(as_("officer")), "assignment", lead_department_id=lead).json()
    asked = move(as_(who), ticket, "extension-request", **ASKED).json()
    mine = as_("coordinator").get("/api/v1/tickets?view=mine").json()["items"]
    assert asked["id"] in [row["id"] for row in mine]
    assert move(as_("coordinator"), asked, "extension").json()["extensions"] == 1


def test_the_coordinator_grants_the_second_in_writing_and_there_is_no_third(as_: Clients):
    ticket = extended(as_, brought_to(as_, "answer"), "duty_leader")
    asked = move(as_("handler"), ticket, "extension-request", **ASKED).json()
    assert move(as_("duty_leader"), asked, "extension").status_code == 403
    silent = move(as_("coordinator"), asked, "extension")
    assert (silent.status_code, silent.json()["errors"][0]["field"]) == (422, "reason")
    ticket = move(as_("coordinator"), asked, "extension", reason="The permit was refused once.").json()
    assert ticket["solve_due_at"] == at("2019-08-20T17:00")
    assert move(as_("handler"), ticket, "extension-request", **ASKED).status_code == 422


def test_a_refused_request_leaves_the_deadline_and_says_why(as_: Clients):
    ticket = brought_to(as_, "answer")
    asked = move(as_("handler"), ticket, "extension-request", **ASKED).json()
    assert move(as_("duty_leader"), asked, "refusal").status_code == 422
    refused = move(as_("duty_leader"), asked, "refusal", reason="Start earlier.").json()
    assert (refused["plea"], refused["solve_due_at"]) == (None, ticket["solve_due_at"])
    assert "Start earlier" not in as_("contact").get(f"/api/v1/tickets/{ticket['id']}/timeline").text


def test_what_is_overdue_is_not_extended(as_: Clients, clock):
    ticket = brought_to(as_, "answer")
    clock.now += timedelta(days=30)
    assert move(as_("handler"), ticket, "extension-request", **ASKED).status_code == 422


def test_a_suspended_ticket_stands_still_and_goes_on_with_the_rest_of_its_time(as_: Clients, clock):
    """From Wednesday 17 July 09:30 to Monday 22 July 11:30: three days and two hours of working time (fixture 6.5)."""
    ticket = brought_to(as_, "answer")
    asked = move(
        as_("handler"), ticket, "suspension-request", review_on="2019-08-01", reason="The pipes wait for the frost."
    ).json()
    clock.now += timedelta(days=1)
    asleep = move(as_("coordinator"), asked, "suspension", reason="Looked at again in August.").json()
    assert (asleep["state"], asleep["light"], asleep["review_on"]) == ("suspended", "grey", "2019-08-01")
    assert asleep["id"] not in [row["id"] for row in as_("handler").get("/api/v1/tickets?view=team").json()["items"]]
    clock.now += timedelta(days=5, hours=2)
    awake = move(as_("handler"), asleep, "resumption", note="The pipes are here.").json()
    assert (awake["state"], awake["solve_due_at"]) == ("in_progress", at("2019-08-12T11:00"))
    assert last(as_, ticket)["due_was"] == at("2019-08-06T17:00")


def test_a_review_lies_ahead(as_: Clients):
    ticket = brought_to(as_, "answer")
    late = move(as_("handler"), ticket, "suspension-request", review_on="2019-07-16", reason="Frost.")
    assert (late.status_code, late.json()["errors"][0]["field"]) == (422, "review_on")


def test_a_new_notice_counts_open_tickets_anew_and_says_so(as_: Clients, clock):
    """fixtures.md 6.3: registered on 20 March 2019, 30 working days; the notice of 22 March made Sundays working."""
    clock.now = datetime(2019, 3, 20, 2, tzinfo=UTC)
    as_("admin").post("/api/v1/deadlines", json={"level": "systemic", "answer_workdays": 3, "solve_workdays": 30})
    known = "2019-04-28,off\n2019-05-02,work\n2019-05-03,work\n2019-05-04,off\n2019-05-05,off"
    as_("admin").post("/api/v1/holidays", json={"days": known, "notice": "As known until 22 March 2019"})
    ticket = raised(as_("coordinator"), level="systemic", enterprise_id=FIRM)
    assert ticket["solve_due_at"] == at("2019-05-03T17:00")
    clock.now += timedelta(days=2)
    notice = "2019-04-28,work\n2019-05-02,off\n2019-05-03,off\n2019-05-04,off\n2019-05-05,work"
    as_("admin").post("/api/v1/holidays", json={"days": notice, "notice": "Notice of 22 March 2019"})
    moved = as_("coordinator").get(f"/api/v1/tickets/{ticket['id']}").json()
    assert moved["solve_due_at"] == at("2019-05-05T17:00")
    told = last(as_, ticket)
    assert (told["verb"], told["due_was"]) == ("recount", at("2019-05-03T17:00"))


@pytest.mark.parametrize("last_step", [("handler", "resolution", {}), ("contact", "withdrawal", {"reason": "Sold."})])
def test_what_is_solved_or_withdrawn_asks_for_nothing_any_more(as_: Clients, last_step: tuple):
    who, noun, said = last_step
    asked = move(as_("handler"), brought_to(as_, "answer"), "suspension-request", review_on="2019-08-01", reason="Ice.")
    done = move(as_(who), asked.json(), noun, **said).json()
    assert done["plea"] is None
    mine = as_("coordinator").get("/api/v1/tickets?view=mine").json()["items"]
    assert done["id"] not in [row["id"] for row in mine]


def test_a_suspended_ticket_that_is_withdrawn_is_not_reviewed(as_: Clients, session: Session):
    asked = move(as_("handler"), brought_to(as_, "answer"), "suspension-request", review_on="2019-08-01", reason="Ice.")
    asleep = move(as_("coordinator"), asked.json(), "suspension").json()
    assert move(as_("contact"), asleep, "withdrawal", reason="Sold.").json()["state"] == "withdrawn"
    assert waits.to_review(session, date(2019, 8, 1)) == []
