"""Forged requests, headers, cookies."""

from uuid import uuid4

import pytest
from actors import FIRM, PASSWORD, token
from conftest import Clients
from fastapi.testclient import TestClient

from app.core.settings import Settings
from app.core.storage import Folder
from app.main import create_app
from app.web.wiring import Wiring

COOKIE = {"session": token("officer")}
THEME = {"theme": "dark"}


@pytest.fixture
def browser(app):
    """A signed-in browser that says nothing about where a request comes from."""
    with TestClient(app, cookies=COOKIE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def secure(engine, tmp_path, clock):
    """The service as it is reached by https."""
    settings = Settings(data_dir=tmp_path, base_url="https://zone.example", _env_file=None)
    wired = create_app(Wiring(settings, engine, Folder(tmp_path / "files"), clock))
    with TestClient(wired, base_url="https://zone.example", follow_redirects=False) as client:
        yield client


def theme_of(browser):
    return browser.get("/api/v1/me").json()["theme"]


@pytest.mark.parametrize(
    "origin",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Referer": "https://elsewhere.example/testserver"},
    ],
)
def test_another_site_changes_nothing(browser, origin):
    for path, sent in (("/settings/theme", {"data": THEME}), ("/api/v1/me/theme", {"json": THEME})):
        assert browser.post(path, headers=origin, **sent).status_code == 403
    assert theme_of(browser) == "auto"


@pytest.mark.parametrize(
    "origin",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://testserver"},
        {"Referer": "http://testserver/settings"},
    ],
)
def test_the_own_site_does(browser, origin):
    assert browser.post("/settings/theme", data=THEME, headers=origin).status_code == 303
    assert theme_of(browser) == "dark"


@pytest.mark.parametrize("origin", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}])
def test_another_site_signs_nobody_in(app, origin):
    with TestClient(app, headers=origin, follow_redirects=False) as visitor:
        answer = visitor.post("/login", data={"username": "officer", "password": PASSWORD})
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


def test_behind_a_proxy_the_configured_address_counts(secure):
    secure.cookies.set("__Host-session", token("officer"))
    assert secure.post("/settings/theme", data=THEME, headers={"Origin": "https://zone.example"}).status_code == 303
    assert secure.post("/settings/theme", data=THEME, headers={"Origin": "http://zone.example:1"}).status_code == 403


def test_a_bearer_call_needs_no_origin_and_reads_no_cookie(app, as_: Clients):
    asked = {"name": "x", "scope": "write", "current": PASSWORD}
    key = as_("handler").post("/api/v1/me/tokens", json=asked).json()["token"]
    headers = {"Authorization": f"Bearer {key}"}
    with TestClient(app, cookies=COOKIE, headers=headers) as program:
        assert program.post("/api/v1/me/theme", json=THEME).status_code == 200
        assert program.get("/api/v1/me").json()["username"] == "handler"
    assert theme_of(as_("officer")) == "auto"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_json_is_read_only_as_json(as_: Clients, kind):
    answer = as_("officer").post("/api/v1/me/theme", content='{"theme": "dark"}', headers={"Content-Type": kind})
    assert answer.status_code in {415, 422}
    assert theme_of(as_("officer")) == "auto"


@pytest.mark.parametrize(
    ("path", "status"),
    [("/settings", 200), ("/login", 200), ("/nowhere", 404), ("/api/v1/me", 200), ("/api/v1/tickets/99", 404)],
)
def test_every_answer_is_dressed(as_: Clients, path, status):
    answer = as_("officer").get(path)
    policy = answer.headers["content-security-policy"]
    assert answer.status_code == status
    assert "default-src 'self'; script-src 'self';" in policy
    assert "unsafe" not in policy
    assert all(rule in policy for rule in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"))
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"
    assert "strict-transport-security" not in answer.headers
    assert "access-control-allow-origin" not in answer.headers


def test_a_refusal_is_dressed_too(browser):
    answer = browser.post("/settings/theme", data=THEME)
    assert (answer.status_code, answer.headers["x-content-type-options"]) == (403, "nosniff")


def test_by_https_the_cookie_belongs_to_this_host_alone(secure):
    answer = secure.post("/login", data={"username": "officer", "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-session=")
    assert all(flag in cookie for flag in ("HttpOnly", "Secure", "Path=/", "SameSite=lax"))
    assert "Domain" not in cookie
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert secure.get("/api/v1/me").status_code == 200


def test_by_https_the_plain_cookie_opens_nothing(secure):
    secure.cookies.set("session", token("officer"))
    assert secure.get("/api/v1/me").status_code == 401


def test_by_http_the_cookie_is_still_hidden_from_scripts(stranger):
    cookie = stranger.post("/login", data={"username": "officer", "password": PASSWORD}).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_a_planted_token_is_not_taken_over(stranger):
    stranger.cookies.set("session", "planted-by-somebody-else")
    answer = stranger.post("/login", data={"username": "officer", "password": PASSWORD})
    assert answer.cookies["session"] != "planted-by-somebody-else"
    stranger.cookies.clear()
    stranger.cookies.set("session", "planted-by-somebody-else")
    assert stranger.get("/api/v1/me").status_code == 401


def test_by_https_no_cookie_travels_without_it(secure):
    secure.headers["Sec-Fetch-Site"] = "same-origin"
    given = [secure.post("/login", data={"username": "officer", "password": PASSWORD})]
    given += [secure.post("/settings/theme", data=THEME), secure.post("/settings/language", data={"language": "en"})]
    given += [secure.post("/visits/under-way", data={"key": str(uuid4()), "enterprise_id": FIRM}), secure.get("/today")]
    cookies = [cookie for answer in given for cookie in answer.headers.get_list("set-cookie")]
    assert {cookie.partition("=")[0] for cookie in cookies} == {"__Host-session", "theme", "lang", "toast", "css"}
    assert [cookie for cookie in cookies if "Secure" not in cookie and "Max-Age=0" not in cookie] == []
