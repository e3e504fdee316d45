"""Numbers at their edges: days, codes, rights, rounding."""

from decimal import Decimal

import pytest

from app.queries import metrics


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(128, 142, "90.1"), (1, 16, "6.3"), (1, 8, "12.5"), (0, 3, "0.0"), (3, 3, "100.0"), (2, 3, "66.7")],
)
def test_a_rate_has_one_decimal_half_up(part, whole, shown):
    assert metrics.rate(part, whole) == Decimal(shown)


def test_a_rate_of_nothing_is_nothing():
    assert metrics.rate(0, 0) is None
    assert metrics.rate(None, 5) is None


@pytest.mark.parametrize("day", ["2019-07-17", "2019-13-01", "tomorrow", "0001-01-01"])
def test_a_day_that_cannot_be_counted_is_refused_beside_its_field(zone, day):
    answer = zone("leader").get("/api/v1/metrics", params={"as_of": day})
    assert answer.status_code == 422
    assert "as_of" in answer.text


def test_without_a_day_it_is_today(zone):
    assert zone("leader").get("/api/v1/metrics").json()["as_of"] == "2019-07-16"


def test_an_unknown_number_does_not_exist(zone):
    assert zone("leader").get("/api/v1/metrics/happiness").status_code == 404
    assert zone("leader").get("/metrics/happiness").status_code == 404


@pytest.mark.parametrize("role", ["enterprise", "admin"])
@pytest.mark.parametrize("address", ["/api/v1/metrics", "/api/v1/metrics/major", "/metrics/major"])
def test_numbers_are_for_staff(zone, role, address):
    assert zone(role).get(address).status_code == 403


def test_an_officer_counts_only_what_an_officer_sees(zone):
    mine = zone("officer").get("/api/v1/metrics/major").json()
    listed = zone("officer").get(f"/api/v1{mine['href']}&limit=50").json()
    assert 0 < mine["value"] == len(listed["items"]) < 142


def test_tickets_are_counted_by_their_lights(zone):
    found = {one["code"]: one["value"] for one in zone("leader").get("/api/v1/metrics").json()["metrics"]}
    assert (found["overdue_tickets"], found["amber_tickets"]) == (4, 5)
    over = zone("leader").get("/api/v1/tickets", params={"view": "over"}).json()["items"]
    assert len(over) == found["overdue_tickets"]
    waiting = zone("leader").get("/api/v1/tickets", params={"view": "all", "state": "resolved"}).json()["items"]
    assert len(waiting) == found["waiting_tickets"]


def test_amber_is_not_guessed_for_a_past_day(zone):
    assert zone.number("amber_tickets")["value"] is None
    assert zone.number("amber_tickets", "2019-07-16")["value"] == 5


def test_a_number_has_a_page_with_its_meaning_and_its_words(zone):
    page = zone("leader").get("/metrics/expansion", headers={"Accept-Language": "en"}).text
    assert "How it is counted" in page
    assert "6 billion yuan" in page
    assert "/projects?set=expansion" in page


def test_the_page_counts_another_day_and_refuses_a_wrong_one(zone):
    earlier = zone("leader").get("/metrics/under_way", params={"as_of": "2019-06-09"})
    assert earlier.status_code == 200
    assert "2019-06-09" in earlier.text
    assert zone("leader").get("/metrics/under_way", params={"as_of": "someday"}).status_code == 422
