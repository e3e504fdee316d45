"""The firm of a confidential project's ticket or visit goes by the code name, through every door (product.md M33)."""

from datetime import date
from uuid import uuid4

import pytest
from actors import CAST, CONSTRUCTION, ECONOMY, FIRM
from api.test_project_secrets import SECRET
from api.test_projects import added
from api.test_visits import URL as VISITS
from api.test_visits import planned
from conftest import Clients
from tickets import move, raised

from app.core.db import transaction
from app.models.org import Pairing

TICKETS, LARK, NAME = "/api/v1/tickets", "Project Lark", "Bright Glass"
TODAY = "2019-07-16T14:00"


@pytest.fixture
def project(as_: Clients, engine):
    """A confidential project of FIRM, of which two handlers have charge by its code name."""
    made = added(as_("coordinator"), **SECRET)
    with transaction(engine) as session:
        for who in ("handler", "rival_handler"):
            session.add(Pairing(user_id=CAST[who].id, project_id=made["id"], from_on=date(2019, 1, 1)))
    return made


@pytest.fixture
def ticket(as_: Clients, project):
    """Recorded with its firm and handed over to the handler's department."""
    made = raised(as_("coordinator"), project_id=project["id"], title="Needs more power")
    return move(as_("coordinator"), made, "assignment", lead_department_id=ECONOMY).json()


@pytest.fixture
def visit(as_: Clients, project):
    return planned(as_("coordinator"), TODAY, project_id=project["id"], member_ids=[CAST["handler"].id])


def named(read):
    firm = read["enterprise"]
    return firm["name"] if isinstance(firm, dict) else firm


@pytest.mark.parametrize("who", ["leader", "coordinator", "supervisor", "officer"])
def test_who_reads_the_projects_name_reads_the_firms(as_: Clients, ticket, visit, who):
    for path, row in ((TICKETS, ticket), (VISITS, visit)):
        read = as_(who).get(f"{path}/{row['id']}").json()
        assert (named(read), read["project"]["name"]) == (NAME, SECRET["name"])
        assert [one["id"] for one in as_(who).get(path, params={"enterprise_id": FIRM}).json()["items"]] == [row["id"]]


def test_the_firm_reads_its_own_name_and_no_project(as_: Clients, ticket):
    read = as_("contact").get(f"{TICKETS}/{ticket['id']}").json()
    assert (read["enterprise"], read["enterprise_id"], read["project"]) == (NAME, FIRM, None)


def test_others_read_the_code_name_in_its_place(as_: Clients, project, ticket, visit):
    lark = {"id": project["id"], "name": LARK, "name_en": None}
    read = as_("handler").get(f"{TICKETS}/{ticket['id']}").json()
    assert (read["enterprise"], read["enterprise_id"], read["project"]) == (LARK, None, lark)
    read = as_("handler").get(f"{VISITS}/{visit['id']}").json()
    assert (read["enterprise"], read["project"]) == (None, lark)


@pytest.mark.usefixtures("visit")
def test_no_page_list_board_or_calendar_says_it(as_: Clients, project, ticket, visit):
    client, row = as_("handler"), ticket["id"]
    pages = [
        "/today",
        "/wall",
        "/tickets?view=all",
        f"/tickets/{row}",
        "/visits",
        f"/visits/{visit['id']}",
        "/calendar",
    ]
    twins = ["/today", "/wall", "/tickets?view=all", f"/tickets/{row}/timeline", f"/visits/{visit['id']}/brief"]
    others = [f"/projects/{project['id']}", f"/tickets/new?project_id={project['id']}&visit_id={visit['id']}"]
    doors = [*pages, *others, *(f"/api/v1{twin}" for twin in twins), "/api/v1/visits", "/api/v1/search?q=power"]
    for path in doors:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert NAME not in answer.text, path
    assert LARK in client.get(f"/tickets/{row}").text
    assert LARK in client.get("/api/v1/tickets?view=all").text


def test_nor_does_the_calendar_feed(as_: Clients, visit):
    assert visit["enterprise"]["name"] == NAME
    answer = as_("handler").post("/api/v1/calendar/feeds", json={})
    assert answer.status_code == 201, answer.text
    feed = as_("handler").get("/" + answer.json()["address"].split("/", 3)[3]).text
    assert LARK in feed
    assert NAME not in feed


@pytest.mark.usefixtures("ticket", "visit")
def test_nor_is_it_found_or_counted_by_the_firm(as_: Clients):
    client = as_("handler")
    for path in (TICKETS, VISITS):
        assert client.get(path, params={"enterprise_id": FIRM, "view": "all"}).json()["items"] == []
    assert client.get(f"/api/v1/enterprises/{FIRM}").json()["open_tickets"] == 0
    assert as_("leader").get(f"/api/v1/enterprises/{FIRM}").json()["open_tickets"] == 1
    openly = planned(as_("coordinator"), "2019-07-16T16:00", member_ids=[CAST["handler"].id])
    brief = client.get(f"{VISITS}/{openly['id']}/brief").json()
    assert (brief["tickets"], brief["visits"]) == ([], [])


def test_a_handler_who_records_on_the_code_name_is_not_told_whose_it_is(as_: Clients, project, visit):
    client = as_("rival_handler")
    assert raised(client, enterprise_id=None, project_id=project["id"])["enterprise"] == LARK
    made = planned(client, enterprise_id=None, project_id=project["id"])
    assert (made["enterprise"], made["project"]["name"]) == (None, LARK)
    assert NAME not in client.get("/tickets/new").text
    sent = {"key": str(uuid4()), "kind_id": 1, "project_id": project["id"]}
    receipt = client.post("/tickets/new", data=sent, follow_redirects=True)
    assert receipt.status_code == 200
    assert NAME not in receipt.text
    assert f"enterprise_id={FIRM}" not in receipt.text
    assert visit["enterprise"]["id"] == FIRM


@pytest.mark.parametrize("guess", [FIRM, 2])
@pytest.mark.parametrize("place", ["project_id", "visit_id"])
def test_and_cannot_find_out_by_guessing(as_: Clients, project, visit, guess, place):
    where = {"project_id": project["id"], "visit_id": visit["id"]}[place]
    body = {"key": str(uuid4()), "kind_id": 1, "enterprise_id": guess, place: where}
    answer = as_("handler").post(TICKETS, json=body)
    assert (answer.status_code, answer.json()["field"]) == (422, "enterprise_id")


def test_a_visit_by_code_name_under_way_is_not_joined_by_its_firm(as_: Clients, project):
    client = as_("rival_handler")
    begun = client.post(f"{VISITS}/under-way", json={"key": str(uuid4()), "project_id": project["id"]}).json()
    assert begun["state"] == "under_way"
    assert raised(client)["visit_id"] is None


def test_the_department_that_gets_it_reads_on(as_: Clients, ticket):
    again = move(as_("coordinator"), ticket, "assignment", lead_department_id=CONSTRUCTION).json()
    assert as_("rival_handler").get(f"{TICKETS}/{again['id']}").json()["enterprise"] == LARK
