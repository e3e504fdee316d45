"""How tickets end: on the enterprise's word, on its silence, with a second round one level up (M11)."""

from datetime import UTC, datetime

from conftest import Clients
from tickets import at, brought_to, last, move, raised


def test_not_satisfied_comes_back_one_level_up_without_the_time_that_the_enterprise_took(as_: Clients, clock):
    ticket = brought_to(as_, "resolution")
    assert ticket["level"] == "complex"
    clock.now = datetime(2019, 7, 18, 1, 30, tzinfo=UTC)  # two working days later, to the hour
    again = move(as_("contact"), ticket, "reopening", reason="The lights went out again.").json()
    assert (again["state"], again["level"], again["reopenings"]) == ("in_progress", "systemic", 1)
    assert again["solve_due_at"] == at("2019-08-22T09:30")  # 25 working days from 16 July, and 12.5 hours
    assert last(as_, ticket)["due_is"] == again["solve_due_at"]


def test_the_enterprise_or_the_coordinator_withdraws(as_: Clients):
    ticket = raised(as_("officer"))
    assert move(as_("handler"), ticket, "withdrawal", reason="No.").status_code == 404
    gone = move(as_("contact"), ticket, "withdrawal", reason="We moved the line.").json()
    assert (gone["state"], gone["ending"], gone["light"]) == ("withdrawn", "withdrawn", "grey")
    assert gone["moves"] == []


def test_a_joint_consultation_leaves_one_conclusion(as_: Clients):
    ticket = brought_to(as_, "acceptance")
    called = move(
        as_("handler"), ticket, "consultation", department_ids=[2, 3], meets_on="2019-07-18", place="Room 3"
    ).json()
    assert [body["name"] for body in called["consultation"]["departments"]] == ["Commerce", "Construction"]
    assert "convene" not in called["moves"]
    assert as_("rival_handler").get(f"/api/v1/tickets/{ticket['id']}").status_code == 200
    assert as_("contact").get(f"/api/v1/tickets/{ticket['id']}").json()["consultation"] is None
    again = move(as_("handler"), called, "consultation", department_ids=[2], meets_on="2019-07-19")
    assert again.status_code == 422
    done = move(as_("handler"), called, "conclusion", conclusion="Construction digs, commerce pays.").json()
    assert done["consultation"] is None
    assert last(as_, ticket, "contact")["body"] == "Construction digs, commerce pays."
    assert move(as_("handler"), done, "conclusion", conclusion="Another.").status_code == 409


def test_a_consultation_goes_along_when_the_ticket_changes_hands(as_: Clients):
    ticket = brought_to(as_, "answer")
    ticket = move(as_("handler"), ticket, "consultation", department_ids=[2], meets_on="2019-07-18").json()
    moved = move(as_("coordinator"), ticket, "assignment", lead_department_id=3).json()
    assert ([body["id"] for body in moved["assists"]], "conclude" in moved["moves"]) == ([2], True)
    led = move(as_("coordinator"), moved, "assignment", lead_department_id=2).json()
    assert (led["assists"], [body["id"] for body in led["consultation"]["departments"]]) == ([], [2])


def test_nobody_consults_alone(as_: Clients):
    ticket = brought_to(as_, "answer")
    alone = move(as_("handler"), ticket, "consultation", department_ids=[1], meets_on="2019-07-18")
    assert (alone.status_code, alone.json()["errors"][0]["field"]) == (422, "department_ids")


def test_a_consultation_is_not_called_for_yesterday(as_: Clients):
    ticket = brought_to(as_, "acceptance")
    late = move(as_("handler"), ticket, "consultation", department_ids=[2], meets_on="2019-07-15")
    assert (late.status_code, late.json()["errors"][0]["field"]) == (422, "meets_on")


def test_the_enterprise_has_three_working_days_to_say_whether_it_is_solved(as_: Clients):
    assert brought_to(as_, "resolution")["confirm_by"] == at("2019-07-19T17:00")


def test_whoever_closes_says_on_whose_word(as_: Clients):
    assert brought_to(as_, "closing")["ending"] == "confirmed"
    assert raised(as_("officer"))["ending"] is None
