"""Today: each role sees what it acts on; nobody waits for many statements."""

import re

import pytest

STAFF = ("leader", "officer", "handler", "coordinator", "supervisor")


def headings(page):
    return re.findall(r"<h2[^>]*>([^<]+)", page)


@pytest.mark.parametrize("role", STAFF)
def test_a_day_takes_at_most_15_statements(zone, statements, role):
    browser = zone(role)
    statements.clear()
    assert browser.get("/today").status_code == 200
    assert len(statements) <= 15


@pytest.fixture
def english(zone):
    def page(role):
        return zone(role).get("/today", headers={"Accept-Language": "en"}).text

    return page


def test_the_leader_reads_what_is_stuck_on_whom_and_when_the_next_day_is(english):
    page = english("leader")
    assert headings(page)[0] == "Stuck now"
    first = page.index('class="rows"')
    assert page.index("4 red lights") < first
    assert page.index("Tue 6 Aug") < first
    assert "10 days late" in page
    assert "Construction Bureau" in page


def test_the_officer_starts_the_next_stop_from_here(zone, english):
    page = english("officer")
    address = re.search(r'action="(/visits/\d+/start)"', page)[1]
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert "with Commerce Bureau, Economic Development Bureau" in page
    started = zone("officer").post(address, data={"version": version})
    assert started.status_code == 303
    assert "Under way" in english("officer")


def test_the_officer_sees_at_most_five_tickets_and_the_quiet_projects(english):
    page = english("officer")
    assert {"Waiting for me", "My projects", "Today's visits"} <= set(headings(page))
    assert 1 <= page.count('href="/tickets/') <= 5 + 2
    assert "never updated here" in page


def test_the_handler_sees_the_own_tickets_by_due_time(english):
    page = english("handler")
    assert page.index("16 hours late") < page.index("Due today 11:00") < page.index("Due today 17:00")
    assert page.index("Due today 17:00") < page.index("1 day left")


def test_the_coordinator_sees_what_is_not_handed_over_and_the_october_clash(english):
    page = english("coordinator")
    assert page.count("Not handed over yet") == 3
    assert "Tue 1 Oct" in page
    assert "proposed: Tue 8 Oct" in page


def test_the_supervisor_sees_every_overdue_ticket(english):
    page = english("supervisor")
    assert page.count(" late</span>") == 4
    assert "All 14" in page


@pytest.mark.parametrize(("role", "home"), [("enterprise", "/tickets"), ("admin", "/admin")])
def test_others_are_sent_to_their_own_first_page(zone, role, home):
    answer = zone(role).get("/today")
    assert (answer.status_code, answer.headers["location"]) == (303, home)


def test_a_stranger_is_asked_to_sign_in(stranger):
    assert "/login" in stranger.get("/today").headers["location"]


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("leader", "No red light."),
        ("officer", "Nothing is planned today."),
        ("handler", "No ticket waits for you."),
        ("coordinator", "No ticket waits for you."),
        ("supervisor", "Everything on the list is under way."),
    ],
)
def test_an_empty_zone_says_so(as_, role, words):
    assert words in as_(role).get("/today").text
