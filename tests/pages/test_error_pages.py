"""Pages that say no: in the usual frame, with who may and where to go, never with a button that cannot help."""

import pytest
from conftest import Clients
from fastapi.testclient import TestClient
from tickets import raised

from app import policy
from app.models.ticket import Ticket
from app.models.ticket_life import Verb
from app.models.user import Role


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/tickets/7777", 'href="/tickets"'),
        ("/projects/7777", 'href="/projects"'),
        ("/enterprises/7777", 'href="/enterprises"'),
        ("/visits/7777", 'href="/today"'),
        ("/service-days/2019-07-17", 'href="/calendar"'),
        ("/nowhere", 'href="/"'),
    ],
)
def test_what_is_not_there_leads_back_to_its_list(as_: Clients, path: str, way: str):
    page = as_("officer").get(path)
    main = page.text.partition("<main")[2]
    assert page.status_code == 404
    assert 'class="nav"' in page.text
    assert way in main
    assert "Try again" not in main


def test_back_leads_to_our_own_pages_only(as_: Clients):
    said = [
        as_("officer").get("/tickets/7777", headers={"Referer": f"http://{host}/search?q=pump"}).text
        for host in ("testserver", "evil.example")
    ]
    assert ['href="/search?q=pump"' in text for text in said] == [True, False]


def test_a_refusal_says_who_may(as_: Clients):
    ticket = raised(as_("officer"))
    page = as_("officer").get(f"/tickets/{ticket['id']}/assignment")
    assert page.status_code == 403
    assert "It is for: Coordinator." in page.text
    assert 'class="nav"' in page.text
    assert "Try again" not in page.text


def test_a_refusal_inside_a_page_stays_a_message(as_: Clients):
    said = as_("officer").get("/tickets/7777", headers={"HX-Request": "true"})
    assert said.headers["HX-Retarget"] == "#alert"
    assert "<nav" not in said.text


def test_a_stranger_gets_no_navigation(stranger: TestClient):
    page = stranger.get("/nowhere", headers={"Accept-Language": "en"})
    assert page.status_code == 404
    assert "<nav" not in page.text
    assert "To the start page" in page.text


def test_the_roles_named_are_those_whose_rule_can_say_yes(as_: Clients, session):
    ticket = session.get_one(Ticket, raised(as_("officer"))["id"])
    assert policy.roles_for(Verb.ASSIGN, ticket) == [Role.COORDINATOR]
    assert Role.ENTERPRISE in policy.roles_for(Verb.NOTE, ticket)
    assert Role.ADMIN not in policy.roles_for(Verb.NOTE, ticket)


@pytest.mark.parametrize("kind", policy.RULES, ids=lambda kind: kind.__module__)
def test_every_refusal_can_name_roles_even_without_a_row(kind):
    named = [policy.roles_for(verb) for verb in kind if verb in policy.RULES[kind]]
    assert any(named)


def test_a_link_means_the_page_and_not_its_json_twin(as_: Clients):
    assert 'href="/today"' in as_("officer").get("/tickets").text
    assert 'href="/api/' not in as_("officer").get("/tickets").text
