"""Common problems as pages, and what similar tickets tell on the pages of a ticket; all of it without a script."""

import re

import pytest
from actors import COMMERCE, ECONOMY, FIRM, RIVAL_FIRM
from conftest import Clients
from fastapi.testclient import TestClient
from tickets import move, raised

TITLES = ("厂区电容不足，申请增容", "电容不足影响投产", "二期电容不足")
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def three(as_: Clients) -> list[dict]:
    """Three power tickets of two firms, with Economy."""
    firms = (FIRM, RIVAL_FIRM, FIRM)
    found = [raised(as_("officer"), title=title, enterprise_id=firm) for title, firm in zip(TITLES, firms, strict=True)]
    return [move(as_("coordinator"), one, "assignment", lead_department_id=ECONOMY).json() for one in found]


@pytest.fixture
def solved(as_: Clients) -> list[dict]:
    """Two power tickets that Commerce solved."""
    done = []
    for title in TITLES[:2]:
        ticket = move(
            as_("coordinator"), raised(as_("officer"), title=title), "assignment", lead_department_id=COMMERCE
        )
        done.append(move(as_("officer"), ticket.json(), "resolution", resolution=f"A line for {title}").json())
    return done


def begun(client: TestClient, tickets: list[dict], title: str = "供电能力不足") -> str:
    """The address of a common problem that was opened by its form."""
    ids = [ticket["id"] for ticket in tickets]
    answer = client.post("/common-problems/new", data={"title": title, "ticket_ids": ids})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def version(page: str) -> str:
    return re.search(r'name="version" value="(\d+)"', page)[1]


def test_a_coordinator_begins_one_at_a_ticket_and_is_offered_its_likes(as_: Clients, three):
    page = as_("coordinator").get("/common-problems/new", params={"ticket_id": three[0]["id"]}).text
    assert TITLES[0] in page
    offered = [int(key) for key in re.findall(r'name="ticket_ids" value="(\d+)"', page)]
    assert offered[0] == three[0]["id"]
    assert {one["id"] for one in three} == set(offered)
    assert page.count(" checked") == 1
    shown = as_("coordinator").get(begun(as_("coordinator"), three)).text
    assert all(title in shown for title in TITLES)
    assert "3 tickets · 3 not solved yet" in shown


def test_without_a_title_the_form_comes_back_with_what_was_ticked(as_: Clients, three):
    answer = as_("coordinator").post("/common-problems/new", data={"ticket_ids": [three[1]["id"]]})
    assert answer.status_code == 422
    assert f'value="{three[1]["id"]}" checked' in answer.text


def test_the_department_solves_them_together_with_own_words_for_one(as_: Clients, three):
    place = begun(as_("coordinator"), three)
    form = as_("handler").get(f"{place}/resolution").text
    own = f"own_{three[1]['id']}"
    assert f'name="{own}"' in form
    typed = {"version": version(form), "outcome": "done", own: "Your line comes in May."}
    blank = as_("handler").post(f"{place}/resolution", data=typed)
    assert blank.status_code == 422
    assert "Your line comes in May." in blank.text
    done = as_("handler").post(f"{place}/resolution", data=typed | {"resolution": "A substation runs."})
    assert (done.status_code, done.headers["location"]) == (303, place)
    read = [
        as_(who).get(f"/tickets/{one['id']}").text
        for who, one in zip(("contact", "rival_contact"), three[:2], strict=True)
    ]
    assert "A substation runs." in read[0]
    assert "Your line comes in May." in read[1]
    assert "A substation runs." not in read[1]


def test_closing_asks_for_a_finding_and_lists_it(as_: Clients, three):
    place = begun(as_("coordinator"), three)
    form = as_("coordinator").get(f"{place}/finding").text
    assert as_("coordinator").post(f"{place}/finding", data={"version": version(form)}).status_code == 422
    stale = as_("coordinator").post(f"{place}/finding", data={"version": "0", "finding": "Plan power first."})
    assert stale.status_code == 409
    assert "Plan power first." in stale.text
    done = as_("coordinator").post(f"{place}/finding", data={"version": version(form), "finding": "Plan power first."})
    assert done.status_code == 303
    assert "Plan power first." in as_("supervisor").get("/common-problems?view=closed").text
    assert "Close with a finding" not in as_("coordinator").get(place).text


def test_a_ticket_joins_and_leaves_by_its_own_page(as_: Clients, three):
    place = begun(as_("coordinator"), three[:1])
    path = f"/tickets/{three[1]['id']}"
    form = as_("coordinator").get(f"{path}/common-problem").text
    assert "供电能力不足" in form
    typed = {"version": version(form), "common_problem_id": place.rpartition("/")[2]}
    assert as_("coordinator").post(f"{path}/common-problem", data=typed).status_code == 303
    assert place in as_("handler").get(path).text
    form = as_("coordinator").get(f"{path}/parting").text
    assert as_("coordinator").post(f"{path}/parting", data={"version": version(form)}).status_code == 303
    assert place not in as_("handler").get(path).text


def test_who_may_not_finds_no_buttons_and_no_forms(as_: Clients, three):
    place = begun(as_("coordinator"), three)
    assert "Solve them together" not in as_("supervisor").get(place).text
    assert as_("supervisor").get(f"{place}/resolution").status_code == 403
    assert as_("handler").get(f"{place}/finding").status_code == 403
    assert as_("handler").get("/common-problems/new").status_code == 403
    assert as_("contact").get("/common-problems").status_code == 403
    assert as_("rival_contact").get(place).status_code == 404


@pytest.mark.usefixtures("solved")
def test_the_coordinator_is_told_where_similar_ones_went_but_nothing_is_chosen(as_: Clients):
    new = raised(as_("officer"), title="三期电容不足，申请增容")
    page = as_("coordinator").get(f"/tickets/{new['id']}/assignment").text
    assert "2 similar tickets went to Commerce, solved in: the same day (median)" in page
    assert f'<option value="{COMMERCE}" selected' not in page
    tapped = {"version": version(page), "lead_department_id": ["", str(COMMERCE)]}
    assert as_("coordinator").post(f"/tickets/{new['id']}/assignment", data=tapped).status_code == 303
    assert as_("coordinator").get(f"/api/v1/tickets/{new['id']}").json()["department"] == "Commerce"


def test_similar_solved_cases_stand_beside_a_ticket_and_on_a_page_of_their_own(as_: Clients, solved):
    new = raised(as_("officer"), title="三期电容不足，申请增容")
    path = f"/tickets/{new['id']}/similar"
    assert f'href="{path}"' in as_("coordinator").get(f"/tickets/{new['id']}").text
    page = as_("coordinator").get(path).text
    for one in solved:
        assert one["resolution"] in page
        assert f'href="/tickets/{one["id"]}"' in page
    part = as_("coordinator").get(path, headers=PARTIAL).text
    assert "<html" not in part
    assert solved[0]["resolution"] in part
    other = raised(as_("officer"), title="职工子女入学")
    assert "No solved ticket" in as_("coordinator").get(f"/tickets/{other['id']}/similar").text


@pytest.mark.usefixtures("solved")
def test_typing_a_new_ticket_names_its_kind_and_what_may_be_the_same(as_: Clients):
    twin = raised(as_("officer"), title=TITLES[0], kind_id=1)
    told = as_("officer").get("/tickets/new/hints", params={"detail": TITLES[0]}, headers=PARTIAL).text
    assert "were of this kind" in told
    assert 'for="f-kind_id-1"' in told
    assert f'href="/tickets/{twin["id"]}?body=' in told
    assert "<html" not in told


def test_words_typed_for_a_new_ticket_go_along_to_the_one_that_is_there(as_: Clients, three):
    page = as_("officer").get(f"/tickets/{three[0]['id']}", params={"body": "第二台设备也停了"}).text
    assert "第二台设备也停了</textarea>" in page


@pytest.mark.usefixtures("three")
def test_without_a_script_the_form_says_the_same_when_it_comes_back(as_: Clients):
    typed = {"detail": TITLES[0], "enterprise_id": str(FIRM)}
    again = as_("officer").get("/tickets/new", params=typed).text
    assert "Perhaps this is recorded already" in again
    assert 'id="f-kind_id-1"' in again
    refused = as_("officer").post("/tickets/new", data=typed | {"key": "00000000-0000-4000-8000-000000000001"})
    assert refused.status_code == 422
    assert "Perhaps this is recorded already" in refused.text
