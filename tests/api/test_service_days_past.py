"""Service days and visits that have gone by: nothing moves there, and what nobody noted is said, not guessed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from actors import FIRM
from api.test_service_days import URL, WHY, day, done, post, year
from conftest import Clients


def test_no_day_moves_into_the_past(as_: Clients):
    coordinator = as_("coordinator")
    before = day(coordinator, "2019-08-06")
    refused = post(coordinator, before, "move", on_day="2019-07-15", **WHY)
    assert (refused.status_code, refused.json()["field"]) == (422, "on_day")
    assert day(coordinator, "2019-08-06") == before
    assert (
        done(post(coordinator, day(coordinator, "2019-07-02"), "move", on_day="2019-07-17", **WHY))["state"] == "moved"
    )


def test_a_move_that_would_go_back_into_the_past_stays(as_: Clients, clock):
    coordinator = as_("coordinator")
    moved = done(post(coordinator, day(coordinator, "2019-07-16"), "move", on_day="2019-07-18", **WHY))
    assert "move_back" in moved["moves"]
    clock.now += timedelta(days=1)
    assert "move_back" not in day(coordinator, "2019-07-18")["moves"]
    assert post(coordinator, moved, "return", **WHY).status_code == 422


def test_no_extra_day_in_the_past(as_: Clients):
    refused = as_("coordinator").post(URL, json={"on_day": "2019-07-15", "reason": "Forgotten"})
    assert (refused.status_code, refused.json()["field"]) == (422, "on_day")
    assert as_("coordinator").post(URL, json={"on_day": "2019-07-17", "reason": "More firms"}).status_code == 201


def test_no_visit_moves_into_the_past(as_: Clients, clock):
    officer, url = as_("officer"), "/api/v1/visits"
    sent = {"key": str(uuid4()), "enterprise_id": FIRM, "planned_at": "2019-07-18T14:00"}
    visit = done(officer.post(url, json=sent))

    def change(**given):
        seen = officer.get(f"{url}/{visit['id']}")
        return officer.post(f"{url}/{visit['id']}/change", json=given, headers={"If-Match": seen.headers["etag"]})

    refused = change(planned_at="2019-07-15T14:00")
    assert (refused.status_code, refused.json()["field"]) == (422, "planned_at")
    clock.now += timedelta(days=5)
    assert change(planned_at="2019-07-18T14:00", purpose="Still to be noted").status_code == 200


def test_a_day_that_nobody_noted_says_so(as_: Clients):
    days = {row["on_day"]: row for row in year(as_("leader"), 2019)["days"]}
    gone = [on for on, row in days.items() if row["is_unrecorded"]]
    assert gone == [on for on in days if on < "2019-07-16"]
    assert (len(gone), len(days)) == (13, 24)


@pytest.mark.parametrize("noun", ["holding", "cancellation"])
def test_what_was_noted_late_is_noted(as_: Clients, noun):
    coordinator = as_("coordinator")
    noted = done(post(coordinator, day(coordinator, "2019-07-02"), noun, **({} if noun == "holding" else WHY)))
    assert noted["is_unrecorded"] is False
    undone = done(post(coordinator, noted, "restoration", reason="By mistake"))
    assert undone["is_unrecorded"] is True


def test_a_past_clash_is_no_open_question(as_: Clients):
    coordinator = as_("coordinator")
    spring = day(coordinator, "2019-02-05")
    assert (spring["state"], spring["is_unrecorded"], spring["proposed_on"]) == ("conflict", True, None)
    assert {"hold", "cancel", "keep"} & set(spring["moves"]) == {"hold", "cancel"}
    assert post(coordinator, spring, "keep", **WHY).status_code == 422
    assert done(post(coordinator, spring, "holding"))["state"] == "held"
    assert day(coordinator, "2019-10-01")["proposed_on"] == "2019-10-08"
