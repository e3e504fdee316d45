"""Projects through the JSON door: rights, stages as of any day, code names, replays, stale writes."""

from uuid import uuid4

import pytest
import sqlalchemy as sa
from actors import FIRM
from conftest import Clients

PATH = "/api/v1/projects"


def added(client, **given):
    facts = {"key": str(uuid4()), "name": "Glass line", "task_force_id": 1, "stage": "signed", **given}
    answer = client.post(PATH, json=facts)
    assert answer.status_code == 201, answer.text
    return answer.json()


def seen(project):
    return {"If-Match": f'"{project["version"]}"'}


def reach(client, project, **given):
    return client.post(f"{PATH}/{project['id']}/stages", json=given, headers=seen(project))


def current(client, project):
    return client.get(f"{PATH}/{project['id']}").json()


VERBS = {
    "change": ("patch", "", {"alias": "Line 2"}, 200),
    "rebase": ("post", "/baseline", {"baseline_start_on": "2019-09-30", "reason": "Approved anew"}, 200),
    "retrack": ("post", "/track", {"track": "stock"}, 200),
    "reach": ("post", "/stages", {"stage": "landed"}, 201),
    "update": ("post", "/progress", {"key": str(uuid4()), "is_unchanged": True}, 201),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", ["coordinator", "officer", "leader", "supervisor", "handler", "contact", "admin"])
def test_who_may_do_what(as_: Clients, who, verb):
    project = added(as_("coordinator"))
    method, noun, given, done = VERBS[verb]
    answer = as_(who).request(method, f"{PATH}/{project['id']}{noun}", json=given, headers=seen(project))
    if who == "coordinator" or (who == "officer" and verb != "rebase"):
        assert answer.status_code == done, answer.text
    elif who in {"officer", "leader", "supervisor"}:
        assert answer.status_code == 403
    else:
        assert answer.status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [("coordinator", 201), ("officer", 201), ("leader", 403), ("supervisor", 403), ("handler", 403), ("contact", 403)],
)
def test_who_may_open_a_file(as_: Clients, who, status):
    facts = {"key": str(uuid4()), "name": "New", "task_force_id": 1}
    assert as_(who).post(PATH, json=facts).status_code == status


def test_an_officer_adds_to_the_own_task_force_only(as_: Clients):
    answer = as_("officer").post(PATH, json={"key": str(uuid4()), "name": "New"})
    assert (answer.status_code, answer.json()["field"]) == (422, "task_force_id")


@pytest.mark.parametrize(
    ("who", "status"),
    [("leader", 200), ("supervisor", 200), ("officer", 200), ("handler", 404), ("contact", 404), ("admin", 404)],
)
def test_page_list_and_counts_agree_on_what_exists(as_: Clients, who, status):
    project = added(as_("coordinator"))
    assert as_(who).get(f"{PATH}/{project['id']}").status_code == status
    listed = as_(who).get(PATH).json()["items"]
    counted = as_(who).get(f"{PATH}/stage-counts").json()["counts"]
    assert (len(listed), sum(line["count"] for line in counted)) == ((1, 1) if status == 200 else (0, 0))


def test_counts_of_two_days_differ_and_can_be_asked_again(as_: Clients):
    client = as_("coordinator")
    project = added(client, stage_on="2019-03-01", entered_on="2019-01-02")
    assert reach(client, project, stage="started", on_day="2019-07-01", reason="Found at the visit").status_code == 201
    for _ in range(2):
        june, july = (
            client.get(f"{PATH}/stage-counts", params={"as_of": day}).json()["counts"]
            for day in ("2019-06-09", "2019-07-09")
        )
        assert june == [{"stage": "signed", "count": 1}]
        assert july == [{"stage": "started", "count": 1}]
    (row,) = client.get(PATH, params={"as_of": "2019-06-09", "stage": "signed"}).json()["items"]
    assert (row["stage"], row["stage_on"], row["percent"]) == ("signed", "2019-03-01", None)
    assert client.get(PATH, params={"as_of": "2018-12-31"}).json()["items"] == []


def test_a_back_dated_stage_needs_a_reason_and_a_coming_day_is_refused(as_: Clients):
    client = as_("officer")
    project = added(as_("coordinator"))
    assert reach(client, project, stage="started", on_day="2019-07-01").json()["field"] == "reason"
    assert reach(client, project, stage="started", on_day="2019-07-17").json()["field"] == "on_day"
    assert current(client, project)["stage"] == "signed"


def test_a_voided_stage_counts_no_more_but_stays(as_: Clients):
    client = as_("officer")
    project = added(as_("coordinator"))
    project = reach(client, project, stage="started").json()
    line = client.get(f"{PATH}/{project['id']}/stages").json()[0]
    path = f"{PATH}/{project['id']}/stages/{line['id']}/voiding"
    assert client.post(path, json={}).json()["field"] == "reason"
    assert client.post(path, json={"reason": "Wrong site"}).status_code == 200
    assert current(client, project)["stage"] == "signed"
    kept = client.get(f"{PATH}/{project['id']}/stages").json()[0]
    assert (kept["stage"], kept["void_reason"], kept["voided_by"]) == ("started", "Wrong site", "Officer")
    assert client.post(path, json={"reason": "Again"}).status_code == 404


def test_the_baseline_is_set_once(as_: Clients):
    client = as_("officer")
    project = added(client)
    first = client.patch(
        f"{PATH}/{project['id']}",
        json={"baseline_start_on": "2019-09-30", "baseline_start_precision": "before"},
        headers=seen(project),
    ).json()
    moved = client.patch(f"{PATH}/{project['id']}", json={"baseline_start_on": "2019-10-31"}, headers=seen(first))
    assert (moved.status_code, moved.json()["field"]) == (422, "baseline_start_on")
    same = client.patch(f"{PATH}/{project['id']}", json={"baseline_start_on": "2019-09-30"}, headers=seen(first))
    assert same.status_code == 422  # a day is not the same as "no later than this day"
    whole = {"baseline_start_on": "2019-09-30", "baseline_start_precision": "before", "note": "n"}
    kept = client.patch(f"{PATH}/{project['id']}", json=whole, headers=seen(first))
    assert (kept.status_code, kept.json()["note"]) == (200, "n")


def test_what_is_not_sent_is_not_changed(as_: Clients):
    client = as_("coordinator")
    project = added(client, alias="Old", total_investment_text="nearly 200 million", enterprise_id=FIRM)
    changed = client.patch(f"{PATH}/{project['id']}", json={"alias": None}, headers=seen(project)).json()
    assert (changed["alias"], changed["total_investment_text"]) == (None, "nearly 200 million")
    assert (changed["total_investment_yuan"], changed["enterprise"]["id"]) == (None, FIRM)


def test_stale_and_unseen_changes_are_refused(as_: Clients):
    client = as_("coordinator")
    project = added(client)
    path = f"{PATH}/{project['id']}"
    assert client.patch(path, json={"alias": "a"}, headers=seen(project)).status_code == 200
    assert client.patch(path, json={"alias": "b"}, headers=seen(project)).status_code == 412
    assert client.patch(path, json={"alias": "c"}).status_code == 428
    assert current(client, project)["alias"] == "a"


def test_the_same_key_is_one_project_and_one_update(as_: Clients):
    client, key = as_("officer"), str(uuid4())
    project = added(client, key=key)
    assert added(client, key=key)["id"] == project["id"]
    said = {"key": str(uuid4()), "percent": 45, "stage": "started", "note": "Poured"}
    for _ in range(2):
        lines = client.post(f"{PATH}/{project['id']}/progress", json=said).json()
    now = current(client, project)
    assert (len(lines), now["percent"], now["stage"]) == (1, 45, "started")
    assert len(client.get(f"{PATH}/{project['id']}/stages").json()) == 2


def test_an_update_says_something(as_: Clients):
    client = as_("officer")
    project = added(client)
    answer = client.post(f"{PATH}/{project['id']}/progress", json={"key": str(uuid4())})
    assert (answer.status_code, answer.json()["field"]) == (422, "percent")


@pytest.mark.parametrize("given", [{}, {"task_force_id": 1}, {"stage": "signed"}, {"mine": True}, {"set": "major"}])
def test_lists_page_on_without_gaps(as_: Clients, given):
    client = as_("officer")
    made = {added(client, name=f"P{n}", is_major=True, list_year=2019)["id"] for n in range(5)}
    found, after = [], None
    while True:
        page = client.get(PATH, params={**given, "limit": 2} | ({"after": after} if after else {})).json()
        found += [row["id"] for row in page["items"]]
        after = page["next_cursor"]
        if after is None:
            break
    assert (set(found), len(found)) == (made, 5)


@pytest.mark.parametrize(
    "given",
    [
        {"name": "x" * 10_000},
        {"name": "a\x00b"},
        {"name": "a\u202eb"},
        {"total_investment_yuan": 10**30},
        {"total_investment_yuan": "about 200"},
        {"list_year": 10**12},
        {"task_force_id": 2**70},
        {"task_force_id": 99},
        {"enterprise_id": 99},
        {"stage_on": "9999-12-31"},
        {"stage_on": "2019-07-17"},
        {"stage": ["signed"]},
        {"is_confidential": True},
        {"version": 7},
        {"key": "no"},
    ],
)
def test_hostile_input_is_refused_beside_its_field(as_: Clients, given):
    facts = {"key": str(uuid4()), "name": "P", "task_force_id": 1} | given
    answer = as_("coordinator").post(PATH, json=facts)
    assert answer.status_code == 422, answer.text
    assert answer.json()["field"]


@pytest.mark.parametrize("query", ["after=x", "as_of=1", "limit=0", "set=nothing", "q=" + "x" * 99, "stage=9", "n=1"])
def test_a_bad_filter_is_refused(as_: Clients, query):
    assert as_("leader").get(f"{PATH}?{query}").status_code == 422


def test_a_list_costs_few_statements(as_: Clients, engine):
    for number in range(3):
        added(as_("coordinator"), name=f"P{number}")
    asked = []
    sa.event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    assert as_("leader").get(PATH).status_code == 200
    assert len(asked) <= 8
