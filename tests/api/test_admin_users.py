"""Accounts, kept by an administrator who sees no content."""

from datetime import timedelta
from uuid import uuid4

import pytest
from actors import CAST, COMMERCE, ECONOMY, FIRM, PASSWORD
from conftest import Clients, Clock
from sqlmodel import Session, select

from app.models.event import Event
from app.models.user import LoginSession, Role, User

HANDLER = {"username": "wang.li", "name": "Wang Li", "role": "handler", "department_id": ECONOMY}
NEW = "seven green kettles"


def add(admin, **given):
    answer = admin.post("/api/v1/users", json=HANDLER | given)
    assert answer.status_code == 201, answer.text
    return answer.json()


def change(admin, who, **given):
    row = admin.get(f"/api/v1/users/{CAST[who].id}").json()
    fields = ("name", "role", "title", "department_id", "enterprise_id", "is_active")
    sent = {field: row[field] for field in fields} | given
    return admin.put(f"/api/v1/users/{row['id']}", json=sent, headers={"If-Match": f'"{row["version"]}"'})


def password_link(admin, user_id):
    return admin.post(f"/api/v1/users/{user_id}/password-link").json()


def test_a_new_person_sets_the_own_password_and_signs_in(as_: Clients, stranger):
    user = add(as_("admin"))
    assert not user["has_password"]
    path = password_link(as_("admin"), user["id"])["url"].removeprefix("http://testserver")
    assert "Wang Li" in stranger.get(path).text
    answer = stranger.post(path, data={"password": NEW, "again": NEW})
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert stranger.post("/login", data={"username": "wang.li", "password": NEW}).status_code == 303
    assert stranger.post(path, data={"password": NEW, "again": NEW}).status_code == 404


def test_a_link_for_a_forgotten_password_lives_half_an_hour(as_: Clients, stranger, clock: Clock):
    link = password_link(as_("admin"), CAST["officer"].id)
    path = link["url"].removeprefix("http://testserver")
    clock.now += timedelta(minutes=29)
    assert stranger.get(path).status_code == 200
    clock.now += timedelta(minutes=1)
    assert stranger.get(path).status_code == 404
    assert stranger.post(path, data={"password": NEW, "again": NEW}).status_code == 404


def test_a_second_link_ends_the_first(as_: Clients, stranger):
    first, second = (password_link(as_("admin"), CAST["officer"].id)["url"] for _ in range(2))
    assert stranger.get(first.removeprefix("http://testserver")).status_code == 404
    assert stranger.get(second.removeprefix("http://testserver")).status_code == 200


def test_a_password_by_link_signs_out_everywhere(as_: Clients, stranger):
    path = password_link(as_("admin"), CAST["officer"].id)["url"].removeprefix("http://testserver")
    wrong = stranger.post(path, data={"password": "short", "again": "short"})
    assert (wrong.status_code, "f-password-error" in wrong.text) == (422, True)
    assert as_("officer").get("/api/v1/me").status_code == 200
    stranger.post(path, data={"password": NEW, "again": NEW})
    assert as_("officer").get("/api/v1/me").status_code == 401


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"username": "officer"}, "username"),
        ({"username": "Has Space"}, "username"),
        ({"username": "a" * 65}, "username"),
        ({"name": ""}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"role": "emperor"}, "role"),
        ({"department_id": None}, "department_id"),
        ({"department_id": 99}, "department_id"),
        ({"department_id": 2**70}, "department_id"),
        ({"enterprise_id": FIRM}, "enterprise_id"),
        ({"role": "enterprise"}, "enterprise_id"),
        ({"role": "enterprise", "enterprise_id": FIRM}, "department_id"),
        ({"role": "enterprise", "enterprise_id": 99, "department_id": None}, "enterprise_id"),
        ({"phone": "not a number"}, "phone"),
        ({"is_synthetic": True}, "is_synthetic"),
        ({"password_hash": "x"}, "password_hash"),
    ],
)
def test_an_impossible_account_is_refused_by_field(as_: Clients, given, field):
    answer = as_("admin").post("/api/v1/users", json=HANDLER | given)
    assert answer.status_code == 422, answer.text
    assert answer.json()["field"] == field


def test_another_role_works_at_the_next_request(as_: Clients, session):
    ticket = as_("handler").post("/api/v1/tickets", json={"key": str(uuid4()), "kind_id": 1}).json()
    assert change(as_("admin"), "handler", role="supervisor", department_id=None).status_code == 200
    assert as_("handler").get(f"/api/v1/tickets/{ticket['id']}").status_code == 401
    ended = session.exec(select(LoginSession.ended_at).where(LoginSession.user_id == CAST["handler"].id)).one()
    assert ended is not None


def test_a_lock_works_at_the_next_request(as_: Clients, stranger):
    assert as_("officer").get("/api/v1/me").status_code == 200
    assert change(as_("admin"), "officer", is_active=False).status_code == 200
    assert as_("officer").get("/api/v1/me").status_code == 401
    assert stranger.post("/login", data={"username": "officer", "password": PASSWORD}).status_code == 422


def test_a_new_name_signs_nobody_out(as_: Clients):
    assert change(as_("admin"), "officer", name="Officer Zhao").status_code == 200
    assert as_("officer").get("/api/v1/me").json()["name"] == "Officer Zhao"


def test_an_administrator_ends_all_sessions_of_somebody(as_: Clients):
    assert as_("admin").delete(f"/api/v1/users/{CAST['officer'].id}/sessions").status_code == 204
    assert as_("officer").get("/api/v1/me").status_code == 401
    assert as_("handler").get("/api/v1/me").status_code == 200


def second_admin(engine):
    with Session(engine) as session:
        former = session.get_one(User, CAST["leader"].id)
        former.role = Role.ADMIN
        session.commit()


def test_nobody_changes_the_own_role_or_an_equal(as_: Clients, engine):
    assert change(as_("admin"), "admin", role="leader").status_code == 403
    assert change(as_("admin"), "officer", role="admin").status_code == 403
    assert as_("admin").post("/api/v1/users", json=HANDLER | {"role": "admin"}).status_code == 403
    second_admin(engine)
    assert change(as_("admin"), "leader", is_active=False).status_code == 403
    assert as_("admin").post(f"/api/v1/users/{CAST['leader'].id}/password-link").status_code == 403
    assert as_("admin").delete(f"/api/v1/users/{CAST['leader'].id}/sessions").status_code == 403


def test_a_stale_change_is_refused(as_: Clients):
    url = f"/api/v1/users/{CAST['officer'].id}"
    sent = {"name": "Other", "role": "officer", "department_id": COMMERCE, "is_active": True}
    assert as_("admin").put(url, json=sent).status_code == 428
    assert as_("admin").put(url, json=sent, headers={"If-Match": '"7"'}).status_code == 412
    assert as_("admin").get(url).json()["name"] == "Officer"


def test_phones_are_masked_and_kept_when_left_out(as_: Clients, engine):
    user = add(as_("admin"), phone="13812345678")
    assert user["phone"] == "138****5678"
    sent = {"name": "Wang Li", "role": "handler", "department_id": ECONOMY, "is_active": True}
    as_("admin").put(f"/api/v1/users/{user['id']}", json=sent, headers={"If-Match": '"1"'})
    with Session(engine) as session:
        assert session.get_one(User, user["id"]).phone == "13812345678"


def test_accounts_are_found_by_name_and_paged(as_: Clients):
    admin = as_("admin")
    assert [row["username"] for row in admin.get("/api/v1/users?q=rival").json()["items"]] == [
        "rival_contact",
        "rival_handler",
    ]
    assert admin.get("/api/v1/users?q=%25").json()["items"] == []
    assert len(admin.get("/api/v1/users?role=handler").json()["items"]) == 3
    seen, path = [], "/api/v1/users?limit=4"
    while path:
        answer = admin.get(path)
        seen += [row["username"] for row in answer.json()["items"]]
        path = answer.headers.get("link", "").partition(">")[0].lstrip("<")
    assert seen == sorted(CAST)


def test_each_change_leaves_one_event_without_phone_or_name(as_: Clients, session):
    add(as_("admin"), phone="13812345678")
    change(as_("admin"), "officer", is_active=False)
    events = session.exec(select(Event).where(Event.subject_kind == "user_account").order_by(Event.id)).all()
    assert [event.verb for event in events] == ["user_account.add", "user_account.change"]
    assert (events[1].before, events[1].after) == ({"is_active": True}, {"is_active": False})
    assert "13812345678" not in str([event.model_dump() for event in events])


def test_only_a_handler_is_made_duty_leader(as_: Clients):
    admin = as_("admin")
    assert change(admin, "handler", is_duty_leader=True).json()["is_duty_leader"]
    refused = change(admin, "officer", is_duty_leader=True)
    assert (refused.status_code, refused.json()["field"]) == (422, "is_duty_leader")
