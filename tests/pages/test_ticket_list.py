"""The list of tickets: views, filters, pages, what stands where there is nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from actors import COMMERCE, ECONOMY, FIRM, NOW
from bs4 import BeautifulSoup
from conftest import Clients, Clock
from sqlalchemy.engine import Engine
from statements import statements
from tickets import brought_to, raised

from app.core.db import transaction
from app.models.ticket import Ticket
from app.models.ticket_life import State
from app.models.zone import Level


def listed(client, address: str = "/tickets", status: int = 200) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return BeautifulSoup(answer.text, "html.parser")


def titles(soup: BeautifulSoup) -> list[str]:
    return [title.text for title in soup.select(".row .t")]


def fill(engine: Engine, count: int, **facts) -> None:
    """Many tickets, each due an hour after the one before."""
    usual = {"kind_id": 1, "level": Level.COMPLEX, "rule_id": 2, "registered_by": 1, "registered_at": NOW} | facts
    with transaction(engine) as session:
        for at in range(count):
            due = dict.fromkeys(("answer_due_at", "solve_due_at", "due_at", "warn_at"), NOW + timedelta(hours=at))
            session.add(Ticket(key=uuid4(), title=f"Ticket {at}", **usual | due))


def test_rows_come_by_due_time_with_light_firm_and_holder(as_: Clients, clock: Clock):
    late = brought_to(as_, "acceptance", title="Power")
    raised(as_("officer"), title="Land", kind_id=2, enterprise_id=None)
    clock.now = NOW + timedelta(days=4)
    raised(as_("officer"), title="Road", kind_id=4)
    soup = listed(as_("coordinator"))
    assert titles(soup) == ["Power", "Land", "Road"]
    first, second, _ = soup.select(".row")
    assert (first["href"], first.select_one(".lamp")["data-s"]) == (f"/tickets/{late['id']}", "red")
    assert "late" in first.text
    assert "Bright Glass" in first.text
    assert "Economy · Handler" in first.text
    assert "Enterprise to be confirmed" in second.text
    assert "Not handed over yet" in second.text


@pytest.mark.parametrize(
    ("who", "view", "found"),
    [
        ("coordinator", "mine", ["New"]),
        ("handler", "mine", ["Given"]),
        ("handler", "team", ["Given"]),
        ("contact", "mine", ["Done"]),
        ("leader", "open", ["Given", "New"]),
        ("leader", "over", []),
        ("leader", "all", ["New", "Done", "Given"]),
    ],
)
def test_every_view_holds_its_own(as_: Clients, who: str, view: str, found: list[str]):
    brought_to(as_, "assignment", title="Given")
    brought_to(as_, "resolution", title="Done")
    raised(as_("officer"), title="New")
    assert titles(listed(as_(who), f"/tickets?view={view}")) == found


def test_filters_narrow_and_can_be_taken_off(as_: Clients):
    brought_to(as_, "assignment", title="Power")
    raised(as_("officer"), title="Land", kind_id=2)
    client = as_("coordinator")
    for query, found in (
        ("state=assigned", ["Power"]),
        ("kind_id=2", ["Land"]),
        (f"department_id={ECONOMY}", ["Power"]),
        (f"department_id={COMMERCE}", []),
        (f"enterprise_id={FIRM}", ["Power", "Land"]),
        ("project_id=9", []),
    ):
        soup = listed(client, f"/tickets?view=all&{query}")
        assert sorted(titles(soup)) == sorted(found), query
        assert soup.select_one("details[open] .chips a[aria-current]")["href"] == "/tickets?view=all", query


def test_pages_follow_each_other_without_gap_or_double(as_: Clients, engine: Engine):
    fill(engine, 120)
    address, seen = "/tickets?view=open", []
    while address:
        soup = listed(as_("leader"), address)
        seen += titles(soup)
        following = soup.select_one("a[rel=next]")
        address = following and following["href"]
    assert seen == [f"Ticket {at}" for at in range(120)]
    assert soup.select_one(".pager a")["href"] == "/tickets"


def test_counting_stops_at_five_hundred(as_: Clients, engine: Engine):
    fill(engine, 501)
    assert "500+ tickets" in listed(as_("leader")).text


def test_a_list_costs_at_most_eight_statements(as_: Clients, engine: Engine):
    fill(engine, 60, lead_department_id=ECONOMY, state=State.ASSIGNED, enterprise_id=FIRM)
    for who in ("handler", "coordinator", "contact"):
        with statements(engine) as asked:
            assert len(titles(listed(as_(who), "/tickets?view=all&kind_id=1"))) == 50
        assert len(asked) <= 8, "\n".join(asked)


@pytest.mark.parametrize(
    ("who", "address", "words"),
    [
        ("handler", "/tickets?view=mine", "No ticket waits for you."),
        ("leader", "/tickets?view=over", "Nothing is overdue."),
        ("leader", "/tickets?view=due", "Nothing is due within a working day."),
        ("contact", "/tickets", "No ticket is open."),
        ("leader", "/tickets?state=closed", "No ticket fits these filters."),
    ],
)
def test_an_empty_list_says_what_it_means(as_: Clients, who: str, address: str, words: str):
    assert words in listed(as_(who), address).select_one(".empty").text


def test_the_enterprise_has_its_requests(as_: Clients):
    soup = listed(as_("contact"))
    assert soup.h1.text == "My requests"
    assert not [box for box in soup.select("option") if box["value"] == "returned"]


def test_htmx_gets_the_list_alone(as_: Clients):
    raised(as_("officer"), title="Power")
    answer = as_("officer").get("/tickets", headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert answer.text.lstrip().startswith('<div class="stack" id="tickets">')
    assert "<html" not in answer.text
    assert "HX-Request-Type" in answer.headers["vary"]


@pytest.mark.parametrize("query", ["state=gone", "kind_id=x", "kind_id=9223372036854775808", "view=theirs", "limit=0"])
def test_a_filter_that_does_not_exist_is_said(as_: Clients, query: str):
    assert listed(as_("leader"), f"/tickets?{query}", 422).select_one(".err-sum") is not None


@pytest.mark.parametrize(
    "cursor", ["x", "W10", "WyIyMDE5Il0", "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzIzOjU5IiwgMV0", "%00", "W" * 900]
)
def test_a_page_address_that_is_not_ours_is_refused(as_: Clients, cursor: str):
    assert as_("leader").get(f"/tickets?after={cursor}").status_code == 422
    assert as_("leader").get(f"/api/v1/tickets?after={cursor}").status_code == 422
