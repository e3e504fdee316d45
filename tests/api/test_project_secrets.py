"""An unsigned investor goes by a code name wherever a project is spoken of (product.md M33)."""

from datetime import date
from itertools import product
from uuid import uuid4

import pytest
from actors import CAST, FIRM
from api.test_projects import PATH, added
from conftest import Clients
from sqlmodel import select

from app.core.db import transaction
from app.models.org import Pairing
from app.models.project import Project, Stage, Track
from app.policy import projects

SECRET = {
    "name": "Bright Glass second line",
    "alias": "BG2",
    "note": "Bright Glass wants land",
    "code_name": "Project Lark",
    "is_confidential": True,
    "enterprise_id": FIRM,
}


@pytest.fixture
def project(as_: Clients, engine):
    """A confidential project of the emerging task force that a handler of another department has charge of."""
    made = added(as_("coordinator"), **SECRET)
    with transaction(engine) as session:
        session.add(Pairing(user_id=CAST["handler"].id, project_id=made["id"], from_on=date(2019, 1, 1)))
    return made


@pytest.mark.parametrize("who", ["leader", "coordinator", "supervisor", "officer"])
def test_the_zones_heads_and_the_task_force_read_the_name(as_: Clients, project, who):
    shown = as_(who).get(f"{PATH}/{project['id']}").json()
    assert (shown["name"], shown["is_hidden"], shown["enterprise"]["id"]) == (SECRET["name"], False, FIRM)
    assert len(as_(who).get(PATH, params={"q": "second"}).json()["items"]) == 1


def test_nobody_else_does(as_: Clients, project):
    client = as_("handler")
    shown = client.get(f"{PATH}/{project['id']}").json()
    assert (shown["name"], shown["is_hidden"]) == ("Project Lark", True)
    assert [shown[name] for name in ("enterprise", "alias", "note", "project_code")] == [None] * 4
    row = client.get(PATH).json()["items"][0]
    assert (row["name"], row["enterprise"]) == ("Project Lark", None)


@pytest.mark.parametrize("asked", [{"q": "second"}, {"q": "BG2"}, {"q": "Bright"}, {"enterprise_id": FIRM}])
@pytest.mark.usefixtures("project")
def test_nor_finds_it_by_what_is_kept_back(as_: Clients, asked):
    assert as_("handler").get(PATH, params=asked).json()["items"] == []


@pytest.mark.parametrize("asked", ["Lark", "projectl"])
def test_the_code_name_finds_it(as_: Clients, project, asked):
    assert [row["id"] for row in as_("handler").get(PATH, params={"q": asked}).json()["items"]] == [project["id"]]


@pytest.mark.usefixtures("project")
def test_the_firms_file_does_not_give_it_away(as_: Clients):
    assert as_("handler").get(f"/api/v1/enterprises/{FIRM}").json()["projects"] == []
    assert len(as_("officer").get(f"/api/v1/enterprises/{FIRM}").json()["projects"]) == 1


@pytest.mark.usefixtures("project")
def test_the_general_search_does_not_either(as_: Clients):
    for who in ("handler", "leader"):
        found = as_(who).get("/api/v1/search", params={"q": "second line"}).json()["items"]
        assert [one for one in found if one["kind"] == "project"] == []


def test_who_does_not_read_the_name_does_not_edit_it(as_: Clients, project, engine):
    with transaction(engine) as session:
        session.exec(select(Project)).one().task_force_id = None
        session.add(Pairing(user_id=CAST["officer"].id, project_id=project["id"], from_on=date(2019, 1, 1)))
    shown = as_("officer").get(f"{PATH}/{project['id']}").json()
    assert shown["is_hidden"]
    answer = as_("officer").patch(
        f"{PATH}/{project['id']}", json={"alias": "x"}, headers={"If-Match": f'"{shown["version"]}"'}
    )
    assert answer.status_code == 403


def test_the_rule_and_its_sql_agree(work):
    desks = {name: work(name) for name in CAST}
    session = desks["leader"].session
    for is_confidential, force in product([True, False], [1, None]):
        row = Project(
            name="P", track=Track.STOCK, stage=Stage.LEAD, entered_on=date(2019, 1, 1), created_at=desks["leader"].now
        )
        row.is_confidential, row.task_force_id = is_confidential, force
        session.add(row)
        session.flush()
        for name, desk in desks.items():
            found = session.exec(select(Project.id).where(Project.id == row.id, projects.named(desk.actor))).first()
            sees = projects.sees_name(desk.actor, is_confidential=is_confidential, task_force_id=force)
            assert (found is not None) == sees, name


def test_no_ticket_or_visit_sets_the_firm_beside_the_code_name(as_: Clients, project):
    told = {"enterprise_id": FIRM, "project_id": project["id"]}
    ticket = as_("coordinator").post("/api/v1/tickets", json={"key": str(uuid4()), "kind_id": 1, **told}).json()
    lead = {"lead_department_id": CAST["handler"].department_id}
    as_("coordinator").post(f"/api/v1/tickets/{ticket['id']}/assignment", json=lead, headers={"If-Match": '"1"'})
    when = {"key": str(uuid4()), "planned_at": "2019-07-18T14:00", "member_ids": [CAST["handler"].id]}
    visit = as_("coordinator").post("/api/v1/visits", json=when | told).json()
    for path in (f"/api/v1/tickets/{ticket['id']}", f"/api/v1/visits/{visit['id']}"):
        assert as_("officer").get(path).json()["project"]["name"] == SECRET["name"]
        assert as_("handler").get(path).json()["project"] is None
    for path in ("/api/v1/tickets", "/api/v1/visits"):
        asked = {"project_id": project["id"]}
        assert len(as_("officer").get(path, params=asked).json()["items"]) == 1
        assert as_("handler").get(path, params=asked).json()["items"] == []
    page = as_("handler").get(f"/projects/{project['id']}").text
    assert "Project Lark" in page
    assert "Bright Glass" not in page
    assert "Bright Glass" not in as_("handler").get(f"/tickets/new?project_id={project['id']}").text
