"""What similar tickets tell: solved cases, who took them, what is open already; only of what one may see."""

from datetime import timedelta

import pytest
from actors import COMMERCE, ECONOMY, FIRM, RIVAL_FIRM
from conftest import Clients
from fastapi.testclient import TestClient
from tickets import move, raised

POWER = ("厂区电容不足，申请增容", "电容不足影响投产", "二期电容不足需要增容")
ROAD = "厂门口临时道路没有接通"


def solved(as_: Clients, clock, title: str, department: int = COMMERCE, after_days: int = 2, **given):
    """A ticket that an officer of Commerce, or Economy's handler, said is solved some days later."""
    who = "officer" if department == COMMERCE else "handler"
    ticket = raised(as_("officer"), title=title, **given)
    ticket = move(as_("coordinator"), ticket, "assignment", lead_department_id=department).json()
    clock.now += timedelta(days=after_days)
    answer = move(as_(who), ticket, "resolution", resolution=f"Done: {title}")
    assert answer.status_code == 200, answer.text
    clock.now -= timedelta(days=after_days)
    return answer.json()


def similar(client: TestClient, ticket: dict) -> dict:
    answer = client.get(f"/api/v1/tickets/{ticket['id']}/similar")
    assert answer.status_code == 200, answer.text
    return answer.json()


def suggestion(client: TestClient, **draft) -> dict:
    answer = client.get("/api/v1/tickets/suggestion", params=draft)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture
def history(as_: Clients, clock) -> list[dict]:
    cases = [
        solved(as_, clock, title, after_days=days, kind_id=1) for title, days in zip(POWER, (1, 2, 8), strict=True)
    ]
    return [*cases, solved(as_, clock, ROAD, ECONOMY, kind_id=4)]


@pytest.mark.usefixtures("history")
def test_similar_solved_cases_with_what_was_done_and_where_they_went(as_: Clients):
    asked = raised(as_("officer"), title="新厂房电容不足，希望增容")
    told = similar(as_("coordinator"), asked)
    assert {case["title"] for case in told["cases"]} == set(POWER)
    assert all(case["resolution"] == f"Done: {case['title']}" for case in told["cases"])
    assert told["department"] == {"id": COMMERCE, "name": "Commerce", "name_en": "Commerce", "count": 3, "workdays": 2}
    assert told["kind"]["id"] == 1


def test_the_best_match_comes_first_and_a_ticket_is_not_like_itself(as_: Clients, history):
    told = similar(as_("coordinator"), history[0])
    assert history[0]["id"] not in [case["id"] for case in told["cases"]]
    shares = [case["likeness_percent"] for case in told["cases"]]
    assert shares == sorted(shares, reverse=True)


@pytest.mark.usefixtures("history")
def test_too_few_or_other_words_suggest_nothing(as_: Clients):
    assert suggestion(as_("coordinator"), title="厂门口临时道路")["department"] is None  # one such case is no habit
    nothing = suggestion(as_("coordinator"), title="职工子女入学")
    assert nothing == {"cases": [], "department": None, "kind": None, "open_cases": []}
    assert suggestion(as_("coordinator"))["cases"] == []


@pytest.mark.usefixtures("history")
def test_a_suggestion_comes_only_from_what_one_may_see(as_: Clients):
    for who in ("rival_handler", "rival_contact", "admin"):
        assert suggestion(as_(who), title=POWER[0]) == {"cases": [], "department": None, "kind": None, "open_cases": []}
    assert suggestion(as_("officer"), title=POWER[0])["department"]["id"] == COMMERCE
    assert {case["title"] for case in suggestion(as_("contact"), title=POWER[0])["cases"]} == set(POWER)


@pytest.mark.usefixtures("history")
def test_no_case_names_a_firm(as_: Clients):
    raised(as_("officer"), title=POWER[0], enterprise_id=RIVAL_FIRM)
    told = as_("coordinator").get("/api/v1/tickets/suggestion", params={"title": POWER[0]})
    assert "Bright Glass" not in told.text
    assert "Rival Pipes" not in told.text


def test_open_tickets_that_may_be_the_same_are_named_while_typing(as_: Clients):
    own = raised(as_("officer"), title="锅炉房漏水")
    other = raised(as_("officer"), title=POWER[0], enterprise_id=RIVAL_FIRM)
    told = suggestion(as_("coordinator"), detail=POWER[0], enterprise_id=FIRM)["open_cases"]
    assert [(case["id"], case["is_same_firm"]) for case in told] == [(own["id"], True), (other["id"], False)]
    assert told[1]["likeness_percent"] == 100


@pytest.mark.usefixtures("history")
def test_old_and_finished_tickets_are_no_doubles(as_: Clients, clock):
    raised(as_("officer"), title=POWER[0])
    clock.now += timedelta(days=91)
    assert suggestion(as_("coordinator"), title=POWER[0], enterprise_id=FIRM)["open_cases"] == []


def test_an_enterprise_is_reminded_of_its_own_tickets_only(as_: Clients):
    own = raised(as_("officer"), title=POWER[0])
    raised(as_("coordinator"), title=POWER[1], enterprise_id=RIVAL_FIRM)
    told = suggestion(as_("contact"), detail=POWER[0], enterprise_id=RIVAL_FIRM)["open_cases"]
    assert [case["id"] for case in told] == [own["id"]]


def test_what_others_may_not_see_has_no_similar_cases(as_: Clients, history):
    assert as_("rival_contact").get(f"/api/v1/tickets/{history[0]['id']}/similar").status_code == 404
