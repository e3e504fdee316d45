"""Visits through the JSON door: planned or not, one tap to start, two chips to finish, and how far they reach."""

from uuid import uuid4

import pytest
from actors import CAST, CONSTRUCTION, FIRM, RIVAL_FIRM
from api.test_projects import added
from conftest import Clients

URL = "/api/v1/visits"
CHIPS = {"met": "in_charge", "upshot": "follow_up"}
OUT = ["officer", "handler", "coordinator"]


def done(answer):
    assert answer.status_code < 300, answer.text
    return answer.json()


def planned(client, at="2019-07-18T14:00", **given):
    return done(client.post(URL, json={"key": str(uuid4()), "enterprise_id": FIRM, "planned_at": at, **given}))


def post(client, visit, noun, **given):
    return client.post(f"{URL}/{visit['id']}/{noun}", json=given, headers={"If-Match": f'"{visit["version"]}"'})


@pytest.mark.parametrize("who", OUT)
def test_planned_started_finished(as_: Clients, who):
    visit = planned(as_(who), purpose="Winter break")
    assert (visit["state"], visit["at"], visit["enterprise"]["name"]) == (
        "planned",
        "2019-07-18T06:00:00Z",
        "Bright Glass",
    )
    started = done(post(as_(who), visit, "start"))
    assert (started["state"], started["at"]) == ("under_way", "2019-07-16T01:30:00Z")
    assert [row["id"] for row in started["members"]] == [CAST[who].id]
    finished = done(post(as_(who), started, "finish", summary="Too little power", **CHIPS))
    assert (finished["state"], finished["met"], finished["upshot"]) == ("finished", "in_charge", "follow_up")
    assert finished["moves"] == ["reopen"]


def test_a_visit_that_nobody_planned_counts_for_the_service_day(as_: Clients):
    begun = done(as_("officer").post(f"{URL}/under-way", json={"key": str(uuid4()), "enterprise_id": FIRM}))
    assert (begun["state"], begun["planned_at"], begun["service_day"]) == ("under_way", None, "2019-07-16")
    seen = as_("coordinator").get("/api/v1/service-days/2019-07-16").json()
    assert [stop["visit_id"] for stop in seen["others"]] == [begun["id"]]


def test_the_same_key_is_the_same_visit(as_: Clients):
    key = str(uuid4())
    twice = [planned(as_("officer"), key=key)["id"] for _ in range(2)]
    begun = as_("officer").post(f"{URL}/under-way", json={"key": key, "enterprise_id": FIRM}).json()
    assert {*twice, begun["id"]} == {twice[0]}


def test_a_forgotten_start_costs_nothing(as_: Clients):
    visit = planned(as_("officer"), at="2019-07-16T09:00")
    finished = done(post(as_("officer"), visit, "finish", **CHIPS))
    assert (finished["started_at"], finished["finished_at"]) == ("2019-07-16T01:00:00Z", "2019-07-16T01:30:00Z")


def test_an_end_by_mistake_is_taken_back(as_: Clients):
    visit = planned(as_("officer"))
    called_off = done(post(as_("officer"), visit, "cancellation", reason="The firm asked"))
    assert (called_off["state"], called_off["summary"]) == ("cancelled", "The firm asked")
    assert done(post(as_("officer"), called_off, "reopening"))["state"] == "planned"


def test_who_went_and_when_can_be_changed(as_: Clients):
    visit = planned(as_("officer"), member_ids=[CAST["officer"].id])
    ids = [CAST["leader"].id, CAST["handler"].id]
    changed = done(post(as_("officer"), visit, "change", planned_at="2019-07-19T09:00:00+08:00", member_ids=ids))
    assert (changed["at"], [row["id"] for row in changed["members"]]) == ("2019-07-19T01:00:00Z", ids)
    assert post(as_("officer"), changed, "change", member_ids=[CAST["contact"].id]).json()["field"] == "member_ids"


def test_tickets_raised_in_a_visit_stand_in_it_and_in_the_firms_brief(as_: Clients):
    visit = planned(as_("officer"))
    raised = done(
        as_("officer").post("/api/v1/tickets", json={"key": str(uuid4()), "kind_id": 1, "visit_id": visit["id"]})
    )
    assert [row["id"] for row in as_("officer").get(f"{URL}/{visit['id']}").json()["tickets"]] == [raised["id"]]
    other = planned(as_("officer"))
    brief = as_("officer").get(f"{URL}/{other['id']}/brief").json()
    assert [row["id"] for row in brief["tickets"]] == [raised["id"]]


def test_the_brief_tells_the_last_visits(as_: Clients):
    earlier = planned(as_("officer"), at="2019-07-02T09:00")
    done(post(as_("officer"), earlier, "finish", summary="All fine", **CHIPS))
    brief = as_("officer").get(f"{URL}/{planned(as_('officer'))['id']}/brief").json()
    assert [(row["id"], row["summary"]) for row in brief["visits"]] == [(earlier["id"], "All fine")]


def test_two_off_rule_wednesdays_count_in_coverage(as_: Clients):
    leader, officer = as_("leader"), as_("officer")
    for at, firm in (
        ("2019-06-12T09:00", FIRM),
        ("2019-06-26T09:00", FIRM),
        ("2019-06-26T10:30", RIVAL_FIRM),
        ("2019-06-26T14:00", RIVAL_FIRM),
    ):
        done(post(officer, planned(officer, at=at, enterprise_id=firm), "finish", **CHIPS))
    planned(officer, at="2019-06-27T09:00")
    reached = leader.get(f"{URL}/coverage", params={"from_on": "2019-06-12", "until_on": "2019-06-27"}).json()
    assert (reached["enterprises"], reached["visits"], reached["off_rule_visits"]) == (2, 4, 4)
    later = leader.get(f"{URL}/coverage", params={"from_on": "2019-06-13", "until_on": "2019-06-27"}).json()
    assert (later["enterprises"], later["visits"]) == (2, 3)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("leader", 200),
        ("coordinator", 200),
        ("supervisor", 200),
        ("officer", 200),
        ("rival_handler", 404),
        ("contact", 200),
        ("rival_contact", 404),
        ("admin", 404),
    ],
)
def test_a_visit_exists_only_for_those_who_may_see_it(as_: Clients, who, seen):
    visit = planned(as_("coordinator"))
    assert as_(who).get(f"{URL}/{visit['id']}").status_code == seen
    assert len(as_(who).get(URL).json()["items"]) == (1 if seen == 200 else 0)


@pytest.mark.parametrize("who", ["leader", "supervisor", "contact", "admin"])
@pytest.mark.parametrize("noun", ["", "/under-way"])
def test_leaders_supervision_firms_and_administrators_record_no_visits(as_: Clients, who, noun):
    assert as_(who).post(f"{URL}{noun}", json={}).status_code == 403


@pytest.mark.parametrize("who", ["leader", "supervisor", "contact"])
@pytest.mark.parametrize("noun", ["start", "finish", "change", "cancellation", "reopening"])
def test_who_only_reads_changes_nothing(as_: Clients, who, noun):
    visit = planned(as_("coordinator"))
    assert post(as_(who), visit, noun).status_code == 403
    assert as_("coordinator").get(f"{URL}/{visit['id']}").json()["version"] == visit["version"]


def test_a_leader_goes_along_and_is_offered_nothing_that_officers_record(as_: Clients):
    visit = planned(as_("officer"), member_ids=[CAST["leader"].id])
    read = as_("leader").get(f"{URL}/{visit['id']}").json()
    assert ([row["id"] for row in read["members"]], read["moves"]) == ([CAST["leader"].id], [])
    for path in (f"/visits/{visit['id']}", "/visits", f"/enterprises/{FIRM}", "/calendar", "/today"):
        page = as_("leader").get(path).text
        assert not {word for word in ("Here we are, start", "Finish the visit", "Plan a visit") if word in page}, path


def test_what_officers_note_no_firm_reads(as_: Clients):
    visit = planned(as_("officer"))
    done(post(as_("officer"), visit, "finish", summary="They may move away", who_text="The owner's son", **CHIPS))
    read = as_("contact").get(f"{URL}/{visit['id']}").json()
    assert (read["summary"], read["who_text"]) == (None, None)


def test_a_stale_start_is_refused(as_: Clients):
    visit = planned(as_("officer"))
    done(post(as_("officer"), visit, "start"))
    assert post(as_("officer"), visit, "start").status_code == 412


def test_a_visit_goes_somewhere_that_exists(as_: Clients):
    nowhere = {"key": str(uuid4()), "planned_at": "2019-07-18T14:00"}
    for given, field in (({}, "enterprise_id"), ({"enterprise_id": 999}, "enterprise_id")):
        answer = as_("officer").post(URL, json=nowhere | given)
        assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert as_("officer").post(URL, json=nowhere | {"project_id": 999}).status_code == 404


def test_the_roster_shows_what_clashes(as_: Clients):
    coordinator, teams = as_("coordinator"), "/api/v1/service-days/2019-07-16/teams"
    for number in (1, 2):
        team = {"number": number, "name": f"Team {number}", "department_ids": [CONSTRUCTION], "task_force_id": 1}
        done(coordinator.post(teams, json=team))
    for number, firm, at in (
        (1, FIRM, "09:00"),
        (1, RIVAL_FIRM, "09:30"),
        (2, FIRM, "14:00"),
        (2, RIVAL_FIRM, "09:45"),
    ):
        stop = {"key": str(uuid4()), "enterprise_id": firm, "at": at}
        done(coordinator.post(f"{teams}/{number}/stops", json=stop))
    found = [[(stop["at"][11:16], stop["clashes"]) for stop in team["stops"]] for team in coordinator.get(teams).json()]
    both = ["same_firm", "department_twice"]
    assert found == [
        [("01:00", both), ("01:30", ["same_firm", "overlap", "department_twice"])],
        [("01:45", both), ("06:00", ["same_firm"])],
    ]
    assert [team["number"] for team in as_("contact").get(teams).json()] == [1, 2]
    assert coordinator.post(teams, json={"number": 1, "name": "Again"}).json()["field"] == "number"


def test_a_moved_day_takes_its_stops_along_and_a_team_its_stops_away(as_: Clients):
    coordinator, day = as_("coordinator"), "/api/v1/service-days/2019-08-06"
    team = done(coordinator.post(f"{day}/teams", json={"number": 1, "name": "First"}))[0]
    stop = done(
        coordinator.post(f"{day}/teams/1/stops", json={"key": str(uuid4()), "enterprise_id": FIRM, "at": "10:00"})
    )
    seen = coordinator.get(day).json()
    done(
        coordinator.post(
            f"{day}/move",
            json={"on_day": "2019-08-07", "reason": "Heat"},
            headers={"If-Match": f'"{seen["version"]}"'},
        )
    )
    assert coordinator.get(f"{URL}/{stop['id']}").json()["at"] == "2019-08-07T02:00:00Z"
    gone = coordinator.post(
        "/api/v1/service-days/2019-08-07/teams/1/disbanding", json={}, headers={"If-Match": f'"{team["version"]}"'}
    )
    assert done(gone) == []
    assert coordinator.get(f"{URL}/{stop['id']}").json()["state"] == "cancelled"


def test_a_contact_reads_no_project_off_a_visit(as_: Clients):
    project = added(as_("coordinator"), name="Rival Pipes plant", enterprise_id=RIVAL_FIRM)
    visit = planned(as_("coordinator"), project_id=project["id"])
    assert as_("officer").get(f"{URL}/{visit['id']}").json()["project"]["id"] == project["id"]
    assert as_("contact").get(f"{URL}/{visit['id']}").json()["project"] is None
    assert "Rival Pipes" not in as_("contact").get(f"/visits/{visit['id']}").text
