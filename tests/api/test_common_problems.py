"""Common problems (M15): several tickets, one matter, and still an own answer for everybody who asked."""

from uuid import uuid4

import pytest
from actors import ECONOMY, FIRM, RIVAL_FIRM
from conftest import Clients
from fastapi.testclient import TestClient
from tickets import last, move, raised

TITLES = ("厂区电容不足，申请增容", "电容不足影响投产", "二期电容不足")
STAFF_ONLY = ("leader", "coordinator", "supervisor", "handler")


def post(client: TestClient, path: str, seen: dict | None = None, **given):
    headers = {"If-Match": f'"{seen["version"]}"'} if seen else {}
    return client.post(f"/api/v1/common-problems{path}", json=given, headers=headers)


def opened(as_: Clients, tickets: list[dict], title: str = "园区供电能力不足") -> dict:
    answer = post(as_("coordinator"), "", title=title, ticket_ids=[ticket["id"] for ticket in tickets])
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.fixture
def three(as_: Clients) -> list[dict]:
    """Three power tickets of two firms, with Economy."""
    firms = (FIRM, RIVAL_FIRM, FIRM)
    found = [raised(as_("officer"), title=title, enterprise_id=firm) for title, firm in zip(TITLES, firms, strict=True)]
    return [move(as_("coordinator"), one, "assignment", lead_department_id=ECONOMY).json() for one in found]


def ticket(client: TestClient, row: dict) -> dict:
    return client.get(f"/api/v1/tickets/{row['id']}").json()


def test_three_power_tickets_are_solved_together_and_each_requester_gets_an_own_answer(as_: Clients, three):
    problem = opened(as_, three)
    assert (problem["tickets"], problem["unsolved"]) == (3, 3)
    shown = as_("handler").get(f"/api/v1/common-problems/{problem['id']}").json()
    assert (shown["resolvable"], shown["moves"]) == ([one["id"] for one in three], ["resolve"])
    own = [{"ticket_id": three[1]["id"], "body": "Your own line comes in May."}]
    answer = post(
        as_("handler"), f"/{problem['id']}/resolution", shown, resolution="A new substation runs.", answers=own
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["unsolved"] == 0
    told = [
        last(as_, one, who)["body"] for one, who in zip(three, ("contact", "rival_contact", "contact"), strict=True)
    ]
    assert told == ["A new substation runs.", "Your own line comes in May.", "A new substation runs."]
    assert [ticket(as_("leader"), one)["state"] for one in three] == ["resolved"] * 3


def test_each_enterprise_confirms_its_own(as_: Clients, three):
    problem = opened(as_, three)
    post(as_("handler"), f"/{problem['id']}/resolution", problem, resolution="Done.")
    assert move(as_("rival_contact"), ticket(as_("rival_contact"), three[1]), "confirmation").status_code == 200
    states = [ticket(as_("leader"), one)["state"] for one in three]
    assert states == ["resolved", "confirmed", "resolved"]


def test_an_enterprise_learns_neither_of_the_grouping_nor_of_others(as_: Clients, three):
    problem = opened(as_, three)
    for who in ("contact", "rival_contact", "admin"):
        assert as_(who).get(f"/api/v1/common-problems/{problem['id']}").status_code == 404
        assert as_(who).get("/api/v1/common-problems").status_code == 403
    shown = ticket(as_("contact"), three[0])
    assert shown["common_problem"] is None
    lines = as_("contact").get(f"/api/v1/tickets/{three[0]['id']}/timeline").json()
    assert "merge" not in [line["verb"] for line in lines]
    assert problem["title"] not in as_("contact").get(f"/tickets/{three[0]['id']}").text


def test_staff_reads_what_it_may_see_of_it(as_: Clients, three):
    problem = opened(as_, three)
    for who in STAFF_ONLY:
        shown = as_(who).get(f"/api/v1/common-problems/{problem['id']}").json()
        assert [row["id"] for row in shown["members"]] == [one["id"] for one in three]
    assert as_("rival_handler").get(f"/api/v1/common-problems/{problem['id']}").status_code == 404


def test_merge_and_part_are_offered_when_they_make_sense(as_: Clients, three):
    problem = opened(as_, three[:1])
    moves = [ticket(as_("coordinator"), one)["moves"] for one in three[:2]]
    assert [("merge" in offered, "part" in offered) for offered in moves] == [(False, True), (True, False)]
    joined = move(
        as_("coordinator"), ticket(as_("coordinator"), three[1]), "common-problem", common_problem_id=problem["id"]
    )
    assert joined.json()["common_problem"]["name"] == problem["title"]
    assert joined.json()["due_at"] == three[1]["due_at"]
    alone = move(as_("coordinator"), joined.json(), "parting", reason="Another cable.")
    assert alone.json()["common_problem"] is None
    assert last(as_, three[1])["body"] == "Another cable."
    assert move(as_("coordinator"), alone.json(), "parting").status_code == 409


def test_a_ticket_is_part_of_one_common_problem_at_most(as_: Clients, three):
    opened(as_, three[:1])
    again = post(as_("coordinator"), "", title="Once more", ticket_ids=[three[0]["id"]])
    assert again.status_code == 422
    assert as_("coordinator").get("/api/v1/common-problems").json()["items"][0]["tickets"] == 1


def test_closing_takes_a_finding_and_puts_it_into_the_list_of_what_has_to_change(as_: Clients, three):
    problem = opened(as_, three)
    assert post(as_("coordinator"), f"/{problem['id']}/finding", problem).status_code == 422
    closed = post(as_("coordinator"), f"/{problem['id']}/finding", problem, finding="Plan power before land is sold.")
    assert closed.json()["finding"] == "Plan power before land is sold."
    listed = as_("supervisor").get("/api/v1/common-problems", params={"view": "closed"}).json()["items"]
    assert [(row["id"], row["finding"]) for row in listed] == [(problem["id"], "Plan power before land is sold.")]
    assert as_("supervisor").get("/api/v1/common-problems").json()["items"] == []
    late = raised(as_("officer"), title="电容")
    assert move(as_("coordinator"), late, "common-problem", common_problem_id=problem["id"]).status_code == 422


def test_only_a_ticket_that_waits_for_oneself_is_solved(as_: Clients, three):
    problem = opened(as_, three)
    strange = [{"ticket_id": 987_654, "body": "Hello"}]
    answer = post(as_("handler"), f"/{problem['id']}/resolution", problem, resolution="Done.", answers=strange)
    assert answer.status_code == 422
    assert post(as_("handler"), f"/{problem['id']}/resolution", problem, resolution="Done.").status_code == 200
    assert post(as_("handler"), f"/{problem['id']}/resolution", problem, resolution="Done.").status_code == 409


@pytest.mark.parametrize("who", ["leader", "officer", "handler", "supervisor", "contact", "admin"])
def test_only_a_coordinator_opens_one_or_puts_a_ticket_there(as_: Clients, three, who):
    assert post(as_(who), "", title="Mine", ticket_ids=[three[0]["id"]]).status_code == 403
    answer = move(as_(who), three[0], "common-problem", common_problem_id=1)
    assert answer.status_code == (404 if who == "admin" else 403)


@pytest.mark.parametrize("who", ["leader", "coordinator", "supervisor"])
def test_who_handles_nothing_solves_nothing(as_: Clients, three, who):
    problem = opened(as_, three)
    assert post(as_(who), f"/{problem['id']}/resolution", problem, resolution="Done.").status_code == 403


def test_somebody_elses_ticket_opens_nothing(as_: Clients):
    assert post(as_("coordinator"), "", title="Nothing", ticket_ids=[987_654]).status_code == 404
    assert as_("coordinator").get("/api/v1/common-problems").json()["items"] == []
    assert as_("coordinator").post("/api/v1/common-problems", json={"title": "x", "ticket_ids": []}).status_code == 422


def test_the_list_goes_on_after_a_page(as_: Clients, three):
    names = [opened(as_, [one], f"Matter {uuid4()}")["title"] for one in three]
    first = as_("leader").get("/api/v1/common-problems", params={"limit": 2}).json()
    rest = as_("leader").get("/api/v1/common-problems", params={"limit": 2, "after": first["next_cursor"]}).json()
    assert [row["title"] for row in first["items"] + rest["items"]] == names[::-1]
