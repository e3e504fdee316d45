"""Which language a page speaks: the account's, the cookie's, the browser's, else Chinese."""

import pytest
from actors import CAST
from conftest import Clients
from sqlmodel import Session

from app.models.user import User


def tongue(client, path="/login", **headers):
    text = client.get(path, headers=headers).text
    return text.split('<html lang="', 1)[1].split('"', 1)[0]


def test_without_a_wish_it_is_chinese(stranger):
    assert tongue(stranger, **{"Accept-Language": ""}) == "zh-CN"


@pytest.mark.parametrize(
    ("header", "spoken"),
    [
        ("en-GB,en;q=0.9", "en"),
        ("en", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("zh-TW", "zh-CN"),
        ("fr-FR,en;q=0.5", "en"),
        ("zh;q=0.1,en", "en"),
        ("fr", "zh-CN"),
        ("nonsense;;;", "zh-CN"),
    ],
)
def test_the_browsers_wish_counts(stranger, header, spoken):
    assert tongue(stranger, **{"Accept-Language": header}) == spoken


def test_a_stranger_may_choose_and_it_stays(stranger):
    answer = stranger.post("/settings/language", data={"language": "en", "next": "/login"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert tongue(stranger, **{"Accept-Language": "zh-CN"}) == "en"


def test_the_account_counts_before_cookie_and_browser(as_: Clients, engine):
    browser = as_("officer")
    browser.cookies.set("lang", "zh-CN")
    assert tongue(browser, "/settings", **{"Accept-Language": "zh-CN"}) == "en"
    with Session(engine) as session:
        session.get_one(User, CAST["officer"].id).language = None
        session.commit()
    assert tongue(browser, "/settings") == "zh-CN"


def test_a_choice_moves_with_the_account(as_: Clients, engine):
    as_("officer").post("/settings/language", data={"language": "zh-CN", "next": "/settings"})
    with Session(engine) as session:
        assert session.get_one(User, CAST["officer"].id).language == "zh-CN"
    fresh = as_("officer")
    fresh.cookies.delete("lang")
    assert tongue(fresh, "/settings") == "zh-CN"


def test_the_json_door_sets_it_too(as_: Clients):
    answer = as_("officer").post("/api/v1/me/language", json={"language": "zh-CN"})
    assert answer.json()["language"] == "zh-CN"
    assert as_("officer").post("/api/v1/me/language", json={"language": "tlh"}).status_code == 422


def test_errors_speak_the_readers_language(stranger):
    chinese = stranger.get("/api/v1/me", headers={"Accept-Language": "zh-CN"}).json()["detail"]
    english = stranger.get("/api/v1/me", headers={"Accept-Language": "en"}).json()["detail"]
    assert (chinese, english) == ("请先登录。", "Please sign in first.")
