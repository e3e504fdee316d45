"""A number of a past day stays what it was, whatever happens to the tickets afterwards (MS1)."""

from datetime import timedelta

import pytest
from actors import CONSTRUCTION, NOW
from conftest import Clients
from tickets import brought_to, move, raised

DAY = "2019-07-16"
CODES = ("open_tickets", "overdue_tickets", "waiting_tickets", "on_time_rate")


def numbers(as_: Clients, day=DAY):
    read = as_("leader").get("/api/v1/metrics", params={"as_of": day}).json()["metrics"]
    return {one["code"]: (one["value"], one["numerator"], one["denominator"]) for one in read if one["code"] in CODES}


@pytest.fixture
def past(as_: Clients, clock):
    """A ticket in each stage at the end of a day, and a second ticket open; now it is the day after."""
    found = {noun: brought_to(as_, noun) for noun in ("assignment", "answer", "resolution", "confirmation", "closing")}
    found["raised"] = raised(as_("officer"))
    clock.now = NOW + timedelta(days=1)
    return found


def done(answer):
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_numbers_of_a_day_that_nothing_has_happened_since(as_: Clients, clock, past):
    assert len(past) == 6
    assert numbers(as_) == {
        "open_tickets": (3, 3, None),
        "overdue_tickets": (0, 0, None),
        "waiting_tickets": (1, 1, None),
        "on_time_rate": (100, 3, 3),
    }
    clock.now = NOW
    assert numbers(as_) == numbers(as_, None)


@pytest.mark.parametrize("noun", ["resolution", "confirmation", "closing"])
def test_a_reopening_and_a_second_solution_change_no_past_number(as_: Clients, clock, past, noun):
    before = numbers(as_)
    again = done(move(as_("supervisor"), past[noun], "reopening", reason="Still dark"))
    assert numbers(as_) == before
    clock.now += timedelta(days=60)
    solved = done(move(as_("handler"), again, "resolution", resolution="Now it is lit."))
    assert numbers(as_) == before
    done(move(as_("contact"), solved, "confirmation"))
    assert numbers(as_) == before
    today = numbers(as_, None)
    assert today["on_time_rate"][1:] != before["on_time_rate"][1:]


def test_nor_does_anything_else_that_is_done_later(as_: Clients, clock, past):
    before = numbers(as_)
    done(move(as_("coordinator"), past["assignment"], "assignment", lead_department_id=CONSTRUCTION, level="systemic"))
    done(move(as_("contact"), past["answer"], "withdrawal", reason="It works again"))
    done(move(as_("contact"), past["resolution"], "confirmation"))
    done(move(as_("coordinator"), past["confirmation"], "closing"))
    raised(as_("officer"))
    assert numbers(as_) == before
    assert numbers(as_, None)["open_tickets"] == (3, 3, None)
    clock.now += timedelta(days=90)
    assert numbers(as_) == before
    assert numbers(as_, None)["overdue_tickets"] == (3, 3, None)


def test_a_pause_begun_since_takes_no_red_light_out_of_the_past(as_: Clients, clock, past):
    clock.now = NOW + timedelta(days=60)
    day, later = "2019-09-13", timedelta(days=1)
    before = numbers(as_, day)
    assert before["overdue_tickets"] == (3, 3, None)
    ask = {"reason": "Frozen ground", "review_on": "2019-11-01"}
    clock.now += later
    asked = done(move(as_("handler"), past["answer"], "suspension-request", **ask))
    done(move(as_("coordinator"), asked, "suspension", reason="Agreed"))
    assert numbers(as_, day) == before
    now = numbers(as_, None)
    assert (now["open_tickets"], now["overdue_tickets"]) == ((3, 3, None), (2, 2, None))


def test_an_undone_solution_stands_in_the_past_as_it_was(as_: Clients, clock, past):
    clock.now = NOW + timedelta(hours=14, minutes=29, seconds=50)  # ten seconds before midnight in the zone
    solved = done(move(as_("handler"), past["answer"], "resolution", resolution="Lit."))
    clock.now += timedelta(seconds=20)
    before = numbers(as_)
    assert before["waiting_tickets"] == (2, 2, None)
    done(as_("handler").post(f"/api/v1/tickets/{solved['id']}/undo", headers={"If-Match": f'"{solved["version"]}"'}))
    assert numbers(as_) == before
