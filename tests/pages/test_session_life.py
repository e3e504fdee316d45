"""How long a browser stays signed in, and what it has to prove again."""

from datetime import timedelta

import pytest
from actors import PASSWORD
from bs4 import BeautifulSoup
from conftest import Clients, Clock

NEW = "seven green kettles"


def sign_in(client, **ticked):
    answer = client.post("/login", data={"username": "officer", "password": PASSWORD} | ticked)
    assert answer.status_code == 303
    return answer


def is_in(client) -> bool:
    return client.get("/api/v1/me").status_code == 200


def test_a_session_left_idle_ends(stranger, clock: Clock):
    sign_in(stranger)
    clock.now += timedelta(minutes=29)
    assert is_in(stranger)
    clock.now += timedelta(minutes=31)
    assert not is_in(stranger)


def test_a_session_in_use_lasts_for_a_working_day(stranger, clock: Clock):
    assert "Max-Age=43200" in sign_in(stranger).headers["set-cookie"]
    for _ in range(35):
        clock.now += timedelta(minutes=20)
        assert is_in(stranger)
    clock.now += timedelta(minutes=20)
    assert not is_in(stranger)


def test_the_own_phone_stays_signed_in_for_a_week(stranger, clock: Clock):
    assert "Max-Age=604800" in sign_in(stranger, own_device="true").headers["set-cookie"]
    clock.now += timedelta(days=6, hours=23)
    assert is_in(stranger)
    clock.now += timedelta(hours=1)
    assert not is_in(stranger)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "Stay signed in on this phone for 7 days"),
        ("zh", "\u672c\u624b\u673a 7 \u5929\u5185\u4e0d\u7528\u518d\u767b\u5f55"),
    ],
)
def test_the_tick_is_offered_and_is_not_set(stranger, code, words):
    page = BeautifulSoup(stranger.get("/login", headers={"Accept-Language": code}).text, "html.parser")
    tick = page.select_one("form[action='/login'] [name=own_device]")
    assert tick.parent.get_text(strip=True) == words
    assert "checked" not in tick.attrs


def test_after_an_error_the_tick_stays(stranger):
    typed = {"username": "officer", "password": "wrong", "own_device": "true"}
    page = BeautifulSoup(stranger.post("/login", data=typed).text, "html.parser")
    assert "checked" in page.select_one("[name=own_device]").attrs


@pytest.mark.parametrize("given", [{}, {"current": "not the password"}])
def test_a_long_session_makes_no_key_without_the_password(as_: Clients, given):
    refused = as_("officer").post("/api/v1/me/tokens", json={"name": "report"} | given)
    assert (refused.status_code, refused.json()["field"]) == (422, "current")
    shown = as_("officer").post("/settings/tokens/new", data={"name": "report", "scope": "read", "days": "9"} | given)
    page = BeautifulSoup(shown.text, "html.parser")
    assert shown.status_code == 422
    assert page.select_one("#f-current-error").get_text(strip=True)
    assert page.select_one("[name=name]")["value"] == "report"
    assert as_("officer").get("/api/v1/me/tokens").json() == []


def test_a_session_of_the_day_is_not_asked_again(stranger):
    sign_in(stranger)
    assert 'name="current"' not in stranger.get("/settings/tokens/new").text
    assert stranger.post("/api/v1/me/tokens", json={"name": "report"}).status_code == 201


def test_after_a_new_password_the_phone_stays_signed_in_as_long_as_before(stranger, clock: Clock):
    sign_in(stranger, own_device="true")
    answer = stranger.post("/settings/password", data={"current": PASSWORD, "password": NEW, "again": NEW})
    assert "Max-Age=604800" in answer.headers["set-cookie"]
    clock.now += timedelta(days=1)
    assert is_in(stranger)
