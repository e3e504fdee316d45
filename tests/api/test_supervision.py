"""Supervision's numbers: each equals the list that it opens, by department and period, with non-answers as such."""

from datetime import UTC, datetime, timedelta

import pytest
from actors import COMMERCE, CONSTRUCTION, ECONOMY, NOW
from bs4 import BeautifulSoup
from conftest import Clients, Clock
from sqlalchemy.engine import Engine
from tickets import brought_to, move, raised

from app.core.db import transaction
from app.models.ticket import Ticket
from app.models.ticket_life import Ending, Sample, State


def seen(as_: Clients, who: str = "supervisor", **asked: str) -> dict:
    answer = as_(who).get("/api/v1/supervision", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def value(line: dict, code: str) -> int:
    return line["figures"][code]["value"]


def listed(as_: Clients, href: str) -> list[int]:
    answer = as_("supervisor").get(href.replace("/tickets", "/api/v1/tickets", 1))
    assert answer.status_code == 200, answer.text
    return [row["id"] for row in answer.json()["items"]]


def ended(engine: Engine, ticket: dict, sample: Sample | None) -> None:
    """The enterprise kept silent, and supervision found this."""
    with transaction(engine) as session:
        row = session.get_one(Ticket, ticket["id"])
        row.state, row.ending, row.sample, row.closed_at = State.CLOSED, Ending.NO_ANSWER, sample, NOW


@pytest.fixture
def july(as_: Clients, engine: Engine, clock: Clock) -> dict[str, dict]:
    """A month of tickets: confirmed, sent back, silent, late, returned twice, nobody's."""
    made = {"confirmed": brought_to(as_, "closing")}
    back = brought_to(as_, "resolution")
    made["back"] = move(as_("contact"), back, "reopening", reason="Dark again.").json()
    for name, sample in (("silent", None), ("called", Sample.SATISFIED), ("drawn", Sample.DRAWN)):
        made[name] = brought_to(as_, "resolution")
        ended(engine, made[name], sample)
    returned = raised(as_("officer"))
    for body, who in ((ECONOMY, "handler"), (CONSTRUCTION, "rival_handler")):
        returned = move(as_("coordinator"), returned, "assignment", lead_department_id=body).json()
        returned = move(as_(who), returned, "return", reason="Not ours.").json()
    made["returned"] = returned
    late = move(as_("coordinator"), raised(as_("officer")), "assignment", lead_department_id=COMMERCE)
    made["late"] = late.json()
    clock.now = NOW + timedelta(days=5)
    return made


@pytest.mark.usefixtures("july")
def test_every_number_opens_exactly_its_list(as_: Clients):
    shown = seen(as_, period="2019-07")
    figures = [figure for line in [*shown["lines"], shown["zone"]] for figure in line["figures"].values()]
    figures += [pair["figure"] for pair in shown["pairs"]]
    assert sum(figure["value"] > 0 for figure in figures) > 15
    assert [one for one in figures if len(listed(as_, one["href"])) != one["value"]] == []


def test_who_gave_no_answer_is_not_counted_as_satisfied(as_: Clients, july: dict):
    (economy,) = [line for line in seen(as_)["lines"] if line["department"] and line["department"]["id"] == ECONOMY]
    words = ("satisfied", "dissatisfied", "no_answer", "called_satisfied", "to_call", "unreached")
    assert [value(economy, code) for code in words] == [1, 1, 3, 1, 1, 0]
    assert economy["satisfaction_rate"] == 50.0
    assert listed(as_, economy["figures"]["dissatisfied"]["href"]) == [july["back"]["id"]]
    assert (value(economy, "registered"), value(economy, "settled"), economy["resolution_rate"]) == (5, 4, 80.0)
    assert economy["on_time_rate"] == 100.0


def test_returns_stand_by_pair_of_departments(as_: Clients, july: dict):
    pairs = seen(as_)["pairs"]
    names = [tuple(side and side["id"] for side in (pair["sender"], pair["returner"])) for pair in pairs]
    assert names == [(None, ECONOMY), (ECONOMY, CONSTRUCTION)]
    assert [listed(as_, pair["figure"]["href"]) for pair in pairs] == [[july["returned"]["id"]]] * 2


@pytest.mark.usefixtures("july")
def test_the_overdue_board_shows_department_and_age(as_: Clients, clock: Clock):
    clock.now = datetime(2019, 7, 21, tzinfo=UTC)
    by_body = {(line["department"] or {}).get("id"): line for line in seen(as_)["lines"]}
    ages = ("overdue_3", "overdue_7", "overdue_more")
    assert [value(by_body[COMMERCE], code) for code in ages] == [1, 0, 0]
    assert [value(by_body[None], code) for code in ages] == [1, 0, 0]
    clock.now += timedelta(days=4)
    assert [value(seen(as_)["zone"], code) for code in ages] == [0, 2, 0]
    clock.now += timedelta(days=4)
    assert value(seen(as_)["zone"], "overdue_more") == 2


def test_second_extensions_and_suspensions_are_counted(as_: Clients, clock: Clock):
    ticket = brought_to(as_, "answer")
    for who in ("duty_leader", "coordinator"):
        ticket = move(as_("handler"), ticket, "extension-request", workdays=5, reason="Permit.").json()
        ticket = move(as_(who), ticket, "extension", reason="Yes.").json()
    other = brought_to(as_, "answer")
    asked = move(as_("handler"), other, "suspension-request", review_on="2019-09-02", reason="Season.").json()
    move(as_("coordinator"), asked, "suspension")
    clock.now = NOW + timedelta(days=10)
    shown = seen(as_, "leader")
    assert listed(as_, shown["zone"]["figures"]["extended_twice"]["href"]) == [ticket["id"]]
    assert value(shown["zone"], "suspended") == 1
    (row,) = shown["suspended"]
    assert (row["ticket_id"], row["days"], row["review_on"]) == (other["id"], 10, "2019-09-02")


@pytest.mark.usefixtures("july")
@pytest.mark.parametrize(
    ("period", "registered"), [("2019-07", 7), ("2019-Q3", 7), ("2019", 7), ("2019-06", 0), ("2020-Q1", 0)]
)
def test_a_period_is_a_month_a_quarter_or_a_year(as_: Clients, period: str, registered: int):
    assert value(seen(as_, period=period)["zone"], "registered") == registered


def test_only_those_who_steer_the_zone_see_it(as_: Clients):
    for who in ("handler", "officer", "contact", "admin"):
        assert as_(who).get("/api/v1/supervision").status_code == 403
        assert as_(who).get("/api/v1/tickets", params={"counted": "no_answer", "view": "all"}).status_code == 403
    assert as_("leader").get("/api/v1/supervision", params={"period": "2019-13"}).status_code == 422
    assert as_("leader").get("/api/v1/tickets", params={"counted": "people"}).status_code == 422


def test_the_page_prints_the_numbers_with_links_and_their_definitions(as_: Clients, july: dict):
    soup = BeautifulSoup(as_("coordinator").get("/supervision").text, "html.parser")
    heads = soup.select("thead a")
    assert [link["href"] for link in heads if soup.find(id=link["href"][1:]) is None] == []
    href = soup.select_one("#supervision-words").find_parent("section").select("tbody a")[1]["href"]
    shown = BeautifulSoup(as_("coordinator").get(href).text, "html.parser")
    assert [row["href"] for row in shown.select("main .rows a.row")] == [f"/tickets/{july['back']['id']}"]
    assert "Sent back" in shown.text
    assert as_("handler").get("/supervision").status_code == 403
    assert as_("leader").get("/supervision?period=last").status_code == 422
