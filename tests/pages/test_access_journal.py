"""What the journal keeps of signing in and out, and of what was refused; never what a stranger typed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from actors import CAST, PASSWORD
from conftest import Clients, Clock
from sqlmodel import Session, select

from app.models.event import Event
from app.models.user import LoginSession

OFFICER = CAST["officer"].id


@pytest.fixture
def lines(engine):
    """Lines of the journal as (actor, verb, subject), oldest first."""

    def read():
        with Session(engine) as session:
            wanted = select(Event.actor_id, Event.verb, Event.subject_id).order_by(Event.id)
            return [tuple(line) for line in session.exec(wanted)]

    return read


def sign_in(client, username, password=PASSWORD):
    return client.post("/login", data={"username": username, "password": password})


def test_signing_in_and_out_are_lines(stranger, lines):
    sign_in(stranger, "officer")
    stranger.post("/logout")
    assert [(actor, verb) for actor, verb, _ in lines()] == [
        (OFFICER, "login_session.sign_in"),
        (OFFICER, "login_session.sign_out"),
    ]


def test_signing_out_twice_is_one_line(as_: Clients, lines):
    browser = as_("officer")
    browser.post("/logout")
    browser.cookies.set("session", "session-of-officer")
    browser.post("/logout")
    assert [verb for _, verb, _ in lines()] == ["login_session.sign_out"]


def test_a_failure_names_the_account_and_nobody_as_its_cause(stranger, lines):
    assert sign_in(stranger, "officer", "not the password").status_code == 422
    assert lines() == [(None, "user_account.sign_in_failed", OFFICER)]


def test_what_was_typed_as_an_unknown_name_is_not_kept(stranger, lines):
    assert sign_in(stranger, "my-secret-password", "oops").status_code == 422
    assert lines() == []


@pytest.mark.parametrize(
    ("method", "path", "route"),
    [
        ("GET", "/admin", "GET /admin"),
        ("POST", "/api/v1/kinds", "POST /api/v1/kinds"),
        ("POST", f"/admin/users/{OFFICER}/link", "POST /admin/users/{user_id}/link"),
    ],
)
def test_a_refusal_leaves_a_line_although_nothing_else_is_kept(as_: Clients, session, method, path, route):
    assert as_("officer").request(method, path, json={} if "/api/" in path else None).status_code == 403
    event = session.exec(select(Event)).one()
    assert (event.actor_id, event.verb, event.subject_id) == (OFFICER, "user_account.refused", OFFICER)
    assert event.after == {"route": route}


def test_a_refusal_names_the_verb_and_the_row(as_: Clients, session):
    answer = as_("admin").post(f"/api/v1/users/{CAST['admin'].id}/password-link", json={})
    assert answer.status_code == 403
    event = session.exec(select(Event)).one()
    assert event.after == {
        "route": "POST /api/v1/users/{user_id}/password-link",
        "verb": "invite",
        "kind": "user_account",
        "id": CAST["admin"].id,
    }


def test_a_stranger_leaves_no_line(stranger, lines):
    stranger.get("/admin")
    stranger.post("/api/v1/kinds", json={})
    assert lines() == []


def test_asking_again_and_again_fills_no_disk(as_: Clients, lines, clock: Clock):
    for _ in range(70):
        as_("officer").get("/admin")
    assert len(lines()) == 60
    as_("handler").get("/admin")
    clock.now += timedelta(minutes=61)
    as_("officer").get("/admin")
    assert len(lines()) == 62


def test_keys_feeds_and_passwords_are_lines(as_: Clients, lines):
    browser = as_("officer")
    key = browser.post("/api/v1/me/tokens", json={"name": "weekly report", "current": PASSWORD}).json()
    browser.delete(f"/api/v1/me/tokens/{key['id']}")
    browser.post("/calendar/subscribe", data={})
    new = "seven green kettles"
    browser.post("/settings/password", data={"current": PASSWORD, "password": new, "again": new})
    assert [verb for _, verb, _ in lines()] == [
        "api_token.make_token",
        "api_token.revoke_token",
        "feed_token.subscribe",
        "user_account.set_password",
    ]


def test_the_chain_holds_over_refusals(as_: Clients, session):
    as_("officer").get("/admin")
    as_("handler").get("/admin")
    first, second = session.exec(select(Event).order_by(Event.id))
    assert second.previous_hash == first.hash


def test_a_line_says_by_which_session_or_key_and_from_where(as_: Clients, session):
    as_("officer").post("/api/v1/tickets", json={"key": str(uuid4()), "kind_id": 1})
    line = session.exec(select(Event).where(Event.verb == "ticket.raise")).one()
    assert session.get_one(LoginSession, line.session_id).user_id == CAST["officer"].id
    assert (line.token_id, line.address) == (None, "testclient")
