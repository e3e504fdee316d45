"""Signing in: limits, words, where it leads, what the browser is given."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from actors import CAST, PASSWORD
from bs4 import BeautifulSoup
from conftest import SAME_SITE, Clients, Clock
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.models.user import LoginTry, User

WRONG = "not the password"


def sign_in(client, username, password=PASSWORD, **query):
    return client.post("/login", data={"username": username, "password": password}, params=query)


def test_the_right_password_opens_a_session(stranger):
    answer = sign_in(stranger, "officer")
    assert (answer.status_code, answer.headers["location"]) == (303, "/today")
    assert stranger.get("/api/v1/me").json()["username"] == "officer"


@pytest.mark.parametrize(("who", "home"), [("contact", "/tickets"), ("admin", "/admin"), ("leader", "/today")])
def test_everybody_begins_where_the_own_work_is(stranger, who, home):
    assert sign_in(stranger, who).headers["location"] == home


def test_the_bare_address_leads_home(stranger, as_: Clients):
    assert stranger.get("/").headers["location"] == "/login"
    assert as_("contact").get("/").headers["location"] == "/tickets"


@pytest.mark.parametrize("who", ["officer", "nobody-of-this-name"])
def test_a_wrong_name_reads_like_a_wrong_password(stranger, who):
    answer = sign_in(stranger, who, WRONG)
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert page.select_one("#f-password-error").get_text(strip=True) == "用户名或密码不对。"
    assert page.select_one("[name=username]")["value"] == who
    assert WRONG not in answer.text


def test_a_locked_account_reads_like_a_wrong_password(stranger, engine):
    with Session(engine) as session:
        session.get_one(User, CAST["officer"].id).is_active = False
        session.commit()
    assert sign_in(stranger, "officer").status_code == 422


def test_after_five_failures_even_the_right_password_waits(stranger, clock: Clock):
    for _ in range(5):
        assert sign_in(stranger, "officer", WRONG).status_code == 422
    refused = sign_in(stranger, "officer")
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "900"
    assert "15" in BeautifulSoup(refused.text, "html.parser").select_one(".err-sum").get_text()
    clock.now += timedelta(minutes=15, seconds=1)
    assert sign_in(stranger, "officer").status_code == 303


def test_each_further_failure_doubles_the_wait(stranger, clock: Clock):
    for _ in range(5):
        sign_in(stranger, "officer", WRONG)
    waits = []
    for _ in range(4):
        wait_s = int(sign_in(stranger, "officer", WRONG).headers["retry-after"])
        waits.append(wait_s)
        clock.now += timedelta(seconds=wait_s)
        assert sign_in(stranger, "officer", WRONG).status_code == 422
    assert waits == [900, 1800, 3600, 3600]


def test_a_success_forgives_earlier_failures(stranger, clock: Clock):
    for _ in range(4):
        sign_in(stranger, "officer", WRONG)
    clock.now += timedelta(seconds=1)
    assert sign_in(stranger, "officer").status_code == 303
    clock.now += timedelta(seconds=1)
    for _ in range(4):
        assert sign_in(stranger, "officer", WRONG).status_code == 422


def test_one_account_does_not_lock_another(stranger):
    for _ in range(5):
        sign_in(stranger, "officer", WRONG)
    assert sign_in(stranger, "leader").status_code == 303


def test_thirty_failures_from_one_address_stop_it(stranger, clock: Clock):
    for number in range(30):
        sign_in(stranger, f"guess-{number}", WRONG)
    assert sign_in(stranger, "leader").status_code == 429
    clock.now += timedelta(minutes=15, seconds=1)
    assert sign_in(stranger, "leader").status_code == 303


def test_guesses_made_at_once_are_counted_one_after_the_other(app):
    def guess(_number):
        with TestClient(app, headers=SAME_SITE, follow_redirects=False) as client:
            return sign_in(client, "officer", WRONG).status_code

    with ThreadPoolExecutor(8) as at_once:
        answers = list(at_once.map(guess, range(12)))
    assert sorted(answers) == [422] * 5 + [429] * 7


def test_failures_are_rows_so_that_processes_agree(stranger, session):
    sign_in(stranger, "officer", WRONG)
    rows = session.exec(select(LoginTry)).all()
    assert [(row.username, row.address, row.succeeded) for row in rows] == [("officer", "testclient", False)]


@pytest.mark.parametrize(
    ("wished", "goes"),
    [
        ("/tickets?view=due", "/tickets?view=due"),
        ("https://elsewhere.example/", "/today"),
        ("//elsewhere.example/", "/today"),
        ("/\\elsewhere.example", "/today"),
        ("/\t/elsewhere.example", "/today"),
        ("javascript:alert(1)", "/today"),
        ("//[", "/today"),
    ],
)
def test_signing_in_leads_nowhere_else(stranger, wished, goes):
    assert sign_in(stranger, "officer", next=wished).headers["location"] == goes


def test_a_page_asked_for_comes_after_signing_in(stranger):
    sent = stranger.get("/tickets?view=due")
    assert sent.status_code == 303
    page = BeautifulSoup(stranger.get(sent.headers["location"]).text, "html.parser")
    wished = page.select_one("form[action='/login'] [name=next]")["value"]
    typed = {"username": "officer", "password": PASSWORD, "next": wished}
    assert stranger.post("/login", data=typed).headers["location"] == "/tickets?view=due"


@pytest.mark.parametrize("typed", [{}, {"username": "officer"}, {"username": "x" * 65, "password": "y"}])
def test_a_gap_is_named_beside_its_field(stranger, typed):
    answer = stranger.post("/login", data=typed)
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert page.select("[aria-invalid=true]")


@pytest.mark.parametrize("odd", ["a\0b", "a\u202eb", "\ud800".encode("utf-8", "surrogatepass")])
def test_hostile_names_are_refused(stranger, odd):
    assert stranger.post("/login", data={"username": odd, "password": "x"}).status_code == 422


def test_only_a_demo_zone_names_its_accounts(stranger, engine):
    assert "officer" not in stranger.get("/login").text
    with Session(engine) as session:
        session.get_one(User, CAST["officer"].id)
        session.connection().exec_driver_sql("UPDATE zone SET is_demo = TRUE")
        session.commit()
    assert "officer" in stranger.get("/login").text


def test_signing_out_ends_it_on_the_server_too(as_: Clients):
    browser = as_("officer")
    answer = browser.post("/logout")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert answer.headers["clear-site-data"] == '"cache"'
    assert 'session=""' in answer.headers["set-cookie"]
    browser.cookies.set("session", "session-of-officer")
    assert browser.get("/api/v1/me").status_code == 401


def test_signing_in_again_never_keeps_a_token(stranger, as_: Clients):
    sign_in(stranger, "officer")
    first = stranger.cookies["session"]
    sign_in(stranger, "officer")
    assert stranger.cookies["session"] != first
    planted = as_("handler")
    planted.cookies.set("session", first)
    assert planted.get("/api/v1/me").status_code == 401
