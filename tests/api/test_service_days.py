"""The year's service days through the JSON door: the rule, its clashes, and every change of a day."""

from datetime import UTC, datetime

import pytest
from conftest import Clients

CLASHES = {
    2017: "04-04 10-03",
    2018: "02-20 05-01 10-02",
    2019: "01-01 02-05 10-01",
    2020: "05-05 10-06",
    2021: "02-16 05-04 09-21 10-05",
    2022: "02-01 04-05 05-03 10-04",
    2023: "05-02 10-03",
    2024: "09-17 10-01",
    2025: "02-04 10-07",
    2026: "02-17 05-05 10-06",
}
DAYS_2019 = (
    "01-01 01-15 02-05 02-19 03-05 03-19 04-02 04-16 05-07 05-21 06-04 06-18 "
    "07-02 07-16 08-06 08-20 09-03 09-17 10-01 10-15 11-05 11-19 12-03 12-17"
)
URL = "/api/v1/service-days"
WHY = {"reason": "National Day"}


def year(client, wanted):
    return client.get(URL, params={"year": wanted}).json()


def day(client, on):
    answer = client.get(f"{URL}/{on}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def post(client, seen, noun, **given):
    headers = {"If-Match": f'"{seen["version"]}"'}
    return client.post(f"{URL}/{seen['on_day']}/{noun}", json=given, headers=headers)


def done(answer):
    assert answer.status_code < 300, answer.text
    return answer.json()


def rule_from_2017(client):
    rule = client.get(f"{URL}/rule")
    changed = {name: value for name, value in rule.json().items() if name != "version"} | {"valid_from": "2017-01-01"}
    done(client.post(f"{URL}/rule", json=changed, headers={"If-Match": rule.headers["etag"]}))


def test_the_founding_year_is_planned_at_once(as_: Clients):
    found = year(as_("officer"), 2019)
    assert [row["rule_on"] for row in found["days"]] == [f"2019-{text}" for text in DAYS_2019.split()]
    assert (found["is_announced"], found["not_planned"]) == (True, [])


def test_ten_years_clash_twenty_seven_times(as_: Clients, clock):
    coordinator = as_("coordinator")
    clock.now = datetime(2017, 1, 1, 1, tzinfo=UTC)
    rule_from_2017(coordinator)
    for wanted, clashes in CLASHES.items():
        planned = done(coordinator.post(f"{URL}/plans", json={"year": wanted}))
        found = [row for row in planned["days"] if row["state"] == "conflict"]
        assert [row["on_day"][5:] for row in found] == clashes.split()
        assert all(row["holiday"] and row["holiday_en"] and row["proposed_on"] for row in found)
        assert len(planned["days"]) == 24
    assert sum(len(clashes.split()) for clashes in CLASHES.values()) == 27


def test_planning_again_changes_nothing(as_: Clients):
    coordinator = as_("coordinator")
    first = done(coordinator.post(f"{URL}/plans", json={"year": 2020}))
    assert done(coordinator.post(f"{URL}/plans", json={"year": 2020})) == first


def test_a_year_that_is_not_planned_names_its_dates(as_: Clients):
    found = year(as_("leader"), 2020)
    assert (found["days"], len(found["not_planned"])) == ([], 24)


def test_a_year_that_is_not_announced_says_so(as_: Clients):
    assert year(as_("leader"), 2027)["is_announced"] is False
    planned = done(as_("coordinator").post(f"{URL}/plans", json={"year": 2027}))
    assert {(row["state"], row["is_provisional"]) for row in planned["days"]} == {("planned", True)}


def test_a_moved_day_keeps_its_rule_date_and_can_be_moved_back(as_: Clients):
    coordinator = as_("coordinator")
    before = day(coordinator, "2019-10-01")
    assert (before["state"], before["holiday_en"], before["proposed_on"]) == ("conflict", "National Day", "2019-10-08")
    moved = done(post(coordinator, before, "move", on_day="2019-10-09", **WHY))
    assert (moved["rule_on"], moved["on_day"], moved["state"], moved["sequence"]) == (
        "2019-10-01",
        "2019-10-09",
        "moved",
        before["sequence"] + 1,
    )
    assert day(coordinator, "2019-10-01") == moved
    back = done(post(coordinator, moved, "return", reason="By mistake"))
    assert (back["on_day"], back["state"], back["sequence"]) == ("2019-10-01", "conflict", before["sequence"] + 2)


def test_a_holiday_is_refused_unless_meant(as_: Clients):
    coordinator = as_("coordinator")
    before = day(coordinator, "2019-10-01")
    refused = post(coordinator, before, "move", on_day="2019-10-02", **WHY)
    assert (refused.status_code, refused.json()["field"]) == (422, "on_day")
    meant = done(post(coordinator, before, "move", on_day="2019-10-02", on_holiday=True, **WHY))
    assert (meant["state"], meant["is_workday"]) == ("moved", False)


def test_a_make_up_sunday_is_a_working_day(as_: Clients):
    coordinator = as_("coordinator")
    moved = done(post(coordinator, day(coordinator, "2019-10-01"), "move", on_day="2019-09-29", **WHY))
    assert moved["is_workday"] is True


def test_two_days_never_share_a_date(as_: Clients):
    coordinator = as_("coordinator")
    before = day(coordinator, "2019-10-01")
    assert post(coordinator, before, "move", on_day="2019-10-15", **WHY).json()["field"] == "on_day"
    extra = coordinator.post(URL, json={"on_day": "2019-10-15", "reason": "More firms"})
    assert (extra.status_code, extra.json()["field"]) == (422, "on_day")


def test_a_holiday_can_be_kept_and_a_day_cancelled_and_restored(as_: Clients):
    coordinator = as_("coordinator")
    kept = done(post(coordinator, day(coordinator, "2019-10-01"), "keep", reason="Duty teams go out"))
    assert kept["state"] == "planned"
    called_off = done(post(coordinator, kept, "cancellation", reason="Snow"))
    assert (called_off["state"], called_off["reason"]) == ("cancelled", "Snow")
    listed = next(row for row in year(coordinator, 2019)["days"] if row["rule_on"] == "2019-10-01")
    assert (listed["state"], listed["reason"]) == ("cancelled", "Snow")
    assert done(post(coordinator, called_off, "restoration", reason="The snow has gone"))["state"] == "conflict"


def test_what_somebody_decided_survives_planning_again(as_: Clients):
    coordinator = as_("coordinator")
    kept = done(post(coordinator, day(coordinator, "2019-10-01"), "keep", reason="Duty teams go out"))
    done(coordinator.post(f"{URL}/plans", json={"year": 2019}))
    assert day(coordinator, "2019-10-01") == kept


def test_the_first_day_ever_held_is_an_extra_monday(as_: Clients, clock):
    coordinator = as_("coordinator")
    clock.now = datetime(2017, 2, 20, 1, tzinfo=UTC)
    extra = done(coordinator.post(URL, json={"on_day": "2017-02-20", "reason": "The first one held"}))
    assert (extra["rule_on"], extra["state"], extra["starts"]) == (None, "planned", "09:00:00")
    assert done(post(coordinator, extra, "holding"))["state"] == "held"
    rule_from_2017(coordinator)
    planned = done(coordinator.post(f"{URL}/plans", json={"year": 2017}))
    assert [row["on_day"] for row in planned["days"]][:5] == [
        "2017-01-03",
        "2017-01-17",
        "2017-02-07",
        "2017-02-20",
        "2017-02-21",
    ]


def test_an_extra_day_on_a_rule_date_becomes_the_rules(as_: Clients):
    coordinator = as_("coordinator")
    extra = done(coordinator.post(URL, json={"on_day": "2020-01-07", "reason": "Early"}))
    planned = done(coordinator.post(f"{URL}/plans", json={"year": 2020}))
    assert [row["uid"] for row in planned["days"] if row["on_day"] == "2020-01-07"] == [extra["uid"]]
    assert (len(planned["days"]), planned["not_planned"]) == (24, [])


def test_a_day_to_come_cannot_have_been_held(as_: Clients):
    coordinator = as_("coordinator")
    coming = day(coordinator, "2019-08-06")
    assert "hold" not in coming["moves"]
    assert post(coordinator, coming, "holding").status_code == 422


def test_the_seasons_theme_is_every_days_until_it_has_its_own(as_: Clients):
    coordinator = as_("coordinator")
    season = {"from_on": "2019-03-01", "text": "Starts and resumptions"}
    done(coordinator.post(f"{URL}/themes", json=season))
    assert day(coordinator, "2019-02-19")["theme"] is None
    assert day(coordinator, "2019-03-05")["theme"] == "Starts and resumptions"
    seen = day(coordinator, "2019-07-16")
    own = done(post(coordinator, seen, "details", theme="Power", venue="Hall 2", starts="08:30", ends="11:00"))
    assert (own["theme"], own["venue"], own["starts"], own["ends"]) == ("Power", "Hall 2", "08:30:00", "11:00:00")


@pytest.mark.parametrize("who", ["leader", "officer", "handler", "supervisor", "contact"])
@pytest.mark.parametrize(
    ("noun", "given"),
    [
        ("move", {"on_day": "2019-10-08", **WHY}),
        ("return", WHY),
        ("keep", WHY),
        ("cancellation", WHY),
        ("restoration", WHY),
        ("details", {"starts": "09:00", "ends": "10:00"}),
        ("holding", {}),
        ("teams", {"number": 1, "name": "First"}),
    ],
)
def test_only_the_coordinator_changes_a_day(as_: Clients, who, noun, given):
    seen = day(as_(who), "2019-10-01")
    assert seen["moves"] == []
    assert post(as_(who), seen, noun, **given).status_code == 403
    assert day(as_("coordinator"), "2019-10-01")["version"] == seen["version"]


@pytest.mark.parametrize("who", ["leader", "officer", "handler", "supervisor", "contact", "admin"])
@pytest.mark.parametrize("noun", ["", "/plans", "/themes", "/rule"])
def test_only_the_coordinator_plans(as_: Clients, who, noun):
    assert as_(who).post(f"{URL}{noun}", json={}, headers={"If-Match": '"1"'}).status_code == 403


def test_an_administrator_sees_no_days(as_: Clients):
    assert as_("admin").get(f"{URL}/2019-07-16").status_code == 404
    assert year(as_("admin"), 2019)["days"] == []


def test_a_stale_change_is_refused_and_changes_nothing(as_: Clients):
    coordinator = as_("coordinator")
    seen = day(coordinator, "2019-10-01")
    done(post(coordinator, seen, "move", on_day="2019-10-08", **WHY))
    late = coordinator.post(f"{URL}/2019-10-01/cancellation", json=WHY, headers={"If-Match": f'"{seen["version"]}"'})
    assert late.status_code == 412
    assert day(coordinator, "2019-10-08")["state"] == "moved"
