"""Projects through the pages: the same rules as the JSON door, nothing lost of what was typed."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
import sqlalchemy as sa
from actors import FIRM
from api.test_projects import PATH, added, current
from conftest import Clients
from PIL import Image


def fields(text, name):
    """The values of a form's inputs of a name."""
    return re.findall(rf'name="{name}" (?:type="\w+" )?value="([^"]*)"', text)


def picture():
    stored = BytesIO()
    Image.new("RGB", (64, 48), "red").save(stored, "JPEG")
    return stored.getvalue()


@pytest.fixture
def project(as_: Clients):
    return added(as_("coordinator"))


def test_a_file_is_opened_shown_and_changed(as_: Clients):
    client = as_("officer")
    blank = client.get("/projects/new")
    assert blank.status_code == 200
    sent = {
        "key": fields(blank.text, "key")[0],
        "name": "Glass line",
        "track": "incremental",
        "stage": "signed",
        "task_force_id": "1",
        "enterprise_id": str(FIRM),
        "total_investment_yuan": "1.2 yi",
        "baseline_start_on": "2019-09-30",
        "baseline_start_precision": "before",
    }
    answer = client.post("/projects/new", data=sent)
    assert answer.status_code == 303, answer.text
    page = client.get(answer.headers["location"])
    assert "by 30 September 2019" in page.text
    assert "1.2 hundred million yuan" in page.text
    path = answer.headers["location"]
    form = client.get(f"{path}/edit")
    assert fields(form.text, "total_investment_yuan") == ["12000 wan"]
    sent = {"version": fields(form.text, "version")[0], "name": "Glass line two", "task_force_id": "1"}
    assert client.post(f"{path}/edit", data=sent).status_code == 303
    assert "Glass line two" in client.get("/projects").text


@pytest.mark.parametrize(
    ("noun", "leader", "officer"),
    [("", 200, 200), ("/edit", 403, 200), ("/update", 403, 200), ("/stages/new", 403, 200), ("/baseline", 403, 403)],
)
def test_who_gets_which_page(as_: Clients, noun, leader, officer):
    project = added(as_("coordinator"))
    answers = {"leader": leader, "supervisor": leader, "officer": officer, "handler": 404, "contact": 404}
    for who, status in answers.items():
        assert as_(who).get(f"/projects/{project['id']}{noun}").status_code == status, who


@pytest.mark.parametrize(
    ("who", "nouns"),
    [
        ("leader", set()),
        ("supervisor", set()),
        ("officer", {"edit", "update", "track", "stages"}),
        ("coordinator", {"edit", "update", "track", "stages", "baseline", "officers"}),
    ],
)
def test_the_page_offers_what_may_be_done_and_nothing_else(as_: Clients, who, nouns):
    project = added(as_("coordinator"), stage="started", baseline_start_on="2019-09-30")
    page = as_(who).get(f"/projects/{project['id']}").text
    offered = set(re.findall(rf'(?:href|action)="/projects/{project["id"]}/(\w+)', page))
    assert offered == nouns


def test_wrong_input_comes_back_with_what_was_typed(as_: Clients):
    client = as_("coordinator")
    sent = {"key": str(uuid4()), "name": "Glass line", "note": "Words of mine", "total_investment_yuan": "about 200"}
    answer = client.post("/projects/new", data=sent)
    assert answer.status_code == 422
    assert "Words of mine" in answer.text
    assert 'id="f-total_investment_yuan-error"' in answer.text


def test_looking_for_a_firm_keeps_what_was_typed(as_: Clients):
    page = as_("coordinator").get("/projects/new", params={"q": "Bright", "name": "Glass line", "note": "Mine"})
    assert page.status_code == 200
    assert fields(page.text, "name") == ["Glass line"]
    assert "Bright Glass" in page.text
    assert "err-sum" not in page.text


def test_a_stale_form_loses_nothing(as_: Clients):
    client = as_("coordinator")
    project = added(client)
    path = f"/projects/{project['id']}/edit"
    sent = {"version": project["version"], "name": "First"}
    assert client.post(path, data=sent).status_code == 303
    behind = client.post(path, data=sent | {"name": "Second", "note": "Words of mine"})
    assert behind.status_code == 409
    assert "Words of mine" in behind.text
    assert current(client, project)["name"] == "First"
    again = {"version": fields(behind.text, "version")[0], "name": "Second"}
    assert client.post(path, data=again).status_code == 303


def test_an_update_from_the_site_with_a_photo_and_its_replay(as_: Clients):
    client = as_("officer")
    project = added(client)
    path = f"/projects/{project['id']}/update"
    key = fields(client.get(path).text, "key")[0]
    sent = {"key": key, "percent": "5", "stage": "started", "note": "Poured"}
    for _ in range(2):
        answer = client.post(path, data=sent, files={"photos": ("a.jpg", picture(), "image/jpeg")})
        assert answer.status_code == 303, answer.text
    (report,) = client.get(f"{PATH}/{project['id']}/progress").json()
    assert (report["percent"], report["stage"], len(report["photos"])) == (5, "started", 1)
    page = client.get(f"/projects/{project['id']}")
    assert "Poured" in page.text
    assert report["photos"][0] in page.text
    assert as_("contact").get(f"/photos/{report['photos'][0]}").status_code == 404


def test_no_change_takes_one_press_on_the_form(as_: Clients):
    client = as_("officer")
    project = added(client)
    answer = client.post(f"/projects/{project['id']}/update", data={"key": str(uuid4()), "is_unchanged": "true"})
    assert answer.status_code == 303
    assert "No change" in client.get(f"/projects/{project['id']}").text


def test_a_typed_percentage_goes_before_the_chips(as_: Clients):
    client = as_("officer")
    project = added(client)
    path = f"/projects/{project['id']}/update"
    assert client.post(path, data={"key": str(uuid4()), "percent": "5", "exact": "42"}).status_code == 303
    assert current(client, project)["percent"] == 42
    assert client.post(path, data={"key": str(uuid4()), "exact": "142"}).status_code == 422


def test_a_stage_is_recorded_and_taken_out_of_count(as_: Clients):
    client = as_("officer")
    project = added(client)
    path = f"/projects/{project['id']}/stages/new"
    sent = {"version": project["version"], "stage": "started", "on_day": "2019-07-09", "precision": "before"}
    assert 'id="f-reason-error"' in client.post(path, data=sent).text
    assert client.post(path, data=sent | {"reason": "Seen late"}).status_code == 303
    page = client.get(f"/projects/{project['id']}").text
    assert "by 9 July 2019" in page
    assert "Started already; the exact day is still missing." in page
    void = re.search(r"/projects/\d+/stages/\d+/voiding", page)[0]
    version = current(client, project)["version"]
    assert client.get(void).status_code == 200
    assert client.post(void, data={"version": version}).status_code == 422
    assert client.post(void, data={"version": version, "reason": "Wrong site"}).status_code == 303
    assert "Wrong site" in client.get(f"/projects/{project['id']}").text


def test_p07_is_early_by_a_bound_only(as_: Clients):
    client = as_("coordinator")
    given = {"baseline_start_on": "2019-09-30", "baseline_start_precision": "before"}
    project = added(client, stage="started", stage_on="2019-07-09", stage_precision="before", **given)
    assert "at least 83 days before the stated limit" in client.get(f"/projects/{project['id']}").text


def test_a_new_project_that_has_started_is_proposed_as_existing(as_: Clients):
    client = as_("officer")
    project = added(client, stage="started")
    path = f"/projects/{project['id']}"
    assert f"{path}/track" in client.get(path).text
    assert client.post(f"{path}/track", data={"version": project["version"], "track": "stock"}).status_code == 303
    assert f"{path}/track" not in client.get(path).text
    assert client.post(f"{path}/track", data={"version": project["version"], "track": "stock"}).status_code == 409


def test_the_coordinator_moves_the_first_plan_with_a_reason(as_: Clients):
    client = as_("coordinator")
    project = added(client, baseline_start_on="2019-09-30")
    path = f"/projects/{project['id']}/baseline"
    sent = {"version": project["version"], "baseline_start_on": "2019-10-31"}
    assert 'id="f-reason-error"' in client.post(path, data=sent).text
    assert client.post(path, data=sent | {"reason": "Approved anew"}).status_code == 303
    assert current(client, project)["start"]["baseline_on"] == "2019-10-31"
    assert "before: 30 September 2019. Approved anew" in client.get(f"/projects/{project['id']}").text


def test_stages_in_numbers_open_their_lists(as_: Clients):
    client = as_("leader")
    added(as_("coordinator"), stage_on="2019-03-01", entered_on="2019-03-01")
    page = client.get("/projects/stages", params={"as_of": "2019-06-09"})
    link = re.search(r'href="(/projects\?[^"]*stage=signed[^"]*)"', page.text)[1].replace("&amp;", "&")
    assert "as_of=2019-06-09" in link
    assert "Glass line" in client.get(link).text


@pytest.mark.parametrize("noun", ["new", "1/edit", "1/update", "1/stages/new", "1/baseline", "1/track", "1/officers"])
@pytest.mark.parametrize("junk", ["", "x" * 30_000, "a\x00b", "a\u202eb", "9" * 40, "-1", "<script>alert(1)</script>"])
def test_hostile_forms_are_refused_and_never_break(as_: Clients, project, noun, junk):
    names = ("key", "name", "stage", "percent", "track", "baseline_start_on", "reason", "task_force_id", "user_id")
    sent = dict.fromkeys(names, junk) | {"version": project["version"]}
    answer = as_("coordinator").post(f"/projects/{noun}", data=sent)
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("query", ["set=major&as_of=2019-07-16", "mine=true", "stage=signed", "q=gl", "is_major=true"])
def test_every_filter_finds_and_can_be_taken_off(as_: Clients, query):
    client = as_("officer")
    added(client, is_major=True, list_year=2019)
    page = client.get(f"/projects?{query}")
    assert page.status_code == 200
    assert "Glass line" in page.text


@pytest.mark.parametrize("query", ["set=nothing", "as_of=1", "stage=9", "list_year=x", "after=x"])
def test_a_bad_filter_is_said_on_the_page(as_: Clients, query):
    assert as_("leader").get(f"/projects?{query}").status_code == 422


def test_the_pages_cost_few_statements(as_: Clients, engine):
    project = added(as_("coordinator"), enterprise_id=FIRM)
    asked = []
    sa.event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    assert as_("leader").get("/projects").status_code == 200
    assert len(asked) <= 8, asked
    asked.clear()
    assert as_("leader").get(f"/projects/{project['id']}").status_code == 200
    assert len(asked) <= 14, asked
