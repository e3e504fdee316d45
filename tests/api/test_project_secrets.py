"""An unsigned investor goes by a code name wherever a project is spoken of (product.md M33)."""

from datetime import date
from itertools import product

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
