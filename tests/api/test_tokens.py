"""Keys for programs: shown once, scoped, expiring, revocable."""

from datetime import timedelta
from uuid import uuid4

import pytest
from actors import CAST, FIRM, PASSWORD
from conftest import Clients, Clock
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.models.user import ApiToken, User


def key_of(browser, **given):
    answer = browser.post("/api/v1/me/tokens", json={"name": "weekly report", "current": PASSWORD} | given)
    assert answer.status_code == 201, answer.text
    return answer.json()


def program(app, key):
    return TestClient(app, headers={"Authorization": f"Bearer {key}"}, follow_redirects=False)


def test_a_program_is_its_owner(as_: Clients, app):
    made = key_of(as_("officer"))
    me = program(app, made["token"]).get("/api/v1/me").json()
    assert (me["username"], me["may_write"]) == ("officer", False)


def test_the_key_is_shown_once_and_kept_as_a_hash(as_: Clients, session):
    made = key_of(as_("officer"))
    listed = as_("officer").get("/api/v1/me/tokens").text
    assert made["prefix"] in listed
    assert made["token"] not in listed
    row = session.exec(select(ApiToken)).one()
    assert made["token"] not in str(row.model_dump())


def test_a_key_is_never_kept_for_a_replay(as_: Clients, session):
    answer = as_("officer").post("/api/v1/me/tokens", json={"name": "x"}, headers={"Idempotency-Key": "k"})
    assert answer.status_code == 422
    assert session.exec(select(ApiToken)).all() == []


def test_a_reading_key_changes_nothing(as_: Clients, app):
    ticket = {"key": str(uuid4()), "kind_id": 1}
    reader = program(app, key_of(as_("officer"), scope="read")["token"])
    writer = program(app, key_of(as_("officer"), scope="write")["token"])
    assert reader.get("/api/v1/tickets").status_code == 200
    assert reader.post("/api/v1/tickets", json=ticket).status_code == 403
    assert writer.post("/api/v1/tickets", json=ticket).status_code == 201


def test_a_key_expires(as_: Clients, app, clock: Clock):
    made = key_of(as_("officer"), days=1)
    clock.now += timedelta(days=1, seconds=-1)
    assert program(app, made["token"]).get("/api/v1/me").status_code == 200
    clock.now += timedelta(seconds=1)
    assert program(app, made["token"]).get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("given", [{"days": 0}, {"days": 366}, {"scope": "admin"}, {"name": ""}, {"prefix": "x"}])
def test_a_key_lasts_a_year_at_most(as_: Clients, given):
    assert as_("officer").post("/api/v1/me/tokens", json={"name": "x"} | given).status_code == 422


def test_a_revoked_key_opens_nothing(as_: Clients, app):
    made = key_of(as_("officer"))
    assert as_("officer").delete(f"/api/v1/me/tokens/{made['id']}").status_code == 204
    assert program(app, made["token"]).get("/api/v1/me").status_code == 401
    assert as_("officer").delete(f"/api/v1/me/tokens/{made['id']}").status_code == 404


def test_nobody_revokes_a_strangers_key(as_: Clients, app):
    made = key_of(as_("officer"))
    assert as_("leader").delete(f"/api/v1/me/tokens/{made['id']}").status_code == 404
    assert as_("leader").post(f"/settings/tokens/{made['id']}/end").status_code == 404
    assert program(app, made["token"]).get("/api/v1/me").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "given"),
    [
        ("POST", "/api/v1/me/tokens", {"name": "another"}),
        ("POST", "/api/v1/me/password", {"current": "a", "password": "b", "again": "b"}),
        ("DELETE", "/api/v1/me/sessions/1", None),
    ],
)
def test_a_key_makes_no_keys_and_ends_no_sessions(as_: Clients, app, method, path, given):
    writer = program(app, key_of(as_("officer"), scope="write")["token"])
    assert writer.request(method, path, json=given).status_code == 403


def test_a_key_opens_no_pages(as_: Clients, app):
    answer = program(app, key_of(as_("officer"))["token"]).get("/settings")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=%2Fsettings")


def test_a_wrong_key_is_not_helped_by_a_cookie(as_: Clients):
    answer = as_("officer").get("/api/v1/me", headers={"Authorization": "Bearer nonsense"})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_key_in_the_address_opens_nothing(as_: Clients, stranger):
    made = key_of(as_("officer"))
    assert stranger.get("/api/v1/me", params={"access_token": made["token"]}).status_code == 401


def test_an_enterprise_contact_gets_no_key(as_: Clients):
    assert as_("contact").post("/api/v1/me/tokens", json={"name": "x"}).status_code == 403
    assert as_("contact").get("/settings/tokens/new").status_code == 403


def test_who_becomes_an_enterprise_contact_loses_the_keys(as_: Clients, app):
    made = key_of(as_("officer"))
    row = as_("admin").get(f"/api/v1/users/{CAST['officer'].id}").json()
    place = {"role": "enterprise", "department_id": None, "enterprise_id": FIRM}
    sent = {field: row[field] for field in ("name", "title", "is_active")} | place
    seen = {"If-Match": f'"{row["version"]}"'}
    assert as_("admin").put(f"/api/v1/users/{row['id']}", json=sent, headers=seen).status_code == 200
    assert program(app, made["token"]).get("/api/v1/me").status_code == 401


def test_a_locked_account_locks_its_keys_for_good(as_: Clients, app, engine):
    made = key_of(as_("officer"))
    locked = {"name": "Officer", "role": "officer", "department_id": 2, "is_active": False}
    for version, is_active in ((1, False), (2, True)):
        answer = as_("admin").put(
            f"/api/v1/users/{CAST['officer'].id}",
            json=locked | {"is_active": is_active},
            headers={"If-Match": f'"{version}"'},
        )
        assert answer.status_code == 200, answer.text
        assert program(app, made["token"]).get("/api/v1/me").status_code == 401
    with Session(engine) as session:
        assert session.get_one(User, CAST["officer"].id).is_active


def test_use_of_a_key_is_noted(as_: Clients, app, session, clock: Clock):
    program(app, key_of(as_("officer"))["token"]).get("/api/v1/me")
    assert session.exec(select(ApiToken.used_at)).one() == clock.now


def test_the_page_makes_and_revokes_keys_too(as_: Clients, app):
    browser = as_("officer")
    made = browser.post(
        "/settings/tokens/new", data={"name": "weekly report", "scope": "read", "days": "30", "current": PASSWORD}
    )
    key = made.text.split('id="f-token" type="text" value="', 1)[1].split('"', 1)[0]
    assert program(app, key).get("/api/v1/me").status_code == 200
    assert key not in browser.get("/settings").text
    token_id = browser.get("/api/v1/me/tokens").json()[0]["id"]
    assert browser.post(f"/settings/tokens/{token_id}/end").status_code == 303
    assert program(app, key).get("/api/v1/me").status_code == 401
    wrong = browser.post("/settings/tokens/new", data={"name": "x", "scope": "read", "days": "9999"})
    assert (wrong.status_code, 'value="9999"' in wrong.text) == (422, True)
