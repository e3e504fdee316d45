"""The search page as a plain form: what was found, marked; what was asked, kept."""

from bs4 import BeautifulSoup
from conftest import Clients

from app.core.db import transaction
from app.domain import search_index
from app.models.enterprise import Enterprise
from app.models.user import User


def page(client, question: str, status: int = 200) -> BeautifulSoup:
    answer = client.get("/search", params={"q": question})
    assert answer.status_code == status, answer.text
    return BeautifulSoup(answer.text, "html.parser")


def listed(engine) -> None:
    with transaction(engine) as session:
        search_index.enterprise(session, session.get_one(Enterprise, 1))
        search_index.person(session, session.get_one(User, 3))


def test_what_is_found_is_marked_and_leads_there(as_: Clients, engine):
    listed(engine)
    found = page(as_("leader"), "glass")
    row = found.select_one("#search-results a.row")
    assert row["href"] == "/enterprises/1"
    assert [mark.text for mark in row.select("mark")] == ["Glass"]
    assert row.select_one(".t").text == "Bright Glass"
    assert found.select_one("input[name=q]")["value"] == "glass"


def test_people_are_named_without_a_link(as_: Clients, engine):
    listed(engine)
    found = page(as_("leader"), "handler")
    assert found.select_one("#search-results p.row .t").text == "Handler"
    assert found.select("#search-results a.row") == []


def test_before_a_question_the_newest_stands_there(as_: Clients, engine):
    listed(engine)
    found = page(as_("leader"), "")
    assert found.find("h2", string="Newest")
    assert [row["href"] for row in found.select("a.row")] == ["/enterprises/1"]


def test_nothing_found_says_what_to_try(as_: Clients):
    assert "Try pinyin initials" in page(as_("leader"), "zzz").select_one("#search-results").text


def test_a_question_is_text_never_markup(as_: Clients):
    hostile = '"><script>alert(1)</script>'
    found = page(as_("leader"), hostile)
    assert found.select_one("input[name=q]")["value"] == hostile
    assert all(script.get("src") for script in found.select("script"))


def test_a_long_question_is_kept_and_refused(as_: Clients):
    found = page(as_("leader"), "x" * 201, status=422)
    assert found.select_one("input[name=q]")["value"] == "x" * 201
    assert "At most 200 characters" in found.select_one("[role=alert]").text


def test_a_stranger_signs_in_first(stranger):
    assert stranger.get("/search?q=glass").headers["Location"] == "/login?next=%2Fsearch%3Fq%3Dglass"
