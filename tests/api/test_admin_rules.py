"""Departments, task forces, kinds, deadlines and working days, kept by an administrator."""

from datetime import timedelta
from uuid import uuid4

import pytest
from actors import CAST, COMMERCE, CONSTRUCTION, ECONOMY
from conftest import Clients, Clock
from sqlmodel import Session, select
from tickets import brought_to

from app.models.org import HostTerm, Membership


def raised(client, **given):
    answer = client.post("/api/v1/tickets", json={"key": str(uuid4()), "kind_id": 1} | given)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_new_deadlines_hold_from_now_and_old_tickets_keep_theirs(as_: Clients, clock: Clock):
    old = raised(as_("officer"))
    sent = {"level": "complex", "answer_workdays": 1, "solve_workdays": 5}
    clock.now += timedelta(minutes=1)
    rules = as_("admin").post("/api/v1/deadlines", json=sent).json()
    in_force = [(rule["answer_workdays"], rule["is_in_force"]) for rule in rules if rule["level"] == "complex"]
    assert in_force == [(1, True), (3, False)]
    new = raised(as_("officer"))
    assert (old["answer_due_at"], new["answer_due_at"]) == ("2019-07-19T09:00:00Z", "2019-07-17T09:00:00Z")
    again = as_("officer").get(f"/api/v1/tickets/{old['id']}").json()
    assert (again["answer_due_at"], again["solve_due_at"]) == (old["answer_due_at"], old["solve_due_at"])


@pytest.mark.parametrize(
    "given",
    [
        {"answer_workdays": 0},
        {"solve_workdays": 251},
        {"answer_workdays": 16},
        {"level": "easy"},
        {"in_force_from": "2000-01-01T00:00:00Z"},
    ],
)
def test_impossible_deadlines_are_refused(as_: Clients, given):
    sent = {"level": "complex", "answer_workdays": 3, "solve_workdays": 15} | given
    assert as_("admin").post("/api/v1/deadlines", json=sent).status_code == 422


def test_a_loaded_day_moves_the_next_deadline(as_: Clients):
    sent = {"days": "2019-07-17,off,Flood\n\n2019-07-20\uff0cwork", "notice": "Notice 1"}
    answer = as_("admin").post("/api/v1/holidays", json=sent)
    assert [(row["day"], row["is_working"]) for row in answer.json()] == [("2019-07-20", True), ("2019-07-17", False)]
    assert raised(as_("officer"))["answer_due_at"] == "2019-07-20T09:00:00Z"
    assert as_("admin").delete("/api/v1/holidays/2019-07-17").status_code == 204
    assert raised(as_("officer"))["answer_due_at"] == "2019-07-19T09:00:00Z"
    assert as_("admin").delete("/api/v1/holidays/2019-07-17").status_code == 404


def test_a_day_loaded_again_is_replaced(as_: Clients):
    for line in ("2019-07-17,off,Flood", "2019-07-17,work\n2019-07-17,off,Storm"):
        assert as_("admin").post("/api/v1/holidays", json={"days": line, "notice": "n"}).status_code == 201
    assert [row["name"] for row in as_("admin").get("/api/v1/holidays").json()] == ["Storm"]


@pytest.mark.parametrize(
    "days",
    ["", "2019-02-30,off", "2019-07-17,holiday", "2019-07-17", "a\0b", "2019-07-17,off\nnonsense", "1,off\n" * 401],
)
def test_days_are_loaded_whole_or_not_at_all(as_: Clients, days):
    answer = as_("admin").post("/api/v1/holidays", json={"days": days, "notice": "n"})
    assert (answer.status_code, answer.json()["field"]) == (422, "days")
    assert as_("admin").get("/api/v1/holidays").json() == []


def test_another_host_ends_the_former_term(as_: Clients, session):
    answer = as_("admin").post("/api/v1/task-forces/1/host", json={"department_id": ECONOMY, "from_on": "2019-08-01"})
    assert answer.status_code == 201
    terms = session.exec(select(HostTerm).order_by(HostTerm.id)).all()
    assert [(term.department_id, str(term.until_on)) for term in terms] == [
        (COMMERCE, "2019-07-31"),
        (ECONOMY, "None"),
    ]
    early = as_("admin").post("/api/v1/task-forces/1/host", json={"department_id": COMMERCE, "from_on": "2019-01-01"})
    assert (early.status_code, early.json()["field"]) == (422, "from_on")


def test_service_is_ended_not_deleted_and_ends_rights_at_once(as_: Clients, engine):
    admin = as_("admin")
    with Session(engine) as session:
        term = session.exec(select(Membership.id).where(Membership.user_id == CAST["officer"].id)).one()
        session.exec(select(HostTerm)).one().department_id = ECONOMY
        session.commit()
    assert as_("officer").get("/api/v1/me").json()["task_force_ids"] == [1]
    assert admin.post(f"/api/v1/task-forces/1/members/{term}/end", json={}).status_code == 200
    assert as_("officer").get("/api/v1/me").json()["task_force_ids"] == []
    with Session(engine) as session:
        assert str(session.get_one(Membership, term).until_on) == "2019-07-16"
    assert admin.post(f"/api/v1/task-forces/1/members/{term}/end", json={}).status_code == 404


def test_only_staff_serve_and_only_once(as_: Clients):
    admin = as_("admin")
    for who, status in (("handler", 201), ("handler", 422), ("contact", 422), ("admin", 422)):
        answer = admin.post("/api/v1/task-forces/1/members", json={"user_id": CAST[who].id, "is_head": True})
        assert answer.status_code == status, (who, answer.text)


@pytest.mark.parametrize(("who", "seen"), [("leader", 200), ("handler", 200), ("admin", 200), ("contact", 404)])
def test_task_forces_are_for_those_who_work_here(as_: Clients, who, seen):
    assert as_(who).get("/api/v1/task-forces/1").status_code == seen
    assert as_(who).get("/task-forces/1").status_code == seen
    assert len(as_(who).get("/api/v1/task-forces").json()) == (seen == 200)


def test_a_closed_department_takes_no_more_tickets(as_: Clients):
    sent = {"name": "Building", "name_en": "Building", "is_active": False}
    answer = as_("admin").put(f"/api/v1/departments/{CONSTRUCTION}", json=sent, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
    ticket = raised(as_("officer"))
    refused = as_("coordinator").post(
        f"/api/v1/tickets/{ticket['id']}/assignment",
        json={"lead_department_id": CONSTRUCTION},
        headers={"If-Match": f'"{ticket["version"]}"'},
    )
    assert (refused.status_code, refused.json()["field"]) == (422, "lead_department_id")


def test_bodies_and_kinds_have_one_code(as_: Clients):
    admin = as_("admin")
    names = {"name": "A", "name_en": "A"}
    for path, code in (("departments", "economy"), ("task-forces", "emerging"), ("kinds", "power")):
        taken = admin.post(f"/api/v1/{path}", json=names | {"code": code})
        assert (taken.status_code, taken.json()["field"]) == (422, "code"), path
        assert admin.post(f"/api/v1/{path}", json=names | {"code": "brand-new"}).status_code == 201
        assert "brand-new" in admin.get(f"/api/v1/{path}").text


def test_a_closed_kind_is_no_longer_offered(as_: Clients):
    kind = as_("admin").get("/api/v1/kinds").json()[0]
    sent = {name: kind[name] for name in ("name", "name_en", "position", "level", "lead_department_id")}
    closed = as_("admin").put(
        f"/api/v1/kinds/{kind['id']}", json=sent | {"is_active": False}, headers={"If-Match": '"1"'}
    )
    assert closed.status_code == 200
    refused = as_("officer").post("/api/v1/tickets", json={"key": str(uuid4()), "kind_id": kind["id"]})
    assert (refused.status_code, refused.json()["field"]) == (422, "kind_id")


def test_the_zones_own_data(as_: Clients):
    admin = as_("admin")
    sent = {"name": "Other Zone", "short_name": "Other", "phone": "0431-84630000"}
    assert admin.put("/api/v1/zone", json=sent, headers={"If-Match": '"2"'}).status_code == 412
    assert admin.put("/api/v1/zone", json=sent, headers={"If-Match": '"1"'}).status_code == 200
    assert "0431-84630000" in as_("officer").get("/login").text


def test_the_zone_sets_how_tickets_go_around(as_: Clients):
    """No returns at all: the department can only ask for a ruling."""
    admin = as_("admin")
    sent = {"name": "Test Zone", "short_name": "Test", "returns_at_most": 0, "confirm_workdays": 5}
    answer = admin.put("/api/v1/zone", json=sent, headers={"If-Match": '"1"'}).json()
    assert (answer["confirm_workdays"], answer["sample_percent"]) == (5, 20)
    ticket = brought_to(as_, "assignment")
    assert {"return", "appeal"} & set(as_("handler").get(f"/api/v1/tickets/{ticket['id']}").json()["moves"]) == {
        "appeal"
    }
