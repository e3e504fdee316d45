"""The own account on its pages."""

from datetime import timedelta

import pytest
from actors import CAST, PASSWORD
from bs4 import BeautifulSoup
from conftest import Clients, Clock
from sqlmodel import Session, select

from app.core.secrets import digest, is_password
from app.models.event import Event
from app.models.user import LoginSession, User

NEW = "seven green kettles"


def device(engine, who, token):
    """A second browser in which somebody is signed in."""
    with Session(engine) as session:
        first = session.exec(select(LoginSession).where(LoginSession.user_id == CAST[who].id)).first()
        copy = first.model_dump(exclude={"id"}) | {"token_hash": digest(token), "agent": "Firefox on Windows"}
        row = LoginSession(**copy)
        session.add(row)
        session.commit()
        return row.id


def change_password(browser, **typed):
    given = {"current": PASSWORD, "password": NEW, "again": NEW} | typed
    return browser.post("/settings/password", data=given)


def test_the_settings_name_the_person_and_the_device(as_: Clients, engine):
    device(engine, "officer", "elsewhere")
    page = BeautifulSoup(as_("officer").get("/settings").text, "html.parser")
    assert page.select_one("h2").get_text() == "Officer"
    assert "Firefox · Windows" in page.get_text()
    assert len(page.select("form[action$='/end']")) == 1


def test_another_device_is_signed_out_at_once(as_: Clients, engine):
    other = device(engine, "officer", "elsewhere")
    browser = as_("officer")
    assert browser.post(f"/settings/sessions/{other}/end").status_code == 303
    browser.cookies.set("session", "elsewhere")
    assert browser.get("/api/v1/me").status_code == 401


def test_nobody_ends_a_strangers_device(as_: Clients, engine):
    other = device(engine, "leader", "elsewhere")
    assert as_("officer").post(f"/settings/sessions/{other}/end").status_code == 404
    assert as_("officer").delete(f"/api/v1/me/sessions/{other}").status_code == 404


def test_a_new_password_ends_all_other_devices(as_: Clients, engine):
    device(engine, "officer", "elsewhere")
    browser = as_("officer")
    answer = change_password(browser)
    assert (answer.status_code, answer.headers["location"]) == (303, "/settings")
    browser.cookies.clear()
    browser.cookies.set("session", answer.cookies["session"])
    assert browser.get("/api/v1/me").status_code == 200
    for former in ("session-of-officer", "elsewhere"):
        browser.cookies.set("session", former)
        assert browser.get("/api/v1/me").status_code == 401
    with Session(engine) as session:
        assert is_password(NEW, session.get_one(User, CAST["officer"].id).password_hash)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"current": "something else"}, "current"),
        ({"again": "seven green kettle"}, "again"),
        ({"password": "short 1", "again": "short 1"}, "password"),
        ({"password": "Password2019!", "again": "Password2019!"}, "password"),
        ({"password": "officer-2019", "again": "officer-2019"}, "password"),
        ({"password": "13800001111", "again": "13800001111"}, "password"),
        ({"password": "abababababab", "again": "abababababab"}, "password"),
        ({"password": "x" * 257, "again": "x" * 257}, "password"),
        ({"current": ""}, "current"),
    ],
)
def test_a_refused_password_is_explained_beside_its_field(as_: Clients, engine, typed, field):
    answer = change_password(as_("officer"), **typed)
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert page.select_one(f"#f-{field}-error")
    with Session(engine) as session:
        assert is_password(PASSWORD, session.get_one(User, CAST["officer"].id).password_hash)


def test_a_password_of_64_characters_is_kept_whole(as_: Clients, stranger):
    long = "many long words " * 4
    assert change_password(as_("officer"), password=long, again=long).status_code == 303
    assert stranger.post("/login", data={"username": "officer", "password": long[:-1]}).status_code == 422
    assert stranger.post("/login", data={"username": "officer", "password": long}).status_code == 303


def test_sun_mode_is_one_tap_and_leads_back(as_: Clients, engine):
    browser = as_("officer")
    form = BeautifulSoup(browser.get("/settings").text, "html.parser").select_one("[data-theme-form]")
    typed = {"theme": form.button["value"], "next": form.input["value"]}
    answer = browser.post(form["action"], data=typed)
    assert (answer.status_code, answer.headers["location"]) == (303, "/settings")
    page = BeautifulSoup(browser.get("/settings").text, "html.parser")
    assert page.html["data-theme"] == "sun"
    assert page.select_one("[data-theme-form] button")["value"] == "auto"
    with Session(engine) as session:
        assert session.get_one(User, CAST["officer"].id).theme == "sun"


def test_a_stranger_may_use_sun_mode(stranger):
    assert stranger.post("/settings/theme", data={"theme": "sun", "next": "/login"}).status_code == 303
    assert 'data-theme="sun"' in stranger.get("/login").text


@pytest.mark.parametrize("switch", [("theme", {"theme": "neon"}), ("language", {"language": "xx"}), ("theme", {})])
def test_an_unknown_choice_is_refused(stranger, switch):
    name, typed = switch
    assert stranger.post(f"/settings/{name}", data=typed).status_code == 422


def test_a_switch_leads_nowhere_else(stranger):
    answer = stranger.post("/settings/theme", data={"theme": "sun", "next": "https://elsewhere.example"})
    assert answer.headers["location"] == "/"


def test_what_was_done_to_the_account_is_in_the_journal(as_: Clients, session):
    as_("officer").post("/settings/theme", data={"theme": "sun", "next": "/"})
    change_password(as_("officer"))
    verbs = [event.verb for event in session.exec(select(Event)) if event.actor_id == CAST["officer"].id]
    assert verbs == ["user_account.set_theme", "user_account.set_password"]


def test_use_is_noted_rarely_so_that_reading_stays_reading(as_: Clients, clock: Clock, engine):
    def seen_at():
        with Session(engine) as session:
            return session.exec(select(LoginSession.seen_at).where(LoginSession.user_id == CAST["officer"].id)).one()

    begun = seen_at()
    clock.now += timedelta(minutes=9)
    as_("officer").get("/api/v1/me")
    assert seen_at() == begun
    clock.now += timedelta(minutes=2)
    as_("officer").get("/api/v1/me")
    assert seen_at() == begun + timedelta(minutes=11)
